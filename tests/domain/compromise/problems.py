"""Small problems for the laws of the finder, and a slow, plain way to solve them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from hypothesis import strategies as st

from trifecta.domain.compromise.problem import (
    Need,
    Option,
    Party,
    Plan,
    Problem,
    Score,
    Stage,
    shares,
)

DAY = date(2026, 10, 12)


def stage(stage_id: str, **capacity: float) -> Stage:
    return Stage(
        id=stage_id, name=stage_id.title(), starts=DAY, ends=DAY, weeks=4, capacity=capacity
    )


def option(option_id: str, effort: float | Mapping[str, float] = 1, /, **links: str) -> Option:
    """An option that takes engineers; `after`, `excludes`, `together`, `asked_by` as words."""
    by_stage = effort if isinstance(effort, Mapping) else {"now": effort, "then": effort}
    return Option(
        id=option_id,
        title=option_id.title(),
        effort={stage_id: {"engineers": weeks} for stage_id, weeks in by_stage.items()},
        **{name: tuple(words.split()) for name, words in links.items()},
    )


def problem(
    *options: Option,
    needs: Mapping[str, Mapping[str, Mapping[str, float]]],
    now: float = 10,
    then: float = 10,
    **more: object,
) -> Problem:
    """`needs` is party -> need -> option -> points; the needs of a party weigh the same."""
    rows = [(party, name, points) for party, mine in needs.items() for name, points in mine.items()]
    fields: dict[str, object] = {
        "parties": tuple(Party(id=party, name=party.title()) for party in needs),
        "stages": (stage("now", engineers=now), stage("then", engineers=then)),
        "options": options,
        "needs": tuple(
            Need(id=name, party=party, text=name.title(), weight=1 / len(needs[party]))
            for party, name, _ in rows
        ),
        "scores": tuple(
            Score(option=option_id, need=name, points=value)
            for _, name, points in rows
            for option_id, value in points.items()
        ),
    }
    return Problem(**(fields | more))  # type: ignore[arg-type]


def can_be_done(problem: Problem, plan: Plan) -> bool:
    order = [row.id for row in problem.stages]
    place = {name: order.index(at) for name, at in plan.placements.items()}
    for row in problem.options:
        if any(place.get(other) != place.get(row.id) for other in row.together):
            return False
        if row.id not in place:
            continue
        if plan.placements[row.id] not in row.effort:
            return False
        if any(place.get(other, 99) > place[row.id] for other in row.after):
            return False
        if any(other in place for other in row.excludes):
            return False
    for at in problem.stages:
        used: dict[str, float] = {}
        for name, chosen in plan.placements.items():
            if chosen == at.id:
                for resource, weeks in problem.option(name).effort[at.id].items():
                    used[resource] = used.get(resource, 0) + weeks
        if any(weeks > at.capacity.get(name, 0) + 1e-9 for name, weeks in used.items()):
            return False
    return True


def every_plan(problem: Problem) -> Iterator[Plan]:
    """All plans that can be done, one after the other."""
    places = [None, *(row.id for row in problem.stages)]
    for chosen in product(places, repeat=len(problem.options)):
        pairs = zip(problem.options, chosen, strict=True)
        plan = Plan(placements={row.id: at for row, at in pairs if at is not None})
        if can_be_done(problem, plan):
            yield plan


def utilities(problem: Problem, plan: Plan) -> tuple[float, ...]:
    """u_p for each party, straight from the formula."""
    found = []
    for party in problem.parties:
        total = 0.0
        for need in problem.needs:
            if need.party != party.id:
                continue
            points = 0.0
            for score in problem.scores:
                at = plan.placements.get(score.option)
                if score.need == need.id and at is not None:
                    points += score.points * need.discount.get(at, 1.0)
            total += need.weight * min(1.0, points / need.enough)
        found.append(total)
    return tuple(found)


def best_retentions(problem: Problem) -> tuple[float, ...]:
    """The ascending retentions of the leximin plan, by trying everything."""
    values = [utilities(problem, plan) for plan in every_plan(problem)]
    ideals = [max(column) for column in zip(*values, strict=True)]
    kept = [
        tuple(
            sorted(
                round(u / z if z > 1e-9 else (u if u < -1e-9 else 1.0), 9)
                for u, z in zip(row, ideals, strict=True)
            )
        )
        for row in values
    ]
    return max(kept)


@st.composite
def problems(draw: st.DrawFn, *, most_options: int = 5, parties: int | None = None) -> Problem:
    """Problems with every kind of rule in them, small enough to try everything."""
    stage_ids = ["s1", "s2", "s3"][: draw(st.integers(1, 3))]
    option_ids = [f"o{n}" for n in range(draw(st.integers(1, most_options)))]
    party_ids = ["alice", "bob", "carol"][: parties or draw(st.integers(2, 3))]
    options = tuple(draw(_options(option_ids, n, stage_ids)) for n in range(len(option_ids)))
    needs = tuple(
        need
        for party in party_ids
        for need in draw(_needs(party, stage_ids, draw(st.integers(1, 2))))
    )
    scores = tuple(
        Score(option=option_id, need=need.id, points=draw(st.sampled_from(POINTS)))
        for option_id in option_ids
        for need in needs
    )
    return Problem(
        parties=tuple(Party(id=party, name=party.title()) for party in party_ids),
        stages=tuple(stage(name, engineers=draw(st.integers(0, 12))) for name in stage_ids),
        options=options,
        needs=needs,
        scores=scores,
    )


POINTS = (-70.0, -35.0, 0.0, 0.0, 20.0, 35.0, 60.0, 100.0)


@st.composite
def _options(draw: st.DrawFn, ids: list[str], index: int, stage_ids: list[str]) -> Option:
    earlier = ids[:index]
    some = st.lists(st.sampled_from(earlier), max_size=1) if earlier else st.just([])
    kinds = draw(st.sampled_from(["none", "none", "after", "excludes", "together"]))
    links = {kinds: tuple(draw(some))} if kinds != "none" else {}
    stages = draw(st.lists(st.sampled_from(stage_ids), min_size=1, unique=True))
    return Option(
        id=ids[index],
        title=ids[index],
        effort={at: {"engineers": float(draw(st.integers(0, 8)))} for at in stages},
        asked_by=draw(st.sampled_from([(), ("alice",), ("bob",)])),
        **links,
    )


@st.composite
def _needs(draw: st.DrawFn, party: str, stage_ids: list[str], count: int) -> list[Need]:
    weights = shares([draw(st.integers(1, 5)) for _ in range(count)])
    return [
        Need(
            id=f"{party}-{n}",
            party=party,
            text="a need",
            weight=weights[n],
            enough=draw(st.sampled_from([60.0, 100.0, 150.0])),
            discount={at: draw(st.sampled_from([0.0, 0.5, 1.0])) for at in stage_ids},
        )
        for n in range(count)
    ]

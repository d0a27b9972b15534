"""Whether a problem can be used at all; what is wrong is said field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from math import isclose, isfinite
from typing import Final

from trifecta.domain.compromise.bounds import PAGES, Bounds
from trifecta.domain.compromise.policies import circle_of
from trifecta.domain.compromise.problem import Need, Option, Problem, Stage
from trifecta.domain.compromise.worth import violations
from trifecta.domain.errors import InvalidError

MOST_STAGES: Final = PAGES.stages
MOST_OPTIONS: Final = PAGES.options
MOST_RESOURCES: Final = PAGES.resources
MOST_WEEKS: Final = PAGES.weeks

Finding = tuple[str, str]


def check(problem: Problem, *, bounds: Bounds = PAGES) -> None:
    """Raises InvalidError with one entry a field, such as `options.kit.effort.build.engineers`."""
    found = dict(_findings(problem, bounds)) or dict(_default_feasible(problem))
    if found:
        first = next(iter(found.values()))
        raise InvalidError(first, fields=found)


def _findings(problem: Problem, bounds: Bounds) -> Iterator[Finding]:
    yield from _sizes(problem, bounds)
    yield from _names(problem, bounds)
    for stage in problem.stages:
        yield from _stage(stage, bounds)
    known = _Known.of(problem)
    for option in problem.options:
        yield from _option(option, known, bounds)
    yield from _precedence(problem)
    yield from _policies(problem)
    yield from _choices(problem)
    for need in problem.needs:
        yield from _need(need, known, bounds)
    yield from _weights(problem)
    yield from _scores(problem, bounds)
    yield from _default(problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The ids that others may refer to."""

    parties: frozenset[str]
    stages: frozenset[str]
    options: frozenset[str]

    @classmethod
    def of(cls, problem: Problem) -> _Known:
        return cls(
            parties=frozenset(party.id for party in problem.parties),
            stages=frozenset(stage.id for stage in problem.stages),
            options=frozenset(option.id for option in problem.options),
        )


def _sizes(problem: Problem, bounds: Bounds) -> Iterator[Finding]:
    yield from _size("parties", len(problem.parties), bounds.parties)
    yield from _size("stages", len(problem.stages), bounds.stages)
    yield from _size("options", len(problem.options), bounds.options)
    if len(problem.choices) > bounds.choices:
        yield "choices", f"At most {bounds.choices} can be settled in one plan."
    if len(problem.policies) > bounds.policies:
        yield "policies", f"At most {bounds.policies} policies can bound one plan."
    if len(problem.resources) > bounds.resources:
        yield "stages", f"Use at most {bounds.resources} kinds of people or teams."
    for party in problem.parties:
        field = f"parties.{party.id}.needs"
        yield from _size(field, len(problem.needs_of(party.id)), bounds.needs)
    for need, count in Counter(score.need for score in problem.scores).items():
        if count > bounds.scores:
            yield f"needs.{need}.scores", f"At most {bounds.scores} scores; there are {count}."


def _size(field: str, count: int, most: int) -> Iterator[Finding]:
    if count == 0:
        yield field, "At least one is needed."
    elif count > most:
        yield field, f"At most {most} can be compared; there are {count}."


def _names(problem: Problem, bounds: Bounds) -> Iterator[Finding]:
    groups: Mapping[str, list[tuple[str, str, int]]] = {
        "parties": [(row.id, row.name, bounds.name) for row in problem.parties],
        "stages": [(row.id, row.name, bounds.name) for row in problem.stages],
        "options": [(row.id, row.title, bounds.name) for row in problem.options],
        "choices": [(row.id, row.title, bounds.name) for row in problem.choices],
        "policies": [(row.id, row.title, bounds.name) for row in problem.policies],
        "needs": [(row.id, row.text, bounds.text) for row in problem.needs],
    }
    for group, rows in groups.items():
        for row_id, times in Counter(row_id for row_id, _, _ in rows).items():
            if times > 1:
                yield f"{group}.{row_id}", "This id is used twice."
        for row_id, text, longest in rows:
            if not text.strip():
                yield f"{group}.{row_id}", "A name is missing."
            elif len(text) > longest:
                yield f"{group}.{row_id}", f"Use at most {longest} characters."


def _stage(stage: Stage, bounds: Bounds) -> Iterator[Finding]:
    field = f"stages.{stage.id}"
    if stage.ends is not None and stage.ends < stage.starts:
        yield f"{field}.ends", "A stage ends on or after the day it starts."
    if not 0 < stage.weeks <= bounds.weeks:
        yield f"{field}.weeks", "A stage lasts longer than nothing."
    yield from _amounts(f"{field}.capacity", stage.capacity, bounds)


def _option(option: Option, known: _Known, bounds: Bounds) -> Iterator[Finding]:
    field = f"options.{option.id}"
    yield from _known(f"{field}.effort", option.effort, known.stages, "stage")
    for stage_id, effort in option.effort.items():
        if effort:
            yield from _amounts(f"{field}.effort.{stage_id}", effort, bounds)
    links = (("after", option.after), ("excludes", option.excludes), ("together", option.together))
    for name, others in links:
        if others:
            yield from _known(f"{field}.{name}", others, known.options, "option")
            if option.id in others:
                yield f"{field}.{name}", "An option cannot refer to itself."
    if option.asked_by:
        yield from _known(f"{field}.asked_by", option.asked_by, known.parties, "party")


def _precedence(problem: Problem) -> Iterator[Finding]:
    if not any(option.after for option in problem.options):
        return
    known = {option.id for option in problem.options}
    circle = circle_of(
        (option.id, other) for option in problem.options for other in option.after if other in known
    )
    if circle:
        titles = ", ".join(problem.option(option_id).title for option_id in circle)
        yield f"options.{circle[0]}.after", f"These wait for each other: {titles}."


def _policies(problem: Problem) -> Iterator[Finding]:
    options = {option.id for option in problem.options}
    for policy in problem.policies:
        field = f"policies.{policy.id}"
        if not policy.never and not policy.after:
            yield field, "Say what is never done, or what has to come after something else."
        yield from _known(f"{field}.never", policy.never, options, "option")
        for one, other in policy.after:
            yield from _known(f"{field}.after", (one, other), options, "option")
            if one == other:
                yield f"{field}.after", "An option cannot build on itself."
    for choice in problem.choices:
        never = {name for policy in problem.policies for name in policy.never}
        if choice.options and never.issuperset(choice.options):
            yield f"choices.{choice.id}", "Policies rule out every option of this choice."


def _choices(problem: Problem) -> Iterator[Finding]:
    options = {option.id for option in problem.options}
    settled: dict[str, str] = {}
    for choice in problem.choices:
        field = f"choices.{choice.id}.options"
        if not choice.options:
            yield field, "Name at least one option to choose from."
        yield from _known(field, choice.options, options, "option")
        for option_id in choice.options:
            if option_id in settled:
                other = "twice here" if settled[option_id] == choice.id else "in another choice too"
                yield field, f"“{option_id[:60]}” stands {other}."
            settled[option_id] = choice.id


def _need(need: Need, known: _Known, bounds: Bounds) -> Iterator[Finding]:
    field = f"needs.{need.id}"
    yield from _known(f"{field}.party", [need.party], known.parties, "party")
    yield from _known(f"{field}.discount", need.discount, known.stages, "stage")
    if not 0 <= need.weight <= 1:
        yield f"{field}.weight", "A weight lies between 0 and 1."
    if not 0 < need.enough <= bounds.points:
        yield f"{field}.enough", f"Enough lies above 0 and is at most {bounds.points:.0f} points."
    for stage_id, share in need.discount.items():
        if not 0 <= share <= 1:
            yield f"{field}.discount.{stage_id}", "A discount lies between 0 and 1."


def _weights(problem: Problem) -> Iterator[Finding]:
    for party in problem.parties:
        mine = problem.needs_of(party.id)
        total = sum(need.weight for need in mine)
        if mine and not isclose(total, 1.0, abs_tol=1e-6):
            message = f"The weights of a party sum to 1; these sum to {total:g}."
            yield f"parties.{party.id}.weights", message


def _scores(problem: Problem, bounds: Bounds) -> Iterator[Finding]:
    options = {option.id for option in problem.options}
    needs = {need.id for need in problem.needs}
    seen: set[tuple[str, str]] = set()
    for score in problem.scores:
        pair = (score.option, score.need)
        good = score.option in options and score.need in needs and pair not in seen
        if good and abs(score.points) <= bounds.points:
            seen.add(pair)
            continue
        field = f"scores.{score.option}.{score.need}"
        yield from _known(field, [score.option], options, "option")
        yield from _known(field, [score.need], needs, "need")
        if not abs(score.points) <= bounds.points:
            yield field, f"Points lie between -{bounds.points:.0f} and {bounds.points:.0f}."
        if pair in seen:
            yield field, "This is scored twice."
        seen.add(pair)


def _default(problem: Problem) -> Iterator[Finding]:
    if problem.default is None:
        return
    placements = problem.default.placements
    yield from _known("default", placements, {option.id for option in problem.options}, "option")
    stages = {stage.id for stage in problem.stages}
    yield from _known("default", placements.values(), stages, "stage")


def _default_feasible(problem: Problem) -> Iterator[Finding]:
    if problem.default is not None:
        for sentence in violations(problem, problem.default):
            yield "default", sentence


def _known(field: str, ids: Iterable[str], known: Set[str], what: str) -> Iterator[Finding]:
    for row_id in ids:
        if row_id not in known:
            yield field, f"There is no {what} “{row_id[:60]}”."


def _amounts(field: str, amounts: Mapping[str, float], bounds: Bounds) -> Iterator[Finding]:
    for name, amount in amounts.items():
        if not (isfinite(amount) and 0 <= amount <= bounds.weeks):
            yield f"{field}.{name}", f"Write a number from 0 to {bounds.weeks:.0f}."

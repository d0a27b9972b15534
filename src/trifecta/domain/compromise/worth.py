"""What one plan is worth, and whether it can be done: apart from the search, to check it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.policies import ruled_out_by
from trifecta.domain.compromise.problem import Choice, Option, Plan, Problem

SLACK = 1e-9
"""How far sums of person-weeks may exceed a capacity by rounding alone."""


def levels(problem: Problem, plan: Plan, *, until: int | None = None) -> dict[str, float]:
    """How far each need is met, by need id: y_q = min(1, sum of s_iq d_qk x_ik / T_q).

    1 is in full. There is no lower bound: an option that hurts may leave a need below 0, worse than
    with no plan at all. `until` counts the first so many stages only.
    """
    return mixed_levels(problem, [plan], share=1.0, until=until)


def mixed_levels(
    problem: Problem, plans: Sequence[Plan], *, share: float, until: int | None = None
) -> dict[str, float]:
    """The same when of each plan only a `share` (0 to 1) is done and brings as large a share."""
    counted = [stage.id for stage in problem.stages[:until]]
    points = {(score.option, score.need): score.points for score in problem.scores}
    met = {}
    for need in problem.needs:
        total = sum(
            share * points.get((option_id, need.id), 0.0) * need.discount.get(stage_id, 1.0)
            for plan in plans
            for option_id, stage_id in plan.placements.items()
            if stage_id in counted
        )
        met[need.id] = min(1.0, total / need.enough)
    return met


def utilities(problem: Problem, met: Mapping[str, float]) -> dict[str, float]:
    """How much of what it needs each party has, by party id: u_p = sum of w_q y_q; at most 1."""
    return {
        party.id: sum(need.weight * met[need.id] for need in problem.needs_of(party.id))
        for party in problem.parties
    }


def fits_somewhere(problem: Problem, option: Option) -> bool:
    """Whether some stage has the time for an option, with nothing else done in it.

    One that a policy rules out of all stages has no time anywhere that could be too long.
    """
    room = {stage.id: stage.capacity for stage in problem.stages}
    return not option.effort or any(
        all(amount <= room[stage].get(name, 0.0) + SLACK for name, amount in needed.items())
        for stage, needed in option.effort.items()
    )


def retained(worth: Mapping[str, float], ideals: Mapping[str, float]) -> dict[str, float]:
    """Each utility as a share of the party's best, r_p = u_p / z_p.

    A party that no plan helps (z_p = 0) keeps all of nothing, 1, unless the plan takes from it:
    then the utility itself, which is below 0.
    """
    return {party: _share(value, ideals[party]) for party, value in worth.items()}


def _share(value: float, ideal: float) -> float:
    if ideal > SLACK:
        return value / ideal
    return value if value < -SLACK else 1.0


def judge(problem: Problem, plan: Plan, *, ideals: Mapping[str, float]) -> Judged:
    """The plan with all it is worth; `ideals` is the best utility any plan gives, by party id."""
    met = levels(problem, plan)
    worth = utilities(problem, met)
    return Judged(
        plan=plan,
        levels=met,
        utilities=worth,
        retention=retained(worth, ideals),
        effort=effort(problem, plan),
    )


def effort(problem: Problem, plan: Plan) -> float:
    """Person-weeks of the whole plan, all resources together."""
    options = {option.id: option for option in problem.options}
    return sum(
        sum(options[option_id].effort[stage_id].values())
        for option_id, stage_id in plan.placements.items()
    )


def load(problem: Problem, plan: Plan) -> dict[tuple[str, str], float]:
    """Person-weeks by (stage id, resource)."""
    options, resources = {option.id: option for option in problem.options}, problem.resources
    used = {(stage.id, name): 0.0 for stage in problem.stages for name in resources}
    for option_id, stage_id in plan.placements.items():
        for name, weeks in options[option_id].effort.get(stage_id, {}).items():
            used[stage_id, name] += weeks
    return used


def violations(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Why the plan cannot be done, one sentence each; empty when it can."""
    found: list[str] = []
    order = {stage.id: place for place, stage in enumerate(problem.stages)}
    for option in problem.options:
        found += _torn_apart(option, plan, problem)
        if option.id in plan.placements:
            found += _misplaced(option, plan, problem, order)
    found += [words for choice in problem.choices for words in _unsettled(choice, plan, problem)]
    for (stage_id, name), weeks in load(problem, plan).items():
        stage = problem.stage(stage_id)
        if weeks > stage.capacity.get(name, 0.0) + SLACK:
            found.append(f"“{stage.name}” has no room for {weeks:g} weeks of {name}.")
    return tuple(dict.fromkeys(found))


def can_be_done(problem: Problem, plan: Plan) -> bool:
    """Whether the problem still has all of a plan in it, and room for it."""
    stages = {stage.id for stage in problem.stages}
    known = set(plan.placements) <= {option.id for option in problem.options}
    return known and set(plan.placements.values()) <= stages and not violations(problem, plan)


def _misplaced(option: Option, plan: Plan, problem: Problem, order: Mapping[str, int]) -> list[str]:
    stage_id = plan.placements[option.id]
    found = []
    refusing = ruled_out_by(problem, option.id)
    if refusing:
        found.append(f"“{refusing[0].title}” rules “{option.title}” out.")
    elif stage_id not in option.effort:
        stage = problem.stage(stage_id)
        found.append(f"“{option.title}” cannot be done in “{stage.name}”.")
    for other_id in option.after:
        other = plan.stage_of(other_id)
        if other is None or order[other] > order[stage_id]:
            found.append(f"“{option.title}” needs “{problem.option(other_id).title}” before it.")
    for other_id in option.excludes:
        if plan.stage_of(other_id) is not None:
            title = problem.option(other_id).title
            found.append(f"“{option.title}” and “{title}” cannot both be done.")
    return found


def _torn_apart(option: Option, plan: Plan, problem: Problem) -> list[str]:
    return [
        f"“{option.title}” and “{problem.option(other_id).title}” go together or not at all."
        for other_id in option.together
        if plan.stage_of(other_id) != plan.stage_of(option.id)
    ]


def _unsettled(choice: Choice, plan: Plan, problem: Problem) -> list[str]:
    chosen = [option_id for option_id in choice.options if option_id in plan.placements]
    if not chosen:
        return [f"“{choice.title}” is left open."]
    if len(chosen) == 1:
        return []
    first, second = (problem.option(option_id).title for option_id in chosen[:2])
    return [f"“{choice.title}” has one answer, not both “{first}” and “{second}”."]

"""Writes a problem in the format that `files` reads, as short as somebody would by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from trifecta.domain.compromise.files import BEGINS, FORMAT, PEOPLE, deadline, weeks_of
from trifecta.domain.compromise.policies import own_options
from trifecta.domain.compromise.problem import (
    ENOUGH,
    Choice,
    Need,
    Option,
    Policy,
    Problem,
    Stage,
)

Data = dict[str, Any]


def data_of(problem: Problem) -> Data:
    """What `files.problem_from` reads as the same problem; scores stand with their needs."""
    data: Data = {"format": FORMAT}
    data["parties"] = {party.id: party.name for party in problem.parties}
    data["stages"] = _stages(problem)
    data["options"] = {option.id: _option(option, problem) for option in own_options(problem)}
    if problem.choices:
        data["choices"] = {choice.id: _choice(choice) for choice in problem.choices}
    if problem.policies:
        data["policies"] = {policy.id: _policy(policy) for policy in problem.policies}
    data["needs"] = {need.id: _need(need, problem) for need in problem.needs}
    if problem.default is not None:
        data["default"] = dict(problem.default.placements)
    return data


def _stages(problem: Problem) -> list[Data | str]:
    invented = all(
        stage.starts == stage.ends == BEGINS + timedelta(days=place)
        for place, stage in enumerate(problem.stages)
    )
    return [_stage(stage, invented=invented) for stage in problem.stages]


def _stage(stage: Stage, *, invented: bool) -> Data | str:
    row: Data = {"id": stage.id}
    if stage.name != stage.id:
        row["name"] = stage.name
    if not invented:
        row["starts"] = stage.starts.isoformat()
        if stage.ends is not None:
            row["ends"] = stage.ends.isoformat()
    if stage.weeks != (1.0 if invented else weeks_of(stage.starts, stage.ends)):
        row["weeks"] = _number(stage.weeks)
    if stage.capacity:
        row["capacity"] = _numbers(stage.capacity)
    return row if len(row) > 1 else stage.id


def _option(option: Option, problem: Problem) -> Data:
    row: Data = {}
    if option.title != option.id:
        row["title"] = option.title
    row |= _effort(option, problem)
    for name in ("after", "excludes", "together", "asked_by"):
        others: tuple[str, ...] = getattr(option, name)
        if others:
            row[name] = list(others)
    return row


def _effort(option: Option, problem: Problem) -> Data:
    stages = [stage.id for stage in problem.stages]
    once = [*option.effort.values()]
    alike = not once or all(amounts == once[0] for amounts in once)
    names = {name for amounts in once for name in amounts}
    if not alike or names & set(stages):
        sole = _sole(problem)
        return {"effort": {name: _amount(use, sole) for name, use in option.effort.items()}}
    row: Data = {"effort": _amount(once[0], _sole(problem))} if once and once[0] else {}
    if list(option.effort) != stages:
        row["stages"] = list(option.effort)
    return row


def _sole(problem: Problem) -> str | None:
    """The one resource that a plain number of weeks stands for, or None where there are more."""
    named = {name for stage in problem.stages for name in stage.capacity}
    if len(named) > 1:
        return None
    return next(iter(named), PEOPLE)


def _amount(amounts: Mapping[str, float], sole: str | None) -> Any:
    if sole is not None and list(amounts) == [sole]:
        return _number(amounts[sole])
    return _numbers(amounts)


def _choice(choice: Choice) -> Data | list[str]:
    if choice.title == choice.id:
        return list(choice.options)
    return {"title": choice.title, "options": list(choice.options)}


def _policy(policy: Policy) -> Data:
    row: Data = {}
    if policy.title != policy.id:
        row["title"] = policy.title
    if policy.never:
        row["never"] = list(policy.never)
    if policy.after:
        row["after"] = {
            option: [other for one, other in policy.after if one == option]
            for option in dict.fromkeys(one for one, _ in policy.after)
        }
    return row


def _need(need: Need, problem: Problem) -> Data:
    row: Data = {"party": need.party}
    if need.text != need.id:
        row["text"] = need.text
    row["weight"] = _number(need.weight)
    if need.enough != ENOUGH:
        row["enough"] = _number(need.enough)
    row |= _discount(need, problem)
    if need.hidden:
        row["hidden"] = True
    scores = {score.option: score.points for score in problem.scores if score.need == need.id}
    if scores:
        row["scores"] = _numbers(scores)
    return row


def _discount(need: Need, problem: Problem) -> Data:
    stages = [stage.id for stage in problem.stages]
    for by in stages:
        late = need.discount.get(stages[-1], 0.0) if by != stages[-1] else 0.0
        if need.discount == deadline(stages, by=by, late=late):
            return {"by": by, "late": _number(late)} if late else {"by": by}
    return {"discount": _numbers(need.discount)} if need.discount else {}


def _numbers(amounts: Mapping[str, float]) -> Data:
    return {name: _number(amount) for name, amount in amounts.items()}


def _number(amount: float) -> int | float:
    """Without ".0" where the number is whole."""
    return int(amount) if amount == int(amount) else amount

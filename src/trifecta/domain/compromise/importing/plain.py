"""Which problems that were checked need not be written and read again to be checked as a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trifecta.domain.compromise.fields import LONGEST_ID
from trifecta.domain.compromise.files import BEGINS
from trifecta.domain.compromise.problem import Option, Problem

LEAST_ENOUGH: Final = 1e-9


def is_plain(problem: Problem) -> bool:
    """Whether a problem that `checks.check` has found right with the bounds of files surely comes
    back the same, and without a word, when it is written to our format and read again.

    Only the simplest kind is looked at: one stage without dates or capacity, options that take
    nothing and are tied by choices alone, names that print.
    """
    if len(problem.stages) != 1 or problem.default is not None or problem.policies:
        return False
    stage = problem.stages[0]
    if stage.capacity or stage.weeks != 1.0 or not stage.starts == stage.ends == BEGINS:
        return False
    plain = all(_plain_option(option, stage.id) for option in problem.options)
    unhurried = all(
        not need.discount and need.enough >= LEAST_ENOUGH and not need.hidden
        for need in problem.needs
    )
    return plain and unhurried and _grouped(problem) and _readable(_names(problem))


def _plain_option(option: Option, stage_id: str) -> bool:
    free = not (option.after or option.excludes or option.together or option.asked_by)
    return free and len(option.effort) == 1 and option.effort.get(stage_id) == {}


def _grouped(problem: Problem) -> bool:
    """Whether scores stand in the order of their needs, as they will when they are read."""
    place = {need.id: at for at, need in enumerate(problem.needs)}
    order = [place[score.need] for score in problem.scores]
    return order == sorted(order)


def _names(problem: Problem) -> Iterable[str]:
    for party in problem.parties:
        yield from (party.id, party.name)
    for stage in problem.stages:
        yield from (stage.id, stage.name)
    for option in problem.options:
        yield from (option.id, option.title)
    for choice in problem.choices:
        yield from (choice.id, choice.title)
    for need in problem.needs:
        yield from (need.id, need.text)


def _readable(names: Iterable[str]) -> bool:
    """Whether all of them may be ids, which is stricter than what words may be."""
    names = [*names]
    short = max(map(len, names)) <= LONGEST_ID
    return short and all(name.isprintable() and not name.isspace() and name for name in names)

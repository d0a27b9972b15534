"""How far every need is met: without an agreement, by the end of each stage, and in the end."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.domain.compromise.scene import Scene
from trifecta.domain.compromise.wording import level_words
from trifecta.domain.compromise.worth import levels
from trifecta.domain.people.words import capital


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedChange:
    """One need; levels are 1 for in full and may be below 0, where it gets worse.

    `before` is what it comes to when nothing is agreed, None where that was not said. `after` has
    the level by the end of each stage of the plan. `words` say both.
    """

    text: str
    hidden: bool
    before: float | None
    after: tuple[float, ...]
    words: str

    @property
    def finally_met(self) -> float:
        return self.after[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChanges:
    """The needs of one party that the reader may see."""

    party: str
    name: str
    needs: tuple[NeedChange, ...]


def changes(scene: Scene) -> tuple[PartyChanges, ...]:
    """Every need of the problem, by party."""
    problem = scene.problem
    default = None if problem.default is None else levels(problem, problem.default)
    stages = range(1, len(problem.stages) + 1)
    along = [levels(problem, scene.plan, until=count) for count in stages]
    return tuple(
        PartyChanges(
            party=party.id,
            name=party.name,
            needs=tuple(
                NeedChange(
                    text=need.text,
                    hidden=need.hidden,
                    before=None if default is None else default[need.id],
                    after=tuple(met[need.id] for met in along),
                    words=_words(None if default is None else default[need.id], along[-1][need.id]),
                )
                for need in problem.needs_of(party.id)
            ),
        )
        for party in problem.parties
    )


def _words(before: float | None, after: float) -> str:
    """ "In full, instead of a little"."""
    now = capital(level_words(after))
    if before is None:
        return now
    then = level_words(before)
    return f"{now} either way" if then == level_words(after) else f"{now}, instead of {then}"

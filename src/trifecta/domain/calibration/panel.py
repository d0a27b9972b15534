"""Who calibrates a partnership: functions that must be there, conflicts of interest, quorum."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from trifecta.domain.access import Decision
from trifecta.domain.people.words import joined

CalibratingFunction = Literal["engineering", "product", "business"]

ALWAYS: Final[tuple[CalibratingFunction, ...]] = ("engineering", "product")


class Interest(StrEnum):
    """Why somebody may not see a partnership with fresh eyes."""

    MEMBER = "member"
    MANAGES = "manages"
    CLOSE = "close"
    OTHER = "other"


INTEREST_WORDS: Final[Mapping[Interest, str]] = {
    Interest.MEMBER: "is a member of it",
    Interest.MANAGES: "manages a member",
    Interest.CLOSE: "is close to a member",
    Interest.OTHER: "has declared an interest",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrator:
    """Somebody asked to calibrate one partnership, by id, for the function they answer for.

    `interests` are declared or known; all calibrators of the partnership can read them. Being a
    member excludes; every other interest is for its owner and the others to weigh.
    """

    id: str
    name: str
    function: CalibratingFunction
    interests: frozenset[Interest] = frozenset()
    recused: bool = False

    @property
    def present(self) -> bool:
        """Whether they take part; who does not is absent in every respect."""
        return takes_part(is_member=Interest.MEMBER in self.interests, recused=self.recused)


def takes_part(*, is_member: bool, recused: bool) -> bool:
    """Nobody calibrates their own partnership, and who has stepped back is absent."""
    return not is_member and not recused


def required_functions(roles: Collection[str]) -> tuple[CalibratingFunction, ...]:
    """The functions that have to agree on a rating for members of these partnership roles."""
    return (*ALWAYS, "business") if "business" in roles else ALWAYS


def present(panel: Sequence[Calibrator]) -> tuple[Calibrator, ...]:
    """Those who take part, in the order of the panel."""
    return tuple(one for one in panel if one.present)


def missing_functions(
    panel: Sequence[Calibrator], required: Sequence[CalibratingFunction]
) -> tuple[CalibratingFunction, ...]:
    """The required functions for which nobody takes part, in order."""
    there = {one.function for one in present(panel)}
    return tuple(function for function in required if function not in there)


def quorum(panel: Sequence[Calibrator], required: Sequence[CalibratingFunction]) -> Decision:
    """Whether every required function takes part; without that nothing is decided."""
    missing = missing_functions(panel, required)
    if not missing:
        return Decision(True, "Every function that has to agree takes part.")
    names = joined(list(missing))
    return Decision(
        False,
        f"Nobody takes part for {names}. Ask somebody who answers for {names} and has no interest "
        "in this partnership.",
    )


def may_take_part(panel: Sequence[Calibrator], person_id: str) -> Decision:
    """Whether somebody may read, propose and agree; from outside a recused one is not there."""
    one = next((one for one in panel if one.id == person_id), None)
    if one is None:
        return Decision(False, "You were not asked to calibrate this partnership.")
    if Interest.MEMBER in one.interests:
        return Decision(False, "Nobody takes part in calibrating their own partnership.")
    if one.recused:
        return Decision(False, "You stepped back from this partnership.")
    return Decision(True, "You calibrate this partnership.")


def declared(panel: Sequence[Calibrator]) -> tuple[str, ...]:
    """What those who take part have declared, a sentence each."""
    return tuple(
        f"{one.name} {joined([INTEREST_WORDS[interest] for interest in sorted(one.interests)])}."
        for one in present(panel)
        if one.interests
    )


def after_recusal(
    panel: Sequence[Calibrator], required: Sequence[CalibratingFunction], *, person_id: str
) -> str:
    """What somebody is told before they step back: who else is there for their function."""
    leaving = next(one for one in panel if one.id == person_id)
    left = [one for one in present(panel) if one.id != person_id]
    deputies = [one.name for one in left if one.function == leaving.function]
    if deputies:
        return f"For {leaving.function} there is {joined(deputies)} besides you."
    if leaving.function not in required:
        return ""
    return (
        f"Nobody else calibrates for {leaving.function}. Nothing can be decided here until "
        "somebody does, and people operations are told."
    )

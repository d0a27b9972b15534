"""What a rating comes to with the corrections that stand beside it; the rating itself stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trifecta.domain.access import Decision
from trifecta.domain.calibration.votes import Outcome

Steps = Mapping[Outcome, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One confirmed correction.

    `member` is the id of the one whose exception it corrects, "" where it is about the rating that
    all share. No `steps` about an exception say that the member shares the rating after all.
    """

    member: str = ""
    steps: Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one member's rating is now; `corrected` where a correction has changed it."""

    steps: Steps
    is_exception: bool
    corrected: bool


def current(
    shared: Steps, exceptions: Mapping[str, Steps], corrections: Iterable[Corrected]
) -> tuple[Standing, Mapping[str, Standing]]:
    """The shared rating and every exception, by member, with corrections in order; the last counts.

    A correction of the shared rating leaves exceptions as they are. One about a member who is no
    exception is passed over: a correction makes no exception.
    """
    now = shared
    own: dict[str, Steps] = dict(exceptions)
    touched: set[str] = set()
    for one in corrections:
        if not one.member:
            now = {**now, **one.steps}
            touched |= {""} if now != shared else set()
        elif one.member in exceptions:
            own[one.member] = one.steps
            touched.add(one.member)
    all_share = Standing(steps=now, is_exception=False, corrected="" in touched)
    return all_share, {
        member: Standing(steps=steps, is_exception=True, corrected=member in touched)
        if steps
        else Standing(steps=now, is_exception=False, corrected=True)
        for member, steps in own.items()
    }


def may_confirm(*, asked_by: str, confirms: str, asked_for: str, confirms_for: str) -> Decision:
    """Whether somebody may confirm or decline a correction: ids, and the functions of the two."""
    if asked_by == confirms:
        return Decision(
            False, "You wrote this correction. Somebody of another function reads and answers it."
        )
    if asked_for == confirms_for:
        return Decision(
            False,
            "You answer for the same function as its writer. Somebody of another function "
            "reads and answers it.",
        )
    return Decision(True, "Two functions stand behind it.")

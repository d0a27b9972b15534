"""How a cycle went on: its changes with who and why, wishes to go back, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from trifecta.apps.calibration.models import (
    Appeal,
    Case,
    Export,
    ExportForm,
    StageChange,
)
from trifecta.apps.calibration.selectors import asked
from trifecta.apps.calibration.selectors.rooms import CaseRoom, CycleRoom
from trifecta.domain.calibration.acts import Act, Part, may
from trifecta.domain.calibration.stages import BACK, ORDER, WORDS, Stage

BY_ITSELF: Final = (Stage.BLIND, Stage.REVEALED)
"""The reveal comes with the last proposal; whose that was is told to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step in the history: `case` is "" for the whole cycle, `by` "" where nobody is named.

    `taken` says as what results were taken out; such a line has no stage.
    """

    at: datetime
    case: str
    title: str
    back: bool
    by: str
    confirmed_by: str
    reason: str
    taken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish to take the cycle back, which a second person answers."""

    id: str
    asked_by: str
    reason: str
    to: str
    mine: bool
    may_answer: bool


def changes_of(
    room: CycleRoom, cases: Sequence[CaseRoom], *, most: int | None = None
) -> list[Change]:
    """What has happened to the cycle and to the cases its actor has a part in, the latest first.

    With `most` no more than that are read.
    """
    names = {one.case.id: one.name for one in cases}
    rows = StageChange.objects.filter(Q(case=None) | Q(case_id__in=names), cycle=room.cycle)
    rows = rows.select_related("by", "confirmed_by").order_by("-created_at", "-id")
    return [_change(row, names.get(row.case_id or "", "")) for row in rows[:most]]


def history_of(room: CycleRoom, cases: Sequence[CaseRoom]) -> list[Change]:
    """The same, and who took the results out when, and as what; the latest first."""
    rows = Export.objects.filter(cycle=room.cycle).select_related("by")
    taken = [
        Change(
            at=row.created_at,
            case="",
            title="",
            back=False,
            by=row.by.name,
            confirmed_by="",
            reason="",
            taken=str(ExportForm(row.form).label),
        )
        for row in rows
    ]
    return sorted([*changes_of(room, cases), *taken], key=lambda one: one.at, reverse=True)


def _change(row: StageChange, case: str) -> Change:
    before, after = Stage(row.before), Stage(row.after)
    silent = (before, after) == BY_ITSELF
    return Change(
        at=row.created_at,
        case=case,
        title=WORDS[after].title,
        back=ORDER.index(after) < ORDER.index(before),
        by=row.by.name if row.by and not silent else "",
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        reason=row.reason or "",
    )


def wish_of(room: CycleRoom) -> Wish | None:
    """The open wish to take the whole cycle back, for those who may ask for it or answer it."""
    if not (
        may(Act.ANSWER_REOPENING_CYCLE, room.parts, room.stage)
        or may(Act.ASK_TO_REOPEN_CYCLE, room.parts, room.stage)
    ):
        return None
    row = next(iter(asked.wishes_of(room.cycle.id)), None)
    if row is None:
        return None
    mine = row.asked_by_id == room.actor.id
    return Wish(
        id=row.id,
        asked_by=row.asked_by.name,
        reason=row.reason,
        to=WORDS[BACK[Stage(row.here)]].title,
        mine=mine,
        may_answer=not mine and may(Act.ANSWER_REOPENING_CYCLE, room.parts, room.stage),
    )


def can_go_back(room: CycleRoom) -> str:
    """The title of the stage that reopening would lead to; "" where there is no way back now."""
    if not may(Act.ASK_TO_REOPEN_CYCLE, room.parts, room.stage) or room.stage not in BACK:
        return ""
    if Case.objects.filter(cycle=room.cycle, first_shown_at__isnull=False).exists():
        return ""
    return WORDS[BACK[room.stage]].title


def handed_in_by_me(room: CycleRoom) -> frozenset[tuple[str, str]]:
    """The cases and estimates for which the actor, and nobody else, has handed in a proposal."""
    mine = next((seat for seat in room.seats if seat.user_id == room.actor.id), None)
    rows = asked.handed_in_by(mine.id) if mine else []
    return frozenset((row.case_id, row.estimate) for row in rows)


def appeals_for_me(room: CycleRoom) -> list[tuple[str, date]]:
    """The cases in which an appeal waits for an answer of the actor, with its day, in order."""
    rows = Appeal.objects.filter(
        case__cycle=room.cycle, to=room.actor, answered_at=None, withdrawn_at=None
    )
    return list(rows.order_by("due_on", "created_at", "id").values_list("case_id", "due_on"))


def appeals_to_name(room: CycleRoom, *, today: date) -> dict[str, list[str]]:
    """By case, the open appeals that nobody answers or whose day has passed."""
    rows = Appeal.objects.filter(
        Q(to=None) | Q(to__is_active=False) | Q(due_on__lt=today),
        case__cycle=room.cycle,
        answered_at=None,
        withdrawn_at=None,
    )
    found: dict[str, list[str]] = {}
    for case_id, appeal_id in rows.values_list("case_id", "id"):
        found.setdefault(case_id, []).append(appeal_id)
    return found


def parts_words(room: CycleRoom) -> list[Part]:
    """The actor's parts in the order they are named everywhere."""
    return [part for part in Part if part in room.parts]

"""Evidence of a case as one reader sees it: what is known, what was said of it, their marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from trifecta.apps.calibration.links import host_of
from trifecta.apps.calibration.models import (
    Evidence,
    EvidenceComment,
    EvidenceKind,
    EvidenceSource,
    Look,
)
from trifecta.apps.calibration.selectors.rooms import (
    CaseRoom,
    enter_case,
    first_name,
    require,
    shown,
)
from trifecta.apps.people.models import User
from trifecta.apps.tensions.selectors.leadership import still_told_to_leadership
from trifecta.domain.calibration.acts import Act, Part
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import Outcome
from trifecta.domain.errors import NotFoundError

ADDED_KINDS: Final = (
    EvidenceKind.CONTRIBUTION,
    EvidenceKind.DELIVERY,
    EvidenceKind.FEEDBACK,
    EvidenceKind.CONSTRAINTS,
    EvidenceKind.OTHER,
)
"""What people add; agreements are gathered alone."""
STATEMENT: Final = "statement "
ROOM: Final = frozenset({Part.CALIBRATOR, Part.FACILITATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """What somebody said about a piece of evidence."""

    id: str
    by: str
    mine: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """A commitment of an agreement: what, by when, and what became of it on which day."""

    text: str
    due: date
    state: str
    settled_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One piece. `path` is there for members alone, `looked` says what the reader has marked.

    `looked_by` are the calibrators who have, once proposals are shown to the room; empty before.
    """

    id: str
    kind: EvidenceKind
    gathered: bool
    title: str
    body: str
    facts: dict[str, Any]
    promises: tuple[PromiseView, ...]
    link: str
    host: str
    path: str
    outcomes: tuple[Outcome, ...]
    happened_on: date | None
    by: str
    by_member: bool
    mine: bool
    version: int
    comments: tuple[CommentView, ...]
    looked: bool
    looked_by: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many commitments are in each state."""
        found = dict.fromkeys(("kept", "not_kept", "dropped", "open"), 0)
        for one in self.promises:
            found[one.state] += 1
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOfCase:
    """All pieces of a case, the latest first within what they are."""

    room: CaseRoom
    pieces: tuple[EvidenceView, ...]

    @property
    def unseen(self) -> int:
        """How many pieces the reader has not marked as looked at."""
        return sum(not one.looked for one in self.pieces)


def evidence_for(*, actor: User, case_id: str) -> EvidenceOfCase:
    """Raises NotFoundError for who is not shown evidence, NotYetError before it is gathered."""
    room = enter_case(actor=actor, case_id=case_id)
    return evidence_in(room)


def evidence_in(room: CaseRoom) -> EvidenceOfCase:
    """The same for a case that the actor has been let into already."""
    require(Act.READ_EVIDENCE, room.parts, room.stage)
    rows = Evidence.objects.filter(case=room.case, withdrawn_at=None).select_related("by")
    return EvidenceOfCase(room=room, pieces=tuple(_views(room, list(rows))))


def piece_for(*, actor: User, evidence_id: str) -> tuple[CaseRoom, EvidenceView]:
    """One piece; raises NotFoundError for who is not shown it."""
    rows = Evidence.objects.filter(id=evidence_id, withdrawn_at=None).select_related("by")
    row = rows.first()
    if row is None:
        raise NotFoundError
    room = enter_case(actor=actor, case_id=row.case_id)
    require(Act.READ_EVIDENCE, room.parts, room.stage)
    views = _views(room, [row])
    if not views:
        raise NotFoundError
    return room, views[0]


def hidden_now(room: CaseRoom, rows: Iterable[Evidence]) -> frozenset[str]:
    """Pieces that their writer has narrowed since they were gathered, as long as evidence is open.

    They are gone for good when evidence is gathered next; until then nobody is shown them.
    """
    if room.stage is not Stage.EVIDENCE:
        return frozenset()
    stated = {
        row.key.removeprefix(STATEMENT): row.id for row in rows if row.key.startswith(STATEMENT)
    }
    if not stated:
        return frozenset()
    told = still_told_to_leadership(ids=stated.keys())
    return frozenset(id_ for statement, id_ in stated.items() if statement not in told)


def _views(room: CaseRoom, rows: list[Evidence]) -> list[EvidenceView]:
    hidden = hidden_now(room, rows)
    rows = [row for row in rows if row.id not in hidden]
    comments: dict[str, list[EvidenceComment]] = defaultdict(list)
    found = EvidenceComment.objects.filter(evidence__in=rows, withdrawn_at=None)
    for comment in found.select_related("by"):
        comments[comment.evidence_id].append(comment)
    looks = _looks(room, rows)
    rows.sort(key=lambda row: (row.happened_on or date.min, row.created_at, row.id), reverse=True)
    return [_view(room, row, comments[row.id], looks[row.id]) for row in rows]


def _looks(room: CaseRoom, rows: list[Evidence]) -> dict[str, list[str]]:
    """Seats by piece: the reader's own, and everybody's once proposals are shown to the room."""
    found: dict[str, list[str]] = defaultdict(list)
    if not ROOM & room.parts:
        return found
    looks = Look.objects.filter(evidence__in=rows)
    if not shown(room, "first"):
        if room.seat is None:
            return found
        looks = looks.filter(seat=room.seat)
    for evidence_id, seat_id in looks.values_list("evidence_id", "seat_id"):
        found[evidence_id].append(seat_id)
    return found


def _view(
    room: CaseRoom, row: Evidence, comments: list[EvidenceComment], looks: list[str]
) -> EvidenceView:
    facts = dict(row.facts or {})
    all_shown = bool(ROOM & room.parts) and shown(room, "first")
    return EvidenceView(
        id=row.id,
        kind=EvidenceKind(row.kind),
        gathered=row.source == EvidenceSource.GATHERED,
        title=row.title,
        body=row.body or "",
        facts=facts,
        promises=tuple(_promise(one) for one in facts.get("promises", ())),
        link=row.link or "",
        host=host_of(row.link or ""),
        path=row.path if Part.MEMBER in room.parts else "",
        outcomes=tuple(one for one in room.outcomes if one in row.outcomes),
        happened_on=row.happened_on,
        by=first_name(row.by) if row.by else facts.get("by", ""),
        by_member=row.source == EvidenceSource.MEMBER,
        mine=row.by_id == room.actor.id,
        version=row.version,
        comments=tuple(_comment(room, one) for one in comments),
        looked=room.seat is not None and room.seat.id in looks,
        looked_by=tuple(first_name(seat.user) for seat in room.present_seats if seat.id in looks)
        if all_shown
        else (),
    )


def _comment(room: CaseRoom, row: EvidenceComment) -> CommentView:
    return CommentView(
        id=row.id,
        by=first_name(row.by),
        mine=row.by_id == room.actor.id,
        text=row.text,
        at=row.created_at,
    )


def _promise(one: dict[str, str]) -> PromiseView:
    return PromiseView(
        text=one["text"],
        due=date.fromisoformat(one["due"]),
        state=one["state"],
        settled_on=date.fromisoformat(one["settled_on"]) if one["settled_on"] else None,
    )

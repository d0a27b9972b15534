"""What a reader gets to see of statements, questions, play-backs and skips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trifecta.apps.people.selectors import MemberView
from trifecta.apps.tensions.models import (
    EarlierStatement,
    PlayBack,
    Question,
    Statement,
)
from trifecta.apps.tensions.rooms import Room, question_state
from trifecta.domain.access import READABLE, Visibility
from trifecta.domain.tensions.statements import kept_words, reason_words, why_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierView:
    """What a statement said before, for somebody who was able to read it then."""

    text: str
    because: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement its reader may read; `weight` and `version` are there for its writer alone."""

    id: str
    kind: str
    text: str
    because: str
    visibility: str
    mine: bool
    weight: float | None = None
    version: int = 0
    earlier: tuple[EarlierView, ...] = ()

    @property
    def why(self) -> str:
        """What follows "Needs"."""
        return why_words(self.because)

    @property
    def reason(self) -> str:
        """What makes it matter, as a line of its own."""
        return reason_words(self.because)

    @property
    def shown(self) -> bool:
        """Whether partners are shown it, once its side is shared."""
        return self.visibility in READABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One member's side as its reader sees it; one that was not shared with them is empty.

    The reader's own side has everything they wrote, needs with the heaviest first; `shown_…` leave
    out what they keep back. `not_yet` names the partners it has not been shared with, and
    `weights_sealed_at` is for its writer.
    """

    member: MemberView
    mine: bool
    shared: bool
    left: bool = False
    positions: tuple[StatementView, ...] = ()
    needs: tuple[StatementView, ...] = ()
    constraints: tuple[StatementView, ...] = ()
    shared_at: datetime | None = None
    weights_sealed_at: datetime | None = None
    not_yet: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[StatementView, ...]:
        return (*self.positions, *self.needs, *self.constraints)

    @property
    def counted_needs(self) -> list[StatementView]:
        """Those that plans are made from."""
        return [row for row in self.needs if row.visibility != Visibility.PRIVATE]

    @property
    def weighed(self) -> bool:
        return all(need.weight is not None for need in self.counted_needs)

    @property
    def shown_positions(self) -> list[StatementView]:
        return [row for row in self.positions if row.shown]

    @property
    def shown_needs(self) -> list[StatementView]:
        return [row for row in self.needs if row.shown]

    @property
    def shown_constraints(self) -> list[StatementView]:
        return [row for row in self.constraints if row.shown]

    @property
    def kept_words(self) -> str:
        """What its writer keeps back, in words; always "" on the side of somebody else."""
        seen_by = [row.visibility for row in self.statements]
        return kept_words(
            finder_only=seen_by.count(Visibility.MEDIATOR),
            only_me=seen_by.count(Visibility.PRIVATE),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question and its answer, between any two members who both share with the reader."""

    id: str
    asker: MemberView
    addressee: MemberView
    text: str
    state: str
    answer: str
    version: int
    source: str
    asked_at: datetime
    answered_at: datetime | None
    changed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayBackView:
    """One try, and what the person it is about said to it; `outdated`: they need otherwise now."""

    id: str
    speaker: MemberView
    about: MemberView
    text: str
    verdict: str
    correction: str
    sent_at: datetime
    decided_at: datetime | None
    outdated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipView:
    """Who opened the plans early, before which stage was done, and why."""

    member: MemberView
    stage: str
    reason: str
    at: datetime


def statement_view(
    row: Statement, *, mine: bool, earlier: tuple[EarlierView, ...] = ()
) -> StatementView:
    return StatementView(
        id=row.id,
        kind=row.kind,
        text=row.text,
        because=row.because or "",
        visibility=row.visibility,
        mine=mine,
        weight=row.weight if mine else None,
        version=row.version if mine else 0,
        earlier=earlier,
    )


def earlier_view(row: EarlierStatement) -> EarlierView:
    return EarlierView(text=row.text, because=row.because or "", until=row.created_at)


def question_view(room: Room, row: Question) -> QuestionView:
    return QuestionView(
        id=row.id,
        asker=room.partnership.member(row.asker_id),
        addressee=room.partnership.member(row.addressee_id),
        text=row.text,
        state=question_state(row),
        answer=row.answer or "",
        version=row.version,
        source=row.source,
        asked_at=row.created_at,
        answered_at=row.answered_at,
        changed_at=row.answer_changed_at,
    )


def play_back_view(room: Room, row: PlayBack) -> PlayBackView:
    side = room.sides.get(row.about_id)
    return PlayBackView(
        id=row.id,
        speaker=room.partnership.member(row.speaker_id),
        about=room.partnership.member(row.about_id),
        text=row.text,
        verdict=row.verdict,
        correction=row.correction or "",
        sent_at=row.created_at,
        decided_at=row.decided_at,
        outdated=row.verdict == "confirmed" and side is not None and side.edition != row.edition,
    )


def skip_views(room: Room) -> tuple[SkipView, ...]:
    return tuple(
        SkipView(
            member=room.partnership.member(row.member_id),
            stage=row.stage,
            reason=row.reason,
            at=row.created_at,
        )
        for row in room.skips
    )

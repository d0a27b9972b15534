"""What the room has in common after the reveal: notes, the rating as written, who agrees to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from trifecta.apps.calibration.models import (
    CaseMember,
    Consent,
    Evidence,
    ExceptionCode,
    MemberException,
    Rating,
    RatingState,
    Reopening,
    StageChange,
)
from trifecta.apps.calibration.selectors import asked
from trifecta.apps.calibration.selectors.rooms import CaseRoom, first_name
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.rails import punitive_phrases
from trifecta.domain.calibration.stages import WORDS, Stage
from trifecta.domain.calibration.votes import OUTCOMES, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """What somebody wrote down of the discussion; `about` "" for all outcomes."""

    by: str
    at: datetime
    outcome: str
    about: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedLine:
    """One outcome of a rating, in the words of the scale."""

    outcome: Outcome
    title: str
    step: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionView:
    """One member's own rating, visible as an exception."""

    member_id: str
    name: str
    code: str
    because: str
    lines: tuple[tuple[str, str, str], ...]
    reason: str
    evidence: tuple[str, ...]
    told_on: date
    told_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeingView:
    """Somebody who takes part, and whether they agree to the rating as it is written."""

    name: str
    function: str
    agrees: bool
    is_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingView:
    """The rating of a case as the room reads it before the release."""

    row: Rating
    number: int
    decided: bool
    written_by: str
    steps: Mapping[str, int]
    reasons: Mapping[str, str]
    lines: tuple[RatedLine, ...]
    plan: str
    plan_on: date | None
    failing: bool
    exceptions: tuple[ExceptionView, ...]
    agreeing: tuple[AgreeingView, ...]
    phrases: tuple[str, ...]

    @property
    def i_agree(self) -> bool:
        return any(one.is_me and one.agrees for one in self.agreeing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of what happened in a case."""

    at: datetime
    title: str
    words: str = ""


def notes_of(room: CaseRoom) -> list[NoteView]:
    """What was said, the first note first; for the room, from the reveal on."""
    if Act.READ_NOTES not in room.acts:
        return []
    return [
        NoteView(
            by=first_name(row.by),
            at=row.created_at,
            outcome=row.outcome,
            about=OUTCOMES.get(row.outcome, ""),  # type: ignore[call-overload]
            text=row.text,
        )
        for row in asked.notes_of(room.case.id)
    ]


def is_noted(room: CaseRoom) -> bool:
    """Whether anything is written down of what was said, for the room."""
    return Act.READ_NOTES in room.acts and bool(asked.noted_in(room.case.id))


def rating_of(room: CaseRoom) -> RatingView | None:
    """The rating that is proposed or decided, for the room; None where none is written."""
    if Act.READ_DRAFT_RATING not in room.acts:
        return None
    rows = Rating.objects.filter(case=room.case).exclude(state=RatingState.REPLACED)
    row = rows.select_related("written_by").first()
    return _rating(room, row) if row is not None else None


def exception_in(rating: RatingView, member: CaseMember) -> MemberException | None:
    """The exception for one member in a rating that the reader was given."""
    return MemberException.objects.filter(rating=rating.row, member=member).first()


def reopening_of(room: CaseRoom) -> Reopening | None:
    """The wish to talk about a decided case again that waits for a second person."""
    if Act.ASK_TO_REOPEN_CASE not in room.acts:
        return None
    rows = Reopening.objects.filter(case=room.case, decided_at=None)
    return rows.select_related("asked_by").first()


def happened_in(room: CaseRoom) -> list[Happened]:
    """How the case went on, the latest last, for the room.

    Says of the reveal only that all proposals were in, not who was the last.
    """
    found = [_change(row) for row in asked.changes_of(room.case.id)]
    names = {seat.id: first_name(seat.user) for seat in room.seats}
    for row in room.recusals:
        if row.seat_id in names:
            title = f"{names[row.seat_id]} stepped back"
            found.append(Happened(at=row.created_at, title=title, words=row.because))
    return sorted(found, key=lambda one: one.at)


def _change(row: StageChange) -> Happened:
    title = WORDS[Stage(row.after)].title
    if row.after == Stage.REVEALED:
        return Happened(at=row.created_at, title="All proposals were in, and were shown to all")
    names = [first_name(one) for one in (row.by, row.confirmed_by) if one is not None]
    if row.confirmed_by is not None:
        title = "Reopened"
    return Happened(
        at=row.created_at,
        title=f"{title}: {' and '.join(names)}" if names else title,
        words=row.reason or "",
    )


def _rating(room: CaseRoom, row: Rating) -> RatingView:
    exceptions = tuple(_exceptions(room, row))
    texts = [*row.reasons.values(), row.plan or "", *(one.reason for one in exceptions)]
    return RatingView(
        row=row,
        number=row.number,
        decided=row.state == RatingState.DECIDED,
        written_by=first_name(row.written_by),
        steps=dict(row.steps),
        reasons=dict(row.reasons),
        lines=tuple(_line(room, row, outcome) for outcome in room.outcomes),
        plan=row.plan or "",
        plan_on=row.plan_on,
        failing=any(room.scale.is_failing(step) for step in row.steps.values()),
        exceptions=exceptions,
        agreeing=_agreeing(room, row),
        phrases=tuple(
            dict.fromkeys(phrase.quote for text in texts for phrase in punitive_phrases(text))
        ),
    )


def _line(room: CaseRoom, row: Rating, outcome: Outcome) -> RatedLine:
    step = row.steps[outcome]
    return RatedLine(
        outcome=outcome,
        title=OUTCOMES[outcome],
        step=step,
        label=room.scale.label(step),
        reason=row.reasons.get(outcome, ""),
    )


def _agreeing(room: CaseRoom, row: Rating) -> tuple[AgreeingView, ...]:
    agreeing = set(Consent.objects.filter(rating=row).values_list("seat_id", flat=True))
    return tuple(
        AgreeingView(
            name=first_name(seat.user),
            function=seat.function,
            agrees=seat.id in agreeing,
            is_me=seat.user_id == room.actor.id,
        )
        for seat in room.present_seats
    )


def _exceptions(room: CaseRoom, rating: Rating) -> list[ExceptionView]:
    rows = list(MemberException.objects.filter(rating=rating).select_related("told_by"))
    if not rows:
        return []
    titles = {one.id: one.title for one in Evidence.objects.filter(case=room.case)}
    members = {one.id: first_name(one.user) for one in room.members}
    return [
        ExceptionView(
            member_id=row.member_id,
            name=members[row.member_id],
            code=row.code,
            because=ExceptionCode(row.code).label,
            lines=tuple(
                (
                    OUTCOMES[one],
                    room.scale.label(row.steps[one]),
                    room.scale.label(rating.steps[one]),
                )
                for one in room.outcomes
            ),
            reason=row.reason,
            evidence=tuple(titles[one] for one in row.evidence if one in titles),
            told_on=row.told_on,
            told_by=first_name(row.told_by),
        )
        for row in rows
    ]

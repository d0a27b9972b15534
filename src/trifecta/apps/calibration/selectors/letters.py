"""The letter in which somebody reads a rating, as each reader is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.apps.calibration.models import Appeal, Consent, Evidence, RatingState
from trifecta.apps.calibration.selectors.results import (
    CaseResult,
    CorrectionWords,
    MemberResult,
    results_of,
)
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.people.models import User
from trifecta.domain.calibration.acts import Act, Part
from trifecta.domain.calibration.letters import in_words
from trifecta.domain.calibration.votes import OUTCOMES, Outcome
from trifecta.domain.errors import NotYetError

ALL_OF_IT = frozenset({Part.CALIBRATOR, Part.FACILITATOR, Part.PEOPLE_OPERATIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One outcome: its rating in words, why, and what it was before where it was corrected."""

    title: str
    label: str
    before: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Somebody with a rating of their own, as their letter says it; `evidence` are titles by id."""

    member: MemberResult
    rows: tuple[LetterRow, ...]
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A rating as one reader is told of it.

    `me` is the reader where they are rated; `apart` those whose own rating the reader may read,
    and `elsewhere` the names of others of whom they only learn that there is one.
    """

    room: CaseRoom
    result: CaseResult
    me: MemberResult | None
    headline: str
    rows: tuple[LetterRow, ...]
    apart: tuple[Apart, ...]
    elsewhere: tuple[str, ...]
    corrections: tuple[CorrectionWords, ...]
    decided_by: tuple[tuple[str, str], ...]
    evidence: int

    @property
    def mine_apart(self) -> Apart | None:
        """The reader's own, where they do not share the rating."""
        return next((one for one in self.apart if self.me and one.member == self.me), None)


def letter_for(*, actor: User, case_id: str) -> Letter:
    """Raises NotFoundError for who never reads it, NotYetError before the release."""
    return letter_in(enter_case(actor=actor, case_id=case_id))


def letter_in(room: CaseRoom) -> Letter:
    """The same for a case that the actor has been let into already."""
    room.require(Act.READ_RATING)
    results = results_of(room.cycle, cases=[room.case])
    if not results:
        raise NotYetError("There is no rating to read here.")
    result = results[0]
    membership = room.my_membership
    me = result.of(membership.id) if membership else None
    readable = _readable(room, result)
    exceptions = [one for one in result.members if one.is_exception]
    titles = _titles(exceptions, readable)
    own = [one for one in exceptions if one.member_id in readable]
    return Letter(
        room=room,
        result=result,
        me=me,
        headline=in_words(me.steps if me else result.steps, room.scale),
        rows=_rows(room, result.decided, result.labels, result.reasons),
        apart=tuple(_apart(room, one, titles) for one in own),
        elsewhere=tuple(one.name for one in exceptions if one.member_id not in readable),
        corrections=tuple(
            one for one in result.corrections if not one.member or one.member in readable
        ),
        decided_by=_decided_by(room),
        evidence=Evidence.objects.filter(case=room.case, withdrawn_at=None).count(),
    )


def _readable(room: CaseRoom, result: CaseResult) -> frozenset[str]:
    """The members whose own rating the reader may read: theirs, those who appealed to them, all."""
    if room.my_membership is not None:
        return frozenset({room.my_membership.id})
    if ALL_OF_IT & room.parts:
        return frozenset(one.member_id for one in result.members)
    heard = Appeal.objects.filter(case=room.case, to=room.actor, withdrawn_at=None)
    return frozenset(heard.values_list("member_id", flat=True))


def _rows(
    room: CaseRoom,
    decided: Mapping[Outcome, int],
    labels: Mapping[Outcome, str],
    reasons: Mapping[Outcome, str],
) -> tuple[LetterRow, ...]:
    rows = []
    for outcome, label in labels.items():
        before = room.scale.label(decided[outcome])
        rows.append(
            LetterRow(
                title=OUTCOMES[outcome],
                label=label,
                before=before if before != label else "",
                reason=reasons.get(outcome, ""),
            )
        )
    return tuple(rows)


def _apart(room: CaseRoom, member: MemberResult, titles: Mapping[str, str]) -> Apart:
    exception = member.exception
    if exception is None:
        return Apart(member=member, rows=(), evidence=())
    return Apart(
        member=member,
        rows=_rows(room, exception.steps, member.labels, {}),
        evidence=tuple((one, titles[one]) for one in exception.evidence if one in titles),
    )


def _titles(exceptions: list[MemberResult], readable: frozenset[str]) -> dict[str, str]:
    ids = {
        evidence_id
        for one in exceptions
        if one.exception and one.member_id in readable
        for evidence_id in one.exception.evidence
    }
    if not ids:
        return {}
    return {row.id: row.title for row in Evidence.objects.filter(id__in=ids, withdrawn_at=None)}


def _decided_by(room: CaseRoom) -> tuple[tuple[str, str], ...]:
    """Name and function of everybody who agreed to the rating that was decided."""
    rows = Consent.objects.filter(rating__case=room.case, rating__state=RatingState.DECIDED)
    return tuple(
        (row.seat.user.name, row.seat.function) for row in rows.select_related("seat__user")
    )

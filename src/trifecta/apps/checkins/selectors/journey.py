"""What the partnership page knows of its check-ins: facts for the next step, history, trends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, takewhile
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from trifecta.apps.checkins.models import Finding, Limit, Reply, Round
from trifecta.apps.checkins.selectors.replies import Said, differing, said_in
from trifecta.apps.checkins.selectors.rounds import LimitView, limit_view
from trifecta.apps.checkins.selectors.unopened import Unopened, closed_history, unopened
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView, partnership_for
from trifecta.apps.records.prepared import prepared
from trifecta.domain.checkins.constraints import BUSINESS_KINDS, SHARED, TECHNICAL_KINDS
from trifecta.domain.checkins.pulse import QUESTIONS, PulseQuestion
from trifecta.domain.checkins.replies import said_words
from trifecta.domain.checkins.stored import kept_accuracies, kept_agreement
from trifecta.domain.checkins.trends import Trend, answers_trend, correlation_trend
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.journey import CheckinFacts, HistoryEntry, Link, Told
from trifecta.domain.people.words import joined

MOST_ROUNDS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A revealed round the reader took part in."""

    id: str
    number: int
    revealed_at: datetime
    row: Round

    @property
    def outcome(self) -> dict[str, Any]:
        """Opened when it is first looked at."""
        found: dict[str, Any] = self.row.outcome
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDifferently:
    """A round whose result for two people one of them, or both, say is not how it is."""

    round_id: str
    number: int
    at: datetime
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTrends:
    """How two members' agreement and understanding move, and which rounds they see differently."""

    first: MemberView
    second: MemberView
    agreement: Trend
    understanding: Trend
    seen_differently: tuple[SeenDifferently, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """All trends of a partnership over the rounds the reader took part in."""

    partnership: PartnershipView
    rounds: int
    more: bool
    last_round_id: str | None
    pairs: tuple[PairTrends, ...]
    pulse: tuple[tuple[PulseQuestion, Trend], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The check-ins of a partnership as one member may read them, read once.

    `opened` are the latest MOST_ROUNDS; `more` says that there were others before them.
    Nothing in it depends on what others answered in an open round.
    """

    partnership: PartnershipView
    opened: tuple[_Opened, ...]
    said: tuple[Said, ...]
    more: bool = False

    def told(self) -> Told[CheckinFacts]:
        replies = _replies(self.partnership, self.opened, self.said)
        rest = unopened(self.partnership)
        return Told(
            facts=_facts(self, rest),
            history=[*_history(self.opened), *replies, *closed_history(rest.closed)],
        )

    def trends(self) -> Trends:
        return _trends(self)

    def pairs(self) -> tuple[PairTrends, ...]:
        """The trends of each two present members, without those of the short questions."""
        return _pairs(self)


def read(*, actor: User, partnership: PartnershipView) -> Reading:
    """The check-ins of a partnership that `actor` has been let into."""
    _check(actor, partnership)
    found = _opened(partnership)
    opened = tuple(found[-MOST_ROUNDS:])
    replied = any(one.row.replied for one in opened)  # type: ignore[attr-defined]
    said = said_in(partnership.id, among=[one.id for one in opened]) if replied else ()
    more = len(found) > MOST_ROUNDS
    return Reading(partnership=partnership, opened=opened, said=tuple(said), more=more)


def journey_facts(*, actor: User, partnership: PartnershipView) -> CheckinFacts:
    """The facts alone."""
    return read(actor=actor, partnership=partnership).told().facts


def _facts(reading: Reading, rest: Unopened) -> CheckinFacts:
    partnership, opened = reading.partnership, reading.opened
    waiting, closed = rest.waiting, rest.just_closed
    last = opened[-1] if opened else None
    kinds = [set(one.outcome["shared_kinds"]) for one in opened]
    silent = takewhile(lambda shared: not shared, reversed(kinds))
    mine = _my_last_limits(last, partnership) if last else []
    shared = sum(visibility in SHARED for visibility in mine)
    otherwise = differing(reading.said).get(last.id, ()) if last else ()
    return CheckinFacts(
        rounds_revealed=len(opened),
        more_rounds=reading.more,
        open_round_id=waiting.round_id if waiting else None,
        i_have_submitted=waiting.sealed_at is not None if waiting else False,
        i_have_begun=waiting.has_answers if waiting else False,
        closed_round_id=closed.round_id if closed else None,
        closed_at=closed.by.at if closed else None,
        closed_because=closed.by.words if closed else "",
        last_round_id=last.id if last else None,
        last_revealed_at=last.revealed_at if last else None,
        last_diagnosis=last.outcome["verdict"] if last else None,
        last_headline=last.outcome["headline"] if last else "",
        last_seen_differently=_you_first(partnership, otherwise),
        last_replied_at=max((one.sent_at for one in otherwise), default=None),
        trust_falling=_pulse_trend("trust", opened).direction == "falling",
        rounds_with_business_constraint=sum(bool(k & BUSINESS_KINDS) for k in kinds),
        rounds_with_technical_constraint=sum(bool(k & TECHNICAL_KINDS) for k in kinds),
        rounds_without_shared_constraint=sum(1 for _ in silent),
        my_private_constraints=len(mine) - shared,
        my_shared_constraints=shared,
    )


def last_opened_id(*, actor: User, partnership: PartnershipView) -> str | None:
    """The last opened round `actor` took part in."""
    _check(actor, partnership)
    last = _last_opened(partnership.id, partnership.me.id)
    return last[0].id if last else None


def my_latest_limits(
    *, actor: User, partnership: PartnershipView
) -> tuple[int, tuple[LimitView, ...]]:
    """What `actor` alone wrote as limiting them in the last opened check-in, and its number."""
    _check(actor, partnership)
    last = _last_opened(partnership.id, partnership.me.id)
    if not last:
        return 0, ()
    rows = Limit.objects.filter(entry__round=last[0], entry__member_id=partnership.me.id)
    return last[0].number, tuple(limit_view(row) for row in rows.order_by("created_at", "id"))


def my_opened_limit(*, actor: User, partnership: PartnershipView, limit_id: str) -> LimitView:
    """One of them, or of an earlier opened check-in; raises NotFoundError for anybody else's."""
    _check(actor, partnership)
    row = Limit.objects.filter(
        id=limit_id, entry__member_id=partnership.me.id, entry__round__revealed=True
    ).first()
    if row is None:
        raise NotFoundError
    return limit_view(row)


def history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """The opened rounds `actor` took part in, newest first."""
    return read(actor=actor, partnership=partnership).told().history


def _history(opened: Sequence[_Opened]) -> list[HistoryEntry]:
    return [
        HistoryEntry(
            at=one.revealed_at,
            before="",
            linked=f"Check-in {one.number}",
            link=Link(url_name="checkins:diagnosis", args=(one.id,)),
            after=f": {one.outcome['headline']}",
        )
        for one in reversed(opened)
    ]


def _you_first(partnership: PartnershipView, said: Sequence[Said]) -> tuple[str, ...]:
    """Whose replies these are, each once: "You" for the reader, the others by first name."""
    ids = dict.fromkeys(one.member_id for one in said)
    ordered = sorted(ids, key=lambda one: one != partnership.me.id)
    return tuple(_name(partnership, one) for one in ordered)


def _name(partnership: PartnershipView, member_id: str) -> str:
    return "You" if member_id == partnership.me.id else partnership.member(member_id).name


def _replies(
    partnership: PartnershipView, opened: Sequence[_Opened], said: Sequence[Said]
) -> list[HistoryEntry]:
    """What was said to a result, the latest first."""
    numbers = {one.id: one.number for one in opened}
    return [
        HistoryEntry(
            at=one.sent_at,
            before=f"{_name(partnership, one.member_id)} said to",
            linked=f"check-in {numbers[one.round_id]}",
            link=Link(url_name="checkins:diagnosis", args=(one.round_id,)),
            after=f"{_about(partnership, one)}: {said_words(one.fit)}.",
        )
        for one in reversed(said)
    ]


def _about(partnership: PartnershipView, said: Said) -> str:
    """Which two it is about, where there have ever been more than two."""
    if len(partnership.members) + len(partnership.former) < 3:
        return ""
    ordered = sorted(said.about, key=lambda one: one != partnership.me.id)
    names = [_name(partnership, one) for one in ordered]
    return f", about {joined(['you' if name == 'You' else name for name in names])}"


def trends_of(*, actor: User, partnership_id: str) -> Trends:
    """The trends, for an active member; raises NotFoundError."""
    partnership = partnership_for(actor=actor, partnership_id=partnership_id)
    return read(actor=actor, partnership=partnership).trends()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRound:
    """A check-in that was opened, for a list of them; `row` is opened only where it is shown."""

    id: str
    number: int
    at: datetime
    row: Round

    @property
    def headline(self) -> str:
        found: str = self.row.outcome["headline"]
        return found


def every_opened(*, actor: User, partnership: PartnershipView) -> list[PastRound]:
    """All opened check-ins `actor` took part in, the latest first."""
    _check(actor, partnership)
    rows = Round.objects.filter(
        partnership=partnership.row, revealed=True, entries__member_id=partnership.me.id
    ).order_by("-number")
    return [
        PastRound(id=row.id, number=row.number, at=row.revealed_at or row.opened_at, row=row)
        for row in rows
    ]


def _pairs(reading: Reading) -> tuple[PairTrends, ...]:
    partnership, opened = reading.partnership, reading.opened
    rounds = {one.id for one in opened}
    findings = [row for row in _findings(partnership.id) if row.round_id in rounds]
    said = differing(reading.said)
    pairs = combinations(partnership.members, 2)
    return tuple(_pair_trends(first, second, opened, findings, said) for first, second in pairs)


def _trends(reading: Reading) -> Trends:
    opened = reading.opened
    return Trends(
        partnership=reading.partnership,
        rounds=len(opened),
        more=reading.more,
        last_round_id=opened[-1].id if opened else None,
        pairs=_pairs(reading),
        pulse=tuple((question, _pulse_trend(question.key, opened)) for question in QUESTIONS),
    )


def _check(actor: User, partnership: PartnershipView) -> None:
    if partnership.me.user_id != actor.id:
        raise NotFoundError


@prepared
def _rows_opened(partnership_id: str, member_id: str) -> QuerySet[Round]:
    """Newest first, and one more than is shown, which tells whether there are others.

    `replied` says whether anybody has said something to its result.
    """
    rows = Round.objects.filter(
        partnership_id=partnership_id, revealed=True, entries__member_id=member_id
    )
    said = Reply.objects.filter(finding__round=OuterRef("pk"), sent_at__isnull=False)
    return rows.annotate(replied=Exists(said)).order_by("-number")[: MOST_ROUNDS + 1]


def _opened(partnership: PartnershipView) -> list[_Opened]:
    rows = _rows_opened(partnership.id, partnership.me.id)
    return [
        _Opened(
            id=row.id,
            number=row.number,
            revealed_at=row.revealed_at or row.opened_at,
            row=row,
        )
        for row in reversed(rows)
    ]


def _my_last_limits(last: _Opened, partnership: PartnershipView) -> list[str]:
    return [row.visibility for row in _limits_of(last.id, partnership.me.id)]


@prepared
def _limits_of(round_id: str, member_id: str) -> QuerySet[Limit]:
    """Who is shown each of them, without its words."""
    rows = Limit.objects.filter(entry__round_id=round_id, entry__member_id=member_id)
    return rows.only("id", "visibility")


@prepared
def _last_opened(partnership_id: str, member_id: str) -> QuerySet[Round]:
    rows = Round.objects.filter(
        partnership_id=partnership_id, revealed=True, entries__member_id=member_id
    )
    return rows.order_by("-number").only("id", "number")[:1]


@prepared
def _findings(partnership_id: str) -> QuerySet[Finding]:
    """Of its opened rounds; the reader is shown those of rounds they took part in."""
    return Finding.objects.filter(round__partnership_id=partnership_id, round__revealed=True)


def _pulse_trend(key: str, opened: Sequence[_Opened]) -> Trend:
    return answers_trend(
        tuple((one.revealed_at, tuple(one.outcome["pulse"][key])) for one in opened)
    )


def _pair_trends(
    first: MemberView,
    second: MemberView,
    opened: Sequence[_Opened],
    findings: Sequence[Finding],
    said: Mapping[str, Sequence[Said]],
) -> PairTrends:
    both = {first.id, second.id}
    mine = [finding for finding in findings if {finding.first_id, finding.second_id} == both]
    moments = {one.id: one.revealed_at for one in opened}
    found = [(moments[row.round_id], row.diagnosis) for row in mine]
    seen = [_seen_differently(one, (first, second), said.get(one.id, ())) for one in opened]
    return PairTrends(
        first=first,
        second=second,
        agreement=correlation_trend(tuple((at, kept_agreement(data)) for at, data in found)),
        understanding=correlation_trend(tuple((at, kept_accuracies(data)) for at, data in found)),
        seen_differently=tuple(one for one in seen if one is not None),
    )


def _seen_differently(
    opened: _Opened, pair: tuple[MemberView, MemberView], said: Sequence[Said]
) -> SeenDifferently | None:
    both = {member.id for member in pair}
    writers = {one.member_id for one in said if set(one.about) == both}
    names = tuple(member.name for member in pair if member.id in writers)
    if not names:
        return None
    return SeenDifferently(
        round_id=opened.id, number=opened.number, at=opened.revealed_at, names=names
    )

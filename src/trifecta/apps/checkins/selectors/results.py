"""An opened round: each pair's diagnosis, gaps and yardsticks, and what went unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from trifecta.apps.checkins.models import Entry, Finding, Limit
from trifecta.apps.checkins.selectors.replies import Replies, ReplyView, replies_to
from trifecta.apps.checkins.selectors.rounds import (
    LimitView,
    RoundView,
    limit_view,
    round_for,
    sheet_of,
)
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.records.prepared import prepared
from trifecta.domain.checkins.constraints import SHARED, Carried, unseen
from trifecta.domain.checkins.criteria import Comparison, compare
from trifecta.domain.checkins.entry import EntryAnswers, Points, first_marks, from_data
from trifecta.domain.checkins.estimator import Diagnosis, Side
from trifecta.domain.checkins.gaps import Gap, gaps
from trifecta.domain.checkins.items import Item
from trifecta.domain.checkins.sheets import item
from trifecta.domain.checkins.stored import diagnosis_from
from trifecta.domain.errors import NotYetError


@dataclass(frozen=True, slots=True, kw_only=True)
class PairResult:
    """Two participants in order of joining; `points[i]` are what person i is judged on.

    `replies[i]` is what person i says to it; `mine` whether it is about the reader, and `kept`
    whether the reader has begun to say something and not sent it, which nobody else is told.
    """

    finding_id: str
    first: MemberView
    second: MemberView
    diagnosis: Diagnosis
    telling: tuple[Item, ...]
    gaps: tuple[Gap, ...]
    comparison: Comparison
    points: tuple[Points, Points]
    replies: tuple[ReplyView | None, ReplyView | None]
    mine: bool
    kept: bool

    @property
    def names(self) -> tuple[str, str]:
        return self.first.name, self.second.name

    @property
    def differing(self) -> tuple[str, ...]:
        """The names of those of the two who say that it is not how it is."""
        said = zip(self.names, self.replies, strict=True)
        return tuple(name for name, reply in said if reply is not None and reply.differs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """What one participant shares of what limits them and somebody else did not name.

    `by` are those who did not name it; each statement with the people it was news to.
    """

    member: MemberView
    limits: tuple[tuple[LimitView, tuple[MemberView, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonResult:
    """One participant's own answers, for pages that show several people at once."""

    member: MemberView
    own: Mapping[str, int]
    guesses: Mapping[str, Mapping[str, int]]
    pulse: Mapping[str, int]

    def towards(self, about: str) -> Side:
        """What was answered and guessed about one other, which is all that gaps are made of."""
        return Side(role=self.member.role, own=self.own, guess=self.guesses.get(about, {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """Everything an opened round shows; the same for every participant."""

    round: RoundView
    pairs: tuple[PairResult, ...]
    unseen: tuple[Unseen, ...]
    people: tuple[PersonResult, ...]


def result_of(*, actor: User, round_id: str) -> RoundResult:
    """The result, for those who took part and still are members.

    Raises NotFoundError for everybody else, NotYetError while the round is sealed.
    """
    view = round_for(actor=actor, round_id=round_id)
    if view.state != "revealed":
        raise NotYetError(
            "This check-in is sealed. It opens for all of you at the same moment, when everybody "
            "has finished."
        )
    entries = {row.member_id: row for row in _entries(view.id)}
    answers = {member_id: from_data(row.answers) for member_id, row in entries.items()}
    people = {member.id: _person(member, answers[member.id]) for member in view.participants}
    findings = _findings(view.id)
    order = [member.id for member in view.participants]
    ranked = sorted(findings, key=lambda f: (order.index(f.first_id), order.index(f.second_id)))
    replies = replies_to(ranked, view=view)
    return RoundResult(
        round=view,
        pairs=tuple(_pair(view, people, answers, finding, replies=replies) for finding in ranked),
        unseen=_unseen(view, entries, answers),
        people=tuple(people.values()),
    )


@prepared
def _entries(round_id: str) -> QuerySet[Entry]:
    return Entry.objects.filter(round_id=round_id)


@prepared
def _findings(round_id: str) -> QuerySet[Finding]:
    return Finding.objects.filter(round_id=round_id)


@prepared
def _shared_limits(round_id: str) -> QuerySet[Limit]:
    rows = Limit.objects.filter(entry__round_id=round_id, visibility__in=SHARED)
    return rows.order_by("created_at", "id")


def side_of(entry: Entry, *, role: str, items: tuple[Item, ...], about: str) -> Side:
    """One person's side of a pair: their own answers, and their guesses about the other."""
    answers = from_data(entry.answers)
    return Side(
        role=role,
        own=first_marks(answers.own),
        guess=first_marks(answers.guesses.get(about, {})),
        flipped=sheet_of(items, seed=entry.id).flipped,
        twice=answers.repeats(),
    )


def _pair(
    view: RoundView,
    people: Mapping[str, PersonResult],
    answers: Mapping[str, EntryAnswers],
    finding: Finding,
    *,
    replies: Replies,
) -> PairResult:
    one, other = people[finding.first_id], people[finding.second_id]
    first, second = one.member, other.member
    mine, theirs = answers[first.id], answers[second.id]
    return PairResult(
        finding_id=finding.id,
        first=first,
        second=second,
        diagnosis=diagnosis_from(finding.diagnosis),
        telling=tuple(item(key) for key in finding.diagnosis["telling"]),
        gaps=gaps(view.items, one.towards(second.id), other.towards(first.id)),
        comparison=compare(
            (_points(mine.points), _points(theirs.points)),
            (
                _points(theirs.points_guesses.get(first.id)),
                _points(mine.points_guesses.get(second.id)),
            ),
        ),
        points=(mine.points, theirs.points),
        replies=(
            replies.said.get((finding.id, first.id)),
            replies.said.get((finding.id, second.id)),
        ),
        mine=view.me.id in {first.id, second.id},
        kept=finding.id in replies.kept,
    )


def _points(points: Points | None) -> dict[str, int]:
    """Points that come to a hundred; a page left half-filled is no answer."""
    return points.by_key if points is not None and points.complete else {}


def _unseen(
    view: RoundView, entries: Mapping[str, Entry], answers: Mapping[str, EntryAnswers]
) -> tuple[Unseen, ...]:
    """Only what is shared is loaded: nobody's private statements take part in this."""
    shared = [(row.entry_id, limit_view(row)) for row in _shared_limits(view.id)]
    found = []
    for member in view.participants:
        others = [other for other in view.participants if other.id != member.id]
        limits = []
        for entry_id, limit in shared:
            if entry_id == entries[member.id].id:
                news = tuple(o for o in others if _is_news(limit, answers[o.id], about=member.id))
                if news:
                    limits.append((limit, news))
        found.append(Unseen(member=member, limits=tuple(limits)))
    return tuple(found)


def _is_news(limit: LimitView, answers: EntryAnswers, *, about: str) -> bool:
    carried = Carried(kind=limit.kind, text=limit.text, visibility=limit.visibility)
    return bool(unseen([carried], guessed=answers.limits_guesses.get(about, frozenset())))


def _person(member: MemberView, answers: EntryAnswers) -> PersonResult:
    return PersonResult(
        member=member,
        own=first_marks(answers.own),
        guesses={about: first_marks(marks) for about, marks in answers.guesses.items()},
        pulse=answers.pulse,
    )

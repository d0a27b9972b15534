"""A tension with the people in it, as services and selectors load it: access first, then facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView, partnership_for
from trifecta.apps.records.prepared import prepared
from trifecta.apps.tensions.models import (
    SETTLED,
    GateSkip,
    PlayBack,
    Question,
    Side,
    Tension,
    TensionState,
)
from trifecta.domain.errors import NotFoundError, NotYetError
from trifecta.domain.tensions.gate import (
    Asked,
    Gate,
    GateFacts,
    PlayedBack,
    QuestionState,
    Verdict,
    gate_of,
)


@dataclass(slots=True, kw_only=True)
class Room:
    """A tension that the actor is let into; `partnership.me` is the actor's membership.

    `sides` holds the actor's own and those that were shared. Questions that were taken back are
    not in it.
    """

    tension: Tension
    partnership: PartnershipView
    sides: dict[str, Side] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    play_backs: list[PlayBack] = field(default_factory=list)
    skips: list[GateSkip] = field(default_factory=list)

    @property
    def me(self) -> str:
        return self.partnership.me.id

    @property
    def names(self) -> dict[str, str]:
        everyone = (*self.partnership.former, *self.partnership.members)
        return {member.id: member.name for member in everyone}

    @property
    def others(self) -> list[str]:
        """The first names of the counterparts."""
        return [member.name for member in self.partnership.counterparts]

    @property
    def facts(self) -> GateFacts:
        present = self.partnership.members
        return GateFacts(
            members=tuple(member.id for member in present),
            shared=frozenset(
                author for author in self.sides if all(self.reads(m, author) for m in present)
            ),
            questions=tuple(
                Asked(asker=q.asker_id, addressee=q.addressee_id, state=question_state(q))
                for q in self.questions
            ),
            play_backs=tuple(
                PlayedBack(
                    speaker=p.speaker_id,
                    about=p.about_id,
                    verdict=cast(Verdict, p.verdict),
                    edition=p.edition,
                )
                for p in self.play_backs
            ),
            editions={member: side.edition for member, side in self.sides.items()},
            skipped_by=tuple(skip.member_id for skip in self.skips),
            sealed=frozenset(
                author for author, side in self.sides.items() if side.weights_sealed_at
            ),
        )

    @property
    def gate(self) -> Gate:
        return gate_of(self.facts)

    @property
    def reweighed_at(self) -> datetime | None:
        """When a present member last sealed other weights after all had sealed; None if never."""
        facts = self.facts
        if facts.unsealed:
            return None
        sides = [self.sides[member] for member in facts.members]
        firsts = [side.weights_first_sealed_at for side in sides if side.weights_first_sealed_at]
        lasts = [side.weights_sealed_at for side in sides if side.weights_sealed_at]
        return max(lasts) if firsts and max(lasts) > max(firsts) else None

    @property
    def state(self) -> TensionState:
        """The state in words, where an open tension with open plans is in planning."""
        return self.state_behind(self.gate)

    def state_behind(self, gate: Gate) -> TensionState:
        """The same, for a caller who has worked out where the gate stands."""
        stored = TensionState(self.tension.state)
        if stored is TensionState.OPEN and gate.open:
            return TensionState.PLANNING
        return stored

    def shared(self, author: str) -> bool:
        """Whether `author` has shared their side with anybody."""
        side = self.sides.get(author)
        return side is not None and side.shared_at is not None

    def reads(self, viewer: MemberView, author: str) -> bool:
        """Whether the side of `author` was shared with `viewer`, who was a member by then."""
        side = self.sides.get(author)
        if side is None or side.shared_at is None:
            return False
        return viewer.id == author or side.shared_at >= viewer.joined_at

    def i_read(self, *authors: str) -> bool:
        """Whether I am one of `authors`, or the sides of all of them were shared with me.

        What two people asked, answered and played back goes to those they both share with.
        """
        if self.me in authors:
            return True
        return all(self.reads(self.partnership.me, author) for author in authors)

    def counterpart(self, member_id: str) -> MemberView:
        """An active counterpart; raises NotFoundError."""
        for member in self.partnership.counterparts:
            if member.id == member_id:
                return member
        raise NotFoundError

    def heard_me(self) -> list[MemberView]:
        """The counterparts whose play-back of my present needs I have confirmed."""
        mine = self.sides.get(self.me)
        edition = mine.edition if mine else 0
        speakers = {
            p.speaker_id
            for p in self.play_backs
            if (p.about_id, p.verdict, p.edition) == (self.me, "confirmed", edition)
        }
        return [m for m in self.partnership.counterparts if m.id in speakers]


def question_state(question: Question) -> QuestionState:
    if question.declined_at is not None:
        return "declined"
    return "answered" if question.answered_at is not None else "open"


def enter(*, actor: User, tension_id: str, lock: bool = False) -> Room:
    """The tension and all that the gate depends on; raises NotFoundError for anybody outside.

    With `lock` the tension's row is held until the transaction ends, so that what is decided
    stays true.
    """
    tension = next(iter(_locked(tension_id) if lock else _one(tension_id)), None)
    if tension is None:
        raise NotFoundError
    partnership = partnership_for(actor=actor, partnership_id=tension.partnership_id)
    (room,) = _furnished([tension], partnership, _OF_ONE, tension.id)
    return room


def rooms_of(partnership: PartnershipView) -> list[Room]:
    """Every tension of a partnership the reader is let into, the last changed first."""
    return _furnished(_tensions(partnership.id), partnership, _OF_ALL, partnership.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contents:
    """What is in the rooms of one key, at most four questions however many rooms there are."""

    sides: Callable[[str, str], list[Side]]
    questions: Callable[[str], list[Question]]
    play_backs: Callable[[str], list[PlayBack]]
    skips: Callable[[str], list[GateSkip]]


def _contents(key: str) -> _Contents:
    """Of the tensions for which the column `key` has the value that is asked for."""

    @prepared
    def sides(value: str, me: str) -> QuerySet[Side]:
        known = Q(shared_at__isnull=False) | Q(member_id=me)
        return Side.objects.filter(known, **{key: value})

    @prepared
    def questions(value: str) -> QuerySet[Question]:
        return Question.objects.filter(**{key: value}, withdrawn_at=None)

    @prepared
    def play_backs(value: str) -> QuerySet[PlayBack]:
        return PlayBack.objects.filter(**{key: value})

    @prepared
    def skips(value: str) -> QuerySet[GateSkip]:
        return GateSkip.objects.filter(**{key: value})

    return _Contents(sides=sides, questions=questions, play_backs=play_backs, skips=skips)


_OF_ONE: Final = _contents("tension_id")
_OF_ALL: Final = _contents("tension__partnership_id")


@prepared
def _one(tension_id: str) -> QuerySet[Tension]:
    return _with_skipped(Tension.objects.filter(id=tension_id))


@prepared
def _tensions(partnership_id: str) -> QuerySet[Tension]:
    rows = Tension.objects.filter(partnership_id=partnership_id)
    return _with_skipped(rows).order_by("-changed_at", "-id")


def _locked(tension_id: str) -> QuerySet[Tension]:
    return _with_skipped(Tension.objects.select_for_update().filter(id=tension_id))


def _with_skipped(rows: QuerySet[Tension]) -> QuerySet[Tension]:
    """`skipped` says whether somebody opened the plans early, which hardly anybody does."""
    return rows.annotate(skipped=Exists(GateSkip.objects.filter(tension=OuterRef("pk"))))


def _furnished(
    tensions: Iterable[Tension], partnership: PartnershipView, contents: _Contents, value: str
) -> list[Room]:
    rooms = {row.id: Room(tension=row, partnership=partnership) for row in tensions}
    if not rooms:
        return []
    for side in contents.sides(value, partnership.me.id):
        if room := rooms.get(side.tension_id):  # not yet there when the tensions were read
            room.sides[side.member_id] = side
    for question in contents.questions(value):
        if room := rooms.get(question.tension_id):
            room.questions.append(question)
    for play_back in contents.play_backs(value):
        if room := rooms.get(play_back.tension_id):
            room.play_backs.append(play_back)
    skipped = any(room.tension.skipped for room in rooms.values())  # type: ignore[attr-defined]
    for skip in contents.skips(value) if skipped else ():
        if room := rooms.get(skip.tension_id):
            room.skips.append(skip)
    return list(rooms.values())


def enter_to_change(*, actor: User, tension_id: str) -> Room:
    """As `enter`, locked, and only while sides can change; raises NotYetError otherwise."""
    room = enter(actor=actor, tension_id=tension_id, lock=True)
    if room.tension.state == TensionState.WITHDRAWN:
        raise NotYetError("This tension has been set aside. Take it up again first.")
    if room.tension.state in SETTLED:
        raise NotYetError(
            "You have an agreement that rests on this. Change the agreement, or open a new tension."
        )
    return room


def my_side(room: Room) -> Side:
    """My side, made when it is missing; the caller holds the transaction."""
    side = room.sides.get(room.me)
    if side is None:
        side = Side(
            organisation=room.partnership.organisation, tension=room.tension, member_id=room.me
        )
        side.save(force_insert=True)
        room.sides[room.me] = side
    return side


def touch(room: Room, *fields: str) -> None:
    """Save the tension with the moment of a change that all partners can see."""
    room.tension.changed_at = timezone.now()
    room.tension.save(update_fields=["changed_at", *fields])

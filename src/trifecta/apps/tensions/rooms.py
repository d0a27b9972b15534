"""A tension with the people in it, as services and selectors load it: access first, then the facts."""

from __future__ import annotations

from dataclasses import dataclass, field

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnership_for
from trifecta.apps.tensions.models import GateSkip, PlayBack, Question, Side, Tension, TensionState
from trifecta.domain.errors import NotFoundError, NotYetError
from trifecta.domain.tensions.gate import (
    Asked,
    Gate,
    GateFacts,
    PlayedBack,
    QuestionState,
    gate_of,
)


@dataclass(slots=True, kw_only=True)
class Room:
    """A tension that the actor is let into; `partnership.me` is the actor's membership."""

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
    def facts(self) -> GateFacts:
        members = tuple(member.id for member in self.partnership.members)
        return GateFacts(
            members=members,
            shared=frozenset(
                member for member, side in self.sides.items() if side.shared_at is not None
            ),
            questions=tuple(
                Asked(asker=q.asker_id, addressee=q.addressee_id, state=question_state(q))
                for q in self.questions
            ),
            play_backs=tuple(
                PlayedBack(
                    speaker=p.speaker_id,
                    about=p.about_id,
                    verdict=p.verdict,  # type: ignore[arg-type]
                    edition=p.edition,
                )
                for p in self.play_backs
            ),
            editions={member: side.edition for member, side in self.sides.items()},
            skipped_by=tuple(skip.member_id for skip in self.skips),
        )

    @property
    def gate(self) -> Gate:
        return gate_of(self.facts)

    def shared(self, member_id: str) -> bool:
        side = self.sides.get(member_id)
        return side is not None and side.shared_at is not None

    def counterpart(self, member_id: str) -> str:
        """The id of an active counterpart; raises NotFoundError."""
        if member_id not in {member.id for member in self.partnership.counterparts}:
            raise NotFoundError
        return member_id


def question_state(question: Question) -> QuestionState:
    if question.declined_at is not None:
        return "declined"
    return "answered" if question.answered_at is not None else "open"


def enter(*, actor: User, tension_id: str, lock: bool = False) -> Room:
    """The tension and all that the gate depends on; raises NotFoundError for anybody outside.

    With `lock` the tension's row is held until the transaction ends, so that what is decided stays true.
    """
    rows = Tension.objects.select_for_update() if lock else Tension.objects.all()
    tension = rows.filter(id=tension_id).first()
    if tension is None:
        raise NotFoundError
    partnership = partnership_for(actor=actor, partnership_id=tension.partnership_id)
    return Room(
        tension=tension,
        partnership=partnership,
        sides={side.member_id: side for side in Side.objects.filter(tension=tension)},
        questions=list(Question.objects.filter(tension=tension)),
        play_backs=list(PlayBack.objects.filter(tension=tension)),
        skips=list(GateSkip.objects.filter(tension=tension).order_by("created_at")),
    )


def enter_to_change(*, actor: User, tension_id: str) -> Room:
    """As `enter`, locked, and only while something can still change; raises NotYetError otherwise."""
    room = enter(actor=actor, tension_id=tension_id, lock=True)
    if room.tension.state == TensionState.WITHDRAWN:
        raise NotYetError("This tension was withdrawn. Take it up again first.")
    return room

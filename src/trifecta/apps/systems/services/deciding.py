"""Deciding from a model, looking back at what was decided, and letting it go."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, account_by_id
from trifecta.apps.records.audit import record
from trifecta.apps.systems.models import Decision, DecisionState
from trifecta.apps.systems.selectors.rooms import (
    ModelRoom,
    enter,
    enter_decision,
    latest_version,
)
from trifecta.domain.errors import ConflictError, NotYetError
from trifecta.domain.systems.decisions import (
    DecisionWords,
    ReviewWords,
    clean_decision,
    clean_review,
)


@transaction.atomic
def decide(*, actor: User, model_id: str, words: DecisionWords) -> Decision:
    """What all will do about what the model says; one at a time.

    Raises ConflictError while another one runs, InvalidError for what is missing.
    """
    room = enter(actor=actor, model_id=model_id, lock=True)
    if Decision.objects.filter(model=room.model, state=DecisionState.RUNNING).exists():
        raise ConflictError(
            "You have decided something from this model already. Look back at that one, or let it "
            "go, before the next."
        )
    members = frozenset(member.id for member in room.partnership.members)
    said = clean_decision(words, members=members, today=timezone.localdate())
    row = Decision(
        organisation=room.partnership.organisation,
        model=room.model,
        version=latest_version(room.model).number,
        what=said.what,
        expected=said.expected,
        owner_id=said.owner,
        due=said.due,
        review_on=said.review_on,
        decided_by_id=room.me,
    )
    row.save(force_insert=True)
    _tell_others(room, row, "has written down what you decided from a model", news="decided")
    _record(actor, room, row, "decided")
    return row


@transaction.atomic
def review_decision(*, actor: User, decision_id: str, words: ReviewWords) -> Decision:
    """Whether it was done and the data changed as expected; from the day of the action on.

    Raises NotYetError before, ConflictError for one that is over.
    """
    room, row = _running_one(actor, decision_id)
    if timezone.localdate() < row.due:
        raise NotYetError(
            "The day of the action has not come yet, so the data cannot say anything."
        )
    said = clean_review(words)
    row.state = DecisionState.REVIEWED
    row.done, row.outcome, row.learnt = said.done, said.outcome, said.learnt or None
    _end(room, row)
    _tell_others(room, row, "has looked back at what you decided from a model", news="reviewed")
    _record(actor, room, row, "reviewed", reason=said.outcome)
    return row


@transaction.atomic
def let_go(*, actor: User, decision_id: str) -> Decision:
    """Say that it is not to be done any more; it does not count as a decision then."""
    room, row = _running_one(actor, decision_id)
    row.state = DecisionState.LET_GO
    _end(room, row)
    _tell_others(room, row, "has let go of what you decided from a model", news="let_go")
    _record(actor, room, row, "let_go")
    return row


def _end(room: ModelRoom, row: Decision) -> None:
    row.ended_at, row.ended_by_id = timezone.now(), room.me
    row.save()


def _running_one(actor: User, decision_id: str) -> tuple[ModelRoom, Decision]:
    room, row = enter_decision(actor=actor, decision_id=decision_id, lock=True)
    if row.state != DecisionState.RUNNING:
        raise ConflictError("This is over already. What was said of it stays.")
    return room, row


def _tell_others(room: ModelRoom, row: Decision, what: str, *, news: str) -> None:
    me = room.partnership.me.name
    for member in room.partnership.counterparts:
        tell(
            member,
            key=f"system decision:{news}:{row.id}:{member.id}",
            message=Message(
                subject=f"{room.partnership.name}: a model and what comes of it",
                body=f"{me} {what}, in {room.partnership.name}.",
                path=reverse("systems:decision", args=[row.id]),
                waits=False,
            ),
        )


def tell(member: MemberView, *, key: str, message: Message) -> bool:
    """Queue `message` to an active member once a `key`; returns whether there is somebody."""
    recipient = account_by_id(user_id=member.user_id)
    if recipient is None:
        return False
    queue(recipient=recipient, key=key, message=message)
    return True


def _record(actor: User, room: ModelRoom, row: Decision, what: str, *, reason: str = "") -> None:
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action=f"systems.decision_{what}",
        subject=row,
        reason=reason,
    )

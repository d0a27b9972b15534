"""How much each of one's needs counts: put in order, compared or given points, then sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import EarlierWeights, Side, Statement, WeightsDraft
from trifecta.apps.tensions.news import tell_others
from trifecta.apps.tensions.rooms import Room, enter_to_change, my_side, touch
from trifecta.apps.tensions.services.own import my_statements
from trifecta.domain.access import Visibility
from trifecta.domain.errors import ConflictError, NotYetError
from trifecta.domain.tensions.best_worst import Choice
from trifecta.domain.tensions.statements import Kind
from trifecta.domain.tensions.weighing import (
    Weighing,
    chosen,
    compared,
    pointed,
    ranked,
    weighing_from,
)
from trifecta.domain.tensions.weights import completed, count_the_same


@transaction.atomic
def rank_needs(*, actor: User, tension_id: str, order: Sequence[str]) -> None:
    """Keep for myself in which order my needs (statement ids) count; it is no weight yet."""
    _keep(actor, tension_id, lambda needs: ranked(order, needs=needs))


@transaction.atomic
def compare_needs(
    *, actor: User, tension_id: str, order: Sequence[str], beside: Mapping[str, int]
) -> None:
    """Keep for myself how much each need counts beside the first one's 100."""
    _keep(actor, tension_id, lambda needs: compared(order=order, beside=beside, needs=needs))


@transaction.atomic
def give_points(*, actor: User, tension_id: str, points: Mapping[str, int]) -> None:
    """Keep for myself a hundred points over my needs, by statement id."""
    _keep(actor, tension_id, lambda needs: pointed(points, needs=needs))


@transaction.atomic
def choose_needs(*, actor: User, tension_id: str, choices: Sequence[Choice]) -> None:
    """Keep for myself what best–worst choices make of the weights I have sealed."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    if my_side(room).weights_sealed_at is None:
        raise NotYetError("First put your needs in order, say how far apart they are, and seal it.")
    before = completed({need.id: need.weight for need in counted_needs(room)})
    _keep(actor, tension_id, lambda _: chosen(choices, before=before))


@transaction.atomic
def drop_weights_draft(*, actor: User, tension_id: str) -> None:
    """Forget what I have not sealed; what I had sealed before goes on counting."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    row = _draft(room)
    if row is not None:
        _record(actor, room, "tensions.weights_draft_dropped", row)
        row.delete()


@transaction.atomic
def seal_weights(*, actor: User, tension_id: str, version: int) -> None:
    """Let what I have said of my needs count; `version` is that of the draft I have read (0: none).

    What counted before is kept for me with its time. Sealing the same again changes nothing. Raises
    ConflictError where the draft or the needs are others by now, and NotYetError without one.
    """
    room = enter_to_change(actor=actor, tension_id=tension_id)
    needs, side, draft = counted_needs(room), my_side(room), _draft(room)
    if draft is None and side.weights_sealed_at and version == 0:
        return
    shares = _shares(needs, draft, version)
    before = {need.id: need.weight for need in needs}
    if draft is not None:
        draft.delete()
    known = {key: weight for key, weight in before.items() if weight is not None}
    if side.weights_sealed_at and count_the_same(known, shares):
        return
    if side.weights_sealed_at:
        _keep_earlier(room, side.weights_sealed_at)
    for need in needs:
        need.weight = shares[need.id]
        need.save(update_fields=["weight"])
    _seal(room, side)
    _record(actor, room, "tensions.weights_sealed", side)


def counted_needs(room: Room) -> list[Statement]:
    """My needs that plans are made from: all but those that I keep to myself."""
    rows = my_statements(room, kind=Kind.NEED).exclude(visibility=Visibility.PRIVATE)
    return list(rows)


def _keep(actor: User, tension_id: str, said: Callable[[list[str]], Weighing]) -> None:
    room = enter_to_change(actor=actor, tension_id=tension_id)
    weighing = said([need.id for need in counted_needs(room)])
    row = _draft(room) or WeightsDraft(
        organisation=room.partnership.organisation,
        tension=room.tension,
        member_id=room.me,
        version=0,
    )
    row.said, row.version = weighing.as_data, row.version + 1
    row.save()
    _record(actor, room, "tensions.needs_weighed", row)


def _draft(room: Room) -> WeightsDraft | None:
    rows = WeightsDraft.objects.select_for_update()
    return rows.filter(tension=room.tension, member_id=room.me).first()


def _shares(needs: list[Statement], draft: WeightsDraft | None, version: int) -> dict[str, float]:
    if not needs:
        raise NotYetError("First write what you need, so that plans can be made from it.")
    if version != (draft.version if draft else 0):
        raise ConflictError(
            "You have changed this in another place since you opened this page. Look at what "
            "stands here now, then seal it."
        )
    if len(needs) == 1:
        return {needs[0].id: 1.0}
    if draft is None:
        raise NotYetError("First put your needs in order, and say how far apart they are.")
    weighing = weighing_from(draft.said)
    if not weighing.fits([need.id for need in needs]):
        raise ConflictError("Your needs have changed since. Put the ones you have now in order.")
    return weighing.shares()


def _keep_earlier(room: Room, sealed_at: datetime) -> None:
    """All that counted, needs that were removed since included while they are still there."""
    mine = Statement.objects.filter(tension=room.tension, member_id=room.me, kind=Kind.NEED)
    kept = EarlierWeights.objects.filter(tension=room.tension, member_id=room.me)
    EarlierWeights(
        organisation=room.partnership.organisation,
        tension=room.tension,
        member_id=room.me,
        version=kept.count() + 1,
        sealed_at=sealed_at,
        shares={row.id: row.weight for row in mine if row.weight is not None},
    ).save(force_insert=True)


def _seal(room: Room, side: Side) -> None:
    """From now on the others may know that I have sealed, if they know of my side at all."""
    waited = room.me in room.facts.unsealed
    side.weights_sealed_at = timezone.now()
    side.weights_first_sealed_at = side.weights_first_sealed_at or side.weights_sealed_at
    side.save(update_fields=["weights_sealed_at", "weights_first_sealed_at"])
    if not room.shared(room.me):
        return
    if waited or not room.facts.unsealed:
        touch(room)
    if waited and not room.facts.unsealed:
        tell_others(room, what="sealed")


def _record(actor: User, room: Room, action: str, subject: models.Model) -> None:
    record(actor=actor, organisation=room.partnership.organisation, action=action, subject=subject)

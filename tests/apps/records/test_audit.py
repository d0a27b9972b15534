"""The audit trail: every tampering shows."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from tests.personas import World, make_world

from trifecta.apps.people.partnerships import write_success
from trifecta.apps.records import audit
from trifecta.apps.records.models import AuditEvent, AuditHead

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def test_an_untouched_trail_verifies(world: World) -> None:
    found = audit.verify()
    assert found.problems == ()
    assert found.events == AuditEvent.objects.count() > 5


def test_one_change_makes_one_event_with_its_actor(world: World) -> None:
    before = AuditEvent.objects.count()
    write_success(
        actor=world.alice, partnership_id=world.partnership.id, success="Fifty by January"
    )
    event = AuditEvent.objects.order_by("-at").first()
    assert event is not None
    assert AuditEvent.objects.count() == before + 1
    assert (event.actor_id, event.action) == (world.alice.id, "people.success_written")


def test_the_trail_never_holds_what_was_written(world: World) -> None:
    write_success(
        actor=world.alice, partnership_id=world.partnership.id, success="Fifty by January"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_auditevent")
        assert "Fifty" not in repr(cursor.fetchall())


def test_an_altered_event_shows(world: World) -> None:
    event = AuditEvent.objects.order_by("seq")[2]
    AuditEvent.objects.filter(id=event.id).update(actor_id=world.mallory.id)
    assert any("was altered" in problem for problem in audit.verify().problems)


def test_a_removed_event_shows(world: World) -> None:
    chain = world.organisation.id
    AuditEvent.objects.filter(chain=chain, seq=3).delete()
    assert any("event 3 is missing" in problem for problem in audit.verify().problems)


def test_cutting_off_the_end_shows_even_when_the_stored_head_is_moved_back(world: World) -> None:
    chain = world.organisation.id
    last = AuditEvent.objects.filter(chain=chain).latest("seq")
    AuditEvent.objects.filter(id=last.id).delete()
    AuditHead.objects.filter(chain=chain).update(seq=last.seq - 1, digest=last.previous)
    assert any("were removed" in problem for problem in audit.verify().problems)


def test_a_change_that_fails_leaves_no_event(world: World) -> None:
    before = AuditEvent.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write_success(actor=world.alice, partnership_id=world.partnership.id, success="x")
        _ = 1 / 0
    assert AuditEvent.objects.count() == before
    assert audit.verify().problems == ()


def test_an_event_outside_a_transaction_is_refused(world: World) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        audit.record(
            actor=world.alice,
            organisation=world.organisation,
            action="people.nothing",
            subject=world.partnership,
        )

"""Sealed columns: unreadable at rest, bound to their place, impossible to query."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.personas import World, make_world

from trifecta.apps.people.models import Partnership
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.apps.records import keys
from trifecta.apps.records.keys import UnreadableError
from trifecta.apps.records.models import DataKey

SECRET = "fifty experiments done by January"


@pytest.fixture
def sealed_row(world: World) -> Partnership:
    row = world.partnership
    row.success = SECRET
    row.save()
    return row


def stored(row: Partnership) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT success FROM people_partnership WHERE id = %s", [row.id])
        return bytes(cursor.fetchone()[0])


def overwrite(row: Partnership, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_partnership SET success = %s WHERE id = %s", [value, row.id])


def test_the_database_never_holds_the_words(sealed_row: Partnership) -> None:
    assert SECRET.encode() not in stored(sealed_row)
    assert Partnership.objects.get(id=sealed_row.id).success == SECRET


def test_the_same_words_are_stored_differently_each_time(sealed_row: Partnership) -> None:
    before = stored(sealed_row)
    sealed_row.save()
    assert stored(sealed_row) != before


def test_a_value_moved_to_another_row_does_not_open(world: World, sealed_row: Partnership) -> None:
    other = create_partnership(
        actor=world.alice,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Payments", team="Payments", my_role="em"),
    )
    overwrite(other, stored(sealed_row))
    with pytest.raises(UnreadableError):
        _ = Partnership.objects.get(id=other.id).success


def test_an_altered_value_does_not_open(sealed_row: Partnership) -> None:
    value = bytearray(stored(sealed_row))
    value[-1] ^= 1
    overwrite(sealed_row, bytes(value))
    with pytest.raises(UnreadableError):
        _ = Partnership.objects.get(id=sealed_row.id).success


def test_another_master_key_opens_nothing(sealed_row: Partnership, settings: object) -> None:
    settings.TRIFECTA_MASTER_KEY = "b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgISE="  # type: ignore[attr-defined]
    keys.forget_keys()
    with pytest.raises(UnreadableError):
        _ = Partnership.objects.get(id=sealed_row.id).success


def test_without_the_data_key_everything_of_the_organisation_is_gone(
    sealed_row: Partnership,
) -> None:
    DataKey.objects.filter(organisation_id=sealed_row.organisation_id).delete()
    keys.forget_keys()
    with pytest.raises(UnreadableError):
        _ = Partnership.objects.get(id=sealed_row.id).success


def test_a_query_cannot_write_it(sealed_row: Partnership) -> None:
    with pytest.raises(TypeError, match="sealed"):
        Partnership.objects.filter(id=sealed_row.id).update(success="in the clear")


def test_a_query_cannot_search_it(sealed_row: Partnership) -> None:
    with pytest.raises(FieldError):
        Partnership.objects.filter(success=SECRET).exists()


def test_saving_another_column_leaves_the_sealed_one_as_it_was(sealed_row: Partnership) -> None:
    row = Partnership.objects.get(id=sealed_row.id)
    before = stored(row)
    row.in_conflict = True
    row.save()
    assert stored(row) == before


def test_an_empty_value_is_told_apart_from_none(sealed_row: Partnership) -> None:
    sealed_row.success = ""
    sealed_row.save()
    assert Partnership.objects.get(id=sealed_row.id).success == ""
    sealed_row.success = None
    sealed_row.save()
    assert Partnership.objects.get(id=sealed_row.id).success is None


@pytest.mark.django_db(transaction=True)
def test_a_key_made_in_a_transaction_that_fails_seals_nothing_afterwards() -> None:
    world = make_world()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        world.partnership.success = "never kept"
        world.partnership.save()
        _ = 1 / 0
    world.partnership.success = SECRET
    world.partnership.save()
    keys.forget_keys()
    assert Partnership.objects.get(id=world.partnership.id).success == SECRET


def keys_asked_for(captured: CaptureQueriesContext) -> int:
    return sum("records_datakey" in one["sql"] for one in captured.captured_queries)


@pytest.mark.django_db(transaction=True)
def test_many_values_ask_for_the_key_once_also_where_it_was_made_with_them() -> None:
    world = make_world()
    DataKey.objects.all().delete()
    keys.forget_keys()
    with CaptureQueriesContext(connection) as made, transaction.atomic():
        for number in range(20):
            world.partnership.success = f"number {number}"
            world.partnership.save()
    keys.forget_keys()
    with CaptureQueriesContext(connection) as found, transaction.atomic():
        for number in range(20):
            world.partnership.success = f"number {number}"
            world.partnership.save()

    assert keys_asked_for(made) <= 3  # looked for, made, and read
    assert keys_asked_for(found) <= 2


@pytest.mark.django_db(transaction=True)
def test_a_key_made_in_a_part_that_fails_seals_nothing_in_the_rest() -> None:
    world = make_world()
    DataKey.objects.all().delete()
    keys.forget_keys()
    with transaction.atomic():
        transaction.on_commit(lambda: None)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            world.partnership.success = "never kept"
            world.partnership.save()
            _ = 1 / 0
        world.partnership.success = SECRET
        world.partnership.save()
    keys.forget_keys()

    assert Partnership.objects.get(id=world.partnership.id).success == SECRET
    assert DataKey.objects.count() == 1

"""A story's clock dates what services do, and only within its block and its thread."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from tests.personas import account

from trifecta.apps.demo.clock import telling
from trifecta.apps.people.services import create_organisation

LAST_WINTER = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)


def test_within_the_block_it_is_the_time_of_the_story() -> None:
    with telling(LAST_WINTER):
        assert abs(timezone.now() - LAST_WINTER) < timedelta(seconds=1)
        assert timezone.localdate() == LAST_WINTER.date()
    assert timezone.now() > LAST_WINTER


def test_afterwards_it_is_today_even_when_the_story_breaks_off() -> None:
    with pytest.raises(RuntimeError), telling(LAST_WINTER):
        raise RuntimeError
    assert timezone.now() > LAST_WINTER + timedelta(days=1)


def test_time_goes_on_at_every_look_so_that_order_is_kept() -> None:
    with telling(LAST_WINTER):
        looks = [timezone.now() for _ in range(5)]

    assert looks == sorted(set(looks))


def test_a_story_does_not_run_backwards() -> None:
    with telling(LAST_WINTER) as clock:
        clock.move_to(LAST_WINTER + timedelta(days=1))
        with pytest.raises(ValueError, match="is before"):
            clock.move_to(LAST_WINTER)


def test_another_thread_keeps_the_real_time() -> None:
    seen: list[datetime] = []
    with telling(LAST_WINTER):
        thread = threading.Thread(target=lambda: seen.append(timezone.now()))
        thread.start()
        thread.join()

    assert seen[0] > LAST_WINTER + timedelta(days=1)


@pytest.mark.django_db
def test_what_a_service_writes_is_dated_in_the_story_with_its_audit_row() -> None:
    with telling(LAST_WINTER):
        organisation = create_organisation(actor=account("Robin"), name="Larkspur")

    assert organisation.created_at.date() == LAST_WINTER.date()


@pytest.mark.django_db
def test_afterwards_services_date_by_the_real_clock_again() -> None:
    with telling(LAST_WINTER):
        robin = account("Robin")

    organisation = create_organisation(actor=robin, name="Larkspur")

    assert organisation.created_at > LAST_WINTER + timedelta(days=1)

"""Drafts that several tabs write: no write is lost, and a draft that is gone stays gone."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from trifecta.apps.situations.models import Draft
from trifecta.apps.situations.selectors import draft_of
from trifecta.apps.situations.services import (
    change_draft,
    forget_draft,
    new_draft,
    touch_draft,
)
from trifecta.domain.errors import InvalidError, NotFoundError
from trifecta.domain.situations.sheets.preparing import IDLE, Preparation, Written

PREPARATION = Preparation(written=Written(text="My PM never asks us."))


def held(draft_id: str) -> Preparation:
    found = draft_of(draft_id=draft_id)
    assert found is not None
    return found.preparation


def with_part(now: Preparation, name: str) -> tuple[Preparation, str]:
    return replace(now, sheet={**now.sheet, name: name}), name


@pytest.mark.django_db(transaction=True)
def test_of_many_writes_at_once_none_is_lost() -> None:
    draft_id, barrier, told = new_draft(preparation=PREPARATION), threading.Barrier(4), []

    def fill(name: str) -> None:
        barrier.wait()
        told.append(change_draft(draft_id=draft_id, change=lambda now: with_part(now, name)))
        connection.close()

    names = ["ask", "need", "my_limits", "opening"]
    threads = [threading.Thread(target=fill, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dict(held(draft_id).sheet) == {name: name for name in names}
    assert sorted(told) == sorted(names)


@pytest.mark.django_db
def test_a_draft_that_is_gone_is_not_made_again() -> None:
    draft_id = new_draft(preparation=PREPARATION)
    forget_draft(draft_id=draft_id)
    with pytest.raises(NotFoundError):
        change_draft(draft_id=draft_id, change=lambda now: with_part(now, "need"))
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_nor_is_one_that_was_idle_for_too_long() -> None:
    draft_id = new_draft(preparation=PREPARATION)
    Draft.objects.update(touched_at=timezone.now() - IDLE)
    with pytest.raises(NotFoundError):
        change_draft(draft_id=draft_id, change=lambda now: with_part(now, "need"))


@pytest.mark.django_db
def test_a_change_that_is_refused_changes_nothing() -> None:
    draft_id = new_draft(preparation=PREPARATION)

    def refuse(now: Preparation) -> tuple[Preparation, str]:
        raise InvalidError("Too long.")

    with pytest.raises(InvalidError):
        change_draft(draft_id=draft_id, change=refuse)
    assert held(draft_id) == PREPARATION


@pytest.mark.django_db
def test_it_is_forgotten_only_as_it_was_where_that_is_asked_for() -> None:
    draft_id = new_draft(preparation=PREPARATION)
    change_draft(draft_id=draft_id, change=lambda now: with_part(now, "need"))
    assert not forget_draft(draft_id=draft_id, only=PREPARATION)
    assert forget_draft(draft_id=draft_id, only=held(draft_id))
    assert not Draft.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "is_noted"), [(0, False), (2, True)])
def test_that_somebody_looked_is_noted_once_a_minute(minutes: int, is_noted: bool) -> None:
    draft_id = new_draft(preparation=PREPARATION)
    then = timezone.now() - timedelta(minutes=minutes, seconds=1)
    Draft.objects.update(touched_at=then)
    touch_draft(draft_id=draft_id, touched_at=then)
    assert (Draft.objects.get().touched_at > then) is is_noted

"""The story can be told on any day of the week, though nothing in it happens on a weekend."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from trifecta.apps.demo.services import load_demo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", range(7))
def test_it_can_be_told_on_each_day_of_the_week(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=days))

    assert load_demo()

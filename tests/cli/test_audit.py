"""`trifecta audit verify` tells an untouched trail from one that was changed."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from trifecta.apps.records.models import AuditEvent
from trifecta.cli.main import main

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_untouched_trail_is_confirmed(world: Any) -> None:
    shown = CliRunner().invoke(main, ["audit", "verify"])
    assert shown.exit_code == 0, shown.output
    assert f"{AuditEvent.objects.count()} events" in shown.output
    assert "nothing was altered" in shown.output


def test_an_altered_event_is_found(world: Any) -> None:
    AuditEvent.objects.filter(chain=world.organisation.id, seq=2).update(action="people.nothing")
    shown = CliRunner().invoke(main, ["audit", "verify"])
    assert shown.exit_code == 1
    assert ": event 2 was altered" in shown.output
    assert shown.output.startswith("Chain ")


def test_a_removed_end_is_found(world: Any) -> None:
    AuditEvent.objects.filter(chain=world.organisation.id).latest("seq").delete()
    shown = CliRunner().invoke(main, ["audit", "verify"])
    assert shown.exit_code == 1
    assert "removed" in shown.output

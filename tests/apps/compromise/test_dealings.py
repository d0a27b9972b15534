"""What partnerships did with agreements in a span: what was signed and settled in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from tests.agreeing import KIT, TESTS, active, commitment, navigating, words
from tests.apps.checkins.many import SPRING
from tests.personas import World

from trifecta.apps.checkins.models import ClosedQuarter
from trifecta.apps.checkins.services.closing import Span
from trifecta.apps.compromise.models import Commitment
from trifecta.apps.compromise.selectors.dealings import dealings_in
from trifecta.apps.compromise.services.keeping import Answer, settle_commitment
from trifecta.apps.compromise.services.signing import propose, sign
from trifecta.apps.compromise.services.writing import add_commitment, edit_draft
from trifecta.apps.compromise.ticking import tick
from trifecta.domain.checkins.health import Dealings

pytestmark = pytest.mark.django_db


def around(world: World, moment: datetime | None = None) -> Span:
    """An hour before and after, in the world's organisation."""
    middle = moment or timezone.now()
    hour = timedelta(hours=1)
    return Span(organisation_id=world.organisation.id, starts=middle - hour, ends=middle + hour)


def settle(world: World, agreement_id: str, text: str, state: str) -> None:
    row = next(
        one for one in Commitment.objects.filter(agreement_id=agreement_id) if one.text == text
    )
    settle_commitment(
        actor=world.alice if text == KIT else world.bob,
        commitment_id=row.id,
        answer=Answer(state=state, reason="" if state == "kept" else "It came otherwise."),
    )


def test_what_was_kept_and_what_was_not(world: World) -> None:
    agreement_id = active(world)
    settle(world, agreement_id, KIT, "kept")
    settle(world, agreement_id, TESTS, "not_kept")
    assert dealings_in(around(world)) == {world.partnership.id: Dealings(kept=1, not_kept=1)}


def test_what_was_dropped_or_is_open_is_left_out(world: World) -> None:
    settle(world, active(world), KIT, "dropped")
    assert dealings_in(around(world)) == {}


def test_what_was_settled_at_another_time_or_elsewhere_is_left_out(world: World) -> None:
    settle(world, active(world), KIT, "kept")
    later = around(world, timezone.now() + timedelta(days=1))
    assert dealings_in(later) == {}
    now = around(world)
    elsewhere = Span(organisation_id="somewhere-else", starts=now.starts, ends=now.ends)
    assert dealings_in(elsewhere) == {}


def test_the_days_from_a_tension_to_its_agreement(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement_id = navigating(world)
    later = timezone.now() + timedelta(days=9)
    monkeypatch.setattr(timezone, "now", lambda: later)
    full = replace(words(), disagree="Alice would wait.", change_mind="A second outage.")
    edit_draft(actor=world.alice, agreement_id=agreement_id, words=full)
    for user in (world.alice, world.bob):
        add_commitment(
            actor=user, agreement_id=agreement_id, words=commitment(world, user, "Report")
        )
    propose(actor=world.alice, agreement_id=agreement_id)
    for user in (world.alice, world.bob):
        sign(actor=user, agreement_id=agreement_id, version=1)
    assert dealings_in(around(world)) == {world.partnership.id: Dealings(days=(9,))}


def test_the_tick_closes_quarters(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.organisation.created_at = datetime(2026, 4, 2, tzinfo=UTC)
    world.organisation.save()
    closing = datetime(2026, 7, 9, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: closing)
    assert tick()["quarters closed"] == 1
    assert tick()["quarters closed"] == 0
    assert ClosedQuarter.objects.get().quarter == str(SPRING)

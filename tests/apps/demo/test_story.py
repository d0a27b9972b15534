"""The worked example is a believable history, made by the services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests.apps.demo.people_of_it import partnership, person, told

from trifecta.apps.checkins.models import Round
from trifecta.apps.checkins.selectors import journey_facts as checkin_facts
from trifecta.apps.checkins.selectors import trends_of
from trifecta.apps.compromise.selectors import journey_facts as agreement_facts
from trifecta.apps.demo.cast import EVERYBODY, JULES, KIM, NOOR, ROBIN, SASHA
from trifecta.apps.demo.selectors import people_of_the_story
from trifecta.apps.people.selectors import partnerships_of
from trifecta.apps.records.audit import verify
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.tensions.selectors import journey_facts as tension_facts
from trifecta.apps.tensions.selectors import tension_for


@pytest.fixture(scope="module", autouse=True)
def story(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Told once for all tests here, which only read it, and then forgotten."""
    with django_db_blocker.unblock(), transaction.atomic():
        told()
        yield
        transaction.set_rollback(True)


def test_everybody_of_the_cast_can_be_chosen() -> None:
    assert [each.character for each in people_of_the_story()] == list(EVERYBODY)


def test_all_of_it_has_happened_already_in_order_and_on_working_days() -> None:
    moments = list(AuditEvent.objects.order_by("chain", "seq").values_list("chain", "at"))

    assert moments == sorted(moments)
    assert max(at for _, at in moments) < timezone.now()
    assert all(at.weekday() < 5 for _, at in moments)


def test_its_audit_trail_holds_together() -> None:
    assert verify().problems == ()


def test_in_three_check_ins_robin_and_noor_begin_to_understand_each_other() -> None:
    rounds = Round.objects.filter(partnership__name="Growth team", revealed=True)

    view = partnership(ROBIN, "Growth team")
    (pair,) = trends_of(actor=person(ROBIN), partnership_id=view.id).pairs

    assert rounds.count() == 3
    assert pair.understanding.direction == "rising"
    assert pair.agreement.direction == "unclear"


def test_and_yet_each_still_misreads_the_other_which_is_where_the_tension_begins() -> None:
    facts = checkin_facts(actor=person(NOOR), partnership=partnership(NOOR, "Growth team"))

    assert facts.last_diagnosis == "both"


def test_the_tension_waits_for_robin_to_say_what_noor_needs() -> None:
    (of_robin,) = tension_facts(actor=person(ROBIN), partnership=partnership(ROBIN, "Growth team"))
    (of_noor,) = tension_facts(actor=person(NOOR), partnership=partnership(NOOR, "Growth team"))

    assert of_robin.my_turn == "play_back"
    assert of_noor.my_turn == "seal"
    assert not of_robin.gate_open


def test_the_second_partnership_has_a_business_lead_and_a_sealed_check_in() -> None:
    view = partnership(SASHA, "Plans and prices")

    facts = checkin_facts(actor=person(SASHA), partnership=view)
    of_jules = checkin_facts(
        actor=person(JULES), partnership=partnership(JULES, "Plans and prices")
    )

    assert [member.role for member in view.members] == ["em", "pm", "business"]
    assert facts.i_have_submitted
    assert not of_jules.i_have_begun


def test_executives_lead_no_partnership() -> None:
    assert partnerships_of(actor=person(KIM)) == []


def test_the_day_to_look_back_on_the_agreement_has_come() -> None:
    view = partnership(NOOR, "Growth team")

    (facts,) = agreement_facts(actor=person(NOOR), partnership=view)

    assert (facts.state, facts.kept, facts.not_kept, facts.open) == ("active", 4, 1, 1)
    assert facts.review_on is not None
    assert facts.review_on < timezone.localdate()


def test_what_robin_keeps_for_the_plan_finder_is_not_shown_to_noor() -> None:
    (facts,) = tension_facts(actor=person(NOOR), partnership=partnership(NOOR, "Growth team"))

    shown = repr(tension_for(actor=person(NOOR), tension_id=facts.tension_id))

    assert "judged on" in shown
    assert "offer from outside" not in shown

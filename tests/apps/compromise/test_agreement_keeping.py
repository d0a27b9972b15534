"""What became of commitments is said by who made them, looked back at together, and then stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from tests.agreeing import KIT, TESTS, active, proposed, row
from tests.personas import World, join

from trifecta.apps.compromise import selectors
from trifecta.apps.compromise.models import Commitment
from trifecta.apps.compromise.selectors.agreements import AgreementView, agreement_for
from trifecta.apps.compromise.services.agreements import renew_agreement
from trifecta.apps.compromise.services.keeping import (
    Answer,
    add_note,
    finish_look_back,
    settle_commitment,
)
from trifecta.apps.compromise.services.reminding import send_reminders, take_up_signed
from trifecta.apps.compromise.services.signing import propose, sign
from trifecta.apps.compromise.services.writing import start_change
from trifecta.apps.compromise.ticking import tick
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.people.selectors import partnership_for
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

KEPT = Answer(state="kept")
NOT_KEPT = Answer(state="not_kept", reason="The build machines were down for a week.")


def seen(world: World, agreement_id: str) -> AgreementView:
    return agreement_for(actor=world.bob, agreement_id=agreement_id)


def of(world: World, agreement_id: str, text: str) -> str:
    return next(one.id for one in seen(world, agreement_id).commitments if one.text == text)


def on_day(monkeypatch: pytest.MonkeyPatch, days: int) -> datetime:
    """Let the days go by; returns the new now."""
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: later)
    return later


def test_the_owner_says_how_it_went_and_everybody_reads_it(world: World) -> None:
    agreement_id = active(world)
    kit = of(world, agreement_id, KIT)
    settle_commitment(actor=world.alice, commitment_id=kit, answer=NOT_KEPT)
    found = next(one for one in seen(world, agreement_id).commitments if one.id == kit)
    assert (found.state, found.reason) == ("not_kept", NOT_KEPT.reason)
    assert found.settled_by is not None
    assert found.settled_by.name == "Alice"
    assert seen(world, agreement_id).kept_words == "None of two kept, one not kept and one open"


def test_somebody_elses_commitment_is_answered_on_the_day_of_looking_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement_id = active(world)
    kit = of(world, agreement_id, KIT)
    with pytest.raises(InvalidError, match="Alice answers"):
        settle_commitment(actor=world.bob, commitment_id=kit, answer=KEPT)
    on_day(monkeypatch, 40)
    assert settle_commitment(actor=world.bob, commitment_id=kit, answer=KEPT).state == "kept"


@pytest.mark.parametrize("outsider", ["carol", "olga", "pat", "mallory"])
def test_nobody_outside_finds_a_commitment(world: World, outsider: str) -> None:
    kit = of(world, active(world), KIT)
    with pytest.raises(NotFoundError):
        settle_commitment(actor=world.everyone[outsider], commitment_id=kit, answer=KEPT)


def test_an_answer_can_be_put_right_until_you_have_looked_back(world: World) -> None:
    agreement_id = finished(world)
    kit = of(world, agreement_id, KIT)
    with pytest.raises(ConflictError, match="over"):
        settle_commitment(actor=world.alice, commitment_id=kit, answer=NOT_KEPT)


def finished(world: World) -> str:
    agreement_id = active(world)
    for actor, text, answer in ((world.alice, KIT, NOT_KEPT), (world.bob, TESTS, KEPT)):
        settle_commitment(actor=actor, commitment_id=of(world, agreement_id, text), answer=answer)
    settle_commitment(actor=world.alice, commitment_id=of(world, agreement_id, KIT), answer=KEPT)
    finish_look_back(actor=world.alice, agreement_id=agreement_id)
    return agreement_id


def test_looking_back_waits_for_the_day_or_for_every_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement_id = active(world)
    with pytest.raises(NotYetError):
        add_note(actor=world.alice, agreement_id=agreement_id, text="Too early")
    on_day(monkeypatch, 40)
    add_note(actor=world.alice, agreement_id=agreement_id, text="Smaller pieces next time")
    add_note(actor=world.bob, agreement_id=agreement_id, text="Ask sooner")
    add_note(actor=world.bob, agreement_id=agreement_id, text="Ask sooner, and write it down")
    assert [one.text for one in seen(world, agreement_id).notes] == [
        "Smaller pieces next time",
        "Ask sooner, and write it down",
    ]
    with pytest.raises(NotYetError, match="Two commitments have no answer"):
        finish_look_back(actor=world.alice, agreement_id=agreement_id)


def test_a_note_of_100_kb_is_refused_with_what_to_do(world: World) -> None:
    with pytest.raises(InvalidError) as error:
        add_note(actor=world.alice, agreement_id=finished(world), text="x" * 100_000)
    assert error.value.fields == {"text": "Use at most 1000 characters; this has 100000."}


def test_what_was_kept_is_evidence_that_stays(world: World) -> None:
    view = seen(world, finished(world))
    assert (view.state, view.kept_words) == ("reviewed", "Two of two kept")
    assert view.reviewed_by is not None
    assert view.reviewed_by.name == "Alice"


def test_a_new_agreement_from_an_old_one_takes_what_was_not_kept_along(world: World) -> None:
    agreement_id = active(world)
    for actor, text, answer in ((world.alice, KIT, NOT_KEPT), (world.bob, TESTS, KEPT)):
        settle_commitment(actor=actor, commitment_id=of(world, agreement_id, text), answer=answer)
    finish_look_back(actor=world.bob, agreement_id=agreement_id)
    new = renew_agreement(actor=world.alice, agreement_id=agreement_id)
    assert renew_agreement(actor=world.bob, agreement_id=agreement_id).id == new.id
    draft = seen(world, new.id).draft
    assert draft is not None
    assert [(one.text, one.due) for one in draft.commitments] == [(KIT, None)]
    assert seen(world, agreement_id).renewed_by == new.id


def test_an_answer_given_while_a_change_is_signed_is_kept(world: World) -> None:
    agreement_id = active(world)
    kit = of(world, agreement_id, KIT)
    start_change(actor=world.alice, agreement_id=agreement_id)
    propose(actor=world.alice, agreement_id=agreement_id)
    settle_commitment(actor=world.alice, commitment_id=kit, answer=KEPT)
    for user in (world.alice, world.bob):
        sign(actor=user, agreement_id=agreement_id, version=2)
    assert Commitment.objects.get(id=kit).state == "kept"


# ---------------------------------------------------------------- reminders


def reminded() -> list[tuple[str, str]]:
    kinds = ("due_soon:", "due:", "review:", "signature:")
    return sorted(
        (one.key.split(":")[0], one.recipient.name)
        for one in Notice.objects.select_related("recipient")
        if one.key.startswith(kinds)
    )


def test_reminders_are_queued_once_however_often_the_clock_ticks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    active(world)
    assert send_reminders(now=timezone.now()) == 0
    day = timezone.now() + timedelta(days=14)
    assert send_reminders(now=day) == 2
    assert send_reminders(now=day + timedelta(hours=3)) == 0
    assert reminded() == [("due", "Alice"), ("due", "Bob")]
    monkeypatch.setattr(timezone, "now", lambda: day + timedelta(days=26))
    assert tick()["reminders of agreements queued"] == 2
    assert tick()["reminders of agreements queued"] == 0
    assert reminded()[2:] == [("review", "Alice"), ("review", "Bob")]


def test_what_has_an_answer_is_not_recalled(world: World) -> None:
    agreement_id = active(world)
    settle_commitment(actor=world.alice, commitment_id=of(world, agreement_id, KIT), answer=KEPT)
    send_reminders(now=timezone.now() + timedelta(days=14))
    assert reminded() == [("due", "Bob")]


def test_a_signature_is_asked_for_once_more_of_the_one_whose_it_is(world: World) -> None:
    agreement_id = proposed(world)
    sign(actor=world.alice, agreement_id=agreement_id, version=1)
    for days in (1, 2, 9):
        send_reminders(now=timezone.now() + timedelta(days=days))
    assert reminded() == [("signature", "Bob")]


def test_reminders_say_nothing_of_what_was_written(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    active(world)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        send_reminders(now=timezone.now() + timedelta(days=13))
    assert len(mail.outbox) == 2
    assert not any(KIT in f"{one.subject}{one.body}" for one in mail.outbox)


def test_words_only_a_leaver_had_not_signed_come_into_force(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    agreement_id = proposed(world)
    for user in (world.alice, world.bob):
        sign(actor=user, agreement_id=agreement_id, version=1)
    assert take_up_signed(now=timezone.now()) == 0
    leave_partnership(actor=world.carol, partnership_id=world.partnership.id)
    assert take_up_signed(now=timezone.now()) == 1
    assert take_up_signed(now=timezone.now()) == 0
    assert row(agreement_id).state == "active"


def test_a_quiet_day_asks_the_database_little(
    world: World, django_assert_max_num_queries: Any
) -> None:
    active(world)
    with django_assert_max_num_queries(3):
        tick()


# ---------------------------------------------------------------- for the partnership's page


def facts(world: World, actor: User) -> Any:
    partnership = partnership_for(actor=actor, partnership_id=world.partnership.id)
    return selectors.journey_facts(actor=actor, partnership=partnership)


def test_facts_say_what_waits_for_the_reader(world: World) -> None:
    agreement_id = proposed(world)
    sign(actor=world.alice, agreement_id=agreement_id, version=1)
    assert [one.my_signature_missing for one in facts(world, world.alice)] == [False]
    assert [one.my_signature_missing for one in facts(world, world.bob)] == [True]


def test_facts_count_what_became_of_commitments(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement_id = active(world)
    settle_commitment(
        actor=world.alice, commitment_id=of(world, agreement_id, KIT), answer=NOT_KEPT
    )
    on_day(monkeypatch, 20)
    found = facts(world, world.bob)[0]
    assert (found.state, found.kept, found.not_kept, found.open) == ("active", 0, 1, 1)
    assert found.overdue == 1
    assert isinstance(found.review_on, date)


def test_history_tells_who_proposed_signed_and_looked_back(world: World) -> None:
    finished(world)
    partnership = partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    entries = selectors.history(actor=world.bob, partnership=partnership)
    told = [one.before for one in sorted(entries, key=lambda one: one.at)]
    assert told == ["Alice proposed", "You both signed", "Alice finished looking back at"]
    with pytest.raises(NotFoundError):
        selectors.history(actor=world.carol, partnership=partnership)


def test_reading_takes_as_many_queries_for_ten_agreements_as_for_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        active(world)
    partnership = partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    with django_assert_max_num_queries(4):
        selectors.journey_facts(actor=world.bob, partnership=partnership)

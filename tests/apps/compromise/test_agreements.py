"""Agreements: written together, in force when all have signed, changed only by all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from tests import agreeing
from tests.agreeing import KIT, TESTS, TITLE, active, commitment, drafted, proposed, row, words
from tests.personas import World, join

from trifecta.apps.compromise.models import Agreement, Commitment, Signature
from trifecta.apps.compromise.selectors.agreements import (
    AgreementView,
    agreement_for,
    calendar_for,
)
from trifecta.apps.compromise.services.agreements import (
    draft_agreement,
    draft_from_proposal,
    draft_navigation,
    renew_agreement,
)
from trifecta.apps.compromise.services.signing import (
    decline,
    propose,
    propose_ending,
    sign,
    withdraw_signature,
)
from trifecta.apps.compromise.services.writing import (
    add_commitment,
    change_commitment,
    discard_draft,
    edit_draft,
    remove_commitment,
    set_change_aside,
    start_change,
)
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.tensions.selectors import gate_for
from trifecta.apps.tensions.services import open_tension
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError


def seen(world: World, agreement_id: str) -> AgreementView:
    return agreement_for(actor=world.bob, agreement_id=agreement_id)


# ---------------------------------------------------------------- writing


def test_all_members_read_and_write_the_draft(world: World) -> None:
    agreement_id = drafted(world)
    add_commitment(
        actor=world.bob, agreement_id=agreement_id, words=commitment(world, world.bob, "A third")
    )
    draft = seen(world, agreement_id).draft
    assert draft is not None
    assert [one.text for one in draft.commitments] == [KIT, TESTS, "A third"]
    assert draft.lacking == ()


@pytest.mark.parametrize("outsider", ["carol", "oscar", "olga", "pat", "mallory"])
def test_nobody_else_finds_an_agreement_whatever_their_role(world: World, outsider: str) -> None:
    actor, agreement_id = world.everyone[outsider], active(world)
    kept = Commitment.objects.first()
    assert kept is not None
    for act in (
        lambda: agreement_for(actor=actor, agreement_id=agreement_id),
        lambda: calendar_for(actor=actor, agreement_id=agreement_id),
        lambda: sign(actor=actor, agreement_id=agreement_id, version=1),
        lambda: start_change(actor=actor, agreement_id=agreement_id),
        lambda: draft_agreement(actor=actor, partnership_id=world.partnership.id, title="Mine"),
    ):
        with pytest.raises(NotFoundError):
            act()


def test_somebody_alone_cannot_agree_with_themselves(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    with pytest.raises(NotYetError, match="Invite"):
        draft_agreement(actor=world.alice, partnership_id=world.partnership.id, title="Alone")


def test_words_somebody_else_has_changed_are_not_overwritten(world: World) -> None:
    agreement_id = drafted(world)
    draft = seen(world, agreement_id).draft
    assert draft is not None
    change = {"agreement_id": agreement_id, "read": draft.mark}
    edit_draft(actor=world.alice, words=words(title="Kit, then tests"), **change)
    with pytest.raises(ConflictError, match="Somebody has changed"):
        edit_draft(actor=world.bob, words=words(title="Fifty tests"), **change)
    assert seen(world, agreement_id).title == "Kit, then tests"


def test_a_commitment_somebody_else_has_changed_is_not_overwritten(world: World) -> None:
    agreement_id = drafted(world)
    draft = seen(world, agreement_id).draft
    assert draft is not None
    first = draft.commitments[0]
    change = {"agreement_id": agreement_id, "commitment_id": first.id, "read": first.mark}
    change_commitment(actor=world.alice, words=commitment(world, world.bob), **change)
    with pytest.raises(ConflictError, match="Somebody has changed"):
        change_commitment(actor=world.bob, words=commitment(world, world.bob, "Else"), **change)
    remove_commitment(actor=world.alice, agreement_id=agreement_id, commitment_id=first.id)
    with pytest.raises(ConflictError, match="taken this commitment out"):
        change_commitment(actor=world.bob, words=commitment(world, world.bob, "Else"), **change)


def test_a_draft_that_was_never_proposed_can_be_removed(world: World) -> None:
    discard_draft(actor=world.bob, agreement_id=drafted(world))
    assert not Agreement.objects.exists()
    kept = proposed(world)
    with pytest.raises(ConflictError):
        discard_draft(actor=world.bob, agreement_id=kept)


def test_what_is_missing_is_said_before_it_is_proposed(world: World) -> None:
    new = draft_agreement(actor=world.alice, partnership_id=world.partnership.id, title=TITLE)
    with pytest.raises(InvalidError, match="Write at least one commitment"):
        propose(actor=world.alice, agreement_id=new.id)


def test_words_are_sealed_in_the_database(world: World) -> None:
    agreement_id = active(world)
    version = row(agreement_id).versions.get()
    kept: Any = type(version).objects.filter(id=version.id)
    raw = kept.values_list("terms", flat=True).get()
    assert KIT.encode() not in raw
    promised: Any = Commitment.objects.filter(agreement=agreement_id)
    text = promised.values_list("text", flat=True)
    assert all(KIT.encode() not in one for one in text)


# ---------------------------------------------------------------- signing


def test_it_is_in_force_with_the_last_signature(world: World) -> None:
    agreement_id = proposed(world)
    assert not sign(actor=world.alice, agreement_id=agreement_id, version=1)
    assert row(agreement_id).state == "proposed"
    assert not Commitment.objects.exists()
    assert sign(actor=world.bob, agreement_id=agreement_id, version=1)
    view = seen(world, agreement_id)
    assert view.state == "active"
    assert [(one.owner.name, one.text) for one in view.commitments if one.owner] == [
        ("Alice", KIT),
        ("Bob", TESTS),
    ]


def test_signing_twice_counts_once(world: World) -> None:
    agreement_id = proposed(world)
    for _ in range(2):
        sign(actor=world.alice, agreement_id=agreement_id, version=1)
    assert row(agreement_id).state == "proposed"
    assert Signature.objects.count() == 1


def test_words_that_changed_since_they_were_read_are_not_signed(world: World) -> None:
    agreement_id = proposed(world)
    start_change(actor=world.bob, agreement_id=agreement_id)
    edit_draft(actor=world.bob, agreement_id=agreement_id, words=words(title="Other words"))
    propose(actor=world.bob, agreement_id=agreement_id)
    with pytest.raises(ConflictError, match="changed since you opened"):
        sign(actor=world.alice, agreement_id=agreement_id, version=1)
    assert not Signature.objects.exists()
    waiting = seen(world, agreement_id).waiting
    assert waiting is not None
    assert [(one.before, one.after) for one in waiting.changes] == [(TITLE, "Other words")]


def test_a_signature_can_be_taken_back_while_another_is_missing(world: World) -> None:
    agreement_id = proposed(world)
    sign(actor=world.alice, agreement_id=agreement_id, version=1)
    withdraw_signature(actor=world.alice, agreement_id=agreement_id)
    sign(actor=world.bob, agreement_id=agreement_id, version=1)
    assert row(agreement_id).state == "proposed"
    sign(actor=world.alice, agreement_id=agreement_id, version=1)
    with pytest.raises(ConflictError):
        withdraw_signature(actor=world.alice, agreement_id=agreement_id)


def test_a_declined_first_version_is_a_draft_again_with_every_word(world: World) -> None:
    agreement_id = proposed(world)
    sign(actor=world.alice, agreement_id=agreement_id, version=1)
    decline(actor=world.bob, agreement_id=agreement_id, version=1, because="Two weeks is too soon")
    view = seen(world, agreement_id)
    assert view.state == "draft"
    assert view.draft is not None
    assert [one.text for one in view.draft.commitments] == [KIT, TESTS]
    assert [one.declined_because for one in view.earlier] == ["Two weeks is too soon"]


def test_everybody_is_told_with_a_calendar_that_says_nothing_of_the_words(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        active(world)
    told = [one for one in mail.outbox if one.attachments]
    assert sorted(one.to[0] for one in told) == ["alice@example.com", "bob@example.com"]
    for message in mail.outbox:
        text = f"{message.subject} {message.body} {message.attachments}"
        assert not any(secret in text for secret in (TITLE, KIT, TESTS, agreeing.SUMMARY))


def test_each_step_is_in_the_audit_without_a_word_of_it(world: World) -> None:
    active(world)
    events = AuditEvent.objects.filter(action__startswith="compromise.").order_by("seq")
    assert [(one.action.removeprefix("compromise.agreement_"), one.reason) for one in events] == [
        ("drafted", "plan"),
        ("words_written", ""),
        ("commitment_written", ""),
        ("commitment_written", ""),
        ("proposed", "version_1"),
        ("signed", "version_1"),
        ("signed", "version_1"),
    ]


# ---------------------------------------------------------------- changing


def changed(world: World, agreement_id: str) -> None:
    """A change in which alice's commitment goes to bob and bob's own goes."""
    start_change(actor=world.alice, agreement_id=agreement_id)
    draft = seen(world, agreement_id).draft
    assert draft is not None
    kit, tests = draft.commitments
    change_commitment(
        actor=world.alice,
        agreement_id=agreement_id,
        commitment_id=kit.id,
        words=commitment(world, world.bob),
    )
    remove_commitment(actor=world.alice, agreement_id=agreement_id, commitment_id=tests.id)
    propose(actor=world.alice, agreement_id=agreement_id, why="Bob has the time")


def test_the_old_words_stay_in_force_until_all_have_signed_the_new_ones(world: World) -> None:
    agreement_id = active(world)
    changed(world, agreement_id)
    sign(actor=world.alice, agreement_id=agreement_id, version=2)
    owners = [one.owner.name for one in seen(world, agreement_id).commitments if one.owner]
    assert owners == ["Alice", "Bob"]
    sign(actor=world.bob, agreement_id=agreement_id, version=2)
    view = seen(world, agreement_id)
    assert [(one.owner.name, one.state) for one in view.commitments if one.owner] == [
        ("Bob", "open"),
        ("Bob", "dropped"),
    ]
    assert [one.state for one in view.earlier] == ["past"]


def test_a_calendar_lets_go_of_what_is_somebody_elses_now(world: World) -> None:
    agreement_id = active(world)
    first = calendar_for(actor=world.alice, agreement_id=agreement_id)
    assert first.count("STATUS:CONFIRMED") == 2
    changed(world, agreement_id)
    for user in (world.alice, world.bob):
        sign(actor=user, agreement_id=agreement_id, version=2)
    second = calendar_for(actor=world.alice, agreement_id=agreement_id)
    assert (second.count("STATUS:CANCELLED"), second.count("SEQUENCE:2")) == (1, 2)


def test_a_declined_change_leaves_what_was_agreed_and_can_still_be_read(world: World) -> None:
    agreement_id = active(world)
    changed(world, agreement_id)
    decline(actor=world.bob, agreement_id=agreement_id, version=2, because="I have no time either")
    view = seen(world, agreement_id)
    assert (view.state, view.waiting, view.draft) == ("active", None, None)
    assert view.earlier[0].declined_because == "I have no time either"
    assert [one.owner.name for one in view.earlier[0].commitments if one.owner] == ["Bob"]


def test_a_change_can_be_set_aside(world: World) -> None:
    agreement_id = active(world)
    start_change(actor=world.alice, agreement_id=agreement_id)
    with pytest.raises(ConflictError):
        start_change(actor=world.bob, agreement_id=agreement_id)
    set_change_aside(actor=world.bob, agreement_id=agreement_id)
    assert seen(world, agreement_id).state == "active"


def test_it_ends_early_when_all_sign_that_and_open_commitments_are_dropped(world: World) -> None:
    agreement_id = active(world)
    propose_ending(actor=world.bob, agreement_id=agreement_id, why="The review is cancelled")
    sign(actor=world.bob, agreement_id=agreement_id, version=2)
    assert row(agreement_id).state == "active"
    sign(actor=world.alice, agreement_id=agreement_id, version=2)
    view = seen(world, agreement_id)
    assert (view.state, view.title) == ("ended", TITLE)
    assert {one.state for one in view.commitments} == {"dropped"}
    with pytest.raises(ConflictError, match="over"):
        start_change(actor=world.alice, agreement_id=agreement_id)


# ---------------------------------------------------------------- people come and go


def test_an_agreement_with_somebody_who_left_stays_in_force_and_says_so(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    agreement_id = proposed(world)
    for user in (world.alice, world.bob, world.carol):
        sign(actor=user, agreement_id=agreement_id, version=1)
    leave_partnership(actor=world.alice, partnership_id=world.partnership.id)
    view = seen(world, agreement_id)
    assert view.state == "active"
    assert [one.name for one in view.left] == ["Alice"]
    alices = next(one for one in view.commitments if one.text == KIT)
    assert alices.owner is not None
    assert alices.owner.left_at is not None
    assert alices.may_settle


def test_a_new_member_signs_the_next_version(world: World) -> None:
    agreement_id = active(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    assert [one.name for one in seen(world, agreement_id).joined_after] == ["Carol"]
    start_change(actor=world.carol, agreement_id=agreement_id)
    propose(actor=world.carol, agreement_id=agreement_id)
    for user in (world.alice, world.bob):
        assert not sign(actor=user, agreement_id=agreement_id, version=2)
    assert sign(actor=world.carol, agreement_id=agreement_id, version=2)


def test_words_that_count_on_somebody_who_left_are_not_signed(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    agreement_id = proposed(world)
    leave_partnership(actor=world.alice, partnership_id=world.partnership.id)
    with pytest.raises(ConflictError, match="Alice has left"):
        sign(actor=world.bob, agreement_id=agreement_id, version=1)


# ---------------------------------------------------------------- where they come from


def test_navigating_needs_the_gate_and_carries_its_skip(world: World) -> None:
    tension = open_tension(
        actor=world.alice, partnership_id=world.partnership.id, title="Rewrite or patch"
    )
    with pytest.raises(NotYetError):
        draft_navigation(actor=world.alice, tension_id=tension.id)
    view = seen(world, agreeing.navigating(world))
    assert (view.kind, view.title) == ("navigate", "Fifty, or something new")
    assert [(one.member.name, one.reason) for one in view.skips] == [
        ("Bob", "The review is on Monday already.")
    ]


def test_the_tension_of_another_partnership_is_not_found(world: World) -> None:
    tension_id = agreeing.open_plans(world)
    for outsider in (world.carol, world.olga, world.mallory):
        with pytest.raises(NotFoundError):
            draft_navigation(actor=outsider, tension_id=tension_id)


def test_signing_how_you_go_on_settles_the_tension(world: World) -> None:
    agreement_id = agreeing.navigating(world)
    new = words()
    full = type(new)(
        title=new.title,
        summary=new.summary,
        disagree="Alice would wait, Bob would not.",
        change_mind="A second outage.",
        review_on=new.review_on,
    )
    edit_draft(actor=world.alice, agreement_id=agreement_id, words=full)
    for user in (world.alice, world.bob):
        add_commitment(
            actor=user, agreement_id=agreement_id, words=commitment(world, user, "Report")
        )
    propose(actor=world.alice, agreement_id=agreement_id)
    for user in (world.alice, world.bob):
        sign(actor=user, agreement_id=agreement_id, version=1)
    tension_id = row(agreement_id).tension_id
    assert gate_for(actor=world.bob, tension_id=tension_id).state == "navigating"
    propose_ending(actor=world.bob, agreement_id=agreement_id, why="We found a plan")
    for user in (world.alice, world.bob):
        sign(actor=user, agreement_id=agreement_id, version=2)
    assert gate_for(actor=world.bob, tension_id=tension_id).state in {"open", "planning"}


def test_a_plan_that_was_taken_up_becomes_a_draft_once(world: World) -> None:
    plan = agreeing.suggestion(world)
    first = draft_from_proposal(actor=world.alice, proposal_id=plan.id)
    again = draft_from_proposal(actor=world.bob, proposal_id=plan.id)
    assert first.id == again.id
    view = seen(world, first.id)
    assert view.draft is not None
    ready = view.draft.commitments[0]
    assert (ready.text, ready.stage, ready.owner) == ("The kit", "Build", None)
    assert ready.due == timezone.localdate() + timedelta(days=28)
    assert view.title == TITLE
    assert [one.member.name for one in view.skips] == ["Bob"]
    assert "Say who does “The kit”." in [one.words for one in view.draft.lacking]


def test_a_plan_nobody_else_has_said_yes_to_is_not_a_draft(world: World) -> None:
    plan = agreeing.suggestion(world, state="suggested")
    with pytest.raises(NotYetError):
        draft_from_proposal(actor=world.alice, proposal_id=plan.id)
    with pytest.raises(NotFoundError):
        draft_from_proposal(actor=world.mallory, proposal_id=plan.id)


def test_one_agreement_at_a_time_runs_on_a_tension(world: World) -> None:
    plan = agreeing.suggestion(world)
    draft_from_proposal(actor=world.alice, proposal_id=plan.id)
    with pytest.raises(ConflictError, match="already"):
        draft_navigation(actor=world.bob, tension_id=plan.tension_id)


def test_only_what_is_over_is_renewed(world: World) -> None:
    with pytest.raises(NotYetError):
        renew_agreement(actor=world.alice, agreement_id=active(world))

"""Closing an account: who has to come first, what is deleted, and what stays with others."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client, TestCase
from tests.apps.checkins.rounds import opened as opened_round
from tests.apps.tensions import story
from tests.crawling import crawl
from tests.personas import World, join
from tests.privacy.machine import start
from tests.privacy.stages import agreed, half_answered, opened, sides, suggested, understanding

from trifecta.apps.checkins.models import Entry, Limit, Reply, Round
from trifecta.apps.checkins.selectors import result_of, round_for
from trifecta.apps.checkins.services import keep_reply
from trifecta.apps.compromise.models import Score, Signature
from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.leaving.services import close_account
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.invitations import accept_invitation, invite_partner
from trifecta.apps.people.models import (
    Invitation,
    Organisation,
    OrganisationMember,
    OrganisationRole,
    Partnership,
    PartnershipMember,
    RoleKind,
    User,
)
from trifecta.apps.people.partnerships import NewPartnership, create_partnership, say_willing
from trifecta.apps.people.putting_away import put_away_partnership
from trifecta.apps.people.selectors import partnership_for, people_of
from trifecta.apps.people.services import create_organisation, grant_role
from trifecta.apps.records.audit import verify
from trifecta.apps.records.models import AuditEvent, DataKey, OnceToken
from trifecta.apps.tensions.models import Draft, Statement, Tension
from trifecta.apps.tensions.selectors import tension_for
from trifecta.cli.ticking import tick
from trifecta.domain.errors import InvalidError, NotFoundError

pytestmark = pytest.mark.django_db


def closed(user: User) -> User:
    close_account(actor=user)
    return User.objects.get(id=user.id)


# -------------------------------------------------------------------- who comes first


def test_the_last_owner_of_an_organisation_names_another_first(world: World) -> None:
    with pytest.raises(InvalidError, match="Nobody else looks after Acme") as refused:
        close_account(actor=world.oscar)
    assert "Give that role to somebody first" in refused.value.message
    assert User.objects.get(id=world.oscar.id).is_active
    assert not AuditEvent.objects.filter(action="people.organisation_left").exists()


def test_with_another_owner_they_may_go(world: World) -> None:
    alice = OrganisationMember.objects.get(user=world.alice)
    grant_role(
        actor=world.oscar,
        organisation_id=world.organisation.id,
        member_id=alice.id,
        role=RoleKind.OWNER,
    )
    assert not closed(world.oscar).is_active
    held = OrganisationRole.objects.filter(role=RoleKind.OWNER, ended_at=None)
    assert [row.member.user for row in held.filter(organisation=world.organisation)] == [
        world.alice
    ]


def test_an_owner_whose_account_is_closed_does_not_count(world: World) -> None:
    alice = OrganisationMember.objects.get(user=world.alice)
    grant_role(
        actor=world.oscar,
        organisation_id=world.organisation.id,
        member_id=alice.id,
        role=RoleKind.OWNER,
    )
    close_account(actor=world.alice)
    with pytest.raises(InvalidError):
        close_account(actor=world.oscar)


def test_nobody_closes_twice(world: World) -> None:
    close_account(actor=world.alice)
    with pytest.raises(NotFoundError):
        close_account(actor=world.alice)


# -------------------------------------------------------------------- what ends


def test_nobody_signs_in_as_them_any_more(world: World) -> None:
    alice = world.alice
    client = Client()
    client.force_login(alice)
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True)
    Authenticator.objects.create(user=alice, type=Authenticator.Type.TOTP, data={})
    SocialAccount.objects.create(user=alice, provider="company", uid="1")
    OnceToken.objects.create(actor_id=alice.id, token="t" * 20)
    gone = closed(alice)
    assert (gone.email, gone.has_usable_password()) == (f"{alice.id}@closed.invalid", False)
    for rows in (EmailAddress, Authenticator, SocialAccount):
        assert not rows.objects.filter(user=alice).exists()
    assert not OnceToken.objects.filter(actor_id=alice.id).exists()
    assert not Session.objects.exists()
    assert client.get("/you/").status_code == 302
    login = {"login": "alice@example.com", "password": "correct horse battery"}
    assert "do not belong together" in Client().post("/account/login/", login).content.decode()


def test_the_same_address_can_have_an_account_again(world: World) -> None:
    close_account(actor=world.alice)
    assert User.objects.create_user(email="alice@example.com", name="Alice").is_active


def test_they_leave_what_is_open_and_what_is_put_away(world: World) -> None:
    other = create_partnership(
        actor=world.alice,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Rest", team="Rest team", my_role="em"),
    )
    join(partnership=other, inviter=world.alice, user=world.carol, role="pm")
    put_away_partnership(actor=world.carol, partnership_id=other.id)
    mail.outbox.clear()
    with TestCase.captureOnCommitCallbacks(execute=True):
        close_account(actor=world.alice)
    assert not PartnershipMember.objects.filter(user=world.alice, left_at=None).exists()
    told = {message.to[0]: message for message in mail.outbox}
    assert set(told) == {"alice@example.com", "bob@example.com", "carol@example.com"}
    assert "Alice has left Growth." in str(told["bob@example.com"].body)
    assert f"/p/{other.id}/put-away/" in str(told["carol@example.com"].body)


def test_what_nobody_else_is_in_any_more_is_put_away(world: World) -> None:
    close_account(actor=world.alice)
    close_account(actor=world.bob)
    assert Partnership.objects.get(id=world.partnership.id).ended_at is not None


def test_the_organisation_no_longer_lists_them(world: World) -> None:
    close_account(actor=world.olga)
    listed = people_of(actor=world.oscar, organisation_id=world.organisation.id)
    assert "Olga" not in [person.name for person in listed]
    assert not OrganisationRole.objects.filter(member__user=world.olga, ended_at=None).exists()


def test_links_they_made_stop_working(world: World) -> None:
    link = invite_partner(actor=world.alice, partnership_id=world.partnership.id, role="business")
    close_account(actor=world.alice)
    assert Invitation.objects.get(id=link.id).revoked_at is not None
    with pytest.raises(NotFoundError):
        accept_invitation(actor=world.carol, token=link.token)


def test_mails_that_wait_for_them_are_not_sent(world: World) -> None:
    story.opened(world)
    assert Notice.objects.filter(recipient=world.bob).exists()
    close_account(actor=world.bob)
    assert not Notice.objects.filter(recipient=world.bob).exists()


def test_one_last_mail_says_so_once_it_is_closed(world: World) -> None:
    story.opened(world)
    with TestCase.captureOnCommitCallbacks(execute=True):
        close_account(actor=world.bob)
    mine = [message for message in mail.outbox if message.to == ["bob@example.com"]]
    assert [message.subject for message in mine] == ["Your Trifecta account is closed"]
    assert "If it was not you" in mine[0].body
    assert story.TITLE not in mine[0].body


def test_without_a_mail_server_the_account_closes_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(self: EmailMessage, fail_silently: bool = False) -> int:
        raise ConnectionRefusedError("no mail server at bob@example.com")

    monkeypatch.setattr(EmailMessage, "send", away)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert not closed(world.bob).is_active
    assert "a farewell was not sent: ConnectionRefusedError" in caplog.text
    assert "bob@" not in caplog.text


def test_an_account_that_cannot_close_yet_gets_no_mail(world: World) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True), pytest.raises(InvalidError):
        close_account(actor=world.oscar)
    assert mail.outbox == []


def test_each_act_stands_in_the_trail_which_still_verifies(world: World) -> None:
    close_account(actor=world.pat)
    acts = AuditEvent.objects.filter(actor_id=world.pat.id).order_by("at")
    assert [one.action for one in acts][-3:] == [
        "people.role_ended",
        "people.organisation_left",
        "people.account_closed",
    ]
    assert verify().problems == ()


# -------------------------------------------------------------------- what is deleted


def test_answers_that_were_never_opened_are_deleted() -> None:
    world = start(half_answered).world
    close_account(actor=world.alice)
    row = Entry.objects.get(member__user=world.alice)
    assert row.answers is None
    assert not Limit.objects.filter(entry=row).exists()
    assert round_for(actor=world.bob, round_id=row.round_id).state == "overtaken"


def test_what_was_opened_stays_and_what_was_kept_back_does_not() -> None:
    world = start(opened).world
    close_account(actor=world.alice)
    row = Entry.objects.get(member__user=world.alice, round__revealed=True)
    assert row.answers is not None
    assert {one.visibility for one in Limit.objects.filter(entry=row)} == {"partners", "leadership"}
    assert result_of(actor=world.bob, round_id=row.round_id)


def test_a_reply_kept_for_later_is_deleted(world: World) -> None:
    round_id = opened_round(world)
    finding = Round.objects.get(id=round_id).findings.get()
    keep_reply(
        actor=world.alice, round_id=round_id, finding_id=finding.id, fit="", words="Not yet said."
    )
    close_account(actor=world.alice)
    assert not Reply.objects.exists()


def test_when_the_last_who_could_read_it_goes_it_goes(world: World) -> None:
    opened_round(world)
    close_account(actor=world.alice)
    close_account(actor=world.bob)
    assert [row.answers is None for row in Entry.objects.order_by("member__position")] == [
        False,
        True,
    ]


def test_a_side_that_was_not_shared_is_deleted() -> None:
    world = start(sides).world
    close_account(actor=world.bob)
    assert not Statement.objects.filter(member__user=world.bob).exists()
    assert Statement.objects.filter(member__user=world.alice).count() == 9


def test_of_a_shared_side_what_was_kept_back_is_deleted() -> None:
    world = start(understanding).world
    tension = Tension.objects.get(partnership=world.partnership)
    close_account(actor=world.alice)
    left = Statement.objects.filter(member__user=world.alice)
    assert {row.visibility for row in left} == {"partners", "leadership"}
    assert {row.weight for row in left} == {None}
    assert not Draft.objects.filter(member__user=world.alice).exists()
    assert Draft.objects.filter(member__user=world.bob).exists()
    assert tension_for(actor=world.bob, tension_id=tension.id)


def test_how_far_options_meet_their_needs_is_deleted() -> None:
    world = start(suggested).world
    assert Score.objects.exists()
    close_account(actor=world.alice)
    assert not Score.objects.exists()


def test_whether_they_were_willing_is_deleted(world: World) -> None:
    say_willing(actor=world.alice, partnership_id=world.partnership.id, willing=True)
    close_account(actor=world.alice)
    assert PartnershipMember.objects.get(user=world.alice).willing is None


# -------------------------------------------------------------------- what stays with others


def test_what_was_signed_stays_with_the_name() -> None:
    world = start(agreed).world
    close_account(actor=world.alice)
    view = partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    assert [member.full_name for member in view.former] == ["Alice"]
    assert Signature.objects.filter(member__user=world.alice).count() == 2


def test_without_a_name_what_others_called_them_stays(world: World) -> None:
    User.objects.filter(id=world.alice.id).update(name="")
    assert closed(User.objects.get(id=world.alice.id)).name == "alice"


@pytest.mark.parametrize("stage", [opened, half_answered, understanding, suggested, agreed])
def test_every_page_of_those_who_stay_still_opens(stage: Any) -> None:
    world = start(stage).world
    close_account(actor=world.alice)
    client = Client()
    client.force_login(world.bob)
    pages = crawl(client)
    assert f"/p/{world.partnership.id}/" in pages


def test_what_is_due_is_still_done(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    world = start(opened, suggested, agreed).world
    close_account(actor=world.alice)
    close_account(actor=world.bob)
    tick()


# -------------------------------------------------------------------- an organisation of one


def test_an_organisation_nobody_else_was_ever_in_is_deleted_with_its_key(world: World) -> None:
    mine = create_organisation(actor=world.mallory, name="Mine")
    partnership = create_partnership(
        actor=world.mallory,
        organisation_id=mine.id,
        new=NewPartnership(name="Alone", team="Alone", my_role="em", success="It is calm."),
    )
    assert Partnership.objects.filter(id=partnership.id, success__isnull=False).exists()
    close_account(actor=world.mallory)
    assert not Organisation.objects.filter(id=mine.id).exists()
    assert not DataKey.objects.filter(organisation_id=mine.id).exists()
    assert not Partnership.objects.filter(id=partnership.id).exists()
    assert verify().problems == ()


def test_one_that_somebody_was_in_once_stays(world: World) -> None:
    mine = create_organisation(actor=world.mallory, name="Mine")
    partnership = create_partnership(
        actor=world.mallory,
        organisation_id=mine.id,
        new=NewPartnership(name="Two", team="Two", my_role="em", success="It is calm."),
    )
    join(partnership=partnership, inviter=world.mallory, user=world.carol, role="pm")
    close_account(actor=world.carol)
    close_account(actor=world.mallory)
    assert Organisation.objects.filter(id=mine.id).exists()
    assert Partnership.objects.get(id=partnership.id).success == "It is calm."


def test_who_comes_back_with_the_same_address_reads_nothing_of_before(world: World) -> None:
    opened_round(world)
    close_account(actor=world.alice)
    new = User.objects.create_user(email="alice@example.com", name="Alice")
    found = everything_of(actor=new)
    assert (found["check_ins"], found["partnerships"], found["acts"]) == ([], [], [])

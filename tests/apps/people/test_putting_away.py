"""A partnership that is put away: who decides, what stops, and that everything comes back."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from django.utils import timezone
from tests.agreeing import active, proposed, row
from tests.apps.checkins.rounds import answer_and_seal, started
from tests.personas import World, join

from trifecta.apps.checkins import services as checkins
from trifecta.apps.checkins.models import Round
from trifecta.apps.compromise.services.reminding import send_reminders, take_up_signed
from trifecta.apps.compromise.services.signing import sign
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.invitations import accept_invitation, invite_partner
from trifecta.apps.people.models import Invitation, Partnership, PutAway, User
from trifecta.apps.people.partnerships import (
    NewPartnership,
    create_partnership,
    end_membership,
    leave_partnership,
)
from trifecta.apps.people.putting_away import (
    bring_back_partnership,
    open_to_decide,
    put_away_for,
    put_away_in,
    put_away_of,
    put_away_partnership,
)
from trifecta.apps.people.selectors import (
    invitation_by_token,
    organisation_for,
    outline_for,
    partnership_for,
    partnership_outlines,
    partnerships_of,
)
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.errors import NotFoundError


def put_away(world: World, who: User | None = None) -> None:
    put_away_partnership(actor=who or world.alice, partnership_id=world.partnership.id)


def bring_back(world: World, who: User | None = None) -> None:
    bring_back_partnership(actor=who or world.bob, partnership_id=world.partnership.id)


def trail(world: World) -> list[tuple[str, str, str]]:
    rows = AuditEvent.objects.filter(
        chain=world.organisation.id, subject_id=world.partnership.id
    ).order_by("seq")
    return [(row.action.removeprefix("people."), row.actor_id, row.reason) for row in rows]


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_any_member_puts_it_away_and_it_leaves_everybodys_work(world: World, who: str) -> None:
    put_away(world, world.everyone[who])
    for member in (world.alice, world.bob):
        assert partnerships_of(actor=member) == []
        with pytest.raises(NotFoundError):
            partnership_for(actor=member, partnership_id=world.partnership.id)
    assert trail(world)[-1] == ("partnership_put_away", world.everyone[who].id, "")


@pytest.mark.parametrize("who", ["carol", "oscar", "olga", "pat", "mallory"])
def test_nobody_else_decides_whatever_their_role(world: World, who: str) -> None:
    other = world.everyone[who]
    with pytest.raises(NotFoundError):
        put_away(world, other)
    with pytest.raises(NotFoundError):
        open_to_decide(actor=other, partnership_id=world.partnership.id)
    put_away(world)
    with pytest.raises(NotFoundError):
        bring_back(world, other)
    with pytest.raises(NotFoundError):
        put_away_for(actor=other, partnership_id=world.partnership.id)
    assert put_away_of(actor=other) == []


def test_who_has_left_decides_no_more(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    put_away(world)
    with pytest.raises(NotFoundError):
        bring_back(world, world.bob)
    assert put_away_of(actor=world.bob) == []


def test_each_member_sees_it_put_away_and_by_whom(world: World) -> None:
    put_away(world)
    (seen,) = put_away_of(actor=world.bob)
    assert (seen.name, seen.by, seen.mine) == ("Growth", "Alice", True)
    (own,) = put_away_of(actor=world.alice)
    assert own.by == ""


def test_people_with_a_role_see_that_it_is_put_away_and_not_by_whom(world: World) -> None:
    put_away(world)
    for name in ("oscar", "olga", "pat"):
        actor = world.everyone[name]
        assert partnership_outlines(actor=actor, organisation_id=world.organisation.id) == []
        view = organisation_for(actor=actor, organisation_id=world.organisation.id)
        (seen,) = put_away_in(actor=actor, organisation=view)
        assert (seen.name, seen.by, seen.mine_to_decide) == ("Growth", None, False)
        assert [member.name for member in seen.members] == ["Alice", "Bob"]
    plain = organisation_for(actor=world.alice, organisation_id=world.organisation.id)
    assert put_away_in(actor=world.alice, organisation=plain) == []


def test_one_act_undoes_the_other_whoever_does_it(world: World) -> None:
    before = partnership_for(actor=world.alice, partnership_id=world.partnership.id)
    put_away(world, world.alice)
    bring_back(world, world.bob)
    after = partnership_for(actor=world.alice, partnership_id=world.partnership.id)
    assert after.members == before.members
    assert put_away_of(actor=world.alice) == []
    assert [(action, actor) for action, actor, _ in trail(world)[-2:]] == [
        ("partnership_put_away", world.alice.id),
        ("partnership_brought_back", world.bob.id),
    ]


def test_the_same_act_twice_is_done_told_and_recorded_once(world: World) -> None:
    for actor in (world.alice, world.bob):
        put_away(world, actor)
    assert PutAway.objects.get().by == world.alice
    assert Notice.objects.filter(key__startswith="people.put_away").count() == 1
    for actor in (world.alice, world.bob):
        bring_back(world, actor)
    assert PutAway.objects.get().brought_back_by == world.alice
    assert len([one for one in trail(world) if "away" in one[0] or "back" in one[0]]) == 2


def test_it_can_be_put_away_again_and_the_history_keeps_each_time(world: World) -> None:
    for _ in range(2):
        put_away(world)
        bring_back(world)
    put_away(world, world.bob)
    assert PutAway.objects.filter(partnership=world.partnership).count() == 3


def test_open_links_stop_working_and_stay_so(world: World) -> None:
    link = invite_partner(actor=world.alice, partnership_id=world.partnership.id, role="business")
    put_away(world)
    assert invitation_by_token(token=link.token) is None
    with pytest.raises(NotFoundError):
        accept_invitation(actor=world.carol, token=link.token)
    with pytest.raises(NotFoundError):
        invite_partner(actor=world.alice, partnership_id=world.partnership.id, role="business")
    bring_back(world)
    assert invitation_by_token(token=link.token) is None
    event = AuditEvent.objects.get(action="people.invitation_revoked")
    assert (event.subject_id, event.actor_id, event.reason) == (
        Invitation.objects.get(id=link.id).id,
        world.alice.id,
        "put_away",
    )


def test_reminders_of_its_agreements_stop_and_go_on(world: World) -> None:
    review_on = row(active(world)).review_on
    assert review_on is not None
    later = timezone.make_aware(datetime.combine(review_on, time(12)))
    put_away(world)
    assert send_reminders(now=later) == 0
    bring_back(world)
    assert send_reminders(now=later) > 0


def test_words_do_not_come_into_force_while_it_is_put_away(world: World) -> None:
    agreement_id = proposed(world)
    sign(actor=world.alice, agreement_id=agreement_id, version=1)
    put_away(world)
    with pytest.raises(NotFoundError):
        sign(actor=world.bob, agreement_id=agreement_id, version=1)
    assert take_up_signed(now=timezone.now()) == 0


def test_a_sealed_check_in_stays_sealed_and_goes_on_from_there(world: World) -> None:
    round_id = started(world)
    answer_and_seal(actor=world.alice, round_id=round_id)
    put_away(world)
    with pytest.raises(NotFoundError):
        checkins.seal_entry(actor=world.bob, round_id=round_id)
    assert not Round.objects.get(id=round_id).revealed
    bring_back(world)
    assert checkins.seal_entry(actor=world.bob, round_id=round_id)
    assert Round.objects.get(id=round_id).revealed


def test_what_its_last_member_leaves_is_put_away(world: World) -> None:
    for member in (world.alice, world.bob):
        leave_partnership(actor=member, partnership_id=world.partnership.id)
    rest = PutAway.objects.get(partnership=world.partnership)
    assert (rest.by, rest.brought_back_at) == (world.bob, None)
    assert trail(world)[-1] == ("partnership_put_away", world.bob.id, "last_member_left")
    assert put_away_of(actor=world.bob) == []


def test_people_with_a_role_bring_back_what_nobody_is_in_and_invite(world: World) -> None:
    leave_partnership(actor=world.alice, partnership_id=world.partnership.id)
    (bob,) = outline_for(actor=world.pat, partnership_id=world.partnership.id).members
    end_membership(actor=world.pat, organisation_id=world.organisation.id, member_id=bob.id)
    view = organisation_for(actor=world.olga, organisation_id=world.organisation.id)
    (seen,) = put_away_in(actor=world.olga, organisation=view)
    assert seen.mine_to_decide
    with pytest.raises(NotFoundError):
        bring_back(world, world.alice)
    bring_back(world, world.olga)
    join(partnership=world.partnership, inviter=world.olga, user=world.carol, role="em")
    assert partnership_for(actor=world.carol, partnership_id=world.partnership.id).name == "Growth"


def test_a_partnership_nobody_has_joined_is_put_away_by_those_who_set_it_up(world: World) -> None:
    made = create_partnership(
        actor=world.olga,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Payments", team="Payments"),
    )
    with pytest.raises(NotFoundError):
        put_away_partnership(actor=world.mallory, partnership_id=made.id)
    put_away_partnership(actor=world.olga, partnership_id=made.id)
    assert Partnership.objects.get(id=made.id).ended_at is not None

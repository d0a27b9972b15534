"""Partnerships: who gets in, who leaves, and what stays true afterwards."""

from __future__ import annotations

import pytest
from tests.personas import World, join

from trifecta.apps.people.models import PartnershipMember
from trifecta.apps.people.partnerships import (
    NewPartnership,
    create_partnership,
    end_membership,
    leave_partnership,
    say_willing,
    write_success,
)
from trifecta.apps.people.selectors import (
    partnership_for,
    partnership_outlines,
    partnerships_of,
    willingness,
)
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError


def test_members_see_each_other_in_order_of_joining(world: World) -> None:
    view = partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    assert [(member.name, member.mark) for member in view.members] == [("Alice", "a"), ("Bob", "b")]
    assert view.me.name == "Bob"
    assert [member.name for member in view.counterparts] == ["Alice"]


@pytest.mark.parametrize("outsider", ["carol", "oscar", "olga", "pat", "mallory"])
def test_nobody_else_gets_in_whatever_their_role(world: World, outsider: str) -> None:
    actor = world.everyone[outsider]
    with pytest.raises(NotFoundError) as forbidden:
        partnership_for(actor=actor, partnership_id=world.partnership.id)
    with pytest.raises(NotFoundError) as absent:
        partnership_for(actor=actor, partnership_id="0" * 20)
    assert forbidden.value.message == absent.value.message
    assert partnerships_of(actor=actor) == []


def test_people_with_a_role_see_the_structure_and_plain_members_only_their_own(
    world: World,
) -> None:
    ask = {"organisation_id": world.organisation.id}
    assert [row.name for row in partnership_outlines(actor=world.pat, **ask)] == ["Growth"]
    assert [row.mine for row in partnership_outlines(actor=world.alice, **ask)] == [True]
    with pytest.raises(NotFoundError):
        partnership_outlines(actor=world.mallory, **ask)


def test_a_third_and_a_fourth_join_and_a_fifth_does_not(world: World) -> None:
    for user, role in ((world.carol, "business"), (world.dana, "design")):
        join(partnership=world.partnership, inviter=world.alice, user=user, role=role)
    view = partnership_for(actor=world.dana, partnership_id=world.partnership.id)
    assert [member.mark for member in view.members] == ["a", "b", "c", "d"]
    with pytest.raises(InvalidError, match="four members"):
        join(partnership=world.partnership, inviter=world.bob, user=world.piet, role="staff")


def test_who_leaves_sees_nothing_more_and_stays_in_the_history(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    with pytest.raises(NotFoundError):
        partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    view = partnership_for(actor=world.alice, partnership_id=world.partnership.id)
    assert [member.name for member in view.former] == ["Bob"]
    assert view.counterparts == ()


def test_a_replacement_takes_the_free_mark_and_the_next_place(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="pm")
    carol = PartnershipMember.objects.get(user=world.carol)
    assert (carol.position, carol.mark) == (2, "b")


def test_who_left_can_come_back_as_a_new_member(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    join(partnership=world.partnership, inviter=world.alice, user=world.bob, role="pm")
    assert PartnershipMember.objects.filter(user=world.bob).count() == 2


def test_a_member_does_not_join_twice(world: World) -> None:
    with pytest.raises(ConflictError):
        join(partnership=world.partnership, inviter=world.alice, user=world.bob, role="pm")


def test_only_people_with_a_role_may_end_a_membership(world: World) -> None:
    bob = PartnershipMember.objects.get(user=world.bob)
    for actor in (world.alice, world.mallory):
        with pytest.raises(NotFoundError):
            end_membership(actor=actor, organisation_id=world.organisation.id, member_id=bob.id)
    end_membership(actor=world.pat, organisation_id=world.organisation.id, member_id=bob.id)
    assert PartnershipMember.objects.get(id=bob.id).left_at is not None


def test_one_member_never_learns_the_others_willingness(world: World) -> None:
    ask = {"partnership_id": world.partnership.id}
    before = willingness(actor=world.bob, **ask)
    say_willing(actor=world.alice, willing=False, **ask)
    assert willingness(actor=world.bob, **ask) == before
    say_willing(actor=world.alice, willing=True, **ask)
    assert willingness(actor=world.bob, **ask) == before
    say_willing(actor=world.bob, willing=True, **ask)
    assert willingness(actor=world.alice, **ask).everybody


def test_a_director_sets_up_a_partnership_without_being_in_it(world: World) -> None:
    row = create_partnership(
        actor=world.olga,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Payments", team="Payments"),
    )
    with pytest.raises(NotFoundError):
        partnership_for(actor=world.olga, partnership_id=row.id)
    join(partnership=row, inviter=world.olga, user=world.carol, role="em")
    assert partnership_for(actor=world.carol, partnership_id=row.id).me.mark == "a"


def test_a_plain_member_says_what_they_lead(world: World) -> None:
    with pytest.raises(InvalidError) as error:
        create_partnership(
            actor=world.alice,
            organisation_id=world.organisation.id,
            new=NewPartnership(name="Payments", team="Payments"),
        )
    assert "my_role" in error.value.fields


def test_too_long_a_text_says_how_long_it_may_be(world: World) -> None:
    with pytest.raises(InvalidError) as error:
        write_success(actor=world.alice, partnership_id=world.partnership.id, success="x" * 100_000)
    assert "2000" in error.value.fields["success"]

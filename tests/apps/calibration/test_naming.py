"""Who finds somebody to answer an appeal, where nobody who was named before fits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.personas import World

from trifecta.apps.calibration.models import Appeal
from trifecta.apps.calibration.selectors.appeals import (
    appeal_for,
    appeal_outlines,
    outline_to_name,
)
from trifecta.apps.calibration.selectors.cycles import cases_of
from trifecta.apps.calibration.selectors.rooms import enter_case, enter_cycle
from trifecta.apps.calibration.selectors.waiting import waits_in
from trifecta.apps.calibration.services import cycles, deciding, responding
from trifecta.apps.calibration.ticking import tick
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import OrganisationRole, RoleKind, User
from trifecta.apps.people.services import end_role, grant_role
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.errors import InvalidError, NotFoundError

pytestmark = pytest.mark.django_db


def people_operations_are(world: World, *users: User) -> None:
    """These and nobody else run people operations from now on."""
    rows = OrganisationRole.objects.filter(role=RoleKind.PEOPLE_OPERATIONS, ended_at=None)
    for user in users:
        member_id = world.organisation.members.get(user=user).id
        if not rows.filter(member_id=member_id).exists():
            grant_role(
                actor=world.oscar,
                organisation_id=world.organisation.id,
                member_id=member_id,
                role=RoleKind.PEOPLE_OPERATIONS,
            )
    for row in rows.exclude(member__user__in=users):
        end_role(actor=world.oscar, organisation_id=world.organisation.id, role_id=row.id)


def appealed(world: World, *, facilitator: User | None) -> tuple[scenes.Scene, Appeal]:
    """bob, who is rated, was to answer appeals and is all of people operations; alice appeals."""
    scene = scenes.set_up(world)
    cycles.name_helpers(
        actor=world.pat,
        cycle_id=scene.cycle.id,
        facilitator_id=facilitator.id if facilitator else "",
        appeals_to_id=world.bob.id,
    )
    for stage in ORDER[1 : ORDER.index(Stage.RELEASED) + 1]:
        if stage is Stage.DISCUSSED and facilitator is None:
            deciding.write_note(
                actor=world.olga, case_id=scene.case.id, text="Both saw the same two months."
            )
            deciding.finish_talking(actor=world.olga, case_id=scene.case.id)
            continue
        if stage is Stage.DECIDED and facilitator is None:
            decide_without_facilitator(scene)
            continue
        scenes.STEPS[stage](scene)
    people_operations_are(world, world.bob)
    Notice.objects.all().delete()
    row = responding.appeal(actor=world.alice, case_id=scene.case.id, text="The summer is missing.")
    return scene, row


def decide_without_facilitator(scene: scenes.Scene) -> None:
    world = scene.world
    for user in (world.olga, world.piet):
        scenes.propose(scene, user, scenes.SECOND[user.name.lower()], estimate="second")
    rating = deciding.write_rating(
        actor=world.olga, case_id=scene.case.id, words=scenes.rating_words(), number=0
    )
    for user in (world.olga, world.piet):
        deciding.consent(actor=user, case_id=scene.case.id, number=rating.number)
    deciding.decide(actor=world.olga, case_id=scene.case.id, number=rating.number)


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(recipient=user).values_list("body", flat=True))


def waits(user: User, scene: scenes.Scene) -> list[str]:
    room = enter_cycle(actor=user, cycle_id=scene.cycle.id)
    return [one.page for one in waits_in(room, cases_of(room), today=timezone.localdate())]


def test_where_people_operations_are_all_rated_whoever_led_the_session_names(world: World) -> None:
    scene, row = appealed(world, facilitator=world.oscar)

    assert "appeal_name" in waits(world.oscar, scene)
    assert any("nobody to answer" in body for body in told(world.oscar))
    (outline,) = appeal_outlines(
        enter_case(actor=world.oscar, case_id=scene.case.id), outsiders=frozenset()
    )
    assert (outline.by, outline.to) == ("Alice", "")
    responding.name_who_answers(actor=world.oscar, appeal_id=row.id, user_id=world.carol.id)

    assert appeal_for(actor=world.carol, appeal_id=row.id).for_me
    with pytest.raises(NotFoundError):
        appeal_for(actor=world.oscar, appeal_id=row.id)
    assert "appeal_name" not in waits(world.oscar, scene)
    room = enter_case(actor=world.oscar, case_id=scene.case.id)
    assert appeal_outlines(room, outsiders=frozenset({world.carol.id})) == []


def test_a_partner_in_people_operations_does_not_learn_of_it(world: World) -> None:
    scene, row = appealed(world, facilitator=world.oscar)
    Appeal.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    tick()

    assert not any("appeal" in body.lower() for body in told(world.bob))
    assert "appeal_name" not in waits(world.bob, scene)
    with pytest.raises(NotFoundError):
        outline_to_name(actor=world.bob, appeal_id=row.id)
    with pytest.raises(NotFoundError):
        responding.name_who_answers(actor=world.bob, appeal_id=row.id, user_id=world.carol.id)


@pytest.mark.parametrize("who", ["olga", "piet", "oscar", "alice", "bob"])
def test_nobody_of_the_room_or_the_case_is_ever_named(world: World, who: str) -> None:
    _, row = appealed(world, facilitator=world.oscar)

    with pytest.raises(InvalidError):
        responding.name_who_answers(
            actor=world.oscar, appeal_id=row.id, user_id=world.everyone[who].id
        )


def test_calibrators_do_not_name_who_hears_an_appeal_against_them(world: World) -> None:
    _, row = appealed(world, facilitator=world.oscar)

    for user in (world.olga, world.piet, world.alice, world.carol, world.mallory):
        with pytest.raises(NotFoundError):
            responding.name_who_answers(actor=user, appeal_id=row.id, user_id=world.carol.id)


def test_with_people_operations_outside_whoever_led_has_no_say(world: World) -> None:
    scene, row = appealed(world, facilitator=world.oscar)
    people_operations_are(world, world.bob, world.pat)

    assert waits(world.pat, scene).count("appeal_name") == 1
    assert "appeal_name" not in waits(world.oscar, scene)
    with pytest.raises(NotFoundError):
        outline_to_name(actor=world.oscar, appeal_id=row.id)
    responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.carol.id)


def test_where_nobody_can_name_the_role_is_given_to_somebody_else(world: World) -> None:
    scene, row = appealed(world, facilitator=None)

    assert any("Give that role to somebody else" in body for body in told(world.oscar))
    assert "give that role" in appeal_for(actor=world.alice, appeal_id=row.id).naming
    with pytest.raises(NotFoundError):
        outline_to_name(actor=world.olga, appeal_id=row.id)

    people_operations_are(world, world.bob, world.carol)
    assert waits(world.carol, scene).count("appeal_name") == 1
    responding.name_who_answers(actor=world.carol, appeal_id=row.id, user_id=world.pat.id)
    assert appeal_for(actor=world.pat, appeal_id=row.id).for_me


def test_whoever_appealed_reads_who_is_to_name_somebody(world: World) -> None:
    _, row = appealed(world, facilitator=world.oscar)
    assert "Oscar, who led the session" in appeal_for(actor=world.alice, appeal_id=row.id).naming

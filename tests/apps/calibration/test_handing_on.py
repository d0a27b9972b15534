"""Waiting appeals go to whoever is named next, case by case, and never to somebody inside one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.test_naming import people_operations_are, told, waits
from tests.kept import kept
from tests.personas import World

from trifecta.apps.calibration.models import Appeal, Case, Cycle
from trifecta.apps.calibration.selectors.outside import MANAGES, outsiders_of, waiting_cases
from trifecta.apps.calibration.selectors.rooms import enter_cycle
from trifecta.apps.calibration.services import cycles, evidence, panels, replacing, responding
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.replacing import Moved
from trifecta.apps.leaving.services import close_account
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.invitations import accept_invitation, invite_partner
from trifecta.apps.people.models import PartnerRole, Partnership, User
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.errors import InvalidError

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Waiting:
    """Released; bob appeals about Growth and alice about Checkout, and carol, who heard, is gone.

    alice and bob are rated for Growth, alice and dana for Checkout.
    """

    cycle: Cycle
    growth: Case
    checkout: Case


def second_partnership(world: World) -> Partnership:
    scenes.join_organisation(world, world.dana)
    row = create_partnership(
        actor=world.oscar,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Checkout", team="Checkout"),
    )
    for user, role in ((world.alice, PartnerRole.EM), (world.dana, PartnerRole.PM)):
        link = invite_partner(actor=world.oscar, partnership_id=row.id, role=role)
        accept_invitation(actor=user, token=link.token)
    return row


@kept
def waiting(world: World) -> Waiting:
    first = scenes.set_up(world)
    other = second_partnership(world)
    cycles.choose_partnerships(
        actor=world.pat,
        cycle_id=first.cycle.id,
        partnership_ids=[world.partnership.id, other.id],
    )
    case = Case.objects.get(cycle=first.cycle, partnership=other)
    second = scenes.Scene(world=world, cycle=first.cycle, case=case)
    scenes.give_notice(first)
    evidence.add_evidence(
        actor=world.dana, case_id=case.id, words=EvidenceWords(title="Paying takes two steps less")
    )
    scenes.add_and_open(first)
    for stage in ORDER[ORDER.index(Stage.REVEALED) : ORDER.index(Stage.LOCKED)]:
        for one in (first, second):
            scenes.STEPS[stage](one)
    scenes.lock(first)
    scenes.release(first)
    responding.appeal(actor=world.bob, case_id=first.case.id, text="The summer is missing.")
    responding.appeal(actor=world.alice, case_id=case.id, text="It was counted twice.")
    close_account(actor=world.carol)
    Notice.objects.all().delete()
    return Waiting(cycle=first.cycle, growth=first.case, checkout=case)


def name(world: World, scene: Waiting, user: User, **more: object) -> Moved:
    return replacing.name_another(
        actor=world.pat,
        cycle_id=scene.cycle.id,
        helper="appeals_to",
        user_id=user.id,
        **more,  # type: ignore[arg-type]
    )


def hears(case: Case) -> User | None:
    return Appeal.objects.select_related("to").get(case=case).to


def frida(world: World) -> User:
    """Somebody of the organisation with no part in anything."""
    user = User.objects.create_user(email="frida@example.com", name="Frida")
    scenes.join_organisation(world, user)
    return user


def test_appeals_go_to_whoever_is_named_and_wait_for_them(world: World) -> None:
    scene = waiting(world)
    somebody = frida(world)

    moved = name(world, scene, somebody)

    assert set(moved.moved) == {scene.growth.partnership.name, "Checkout"}
    assert moved.left == ()
    assert hears(scene.growth) == hears(scene.checkout) == somebody
    assert sum("waits for your answer" in body for body in told(somebody)) == 2


def test_an_appeal_never_goes_to_somebody_who_is_rated_there(world: World) -> None:
    scene = waiting(world)

    moved = name(world, scene, world.dana)

    assert moved == Moved(
        moved=(scene.growth.partnership.name,), left=(("Checkout", "is rated there"),)
    )
    assert hears(scene.growth) == world.dana
    assert hears(scene.checkout) is None
    within = scenes.Scene(world=world, cycle=scene.cycle, case=scene.checkout)
    assert "appeal_name" in waits(world.pat, within)


def test_nor_to_somebody_who_manages_a_member(world: World) -> None:
    scene = waiting(world)
    somebody = frida(world)

    moved = name(world, scene, somebody, manages=[scene.growth.id])

    assert moved.left == ((scene.growth.partnership.name, MANAGES),)
    assert hears(scene.growth) is None
    assert hears(scene.checkout) == somebody


def test_nor_to_somebody_who_declared_in_another_cycle_to_be_close_to_it(world: World) -> None:
    scene = waiting(world)
    somebody = frida(world)
    later = cycles.create_cycle(
        actor=world.pat,
        organisation_id=world.organisation.id,
        words=scenes.words_of_a_cycle(),
    )
    cycles.choose_partnerships(
        actor=world.pat, cycle_id=later.id, partnership_ids=[scene.checkout.partnership_id]
    )
    for user, function in ((somebody, "engineering"), (world.piet, "product")):
        cycles.seat_calibrator(
            actor=world.pat, cycle_id=later.id, user_id=user.id, function=function
        )
    cycles.name_helpers(actor=world.pat, cycle_id=later.id, appeals_to_id=world.pat.id)
    case = Case.objects.get(cycle=later)
    scenes.give_notice(scenes.Scene(world=world, cycle=later, case=case))
    panels.declare_interest(actor=somebody, case_id=case.id, kind="manages", words="A secret.")

    moved = name(world, scene, somebody)

    assert moved.left == (("Checkout", "is too close to it"),)
    assert hears(scene.checkout) is None
    assert somebody not in outsiders_of(scene.cycle, scene.checkout)


def test_nor_to_who_took_part_in_the_talk(world: World) -> None:
    """oscar led it, and leads nothing any more."""
    scene = waiting(world)
    Cycle.objects.filter(id=scene.cycle.id).update(facilitator=None)

    moved = name(world, scene, world.oscar)

    assert moved.moved == ()
    assert {why for _, why in moved.left} == {"took part in the talk there"}
    assert hears(scene.growth) is None


@pytest.mark.parametrize("who", ["olga", "piet", "oscar"])
def test_whoever_has_a_part_in_the_room_is_not_named_at_all(world: World, who: str) -> None:
    scene = waiting(world)
    with pytest.raises(InvalidError):
        name(world, scene, world.everyone[who])


def test_who_names_and_is_rated_learns_of_no_appeal_there(world: World) -> None:
    scene = waiting(world)
    somebody = frida(world)
    people_operations_are(world, world.pat, world.bob)

    room = enter_cycle(actor=world.bob, cycle_id=scene.cycle.id)
    assert [one.case.id for one in waiting_cases(room)] == [scene.checkout.id]
    moved = replacing.name_another(
        actor=world.bob, cycle_id=scene.cycle.id, helper="appeals_to", user_id=somebody.id
    )

    assert moved == Moved(moved=("Checkout",))
    assert hears(scene.growth) != somebody


def test_an_appeal_that_somebody_can_answer_stays_with_them(world: World) -> None:
    scene = waiting(world)
    somebody = frida(world)
    row = Appeal.objects.get(case=scene.growth)
    responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.dana.id)

    moved = name(world, scene, somebody)

    assert moved.moved == ("Checkout",)
    assert hears(scene.growth) == world.dana

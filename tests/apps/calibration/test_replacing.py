"""People of a cycle who come later, and a cycle that is given up."""

from __future__ import annotations

import pytest
from tests.apps.calibration import cycles as scenes
from tests.personas import World

from trifecta.apps.calibration.models import Cycle
from trifecta.apps.calibration.selectors.courses import changes_of
from trifecta.apps.calibration.selectors.cycles import (
    cases_of,
    cycles_of,
    named_for_appeals,
    takes_part,
)
from trifecta.apps.calibration.selectors.rooms import enter_case, enter_cycle
from trifecta.apps.calibration.services import panels, replacing
from trifecta.apps.leaving.services import close_account
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import organisations_of
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

pytestmark = pytest.mark.django_db


def test_while_rating_people_are_asked_only_where_a_function_is_missing(world: World) -> None:
    scenes.join_organisation(world, world.dana)
    scene = scenes.scene_at(world, Stage.BLIND)
    with pytest.raises(NotYetError, match="only where a function is missing"):
        replacing.ask_to_calibrate(
            actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="product"
        )
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")
    Notice.objects.all().delete()

    replacing.ask_to_calibrate(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="product"
    )

    assert enter_case(actor=world.dana, case_id=scene.case.id).missing == ()
    told = {one.recipient: one for one in Notice.objects.all()}
    assert set(told) == {world.alice, world.bob, world.olga, world.piet, world.oscar, world.dana}
    assert "you were asked" in told[world.dana].subject


def test_nobody_is_told_of_a_seat_while_it_is_set_up(world: World) -> None:
    scenes.join_organisation(world, world.dana)
    scene = scenes.scene_at(world, Stage.DRAFT)
    Notice.objects.all().delete()

    replacing.ask_to_calibrate(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="product"
    )

    assert not Notice.objects.exists()


def test_somebody_else_answers_appeals_once_the_first_has_gone(world: World) -> None:
    scenes.join_organisation(world, world.dana)
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    with pytest.raises(ConflictError):
        replacing.name_another(
            actor=world.pat, cycle_id=scene.cycle.id, helper="appeals_to", user_id=world.dana.id
        )
    close_account(actor=world.carol)
    for user in (world.olga, world.oscar):
        with pytest.raises(InvalidError):
            replacing.name_another(
                actor=world.pat, cycle_id=scene.cycle.id, helper="appeals_to", user_id=user.id
            )

    replacing.name_another(
        actor=world.pat, cycle_id=scene.cycle.id, helper="appeals_to", user_id=world.dana.id
    )

    assert Cycle.objects.get(id=scene.cycle.id).appeals_to == world.dana
    assert Notice.objects.filter(key__contains="appeals_to", recipient=world.alice).exists()
    assert told_of_appeals(world.dana) == ["/calibration/"]


def told_of_appeals(user: User) -> list[str]:
    """Where each notice leads that says that they answer appeals."""
    rows = Notice.objects.filter(recipient=user, key__contains="answers appeals")
    return [row.path for row in rows]


def test_whoever_answers_appeals_is_told_with_the_notice_and_reads_nothing_yet(
    world: World,
) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    of_carol = organisations_of(actor=world.carol)
    assert named_for_appeals(actor=world.carol, organisations=of_carol) == []
    scenes.give_notice(scene)

    assert told_of_appeals(world.carol) == ["/calibration/"]
    assert takes_part(actor=world.carol, organisations=of_carol)
    named = named_for_appeals(actor=world.carol, organisations=of_carol)
    assert [one.id for one in named] == [scene.cycle.id]
    with pytest.raises(NotFoundError):
        enter_cycle(actor=world.carol, cycle_id=scene.cycle.id)


def test_a_cycle_is_given_up_only_where_nobody_was_told(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    with pytest.raises(NotFoundError):
        replacing.discard_cycle(actor=world.olga, cycle_id=scene.cycle.id)

    replacing.discard_cycle(actor=world.pat, cycle_id=scene.cycle.id)

    assert not Cycle.objects.exists()
    told = scenes.scene_at(world, Stage.EVIDENCE)
    Cycle.objects.filter(id=told.cycle.id).update(stage=Stage.DRAFT)
    with pytest.raises(NotYetError, match="so it stays"):
        replacing.discard_cycle(actor=world.pat, cycle_id=told.cycle.id)


def test_the_history_never_says_who_came_last_before_the_reveal(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)

    for name in ("pat", "alice", "olga"):
        room = enter_cycle(actor=world.everyone[name], cycle_id=scene.cycle.id)
        (reveal, *_) = changes_of(room, cases_of(room))
        assert (reveal.title, reveal.by) == ("Side by side", "")


def test_the_list_of_cycles_is_of_those_one_has_a_part_in(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    people = ("alice", "bob", "olga", "piet", "oscar", "pat", "carol", "dana", "mallory")

    def lists() -> set[str]:
        return {name for name in people if cycles_of(actor=world.everyone[name])}

    def named() -> set[str]:
        found = set()
        for name in people:
            actor = world.everyone[name]
            if named_for_appeals(actor=actor, organisations=organisations_of(actor=actor)):
                found.add(name)
        return found

    def linked() -> set[str]:
        found = set()
        for name in people:
            actor = world.everyone[name]
            if takes_part(actor=actor, organisations=organisations_of(actor=actor)):
                found.add(name)
        return found

    assert lists() == linked() == {"pat"}
    scenes.give_notice(scene)
    assert lists() == {"alice", "bob", "olga", "piet", "oscar", "pat"}
    assert named() == {"carol"}
    assert linked() == lists() | named()

"""Statistics are of what is shown to their reader, after voting, and of nothing else."""

from __future__ import annotations

import re

import pytest
from tests.apps.calibration import cycles as scenes
from tests.browsing import browser
from tests.personas import World, join

from trifecta.apps.calibration.models import Case
from trifecta.apps.calibration.selectors.figures import figures_for
from trifecta.apps.calibration.services import cycles, panels, stages, voting
from trifecta.apps.calibration.services.voting import Proposed
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.errors import NotFoundError

pytestmark = pytest.mark.django_db


def two_partnerships(world: World) -> list[scenes.Scene]:
    """A cycle in which carol and dana are rated as well, ready to propose."""
    scenes.join_organisation(world, world.dana)
    scene = scenes.set_up(world)
    other = create_partnership(
        actor=world.dana,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Prices", team="Prices team", my_role="pm"),
    )
    join(partnership=other, inviter=world.dana, user=world.mallory, role="em")
    cycles.choose_partnerships(
        actor=world.pat,
        cycle_id=scene.cycle.id,
        partnership_ids=[world.partnership.id, other.id],
    )
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    return [
        scenes.Scene(world=world, cycle=scene.cycle, case=case)
        for case in Case.objects.filter(cycle=scene.cycle).order_by("partnership__name")
    ]


def propose(scene: scenes.Scene, user: User, step: int) -> None:
    for place, outcome in enumerate(OUTCOMES):
        voting.save_proposal(
            actor=user,
            case_id=scene.case.id,
            estimate="first",
            outcome=outcome,
            proposed=Proposed(step=step, reason="Seen."),
            version=place,
        )
    voting.hand_in(actor=user, case_id=scene.case.id, estimate="first")


def test_nothing_is_counted_before_all_proposals_are_in(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))

    found = figures_for(actor=world.olga, cycle_id=scene.cycle.id)

    assert (found.shown, found.outcomes) == (0, ())


def test_members_and_people_operations_have_none(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    for user in (world.alice, world.pat, world.carol, world.mallory):
        with pytest.raises(NotFoundError):
            figures_for(actor=user, cycle_id=scene.cycle.id)


def test_what_was_decided_and_what_talking_did_is_counted(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)

    found = figures_for(actor=world.olga, cycle_id=scene.cycle.id)

    assert (found.shown, found.decided) == (1, 1)
    health = next(one for one in found.outcomes if one.outcome == "team_health")
    assert (health.moved.closer, health.moved.all) == (1, 1)
    assert dict(health.given)["As agreed"] == 1
    assert health.stands == ()


def test_a_partnership_somebody_stepped_back_from_is_not_in_their_figures(world: World) -> None:
    growth, prices = two_partnerships(world)
    for user in (world.olga, world.piet):
        scenes.look_at_everything(growth, user)
        propose(growth, user, 2)
    assert figures_for(actor=world.piet, cycle_id=growth.cycle.id).shown == 1
    assert prices.fresh().stage == Stage.BLIND

    panels.step_back(actor=world.piet, case_id=growth.case.id, because="I am close to Bob.")

    assert figures_for(actor=world.piet, cycle_id=growth.cycle.id).shown == 0
    assert figures_for(actor=world.oscar, cycle_id=growth.cycle.id).shown == 1


def test_a_partnership_that_is_set_aside_is_in_no_figure(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="They have parted.")
    assert figures_for(actor=world.olga, cycle_id=scene.cycle.id).shown == 0


def test_the_page_names_no_rater_and_gives_no_point(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    page = browser(world.olga).get(f"/cycle/{scene.cycle.id}/figures/").content.decode()
    main = page.partition("<main")[2].partition("</main")[0]
    assert "Piet" not in main
    assert "By talking, proposals came closer in 1 of 1" in main


def test_before_the_reveal_the_page_says_why_there_is_nothing(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    page = browser(world.olga).get(f"/cycle/{scene.cycle.id}/figures/").content.decode()
    assert "could tell what somebody proposed" in page


def test_the_page_speaks_of_partnerships(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    page = browser(world.olga).get(f"/cycle/{scene.cycle.id}/figures/").content.decode()
    main = page.partition("<main")[2].partition("</main")[0]
    assert "partnership" in main
    assert re.findall(r"\b[Uu]nits?\b|\b[Rr]aters?\b", main) == []

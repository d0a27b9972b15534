"""From the reveal to a decided rating, and back by two people."""

from __future__ import annotations

import re

import pytest
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.personas import World
from tests.web.calibration.rating_forms import (
    propose_all,
    rating_data,
)
from tests.web.calibration.rating_visitor import Visitor, words

from trifecta.apps.calibration.models import (
    DiscussionNote,
    Rating,
)
from trifecta.apps.calibration.services import deciding
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES

pytestmark = pytest.mark.django_db


def test_two_executives_and_a_facilitator_come_from_proposing_to_decided(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    case = scene.case.id
    olga, piet, oscar = (Visitor(one) for one in (world.olga, world.piet, world.oscar))
    for visitor, user, steps in (
        (olga, world.olga, (2, 3, 1, 3)),
        (piet, world.piet, (2, 3, 3, 2)),
    ):
        scenes.look_at_everything(scene, user)
        propose_all(visitor, scene, steps, "first")
        visitor.post("hand_in", case)

    assert "Talk about team health first. On the rest you are close." in oscar.reads("case", case)
    assert oscar.post("notes", case, text="Both saw the same.", outcome="").status_code == 302
    piet.post("finish_talking", case)
    for visitor in (olga, piet):
        propose_all(visitor, scene, (2, 3, 2, 3), "second")
        visitor.post("hand_in", case)
    assert "You propose the same now." in piet.reads("side_by_side", case)
    response = olga.post("write_rating", case, **rating_data(0))
    assert response.headers["Location"].endswith("/rating/")
    for visitor in (olga, piet):
        visitor.post("consent", case, number=1)
    oscar.post("decide", case, number=1)

    assert scene.fresh().stage == Stage.DECIDED
    assert Rating.objects.get(case=scene.case).decided_by == world.oscar


def test_the_reveal_shows_each_reason_beside_the_other(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    page = Visitor(world.oscar).reads("side_by_side", scene.case.id)

    for name in ("Olga", "Piet"):
        for outcome in OUTCOMES:
            assert scenes.SECRET.format(name=name, outcome=outcome, estimate="first") in page
    assert page.index("Team health Two steps apart Olga") < page.index("Delivery You agree Olga")


def test_members_and_people_operations_find_nothing_of_it(world: World) -> None:
    scene = together.flagged(world)
    rating = together.rated(scene)
    together.all_agree(scene, rating.number)
    deciding.decide(actor=world.oscar, case_id=scene.case.id, number=rating.number)
    secrets = ("what Olga saw", "what Piet saw", "Both saw the same", "Because of", "stands apart")

    for user in (world.alice, world.bob, world.pat):
        page = Visitor(user).reads("case", scene.case.id)
        page += Visitor(user).reads("cycle", scene.cycle.id)
        assert not [one for one in secrets if one in page]


def test_a_note_needs_words_and_talking_needs_a_note(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    oscar = Visitor(world.oscar)

    assert oscar.post("notes", scene.case.id, text="  ", outcome="").status_code == 422
    assert oscar.post("finish_talking", scene.case.id).status_code == 409
    assert "We have talked" not in oscar.reads("notes", scene.case.id)
    oscar.post("notes", scene.case.id, text="We saw it differently.", outcome="team_health")

    assert DiscussionNote.objects.get().outcome == "team_health"
    page = oscar.reads("notes", scene.case.id)
    assert "on team health We saw it differently." in page
    assert "We have talked" in page


def test_a_note_that_is_sent_twice_is_there_once(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    oscar = Visitor(world.oscar)
    for _ in range(2):
        oscar.post("notes", scene.case.id, text="Once.", outcome="", once="a" * 24)

    assert DiscussionNote.objects.count() == 1


def test_a_rating_keeps_all_that_was_typed_when_something_is_missing(world: World) -> None:
    scene = together.flagged(world, olga=None, piet=None)
    together.rated(scene)
    sent = rating_data(1) | {"step_impact": "", "reason_delivery": " ", "plan": "A plan typed."}

    response = Visitor(world.olga).post("write_rating", scene.case.id, **sent)

    assert response.status_code == 422
    html = response.content.decode()
    assert "Choose a step." in html
    assert "Write the reason as the members will read it." in html
    assert "Because of impact." in html
    assert "A plan typed." in html


def test_a_rating_that_somebody_changed_meanwhile_is_shown_beside_mine(world: World) -> None:
    scene = together.flagged(world, olga=None, piet=None)
    together.rated(scene)
    olga, piet = Visitor(world.olga), Visitor(world.piet)
    olga.post("write_rating", scene.case.id, **rating_data(1))

    response = piet.post("write_rating", scene.case.id, **rating_data(1, step=4))

    assert response.status_code == 409
    page = words(response)
    assert "What is written now, number 2" in page
    assert 'name="number" value="2"' in response.content.decode()


def test_a_failing_rating_asks_for_a_plan_with_a_day(world: World) -> None:
    scene = together.flagged(world, olga=None, piet=None)
    together.rated(scene)
    olga, piet = Visitor(world.olga), Visitor(world.piet)
    olga.post("write_rating", scene.case.id, **rating_data(1, step=0))
    for visitor in (olga, piet):
        visitor.post("consent", scene.case.id, number=2)

    assert "Write the plan that this partnership gets." in olga.reads("rating", scene.case.id)
    assert olga.post("decide", scene.case.id, number=2).status_code == 409
    sent = rating_data(2, step=0) | {"plan": "Half a day a week.", "plan_on": "2027-03-01"}
    olga.post("write_rating", scene.case.id, **sent)

    page = olga.reads("rating", scene.case.id)
    assert "Half a day a week." in page
    assert "1 March 2027" in page


def test_consent_is_given_to_what_was_read_and_taken_back(world: World) -> None:
    scene = together.flagged(world, olga=None, piet=None)
    together.rated(scene)
    olga, piet = Visitor(world.olga), Visitor(world.piet)

    assert olga.post("consent", scene.case.id, number=7).status_code == 409
    assert olga.post("consent", scene.case.id).status_code == 409
    olga.post("consent", scene.case.id, number=1)
    assert "Olga engineering Agrees" in piet.reads("rating", scene.case.id)
    olga.post("withdraw_consent", scene.case.id, number=1)
    assert "Olga engineering Not yet" in piet.reads("rating", scene.case.id)


def test_punitive_wording_is_quoted_and_stays(world: World) -> None:
    scene = together.flagged(world, olga=None, piet=None)
    together.rated(scene)
    olga = Visitor(world.olga)
    olga.post(
        "write_rating",
        scene.case.id,
        **(rating_data(1) | {"reason_impact": "Take it as a warning."}),
    )

    page = olga.reads("rating", scene.case.id)

    assert "“as a warning” may read as a rating given to make a point" in page
    assert "Take it as a warning." in page
    assert "“as a warning” may read" in olga.reads("cycle", scene.cycle.id)


@pytest.mark.parametrize(("answer", "stage"), [("yes", "discussed"), ("no", "decided")])
def test_a_second_person_answers_a_wish_to_reopen(world: World, answer: str, stage: str) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    olga, piet = Visitor(world.olga), Visitor(world.piet)
    assert olga.post("reopen", scene.case.id, reason=" ").status_code == 422
    olga.post("reopen", scene.case.id, reason="A number was wrong.")
    assert "waits for a second person" in olga.reads("case", scene.case.id)

    page = piet.get("reopen", scene.case.id)
    assert "A number was wrong." in words(page)
    wish = re.search(rb'name="wish" value="(\w+)"', page.content)
    assert wish
    sent = {"wish": wish[1].decode(), "answer": answer}
    assert olga.post("answer_reopen", scene.case.id, **sent).status_code in {302, 409}
    assert scene.fresh().stage == Stage.DECIDED
    piet.post("answer_reopen", scene.case.id, **sent)

    assert scene.fresh().stage == stage

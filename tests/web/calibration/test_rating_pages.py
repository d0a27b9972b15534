"""From proposing alone to deciding, at the pages and without a script."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.apps.calibration.cycles import Scene
from tests.personas import World
from tests.web.calibration.rating_visitor import Visitor, words

from trifecta.apps.calibration.models import (
    Cycle,
    DiscussionNote,
    Flag,
    Interest,
    MemberException,
    Proposal,
    Rating,
)
from trifecta.apps.calibration.services import cycles, deciding, stages
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES

pytestmark = pytest.mark.django_db


def proposed(step: int | str, reason: str = "I saw it.", **more: object) -> dict[str, object]:
    return {"step": step, "reason": reason, "version": 0, "estimate": "first", **more}


def propose_all(visitor: Visitor, scene: Scene, steps: tuple[int, ...], estimate: str) -> None:
    """Every outcome one after the other, as the pages lead."""
    for place, (outcome, step) in enumerate(zip(OUTCOMES, steps, strict=True)):
        page = visitor.get("propose", scene.case.id, outcome)
        version = re.search(rb'name="version" value="(\d+)"', page.content)
        assert version
        response = visitor.post(
            "propose",
            scene.case.id,
            outcome,
            **proposed(step, estimate=estimate, version=int(version[1])),
        )
        after = (
            "proposal/" if place + 1 == len(OUTCOMES) else f"propose/{list(OUTCOMES)[place + 1]}/"
        )
        assert response.headers["Location"].endswith(after)


# ---------------------------------------------------------------- alone


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


def rating_data(number: int, step: int = 2) -> dict[str, object]:
    return {
        "number": number,
        **{f"step_{one}": step for one in OUTCOMES},
        **{f"reason_{one}": f"Because of {one}." for one in OUTCOMES},
    }


def test_nothing_is_chosen_before_somebody_chooses(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    html = Visitor(world.olga).get("propose", scene.case.id, "delivery").content.decode()

    assert html.count('type="radio"') == len(scenes.LABELS)
    assert " checked" not in html


@pytest.mark.parametrize("steps", [2, 9])
def test_a_scale_has_the_steps_of_its_cycle_by_name(world: World, steps: int) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    labels = [f"A step with a name, number {n}" for n in range(steps)]
    Cycle.objects.filter(id=scene.cycle.id).update(labels=labels)
    html = Visitor(world.olga).get("propose", scene.case.id, "delivery").content.decode()

    assert html.count('type="radio"') == steps
    assert f"number {steps - 1}" in html
    assert ("scale down" in html) == (steps > 2)


def test_one_can_stop_half_way_and_go_on_later(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    olga = Visitor(world.olga)
    olga.post("propose", scene.case.id, "delivery", **proposed("", "A beginning."))

    page = olga.reads("proposal", scene.case.id)

    assert "A beginning." in page
    assert "No step yet" in page
    assert "Hand it in" not in page


def test_two_tabs_do_not_overwrite_each_other(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    olga = Visitor(world.olga)
    olga.post("propose", scene.case.id, "delivery", **proposed(1, "From one tab."))

    response = olga.post("propose", scene.case.id, "delivery", **proposed(3, "From the other."))

    assert response.status_code == 409
    page = words(response)
    assert "From one tab." in page
    assert "From the other." in response.content.decode()
    assert Proposal.objects.get().steps == {"delivery": 1}
    again = olga.post("propose", scene.case.id, "delivery", **proposed(3, "Both.", version=1))
    assert again.status_code == 302


def test_what_was_typed_is_kept_when_proposals_were_shown_meanwhile(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)

    response = Visitor(world.olga).post(
        "propose", scene.case.id, "delivery", **proposed(3, "Something long that was typed.")
    )

    assert response.status_code == 409
    assert "Something long that was typed." in words(response)


def test_a_first_proposal_that_comes_late_is_no_second_one(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)

    response = Visitor(world.olga).post("propose", scene.case.id, "delivery", **proposed(0))

    assert response.status_code == 409
    assert not Proposal.objects.filter(estimate="second").exists()


def test_a_step_that_is_not_on_the_scale_is_refused_and_words_are_kept(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)

    response = Visitor(world.olga).post(
        "propose", scene.case.id, "delivery", **proposed(17, "What I saw of them.")
    )

    assert response.status_code == 422
    assert "Choose one of the steps of the scale." in words(response)
    assert "What I saw of them." in response.content.decode()


def test_nothing_is_handed_in_unseen(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    olga = Visitor(world.olga)
    propose_all(olga, scene, (2, 3, 1, 3), "first")

    assert "not marked any evidence as looked at" in olga.reads("proposal", scene.case.id)
    assert olga.post("hand_in", scene.case.id).status_code == 409


def test_what_was_handed_in_is_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))
    olga = Visitor(world.olga)
    assert "You have handed in" in olga.reads("case", scene.case.id)
    assert olga.get("propose", scene.case.id, "delivery").status_code == 302

    olga.post("take_back", scene.case.id)

    assert "Hand it in" in olga.reads("proposal", scene.case.id)


# ---------------------------------------------------------------- flags and interests


def gaps(*steps: int, why: str = "She missed the plannings.") -> dict[str, object]:
    return {"why": why, **{f"gap_{one}": gap for one, gap in zip(OUTCOMES, steps, strict=True)}}


def test_a_flag_is_given_changed_and_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    alice = together.member(scene, world.alice).id
    olga = Visitor(world.olga)
    olga.post("flag", scene.case.id, alice, **gaps(-2, -1, -1, -1))

    assert "1.25 steps below on average, you say." in olga.reads("proposal", scene.case.id)
    olga.post("flag", scene.case.id, alice, **gaps(-2, -2, -2, -2))
    assert Flag.objects.get().gaps == dict.fromkeys(OUTCOMES, -2)
    olga.post("unflag", scene.case.id, alice)

    assert not Flag.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (gaps(0, 0, 0, 0), "Choose at least one outcome"),
        (gaps(-1, 0, 0, 0, why=" "), "Say what you saw yourself"),
        (gaps(-9, 0, 0, 0), "Choose one of these."),
    ],
)
def test_a_flag_that_cannot_be_is_explained(
    world: World, sent: dict[str, object], said: str
) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    alice = together.member(scene, world.alice).id

    response = Visitor(world.olga).post("flag", scene.case.id, alice, **sent)

    assert response.status_code == 422
    assert said in words(response)
    assert not Flag.objects.exists()


def test_a_flag_of_somebody_else_s_case_leads_nowhere(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)

    assert Visitor(world.olga).get("flag", scene.case.id, "nobody").status_code == 404


def test_an_interest_is_declared_read_by_peers_and_taken_back(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    olga, piet = Visitor(world.olga), Visitor(world.piet)
    olga.post("interest", scene.case.id, kind="manages", words="Alice reports to me.")

    assert "manages a member: Alice reports to me." in piet.reads("case", scene.case.id)
    row = Interest.objects.get()
    assert piet.post("withdraw_interest", scene.case.id, row.id).status_code == 404
    olga.post("withdraw_interest", scene.case.id, row.id)
    assert "Alice reports to me." not in piet.reads("case", scene.case.id)


def test_who_steps_back_is_told_before_and_is_absent_after(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    piet, olga = Visitor(world.piet), Visitor(world.olga)
    assert "Nobody else calibrates for product." in piet.reads("step_back", scene.case.id)
    assert piet.post("step_back", scene.case.id, because=" ").status_code == 422

    response = piet.post("step_back", scene.case.id, because="I am close to Bob.")

    assert response.headers["Location"].endswith(f"/cycle/{scene.cycle.id}/")
    assert piet.get("case", scene.case.id).status_code == 404
    page = olga.reads("case", scene.case.id)
    assert "Nobody calibrates for product." in page
    assert not re.search(r"Piet product", page)


# ---------------------------------------------------------------- together


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


# ---------------------------------------------------------------- exceptions


def exception_data(scene: Scene, number: int) -> dict[str, object]:
    said = together.exception_words(scene)
    return {
        "number": number,
        "code": said.code,
        "reason": said.reason,
        "evidence": list(said.evidence),
        "told_on": said.told_on.isoformat() if said.told_on else "",
        "told_by": said.told_by,
        **{f"step_{one}": step for one, step in said.steps.items()},
    }


def test_an_exception_is_written_seen_changed_and_taken_out(world: World) -> None:
    scene = together.flagged(world)
    together.rated(scene)
    alice = together.member(scene, world.alice).id
    olga, piet = Visitor(world.olga), Visitor(world.piet)
    assert "Write an exception for Alice" in olga.reads("rating", scene.case.id)
    olga.post("exception", scene.case.id, alice, **exception_data(scene, 1))

    page = piet.reads("rating", scene.case.id)
    assert "An exception: Alice Does not show up for the work. Olga told Alice" in page
    piet.post(
        "exception",
        scene.case.id,
        alice,
        **(exception_data(scene, 2) | {"reason": "Other words."}),
    )
    assert MemberException.objects.get(rating__number=3).reason == "Other words."
    piet.post("drop_exception", scene.case.id, alice, number=3)

    assert "An exception" not in piet.reads("rating", scene.case.id)


def test_without_flags_there_is_no_form_for_one(world: World) -> None:
    scene = together.flagged(world, piet=None)
    together.rated(scene)
    alice = together.member(scene, world.alice).id
    olga = Visitor(world.olga)

    page = olga.get("exception", scene.case.id, alice)
    assert "Alice shares the rating" in words(page)
    assert b"<form" not in page.content
    assert "Write an exception" not in olga.reads("rating", scene.case.id)
    sent = olga.post("exception", scene.case.id, alice, **exception_data(scene, 1))
    assert sent.status_code == 409
    assert not MemberException.objects.exists()


def test_an_exception_keeps_what_was_typed(world: World) -> None:
    scene = together.flagged(world)
    together.rated(scene)
    alice = together.member(scene, world.alice).id
    sent = exception_data(scene, 1) | {"told_on": "2999-01-01"}

    response = Visitor(world.olga).post("exception", scene.case.id, alice, **sent)

    assert response.status_code == 422
    assert "Tell them first" in words(response)
    assert "three of eleven plannings" in response.content.decode()


# ---------------------------------------------------------------- reopening


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


# ---------------------------------------------------------------- the case


@pytest.mark.parametrize(
    ("stage", "olga_does", "oscar_does"),
    [
        (Stage.EVIDENCE, "Evidence is being gathered", "Evidence is being gathered"),
        (Stage.BLIND, "Look at the evidence first", "Each calibrator proposes alone"),
        (Stage.REVEALED, "Talk about team health first", "Talk about team health first"),
        (Stage.DISCUSSED, "Look over what you propose", "proposes once more, alone"),
        (Stage.DECIDED, "The rating is decided", "The rating is decided"),
        (Stage.LOCKED, "The rating is decided", "The rating is decided"),
        (Stage.RELEASED, "The rating is decided", "The rating is decided"),
        (Stage.CLOSED, "The rating is decided", "The rating is decided"),
    ],
)
def test_a_case_names_the_one_thing_to_do(
    world: World, stage: Stage, olga_does: str, oscar_does: str
) -> None:
    scene = scenes.scene_at(world, stage)

    assert olga_does in Visitor(world.olga).reads("case", scene.case.id)
    assert oscar_does in Visitor(world.oscar).reads("case", scene.case.id)


def test_a_case_that_was_set_aside_says_why(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="Bob has left.")

    assert "Bob has left." in Visitor(world.olga).reads("case", scene.case.id)
    assert Visitor(world.olga).get("proposal", scene.case.id).status_code == 302


def queries(user: User, name: str, *args: str) -> int:
    visitor = Visitor(user)
    visitor.get(name, *args)
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(name, *args).status_code == 200
    return len(captured)


def test_pages_of_the_room_ask_no_more_with_more_notes(world: World) -> None:
    scene = together.flagged(world)
    together.rated(scene)
    pages = ("case", "side_by_side", "notes", "rating")
    few = [queries(world.olga, name, scene.case.id) for name in pages]
    for _ in range(5):
        deciding.write_note(actor=world.oscar, case_id=scene.case.id, text="One more.")

    assert [queries(world.olga, name, scene.case.id) for name in pages] == few
    assert max(few) <= 40


def test_a_deputy_is_shown_beside_the_executive(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    scenes.join_organisation(world, world.dana)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="product"
    )

    page = Visitor(world.dana).reads("side_by_side", scene.case.id)

    assert "Talk about team health first" in page

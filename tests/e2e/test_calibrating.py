"""Three executives and whoever leads the session take a trifecta from evidence to its rating.

Each is at a browser of their own, one of them without JavaScript, one on a phone; a member reads
the letter at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from tests.apps.calibration import cycles as scenes
from tests.e2e.conftest import NARROW, Person
from tests.e2e.steps import sign_in
from tests.personas import World, join, make_world

from trifecta.apps.calibration.models import Case, Cycle
from trifecta.apps.calibration.services import cycles, stages
from trifecta.apps.people.models import PartnerRole
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES

pytestmark = pytest.mark.django_db(transaction=True)

FIRST: Final = {"olga": (2, 3, 1, 3), "piet": (2, 3, 3, 2), "dana": (2, 3, 2, 2)}
RATING: Final = (2, 3, 2, 2)
SAW: Final = "{name} saw {outcome}"


def test_a_trifecta_is_rated_by_its_executives_together(
    open_browser: Callable[..., Person],
) -> None:
    world = make_world()
    case = a_trifecta_with_evidence(world)
    room = {
        "olga": open_browser(),
        "piet": open_browser(java_script_enabled=False),
        "dana": open_browser(viewport=NARROW),
        "pat": open_browser(),
    }
    for name, person in room.items():
        sign_in(person, world.everyone[name])
    add_and_close_evidence(room["olga"], room["pat"], case)
    propose_alone(room, case)
    talk(room, case)
    propose_again(room, case)
    agree(room, case)
    alice = open_browser(viewport=NARROW)
    sign_in(alice, world.alice)
    release(room["pat"], alice, case)


def a_trifecta_with_evidence(world: World) -> Case:
    """alice, bob and carol are rated; olga, piet and dana calibrate; pat leads the session."""
    join(
        partnership=world.partnership,
        inviter=world.alice,
        user=world.carol,
        role=PartnerRole.BUSINESS,
    )
    scenes.join_organisation(world, world.dana)
    cycle = cycles.create_cycle(
        actor=world.pat,
        organisation_id=world.organisation.id,
        words=scenes.words_of_a_cycle(),
    )
    cycles.choose_partnerships(
        actor=world.pat, cycle_id=cycle.id, partnership_ids=[world.partnership.id]
    )
    for user, function in (
        (world.olga, "engineering"),
        (world.piet, "product"),
        (world.dana, "business"),
    ):
        cycles.seat_calibrator(
            actor=world.pat, cycle_id=cycle.id, user_id=user.id, function=function
        )
    cycles.name_helpers(
        actor=world.pat,
        cycle_id=cycle.id,
        facilitator_id=world.pat.id,
        appeals_to_id=world.oscar.id,
    )
    stages.advance_cycle(actor=world.pat, cycle_id=cycle.id, to=Stage.EVIDENCE)
    return Case.objects.select_related("cycle").get(cycle=cycle)


def add_and_close_evidence(olga: Person, pat: Person, case: Case) -> None:
    olga.go(f"/case/{case.id}/evidence/add/other/")
    olga.page.locator("input[name=title]").fill("Releases went from monthly to weekly")
    olga.press("Add it")
    assert olga.sees("Releases went from monthly to weekly")
    scenes.let_evidence_close(case.cycle)
    go_on(pat, case.cycle)
    assert pat.sees("Each alone")


def go_on(pat: Person, cycle: Cycle) -> None:
    """Take the cycle to its next stage, by the one button of its page."""
    pat.go(f"/cycle/{cycle.id}/go-on/")
    pat.page.locator("main form .button").first.click()
    pat.page.wait_for_load_state()


def propose_alone(room: dict[str, Person], case: Case) -> None:
    for name, steps in FIRST.items():
        person = room[name]
        person.go(f"/case/{case.id}/evidence/")
        person.page.get_by_role("button", name="Mark as looked at").first.click()
        person.page.wait_for_load_state()
        propose(person, case, name, steps)
        hand_in(person, case)
        unread = [one for one in FIRST if one != name]
        if name != "dana":
            for other in (*unread, "pat"):
                room[other].go(f"/case/{case.id}/")
                assert room[other].lacks(f"{name} saw")
    for person in room.values():
        person.go(f"/case/{case.id}/side-by-side/")
        assert person.sees("Talk about team health first")
        assert all(person.sees(SAW.format(name=name, outcome="impact")) for name in FIRST)


def propose(person: Person, case: Case, name: str, steps: tuple[int, ...]) -> None:
    for outcome, step in zip(OUTCOMES, steps, strict=True):
        person.go(f"/case/{case.id}/propose/{outcome}/")
        person.page.locator(f"input[name=step][value='{step}']").check(force=True)
        person.page.locator("textarea[name=reason]").fill(SAW.format(name=name, outcome=outcome))
        person.press("Save and go on")


def hand_in(person: Person, case: Case) -> None:
    person.go(f"/case/{case.id}/proposal/hand-in/")
    person.press("Hand it in")


def talk(room: dict[str, Person], case: Case) -> None:
    """On the shared screen, by keyboard, and the note on it."""
    pat = room["pat"]
    pat.go(f"/cycle/{case.cycle_id}/session/")
    pat.press("Begin")
    assert pat.sees("Talk about team health first")
    pat.page.keyboard.press("n")
    focused = pat.page.evaluate("document.activeElement.tagName")
    assert focused == "TEXTAREA"
    pat.page.keyboard.type("The survey did not ask about nights.")
    pat.press("Write it down")
    assert pat.sees("The survey did not ask about nights.")
    room["olga"].go(f"/case/{case.id}/notes/")
    room["olga"].press("We have talked")


def propose_again(room: dict[str, Person], case: Case) -> None:
    for name in FIRST:
        propose(room[name], case, f"{name} again", RATING)
        hand_in(room[name], case)
    room["piet"].go(f"/case/{case.id}/side-by-side/")
    assert room["piet"].sees("olga again saw")


def agree(room: dict[str, Person], case: Case) -> None:
    pat = room["pat"]
    pat.go(f"/case/{case.id}/rating/write/")
    for outcome, step in zip(OUTCOMES, RATING, strict=True):
        pat.page.locator(f"input[name=step_{outcome}][value='{step}']").check(force=True)
        pat.page.locator(f"textarea[name=reason_{outcome}]").fill(f"The reason of {outcome}.")
    pat.press("Save the rating")
    assert pat.sees("has not agreed to the rating yet") or pat.sees("have not agreed")
    for name in FIRST:
        room[name].go(f"/case/{case.id}/rating/")
        room[name].press("I agree to this rating")
    pat.go(f"/case/{case.id}/rating/decide/")
    pat.press("Decide this rating")
    assert Case.objects.get(id=case.id).stage == Stage.DECIDED


def release(pat: Person, alice: Person, case: Case) -> None:
    alice.go(f"/case/{case.id}/letter/")
    assert alice.lacks("The reason of impact.")
    go_on(pat, case.cycle)
    go_on(pat, case.cycle)
    alice.go("/calibration/")
    alice.go(f"/case/{case.id}/letter/")
    assert alice.sees("The reason of impact.")
    assert alice.lacks("olga saw")
    assert alice.lacks("did not ask about nights")
    alice.press("Respond")
    alice.page.locator("main textarea").fill("We see it the same way.")
    alice.page.locator("main form .button").first.click()
    alice.page.wait_for_load_state()
    assert alice.sees("We see it the same way.")
    alice.page.wait_for_load_state()
    over = alice.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not over

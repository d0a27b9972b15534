"""Session mode: one shared screen, walked by links, with a clock, all without a script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.apps.calibration.cycles import Scene
from tests.personas import World, another_partnership
from tests.web.calibration.rating_visitor import Visitor, words

from trifecta.apps.calibration.models import Case, DiscussionNote
from trifecta.apps.calibration.services import cycles, panels, stages
from trifecta.domain.calibration.stages import Stage

pytestmark = pytest.mark.django_db


def several(world: World, *names: str) -> Scene:
    """A cycle that is blind, with more partnerships of alice and bob."""
    scenes.join_organisation(world, world.carol)
    return several_more(world, *names)


def link(response: Any, rel: str) -> str:
    found = re.search(rf'<a rel="{rel}" href="([^"]+)"', response.content.decode())
    return found[1].replace("&amp;", "&") if found else ""


def test_it_walks_from_partnership_to_partnership_by_links(world: World) -> None:
    scene = several(world, "Billing", "Search")
    oscar = Visitor(world.oscar)
    seen = [oscar.get("session", scene.cycle.id, begin="1").headers["Location"]]
    for _ in range(2):
        seen.append(link(oscar.client.get(seen[-1]), "next"))
    response = oscar.client.get(seen[-1])

    pages = [words(oscar.client.get(at)) for at in seen]
    assert ["1 of 3" in pages[0], "2 of 3" in pages[1], "3 of 3" in pages[2]] == [True] * 3
    assert ["Billing:" in pages[0], "Growth:" in pages[1], "Search:" in pages[2]] == [True] * 3
    assert link(response, "next") == ""
    assert link(response, "prev") == seen[1]


def test_what_is_blind_stays_sealed_on_it(world: World) -> None:
    scene = several(world, "Billing")
    scenes.reveal(scene)
    billing = Case.objects.get(cycle=scene.cycle, partnership__name="Billing")
    oscar = Visitor(world.oscar)

    sealed = oscar.reads("session_case", scene.cycle.id, billing.id)
    shown = oscar.reads("session_case", scene.cycle.id, scene.case.id)

    assert "Sealed" in sealed
    assert "what Olga saw" not in sealed
    assert "Talk about team health first" in shown
    assert "what Olga saw of delivery" in shown


def test_a_case_somebody_here_stepped_back_from_is_not_on_it(world: World) -> None:
    scene = several(world, "Billing")
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")
    olga, piet = Visitor(world.olga), Visitor(world.piet)

    page = olga.reads("session", scene.cycle.id)
    assert "Growth" not in page
    assert "Others are not on the shared screen" in page
    hidden = olga.reads("session_case", scene.cycle.id, scene.case.id)
    assert "Not on the shared screen" in hidden
    assert "Growth" not in hidden
    assert piet.get("session_case", scene.cycle.id, scene.case.id).status_code == 404

    alone = olga.get("session_case", scene.cycle.id, scene.case.id, away=world.piet.id)
    assert "Growth:" in words(alone)


def test_a_note_is_written_on_it_and_the_walk_stays_where_it_is(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    oscar = Visitor(world.oscar)
    first = oscar.get("session_case", scene.cycle.id, scene.case.id, minutes="10")
    at = first.headers["Location"]
    oscar.sent += 1

    response = oscar.client.post(at, {"text": "We talked.", "outcome": "", "once": "b" * 24})

    assert response.headers["Location"] == at
    assert DiscussionNote.objects.get().by == world.oscar
    assert "We talked." in words(oscar.client.get(at))


def test_a_note_that_cannot_be_kept_stays_in_its_field(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    oscar = Visitor(world.oscar)

    response = oscar.post(
        "session_case", scene.cycle.id, scene.case.id, text="long " * 2_000, outcome=""
    )

    assert response.status_code == 422
    assert "long long long" in response.content.decode()


def test_the_clock_says_until_when_and_is_not_begun_anew_by_reloading(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    oscar = Visitor(world.oscar)
    at = oscar.get("session_case", scene.cycle.id, scene.case.id, minutes="15").headers["Location"]

    first, second = oscar.client.get(at), oscar.client.get(at)

    until = re.search(rb'data-until="(\d+)"', first.content)
    assert until
    assert until.group() in second.content
    assert "15 minutes, until" in words(first)


@pytest.mark.parametrize(
    "query",
    [
        {"minutes": "7"},
        {"minutes": "-5", "began": "x"},
        {"minutes": "9" * 40},
        {"began": "9" * 11},
        {"minutes": "5", "began": "1"},
        {"away": ["nobody", "'; drop table"]},
        {"minutes": "٣"},
    ],
)
def test_an_address_that_means_nothing_is_read_as_if_it_said_nothing(
    world: World, query: dict[str, Any]
) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    response = Visitor(world.oscar).get("session_case", scene.cycle.id, scene.case.id, **query)

    assert response.status_code in {200, 302}
    if response.status_code == 302:
        assert "began=" in response.headers["Location"]


def test_a_time_that_is_over_stops_nothing(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    oscar = Visitor(world.oscar)
    at = oscar.get("session_case", scene.cycle.id, scene.case.id, minutes="5").headers["Location"]
    began = re.search(r"began=(\d+)", at)
    assert began
    long_ago = at.replace(began[1], str(int(began[1]) - 3_600))

    assert "the time is over, nothing stops" in words(oscar.client.get(long_ago))


def test_the_keys_are_written_down_and_every_key_has_a_link_or_a_field(world: World) -> None:
    scene = several(world, "Billing", "Search")
    scenes.reveal(scene)
    oscar = Visitor(world.oscar)
    response = oscar.get("session_case", scene.cycle.id, scene.case.id)
    html = response.content.decode()

    assert link(response, "next")
    assert link(response, "prev")
    assert '<textarea name="text"' in html
    assert 'id="id_text"' in html
    assert '<details class="mt7" id="keys">' in html
    assert html.count("<kbd>") >= 4


def test_another_cycle_s_case_is_not_in_this_session(world: World) -> None:
    scene = scenes.scene_at(world, Stage.REVEALED)
    other = scenes.Scene(
        world=world,
        cycle=cycles.create_cycle(
            actor=world.pat,
            organisation_id=world.organisation.id,
            words=scenes.words_of_a_cycle(),
        ),
        case=scene.case,
    )
    for user, function in ((world.olga, "engineering"), (world.piet, "product")):
        together.seat(other, user, function)
    cycles.choose_partnerships(
        actor=world.pat, cycle_id=other.cycle.id, partnership_ids=[world.partnership.id]
    )
    cycles.name_helpers(actor=world.pat, cycle_id=other.cycle.id, appeals_to_id=world.carol.id)
    scenes.give_notice(other)
    scenes.let_evidence_close(other.cycle)
    stages.advance_cycle(actor=world.pat, cycle_id=other.cycle.id, to=Stage.BLIND)

    response = Visitor(world.olga).get("session_case", other.cycle.id, scene.case.id)

    assert response.status_code == 404


def test_it_asks_no_more_with_more_partnerships(world: World) -> None:
    scene = several(world)
    few = _queries(scene)
    more = several_more(world, "Billing", "Search", "Hiring")

    assert _queries(more) == few


def several_more(world: World, *names: str) -> Scene:
    """The same people in another cycle with more partnerships."""
    others = [another_partnership(world, name).partnership for name in names]
    ids = [one.id for one in (world.partnership, *others)]
    cycle = cycles.create_cycle(
        actor=world.pat, organisation_id=world.organisation.id, words=scenes.words_of_a_cycle()
    )
    cycles.choose_partnerships(actor=world.pat, cycle_id=cycle.id, partnership_ids=ids)
    made = Scene(
        world=world,
        cycle=cycle,
        case=Case.objects.get(cycle=cycle, partnership=world.partnership),
    )
    for user, function in ((world.olga, "engineering"), (world.piet, "product")):
        together.seat(made, user, function)
    cycles.name_helpers(
        actor=world.pat,
        cycle_id=cycle.id,
        facilitator_id=world.oscar.id,
        appeals_to_id=world.carol.id,
    )
    scenes.give_notice(made)
    scenes.add_and_open(made)
    return made


def _queries(scene: Scene) -> list[int]:
    oscar = Visitor(scene.world.oscar)
    found = []
    for name, args in (
        ("session", (scene.cycle.id,)),
        ("session_case", (scene.cycle.id, scene.case.id)),
        ("cycle", (scene.cycle.id,)),
    ):
        oscar.get(name, *args)
        with CaptureQueriesContext(connection) as captured:
            assert oscar.get(name, *args).status_code == 200
        found.append(len(captured))
    return found

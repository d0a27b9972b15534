"""Pages take a bounded number of queries, however much there is to show."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, join
from tests.web.checkins.pages import Visitor

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Finding

pytestmark = pytest.mark.django_db


def queries(world: World, name: str, *args: object) -> int:
    alice = Visitor(world.alice)
    alice.get(name, *args)
    with CaptureQueriesContext(connection) as captured:
        assert alice.get(name, *args).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("name", "most"),
    [("answer", 9), ("points", 9), ("limits", 9), ("pulse", 9), ("review", 10), ("take-back", 9)],
)
def test_a_page_of_a_sealed_check_in(world: World, name: str, most: int) -> None:
    round_id = started(world)
    for _ in range(6):
        services.add_limit(
            actor=world.alice, round_id=round_id, kind="tired", text="x", visibility="partners"
        )
    assert queries(world, name, round_id) <= most


def test_a_question(world: World) -> None:
    assert queries(world, "question", started(world), 7) <= 9


def test_saving_a_question(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    with CaptureQueriesContext(connection) as captured:
        alice.post("question", round_id, 7, own="1", keep="1")
    assert len(captured) <= 23


@pytest.mark.parametrize("name", ["diagnosis", "questions"])
def test_a_result_of_two_and_of_three_people(world: World, name: str) -> None:
    pair = queries(world, name, opened(world))
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    round_id = started(world)
    for actor in (world.alice, world.bob, world.carol):
        answer_and_seal(actor=actor, round_id=round_id)
    assert queries(world, name, round_id) <= pair <= 24


def test_trends_do_not_grow_with_the_rounds(world: World) -> None:
    opened(world)
    one = queries(world, "trends", world.partnership.id)
    opened(world)
    opened(world)
    assert queries(world, "trends", world.partnership.id) == one <= 10


def test_a_result_with_replies_takes_no_more(world: World) -> None:
    round_id = opened(world)
    before = queries(world, "diagnosis", round_id)
    finding_id = Finding.objects.get(round_id=round_id).id
    for actor in (world.alice, world.bob):
        services.send_reply(
            actor=actor,
            round_id=round_id,
            finding_id=finding_id,
            fit="differs",
            words="Not so.",
            instead_of="",
        )
    assert queries(world, "diagnosis", round_id) == before
    assert queries(world, "reply", round_id, finding_id) <= 11

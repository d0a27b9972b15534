"""What a plan rests on, and looking with new numbers: only a button works out or counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.apps.compromise.boards import (
    Board,
    make_board,
    score,
    suggest,
    write_need,
    write_position,
)
from tests.apps.tensions import story
from tests.browsing import browser, forms_of, without_tokens
from tests.personas import World, join
from tests.privacy.machine import drawn
from tests.web.plans.test_plan_pages import address, plan_page, signed_in, text

from trifecta.apps.compromise.models import Look, WorkedOut
from trifecta.apps.compromise.selectors.found import plan_for
from trifecta.apps.compromise.services.looking import LOOKS_A_DAY
from trifecta.apps.compromise.services.plans import NewOption, add_option, change_option
from trifecta.apps.people.models import User
from trifecta.apps.records.ids import ids_from
from trifecta.apps.tensions.models import Statement, TensionState
from trifecta.apps.tensions.selectors import weights_for
from trifecta.apps.tensions.services import (
    change_statement,
    give_points,
    mark_outcome,
    share_side,
)

SECRET = "Sleep, which nobody else may know of"


@pytest.fixture
def board(world: World) -> Board:
    """On which the plan gives both most and not all, and everybody has two needs."""
    board = make_board(world)
    calm = write_need(world.alice, board.tension_id, "Fewer nights on call")
    for actor in (world.alice, world.bob):
        share_side(actor=actor, tension_id=board.tension_id)
    score(world.alice, board, board.alice_need, kit=60, rewrite=100)
    score(world.alice, board, calm, rewrite=50, runs=-20)
    score(world.bob, board, board.bob_need, kit=10, runs=70, by_hand=90)
    return board


def rests_on(board: Board, key: str = "suggested") -> str:
    return address("rests_on", board.tension_id, key)


def worked_out(client: Client, board: Board, key: str = "suggested") -> Any:
    plan_page(client, board.tension_id)
    return client.post(rests_on(board, key), follow=True)


# ---------------------------------------------------------------- looking is pressing a button


def test_opening_a_page_writes_nothing(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    for _ in range(2):
        for where in (address("plan", board.tension_id), rests_on(board)):
            with CaptureQueriesContext(connection) as queries:
                client.get(where, follow=True)
            written = [q["sql"] for q in queries if not q["sql"].startswith("SELECT")]
            assert [sql for sql in written if "compromise_" in sql or "records_audit" in sql] == []
        plan_page(client, board.tension_id)
    assert Look.objects.count() == 1


def test_before_the_first_look_one_is_told_that_plans_can_be_looked_at(
    world: World, board: Board
) -> None:
    client = browser(world.alice)
    page = client.get(address("plan", board.tension_id))
    assert "Everything is there: you can look at the plans" in text(page)
    page = plan_page(signed_in(world.alice), board.tension_id)
    assert "Who gets what, and what it costs" in text(page)


def test_new_numbers_are_said_and_looked_at_by_a_button(world: World, board: Board) -> None:
    client = signed_in(world.bob)
    plan_page(client, board.tension_id)
    kit = NewOption(title="Build the kit", effort={board.first: {"engineers": 21}})
    change_option(actor=world.alice, option_id=board.kit, new=kit, version=1)
    page = client.get(address("plan", board.tension_id))
    assert "The numbers have changed since you last looked" in text(page)
    assert "met" not in page.context
    assert "Who gets what" in text(client.post(address("look", board.tension_id), follow=True))


def test_sealing_what_counts_is_a_look_as_well(world: World, board: Board) -> None:
    weights = weights_for(actor=world.alice, tension_id=board.tension_id)
    points = dict(zip(weights.ids, (70, 30), strict=True))
    give_points(actor=world.alice, tension_id=board.tension_id, points=points)
    client = signed_in(world.alice)
    plan_page(client, board.tension_id)
    seal = reverse("tensions:seal_weights", args=[board.tension_id])
    page = client.post(seal, {"version": weights.version + 1, "once": "s" * 22}, follow=True)
    assert "Who gets what, and what it costs" in text(page)
    assert Look.objects.count() == 2


def test_what_one_came_for_is_there_after_the_look(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    page = plan_page(client, board.tension_id)
    key = [line.key for line in page.context["comparison"].lines if line.key][-1]
    Look.objects.all().delete()
    page = client.get(address("plan", board.tension_id), {"look": key})
    assert page.context["key"] == key
    there = client.post(address("look", board.tension_id), {"look": key}).headers["Location"]
    assert there == f"{address('plan', board.tension_id)}?look={key}"
    Look.objects.all().delete()
    odd = client.post(address("look", board.tension_id), {"look": "//example.com"})
    assert odd.headers["Location"] == address("plan", board.tension_id)


def test_a_suggestion_is_named_before_the_look(world: World, board: Board) -> None:
    suggest(world.alice, board)
    page = text(signed_in(world.bob).get(address("plan", board.tension_id)))
    assert "Alice suggests “Kit first”" in page


def test_the_last_numbers_of_ones_own_lead_straight_to_the_plans(
    world: World, board: Board
) -> None:
    client = signed_in(world.bob)
    where = address("score", board.tension_id, board.bob_need)
    form = client.get(where).context["form"]
    data = {name: bound.value() or "" for name in form.fields for bound in (form[name],)}
    page = client.post(where, data, follow=True)
    assert "Who gets what, and what it costs" in text(page)
    assert Look.objects.get().member.user == world.bob


def test_a_form_that_comes_with_new_numbers_loses_nothing(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    key = plan_page(client, board.tension_id).context["looked_at"].key
    where = address("suggest", board.tension_id, key)
    assert client.get(where).status_code == 200
    score(world.alice, board, board.alice_need, kit=60, rewrite=98)
    assert client.get(where).headers["Location"] == address("plan", board.tension_id)
    page = client.post(where, {"title": "Kit first", "summary": "As we said"}, follow=True)
    assert "You suggested “Kit first”" in text(page)


# ---------------------------------------------------------------- what a plan rests on


def test_from_the_plan_it_is_worked_out_and_read_again(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    page = plan_page(client, board.tension_id)
    assert page.context["rests_on"] == rests_on(board)
    assert "Work it out" in text(page)
    asked = text(client.get(rests_on(board)))
    assert "Three questions that a plan leaves open" in asked
    said = text(worked_out(client, board))
    for words in (
        "Beside the plan that is best for you alone",
        "Beside the plan that is best for Bob alone",
        "Why not everybody’s favourite",
        "Which of your weights it turns on",
        "of 100 cases",
    ):
        assert words in said
    assert "See what it rests on" in text(plan_page(client, board.tension_id))
    assert text(client.get(rests_on(board))) == said
    assert WorkedOut.objects.count() == 1


def test_every_plan_that_could_be_signed_has_one(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    lines = plan_page(client, board.tension_id).context["comparison"].lines
    key = next(line.key for line in lines if line.key and line.kind != "suggested")
    page = worked_out(client, board, key)
    assert page.status_code == 200
    assert "worked_out" in page.context
    looked = client.get(address("plan", board.tension_id), {"look": key})
    assert "See what it rests on" in text(looked)


def test_new_numbers_make_it_stale_and_it_can_be_worked_out_again(
    world: World, board: Board
) -> None:
    client = signed_in(world.alice)
    before = text(worked_out(client, board))
    score(world.bob, board, board.bob_need, kit=10, runs=70, by_hand=88)
    page = text(client.get(rests_on(board)))
    assert "The numbers have changed since this was worked out" in page
    assert "The numbers have changed since you had it worked out" in text(
        plan_page(client, board.tension_id)
    )
    assert "Work it out again" in page
    assert "of 100 cases" not in page
    again = text(client.post(rests_on(board), follow=True))
    assert "of 100 cases" in again
    assert again != before or "of 100" in before
    assert Look.objects.count() == 2


def test_pressing_twice_counts_once(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    for _ in range(3):
        worked_out(client, board)
    assert (Look.objects.count(), WorkedOut.objects.count()) == (2, 1)


def test_after_twelve_it_says_when_it_goes_on(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    for kit in range(LOOKS_A_DAY - 1):
        score(world.alice, board, board.alice_need, kit=kit, rewrite=100)
        plan_page(client, board.tension_id)
    score(world.alice, board, board.alice_need, kit=60, rewrite=100)
    plan_page(client, board.tension_id)
    response = client.post(rests_on(board))
    assert response.status_code == 429
    assert "That is enough looking for today" in text(response)
    assert not WorkedOut.objects.exists()


def test_a_plan_that_has_gone_leads_to_those_there_are(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    plan_page(client, board.tension_id)
    page = text(client.get(rests_on(board, "0" * 16), follow=True))
    assert "These are the plans now." in page


def test_an_agreement_leaves_what_was_worked_out_to_read(world: World, board: Board) -> None:
    alice, bob = signed_in(world.alice), signed_in(world.bob)
    worked_out(alice, board)
    plan_page(bob, board.tension_id)
    mark_outcome(actor=world.alice, tension_id=board.tension_id, state=TensionState.AGREED)
    assert "of 100 cases" in text(alice.get(rests_on(board)))
    assert "Work it out" not in text(plan_page(bob, board.tension_id))
    assert bob.post(rests_on(board)).status_code == 409


def test_three_people_each_read_of_three_favourites(world: World) -> None:
    partnership = world.partnership
    join(partnership=partnership, inviter=world.alice, user=world.carol, role="business")
    board = make_board(world, scored=False)
    write_position(world.carol, board.tension_id)
    need = write_need(world.carol, board.tension_id, "Renewals by March")
    hidden = write_need(world.carol, board.tension_id, SECRET, visibility="mediator")
    share_side(actor=world.carol, tension_id=board.tension_id)
    story.seal(world.carol, board.tension_id, 60, 40)
    score(world.alice, board, board.alice_need, kit=60, rewrite=100)
    score(world.bob, board, board.bob_need, runs=95, by_hand=80)
    score(world.carol, board, need, kit=20, runs=30, by_hand=90)
    score(world.carol, board, hidden, kit=20, runs=10)
    names = ("Alice", "Bob", "Carol")
    for actor in (world.alice, world.bob, world.carol):
        page = text(worked_out(signed_in(actor), board))
        for name in names:
            who = "you" if name == actor.name else name
            assert f"for {who} alone" in page
        assert (SECRET in page) <= (actor == world.carol)


# ---------------------------------------------------------------- who learns what


def test_nobody_reads_what_a_need_weighs_to_another(world: World, board: Board) -> None:
    story.seal(world.alice, board.tension_id, 37, 63)
    own, other = (text(worked_out(signed_in(who), board)) for who in (world.alice, world.bob))
    assert "37%" in own or "63%" in own
    for words in ("37%", "63%", "37% of what matters"):
        assert words not in other
    assert "(100% of what matters to you)" in other or "100% of what matters to you" in other


Deed = Callable[[World, Board, str], None]


def scores_it_otherwise(world: World, board: Board, need: str) -> None:
    score(world.bob, board, need, kit=45, runs=40)


def words_it_otherwise(world: World, board: Board, need: str) -> None:
    row = Statement.objects.get(id=need)
    change_statement(
        actor=world.bob,
        statement_id=need,
        text="Rest, or else",
        because="nobody lasts without",
        version=row.version,
    )


def weighs_it_otherwise(world: World, board: Board, need: str) -> None:
    story.seal(world.bob, board.tension_id, 55, 45)


@pytest.mark.parametrize("deed", [scores_it_otherwise, words_it_otherwise, weighs_it_otherwise])
def test_a_need_that_one_keeps_for_the_finder_changes_no_page_of_another(
    world: World, board: Board, deed: Deed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as it does not move the plan, to the byte; before and after working it out.

    That somebody has sealed anew is said to all, so in the other world they have as well.
    """
    moment = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    need = write_need(world.bob, board.tension_id, SECRET, visibility="mediator")
    score(world.bob, board, need, kit=50, runs=40)
    worked_out(signed_in(world.alice), board)

    def otherwise() -> None:
        deed(world, board, need)

    def instead() -> None:
        if deed is weighs_it_otherwise:
            story.seal(world.bob, board.tension_id, 53, 47)

    assert _plan(world, board, instead) == _plan(world, board, otherwise)
    worlds = [_seen(world, board, instead), _seen(world, board, otherwise)]
    assert worlds[0] == worlds[1]
    assert len(worlds[0]) == 4


@pytest.mark.can_fail
def test_the_comparison_would_notice_a_difference(world: World, board: Board) -> None:
    need = write_need(world.bob, board.tension_id, "Rest for all", visibility="partners")
    score(world.bob, board, need, kit=50, runs=40)
    share_side(actor=world.bob, tension_id=board.tension_id)
    worked_out(signed_in(world.alice), board)

    def otherwise() -> None:
        score(world.bob, board, need, kit=20, runs=10)

    assert _seen(world, board, lambda: None) != _seen(world, board, otherwise)


def _plan(world: World, board: Board, deed: Callable[[], None]) -> Mapping[str, str]:
    """The plan that is suggested to alice after a deed of bob."""
    with transaction.atomic():
        deed()
        found = plan_for(actor=world.alice, tension_id=board.tension_id).found
        transaction.set_rollback(True)
    assert found is not None
    return found.plan.placements


def _seen(world: World, board: Board, deed: Callable[[], None]) -> list[tuple[int, bytes]]:
    """What alice sees of the plan and of what it rests on, before and after she works it out."""
    with transaction.atomic(), ids_from(drawn(7)):
        deed()
        client = browser(world.alice)
        pages = [client.get(rests_on(board)), client.get(address("plan", board.tension_id))]
        WorkedOut.objects.all().delete()
        pages.append(client.get(rests_on(board)))
        (form,) = [
            one
            for one in forms_of(pages[-1].content.decode(), rests_on(board))
            if one.action == rests_on(board)
        ]
        pages.append(client.post(form.action, form.data(), follow=True))
        transaction.set_rollback(True)
    return [(page.status_code, without_tokens(page.content)) for page in pages]


# ---------------------------------------------------------------- queries


def test_it_takes_as_many_queries_however_many_options_there_are(
    world: World, board: Board, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(world.alice)
    for n in range(6):
        new = NewOption(title=f"Small thing {n}", effort={board.second: {"engineers": 1.0}})
        option = add_option(actor=world.bob, tension_id=board.tension_id, new=new).id
        _score_all(world.alice, board, option)
        _score_all(world.bob, board, option)
    worked_out(client, board)
    with django_assert_max_num_queries(25):
        page = client.get(rests_on(board))
    assert page.context["worked_out"]


def _score_all(actor: User, board: Board, option: str) -> None:
    from trifecta.apps.compromise.selectors.plans import board_for
    from trifecta.apps.compromise.services.scoring import score_need

    for need in board_for(actor=actor, tension_id=board.tension_id).needs:
        score_need(
            actor=actor,
            tension_id=board.tension_id,
            need_id=need.id,
            points={**need.points, option: 5},
        )

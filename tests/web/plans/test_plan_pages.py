"""The pages of plans: what they say, what they ask, and what a wrong or late form gets."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.apps.compromise.boards import (
    Board,
    add_weeks,
    make_board,
    open_plans,
    say_default,
    score,
    suggest,
    tension_with_needs,
    write_need,
    write_position,
)
from tests.apps.tensions import story
from tests.personas import World, join

from trifecta.apps.compromise.models import Agreement, DefaultPlan, Option, Proposal, Score, Stage
from trifecta.apps.compromise.services.plans import NewOption, add_option, remove_option
from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import TensionState
from trifecta.apps.tensions.services import mark_outcome, seal_weights, share_side
from trifecta.web.views.plans_making import three_stages


@pytest.fixture
def board(world: World) -> Board:
    return make_board(world)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, *args: str) -> str:
    return reverse(f"compromise:{name}", args=args)


def plan_page(client: Client, tension_id: str, data: Any = None, **how: Any) -> Any:
    """The page of plans, as somebody comes to it; with new numbers they press the button there."""
    there = address("plan", tension_id)
    response = client.get(there, data, **how)
    if "compromise/look.html" not in [template.name for template in response.templates]:
        return response
    looked = client.post(address("look", tension_id))
    return client.get(there, data, **how) if looked.status_code == 302 else looked


def text(response: Any) -> str:
    """The words of a page as somebody reads them, with single spaces."""

    class Words(HTMLParser):
        found: list[str] = []

        def handle_data(self, data: str) -> None:
            self.found.append(data)

    words = Words()
    words.found = []
    words.feed(response.content.decode())
    return " ".join(" ".join(words.found).split())


# ---------------------------------------------------------------- the plan


def test_the_board_says_which_option_takes_more_than_any_stage_has(
    world: World, board: Board
) -> None:
    page = text(signed_in(world.alice).get(address("board", board.tension_id)))
    assert "Takes more weeks than any stage has" not in page
    new = NewOption(title="Move every customer", effort={board.first: {"engineers": 25}})
    add_option(actor=world.alice, tension_id=board.tension_id, new=new)
    page = text(signed_in(world.bob).get(address("board", board.tension_id)))
    assert "Move every customer Takes more weeks than any stage has" in page
    assert page.count("Takes more weeks than any stage has") == 1


class TestPlan:
    def test_begins_with_the_answer(self, world: World, board: Board) -> None:
        page = text(plan_page(signed_in(world.alice), board.tension_id))
        assert "You can both have all of what you need." in page

    def test_says_that_all_plans_were_compared(self, world: World, board: Board) -> None:
        page = text(plan_page(signed_in(world.alice), board.tension_id))
        assert "All 5 plans that can be done were compared." in page

    def test_shows_what_is_done_in_each_stage(self, world: World, board: Board) -> None:
        page = text(plan_page(signed_in(world.bob), board.tension_id))
        assert page.index("First From") < page.index("Build the kit Alice’s needs 100% met")
        assert "Run experiments on the kit Alice’s needs 100% met Bob’s needs 100% met" in page

    def test_says_what_it_costs_those_who_asked_for_something_else(
        self, world: World, board: Board
    ) -> None:
        page = text(plan_page(signed_in(world.alice), board.tension_id))
        assert "Cost: “Rewrite the service” is left out" in page
        assert "Cost: “Run experiments by hand” is left out" in page

    def test_names_a_false_trade_off(self, world: World, board: Board) -> None:
        score(world.alice, board, board.alice_need, kit=95, rewrite=100)
        score(world.bob, board, board.bob_need, kit=10, runs=85, by_hand=100)
        page = text(plan_page(signed_in(world.alice), board.tension_id))
        assert "was never the choice" in page

    def test_says_when_everything_argued_about_was_worse(self, world: World, board: Board) -> None:
        page = text(plan_page(signed_in(world.alice), board.tension_id))
        assert "Every plan you argued about is worse for both of you" in page

    def test_lets_somebody_look_at_another_plan(self, world: World, board: Board) -> None:
        client = signed_in(world.alice)
        page = plan_page(client, board.tension_id)
        key = next(
            line.key
            for line in page.context["comparison"].lines
            if line.name == "Only what Bob asked for"
        )
        other = text(plan_page(client, board.tension_id, {"look": key}))
        assert "Only what Bob asked for · Back to the suggested plan" in other

    def test_goes_back_to_the_plans_there_are_when_one_has_gone(
        self, world: World, board: Board
    ) -> None:
        response = plan_page(
            signed_in(world.alice), board.tension_id, {"look": "0" * 16}, follow=True
        )
        assert "These are the plans now." in text(response)

    def test_shows_every_need_stage_by_stage(self, world: World, board: Board) -> None:
        page = text(plan_page(signed_in(world.bob), board.tension_id))
        assert "Proof by January that growth works Bob 10 100" in page
        assert "What happens if nothing is agreed is not settled yet" in page

    def test_shows_what_somebody_put_forward_in_the_comparison(
        self, world: World, board: Board
    ) -> None:
        suggest(world.alice, board)
        page = text(plan_page(signed_in(world.bob), board.tension_id))
        assert "The suggested plan, put forward by Alice" in page

    def test_is_closed_before_the_gate_opens(self, world: World) -> None:
        tension_id = tension_with_needs(world)
        response = plan_page(signed_in(world.alice), tension_id)
        assert response.status_code == 409
        assert "Plans are not open yet" in text(response)
        assert reverse("tensions:tension", args=[tension_id]) in response.content.decode()

    def test_of_something_settled_points_to_the_agreement_when_somebody_came_later(
        self, world: World
    ) -> None:
        tension_id = story.understood(world)
        mark_outcome(actor=world.alice, tension_id=tension_id, state=TensionState.AGREED)
        join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
        response = plan_page(signed_in(world.alice), tension_id)
        assert "You have an agreement that rests on this" in text(response)
        assert "not open yet" not in text(response)
        where = reverse("compromise:agreements", args=[world.partnership.id])
        assert where in response.content.decode()

    def test_keeps_on_the_page_that_the_plans_were_opened_early(
        self, world: World, board: Board
    ) -> None:
        page = text(plan_page(signed_in(world.bob), board.tension_id))
        assert "Alice opened the plans early" in page
        assert "The review is on Monday." in page

    def test_a_hidden_need_stands_on_its_owners_page_alone(
        self, world: World, board: Board
    ) -> None:
        need = write_need(world.alice, board.tension_id, "Nobody burns out", visibility="mediator")
        share_side(actor=world.alice, tension_id=board.tension_id)
        score(world.alice, board, need, kit=100)
        alice, bob, url = (
            signed_in(world.alice),
            signed_in(world.bob),
            address("board", board.tension_id),
        )
        assert "Nobody burns out" in text(plan_page(alice, board.tension_id))
        assert "Nobody burns out" not in plan_page(bob, board.tension_id).content.decode()
        assert "Nobody burns out" in text(alice.get(url))
        assert "Nobody burns out" not in bob.get(url).content.decode()

    def test_three_people_get_a_line_a_plan(self, world: World) -> None:
        join(
            partnership=world.partnership,
            inviter=world.alice,
            user=world.carol,
            role="business",
        )
        board = make_board(world, scored=False)
        write_position(world.carol, board.tension_id)
        need = write_need(world.carol, board.tension_id, "Renewals by March")
        share_side(actor=world.carol, tension_id=board.tension_id)
        seal_weights(actor=world.carol, tension_id=board.tension_id, version=0)
        score(world.alice, board, board.alice_need, kit=100)
        score(world.bob, board, board.bob_need, runs=95)
        score(world.carol, board, need, runs=95)
        page = text(plan_page(signed_in(world.carol), board.tension_id))
        assert "All three of you can have about 95% of what you need." in page
        assert "A line is a plan" in page


class TestBoard:
    def test_teaches_where_nothing_is_written_yet(self, world: World) -> None:
        page = text(plan_page(signed_in(world.alice), open_plans(world)))
        assert "No stages yet" in page
        assert "Begin with what each of you asked for." in page

    def test_says_that_the_rest_is_with_the_other(self, world: World) -> None:
        board = make_board(world, scored=False)
        score(world.alice, board, board.alice_need)
        page = text(plan_page(signed_in(world.alice), board.tension_id))
        assert "Your part is done" in page
        assert "Bob has answers still to give." in page

    def test_many_options_are_answered_with_what_is_proven(
        self, world: World, board: Board
    ) -> None:
        for n in range(16):
            Option(
                organisation=world.organisation,
                tension_id=board.tension_id,
                proposed_by_id=world.partnership.members.all()[0].id,
                title=f"Small thing {n}",
                effort={board.first: {"engineers": 0}, board.second: {"engineers": 0}},
                after=[],
                excludes=[],
                together=[],
                asked_by=[],
            ).save()
        for need in (board.alice_need, board.bob_need):
            for row in Option.objects.exclude(scores__need_id=need):
                Score(organisation=world.organisation, option=row, need_id=need, points=1).save()
        page = text(plan_page(signed_in(world.alice), board.tension_id))
        assert "You can both have all of what you need." in page
        assert "There are too many plans to compare one by one." in page
        assert "It is proven that none leaves whoever keeps least more than this one does." in page

    def test_says_what_to_mend_where_it_cannot_be_counted_with(
        self, world: World, board: Board
    ) -> None:
        for n, stage in enumerate(Stage.objects.filter(tension_id=board.tension_id)):
            stage.capacity = {f"team {n} {k}": 1.0 for k in range(5)} | stage.capacity
            stage.save()
        response = plan_page(signed_in(world.alice), board.tension_id)
        assert response.status_code == 422
        assert "Use at most 8 kinds of people or teams." in text(response)


# ---------------------------------------------------------------- forms


class TestStages:
    def test_a_few_answers_make_three(self, world: World) -> None:
        tension_id, today = open_plans(world), timezone.localdate()
        signed_in(world.alice).post(
            address("stages_start", tension_id),
            {
                "whose": "engineers",
                "people": "6",
                "starts": today.isoformat(),
                "ends": (today + timedelta(days=90)).isoformat(),
            },
        )
        first, second, later = Stage.objects.filter(tension_id=tension_id)
        assert (first.capacity, first.ends) == (
            {"engineers": 24.0},
            today + timedelta(days=27),
        )
        assert second.starts == today + timedelta(days=28)
        assert later.ends is None

    @pytest.mark.parametrize(
        ("days", "first"), [(14, 7), (20, 7), (50, 21), (55, 21), (56, 28), (13, 6), (1, 0)]
    )
    def test_the_first_stage_has_whole_weeks_where_there_are_two(
        self, days: int, first: int
    ) -> None:
        """So that stages begin on the weekday that was chosen, and the second is the longer one."""
        today = timezone.localdate()
        ends = today + timedelta(days=days - 1)
        answers = {"whose": "engineers", "people": 6, "starts": today, "ends": ends}
        _, second, _ = three_stages(answers)
        assert (second.starts - today).days == first

    def test_a_form_sent_twice_acts_once(self, world: World) -> None:
        tension_id, today = open_plans(world), timezone.localdate()
        client = signed_in(world.alice)
        data = {
            "name": "First",
            "starts": today.isoformat(),
            "ends": (today + timedelta(days=7)).isoformat(),
            "new_name": "engineers",
            "new_weeks": "6",
            "once": "abcdefghijklmnopqrstu",
        }
        for _ in range(2):
            assert client.post(address("stage_add", tension_id), data).status_code == 302
        assert Stage.objects.filter(tension_id=tension_id).count() == 1

    def test_a_day_that_has_passed_is_refused_and_what_was_typed_stays(self, world: World) -> None:
        tension_id, today = open_plans(world), timezone.localdate()
        response = signed_in(world.alice).post(
            address("stage_add", tension_id),
            {
                "name": "Long ago",
                "starts": (today - timedelta(days=9)).isoformat(),
                "ends": (today - timedelta(days=2)).isoformat(),
                "new_name": "engineers",
            },
        )
        assert response.status_code == 422
        assert "This day has passed." in text(response)
        assert 'value="Long ago"' in response.content.decode()

    def test_weeks_of_nobody_are_asked_about(self, world: World) -> None:
        tension_id, today = open_plans(world), timezone.localdate()
        data = {"name": "First", "starts": today.isoformat(), "new_weeks": "6"}
        response = signed_in(world.alice).post(address("stage_add", tension_id), data)
        assert response.status_code == 422
        assert response.context["form"].errors.keys() == {"new_name"}

    def test_whoever_saves_second_sees_what_stands_there_and_can_decide(
        self, world: World, board: Board
    ) -> None:
        url, today = address("stage", board.first), timezone.localdate()

        def data(name: str, version: int) -> dict[str, Any]:
            end = (today + timedelta(days=20)).isoformat()
            return {"name": name, "starts": today.isoformat(), "ends": end, "version": version}

        signed_in(world.bob).post(url, data("Bob's words", 1))
        alice = signed_in(world.alice)
        late = alice.post(url, data("Alice's words", 1))
        assert late.status_code == 409
        assert "Bob's words" in text(late)
        assert "Alice&#x27;s words" in late.content.decode()
        alice.post(url, data("Alice's words", late.context["stale"].version))
        assert Stage.objects.get(id=board.first).name == "Alice's words"


class TestOptions:
    def test_an_option_keeps_who_else_asked_for_it(self, world: World, board: Board) -> None:
        before = Option.objects.get(id=board.by_hand).asked_by
        data = {
            "title": "Run experiments by hand",
            f"effort__{board.first}_0": "24",
            "asked": "on",
            "version": 1,
        }
        signed_in(world.alice).post(address("option", board.by_hand), data)
        after = Option.objects.get(id=board.by_hand).asked_by
        assert len(after) == 2
        assert set(before) < set(after)

    def test_a_stage_left_empty_is_one_it_cannot_be_done_in(
        self, world: World, board: Board
    ) -> None:
        data = {"title": "Write it down", f"effort__{board.second}_0": "0"}
        signed_in(world.alice).post(address("option_add", board.tension_id), data)
        row = next(row for row in Option.objects.all() if row.title == "Write it down")
        assert row.effort == {board.second: {"engineers": 0.0}}

    def test_one_can_go_on_with_another(self, world: World, board: Board) -> None:
        url = address("option_add", board.tension_id)
        response = signed_in(world.alice).post(url, {"title": "One more", "another": "1"})
        assert response.headers["Location"] == url

    def test_a_hundred_thousand_characters_get_a_sentence_and_are_not_lost(
        self, world: World, board: Board
    ) -> None:
        response = signed_in(world.alice).post(
            address("option_add", board.tension_id), {"title": "x" * 100_000}
        )
        assert response.status_code == 422
        assert "Use at most 120 characters" in text(response)
        assert "x" * 100_000 in response.content.decode()

    def test_what_is_typed_is_never_markup(self, world: World, board: Board) -> None:
        title = "<script>alert(1)</script>"
        signed_in(world.alice).post(address("option_add", board.tension_id), {"title": title})
        page = signed_in(world.bob).get(address("board", board.tension_id)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page

    def test_removing_names_what_goes_with_it(self, world: World, board: Board) -> None:
        client = signed_in(world.alice)
        assert "with what each of you said about it" in text(
            client.get(address("option", board.kit))
        )
        client.post(address("option_remove", board.kit))
        assert "Build the kit" not in text(client.get(address("board", board.tension_id)))


class TestEstimates:
    def test_the_table_changes_only_what_was_changed(self, world: World, board: Board) -> None:
        client = signed_in(world.alice)
        form = client.get(address("estimates", board.tension_id)).context["form"]
        data = {
            bound.html_name: bound.value() or "" for _, cells in form.rows for _, bound in cells
        }
        data |= {f"version_{row.id}": str(row.version) for row in Option.objects.all()}
        data[f"effort_{board.kit}_{board.first}_0"] = "12.5"
        client.post(address("estimates", board.tension_id), data)
        assert Option.objects.get(id=board.kit).effort == {board.first: {"engineers": 12.5}}
        assert Option.objects.get(id=board.runs).version == 1

    def test_a_word_instead_of_a_number_is_said_beside_its_field(
        self, world: World, board: Board
    ) -> None:
        name = f"effort_{board.kit}_{board.first}_0"
        response = signed_in(world.alice).post(
            address("estimates", board.tension_id), {name: "a lot"}
        )
        assert response.status_code == 422
        assert "Write a number, such as 12 or 2.5." in text(response)
        assert 'value="a lot"' in response.content.decode()


class TestScores:
    def test_goes_to_the_first_need_with_something_left_to_say(self, world: World) -> None:
        board = make_board(world, scored=False)
        response = signed_in(world.bob).get(address("scores", board.tension_id))
        assert response.headers["Location"] == address("score", board.tension_id, board.bob_need)

    def test_words_become_points_and_a_number_counts_more_than_a_word(
        self, world: World, board: Board
    ) -> None:
        data = {
            f"word_{board.kit}": "full",
            f"word_{board.runs}": "worse",
            f"word_{board.rewrite}": "half",
            f"number_{board.rewrite}": "33",
            f"word_{board.by_hand}": "none",
        }
        response = signed_in(world.alice).post(
            address("score", board.tension_id, board.alice_need), data
        )
        assert response.headers["Location"] == address("plan", board.tension_id)
        points = {
            row.option_id: row.points for row in Score.objects.filter(need_id=board.alice_need)
        }
        assert points == {board.kit: 100, board.runs: -40, board.rewrite: 33, board.by_hand: 0}

    @pytest.mark.parametrize("number", ["101", "-101", "many"])
    def test_a_number_out_of_bounds_gets_a_sentence(
        self, world: World, board: Board, number: str
    ) -> None:
        response = signed_in(world.alice).post(
            address("score", board.tension_id, board.alice_need),
            {f"number_{board.kit}": number},
        )
        assert response.status_code == 422
        assert response.context["form"].errors.keys() == {f"number_{board.kit}"}

    def test_how_much_is_enough_and_by_when_is_asked_and_shown_to_its_owner_alone(
        self, world: World, board: Board
    ) -> None:
        where = address("score", board.tension_id, board.bob_need)
        page = text(signed_in(world.bob).get(where))
        assert "How much of this is enough?" in page
        assert "By when does it matter?" in page
        day = timezone.localdate() + timedelta(weeks=20)
        data = {"enough": "50", "needed_by": day.isoformat(), "late": "50"}
        assert signed_in(world.bob).post(where, data).status_code == 302
        mine = text(signed_in(world.bob).get(address("board", board.tension_id)))
        assert "About half of it is enough. It matters by" in mine
        for name in ("board", "plan"):
            theirs = text(signed_in(world.alice).get(address(name, board.tension_id)))
            assert "is enough." not in theirs
            assert "It matters by" not in theirs

    def test_what_is_not_said_of_a_need_is_all_of_it_on_any_day(
        self, world: World, board: Board
    ) -> None:
        where = address("score", board.tension_id, board.bob_need)
        assert signed_in(world.bob).post(where, {}).status_code == 302
        form = signed_in(world.bob).get(where).context["form"]
        assert (form["enough"].value(), form["needed_by"].value()) == (100, None)

    @pytest.mark.parametrize("data", [{"enough": "7"}, {"late": "x"}, {"needed_by": "2001-01-01"}])
    def test_what_cannot_be_meant_is_said_beside_its_field(
        self, world: World, board: Board, data: dict[str, str]
    ) -> None:
        where = address("score", board.tension_id, board.bob_need)
        response = signed_in(world.bob).post(where, data)
        assert response.status_code == 422
        assert response.context["form"].errors.keys() == data.keys()

    def test_nobody_is_shown_the_answers_of_somebody_else(self, world: World, board: Board) -> None:
        score(world.alice, board, board.alice_need, kit=97)
        for name in ("board", "estimates"):
            page = signed_in(world.bob).get(address(name, board.tension_id))
            assert "97" not in text(page)


class TestSuggesting:
    def keyed(self, client: Client, board: Board) -> str:
        page = plan_page(client, board.tension_id)
        return address("suggest", board.tension_id, page.context["looked_at"].key)

    def test_a_plan_goes_from_a_suggestion_to_a_draft(self, world: World, board: Board) -> None:
        alice, bob = signed_in(world.alice), signed_in(world.bob)
        alice.post(self.keyed(alice, board), {"title": "Kit first", "summary": "Then the rest."})
        proposal = Proposal.objects.get()
        assert "Alice suggests “Kit first”" in text(plan_page(bob, board.tension_id))
        assert "It waits for Bob" in text(plan_page(alice, board.tension_id))
        response = bob.post(address("take_up", proposal.id))
        agreement = Agreement.objects.get()
        assert response.headers["Location"] == address("agreement_edit", agreement.id)
        assert "Bob said yes" in text(plan_page(alice, board.tension_id))

    def test_saying_yes_twice_makes_one_agreement(self, world: World, board: Board) -> None:
        proposal_id, bob = suggest(world.alice, board), signed_in(world.bob)
        once = {"once": "abcdefghijklmnopqrstu"}
        assert bob.post(address("take_up", proposal_id), once).status_code == 302
        assert bob.post(address("take_up", proposal_id), once).status_code == 302
        assert Agreement.objects.count() == 1
        assert bob.post(address("take_up", proposal_id)).status_code == 409

    def test_saying_no_needs_a_reason_which_the_other_reads(
        self, world: World, board: Board
    ) -> None:
        proposal_id, bob = suggest(world.alice, board), signed_in(world.bob)
        url = address("set_aside", proposal_id)
        assert bob.post(url, {"reason": " "}).status_code == 422
        bob.post(url, {"reason": "The kit needs two more weeks."})
        page = text(plan_page(signed_in(world.alice), board.tension_id))
        assert "The kit needs two more weeks." in page

    def test_a_suggestion_can_be_taken_back_without_a_reason(
        self, world: World, board: Board
    ) -> None:
        proposal_id = suggest(world.alice, board)
        signed_in(world.alice).post(address("set_aside", proposal_id))
        assert Proposal.objects.get().state == "set_aside"

    def test_a_plan_that_has_gone_is_not_suggested(self, world: World, board: Board) -> None:
        alice = signed_in(world.alice)
        url = self.keyed(alice, board)
        remove_option(actor=world.bob, option_id=board.kit)
        response = alice.post(url, {"title": "Kit first"}, follow=True)
        assert "Nothing was suggested." in text(response)
        assert not Proposal.objects.exists()


def test_the_pages_have_nothing_to_press_once_an_agreement_rests_on_them(
    world: World, board: Board
) -> None:
    mark_outcome(actor=world.alice, tension_id=board.tension_id, state=TensionState.AGREED)
    client = signed_in(world.alice)
    assert "Suggest this plan" not in text(plan_page(client, board.tension_id))
    page = text(client.get(address("board", board.tension_id)))
    assert "An agreement rests on this" in page
    assert "Add an option" not in page


def test_a_plan_page_takes_as_many_queries_however_many_plans_there_are(
    world: World, board: Board, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(world.alice)
    plan_page(client, board.tension_id)
    for n in range(4):
        add_weeks(
            world.bob,
            board.tension_id,
            f"More {n}",
            starts=timezone.localdate() + timedelta(weeks=20 + n),
            weeks=1,
        )
    plan_page(client, board.tension_id)
    with django_assert_max_num_queries(25):
        plan_page(client, board.tension_id)


class TestWithoutAnAgreement:
    def test_one_says_it_and_the_other_confirms(self, world: World, board: Board) -> None:
        where = address("default", board.tension_id)
        alice, bob = signed_in(world.alice), signed_in(world.bob)
        alice.post(where, {f"at_{board.by_hand}": board.first})
        assert "It waits for Bob." in text(alice.get(where))
        page = bob.get(where)
        assert "Alice wrote this down" in text(page)
        assert "Run experiments by hand" in text(page)
        bob.post(address("default_confirm", DefaultPlan.objects.get().id), follow=True)
        assert "You have both confirmed" in text(alice.get(where))
        plan = text(plan_page(alice, board.tension_id))
        assert "The open mark is where a need stands if nothing is agreed" in plan
        assert "Proof by January that growth works Bob 70 10 100" in plan

    def test_what_cannot_all_happen_keeps_what_was_chosen(self, world: World, board: Board) -> None:
        data = {f"at_{board.by_hand}": board.first, f"at_{board.rewrite}": board.first}
        response = signed_in(world.alice).post(address("default", board.tension_id), data)
        assert response.status_code == 422
        assert "This cannot all happen. “First” has no room for" in text(response)
        form = response.context["form"]
        assert form[f"at_{board.rewrite}"].value() == board.first

    def test_not_quite_asks_what_would_happen_instead(self, world: World, board: Board) -> None:
        default_id = say_default(world.alice, board)
        where, bob = address("default_set_aside", default_id), signed_in(world.bob)
        response = bob.post(where, {"reason": ""})
        assert response.status_code == 422
        assert "Say what would happen instead" in text(response)
        bob.post(where, {"reason": "We would stop in March."})
        page = text(signed_in(world.alice).get(address("default", board.tension_id)))
        assert "Bob saw the last one otherwise" in page
        assert "We would stop in March." in page
        assert bob.get(where).headers["Location"] == address("default", board.tension_id)
        late = bob.post(where, {"reason": "And stop in April."})
        assert late.status_code == 409
        assert "And stop in April." in text(late)

    def test_nobody_is_asked_for_a_value_of_it(self, world: World, board: Board) -> None:
        page = signed_in(world.alice).get(address("default", board.tension_id))
        fields = page.context["form"].fields
        assert {type(field).__name__ for field in fields.values()} == {"ChoiceField"}
        assert 'type="number"' not in page.content.decode()

    def test_the_board_says_where_it_stands(self, world: World, board: Board) -> None:
        where = address("board", board.tension_id)
        assert "Not said yet. A plan is easier to judge" in text(signed_in(world.bob).get(where))
        say_default(world.alice, board, by_hand=False)
        page = text(signed_in(world.bob).get(where))
        assert "Alice has written down what happens then." in page


class TestCouldLive:
    def keyed(self, client: Client, board: Board) -> str:
        page = plan_page(client, board.tension_id)
        return address("could_live", board.tension_id, page.context["looked_at"].key)

    def test_only_a_yes_of_both_shows(self, world: World, board: Board) -> None:
        alice, bob = signed_in(world.alice), signed_in(world.bob)
        plan = address("plan", board.tension_id)
        before = text(bob.get(plan))
        alice.post(self.keyed(alice, board), {"could": "yes"})
        assert "You said that you could. Only you see that" in text(alice.get(plan))
        assert text(bob.get(plan)) == before
        bob.post(self.keyed(bob, board), {"could": "no"})
        assert "You could both live" not in text(alice.get(plan))
        bob.post(self.keyed(bob, board), {"could": "yes"})
        for client in (alice, bob):
            assert "You could both live with this plan" in text(client.get(plan))

    def test_says_what_it_leaves_the_reader_and_what_a_pair_can_conclude(
        self, world: World, board: Board
    ) -> None:
        bob = signed_in(world.bob)
        page = text(bob.get(self.keyed(bob, board)))
        assert "It gives you 100% of what you need: at least 100% of the best" in page
        assert "if you have said yes and nothing shows, you know that Alice has not" in page

    def test_an_answer_is_asked_for(self, world: World, board: Board) -> None:
        bob = signed_in(world.bob)
        response = bob.post(self.keyed(bob, board), {})
        assert response.status_code == 422
        assert "Choose one." in text(response)

    def test_a_plan_that_has_gone_leads_to_those_there_are(
        self, world: World, board: Board
    ) -> None:
        where = address("could_live", board.tension_id, "0" * 16)
        page = text(signed_in(world.bob).get(where, follow=True))
        assert "Nothing was kept." in page

    def test_after_too_many_looks_the_board_says_when_and_why(
        self, world: World, board: Board
    ) -> None:
        alice = signed_in(world.alice)
        for kit in range(13):
            score(world.alice, board, board.alice_need, kit=kit)
            response = plan_page(alice, board.tension_id)
        assert response.status_code == 429
        page = text(response)
        assert "That is enough looking for today" in page
        assert "New ones open at" in page
        assert "could work that out" in page

"""Plans: closed until the gate is open, made by all, and found for everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.apps.compromise.boards import (
    NEEDS,
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
from tests.personas import World, join

from trifecta.apps.compromise.models import EarlierTerms, NeedTerms, Option, Score
from trifecta.apps.compromise.selectors import history
from trifecta.apps.compromise.selectors.found import Found, plan_for
from trifecta.apps.compromise.selectors.plans import board_for
from trifecta.apps.compromise.services.defaults import confirm_default
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.compromise.services.plans import (
    NewEffort,
    NewOption,
    NewStage,
    add_option,
    add_stage,
    change_efforts,
    change_option,
    remove_option,
    remove_stage,
)
from trifecta.apps.compromise.services.proposals import (
    set_plan_aside,
    suggest_plan,
    take_up_plan,
)
from trifecta.apps.compromise.services.scoring import score_need
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.tensions.models import TensionState
from trifecta.apps.tensions.services import mark_outcome, share_side
from trifecta.domain.compromise.wanted import Wanted
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError


@pytest.fixture
def board(world: World) -> Board:
    return make_board(world)


def found(actor: User, board: Board) -> Found:
    look_at_plans(actor=actor, tension_id=board.tension_id)
    view = plan_for(actor=actor, tension_id=board.tension_id)
    assert view.found is not None, view.board.missing
    return view.found


def missing(actor: User, tension_id: str) -> list[str]:
    return [row.kind for row in board_for(actor=actor, tension_id=tension_id).missing]


# ---------------------------------------------------------------- access


def test_plans_are_closed_before_the_gate_opens(world: World) -> None:
    tension_id = tension_with_needs(world)
    with pytest.raises(NotYetError):
        board_for(actor=world.alice, tension_id=tension_id)
    with pytest.raises(NotYetError):
        add_weeks(world.alice, tension_id, "First", starts=timezone.localdate(), weeks=4)


@pytest.mark.parametrize("outsider", ["carol", "olga", "pat", "oscar", "mallory"])
def test_nobody_else_sees_or_changes_what_plans_are_made_of(
    world: World, board: Board, outsider: str
) -> None:
    actor = world.everyone[outsider]
    attempts: list[Any] = [
        lambda: plan_for(actor=actor, tension_id=board.tension_id),
        lambda: remove_option(actor=actor, option_id=board.kit),
        lambda: remove_stage(actor=actor, stage_id=board.first),
        lambda: change_efforts(actor=actor, tension_id=board.tension_id, efforts={}),
        lambda: score(actor, board, board.alice_need),
        lambda: suggest_plan(actor=actor, tension_id=board.tension_id, placements={}, title="Mine"),
    ]
    for attempt in attempts:
        with pytest.raises(NotFoundError):
            attempt()


@pytest.mark.parametrize("state", [TensionState.AGREED, TensionState.NAVIGATING])
def test_nothing_changes_once_an_agreement_rests_on_it(
    world: World, board: Board, state: TensionState
) -> None:
    mark_outcome(actor=world.alice, tension_id=board.tension_id, state=state)
    with pytest.raises(NotYetError, match="agreement that rests on this"):
        remove_option(actor=world.alice, option_id=board.kit)
    assert found(world.bob, board).plan.placements


# ---------------------------------------------------------------- finding


def test_the_plan_gives_both_what_they_need(world: World, board: Board) -> None:
    for actor in (world.alice, world.bob):
        result = found(actor, board)
        assert result.plan.placements == {board.kit: board.first, board.runs: board.second}
        assert min(result.findings.recommended.utilities.values()) == pytest.approx(1.0)


def test_what_each_asked_for_is_kept_as_what_was_argued_about(world: World, board: Board) -> None:
    kinds = [row.kind for row in found(world.alice, board).findings.argued]
    assert kinds == ["asked", "asked", "shared"]


def test_what_happens_without_an_agreement_is_compared_once_all_confirm_while_it_fits(
    world: World, board: Board
) -> None:
    def kinds() -> list[str]:
        return [row.kind for row in found(world.alice, board).findings.argued]

    default_id = say_default(world.alice, board)
    assert "default" not in kinds()
    confirm_default(actor=world.bob, default_id=default_id)
    assert "default" in kinds()
    too_much = NewOption(title="By hand", effort={board.first: {"engineers": 25}})
    change_option(actor=world.bob, option_id=board.by_hand, new=too_much, version=1)
    assert "default" not in kinds()


def test_work_that_ends_after_the_day_a_need_is_due_does_not_count(
    world: World, board: Board
) -> None:
    score_need(
        actor=world.bob,
        tension_id=board.tension_id,
        need_id=board.bob_need,
        points={},
        wanted=Wanted(needed_by=timezone.localdate() + timedelta(weeks=5)),
    )
    assert board.runs not in found(world.alice, board).plan.placements


def test_other_words_for_the_same_work_find_the_same_plan(world: World, board: Board) -> None:
    before = found(world.alice, board).plan
    kit = NewOption(title="A kit for experiments", effort={board.first: {"engineers": 20}})
    change_option(actor=world.alice, option_id=board.kit, new=kit, version=1)
    after = found(world.alice, board)
    assert after.plan == before
    assert after.problem.option(board.kit).title == "A kit for experiments"


# ---------------------------------------------------------------- hidden needs


def hide_a_need(world: World, board: Board, **points: int) -> str:
    need = write_need(
        world.alice, board.tension_id, "Nobody burns out on the kit", visibility="mediator"
    )
    share_side(actor=world.alice, tension_id=board.tension_id)
    score(world.alice, board, need, **points)
    return need


def test_a_need_for_the_finder_alone_moves_the_plan_and_is_shown_to_nobody_else(
    world: World, board: Board
) -> None:
    need = hide_a_need(world, board, kit=-100, rewrite=100)
    mine, theirs = found(world.alice, board), found(world.bob, board)
    assert mine.plan == theirs.plan
    assert mine.plan.stage_of(board.kit) is None
    assert need in {row.id for row in mine.problem.needs}
    shown = repr((theirs, board_for(actor=world.bob, tension_id=board.tension_id)))
    assert need not in shown
    assert "burns out" not in shown


def test_somebody_who_joined_later_is_not_shown_what_was_shared_before(
    world: World, board: Board
) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.dana, role="design")
    write_position(world.dana, board.tension_id)
    need = write_need(world.dana, board.tension_id, "People find their way without asking")
    share_side(actor=world.dana, tension_id=board.tension_id)
    score(world.dana, board, need, runs=50)
    shown = repr(plan_for(actor=world.dana, tension_id=board.tension_id))
    for text in NEEDS.values():
        assert text not in shown


def test_a_need_for_the_finder_alone_that_changes_no_plan_changes_nothing_for_the_other(
    world: World, board: Board
) -> None:
    before = repr(plan_for(actor=world.bob, tension_id=board.tension_id))
    hide_a_need(world, board, kit=100)
    assert repr(plan_for(actor=world.bob, tension_id=board.tension_id)) == before


def test_the_board_does_not_say_that_a_need_for_the_finder_alone_is_unscored(
    world: World, board: Board
) -> None:
    write_need(world.alice, board.tension_id, "Nobody burns out", visibility="mediator")
    share_side(actor=world.alice, tension_id=board.tension_id)
    assert missing(world.bob, board.tension_id) == []
    assert missing(world.alice, board.tension_id) == ["my_scores"]


def test_the_board_opens_no_score_of_somebody_else(
    world: World, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    original = Score.from_db

    def spy(*args: Any) -> Score:
        opened.append((row := original(*args)).need_id)
        return row

    monkeypatch.setattr(Score, "from_db", spy)
    board_for(actor=world.bob, tension_id=board.tension_id)
    assert set(opened) == {board.bob_need}


# ---------------------------------------------------------------- what is missing


def test_each_missing_piece_is_named_in_the_order_it_is_made(world: World) -> None:
    tension_id = open_plans(world)
    assert missing(world.alice, tension_id) == ["stages", "options"]
    first = add_weeks(world.alice, tension_id, "First", starts=timezone.localdate(), weeks=4)
    for title in ("Kit", "Rewrite"):
        add_option(actor=world.alice, tension_id=tension_id, new=NewOption(title=title, effort={}))
    assert missing(world.alice, tension_id) == ["efforts", "my_scores", "their_scores"]
    options = Option.objects.filter(tension_id=tension_id)
    efforts = {row.id: NewEffort(effort={first: {"engineers": 4}}, version=1) for row in options}
    change_efforts(actor=world.bob, tension_id=tension_id, efforts=efforts)
    assert missing(world.alice, tension_id) == ["my_scores", "their_scores"]


def test_an_option_that_takes_the_time_of_nobody_there_has_no_effort_yet(
    world: World, board: Board
) -> None:
    designers = NewOption(title="Build the kit", effort={board.first: {"designers": 2}})
    change_option(actor=world.alice, option_id=board.kit, new=designers, version=1)
    assert missing(world.alice, board.tension_id) == ["efforts"]


def test_only_the_owner_scores_a_need(world: World, board: Board) -> None:
    with pytest.raises(NotFoundError):
        score(world.bob, board, board.alice_need, kit=5)


def test_a_score_can_be_taken_back(world: World, board: Board) -> None:
    score_need(
        actor=world.bob,
        tension_id=board.tension_id,
        need_id=board.bob_need,
        points={board.kit: None},
    )
    assert missing(world.bob, board.tension_id) == ["my_scores"]
    assert missing(world.alice, board.tension_id) == ["their_scores"]


@pytest.mark.parametrize("points", [101, -101])
def test_points_have_bounds(world: World, board: Board, points: int) -> None:
    with pytest.raises(InvalidError) as error:
        score(world.bob, board, board.bob_need, kit=points)
    assert board.kit in error.value.fields


def test_a_need_cannot_be_due_on_a_day_that_has_passed(world: World, board: Board) -> None:
    with pytest.raises(InvalidError) as error:
        score_need(
            actor=world.bob,
            tension_id=board.tension_id,
            need_id=board.bob_need,
            points={},
            wanted=Wanted(needed_by=timezone.localdate() - timedelta(days=1)),
        )
    assert "needed_by" in error.value.fields


def say(actor: User, board: Board, need_id: str, **wanted: Any) -> None:
    score_need(
        actor=actor,
        tension_id=board.tension_id,
        need_id=need_id,
        points={},
        wanted=Wanted(**wanted),
    )


def test_a_need_of_which_less_is_enough_is_met_by_less(world: World, board: Board) -> None:
    score(world.bob, board, board.bob_need, kit=10, runs=65)
    assert found(world.alice, board).findings.ideals[_party(board, world)] == pytest.approx(0.75)
    say(world.bob, board, board.bob_need, enough=75)
    assert found(world.alice, board).findings.ideals[_party(board, world)] == pytest.approx(1.0)


def _party(board: Board, world: World) -> str:
    rows = board_for(actor=world.bob, tension_id=board.tension_id)
    return rows.gate.partnership.me.id


def test_what_was_said_of_a_need_before_is_kept_as_a_version(world: World, board: Board) -> None:
    for enough in (75, 75, 50):
        say(world.bob, board, board.bob_need, enough=enough)
    now = NeedTerms.objects.get(need_id=board.bob_need)
    assert (now.version, now.terms["enough"]) == (2, 50)
    before = EarlierTerms.objects.get(need_id=board.bob_need)
    assert (before.version, before.terms["enough"]) == (1, 75)


def test_that_the_terms_of_a_need_changed_is_on_record_and_not_how(
    world: World, board: Board
) -> None:
    say(world.bob, board, board.bob_need, enough=75)
    (row,) = AuditEvent.objects.filter(action="compromise.need_terms_changed")
    assert row.actor_id == world.bob.id
    assert "75" not in row.reason


def test_what_is_enough_for_the_others_stands_on_nobody_elses_board(
    world: World, board: Board
) -> None:
    say(world.bob, board, board.bob_need, enough=50)
    theirs = board_for(actor=world.alice, tension_id=board.tension_id)
    assert [need.wanted for need in theirs.needs] == [Wanted()]
    with pytest.raises(NotFoundError):
        say(world.alice, board, board.bob_need, enough=20)


def test_scoring_again_leaves_what_is_enough_as_it_was(world: World, board: Board) -> None:
    say(world.bob, board, board.bob_need, enough=50)
    score(world.bob, board, board.bob_need, kit=10)
    mine = board_for(actor=world.bob, tension_id=board.tension_id)
    assert mine.needs[0].wanted.enough == 50


# ---------------------------------------------------------------- changing


def test_an_option_never_waits_for_itself_by_way_of_others(world: World, board: Board) -> None:
    circle = NewOption(
        title="Build the kit", effort={board.first: {"engineers": 20}}, after=(board.runs,)
    )
    with pytest.raises(InvalidError) as error:
        change_option(actor=world.alice, option_id=board.kit, version=1, new=circle)
    assert "after" in error.value.fields


def test_the_slower_of_two_tabs_is_told_and_overwrites_nothing(world: World, board: Board) -> None:
    new = NewOption(title="A better kit", effort={board.first: {"engineers": 18}})
    change_option(actor=world.bob, option_id=board.kit, version=1, new=new)
    with pytest.raises(ConflictError, match="changed by somebody else"):
        change_option(actor=world.alice, option_id=board.kit, version=1, new=new)


def test_a_table_of_estimates_is_kept_whole_or_not_at_all(world: World, board: Board) -> None:
    efforts = {
        board.kit: NewEffort(effort={board.first: {"engineers": 1}}, version=1),
        board.runs: NewEffort(effort={board.second: {"engineers": 1}}, version=7),
    }
    with pytest.raises(ConflictError, match="Run experiments on the kit"):
        change_efforts(actor=world.alice, tension_id=board.tension_id, efforts=efforts)
    assert Option.objects.get(id=board.kit).effort == {board.first: {"engineers": 20}}


def test_estimates_that_did_not_change_are_never_in_conflict(world: World, board: Board) -> None:
    same = NewEffort(effort={board.first: {"engineers": 20}}, version=99)
    change_efforts(actor=world.alice, tension_id=board.tension_id, efforts={board.kit: same})
    assert Option.objects.get(id=board.kit).version == 1


def test_removing_a_stage_or_an_option_leaves_nothing_that_refers_to_it(
    world: World, board: Board
) -> None:
    remove_option(actor=world.alice, option_id=board.kit)
    assert Option.objects.get(id=board.runs).after == []
    remove_stage(actor=world.alice, stage_id=board.second)
    assert Option.objects.get(id=board.runs).effort == {}


@pytest.mark.parametrize(("start", "end"), [(-9, -1), (0, -1), (5, 4)])
def test_a_stage_in_the_past_or_the_wrong_way_round_is_refused(
    world: World, start: int, end: int
) -> None:
    tension_id, today = open_plans(world), timezone.localdate()
    new = NewStage(
        name="x",
        starts=today + timedelta(days=start),
        ends=today + timedelta(days=end),
        capacity={"engineers": 1},
    )
    with pytest.raises(InvalidError) as error:
        add_stage(actor=world.alice, tension_id=tension_id, new=new)
    assert "ends" in error.value.fields


@pytest.mark.parametrize(
    "capacity",
    [{"engineers": -1.0}, {"engineers": float("nan")}, {"": 1.0}, {"x" * 61: 1.0}],
)
def test_time_that_makes_no_sense_is_refused(world: World, capacity: dict[str, float]) -> None:
    tension_id, today = open_plans(world), timezone.localdate()
    new = NewStage(name="x", starts=today, ends=None, capacity=capacity)
    with pytest.raises(InvalidError) as error:
        add_stage(actor=world.alice, tension_id=tension_id, new=new)
    assert "capacity" in error.value.fields


def test_a_title_of_a_hundred_thousand_characters_is_refused(world: World, board: Board) -> None:
    long = NewOption(title="x" * 100_000, effort={})
    with pytest.raises(InvalidError) as error:
        add_option(actor=world.alice, tension_id=board.tension_id, new=long)
    assert "title" in error.value.fields


# ---------------------------------------------------------------- suggesting


def test_a_suggestion_is_answered_by_somebody_else(world: World, board: Board) -> None:
    proposal_id = suggest(world.alice, board)
    with pytest.raises(ConflictError, match="suggested this yourself"):
        take_up_plan(actor=world.alice, proposal_id=proposal_id)
    with pytest.raises(ConflictError, match="on the table"):
        suggest(world.bob, board)
    with pytest.raises(InvalidError):
        set_plan_aside(actor=world.bob, proposal_id=proposal_id)
    take_up_plan(actor=world.bob, proposal_id=proposal_id)
    with pytest.raises(ConflictError, match="answered already"):
        set_plan_aside(actor=world.bob, proposal_id=proposal_id, reason="Too late")


def test_suggesting_again_replaces_my_own_suggestion(world: World, board: Board) -> None:
    first = suggest(world.alice, board)
    second = suggest(world.alice, board, title="Kit first, and soon")
    states = {
        row.id: row.state
        for row in board_for(actor=world.bob, tension_id=board.tension_id).proposals
    }
    assert states == {first: "set_aside", second: "suggested"}


def test_a_plan_that_cannot_be_done_any_more_is_not_suggested(world: World, board: Board) -> None:
    too_much = NewOption(title="Build the kit", effort={board.first: {"engineers": 25}})
    change_option(actor=world.bob, option_id=board.kit, new=too_much, version=1)
    with pytest.raises(ConflictError, match="changed in the meantime"):
        suggest(world.alice, board)


def test_an_empty_plan_is_not_suggested(world: World, board: Board) -> None:
    with pytest.raises(InvalidError):
        suggest_plan(actor=world.alice, tension_id=board.tension_id, placements={}, title="Nothing")


def test_the_others_are_told_by_mail_without_a_word_of_the_plan(
    world: World, board: Board, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        suggest(world.alice, board)
    (mail,) = mailoutbox
    assert mail.to == ["bob@example.com"]
    assert "Kit first" not in mail.subject + mail.body


# ---------------------------------------------------------------- cost


def test_a_board_takes_as_many_queries_however_much_is_on_it(
    world: World, board: Board, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(8):
        add_option(
            actor=world.alice,
            tension_id=board.tension_id,
            new=NewOption(title=f"More {n}", effort={board.second: {"engineers": 30}}),
        )
    look_at_plans(actor=world.bob, tension_id=board.tension_id)
    with django_assert_max_num_queries(18) as captured:
        assert isinstance(captured, CaptureQueriesContext)
        plan_for(actor=world.bob, tension_id=board.tension_id)


def test_suggestions_and_answers_become_history_without_the_words_of_the_plan(
    world: World, board: Board
) -> None:
    proposal_id = suggest(world.alice, board, title="Kit first")
    set_plan_aside(actor=world.bob, proposal_id=proposal_id, reason="Two weeks short.")
    view = partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    told = history(actor=world.bob, partnership=view)
    sentences = [f"{row.before} {row.linked}{row.after}" for row in told]
    assert sentences == [
        "Alice suggested a plan for Fifty, or something new.",
        "You set a suggested plan aside in Fifty, or something new.",
    ]


def test_the_history_of_a_partnership_is_for_its_members(world: World, board: Board) -> None:
    view = partnership_for(actor=world.bob, partnership_id=world.partnership.id)
    with pytest.raises(NotFoundError):
        history(actor=world.mallory, partnership=view)

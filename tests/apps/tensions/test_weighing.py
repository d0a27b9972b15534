"""How much needs count is a draft until its owner seals it; no plan is seen before all have."""

from __future__ import annotations

import pytest
from tests.apps.compromise.boards import Board, make_board, score
from tests.apps.tensions import story
from tests.personas import World, join

from trifecta.apps.compromise.selectors.found import plan_for
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.leaving.services import close_account
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.tensions.models import (
    EarlierWeights,
    Side,
    Statement,
    Tension,
    TensionState,
    WeightsDraft,
)
from trifecta.apps.tensions.selectors import WeightsView, gate_for, needs_for_finder, weights_for
from trifecta.apps.tensions.services import (
    change_visibility,
    compare_needs,
    drop_weights_draft,
    give_points,
    mark_outcome,
    rank_needs,
    remove_statement,
    seal_weights,
    share_side,
    withdraw_tension,
)
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError


def two_needs(world: World) -> tuple[str, str, str]:
    """Both have shared; alice has two needs."""
    tension_id = story.both_shared(world)
    first = Statement.objects.get(kind="need", member__user=world.alice)
    return tension_id, first.id, story.write(world.alice, tension_id, "need", "Sleep").id


def of(actor: User, tension_id: str) -> WeightsView:
    return weights_for(actor=actor, tension_id=tension_id)


def counts(actor: User, tension_id: str) -> list[float]:
    """What the plan finder counts for the actor's needs, the heaviest first."""
    me = of(actor, tension_id).tension.me.id
    needs = needs_for_finder(actor=actor, tension_id=tension_id)
    found = [need.weight for need in needs if need.member_id == me]
    return [round(weight, 4) for weight in sorted(found, reverse=True)]


def acts() -> list[str]:
    return list(AuditEvent.objects.order_by("seq").values_list("action", flat=True))


# ---------------------------------------------------------------- drafts


def test_an_order_and_then_numbers_count_for_nothing_before_they_are_sealed(world: World) -> None:
    tension_id, one, two = two_needs(world)
    rank_needs(actor=world.alice, tension_id=tension_id, order=[two, one])
    assert of(world.alice, tension_id).to_seal == {}
    compare_needs(actor=world.alice, tension_id=tension_id, order=[two, one], beside={one: 25})
    assert of(world.alice, tension_id).to_seal == {two: 0.8, one: 0.2}
    assert counts(world.alice, tension_id) == [0.5, 0.5]
    seal_weights(actor=world.alice, tension_id=tension_id, version=2)
    assert counts(world.alice, tension_id) == [0.8, 0.2]
    assert not WeightsDraft.objects.exists()


def test_points_are_another_way(world: World) -> None:
    tension_id, one, two = two_needs(world)
    give_points(actor=world.alice, tension_id=tension_id, points={one: 70, two: 30})
    seal_weights(actor=world.alice, tension_id=tension_id, version=1)
    assert counts(world.alice, tension_id) == [0.7, 0.3]
    assert of(world.alice, tension_id).begin_with.order == (one, two)


def test_an_order_alone_cannot_be_sealed(world: World) -> None:
    tension_id, one, two = two_needs(world)
    with pytest.raises(NotYetError):
        seal_weights(actor=world.alice, tension_id=tension_id, version=0)
    rank_needs(actor=world.alice, tension_id=tension_id, order=[one, two])
    with pytest.raises(InvalidError):
        seal_weights(actor=world.alice, tension_id=tension_id, version=1)
    assert Side.objects.get(member__user=world.alice).weights_sealed_at is None


def test_one_need_alone_has_all_and_is_sealed_as_it_is(world: World) -> None:
    tension_id = story.both_shared(world)
    seal_weights(actor=world.alice, tension_id=tension_id, version=0)
    assert of(world.alice, tension_id).sealed_at is not None
    assert counts(world.alice, tension_id) == [1.0]


def test_without_a_need_that_plans_are_made_from_there_is_nothing_to_seal(world: World) -> None:
    tension_id = story.opened(world)
    story.write(world.alice, tension_id, "need", "Mine alone", "private")
    with pytest.raises(NotYetError):
        seal_weights(actor=world.alice, tension_id=tension_id, version=0)


def test_needs_kept_to_oneself_are_not_asked(world: World) -> None:
    tension_id, one, two = two_needs(world)
    alone = story.write(world.alice, tension_id, "need", "Mine alone", "private")
    assert {need.id for need in of(world.alice, tension_id).needs} == {one, two}
    assert [need.id for need in of(world.alice, tension_id).kept_out] == [alone.id]
    with pytest.raises(ConflictError):
        rank_needs(actor=world.alice, tension_id=tension_id, order=[one, two, alone.id])


def test_an_order_of_needs_that_have_changed_meanwhile_is_refused_and_the_draft_stays(
    world: World,
) -> None:
    tension_id, one, two = two_needs(world)
    rank_needs(actor=world.alice, tension_id=tension_id, order=[two, one])
    third = story.write(world.alice, tension_id, "need", "A third")
    for order in ([two, one], [two, one, one], [two, one, "0" * 20]):
        with pytest.raises(ConflictError):
            rank_needs(actor=world.alice, tension_id=tension_id, order=order)
    with pytest.raises(ConflictError):
        give_points(actor=world.alice, tension_id=tension_id, points={one: 50, two: 50})
    begin = of(world.alice, tension_id).begin_with
    assert begin.order == (two, one)
    assert begin.swings(of(world.alice, tension_id).ids).order == (two, one, third.id)


def test_what_was_sealed_is_what_the_page_showed(world: World) -> None:
    """Another tab has changed the draft, or the needs, since."""
    tension_id, one, two = two_needs(world)
    give_points(actor=world.alice, tension_id=tension_id, points={one: 70, two: 30})
    give_points(actor=world.alice, tension_id=tension_id, points={one: 10, two: 90})
    with pytest.raises(ConflictError):
        seal_weights(actor=world.alice, tension_id=tension_id, version=1)
    story.write(world.alice, tension_id, "need", "A third")
    with pytest.raises(ConflictError):
        seal_weights(actor=world.alice, tension_id=tension_id, version=2)
    assert of(world.alice, tension_id).sealed == {}


def test_a_draft_can_be_dropped_and_what_was_sealed_stays(world: World) -> None:
    tension_id, one, two = two_needs(world)
    story.seal(world.alice, tension_id, 70, 30)
    rank_needs(actor=world.alice, tension_id=tension_id, order=[two, one])
    drop_weights_draft(actor=world.alice, tension_id=tension_id)
    drop_weights_draft(actor=world.alice, tension_id=tension_id)
    assert of(world.alice, tension_id).draft is None
    assert counts(world.alice, tension_id) == [0.7, 0.3]


@pytest.mark.parametrize("name", ["carol", "olga", "pat", "mallory"])
def test_outsiders_find_nothing_to_weigh(world: World, name: str) -> None:
    tension_id, one, two = two_needs(world)
    actor = world.everyone[name]
    for act in (
        lambda: weights_for(actor=actor, tension_id=tension_id),
        lambda: rank_needs(actor=actor, tension_id=tension_id, order=[one, two]),
        lambda: compare_needs(
            actor=actor, tension_id=tension_id, order=[one, two], beside={two: 50}
        ),
        lambda: give_points(actor=actor, tension_id=tension_id, points={one: 50, two: 50}),
        lambda: seal_weights(actor=actor, tension_id=tension_id, version=0),
        lambda: drop_weights_draft(actor=actor, tension_id=tension_id),
    ):
        with pytest.raises(NotFoundError):
            act()


def test_nobody_weighs_the_needs_of_another(world: World) -> None:
    tension_id, one, two = two_needs(world)
    with pytest.raises(ConflictError):
        give_points(actor=world.bob, tension_id=tension_id, points={one: 50, two: 50})


@pytest.mark.parametrize("state", ["withdrawn", "agreed"])
def test_nothing_is_weighed_while_a_tension_rests_or_is_settled(world: World, state: str) -> None:
    tension_id, one, two = two_needs(world)
    give_points(actor=world.alice, tension_id=tension_id, points={one: 50, two: 50})
    if state == "withdrawn":
        withdraw_tension(actor=world.bob, tension_id=tension_id, reason="It went away by itself.")
    else:
        Tension.objects.update(state="agreed")
    with pytest.raises(NotYetError):
        give_points(actor=world.alice, tension_id=tension_id, points={one: 40, two: 60})
    with pytest.raises(NotYetError):
        seal_weights(actor=world.alice, tension_id=tension_id, version=1)


# ---------------------------------------------------------------- sealing, and sealing anew


def test_others_see_needs_as_they_were_written_and_the_owner_the_heaviest_first(
    world: World,
) -> None:
    tension_id, one, two = two_needs(world)
    story.seal(world.alice, tension_id, 20, 80)
    alice = story.member_id(world, world.alice)
    shown = story.seen_by(world.bob, tension_id).side_of(alice).needs
    assert [(need.id, need.weight) for need in shown] == [(one, None), (two, None)]
    mine = story.seen_by(world.alice, tension_id).mine.needs
    assert [(need.id, need.weight) for need in mine] == [(two, 0.8), (one, 0.2)]


def test_others_learn_that_somebody_has_sealed_and_from_whom_plans_wait(world: World) -> None:
    tension_id, _, _ = two_needs(world)
    story.seal(world.alice, tension_id, 20, 80)
    assert [m.name for m in gate_for(actor=world.bob, tension_id=tension_id).unsealed] == ["Bob"]
    assert of(world.alice, tension_id).waiting == ["Bob"]
    assert of(world.bob, tension_id).waiting == []


def test_on_a_side_that_is_not_shared_a_seal_shows_to_nobody(world: World) -> None:
    tension_id = story.opened(world)
    story.share(world.bob, tension_id, story.BOB_NEEDS)
    story.write_side(world.alice, tension_id, story.ALICE_NEEDS)
    before = Tension.objects.get().changed_at
    seal_weights(actor=world.alice, tension_id=tension_id, version=0)
    unsealed = gate_for(actor=world.bob, tension_id=tension_id).unsealed
    assert [member.name for member in unsealed] == ["Alice", "Bob"]
    assert Tension.objects.get().changed_at == before
    share_side(actor=world.alice, tension_id=tension_id)
    unsealed = gate_for(actor=world.bob, tension_id=tension_id).unsealed
    assert [member.name for member in unsealed] == ["Bob"]


def test_what_was_sealed_before_is_kept_for_its_owner_with_its_time(world: World) -> None:
    tension_id, one, two = two_needs(world)
    story.seal(world.alice, tension_id, 70, 30)
    first = of(world.alice, tension_id).sealed_at
    story.seal(world.alice, tension_id, 10, 90)
    view = of(world.alice, tension_id)
    assert dict(view.sealed) == {two: 0.9, one: 0.1}
    (earlier,) = view.earlier
    assert (earlier.sealed_at, earlier.points) == (
        first,
        ((story.ALICE_NEEDS, 70), ("Sleep", 30)),
    )
    assert of(world.bob, tension_id).earlier == ()
    assert acts().count("tensions.weights_sealed") == 2


def test_the_trail_says_that_weights_were_sealed_and_not_how(world: World) -> None:
    tension_id, _, _ = two_needs(world)
    story.seal(world.alice, tension_id, 70, 30)
    event = AuditEvent.objects.get(action="tensions.weights_sealed")
    assert event.reason in {None, ""}
    assert event.subject_id == Side.objects.get(member__user=world.alice).id


def test_sealing_the_same_once_more_changes_nothing(world: World) -> None:
    tension_id, one, two = two_needs(world)
    story.seal(world.alice, tension_id, 70, 30)
    sealed_at, trail = of(world.alice, tension_id).sealed_at, acts()
    seal_weights(actor=world.alice, tension_id=tension_id, version=0)
    assert acts() == trail
    swings = of(world.alice, tension_id).begin_with.swings([one, two])
    compare_needs(
        actor=world.alice, tension_id=tension_id, order=swings.order, beside=swings.beside
    )
    seal_weights(actor=world.alice, tension_id=tension_id, version=1)
    assert of(world.alice, tension_id).sealed_at == sealed_at
    assert not EarlierWeights.objects.exists()
    assert counts(world.alice, tension_id) == [0.7, 0.3]


def test_a_need_written_after_sealing_counts_as_the_average_until_it_is_weighed(
    world: World,
) -> None:
    tension_id, _, _ = two_needs(world)
    story.seal(world.alice, tension_id, 70, 30)
    seal_weights(actor=world.bob, tension_id=tension_id, version=0)
    third = story.write(world.alice, tension_id, "need", "A third", "mediator")
    view = of(world.alice, tension_id)
    assert [need.id for need in view.added] == [third.id]
    assert counts(world.alice, tension_id) == [0.4667, 0.3333, 0.2]
    assert gate_for(actor=world.bob, tension_id=tension_id).unsealed == ()
    story.seal(world.alice, tension_id, 50, 30, 20)
    assert counts(world.alice, tension_id) == [0.5, 0.3, 0.2]


def test_a_need_that_goes_leaves_its_share_to_the_others(world: World) -> None:
    tension_id, _, two = two_needs(world)
    story.write(world.alice, tension_id, "need", "A third")
    story.seal(world.alice, tension_id, 50, 25, 25)
    remove_statement(actor=world.alice, statement_id=two)
    assert counts(world.alice, tension_id) == [0.6667, 0.3333]
    story.seal(world.alice, tension_id, 80, 20)
    (earlier,) = of(world.alice, tension_id).earlier
    assert [points for _, points in earlier.points] == [50, 25, 25]


def test_a_need_kept_to_oneself_later_no_longer_counts(world: World) -> None:
    tension_id, _, two = two_needs(world)
    story.seal(world.alice, tension_id, 60, 40)
    change_visibility(actor=world.alice, statement_id=two, visibility="private", confirmed=True)
    assert counts(world.alice, tension_id) == [1.0]
    assert list(of(world.alice, tension_id).sealed.values()) == [1.0]


# ---------------------------------------------------------------- plans wait for all


@pytest.fixture
def unsealed(world: World) -> Board:
    """A board with everything on it, on which bob has not sealed."""
    board = make_board(world)
    Side.objects.filter(member__user=world.bob).update(
        weights_first_sealed_at=None, weights_sealed_at=None
    )
    return board


def test_nobody_sees_a_plan_before_all_have_sealed(world: World, unsealed: Board) -> None:
    hers = plan_for(actor=world.alice, tension_id=unsealed.tension_id)
    his = plan_for(actor=world.bob, tension_id=unsealed.tension_id)
    assert (hers.found, his.found, hers.unseen, his.unseen) == (None, None, False, False)
    assert [(row.kind, row.who) for row in hers.board.missing] == [("their_weights", ("Bob",))]
    assert [(row.kind, row.who) for row in his.board.missing] == [("my_weights", ())]
    seal_weights(actor=world.bob, tension_id=unsealed.tension_id, version=0)
    look_at_plans(actor=world.alice, tension_id=unsealed.tension_id)
    assert plan_for(actor=world.alice, tension_id=unsealed.tension_id).found is not None


def test_when_the_last_one_seals_the_others_are_told(world: World) -> None:
    tension_id, _, _ = two_needs(world)
    Notice.objects.all().delete()
    story.seal(world.alice, tension_id, 70, 30)
    assert not Notice.objects.exists()
    seal_weights(actor=world.bob, tension_id=tension_id, version=0)
    told = Notice.objects.get()
    assert told.recipient_id == world.alice.id
    story.seal(world.alice, tension_id, 60, 40)
    assert Notice.objects.count() == 1


def test_whoever_joins_later_seals_before_anybody_sees_plans_again(world: World) -> None:
    board = make_board(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    missing = plan_for(actor=world.alice, tension_id=board.tension_id).board.missing
    assert ("their_weights", ("Carol",)) in [(row.kind, row.who) for row in missing]
    leave_partnership(actor=world.carol, partnership_id=world.partnership.id)
    assert not plan_for(actor=world.alice, tension_id=board.tension_id).board.missing


def test_all_are_told_that_numbers_have_changed_and_nothing_more(world: World) -> None:
    board = make_board(world)
    story.write(world.bob, board.tension_id, "need", "Sleep", "mediator")
    assert gate_for(actor=world.alice, tension_id=board.tension_id).reweighed_at is None
    story.seal(world.bob, board.tension_id, 40, 60)
    side = Side.objects.get(member__user=world.bob)
    for actor in (world.alice, world.bob):
        gate = gate_for(actor=actor, tension_id=board.tension_id)
        assert gate.reweighed_at == side.weights_sealed_at
    assert plan_for(actor=world.alice, tension_id=board.tension_id).board.missing == ()


def test_weights_changed_before_all_had_sealed_are_no_change_of_plans(world: World) -> None:
    tension_id, _, _ = two_needs(world)
    story.seal(world.alice, tension_id, 70, 30)
    story.seal(world.alice, tension_id, 60, 40)
    seal_weights(actor=world.bob, tension_id=tension_id, version=0)
    assert gate_for(actor=world.bob, tension_id=tension_id).reweighed_at is None


def test_a_look_with_weights_sealed_anew_is_a_look_with_new_numbers(world: World) -> None:
    board = make_board(world)
    hidden = story.write(world.bob, board.tension_id, "need", "Sleep", "mediator")
    score(world.bob, board, hidden.id, kit=20)
    story.seal(world.bob, board.tension_id, 40, 60)
    look_at_plans(actor=world.bob, tension_id=board.tension_id)
    give_points(
        actor=world.bob,
        tension_id=board.tension_id,
        points=dict(zip(of(world.bob, board.tension_id).ids, (50, 50), strict=True)),
    )
    assert not plan_for(actor=world.bob, tension_id=board.tension_id).unseen
    seal_weights(actor=world.bob, tension_id=board.tension_id, version=1)
    assert plan_for(actor=world.bob, tension_id=board.tension_id).unseen
    assert not plan_for(actor=world.alice, tension_id=board.tension_id).board.missing


# ---------------------------------------------------------------- what goes along, what is erased


def test_drafts_and_all_that_was_sealed_go_into_the_file_of_their_owner_alone(
    world: World,
) -> None:
    tension_id, one, two = two_needs(world)
    story.seal(world.alice, tension_id, 70, 30)
    story.seal(world.alice, tension_id, 60, 40)
    rank_needs(actor=world.alice, tension_id=tension_id, order=[two, one])
    (tension,) = everything_of(actor=world.alice)["tensions"]
    earlier, draft = tension["weights"]
    assert (earlier["weights"], earlier["version"]) == ({one: 0.7, two: 0.3}, 1)
    assert draft["draft"]["order"] == [two, one]
    assert tension["sides"][0]["weights_sealed"] == of(world.alice, tension_id).sealed_at
    (his,) = everything_of(actor=world.bob)["tensions"]
    assert his["weights"] == []


def test_they_are_deleted_with_the_account(world: World) -> None:
    tension_id, one, two = two_needs(world)
    story.seal(world.alice, tension_id, 70, 30)
    story.seal(world.alice, tension_id, 60, 40)
    rank_needs(actor=world.alice, tension_id=tension_id, order=[two, one])
    close_account(actor=world.alice)
    assert not WeightsDraft.objects.exists()
    assert not EarlierWeights.objects.exists()
    left = Statement.objects.filter(member__user=world.alice, kind="need")
    assert {row.weight for row in left} == {None}


def test_a_settled_tension_keeps_what_was_sealed(world: World) -> None:
    board = make_board(world)
    sealed_at = of(world.alice, board.tension_id).sealed_at
    mark_outcome(actor=world.alice, tension_id=board.tension_id, state=TensionState.AGREED)
    assert of(world.alice, board.tension_id).sealed_at == sealed_at is not None
    assert gate_for(actor=world.bob, tension_id=board.tension_id).unsealed == ()

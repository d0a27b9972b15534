"""One's side is one's own until it is shared, and stays right afterwards."""

from __future__ import annotations

import pytest
from tests.apps.tensions import story
from tests.personas import World, join

from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.tensions.models import EarlierStatement, Side, Statement
from trifecta.apps.tensions.selectors import my_statement
from trifecta.apps.tensions.services import (
    change_statement,
    change_visibility,
    confirm_play_back,
    remove_statement,
    share_side,
    write_statement,
)
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
)

pytestmark = pytest.mark.django_db


def test_before_sharing_nobody_else_reads_anything(world: World) -> None:
    tension_id = story.opened(world)
    story.write_side(world.alice, tension_id, story.ALICE_NEEDS)
    assert story.ALICE_NEEDS in story.words_seen(world.alice, tension_id)
    assert story.words_seen(world.bob, tension_id) == set()
    assert (
        not story.seen_by(world.bob, tension_id).side_of(story.member_id(world, world.alice)).shared
    )


def test_after_sharing_partners_read_what_is_meant_for_them(world: World) -> None:
    tension_id = story.opened(world)
    for visibility in ("private", "mediator", "partners", "leadership"):
        story.write(world.alice, tension_id, "constraint", f"for {visibility}", visibility)
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    read = story.words_seen(world.bob, tension_id)
    assert {"for partners", "for leadership", story.ALICE_NEEDS} <= read
    assert not {"for private", "for mediator"} & read


def test_what_is_kept_back_is_not_even_counted_for_others(world: World) -> None:
    tension_id = story.both_shared(world)
    story.write(world.alice, tension_id, "constraint", "a secret", "mediator")
    story.write(world.alice, tension_id, "need", "another secret", "private")
    alice = story.member_id(world, world.alice)
    assert story.seen_by(world.bob, tension_id).side_of(alice).kept_words == ""
    assert story.seen_by(world.alice, tension_id).mine.kept_words == (
        "You have two more: one for the plan finder only, and one for yourself alone."
    )


def test_sharing_needs_something_to_ask_for_and_a_need_the_others_can_read(world: World) -> None:
    tension_id = story.opened(world)
    with pytest.raises(NotYetError, match="what you ask for"):
        share_side(actor=world.alice, tension_id=tension_id)
    story.write(world.alice, tension_id, "position", "Ask")
    story.write(world.alice, tension_id, "need", "Hidden", "mediator")
    with pytest.raises(NotYetError, match="a need that your partners can read"):
        share_side(actor=world.alice, tension_id=tension_id)


def test_sharing_twice_changes_nothing(world: World) -> None:
    tension_id = story.both_shared(world)
    before = Side.objects.get(member__user=world.alice).shared_at
    share_side(actor=world.alice, tension_id=tension_id)
    assert Side.objects.get(member__user=world.alice).shared_at == before


def test_somebody_who_joins_later_reads_a_side_once_it_is_shared_with_them(world: World) -> None:
    tension_id = story.both_shared(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    assert story.words_seen(world.carol, tension_id) == set()
    assert story.seen_by(world.alice, tension_id).turns[0].kind == "write_side"
    share_side(actor=world.alice, tension_id=tension_id)
    assert story.ALICE_NEEDS in story.words_seen(world.carol, tension_id)
    assert story.BOB_NEEDS not in story.words_seen(world.carol, tension_id)


def test_what_two_asked_each_other_goes_to_a_newcomer_once_both_have_shared(world: World) -> None:
    tension_id = story.answered(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    share_side(actor=world.alice, tension_id=tension_id)
    assert story.seen_by(world.carol, tension_id).questions == ()
    share_side(actor=world.bob, tension_id=tension_id)
    assert len(story.seen_by(world.carol, tension_id).questions) == 6


def test_what_was_shared_stays_readable_when_its_writer_leaves(world: World) -> None:
    tension_id = story.both_shared(world)
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    view = story.seen_by(world.alice, tension_id)
    assert story.BOB_NEEDS in story.words_seen(world.alice, tension_id)
    assert [side.left for side in view.sides] == [False, True]


def test_somebody_who_left_reads_nothing_any_more(world: World) -> None:
    tension_id = story.both_shared(world)
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    with pytest.raises(NotFoundError):
        story.seen_by(world.bob, tension_id)


@pytest.mark.parametrize("who", ["carol", "oscar", "olga", "pat", "mallory"])
def test_outside_the_partnership_there_is_no_tension(world: World, who: str) -> None:
    tension_id = story.both_shared(world)
    with pytest.raises(NotFoundError):
        story.seen_by(world.everyone[who], tension_id)


def test_another_persons_statement_cannot_be_changed_or_removed_or_shown(world: World) -> None:
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "need", story.ALICE_NEEDS)
    with pytest.raises(NotFoundError):
        my_statement(actor=world.bob, statement_id=row.id)
    with pytest.raises(NotFoundError):
        change_statement(actor=world.bob, statement_id=row.id, text="x", because="y", version=1)
    with pytest.raises(NotFoundError):
        remove_statement(actor=world.bob, statement_id=row.id)
    with pytest.raises(NotFoundError):
        change_visibility(
            actor=world.bob, statement_id=row.id, visibility="leadership", confirmed=True
        )


def test_a_statement_that_is_too_long_or_one_too_many_is_refused(world: World) -> None:
    tension_id = story.opened(world)
    with pytest.raises(InvalidError) as caught:
        story.write(world.alice, tension_id, "need", "x" * 100_000)
    assert "100,000" in caught.value.fields["text"]
    for number in range(5):
        story.write(world.alice, tension_id, "need", f"Need {number}")
    with pytest.raises(TooManyError):
        story.write(world.alice, tension_id, "need", "The sixth")


@pytest.mark.parametrize(("kind", "visibility"), [("wish", "partners"), ("need", "everybody")])
def test_kinds_and_visibilities_that_do_not_exist_are_refused(
    world: World, kind: str, visibility: str
) -> None:
    tension_id = story.opened(world)
    with pytest.raises(InvalidError):
        write_statement(
            actor=world.alice,
            tension_id=tension_id,
            kind=kind,
            text="Something",
            because="a reason",
            visibility=visibility,
        )


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing(world: World) -> None:
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "position", "First words")
    change_statement(actor=world.alice, statement_id=row.id, text="From one tab", version=1)
    with pytest.raises(ConflictError):
        change_statement(actor=world.alice, statement_id=row.id, text="From the other", version=1)
    assert Statement.objects.get(id=row.id).text == "From one tab"


def test_earlier_words_of_a_shared_statement_stay_readable(world: World) -> None:
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "constraint", "Two are away.")
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    change_statement(actor=world.alice, statement_id=row.id, text="One is away.", version=1)
    alice = story.member_id(world, world.alice)
    constraints = story.seen_by(world.bob, tension_id).side_of(alice).constraints
    changed = next(view for view in constraints if view.id == row.id)
    assert (changed.text, [e.text for e in changed.earlier]) == ("One is away.", ["Two are away."])


def test_earlier_words_from_before_sharing_are_kept_from_everybody(world: World) -> None:
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "constraint", "An angry draft")
    change_statement(actor=world.alice, statement_id=row.id, text="A calm one", version=1)
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    assert not EarlierStatement.objects.exists()


def test_words_that_were_hidden_stay_hidden_when_the_statement_is_opened(world: World) -> None:
    """Widening shows what it says now, and nothing it said while nobody could read it."""
    tension_id = story.both_shared(world)
    row = story.write(world.alice, tension_id, "constraint", "The raw truth", "mediator")
    change_statement(actor=world.alice, statement_id=row.id, text="What I can say", version=1)
    change_visibility(actor=world.alice, statement_id=row.id, visibility="partners", confirmed=True)
    alice = story.member_id(world, world.alice)
    shown = story.seen_by(world.bob, tension_id).side_of(alice).constraints
    opened = next(view for view in shown if view.id == row.id)
    assert (opened.text, opened.earlier) == ("What I can say", ())


def test_hiding_a_statement_takes_it_and_its_earlier_words_away(world: World) -> None:
    tension_id = story.both_shared(world)
    row = story.write(world.alice, tension_id, "constraint", "Two are away.")
    change_statement(actor=world.alice, statement_id=row.id, text="One is away.", version=1)
    change_visibility(actor=world.alice, statement_id=row.id, visibility="private", confirmed=True)
    assert not {"Two are away.", "One is away."} & story.words_seen(world.bob, tension_id)


def test_on_a_shared_side_every_change_of_visibility_is_confirmed(world: World) -> None:
    tension_id = story.both_shared(world)
    row = story.write(world.alice, tension_id, "constraint", "Two are away.")
    for visibility in ("private", "leadership"):
        with pytest.raises(InvalidError, match="Please confirm"):
            change_visibility(actor=world.alice, statement_id=row.id, visibility=visibility)


def test_a_shared_side_keeps_a_need_the_others_can_read(world: World) -> None:
    tension_id = story.both_shared(world)
    story.write(world.alice, tension_id, "need", "Hidden", "mediator")
    need = Statement.objects.get(kind="need", visibility="partners", member__user=world.alice)
    with pytest.raises(InvalidError, match="only need"):
        remove_statement(actor=world.alice, statement_id=need.id)
    with pytest.raises(InvalidError, match="only need"):
        change_visibility(
            actor=world.alice, statement_id=need.id, visibility="mediator", confirmed=True
        )


def test_what_nobody_read_is_gone_when_it_is_removed_and_what_was_read_is_kept(
    world: World,
) -> None:
    tension_id = story.both_shared(world)
    hidden = story.write(world.alice, tension_id, "constraint", "Hidden", "mediator")
    shown = story.write(world.alice, tension_id, "constraint", "Shown")
    for row in (hidden, shown):
        remove_statement(actor=world.alice, statement_id=row.id)
    assert not Statement.objects.filter(id=hidden.id).exists()
    assert Statement.objects.get(id=shown.id).removed_at is not None
    assert "Shown" not in story.words_seen(world.bob, tension_id)


# ---------------------------------------------------------------- needs that change


def test_other_words_for_the_same_need_keep_the_play_back(world: World) -> None:
    tension_id = story.understood(world)
    need = Statement.objects.get(kind="need", member__user=world.bob)

    def change(same_need: bool | None) -> None:
        change_statement(
            actor=world.bob,
            statement_id=need.id,
            text="Proof by January.",
            because="seats",
            version=need.version,
            same_need=same_need,
        )

    with pytest.raises(InvalidError) as caught:
        change(None)
    assert "same_need" in caught.value.fields
    change(same_need=True)
    assert story.seen_by(world.alice, tension_id).gate.open


def test_another_need_asks_for_a_new_play_back_and_closes_the_plans(world: World) -> None:
    tension_id = story.understood(world)
    need = Statement.objects.get(kind="need", member__user=world.bob)
    change_statement(
        actor=world.bob,
        statement_id=need.id,
        text="More time.",
        because="the board moved",
        version=need.version,
        same_need=False,
    )
    view = story.seen_by(world.alice, tension_id)
    assert not view.gate.open
    assert [turn.kind for turn in view.turns] == ["play_back"]
    row = story.say_back(world, tension_id, world.alice, world.bob)
    confirm_play_back(actor=world.bob, play_back_id=row.id)
    assert story.seen_by(world.alice, tension_id).gate.open


@pytest.mark.parametrize("visibility", ["private", "mediator"])
def test_a_need_nobody_can_read_never_moves_the_gate(world: World, visibility: str) -> None:
    tension_id = story.understood(world)
    row = story.write(world.bob, tension_id, "need", "Hidden", visibility)
    change_statement(
        actor=world.bob, statement_id=row.id, text="Hidden still", because="so", version=1
    )
    assert story.seen_by(world.alice, tension_id).gate.open


def test_a_need_that_becomes_readable_asks_for_a_new_play_back(world: World) -> None:
    tension_id = story.understood(world)
    row = story.write(world.bob, tension_id, "need", "Hidden", "mediator")
    change_visibility(actor=world.bob, statement_id=row.id, visibility="partners", confirmed=True)
    assert not story.seen_by(world.alice, tension_id).gate.open

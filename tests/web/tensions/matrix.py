"""Who may open the pages of tensions."""

from __future__ import annotations

from tests.apps.checkins.rounds import opened, started
from tests.apps.compromise.test_asking_again import one_or_the_other
from tests.apps.tensions import story
from tests.personas import World
from tests.web.permission_matrix import Row, members_only

from trifecta.apps.checkins import services as checkins
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.tensions.selectors import weights_for
from trifecta.apps.tensions.services import rank_needs, withdraw_tension

MEMBERS = members_only("alice", "bob")
ALICE = members_only("alice")
BOB = members_only("bob")


def tension(world: World) -> tuple[str, ...]:
    return (story.both_shared(world),)


def set_aside(world: World) -> tuple[str, ...]:
    tension_id = story.opened(world)
    withdraw_tension(actor=world.bob, tension_id=tension_id, reason="The question went away.")
    return (tension_id,)


def written_alone(world: World) -> tuple[str, ...]:
    """A statement of alice on a side she has not shared."""
    tension_id = story.opened(world)
    return (story.write(world.alice, tension_id, "need", story.ALICE_NEEDS).id,)


def shared_statement(world: World) -> tuple[str, ...]:
    tension_id = story.both_shared(world)
    return (story.write(world.alice, tension_id, "constraint", "Two are away.").id,)


def to_bob(world: World) -> tuple[str, ...]:
    """A tension, and bob in it: alice asks him and says back what he needs."""
    return (story.answered(world), story.member_id(world, world.bob))


def three_needs_of_alice(world: World) -> tuple[str, ...]:
    """A tension in which alice has three needs, in an order of hers."""
    tension_id = story.both_shared(world)
    for text in ("Sleep", "Somebody grows"):
        story.write(world.alice, tension_id, "need", text)
    needs = weights_for(actor=world.alice, tension_id=tension_id).ids
    rank_needs(actor=world.alice, tension_id=tension_id, order=needs[::-1])
    return (tension_id,)


def hangs_on_bob(world: World) -> tuple[str, ...]:
    """A tension whose fairest plan hangs on one of bob's weights."""
    tension_id = one_or_the_other(world, 27, 25, 24, 24)
    look_at_plans(actor=world.bob, tension_id=tension_id)
    return (tension_id,)


def question(world: World) -> tuple[str, ...]:
    """A question alice has put to bob."""
    tension_id = story.both_shared(world)
    return (story.ask(world, tension_id, world.alice, world.bob)[0].id,)


def play_back(world: World) -> tuple[str, ...]:
    """What alice says that bob needs."""
    return (story.say_back(world, story.answered(world), world.alice, world.bob).id,)


def partnership(world: World) -> tuple[str, ...]:
    return (world.partnership.id,)


def organisation(world: World) -> tuple[str, ...]:
    return (world.organisation.id,)


def limit_of_alice(world: World) -> tuple[str, ...]:
    """A tension, and what alice wrote in a check-in as limiting her."""
    round_id = started(world)
    limit_id = checkins.add_limit(
        actor=world.alice,
        round_id=round_id,
        kind="leaving",
        text="Two have told me that they are looking.",
        visibility="partners",
    )
    opened(world)
    return story.opened(world), limit_id


ROWS = [
    Row(url_name="tensions:list", prepare=partnership, answers=MEMBERS),
    Row(url_name="tensions:open", prepare=partnership, answers=MEMBERS),
    Row(
        url_name="tensions:open",
        prepare=partnership,
        answers=MEMBERS,
        method="post",
        data={"title": "Now or later"},
    ),
    Row(url_name="tensions:leadership", prepare=organisation, answers=members_only("olga")),
    Row(url_name="tensions:tension", prepare=tension, answers=MEMBERS),
    Row(url_name="tensions:rename", prepare=tension, answers=MEMBERS),
    Row(
        url_name="tensions:rename",
        prepare=tension,
        answers=MEMBERS,
        method="post",
        data={"title": "Now or later"},
    ),
    Row(url_name="tensions:set_aside", prepare=tension, answers=MEMBERS),
    Row(
        url_name="tensions:set_aside",
        prepare=tension,
        answers=MEMBERS,
        method="post",
        data={"reason": "It went away by itself."},
    ),
    Row(url_name="tensions:take_up", prepare=set_aside, answers=MEMBERS, method="post"),
    Row(url_name="tensions:skip", prepare=tension, answers=MEMBERS),
    Row(
        url_name="tensions:skip",
        prepare=tension,
        answers=MEMBERS,
        method="post",
        data={"reason": "The board meets tomorrow."},
    ),
    Row(url_name="tensions:side", prepare=tension, answers=MEMBERS),
    Row(url_name="tensions:share", prepare=tension, answers=MEMBERS, method="post"),
    Row(url_name="tensions:take_limit", prepare=limit_of_alice, answers=ALICE, method="post"),
    Row(url_name="tensions:leave_limit_out", prepare=limit_of_alice, answers=ALICE, method="post"),
    Row(url_name="tensions:weights", prepare=tension, answers=MEMBERS),
    Row(url_name="tensions:rank", prepare=tension, answers=MEMBERS),
    Row(url_name="tensions:rank", prepare=three_needs_of_alice, answers=MEMBERS),
    Row(url_name="tensions:rank", prepare=tension, answers=MEMBERS, method="post"),
    Row(url_name="tensions:compare", prepare=tension, answers=MEMBERS),
    Row(url_name="tensions:compare", prepare=three_needs_of_alice, answers=MEMBERS),
    Row(url_name="tensions:compare", prepare=tension, answers=MEMBERS, method="post"),
    Row(url_name="tensions:points", prepare=tension, answers=MEMBERS),
    Row(url_name="tensions:points", prepare=three_needs_of_alice, answers=MEMBERS),
    Row(url_name="tensions:points", prepare=tension, answers=MEMBERS, method="post"),
    Row(url_name="tensions:first_and_last", prepare=hangs_on_bob, answers=MEMBERS),
    Row(url_name="tensions:first_and_last", prepare=hangs_on_bob, answers=MEMBERS, method="post"),
    Row(
        url_name="tensions:seal_weights",
        prepare=tension,
        answers=MEMBERS,
        method="post",
        data={"version": "0"},
    ),
    Row(url_name="tensions:leave_as_sealed", prepare=tension, answers=MEMBERS, method="post"),
    Row(
        url_name="tensions:write",
        prepare=lambda world: (story.opened(world), "need"),
        answers=MEMBERS,
    ),
    Row(
        url_name="tensions:write",
        prepare=lambda world: (story.opened(world), "need"),
        answers=MEMBERS,
        method="post",
        data={"text": "A need", "because": "it matters", "visibility": "partners"},
    ),
    Row(url_name="tensions:statement", prepare=written_alone, answers=ALICE),
    Row(url_name="tensions:statement", prepare=shared_statement, answers=ALICE),
    Row(
        url_name="tensions:statement",
        prepare=shared_statement,
        answers=ALICE,
        method="post",
        data={"text": "Other words", "version": "1"},
    ),
    Row(url_name="tensions:remove", prepare=shared_statement, answers=ALICE),
    Row(url_name="tensions:remove", prepare=shared_statement, answers=ALICE, method="post"),
    Row(url_name="tensions:visibility", prepare=shared_statement, answers=ALICE),
    Row(
        url_name="tensions:visibility",
        prepare=shared_statement,
        answers=ALICE,
        method="post",
        data={"visibility": "leadership", "confirmed": "1"},
    ),
    Row(url_name="tensions:questions", prepare=tension, answers=MEMBERS),
    Row(url_name="tensions:ask", prepare=to_bob, answers=ALICE),
    Row(
        url_name="tensions:ask",
        prepare=to_bob,
        answers=ALICE,
        method="post",
        data={"text": "What changed?"},
    ),
    Row(url_name="tensions:question", prepare=question, answers=ALICE),
    Row(
        url_name="tensions:question",
        prepare=question,
        answers=ALICE,
        method="post",
        data={"text": "What changed?", "version": "1"},
    ),
    Row(url_name="tensions:take_back", prepare=question, answers=ALICE, method="post"),
    Row(url_name="tensions:answer", prepare=question, answers=BOB),
    Row(
        url_name="tensions:answer",
        prepare=question,
        answers=BOB,
        method="post",
        data={"text": "The review.", "version": "1"},
    ),
    Row(url_name="tensions:decline", prepare=question, answers=BOB, method="post"),
    Row(url_name="tensions:play_back", prepare=tension, answers=MEMBERS),
    Row(url_name="tensions:say_back", prepare=to_bob, answers=ALICE),
    Row(
        url_name="tensions:say_back",
        prepare=to_bob,
        answers=ALICE,
        method="post",
        data={"text": "You need proof."},
    ),
    Row(url_name="tensions:verdict", prepare=play_back, answers=BOB),
    Row(
        url_name="tensions:verdict",
        prepare=play_back,
        answers=BOB,
        method="post",
        data={"verdict": "confirmed"},
    ),
]

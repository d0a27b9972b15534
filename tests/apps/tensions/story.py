"""How far a tension of alice and bob has come, told step by step for the tests."""

from __future__ import annotations

from tests.kept import kept
from tests.personas import World

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.tensions.models import PlayBack, Question, Statement
from trifecta.apps.tensions.selectors import TensionView, tension_for, weights_for
from trifecta.apps.tensions.services import (
    answer_question,
    ask_question,
    confirm_play_back,
    give_points,
    open_tension,
    play_back,
    seal_weights,
    share_side,
    write_statement,
)

TITLE = "Fifty experiments, or something new to build"
ALICE_NEEDS = "Work this quarter that my engineers learn from."
BOB_NEEDS = "Enough proof by January that growth works."


@kept
def opened(world: World) -> str:
    row = open_tension(actor=world.alice, partnership_id=world.partnership.id, title=TITLE)
    return row.id


def member_id(world: World, user: User) -> str:
    view = partnership_for(actor=user, partnership_id=world.partnership.id)
    return view.me.id


def write(
    actor: User, tension_id: str, kind: str, text: str, visibility: str = "partners"
) -> Statement:
    """A statement of `kind`; a need gets a reason."""
    return write_statement(
        actor=actor,
        tension_id=tension_id,
        kind=kind,
        text=text,
        because="it matters here" if kind == "need" else "",
        visibility=visibility,
    )


def write_side(actor: User, tension_id: str, need: str) -> None:
    write(actor, tension_id, "position", f"{actor.first_name} asks for this.")
    write(actor, tension_id, "need", need)
    write(actor, tension_id, "constraint", f"{actor.first_name} has two people away.")


def share(actor: User, tension_id: str, need: str) -> None:
    write_side(actor, tension_id, need)
    share_side(actor=actor, tension_id=tension_id)


def seal(actor: User, tension_id: str, *points: int) -> None:
    """Points for the needs that count, as they were written, and the seal; none for one need."""
    if points:
        needs = sorted(weights_for(actor=actor, tension_id=tension_id).ids, key=_written)
        give = dict(zip(needs, points, strict=True))
        give_points(actor=actor, tension_id=tension_id, points=give)
    version = weights_for(actor=actor, tension_id=tension_id).version
    seal_weights(actor=actor, tension_id=tension_id, version=version)


def _written(need_id: str) -> tuple[str, str]:
    row = Statement.objects.get(id=need_id)
    return row.created_at.isoformat(), row.id


@kept
def both_shared(world: World) -> str:
    tension_id = opened(world)
    share(world.alice, tension_id, ALICE_NEEDS)
    share(world.bob, tension_id, BOB_NEEDS)
    return tension_id


def ask(
    world: World, tension_id: str, asker: User, addressee: User, number: int = 1
) -> list[Question]:
    return [
        ask_question(
            actor=asker,
            tension_id=tension_id,
            addressee_id=member_id(world, addressee),
            text=f"What is behind this, number {count + 1}?",
        )
        for count in range(number)
    ]


def answer_all(actor: User, questions: list[Question]) -> None:
    for question in questions:
        answer_question(
            actor=actor,
            question_id=question.id,
            text="The review counts.",
            version=question.version,
        )


@kept
def answered(world: World) -> str:
    """Three questions each way, all of them answered."""
    tension_id = both_shared(world)
    answer_all(world.bob, ask(world, tension_id, world.alice, world.bob, 3))
    answer_all(world.alice, ask(world, tension_id, world.bob, world.alice, 3))
    return tension_id


def say_back(world: World, tension_id: str, speaker: User, about: User) -> PlayBack:
    return play_back(
        actor=speaker,
        tension_id=tension_id,
        about_id=member_id(world, about),
        text=f"{speaker.first_name} hears what {about.first_name} needs.",
    )


@kept
def understood(world: World) -> str:
    """Both have said back what the other needs, and were right; both have sealed their weights."""
    tension_id = answered(world)
    for speaker, about in ((world.alice, world.bob), (world.bob, world.alice)):
        row = say_back(world, tension_id, speaker, about)
        confirm_play_back(actor=about, play_back_id=row.id)
    for actor in (world.alice, world.bob):
        seal(actor, tension_id)
    return tension_id


def seen_by(actor: User, tension_id: str) -> TensionView:
    return tension_for(actor=actor, tension_id=tension_id)


def words_seen(actor: User, tension_id: str) -> set[str]:
    """Every text of a statement that `actor` is shown on any side."""
    view = seen_by(actor, tension_id)
    return {row.text for side in view.sides for row in side.statements}

"""Whole check-ins, answered through the services as a person would answer them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from tests.kept import kept
from tests.personas import World

from trifecta.apps.checkins import services
from trifecta.apps.checkins.selectors import RoundView, round_for
from trifecta.apps.people.models import User
from trifecta.domain.checkins.entry import Points

Profile = Mapping[str, int]


@kept
def started(world: World, *, by: User | None = None) -> str:
    """A round of the world's partnership, opened by alice unless somebody else is named."""
    return services.start_round(actor=by or world.alice, partnership_id=world.partnership.id)


def member_id(view: RoundView, user: User) -> str:
    return next(member.id for member in view.participants if member.user_id == user.id)


def profile(view: RoundView, seed: int) -> dict[str, int]:
    """A made-up pull on every item, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311
    return {item.key: draw.choice([-3, -2, -1, 1, 2, 3]) for item in view.items}


def answer_questions(
    *, actor: User, round_id: str, own: Profile, guesses: Mapping[str, Profile]
) -> None:
    """Mark every question, repeats as well; what `own` or a guess leaves out is left out."""
    view = round_for(actor=actor, round_id=round_id)
    for question in view.sheet.questions:
        key = question.item.key
        marked = question.shown(own[key]) if key in own else None
        about = {m: question.shown(p[key]) for m, p in guesses.items() if key in p}
        if marked is None and not about:
            services.skip_question(actor=actor, round_id=round_id, number=question.number)
        else:
            services.save_marks(
                actor=actor,
                round_id=round_id,
                number=question.number,
                own=marked,
                guesses=about,
            )


def answer_and_seal(
    *, actor: User, round_id: str, seed: int = 1, guess_seed: int = 1, pulse: Sequence[int] = ()
) -> bool:
    """Answer everything from a seed, guess everybody from another, and seal it."""
    view = round_for(actor=actor, round_id=round_id)
    guess = profile(view, guess_seed)
    answer_questions(
        actor=actor,
        round_id=round_id,
        own=profile(view, seed),
        guesses={member.id: guess for member in view.others},
    )
    if pulse:
        marks = dict(zip(("trust", "conflict", "safety"), pulse, strict=True))
        services.save_pulse(actor=actor, round_id=round_id, marks=marks, final=True)
    return services.seal_entry(actor=actor, round_id=round_id)


@kept
def opened(world: World, *, alike: bool = True, pulse: Sequence[int] = (4, 4, 4)) -> str:
    """A round that alice and bob have both sealed; pulled alike and guessed right, or neither."""
    round_id = started(world)
    answer_and_seal(actor=world.alice, round_id=round_id, seed=1, guess_seed=1, pulse=pulse)
    seeds = (1, 1) if alike else (2, 3)
    answer_and_seal(
        actor=world.bob, round_id=round_id, seed=seeds[0], guess_seed=seeds[1], pulse=pulse
    )
    return round_id


def hundred(**points: int) -> Points:
    return Points(known=points)

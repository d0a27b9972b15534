"""Models for tests, made through the real services."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.agreeing import member
from tests.personas import World

from trifecta.apps.people.models import User
from trifecta.apps.systems.services.deciding import decide
from trifecta.apps.systems.services.models import About, begin_model, save_text
from trifecta.apps.systems.services.observing import bring_in_counts
from trifecta.apps.systems.services.ranging import save_ranges
from trifecta.domain.systems.decisions import DecisionWords

TEXT = "[Candidates] > Screened @ 10\nScreened > Hires @ 2"
OTHER = "[Candidates] > Screened @ 10\nScreened > Hires @ 4"
ABOUT = About(name="Our hiring", question="How many people join in a quarter?", rounds=12)


def begun(world: World, *, text: str = TEXT, by: User | None = None) -> str:
    """The id of a model of the world's partnership."""
    return begin_model(
        actor=by or world.alice, partnership_id=world.partnership.id, about=ABOUT, text=text
    ).id


def changed(world: World) -> str:
    """One with two texts."""
    model_id = begun(world)
    save_text(actor=world.bob, model_id=model_id, text=OTHER, read=1)
    return model_id


COUNTS = "week,stock or flow,value\n" + "".join(
    f"{week},Candidates > Screened,{10 + week % 3}\n{week},Screened,{8 * week}\n"
    f"{week},Screened > Hires,{2 - (week > 6)}\n"
    for week in range(1, 13)
)


RANGES = "Candidates > Screened = integers(8, 12)\nScreened > Hires = integers(1, 4)"


def ranged(world: World, *, text: str = RANGES) -> str:
    """The id of a model with ranges for its numbers."""
    model_id = begun(world)
    save_ranges(actor=world.alice, model_id=model_id, text=text, read=0)
    return model_id


def counted_twice(world: World) -> str:
    """The id of a model with counts, and others before them."""
    model_id = begun(world)
    for counts in ("week,Screened\n1,8\n2,9\n", COUNTS):
        bring_in_counts(actor=world.alice, model_id=model_id, counts=counts)
    return model_id


def words(world: World, *, due: int = 0, review: int = 30) -> DecisionWords:
    """A whole decision of alice's, with its days counted from today."""
    today = timezone.localdate()
    return DecisionWords(
        what="Two more people learn to interview",
        expected="Hires go from two a week to four",
        owner=member(world, world.alice),
        due=today + timedelta(days=due),
        review_on=today + timedelta(days=review),
    )


def decided(world: World, *, due: int = 0, review: int = 30) -> str:
    """The id of a running decision."""
    model_id = begun(world)
    return decide(
        actor=world.alice, model_id=model_id, words=words(world, due=due, review=review)
    ).id

"""Finding the people of the story again."""

from __future__ import annotations

from tests.kept import kept

from trifecta.apps.demo.cast import Character
from trifecta.apps.demo.services import load_demo
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnerships_of

told = kept(load_demo)
"""Tell the story, or put back what it left behind when it was told before."""


def person(character: Character) -> User:
    """Their account."""
    return User.objects.get(email=character.email)


def partnership(character: Character, name: str) -> PartnershipView:
    """A partnership of theirs, as they see it."""
    return next(view for view in partnerships_of(actor=person(character)) if view.name == name)

"""Finding the people of the story again."""

from __future__ import annotations

from trifecta.apps.demo.cast import Character
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnerships_of


def person(character: Character) -> User:
    """Their account."""
    return User.objects.get(email=character.email)


def partnership(character: Character, name: str) -> PartnershipView:
    """A partnership of theirs, as they see it."""
    return next(view for view in partnerships_of(actor=person(character)) if view.name == name)

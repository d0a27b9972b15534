"""Accounts, for the interfaces that sign people in and for those that tell them something."""

from __future__ import annotations

from trifecta.apps.people.models import User


def account_by_id(*, user_id: str) -> User | None:
    """An active account, for the interfaces that sign people in."""
    return User.objects.filter(id=user_id, is_active=True).first()


def any_account() -> bool:
    """Whether anybody has an account here yet; the first one may sign up without an invitation."""
    return User.objects.exists()

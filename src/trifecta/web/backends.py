"""Signing in, and who it is that is signed in."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import account_by_id


class Accounts(AuthenticationBackend):  # type: ignore[misc]
    """As allauth; who is signed in is asked on every page, by a query that is made once."""

    def get_user(self, user_id: str) -> User | None:
        return account_by_id(user_id=user_id)

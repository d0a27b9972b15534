"""Accounts, for the interfaces that sign people in and for those that tell them something."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.prepared import prepared


def account_by_id(*, user_id: str) -> User | None:
    """An active account, for the interfaces that sign people in."""
    return next(iter(_active(user_id)), None)


@prepared
def _active(user_id: str) -> QuerySet[User]:
    return User.objects.filter(id=user_id, is_active=True)


def session_by_key(*, key: str) -> Session | None:
    """What a browser with this key is signed in with, until it runs out."""
    found = next(iter(_stored(key)), None)
    return found if found and found.expire_date > timezone.now() else None


@prepared
def _stored(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key)


def any_account() -> bool:
    """Whether anybody has an account here yet; the first one may sign up without an invitation."""
    return User.objects.exists()

"""Sessions as Django keeps them in the database, read by a query that is made once."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from trifecta.apps.records.prepared import prepared


class SessionStore(db.SessionStore):
    """Every page of somebody signed in begins with this question."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """The row that is read; one that is missing or has run out gives a new key."""
        found = _stored(self.session_key or "")
        if found and found[0].expire_date > timezone.now():
            return found[0]
        self._session_key = None
        return None


@prepared
def _stored(session_key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=session_key)

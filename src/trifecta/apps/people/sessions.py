"""Sessions as Django keeps them in the database, read by a query that is made once."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession

from trifecta.apps.people.selectors import session_by_key


class SessionStore(db.SessionStore):
    """Every page of somebody signed in begins with this question."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """The row that is read; one that is missing or has run out gives a new key."""
        found = session_by_key(key=self.session_key or "")
        if found is None:
            self._session_key = None
        return found

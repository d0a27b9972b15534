"""Notes every sign-in, whichever way it came about, so that a person can see where they are in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from trifecta.apps.people.models import User
from trifecta.apps.people.sign_ins import note_sign_in
from trifecta.domain.people.browsers import browser_words


def note(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:  # noqa: ARG001 - a signal
    """Receives Django's `user_logged_in`."""
    if not request.session.session_key:
        request.session.create()
    note_sign_in(
        user=user,
        session_key=str(request.session.session_key),
        browser=browser_words(request.META.get("HTTP_USER_AGENT", "")),
    )

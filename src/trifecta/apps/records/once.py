"""Writes that act once: a form sent twice gets the first answer again."""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from trifecta.apps.records.keys import derived_key
from trifecta.apps.records.models import OnceToken

LONGEST: Final = 40
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{16,40}")


def new_token() -> str:
    return secrets.token_urlsafe(18)


def token_with(token: str, *, sent: str) -> str:
    """The token of a form and of what was sent in it, "" where the form has none.

    The same form sent again with other words in it is another one, so that none of them are lost.
    What was sent cannot be guessed from the result.
    """
    if not TOKEN.fullmatch(token):
        return ""
    message = f"{token}|{sent}".encode(errors="replace")
    digest = hmac.digest(derived_key("once"), message, "sha256")
    return base64.urlsafe_b64encode(digest).decode()[:LONGEST]


def act_once(*, actor_id: str, token: str, act: Callable[[], str]) -> str:
    """Run `act` in one transaction and keep the address it returns; a second call returns that.

    When `act` raises, nothing is kept, so that the corrected form can be sent again.
    """
    if not TOKEN.fullmatch(token):
        with transaction.atomic():
            return act()
    done = _location(actor_id, token)
    if done is not None:
        return done
    try:
        with transaction.atomic():
            row = OnceToken.objects.create(actor_id=actor_id, token=token)
            row.location = act()
            row.save(update_fields=["location"])
            return row.location
    except IntegrityError:
        done = _location(actor_id, token)
        if done is None:
            raise
        return done


def where_it_led(*, actor_id: str, token: str) -> str | None:
    """Where the form with this token led its sender, when it has been acted on."""
    return _location(actor_id, token) if TOKEN.fullmatch(token) else None


def forget_tokens(*, before: datetime) -> int:
    """Remove tokens nobody can send any more; returns how many."""
    removed, _ = OnceToken.objects.filter(created_at__lt=before).delete()
    return removed


def forget_tokens_of(*, actor_id: str) -> None:
    """Remove the tokens of somebody who sends no form any more."""
    OnceToken.objects.filter(actor_id=actor_id).delete()


def _location(actor_id: str, token: str) -> str | None:
    return (
        OnceToken.objects.filter(actor_id=actor_id, token=token)
        .values_list("location", flat=True)
        .first()
    )

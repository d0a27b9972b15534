"""Where a person is signed in: noted at signing in, listed for them alone, ended one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from trifecta.apps.people.models import SignIn, User
from trifecta.apps.records.audit import record
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One browser somebody is signed in with; `here` is the one that asks."""

    id: str
    browser: str
    since: datetime
    here: bool


def places_of(*, actor: User, session_key: str) -> list[Place]:
    """Where `actor` is signed in now: the browser that asks first, then the latest first."""
    rows = SignIn.objects.filter(user=actor, session__expire_date__gt=timezone.now())
    rows = rows.select_related("session").order_by("-created_at", "id")
    places = [
        Place(
            id=row.id,
            browser=row.browser,
            since=row.created_at,
            here=row.session_id == session_key,
        )
        for row in rows
        if _still_good(row.session, actor)
    ]
    return sorted(places, key=lambda place: not place.here)


def note_sign_in(*, user: User, session_key: str, browser: str) -> None:
    """Keep that `user` has signed in, with the browser in plain words; the same session once."""
    SignIn.objects.update_or_create(
        session_id=session_key,
        defaults={"user": user, "browser": browser, "created_at": timezone.now()},
    )


@transaction.atomic
def sign_out_place(*, actor: User, place_id: str, session_key: str) -> str:
    """Sign `actor` out of one other browser and return its words; raises NotFoundError."""
    row = (
        SignIn.objects.select_for_update()
        .filter(id=place_id, user=actor)
        .exclude(session_id=session_key)
        .first()
    )
    if row is None:
        raise NotFoundError
    record(actor=actor, organisation=None, action="people.signed_out_elsewhere", subject=row)
    Session.objects.filter(session_key=row.session_id).delete()
    return row.browser


@transaction.atomic
def sign_out_elsewhere(*, actor: User, session_key: str) -> int:
    """Sign `actor` out everywhere but in the browser that asks; returns how many there were."""
    others = SignIn.objects.filter(user=actor).exclude(session_id=session_key)
    keys = list(others.values_list("session_id", flat=True))
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        record(
            actor=actor,
            organisation=None,
            action="people.signed_out_elsewhere",
            subject=actor,
            reason=f"all_{len(keys)}",
        )
    return len(keys)


def _still_good(session: Session, user: User) -> bool:
    """Whether the session still opens anything: changing the password closes it."""
    found = session.get_decoded().get(HASH_SESSION_KEY, "")
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(found, known) for known in hashes)

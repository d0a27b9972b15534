"""The clock: dates of reviews, expiry of links and one-time codes all depend on it."""

from __future__ import annotations

import ctypes
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from trifecta.apps.records.selectors import latest_event_at
from trifecta.cli.doctor.database import value
from trifecta.cli.doctor.finding import Finding, good, look, wrong

CHECK: Final = "clock"
TOLERATED: Final = timedelta(seconds=20)
NOT_SYNCHRONISED: Final = 5
SET_IT: Final = "Set the clock, and let the system keep it (systemd-timesyncd, chrony or ntpd)."


def check_clock() -> Finding:
    """Compare the clock with the database server, the newest event, and what the kernel says."""
    try:
        skew, behind = _skew(), _behind()
    except DatabaseError:
        skew = behind = None
    if skew is not None and abs(skew) > TOLERATED:
        return wrong(CHECK, f"It is {_seconds(skew)} away from the database server's.", do=SET_IT)
    if behind is not None and behind > TOLERATED:
        return wrong(CHECK, f"It is {_seconds(behind)} before the newest event.", do=SET_IT)
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    said = f"It is {now} in {settings.TIME_ZONE}."
    if _adrift():
        return look(CHECK, f"{said} The system does not keep it right by itself.", do=SET_IT)
    return good(CHECK, said)


def _skew() -> timedelta | None:
    if connection.vendor != "postgresql":
        return None
    theirs = value("SELECT clock_timestamp()")
    skew: timedelta = timezone.now() - theirs
    return skew


def _behind() -> timedelta | None:
    latest = latest_event_at()
    return latest - timezone.now() if latest else None


def _seconds(span: timedelta) -> str:
    return f"{abs(span).total_seconds():.0f} seconds"


def _adrift() -> bool:
    """Whether the kernel calls the clock unsynchronised; False where it cannot be asked."""
    try:
        ask = ctypes.CDLL(None).ntp_adjtime
    except (OSError, AttributeError):
        return False
    return bool(ask(ctypes.create_string_buffer(1024)) == NOT_SYNCHRONISED)

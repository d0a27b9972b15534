"""Everything that is stored, sent and logged, as somebody without the keys could read it."""

from __future__ import annotations

import base64
import binascii
import logging
import re
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection

SESSIONS = "django_session"
PACKED = re.compile(r"[A-Za-z0-9+/=\n]{24,}")


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def everything_stored() -> str:
    """Every column of every table, what is packed in it unpacked, and the files beside it."""
    found = []
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                found += [_readable(value) for value in row]
    found += [str(session.get_decoded()) for session in Session.objects.all()]
    for path in Path(settings.TRIFECTA_DATA_DIR).glob("*.log"):
        found.append(path.read_text())
    return "\n".join(found)


def _readable(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    text = str(value)
    return text + unpacked(text) if PACKED.fullmatch(text) else text


def unpacked(text: str) -> str:
    """What base64 hides, as the cache has it."""
    try:
        return base64.b64decode(text, validate=False).decode("latin-1")
    except (binascii.Error, ValueError):
        return ""


def everything_sent() -> str:
    """Every mail whole, attachments and headers too."""
    found = []
    for message in mail.outbox:
        found.append(message.message().as_string())
        found += [str(message.subject), str(message.body)]
        found += [str(part) for part in getattr(message, "attachments", [])]
    return "\n".join(found)


class Heard(logging.Handler):
    """Every line of the logs."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def row_counts() -> dict[str, int]:
    """How many rows each table has; sessions come and go by looking, so they do not count."""
    counts = {}
    with connection.cursor() as cursor:
        for table in tables():
            if table != SESSIONS:
                cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
                counts[table] = int(cursor.fetchone()[0])
    return counts

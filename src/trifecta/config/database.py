"""Django's DATABASES entry: SQLite in the data folder, or PostgreSQL by its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from trifecta.config.sqlite3 import PATIENCE_SECONDS

SQLITE_NAME: Final = "trifecta.sqlite3"
POSTGRES_IDLE_SECONDS: Final = 300
FORM: Final = "write postgresql://user:password@host:5432/name or sqlite:////path/to/file."


def database_config(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings for `url`; an empty one is SQLite in `data_dir`. Raises ValueError."""
    if not url:
        return _sqlite(data_dir / SQLITE_NAME)
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        return _sqlite(data_dir / unquote(parts.path[1:]))
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return _postgres(parts)
    raise ValueError(FORM)


def _sqlite(path: Path) -> dict[str, Any]:
    """One connection a thread, kept for its whole life; opening one costs more than a page."""
    return {
        "ENGINE": "trifecta.config.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": PATIENCE_SECONDS, "transaction_mode": "IMMEDIATE"},
    }


def _postgres(parts: SplitResult) -> dict[str, Any]:
    """Connections stay open between the requests of a thread and are checked before use."""
    options = dict(parse_qsl(parts.query))
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise ValueError(FORM) from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": POSTGRES_IDLE_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }

"""Logs for whoever runs the server: what happened and where, never what somebody wrote."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.template import TemplateDoesNotExist

OF_LANGUAGE_MODELS: Final = (
    "openai",
    "anthropic",
    "ollama",
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
)
"""Libraries that can log what is sent to a model, and so somebody's words."""

LEFT_OUT: Final = "(its message is left out: it could quote what somebody wrote)"
SPEAKING_OF_THE_SYSTEM: Final = (
    ImproperlyConfigured,
    TemplateDoesNotExist,
    OSError,
    ImportError,
    NameError,
    AttributeError,
)


class QuietFormatter(logging.Formatter):
    """Formats a traceback with its places and the exception's type, without quoting values."""

    def formatException(  # noqa: N802 - the name is the standard library's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        error = ei[1]
        if error is None:
            return ""
        return "\n".join(_told(link) for link in _chain(error))


def configuration(level: str) -> dict[str, Any]:
    """Django's LOGGING; queries are never logged, because their parameters are people's words."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "trifecta.config.logging.QuietFormatter",
                "format": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "NOTSET", "propagate": True},
            "django.server": {"handlers": [], "level": "NOTSET", "propagate": True},
            "django.db.backends": {"level": "WARNING"},
            "django.template": {"level": "INFO"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            **{name: {"level": "CRITICAL"} for name in OF_LANGUAGE_MODELS},
        },
    }


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what led to it, the first cause first."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links[::-1]


def _speaks_of_the_system(error: BaseException) -> bool:
    """Whether the message is about files, code or the database server, whose drivers vary."""
    of_a_driver = type(error).__name__ == "OperationalError"
    return of_a_driver or isinstance(error, SPEAKING_OF_THE_SYSTEM)


def _told(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f'  File "{place.filename}", line {place.lineno}, in {place.name}' for place in frames
    ]
    message = str(error) if _speaks_of_the_system(error) else LEFT_OUT
    return "\n".join(["Traceback:", *places, f"{type(error).__qualname__}: {message}"])

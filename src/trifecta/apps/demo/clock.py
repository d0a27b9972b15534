"""A clock that a story can set, so that services date what happened months ago as they do today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.utils import timezone

_real_now = timezone.now
_TICK: Final = timedelta(milliseconds=1)
_told: ContextVar[StoryClock | None] = ContextVar("story clock", default=None)


class StoryClock:
    """The time in a story; it ticks a little at every look, so that the order of things is kept."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def move_to(self, moment: datetime) -> None:
        """Go on to a later moment; a story does not run backwards."""
        if moment < self._moment:
            raise ValueError(f"{moment} is before {self._moment}")
        self._moment = moment

    def read(self) -> datetime:
        self._moment += _TICK
        return self._moment


@contextmanager
def telling(start: datetime) -> Iterator[StoryClock]:
    """Within this block, and in this thread alone, the services read the story's clock.

    Services take the time from `django.utils.timezone`, and so do the defaults of fields; both
    are pointed at the story's clock for the time being and back at the real one afterwards.
    """
    clock = StoryClock(start)
    defaults = [field for field in _dated_fields() if field.default is _real_now]
    token = _told.set(clock)
    _point_at(_now, defaults)
    try:
        yield clock
    finally:
        _point_at(_real_now, defaults)
        _told.reset(token)


def _now() -> datetime:
    clock = _told.get()
    return _real_now() if clock is None else clock.read()


def _point_at(now: Any, fields: list[Any]) -> None:
    timezone.now = now
    for field in fields:
        field.default = now
        field.__dict__.pop("_get_default", None)


def _dated_fields() -> Iterator[Any]:
    for model in apps.get_models():
        yield from (field for field in model._meta.local_fields if field.has_default())

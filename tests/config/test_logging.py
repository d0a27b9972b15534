"""Logs say what happened and where, and never what somebody wrote."""

from __future__ import annotations

import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured

from trifecta.config.logging import QuietFormatter, configuration

PRIVATE = "my team is about to leave"


def logged(error: Exception) -> str:
    formatter = QuietFormatter("{message}", style="{")
    record = logging.LogRecord("trifecta", logging.ERROR, __file__, 1, "a page broke", (), None)
    try:
        raise error
    except type(error) as caught:
        record.exc_info = (type(caught), caught, caught.__traceback__)
    return formatter.format(record)


def test_a_traceback_tells_where_and_not_what() -> None:
    line = logged(ValueError(f"invalid literal: {PRIVATE!r}"))
    assert "a page broke" in line
    assert "ValueError" in line
    assert "test_logging.py" in line
    assert PRIVATE not in line


def test_what_led_to_an_error_is_told_with_the_same_care() -> None:
    error = RuntimeError("the form failed")
    error.__cause__ = KeyError(PRIVATE)
    line = logged(error)
    assert line.index("KeyError") < line.index("RuntimeError")
    assert PRIVATE not in line


def test_faults_of_the_system_keep_their_message() -> None:
    assert "no such folder" in logged(ImproperlyConfigured("no such folder"))


@pytest.fixture
def restored() -> Iterator[None]:
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.mark.usefixtures("restored")
def test_queries_stay_out_of_the_log_at_every_level() -> None:
    logging.config.dictConfig(configuration("DEBUG"))
    assert logging.getLogger("trifecta").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("django.db.backends").isEnabledFor(logging.DEBUG)

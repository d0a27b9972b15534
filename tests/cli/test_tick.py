"""`trifecta tick` does what is due, tells what it did, and goes on when one part fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from trifecta.cli import ticking
from trifecta.cli.main import main


@pytest.fixture
def due(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Replace what is due by the given pieces of work, in order."""

    def replace(**work: Callable[[], dict[str, int]]) -> None:
        monkeypatch.setattr(ticking, "_pieces", lambda: list(work.items()))

    return replace


def breaks() -> dict[str, int]:
    raise RuntimeError("broken")


@pytest.mark.django_db
def test_nothing_due_is_said_so(due: Callable[..., None]) -> None:
    due(notices=lambda: {"messages sent": 0})
    shown = CliRunner().invoke(main, ["tick"])
    assert (shown.exit_code, shown.output) == (0, "Nothing is due.\n")


@pytest.mark.django_db
def test_what_was_done_is_counted(due: Callable[..., None]) -> None:
    due(notices=lambda: {"messages sent": 2}, people=lambda: {"links expired": 1})
    shown = CliRunner().invoke(main, ["tick"])
    assert shown.output == "1 links expired\n2 messages sent\n"


@pytest.mark.django_db
def test_one_failure_does_not_stop_the_rest(due: Callable[..., None]) -> None:
    done: list[str] = []

    def send() -> dict[str, int]:
        done.append("sent")
        return {}

    due(compromise=breaks, notices=send)
    shown = CliRunner().invoke(main, ["tick"])
    assert done == ["sent"]
    assert shown.exit_code == 1
    assert "compromise" in shown.output


@pytest.mark.django_db
def test_twice_in_a_row_the_second_time_finds_nothing(world: Any, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    CliRunner().invoke(main, ["tick"])
    again = CliRunner().invoke(main, ["tick"])
    assert again.output == "Nothing is due.\n"
    assert again.exit_code == 0

"""The tutorial, done as it is written, in the demonstration that its reader starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from tests.e2e.conftest import WIDE
from tests.e2e.walking import Instruction, Reader, instructions
from tests.installation import Installation

DOCS = Path(__file__).parents[2] / "docs"
TUTORIALS = sorted((DOCS / "tutorial").glob("*.md"))


@pytest.fixture
def demonstration(tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration that has just begun."""
    with Installation(tmp_path / "data").demonstration(log=tmp_path / "log") as address:
        yield address


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.name)
def test_it_can_be_done_as_it_is_written(path: Path, browser: Browser, demonstration: str) -> None:
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    reader = Reader(context.new_page(), demonstration)
    text = path.read_text(encoding="utf-8")
    told = Instruction(verb="see", name="the first page")
    try:
        for told in instructions(text, today=timezone.localdate()):
            reader.follow(told)
    except Exception as error:
        shown = reader.page.inner_text("main")
        raise AssertionError(f"{told}: {error}\n\nOn the page:\n{shown}") from error
    finally:
        context.close()

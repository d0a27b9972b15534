"""A tutorial is read as its reader would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.docs.scripts import DOCS
from tests.e2e.walking import Instruction, instructions

TODAY = date(2026, 11, 21)


def test_every_verb_is_understood() -> None:
    page = """
    First, be **Robin** and press **Send to Noor**. You see _“Noor has what you heard.”_
    Then choose **About half of it** for **Build a kit**, choose **Only you**, and
    into **How many?** write `6`; into **When?** put the date in 2 weeks.
    """
    assert instructions(page, today=TODAY) == [
        Instruction(verb="be", name="Robin"),
        Instruction(verb="press", name="Send to Noor"),
        Instruction(verb="see", name="Noor has what you heard."),
        Instruction(verb="choose", name="About half of it", value="Build a kit"),
        Instruction(verb="choose", name="Only you"),
        Instruction(verb="write", name="How many?", value="6"),
        Instruction(verb="write", name="When?", value="2026-12-05"),
    ]


def test_a_name_without_a_verb_is_a_loose_end() -> None:
    with pytest.raises(ValueError, match="Send to Noor"):
        instructions("Then use **Send to Noor**.", today=TODAY)


@pytest.mark.parametrize(
    "path", sorted((DOCS / "tutorial").glob("*.md")), ids=lambda path: path.name
)
def test_every_tutorial_can_be_walked(path: Path) -> None:
    assert len(instructions(path.read_text(encoding="utf-8"), today=TODAY)) > 20

"""The lines of a field of the sheet: how many there are, and which stand in another field."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.reading import read
from trifecta.domain.situations.sheets.sheet import suggestions

WANTS = (
    "a freeze in May",
    "two more testers",
    "fewer meetings",
    "a say in dates",
    "the old reports gone",
    "a week for the migration",
)


def lines(field: str, said: str) -> list[str]:
    text = f"Our PM and I argue. {said}"
    analysis = read(text, role="em", counterpart="pm", about_us=True)
    found = {str(name): one.text for name, one in suggestions(text, analysis).items()}
    return found[field].split("\n")


def test_who_asks_for_a_lot_has_the_first_few_things_on_the_sheet_and_not_all() -> None:
    few = [f"I want {one}" for one in WANTS[:4]]

    assert lines("ask", ". ".join(few)) == few
    assert lines("ask", ". ".join(f"I want {one}" for one in WANTS)) == few


@pytest.mark.parametrize("joint", [" because", ", because", " – because"])
def test_what_is_needed_with_its_reason_right_beside_it_is_asked_for(joint: str) -> None:
    said = f"I need the export{joint} the board counts it."

    assert lines("ask", said) == ["I need the export"]
    assert lines("need", said) == ["The board counts it"]


def test_a_reason_further_on_is_that_of_something_else() -> None:
    said = "I need the quiet. Really. Because the board counts it, I want the export."

    assert lines("ask", said) == ["I want the export"]
    assert "I need the quiet" in lines("need", said)

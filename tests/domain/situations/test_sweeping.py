"""“Always” and “never” are marked apart from loaded words, and never of the writer."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.helping import help_with
from trifecta.domain.situations.highlights import highlights_of
from trifecta.domain.situations.reading import read


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Noor always blocks us, and it is her fault.", ["always blocks", "it is her fault"]),
        ("It is Noor's fault.", ["It is Noor's fault"]),
        ("My PM never listens to us.", ["never listens"]),
        ("Noor doesn't care about tests.", ["doesn't care about"]),
        ("She is impossible to work with.", ["impossible to work with"]),
        ("It is my fault that I never ask.", []),
        ("We never ask them, and I always forget it.", []),
        ("Nobody says that it is her fault.", []),
        ("My PM listens, and asks before she promises.", []),
    ],
)
def test_what_is_said_of_every_time_is_marked(text: str, quotes: list[str]) -> None:
    found = read(text, role="em", counterpart="pm", about_us=True)

    assert [span.of(text) for span in found.sweeping] == quotes
    assert not found.loaded
    marks = [one.span for one in highlights_of(found) if one.mark == "sweeping"]
    assert marks == [*found.sweeping]


def test_a_text_about_something_else_is_not_marked() -> None:
    assert not read("The build never finishes, and the cache always forgets its keys.").sweeping


@pytest.mark.parametrize(
    "text", ["Noor always blocks us.", "You never listen to engineering", "It is Noor's fault"]
)
def test_who_writes_it_into_a_tension_is_helped(text: str) -> None:
    (found,) = help_with(text, place="position")

    assert found.id == "sweeping"
    assert found.says.startswith("You could say what happened, and when.")


@pytest.mark.parametrize(
    "text",
    ["We need to rewrite the checkout in Rust.", "Two more engineers", "We need to hire people"],
)
def test_a_means_is_no_need(text: str) -> None:
    (found,) = help_with(text, place="need")

    assert found.id == "solution"
    assert not help_with("We need to sleep at night", place="need")

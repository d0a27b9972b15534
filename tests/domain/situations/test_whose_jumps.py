"""Whose a solution has to be, in which texts it is told, and how it is quoted."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.analysis import RELEVANT, Span
from trifecta.domain.situations.findings.jumps import LIKELY
from trifecta.domain.situations.model.checking import Findings, Reading
from trifecta.domain.situations.reading import read


@pytest.mark.parametrize(
    "text",
    [
        'The PM ignores engineering. "Cut it and ship," he says of every test we want.',
        "The PM ignores engineering. Put them in one room and what do you get?",
        "The PM ignores engineering. They put the roadmap together and give it to us.",
        "The PM ignores engineering. We don't want to get rid of him.",
        "Our PM asks every week, and if I say no, he gets angry at the engineers.",
        "Hire the first PM too late and a busy founder can't give the engineers direction.",
        "The customer blamed our PM. The meeting should never have involved the engineers.",
        "I'm the PM. Engineering keeps telling me that the monolith must be split before that.",
    ],
)
def test_what_others_say_what_is_asked_and_what_is_done_is_no_solution(text: str) -> None:
    assert not read(text).jumps


@pytest.mark.parametrize(
    "text",
    [
        "She says we should merge the PM and the EM.",
        "Quit asking, says the lead developer. The PM asks anyway.",
        "My boss says I should fire the backend lead, and the PM agrees.",
        "Someone from the board suggested we put product under engineering.",
        "The new engineer told me on day two that he doesn't need a product manager.",
    ],
)
def test_what_somebody_else_would_do_is_no_solution_of_the_writer(text: str) -> None:
    assert not read(text, about_us=True).jumps


def test_who_has_done_with_the_other_side_need_say_little_else() -> None:
    text = "They plan over our heads, so I handed in my notice that week."
    analysis = read(text)
    assert LIKELY <= analysis.relevance < RELEVANT
    assert analysis.jumps


@pytest.mark.parametrize(("relevance", "told"), [(LIKELY, True), (LIKELY - 0.01, False)])
def test_what_a_model_takes_for_a_solution_is_told_from_as_much_on(
    relevance: float, told: bool
) -> None:
    found = Findings(
        relevance=relevance,
        signals=(),
        lean="unclear",
        because=(),
        loaded=(),
        statements=(),
        jumps=(Span(0, 5),),
    )
    assert bool(read("Leave. They never asked us.", reading=Reading(findings=found)).jumps) == told


def test_a_solution_is_told_where_the_framework_applies() -> None:
    """Somebody who hands in their notice to a bakery has no side here to be understood."""
    text = "The shifts in the bakery began at three, so I handed in my notice that week."
    assert not read(text).relevant
    assert not read(text).jumps
    assert read(text, about_us=True).jumps


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The PM reads none of it, and she doesn't have to know.", "doesn't have to know"),
        ("Our PM lies. I'm done. The engineers as well.", "I'm done"),
    ],
)
def test_signs_around_a_solution_are_no_part_of_it(text: str, quote: str) -> None:
    jumps = read(text, about_us=True).jumps
    assert [span.of(text) for span in jumps][-1] == quote

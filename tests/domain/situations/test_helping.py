"""Help for whoever writes a position or a need: where words call for it, and nowhere else."""

from __future__ import annotations

import pytest
from tests.domain.people.voice import complaints

from trifecta.domain.situations.helping import MOST, Help, Place, help_with
from trifecta.domain.tensions.statements import GUIDANCE, Kind

BLAMES = "My PM only cares about her promotion and never listens to engineering."
ASKS = "I want to stop all new features in May."


def ids(text: str, place: Place) -> list[str]:
    return [one.id for one in help_with(text, place=place)]


@pytest.mark.parametrize("place", ["position", "need"])
def test_loaded_words_get_a_neutral_reading(place: Place) -> None:
    first = help_with(BLAMES, place=place)[0]
    assert first.id == "loaded"
    assert first.quote in BLAMES
    assert first.says


def test_something_asked_for_in_the_place_of_a_need_is_pointed_out() -> None:
    assert ids(ASKS, "need") == ["position"]


def test_something_asked_for_where_it_belongs_is_not() -> None:
    assert ids(ASKS, "position") == []


def test_a_solution_in_the_place_of_a_need_is_pointed_out() -> None:
    assert ids("The only fix is to merge the two teams.", "need") == ["solution"]


@pytest.mark.parametrize(
    "text",
    [
        "They must hire two more people",
        "We need Kubernetes",
        "30% of capacity for refactoring",
        "Noor has to give me a date",
        "A decision by Friday",
        "A code freeze before the audit",
        "My PM must stop promising dates",
        "Two QA contractors",
    ],
)
def test_one_way_to_it_in_the_place_of_a_need_is_pointed_out(text: str) -> None:
    (help_,) = help_with(text, place="need")
    assert (help_.id, help_.says.partition(".")[0]) == ("solution", "names a solution")
    assert help_.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "Fewer pages at night",
        "The release has to be ready for the audit",
        "She has to know what it costs before she promises",
        "Customers must be able to export their data",
        "A date that holds",
        "To know by Friday whether we ship",
        "Less than 10% of invoices may fail",
        "My team has something to grow into",
    ],
)
def test_what_has_to_be_true_needs_no_help(text: str) -> None:
    assert help_with(text, place="need") == ()


@pytest.mark.parametrize("kind", [Kind.POSITION, Kind.NEED])
def test_the_examples_of_good_statements_need_no_help(kind: Kind) -> None:
    for example in GUIDANCE[kind].examples:
        assert ids(example, "need" if kind is Kind.NEED else "position") == []


@pytest.mark.parametrize("place", ["position", "need"])
def test_there_is_never_more_than_somebody_can_take_in(place: Place) -> None:
    found = help_with(f"{BLAMES} {ASKS} " * 20, place=place)
    assert len(found) <= MOST


def test_help_does_not_scold() -> None:
    found: list[Help] = [*help_with(BLAMES, place="need"), *help_with(ASKS, place="need")]
    for one in found:
        assert complaints(one.says) == []

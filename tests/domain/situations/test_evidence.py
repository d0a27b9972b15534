"""How much counts of what is told again and again, and of what is sure before the last look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.lexicon import Lexicon
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.weights.leanings import leanings_from
from trifecta.domain.situations.weights.relevance import evidence_of, log_odds
from trifecta.domain.situations.weights.weighing import weights_from

MEETING = (
    "At ten we met in the small room upstairs beside the kitchen, as on most days this year, and "
    "somebody drew boxes on a board while others looked out at the rain over those roofs. "
)
FIGHT = "The PM and the engineers fight. "
OVERRULED = "The PM overrules us. "


def trouble(text: str) -> float:
    return evidence_of(scan(text, lexicon_of()))["trouble"]


def english(evidence: str, base: float, first_look: float | None = None) -> Lexicon:
    """With no weight but that of one kind of evidence in the last look, and one in the first."""
    table = f"word\trarity\tapplies\n(base)\t0\t{base}\n({evidence})\t0\t1\n"
    lexicon = replace(lexicon_of(), leanings=leanings_from(table), pairs=None)
    if first_look is None:
        return lexicon
    return replace(lexicon, weights=weights_from(f"(base)\t0\t{first_look}\n"))


def odds(text: str, lexicon: Lexicon) -> float:
    return log_odds(read(text, lexicon=lexicon).relevance)


def test_what_is_told_twice_counts_for_more_than_once_and_for_less_than_two_things() -> None:
    once, two = trouble(FIGHT), trouble(FIGHT + OVERRULED)

    assert 1.25 * once < trouble(FIGHT * 2) < 1.5 * once < two


def test_who_tells_the_same_on_and_on_tells_about_as_much_as_of_two_things() -> None:
    two = trouble(FIGHT + OVERRULED)

    assert trouble(FIGHT * 4) == trouble(FIGHT * 20) == pytest.approx(two, rel=0.15)


def test_a_text_that_tells_of_more_and_more_fights_is_not_surer_than_one_with_some() -> None:
    lexicon = english("told_em_pm_conflict", -4)
    one, three, some, many = (odds(MEETING + FIGHT * times, lexicon) for times in (1, 3, 4, 20))

    assert one < three < some
    assert some == pytest.approx(many)


def test_the_first_look_counts_as_sure_as_it_is_and_decides_nothing_by_being_certain() -> None:
    unsure, sure, certain, as_certain = (
        odds(MEETING + FIGHT, english("first_look", -7, first_look=first))
        for first in (4, 7, 14, 40)
    )

    assert unsure < sure < certain
    assert certain == pytest.approx(as_certain)
    assert not read(MEETING + FIGHT, lexicon=english("first_look", -7, first_look=40)).relevant

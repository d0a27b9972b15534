"""How good a reader is on labelled texts, and within which range that can be relied on."""

from __future__ import annotations

from dataclasses import replace

from scipy.stats import binom
from tests.domain.situations.accounts import with_label

from trifecta.domain.situations.evaluating import evaluate
from trifecta.domain.situations.reading import read

FOUND = read("The PM and the engineers argue.", about_us=True)
RIGHT = 200


def test_nine_of_ten_times_a_figure_lies_in_the_range_that_is_told_with_it() -> None:
    """How many of the texts that were read rightly are drawn again is known (binomial)."""
    texts = 2 * RIGHT
    found = evaluate(
        [with_label(str(at), relevant=True) for at in range(texts)],
        lambda text: replace(FOUND, relevant=int(text) < RIGHT),
    ).scores["relevance_f1"]

    def f1(right: float) -> float:
        return 2 * right / (texts + right)

    low, high = binom.ppf([0.05, 0.95], texts, RIGHT / texts)
    assert found.value == f1(RIGHT)
    assert found.low is not None
    assert found.high is not None
    assert f1(low - 2) < found.low < f1(low + 2)
    assert f1(high - 2) < found.high < f1(high + 2)

"""What is drawn on the page of a partnership, and from when on."""

from __future__ import annotations

import pytest
from tests.domain.people.samples import agreement

from trifecta.web.views.people_pictures import promise_chart, promise_title


@pytest.mark.parametrize(
    ("kept", "total", "title"),
    [
        (1, 1, "You kept your promise"),
        (0, 1, "Your promise was not kept"),
        (2, 2, "You kept both promises"),
        (5, 5, "You kept all five promises"),
        (5, 6, "You kept five of six promises"),
        (0, 3, "None of your three promises is kept so far"),
    ],
)
def test_promises_are_counted_in_words(kept: int, total: int, title: str) -> None:
    assert promise_title(kept=kept, total=total) == title


def test_nothing_is_drawn_before_a_promise_has_an_answer() -> None:
    assert promise_chart(()) == []
    assert promise_chart((agreement(open=3),)) == []


def test_the_latest_agreement_that_has_an_answer_is_drawn() -> None:
    charts = promise_chart((agreement(kept=1), agreement(kept=2, not_kept=1), agreement(open=1)))
    assert [chart.title for chart in charts] == ["You kept two of three promises"]
    assert charts[0].description == "From “Reviews within a day”."

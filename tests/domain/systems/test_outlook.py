"""An outlook for a page: bounded, the same as an ensemble, and said in sentences."""

from __future__ import annotations

import numpy as np
import pytest

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model, ensemble, parameters, parse, run
from trifecta.domain.systems.ensembles import distribution, engines
from trifecta.domain.systems.ensembles.batches import TooManyReplaysError
from trifecta.domain.systems.ensembles.outlook import (
    DRAWS,
    FEWEST,
    MOST_STEPS,
    chance,
    ends,
    look_ahead,
)
from trifecta.domain.systems.ensembles.words import (
    chance_words,
    failures_in_words,
    number_as_written,
    outlook,
)

HIRING = parse("[Found] > Asked @ 10\nAsked > Here @ 0.3")
VARY = {"Found > Asked": distribution("integers(5, 15)")}


def test_an_outlook_is_an_ensemble_of_so_many_draws() -> None:
    found = look_ahead(HIRING, VARY, rounds=8, seed=3)
    same = ensemble(HIRING, VARY, draws=DRAWS, rounds=8, seed=3, engine="numpy")
    assert np.array_equal(found.values, same.values)


def test_ends_are_those_the_percentiles_are_of() -> None:
    found = look_ahead(HIRING, VARY, rounds=8)
    last = ends(HIRING, found, stock="Here")
    assert len(last) == DRAWS
    middle = np.percentile(last, found.levels, method="inverted_cdf")
    assert np.array_equal(middle, found["Here"][-1])


def test_draws_that_come_to_nothing_are_in_no_chance() -> None:
    model = parse("[w] > a(4) @ 2 / a")
    found = look_ahead(model, {"a": distribution("choice(0, 4)")}, rounds=1)
    last = ends(model, found, stock="a")
    assert found.failed > 0
    assert len(last) == found.draws - found.failed
    assert chance(last, at_least=4.5).so == len(last)
    assert "divides by zero" in " ".join(failures_in_words(found))


def test_what_has_to_be_run_one_by_one_makes_draws_fewer() -> None:
    slow = parse("\n".join(f"[w] > S{at}(10) @ 3 / S{at}" for at in range(20)))
    found = look_ahead(slow, {"S1": distribution("choice(0, 1)")}, rounds=30)
    assert FEWEST <= found.draws < DRAWS
    with pytest.raises(InvalidError, match="Look fewer rounds ahead"):
        look_ahead(slow, {"S1": distribution("0")}, rounds=200)


def test_more_than_there_is_time_for_is_refused() -> None:
    with pytest.raises(InvalidError, match="Look fewer rounds ahead"):
        look_ahead(HIRING, VARY, rounds=MOST_STEPS)


def test_more_replays_than_allowed_end_an_ensemble() -> None:
    model = parse("[w] > a(4) @ 2 / a")
    with pytest.raises(TooManyReplaysError):
        ensemble(model, {"a": "choice(0, 4)"}, draws=1000, rounds=1, most_replayed=100)


def test_many_stocks_are_shown_every_few_rounds() -> None:
    wide = parse("\n".join(f"[w] > S{at} @ 3" for at in range(200)))
    found = look_ahead(wide, {"w > S1": distribution("integers(1, 5)")}, rounds=30)
    assert found.rounds[-1] == 30
    assert len(found.rounds) < 20


def test_no_compiler_is_started_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_WORTH_STARTING", 0)
    monkeypatch.setattr(engines, "_in_lanes", lambda *_, **__: pytest.fail("compiled"))
    found = look_ahead(HIRING, VARY, rounds=8)
    assert ends(HIRING, found, stock="Here").size


def said(model: Model, vary: dict[str, str], *, rounds: int = 12) -> tuple[str, str]:
    found = look_ahead(
        model, {name: distribution(one) for name, one in vary.items()}, rounds=rounds
    )
    stock = found.names[-1]
    words = outlook(
        found,
        ends(model, found, stock=stock),
        stock=stock,
        period="week",
        as_written=run(model, rounds=rounds)[stock][-1],
    )
    return words.headline, words.rest


def test_the_headline_is_where_nine_of_ten_runs_end() -> None:
    headline, rest = said(parse("[In] > Here @ 5"), {"In > Here": "integers(1, 9)"}, rounds=10)
    assert headline == "In 9 of 10 runs, Here is between 10 and 90 after 10 weeks"
    assert "50 is the middle" in rest
    assert "it is 50 too." in rest


def test_a_plan_that_seldom_comes_true_is_told_so() -> None:
    _, rest = said(parse("[In] > Here @ 10"), {"In > Here": "choice(10, 5, 5, 5)"}, rounds=1)
    assert "it is 10; it is that much or more in 2" in rest
    _, rest = said(parse("[In] > Here @ 10"), {"In > Here": "integers(1, 5)"}, rounds=1)
    assert "much or more in none of these runs" in rest


def test_what_hardly_matters_is_said() -> None:
    headline, rest = said(
        parse("[In] > Here @ 10\nIdle(3)\n[In] > Last @ 2"), {"Idle": "integers(1, 9)"}
    )
    assert headline == "In 9 of 10 runs, Last is at 24 after 12 weeks"
    assert "hardly matters" in rest


def words_for(so: int, draws: int) -> str:
    last = np.concatenate([np.ones(so), np.zeros(draws - so)])
    what = "Here is at least 1"
    return chance_words(chance(last, at_least=1), what=what, rounds=1, period="week")


def test_a_chance_is_said_as_runs_of_a_hundred() -> None:
    assert words_for(734, 2000) == "In 37 of 100 runs, Here is at least 1 after one week."
    assert words_for(3, 2000).startswith("In fewer than 1 of 100 runs")
    assert words_for(1999, 2000).startswith("In more than 99 of 100 runs")
    assert words_for(2000, 2000).startswith("In each of the 2,000 runs")
    assert words_for(0, 2000).startswith("In none of the 2,000 runs")


def test_a_number_says_what_it_is_in_its_text() -> None:
    model = parse("A(5, 9)\n[In] > A @ 10\nA > B @ 0.3\nB > C @ Leak(B / 10)\nC > D @ C * 2")
    every = {one.name: number_as_written(model, one, period="week") for one in parameters(model)}
    assert every["A"] == "begins at 5"
    assert every["A max"] == "at most 9"
    assert every["In > A"] == "10 a week"
    assert every["A > B"] == "a share of 0.3"
    assert every["C > D"] == "2 in “C * 2”"

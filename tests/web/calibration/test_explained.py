"""The pages that explain calibration say what the code and the benchmark say."""

from __future__ import annotations

import pytest
from benchmarks.calibration.sharing import ROOM, Rule, raised
from tests.browsing import browser
from tests.personas import World

from trifecta.domain.calibration.acts import ACTS
from trifecta.domain.calibration.stages import WORDS
from trifecta.web.views.calibration_explained import ACT_WORDS, RULES

pytestmark = pytest.mark.django_db
RULE_OF: dict[str, Rule] = {
    "One flag": "one flag",
    "The average of two": "mean of two",
    "Two flags, from a step on": "two, from a step",
    "Two flags, each more than a step": "two flags",
}


def test_the_answer_is_the_headline(world: World) -> None:
    client = browser(world.olga)
    assert b"a shared rating is closer" in client.get("/calibration/sharing/?own=20").content
    assert b"a shared rating is further" in client.get("/calibration/sharing/?own=80").content


@pytest.mark.parametrize("query", ["own=nonsense", "members=4&votes=2", "apart=%00", "votes=0"])
def test_what_cannot_be_worked_out_is_said_and_the_page_stays(world: World, query: str) -> None:
    answer = browser(world.olga).get(f"/calibration/sharing/?{query}")
    assert answer.status_code == 422
    assert b"wrongtext" in answer.content
    assert b"<svg" in answer.content


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.takes)
def test_each_rule_does_what_the_page_says(row: object) -> None:
    found = raised(ROOM, RULE_OF[row.takes], runs=400_000, seed=7)  # type: ignore[attr-defined]
    shown = [float(text.rstrip("%")) / 100 for text in (row.without_cause, row.rightly, row.found)]  # type: ignore[attr-defined]
    assert found.false == pytest.approx(shown[0], abs=0.0005)
    assert found.right == pytest.approx(shown[1], abs=0.006)
    assert found.found == pytest.approx(shown[2], abs=0.006)


def test_every_act_and_stage_is_explained(world: World) -> None:
    assert set(ACT_WORDS) == set(ACTS)
    page = browser(world.alice).get("/calibration/who-does-what/").content.decode()
    assert all(words.title in page for words in WORDS.values())


def test_the_text_for_the_teams_comes_as_a_file(world: World) -> None:
    answer = browser(world.pat).get("/calibration/telling.txt")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "[works council]" in answer.content.decode()

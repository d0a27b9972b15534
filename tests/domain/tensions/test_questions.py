"""Questions are open, free of solutions and blame, and suggested for a reason one can read."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.bank import TOPICS
from trifecta.domain.checkins.constraints import KINDS
from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES
from trifecta.domain.tensions.bank import BANK, KIND_WORDS, TOPIC_WORDS
from trifecta.domain.tensions.question import INTERESTS, THEMES, BankQuestion
from trifecta.domain.tensions.questions import Situation, by_key, suggest

ROLES = tuple(PARTNER_ROLES)
PAIRS = list(itertools.product(ROLES, ROLES))
DIAGNOSES = ("", "incentives", "understanding", "both", "neither", "unclear")
OPENINGS = ("What", "Which", "Who", "Whom", "Whose", "How", "When", "Where")
CLOSED = re.compile(
    r"^(When|Where) (is|are|was|were|did|do|does|can|will) (it|this|that)\b.*\bor\b"
)
LEADING = re.compile(
    r"\b(should|ought|must|instead|why not|shouldn|isn|aren|don.t you|wouldn|couldn|surely|really|"
    r"actually|honestly|obviously|just|simply|at least|finally)\b",
    re.I,
)
BLAME = re.compile(
    r"\b(fault of|your fault|blame|fail\w*|wrong|problem with you|always|never again|refus\w+|"
    r"block\w*|ignor\w+|stubborn|excuse\w*|unrealistic|unreasonable|late again)\b",
    re.I,
)
SOLUTION = re.compile(
    r"\b(we could|could we|let us|let's|how about|what about if|what if|suppose we|compromise|"
    r"agree to|try to|split|postpone|hire a|two stages|pilot)\b",
    re.I,
)


def situation(asker: str, addressee: str, **rest: object) -> Situation:
    return Situation(asker_role=asker, addressee_role=addressee, name="Noor", **rest)  # type: ignore[arg-type]


# ---------------------------------------------------------------- the bank


def test_there_are_enough_questions_and_no_two_are_alike() -> None:
    assert len(BANK) >= 60
    assert len({question.key for question in BANK}) == len(BANK)
    words = [frozenset(re.findall(r"\w+", question.text.lower())) for question in BANK]
    for one, other in itertools.combinations(range(len(BANK)), 2):
        alike = len(words[one] & words[other]) / len(words[one] | words[other])
        assert alike < 0.6, (BANK[one].text, BANK[other].text)


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.key)
def test_each_question_is_open_short_and_one_question(question: BankQuestion) -> None:
    first = question.text.split()[0]
    assert first in OPENINGS
    assert not CLOSED.search(question.text)
    assert question.text.endswith("?")
    assert question.text.count("?") == 1
    assert len(question.text) <= 110
    assert "'" not in question.text


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.key)
def test_no_question_leads_blames_or_proposes(question: BankQuestion) -> None:
    assert not LEADING.search(question.text)
    assert not BLAME.search(question.text)
    assert not SOLUTION.search(question.text)


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.key)
def test_each_question_is_tied_to_things_that_exist(question: BankQuestion) -> None:
    assert question.theme in THEMES
    assert question.askers
    assert question.addressees
    assert question.askers | question.addressees <= set(ROLES)
    assert question.topics <= set(TOPIC_WORDS)
    assert question.kinds <= set(KIND_WORDS)
    assert question.diagnoses <= set(DIAGNOSES) - {""}
    assert question.companies <= set(COMPANY_KINDS) - {"general"}
    assert question.interest <= set(INTERESTS)
    ties = (question.topics, question.kinds, question.diagnoses, question.companies)
    assert any(ties), "a question without a tie would be filler"
    assert question.topics | question.kinds or not question.presupposes


def test_the_topics_and_kinds_are_those_of_the_check_in() -> None:
    assert set(TOPIC_WORDS) == {wordings[0].topic for wordings in TOPICS}
    assert set(KIND_WORDS) == set(KINDS) - {"else"}


@pytest.mark.parametrize("topic", TOPIC_WORDS)
def test_each_topic_of_the_check_in_has_questions(topic: str) -> None:
    assert sum(topic in question.topics for question in BANK) >= 2


@pytest.mark.parametrize("kind", KIND_WORDS)
def test_each_kind_of_constraint_has_a_question(kind: str) -> None:
    assert any(kind in question.kinds for question in BANK)


@pytest.mark.parametrize("sense", INTERESTS)
def test_each_sense_of_interesting_work_can_be_asked_about(sense: str) -> None:
    assert sum(sense in question.interest for question in BANK) >= 2


# ---------------------------------------------------------------- suggestions


@pytest.mark.parametrize(("asker", "addressee"), PAIRS)
def test_with_nothing_known_the_first_three_cover_the_three_themes(
    asker: str, addressee: str
) -> None:
    """Constraints one cannot see, success from their side, how they are judged."""
    suggestions = suggest(situation(asker, addressee))
    assert len(suggestions) == 6
    assert {suggestion.question.theme for suggestion in suggestions[:3]} == set(THEMES)


def test_the_widest_gap_of_the_check_in_comes_first_and_says_so() -> None:
    first = suggest(situation("em", "pm", gap_topics=("retiring", "research")))[0]
    assert "retiring" in first.question.topics
    assert first.why == "Your check-in shows a wide gap here: taking old features away."


def test_a_constraint_the_other_has_let_one_read_is_asked_about() -> None:
    found = suggest(situation("pm", "em", kinds=("nights",)))
    assert "nights" in found[0].question.kinds
    assert found[0].why == "Noor has written about nights and weekends on call."


def test_interesting_work_is_taken_apart_only_where_it_plays_a_part() -> None:
    without = suggest(situation("pm", "em"), number=60)
    assert not any(suggestion.question.interest for suggestion in without)
    with_it = suggest(situation("pm", "em", interesting_work=True), number=60)
    senses = set().union(*(suggestion.question.interest for suggestion in with_it))
    assert senses == set(INTERESTS)


def test_a_diagnosis_changes_what_is_suggested_and_is_named() -> None:
    pulled = suggest(situation("em", "pm", diagnosis="incentives"))
    assert any("pulled in different directions" in suggestion.why for suggestion in pulled)
    misread = suggest(situation("em", "pm", diagnosis="understanding"))
    assert [s.question.key for s in pulled] != [s.question.key for s in misread]


def test_nothing_that_may_not_be_there_is_presupposed() -> None:
    found = suggest(situation("pm", "em"), number=100)
    assert not any(suggestion.question.presupposes for suggestion in found)
    rebuild = suggest(situation("pm", "em", gap_topics=("renewal",)), number=100)
    assert "em-possible" in {suggestion.question.key for suggestion in rebuild}


def test_what_was_asked_is_not_suggested_again_and_its_theme_waits() -> None:
    before = suggest(situation("em", "pm"))
    judged = [s.question.key for s in before if s.question.theme == "evaluation"]
    after = suggest(situation("em", "pm", asked=frozenset(judged)))
    assert not set(judged) & {suggestion.question.key for suggestion in after}
    assert after[0].question.theme != "evaluation"


ANY_SITUATION = st.builds(
    Situation,
    asker_role=st.sampled_from(ROLES),
    addressee_role=st.sampled_from(ROLES),
    name=st.just("Noor"),
    diagnosis=st.sampled_from(DIAGNOSES),
    gap_topics=st.lists(st.sampled_from(sorted(TOPIC_WORDS)), max_size=6, unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(sorted(KINDS)), max_size=4, unique=True).map(tuple),
    company=st.sampled_from(["", *COMPANY_KINDS]),
    interesting_work=st.booleans(),
    asked=st.frozensets(st.sampled_from([question.key for question in BANK]), max_size=15),
)


@given(ANY_SITUATION)
def test_every_suggestion_fits_the_two_people_and_says_why(known: Situation) -> None:
    found = suggest(known)
    assert found == suggest(known)
    assert len({suggestion.question.key for suggestion in found}) == len(found)
    for suggestion in found:
        question = suggestion.question
        assert known.asker_role in question.askers
        assert known.addressee_role in question.addressees
        assert question.key not in known.asked
        assert not question.companies or known.company in question.companies
        assert suggestion.why.endswith(".")
        assert "{" not in suggestion.why


@given(ANY_SITUATION)
def test_there_is_something_to_suggest_whatever_is_known(known: Situation) -> None:
    assert len(suggest(known)) >= 3


def test_a_question_is_found_again_by_its_key() -> None:
    assert by_key("em-fragile") is not None
    assert by_key("of-my-own") is None

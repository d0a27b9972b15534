"""What the framework knows is whole, holds together, and is said in the product's voice."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import fields

import pytest
from tests.domain.people.voice import complaints

from trifecta.domain.framework.adaptations import ADAPTATIONS, FOR_COMPANY
from trifecta.domain.framework.asking import GAPS
from trifecta.domain.framework.interesting_work import CODDLING, WAYS_OUT
from trifecta.domain.framework.lookup import PIECES, SECTIONS, by_id
from trifecta.domain.framework.misapplications import MISAPPLICATIONS
from trifecta.domain.framework.openings import OPENINGS
from trifecta.domain.framework.pieces import Gap, Piece, Question
from trifecta.domain.framework.principles import PITFALLS, PRINCIPLES
from trifecta.domain.framework.questions import QUESTION, QUESTIONS, closing
from trifecta.domain.framework.seats import SEAT
from trifecta.domain.framework.steps import STEPS, WHEN_ANOTHER_HELPS
from trifecta.domain.framework.tradeoffs import FALSE_TRADE_OFFS
from trifecta.domain.people.adaptation import adapt
from trifecta.domain.people.guard_rails import PIECE_OF
from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES

ROLES = tuple(PARTNER_ROLES)
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
BLAME = re.compile(
    r"\b(fault|blame|wrong|problem with you|always|never again|refus\w+|block\w*|ignor\w+|"
    r"stubborn|excuse\w*|unrealistic|unreasonable)\b",
    re.I,
)
PROPOSES = re.compile(
    r"\b(should|ought|could we|we could|let us|how about|what if|why not|do you not)\b", re.I
)


TO_THE_TWO = re.compile(
    r"\b(the two of you|one of you|each of you|you two|your counterpart)\b", re.I
)


def words_of(piece: Piece) -> list[str]:
    found = []
    for field in fields(piece):
        value = getattr(piece, field.name)
        if field.name in {"id", "company", "role", "start", "question", "closes", "said"}:
            continue
        found += [value] if isinstance(value, str) else []
        found += list(value) if isinstance(value, tuple) else []
    return found


def test_ids_are_unique_across_all_kinds_and_never_those_of_a_heading() -> None:
    ids = [piece.id for piece in PIECES] + [section.id for section in SECTIONS]
    assert [one for one, count in Counter(ids).items() if count > 1] == []


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.id)
def test_each_piece_is_found_by_its_id_and_speaks_as_the_product_does(piece: Piece) -> None:
    assert KEBAB.fullmatch(piece.id)
    assert by_id(piece.id) is piece
    for words in words_of(piece):
        assert words.strip() == words
        assert "'" not in words
        assert complaints(words) == [], words


def test_what_is_not_there_is_not_found() -> None:
    assert by_id("no-such-piece") is None


def test_nothing_that_the_framework_names_is_missing() -> None:
    assert [step.number for step in STEPS] == [1, 2, 3, 4, 5, 6, 7]
    assert len(PRINCIPLES) == 5
    assert len(PITFALLS) == 6
    assert len(MISAPPLICATIONS) >= 5
    assert len(WAYS_OUT) == 5
    assert len(OPENINGS) >= 4
    assert len(CODDLING) >= 5
    assert len(QUESTIONS) >= 40
    assert set(SEAT) == set(ROLES)
    named = {one.id for one in FALSE_TRADE_OFFS}
    assert {"speed-or-quality", "features-or-debt", "interesting-or-needed"} <= named
    assert {one.id for one in ADAPTATIONS} == {
        "startup",
        "enterprise",
        "product-led",
        "design-led",
        "technical-first",
        "open-conflict",
    }


@pytest.mark.parametrize(
    ("opening", "start"),
    [
        ("yes-to-sales", "understand"),
        ("how-to-structure-accountability", "shared-rating"),
        ("constant-conflict", "diagnose"),
        ("debt-or-features", "compromise"),
    ],
)
def test_the_usual_openings_start_where_the_framework_says(opening: str, start: str) -> None:
    assert {one.id: one.start for one in OPENINGS}[opening] == start


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_each_question_is_one_open_question_without_blame_or_proposal(question: Question) -> None:
    first = question.text.split()[0]
    assert first in ("What", "Which", "Who", "Whom", "Whose", "How", "When", "Where")
    assert question.text.count("?") == 1
    assert question.text.endswith("?")
    assert len(question.text) <= 110
    assert not BLAME.search(question.text)
    assert not PROPOSES.search(question.text)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_each_question_closes_gaps_that_exist_for_people_that_exist(question: Question) -> None:
    assert question.closes
    assert set(question.closes) <= {gap.id for gap in GAPS}
    assert len(set(question.closes)) == len(question.closes)
    assert question.askers <= {*ROLES, "executive", "neither"}
    assert question.counterparts <= set(ROLES)
    assert question.companies <= set(COMPANY_KINDS) - {"general"}


def test_no_two_questions_say_the_same() -> None:
    words = [frozenset(re.findall(r"\w+", question.text.lower())) for question in QUESTIONS]
    for one, other in itertools.combinations(range(len(QUESTIONS)), 2):
        alike = len(words[one] & words[other]) / len(words[one] | words[other])
        assert alike < 0.65, (QUESTIONS[one].text, QUESTIONS[other].text)


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.id)
@pytest.mark.parametrize(("asker", "counterpart"), list(itertools.product(ROLES, ROLES)))
def test_each_gap_can_be_asked_about_by_anybody_of_anybody(
    gap: object, asker: str, counterpart: str
) -> None:
    """Sold promises are asked about where they are made: of product and business."""
    gap_id = gap.id  # type: ignore[attr-defined]
    found = closing(gap_id, asker=asker, counterpart=counterpart)
    if gap_id == "sales-promise" and counterpart not in {"pm", "business"}:
        assert all(question.fits(counterpart=counterpart) for question in found)
        return
    if gap_id == "interesting-work-unclear" and counterpart in {"pm", "business"}:
        found = closing(gap_id, put_to="yourself")
    assert found
    assert all(question.fits(asker=asker, counterpart=counterpart) for question in found)


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.id)
def test_whoever_leads_both_can_ask_each_of_them_about_each_gap(gap: Gap) -> None:
    found = closing(gap.id, put_to="each")
    assert found
    assert found[0].closes[0] == gap.id
    assert not {one.id for one in found} & {one.id for one in closing(gap.id)}


def test_what_is_told_to_whoever_leads_both_speaks_of_them() -> None:
    said = [gap.of_both for gap in GAPS] + [how for step in STEPS for how in step.from_above]
    assert len(set(said)) == len(said)
    assert not [one for one in said if TO_THE_TWO.search(one)]


def test_the_questions_that_are_above_all_about_a_gap_come_first() -> None:
    for gap in GAPS:
        places = [question.closes.index(gap.id) for question in closing(gap.id)]
        assert places == sorted(places)


def test_a_question_for_one_kind_of_company_waits_until_that_kind_is_known() -> None:
    assert not QUESTION["any-approval"].fits(asker="em", counterpart="pm")
    assert not QUESTION["any-approval"].fits(company="startup")
    assert QUESTION["any-approval"].fits(company="enterprise")


def test_where_nothing_is_known_of_the_roles_nothing_is_ruled_out() -> None:
    assert QUESTION["biz-sold"].fits()
    assert not QUESTION["biz-sold"].fits(counterpart="design")


def test_what_is_referred_to_is_there() -> None:
    asked = {one.question for one in (*OPENINGS, *FALSE_TRADE_OFFS)}
    started = {one.start for one in OPENINGS} | {one.start for one in ADAPTATIONS}
    assert asked <= set(QUESTION)
    assert started <= {step.id for step in STEPS}


def test_the_set_up_of_a_partnership_says_what_the_framework_says() -> None:
    for kind, adaptation in FOR_COMPANY.items():
        assert COMPANY_KINDS[kind].changes == adaptation.changes
        assert adapt(kind=kind, in_conflict=False, roles=("em", "pm")).why == adaptation.why
    assert set(FOR_COMPANY) == set(COMPANY_KINDS) - {"general"}
    assert set(WHEN_ANOTHER_HELPS) <= set(ROLES)


def test_what_is_noticed_in_a_partnership_leads_to_pieces_that_are_there() -> None:
    assert all(by_id(piece) for piece in PIECE_OF.values())

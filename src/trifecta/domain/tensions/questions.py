"""Which questions of the bank to suggest to whom, in which order, and why each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.people.words import joined
from trifecta.domain.tensions.bank import BANK, KIND_WORDS, TOPIC_WORDS
from trifecta.domain.tensions.question import BankQuestion, Theme

USUAL_NUMBER: Final = 6

# How much each reason counts; only the order they produce matters.
_WIDEST_GAP, _GAP_STEP, _LEAST_GAP = 40, 6, 16
_INTEREST, _KIND, _DIAGNOSIS, _COMPANY = 30, 25, 12, 10
_FOR_THIS_ROLE, _BY_THIS_ROLE = 6, 3
_THEME_ASKED, _THEME_PICKED, _REASON_PICKED = 8, 9, 12

_THEME_WORDS: Final[Mapping[Theme, str]] = {
    "constraints": "what limits {name} that you cannot see",
    "success": "what success looks like for {name}",
    "evaluation": "how {name} is judged",
}
_DIAGNOSIS_WORDS: Final[Mapping[str, str]] = {
    "incentives": "your check-in shows that you are pulled in different directions",
    "understanding": "your check-in shows that you misread each other",
    "both": "your check-in shows that you are pulled apart and misread each other",
    "neither": "your check-in shows no gap that explains this",
    "unclear": "your check-in could not tell yet",
}
_COMPANY_WORDS: Final[Mapping[str, str]] = {
    "startup": "in a small start-up this often decides",
    "enterprise": "in a large company this often decides",
    "product_led": "where product and design lead, this often decides",
    "technical_first": "where technology leads, this is often left unsaid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known when somebody is about to ask.

    `gap_topics` are check-in topics with the widest gap first, `kinds` the kinds of constraint the
    addressee has let the asker read. `interesting_work` says that interesting work plays a part.
    `asked` are the keys of questions already put to the addressee. `name` is the addressee's.
    """

    asker_role: str
    addressee_role: str
    name: str
    diagnosis: str = ""
    gap_topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    company: str = ""
    interesting_work: bool = False
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A question to pick or to edit, and the sentence that says why this one."""

    question: BankQuestion
    why: str


def suggest(situation: Situation, *, number: int = USUAL_NUMBER) -> tuple[Suggestion, ...]:
    """At most `number` questions, the most fitting first, spread over themes; always the same ones.

    Only questions for these two roles and this kind of company that this person was not asked.
    """
    fitting = [question for question in BANK if _fits(question, situation)]
    themes_asked = _themes(situation.asked)
    picked: list[BankQuestion] = []
    while fitting and len(picked) < number:
        best = max(fitting, key=lambda q: _worth(q, situation, picked, themes_asked))
        fitting.remove(best)
        picked.append(best)
    return tuple(Suggestion(question=q, why=_why(q, situation, themes_asked)) for q in picked)


def by_key(key: str) -> BankQuestion | None:
    """The question of the bank with this key, or None."""
    return _BY_KEY.get(key)


_BY_KEY: Final = {question.key: question for question in BANK}


def _fits(question: BankQuestion, situation: Situation) -> bool:
    if situation.asker_role not in question.askers:
        return False
    if situation.addressee_role not in question.addressees:
        return False
    if question.companies and situation.company not in question.companies:
        return False
    if question.key in situation.asked:
        return False
    if question.presupposes and not _evidence(question, situation):
        return False
    return not question.interest or _interest_matters(situation)


def _interest_matters(situation: Situation) -> bool:
    return (
        situation.interesting_work
        or "learning" in situation.gap_topics
        or bool({"dull_work", "leaving"} & set(situation.kinds))
    )


def _themes(asked: frozenset[str]) -> Counter[Theme]:
    return Counter(_BY_KEY[key].theme for key in asked if key in _BY_KEY)


def _worth(
    question: BankQuestion,
    situation: Situation,
    picked: list[BankQuestion],
    themes_asked: Counter[Theme],
) -> int:
    worth = _relevance(question, situation)
    worth -= _THEME_ASKED * themes_asked[question.theme]
    for other in picked:
        worth -= _THEME_PICKED * (other.theme == question.theme)
        worth -= _REASON_PICKED * len(_reasons(other, situation) & _reasons(question, situation))
    return worth


def _relevance(question: BankQuestion, situation: Situation) -> int:
    worth = max((_gap_worth(topic, situation) for topic in question.topics), default=0)
    worth += _INTEREST * bool(question.interest)
    worth += _KIND * bool(question.kinds & set(situation.kinds))
    worth += _DIAGNOSIS * (situation.diagnosis in question.diagnoses)
    worth += _COMPANY * bool(question.companies)
    worth += _FOR_THIS_ROLE * (len(question.addressees) < 3)
    worth += _BY_THIS_ROLE * (len(question.askers) < 4)
    return worth


def _gap_worth(topic: str, situation: Situation) -> int:
    if topic not in situation.gap_topics:
        return 0
    return max(_LEAST_GAP, _WIDEST_GAP - _GAP_STEP * situation.gap_topics.index(topic))


def _evidence(question: BankQuestion, situation: Situation) -> frozenset[str]:
    """The gaps and constraints of this situation that a question is about."""
    return (question.topics & set(situation.gap_topics)) | (question.kinds & set(situation.kinds))


def _reasons(question: BankQuestion, situation: Situation) -> frozenset[str]:
    """What a question is suggested for; two questions for the same reasons say little more."""
    interest = frozenset({"interest"}) if question.interest else frozenset()
    return _evidence(question, situation) | interest


def _why(question: BankQuestion, situation: Situation, themes_asked: Counter[Theme]) -> str:
    topics = [topic for topic in situation.gap_topics if topic in question.topics]
    if topics:
        return f"Your check-in shows a wide gap here: {TOPIC_WORDS[topics[0]]}."
    kinds = [kind for kind in situation.kinds if kind in question.kinds and kind in KIND_WORDS]
    if kinds:
        return f"{situation.name} has written about {KIND_WORDS[kinds[0]]}."
    if question.interest:
        senses = joined(sorted(question.interest), last="or")
        return f"Interesting can mean many things. This asks about {senses}."
    theme = _THEME_WORDS[question.theme].format(name=situation.name)
    also = _also(question, situation)
    if not themes_asked[question.theme]:
        return f"You have not asked {theme}{also}."
    return f"It asks more about {theme}{also}."


def _also(question: BankQuestion, situation: Situation) -> str:
    if situation.diagnosis in question.diagnoses:
        return f", and {_DIAGNOSIS_WORDS[situation.diagnosis]}"
    if question.companies:
        return f", and {_COMPANY_WORDS[situation.company]}"
    return ""

"""The diagnosis as a person would say it: one sentence, what it means, and how sure we are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trifecta.domain.checkins.estimator import Diagnosis, Verdict
from trifecta.domain.people.words import capital, joined, number_word

VERY_SURE_FROM = 0.95
QUITE_SURE_FROM = 0.88
LONGEST_HEADLINE = 140
"""Characters that a headline for several pairs may name people in; above, pairs are counted."""

Names = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands at the top of a diagnosis: the sentence, and the paragraph below it."""

    sentence: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure the verdict is: one word, and what it means in pairs out of a hundred."""

    word: str
    meaning: str


_SENTENCES: dict[Verdict, str] = {
    "both": "you are pulled in different directions, and each of you misreads what pulls the other",
    "incentives": "you know each other well, and you are pulled in different directions",
    "understanding": "you are pulled the same way, and each of you misreads the other",
    "neither": "you are pulled much the same way, and you read each other well",
}
_MEANINGS: dict[Verdict, str] = {
    "both": "Each makes the other harder to see. The misreading is yours to start on this week. "
    "What pulls you apart needs the people who judge your work as well.",
    "incentives": "More talking between you changes little here. What each of you is judged on "
    "points a different way, and the people who judge you can bring it together.",
    "understanding": "Little of what you need stands in each other’s way. What is missing is that "
    "each of you says it and the other hears it.",
    "neither": "If something is stuck between you, it is not this. Where you differ, if at "
    "all, stands below.",
}
ODDS_LABELS: dict[Verdict, str] = {
    "both": "Pulled apart, and misreading each other",
    "understanding": "Pulled alike, and misreading each other",
    "incentives": "Pulled apart, and reading each other well",
    "neither": "Pulled alike, and reading each other well",
}


def answer(diagnosis: Diagnosis, names: Names) -> Answer:
    """The headline for two people; `names` in the order the diagnosis was made in."""
    if diagnosis.verdict == "unclear":
        return Answer(sentence="We cannot tell yet.", meaning=_why_unclear(diagnosis, names))
    sentence = _SENTENCES[diagnosis.verdict]
    if diagnosis.probability < QUITE_SURE_FROM:
        sentence = f"most likely, {sentence}"
    return Answer(sentence=f"{capital(sentence)}.", meaning=_MEANINGS[diagnosis.verdict])


def headline(found: Sequence[tuple[Names, Diagnosis]]) -> Answer:
    """The headline of a round: of its one pair, or of all pairs among three or four people."""
    if len(found) == 1:
        names, diagnosis = found[0]
        return answer(diagnosis, names)
    return together([(names, diagnosis.verdict) for names, diagnosis in found])


def sureness(diagnosis: Diagnosis) -> Sureness | None:
    """How sure, in words; None where there is nothing to be sure of."""
    if diagnosis.odds is None:
        return None
    likely = min(round(100 * diagnosis.probability), 99)
    if diagnosis.verdict == "unclear":
        return Sureness(
            word="Not enough to say one thing",
            meaning="Of a hundred pairs with answers like yours, no explanation would fit 80. "
            f"The likeliest fits about {min(likely, 79)}.",
        )
    count = "more than 99" if diagnosis.probability >= 0.995 else f"about {likely}"
    return Sureness(
        word=_sure_word(diagnosis.probability),
        meaning=f"Of a hundred pairs with answers like yours, it fits {count}.",
    )


def belief(diagnosis: Diagnosis) -> str:
    """What the two wrongly believe about how much they agree, or ""."""
    return {
        "": "",
        "false_consensus": "Each of you expects the other to answer much like yourself. "
        "You agree less than you think.",
        "false_conflict": "Each of you expects the other to answer unlike yourself. "
        "You agree more than you think.",
    }[diagnosis.belief]


def one_sided(diagnosis: Diagnosis, names: Names) -> str:
    """Whose guesses were close and whose were not, where both are clear enough; else ""."""
    lows = diagnosis.low_accuracies
    for reader, other in ((0, 1), (1, 0)):
        close, far = lows[reader], lows[other]
        if close is not None and far is not None and close <= 0.2 and far >= 0.8:
            return (
                f"{names[reader]}’s guesses are close to what {names[other]} answered; "
                f"{names[other]}’s guesses about {names[reader]} are further off."
            )
    return ""


def together(found: Sequence[tuple[Names, Verdict]]) -> Answer:
    """The headline for three or four people: which pairs among them are in which place."""
    places: dict[Verdict, list[str]] = {}
    for names, verdict in found:
        places.setdefault(verdict, []).append(f"{names[0]} and {names[1]}")
    if len(places) == 1:
        return _all_alike(found[0][1])
    order: tuple[Verdict, ...] = ("both", "understanding", "incentives", "neither", "unclear")
    clauses = [_clause(verdict, places[verdict]) for verdict in order if verdict in places]
    if len(" ".join(clauses[:2])) > LONGEST_HEADLINE:
        counts = {verdict: len(places[verdict]) for verdict in order if verdict in places}
        clauses = _counted(counts, of=len(found))
    return Answer(
        sentence=" ".join(f"{capital(clause)}." for clause in clauses[:2]),
        meaning=" ".join(
            [*(f"{capital(clause)}." for clause in clauses[2:]), "Pair by pair, below."]
        ),
    )


def _all_alike(verdict: Verdict) -> Answer:
    sentences: dict[Verdict, str] = {
        "both": "All of you are pulled in different directions, and misread what pulls the others.",
        "incentives": "You know each other well, and you are all pulled in different directions.",
        "understanding": "You are all pulled the same way, and misread each other.",
        "neither": "You are all pulled much the same way, and you read each other well.",
        "unclear": "We cannot tell yet, for any two of you.",
    }
    meaning = _MEANINGS.get(verdict, "Below are the questions that would help most, pair by pair.")
    return Answer(sentence=sentences[verdict], meaning=meaning)


def _clause(verdict: Verdict, pairs: list[str]) -> str:
    who = joined(pairs, last="and also") if len(pairs) > 1 else pairs[0]
    return {
        "both": f"{who} are pulled apart and misread each other",
        "understanding": f"{who} misread each other",
        "incentives": f"{who} are pulled apart and know it",
        "neither": f"{who} are close",
        "unclear": f"we cannot tell yet for {who}",
    }[verdict]


def _counted(counts: Mapping[Verdict, int], *, of: int) -> list[str]:
    """How many pairs are in which place, where naming them all would bury the answer."""
    said: dict[Verdict, str] = {
        "both": "{who} are pulled apart and misread each other",
        "understanding": "{who} misread each other",
        "incentives": "{who} are pulled apart and know it",
        "neither": "{who} are close",
        "unclear": "we cannot tell yet",
    }
    first, *others = counts
    clauses = [
        f"in {number_word(counts[first])} of your {number_word(of)} pairs, "
        + said[first].format(who="people")
    ]
    clauses += [
        f"in {number_word(counts[verdict])}, {said[verdict].format(who='they')}"
        for verdict in others
    ]
    return clauses


def _why_unclear(diagnosis: Diagnosis, names: Names) -> str:
    if diagnosis.doubt == "skipped":
        return "Too few questions were answered on both sides to compare you."
    if diagnosis.doubt == "flat":
        who = joined([f"{names[index]}’s" for index in diagnosis.flat]) or "Some"
        return (
            f"Nearly all of {who} answers are the same mark, so there is too little to compare."
            if diagnosis.flat
            else "Nearly all of the answers are the same mark, so there is too little to compare."
        )
    if diagnosis.doubt == "unsteady":
        return (
            "Some answers moved far when a question came up again, so together they say too little."
        )
    return "Your answers fit more than one explanation, and we would rather say so than guess."


def _sure_word(probability: float) -> str:
    if probability >= VERY_SURE_FROM:
        return "Very"
    return "Quite" if probability >= QUITE_SURE_FROM else "Fairly"

"""Weighs words and rules: `python -m benchmarks.situations.leanings FILE.jsonl… -o FILE.tsv`.

Labelled texts, as `trifecta analyse evaluate` reads them, are split in ten; nine give the weights
for the tenth, so that the figures are of texts the weights have not seen, beside those of the rules
alone. A question is written where the weights do better; `--questions` names others.

With `--embeddings`, the folder of the sentence encoder, words that stand in no labelled text get
what words like them weigh. The encoder is needed here alone: what is written is a table of words.

With `--after`, a table that is there already, its weights are where the new ones begin, and they
move as far as the texts ask for. So a table learns from more texts without those it was found with.
With `--keep`, what that table says of the questions that are not named stays as it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack

from benchmarks.situations.vectors import NO_VECTORS, Vectors, vectors_of
from benchmarks.situations.weighing import PARTS, counts_in, f1, fitted, rarity_in, terms_in
from trifecta.domain.situations.analysis import SIGNALS
from trifecta.domain.situations.cause import root_cause_of
from trifecta.domain.situations.choices import tradeoffs_in
from trifecta.domain.situations.evidence import all_evidence
from trifecta.domain.situations.labelled import Labelled, labelled_in
from trifecta.domain.situations.leanings import (
    APPLIES,
    CAUSES,
    QUESTIONS,
    TRADEOFF,
    VILLAIN,
    Leanings,
    leanings_from,
)
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.loaded import loaded_in
from trifecta.domain.situations.relevance import evidence_of, looked_at_again, relevance_of
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.signals import signals_of
from trifecta.domain.situations.weighing import BASE, spoken_for

FEWEST_TEXTS: Final = 2
PENALTIES: Final = (2.0, 4.0, 20.0)
"""Of the squares of what words weigh, each and by what they are like, and the rules' evidence."""
USUAL: Final = {
    APPLIES: 0.33,
    VILLAIN: 0.3,
    TRADEOFF: 0.17,
    "em_pm_conflict": 0.65,
    "misaligned_incentives": 0.18,
    "finger_pointing": 0.12,
    "performance_evaluation": 0.08,
    "partnership_structure": 0.1,
    "team_structure_accountability": 0.18,
}
"""How often each is said where nobody looked for it, of signals among texts that it applies to;
among texts that were sought for being rare it is more."""
ENOUGH: Final = 1 / 3
ENOUGH_OF: Final = {APPLIES: 0.38, TRADEOFF: 0.25}
"""The chance from which on each is said. F1 is best at half of what it comes to there (Lipton,
Elkan and Naryanaswamy 2014), which is about two thirds, of whether it applies three quarters, of
trade-offs less than half."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Labelled texts with what the rules find in each: a row a text."""

    rows: Sequence[Labelled]
    names: Sequence[str]
    evidence: Floats
    first: Floats
    by_rules: dict[str, Flags]

    def only(self, these: Flags) -> Texts:
        """Those of them that `these` says."""
        return Texts(
            rows=[row for row, one in zip(self.rows, these, strict=True) if one],
            names=self.names,
            evidence=self.evidence[these],
            first=self.first[these],
            by_rules={name: said[these] for name, said in self.by_rules.items()},
        )


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A base, and a weight for each word of `rarity` and each piece of evidence, of every question
    that some texts have and others do not.
    """

    rarity: dict[str, float]
    base: dict[str, float]
    words: dict[str, Floats]
    evidence: dict[str, Floats]


def texts_of(rows: Sequence[Labelled]) -> Texts:
    """Reads each by the rules alone."""
    lexicon = lexicon_of()
    scans = [scan(row.text, lexicon) for row in rows]
    found = [evidence_of(one) for one in scans]
    spoken = [spoken_for(s.counts, lexicon.weights) if lexicon.weights else None for s in scans]
    first = [relevance_of(e, words=w) for e, w in zip(found, spoken, strict=True)]
    evidence = [all_evidence(s, e, r) for s, e, r in zip(scans, found, first, strict=True)]
    leans = [root_cause_of(one).lean for one in scans]
    signals = [{signal.id for signal in signals_of(one)} for one in scans]
    by_rules = {APPLIES: np.array(first) >= 0.5}
    by_rules |= {cause: np.array([lean in {cause, "both"} for lean in leans]) for cause in CAUSES}
    by_rules |= {name: np.array([name in one for one in signals]) for name in SIGNALS}
    by_rules[VILLAIN] = np.array([bool(loaded_in(one)) for one in scans])
    by_rules[TRADEOFF] = np.array([bool(tradeoffs_in(one)) for one in scans])
    return Texts(
        rows=rows,
        names=sorted(evidence[0]),
        evidence=np.array([[one[name] for name in sorted(one)] for one in evidence]),
        first=np.array(first),
        by_rules=by_rules,
    )


def labels(texts: Texts, question: str) -> tuple[Flags, Flags]:
    """Which texts have it, and which count: of causes and signals those that it applies to."""
    relevant = np.array([row.relevant for row in texts.rows])
    if question == APPLIES:
        return relevant, np.ones(len(relevant), bool)
    if question == VILLAIN:
        yes = np.array([bool(row.villain) for row in texts.rows])
        return yes, np.array([row.villain is not None for row in texts.rows])
    if question == TRADEOFF:
        yes = np.array([bool(row.tradeoff) for row in texts.rows])
        return yes, relevant & np.array([row.tradeoff is not None for row in texts.rows])
    if question in CAUSES:
        yes = np.array([row.lean in {question, "both"} for row in texts.rows])
        return yes, relevant & np.array([row.lean is not None for row in texts.rows])
    yes = np.array([question in row.signals for row in texts.rows])
    return yes, relevant & np.array([question not in row.disputed for row in texts.rows])


def caution(question: str) -> float:
    """Log odds that are taken off. Weights are found as if half of all texts had it; what is left
    above 0 is then said from the chance on from which F1 is best. Causes are taken as they are.
    """
    if question not in USUAL:
        return 0.0
    share, enough = USUAL[question], ENOUGH_OF.get(question, ENOUGH)
    return log((1 - share) / share) + log(enough / (1 - enough))


def weights_of(
    texts: Texts, vectors: Vectors = NO_VECTORS, before: Leanings | None = None
) -> Weights:
    """Penalised logistic regression for each question; the same each time.

    A word of FEWEST_TEXTS or more has a weight of its own. One that has a vector weighs by what it
    is like as well, and so do usual words that stand in no text. What is in `before` is the start.
    """
    own, once = (rarity_in(texts.rows, fewest=fewest) for fewest in (FEWEST_TEXTS, 1))
    known = dict(before.rarity) if before else {}
    seen = {word: one for word, one in once.items() if word in own or word in vectors}
    never = dict.fromkeys(vectors.words, round(log(1 + len(texts.rows)) + 1, 3))
    rarity = never | seen | known
    each = np.array([word in own for word in rarity])
    like = vectors.of(rarity)
    terms = terms_in(texts.rows, rarity)
    parts = (terms[:, each], terms @ like, texts.evidence)
    together = hstack(parts, format="csr")
    penalties = np.repeat(PENALTIES, [part.shape[1] for part in parts])
    ends = np.cumsum([part.shape[1] for part in parts])[:2]
    weights = Weights(rarity=rarity, base={}, words={}, evidence={})
    for question in QUESTIONS:
        yes, counted = labels(texts, question)
        if not 0 < yes[counted].sum() < counted.sum():
            continue
        start = started(before, question, rarity, texts.names)
        odds = start.base + terms @ start.words + texts.evidence @ start.evidence
        base, found = fitted(
            together[counted], yes[counted], penalties=penalties, before=odds[counted]
        )
        alone, likeness, evidence = np.split(found, ends)
        weights.words[question] = start.words + like @ likeness
        weights.words[question][each] += alone
        weights.evidence[question] = start.evidence + evidence
        weights.base[question] = start.base + base - caution(question)
    return weights


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where the weights of one question begin."""

    base: float
    words: Floats
    evidence: Floats


def started(
    before: Leanings | None, question: str, words: Iterable[str], names: Sequence[str]
) -> Start:
    """What `before` says for `question`, for these words and names of evidence."""
    asked = list(words)
    if before is None or question not in before.questions:
        return Start(base=0.0, words=np.zeros(len(asked)), evidence=np.zeros(len(names)))
    at = before.questions.index(question)
    nothing = (0.0,) * len(before.questions)
    return Start(
        base=before.base[at],
        words=np.array([before.words.get(word, nothing)[at] for word in asked]),
        evidence=np.array([before.evidence.get(name, nothing)[at] for name in names]),
    )


def odds_of(texts: Texts, weights: Weights) -> dict[str, Floats]:
    """Log odds of each question that has weights, a number a text."""
    terms = terms_in(texts.rows, weights.rarity)
    return {
        name: base + terms @ weights.words[name] + texts.evidence @ weights.evidence[name]
        for name, base in weights.base.items()
    }


def said(texts: Texts, odds: Mapping[str, Floats]) -> dict[str, Flags]:
    """What is answered to each question that has `odds`."""
    found = {name: one > 0 for name, one in odds.items()}
    if APPLIES in odds:
        again = zip(texts.first, odds[APPLIES], texts.rows, strict=True)
        found[APPLIES] = np.array(
            [looked_at_again(p, o, words=len(counts_in(row.text))) >= 0.5 for p, o, row in again]
        )
    if VILLAIN in odds:
        found[VILLAIN] |= texts.by_rules[VILLAIN]
    return found


def odds_apart(
    texts: Texts, vectors: Vectors = NO_VECTORS, before: Leanings | None = None
) -> dict[str, Floats]:
    """Log odds of each text by weights that were found without it and a tenth of the others."""
    part = np.arange(len(texts.rows)) % PARTS
    odds = {name: np.zeros(len(part)) for name in QUESTIONS}
    for one in range(PARTS):
        weights = weights_of(texts.only(part != one), vectors, before)
        for name, found in odds_of(texts.only(part == one), weights).items():
            odds[name][part == one] = found
    return odds


def helped(
    texts: Texts, vectors: Vectors = NO_VECTORS, before: Leanings | None = None
) -> list[str]:
    """Prints F1 of the rules and of both, on texts that the weights have not seen."""
    both = said(texts, odds_apart(texts, vectors, before))
    return better_of(texts, ("rules", texts.by_rules), ("with words", both))


def better_of(
    texts: Texts, one: tuple[str, Mapping[str, Flags]], other: tuple[str, Mapping[str, Flags]]
) -> list[str]:
    """Prints F1 of two ways to answer, by question; the questions that the other answers better."""
    better = []
    for name in other[1]:
        yes, counted = labels(texts, name)
        was, now = (f1(list(yes[counted]), list(way[name][counted])) for _, way in (one, other))
        print(f"{name:30} of {yes[counted].sum():3}  {one[0]} {was:.3f}  {other[0]} {now:.3f}")
        if now > was:
            better.append(name)
    return better


def keeping(weights: Weights, names: Sequence[str], before: Leanings, new: Sequence[str]) -> None:
    """Of questions that are not `new`, puts back what `before` says."""
    for question in set(before.questions) - {*new}:
        old = started(before, question, weights.rarity, names)
        weights.base[question] = old.base
        weights.words[question] = old.words
        weights.evidence[question] = old.evidence


def written(weights: Weights, texts: Texts, questions: Sequence[str]) -> str:
    """A table as `leanings_from` reads it."""
    lines = ["# word or (evidence), how rare it is, what it speaks for by question (log odds)"]
    lines.append("\t".join(("word", "rarity", *questions)))
    lines.append("\t".join((BASE, "0", *(f"{weights.base[name]:.3f}" for name in questions))))
    for at, (word, rarity) in enumerate(weights.rarity.items()):
        row = (f"{weights.words[question][at]:.2f}" for question in questions)
        lines.append("\t".join((word, f"{rarity:.3g}", *row)))
    for at, name in enumerate(texts.names):
        row = (f"{weights.evidence[question][at]:.3f}" for question in questions)
        lines.append("\t".join((f"({name})", "0", *row)))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the figures, and writes the weights where -o says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.tsv")
    parser.add_argument("-e", "--embeddings", type=Path, metavar="FOLDER")
    parser.add_argument("-a", "--after", type=Path, metavar="FILE.tsv")
    parser.add_argument("-q", "--questions", nargs="+", choices=QUESTIONS)
    parser.add_argument("-k", "--keep", action="store_true")
    chosen = parser.parse_args()
    if chosen.keep and not chosen.after:
        parser.error("--keep needs --after: the table that is kept.")
    rows = [row for file in chosen.files for row in labelled_in(file.read_text("utf-8"))]
    print(f"{len(rows)} texts, {sum(row.relevant for row in rows)} of them to which it applies.")
    texts = texts_of(rows)
    before = leanings_from(chosen.after.read_text("utf-8")) if chosen.after else None
    words = [*(before.rarity if before else ()), *rarity_in(rows, fewest=1)]
    vectors = vectors_of(words, chosen.embeddings) if chosen.embeddings else NO_VECTORS
    better = helped(texts, vectors, before)
    if chosen.output:
        weights = weights_of(texts, vectors, before)
        questions = [name for name in weights.base if name in (chosen.questions or better)]
        if before and chosen.keep:
            keeping(weights, texts.names, before, questions)
            questions = [name for name in QUESTIONS if name in {*before.questions, *questions}]
        chosen.output.write_text(written(weights, texts, questions), encoding="utf-8")
        print(f"{len(weights.rarity)} words weighed for {', '.join(questions)}.")


if __name__ == "__main__":
    main()

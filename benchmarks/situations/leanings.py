"""Weighs words and rules: `python -m benchmarks.situations.leanings FILE.jsonl… -o FILE.tsv`.

Labelled texts, as `trifecta analyse evaluate` reads them, are split in ten; nine give the weights
for the tenth, so that the figures are of texts the weights have not seen, beside those of the rules
alone. A question is written where the weights do better; `--questions` names others.

Texts of `--written` were written to show what they are labelled with. They help with what is rare,
and say little of whether the framework applies, for which they do not count.

With `--vectors`, a file of word vectors (a word and its numbers a line, as GloVe writes them),
words that stand in no labelled text get what words like them weigh. The vectors are needed here
alone: what is written is a table of words. The texts behind the weights that come with Trifecta are
no part of it; whoever has labelled texts can find their own.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.situations.vectors import NO_VECTORS, Vectors, vectors_from
from benchmarks.situations.weighing import PARTS, counts_in, f1, fitted, rarity_in, terms_in
from trifecta.domain.situations.analysis import SIGNALS
from trifecta.domain.situations.cause import root_cause_of
from trifecta.domain.situations.evidence import all_evidence
from trifecta.domain.situations.labelled import Labelled, labelled_in
from trifecta.domain.situations.leanings import APPLIES, CAUSES, QUESTIONS, VILLAIN
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.loaded import loaded_in
from trifecta.domain.situations.relevance import evidence_of, looked_at_again, relevance_of
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.signals import signals_of
from trifecta.domain.situations.weighing import BASE, spoken_for

FEWEST_TEXTS: Final = 2
PENALTIES: Final = (0.5, 1.0, 5.0)
"""Of the squares of what words weigh, each and by what they are like, and the rules' evidence."""
CAUTION: Final = {APPLIES: 0.3, VILLAIN: 0.4}
"""Taken off: most of what people write about work is about something else, and calls no names."""
MOST_WORDS: Final = 8_000
"""So many of the words of the vectors are written, the most usual."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Labelled texts with what the rules find in each, and whether they were met with and not
    written for this: a row a text.
    """

    rows: Sequence[Labelled]
    names: Sequence[str]
    evidence: Floats
    first: Floats
    met: Flags
    by_rules: dict[str, Flags]

    def only(self, these: Flags) -> Texts:
        """Those of them that `these` says."""
        return Texts(
            rows=[row for row, one in zip(self.rows, these, strict=True) if one],
            names=self.names,
            evidence=self.evidence[these],
            first=self.first[these],
            met=self.met[these],
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


def texts_of(rows: Sequence[Labelled], *, written: int = 0) -> Texts:
    """Reads each by the rules alone; the last `written` of them were written for this."""
    lexicon = lexicon_of()
    scans = [scan(row.text, lexicon) for row in rows]
    found = [evidence_of(one) for one in scans]
    spoken = [spoken_for(s.tokens, lexicon.weights) if lexicon.weights else None for s in scans]
    first = [relevance_of(e, words=w) for e, w in zip(found, spoken, strict=True)]
    evidence = [all_evidence(s, e, r) for s, e, r in zip(scans, found, first, strict=True)]
    leans = [root_cause_of(one).lean for one in scans]
    signals = [{signal.id for signal in signals_of(one)} for one in scans]
    by_rules = {APPLIES: np.array(first) >= 0.5}
    by_rules |= {cause: np.array([lean in {cause, "both"} for lean in leans]) for cause in CAUSES}
    by_rules |= {name: np.array([name in one for one in signals]) for name in SIGNALS}
    by_rules[VILLAIN] = np.array([bool(loaded_in(one)) for one in scans])
    return Texts(
        rows=rows,
        names=sorted(evidence[0]),
        evidence=np.array([[one[name] for name in sorted(one)] for one in evidence]),
        first=np.array(first),
        met=np.arange(len(rows)) < len(rows) - written,
        by_rules=by_rules,
    )


def labels(texts: Texts, question: str) -> tuple[Flags, Flags]:
    """Which texts have it, and which count: of causes and signals those that it applies to."""
    relevant = np.array([row.relevant for row in texts.rows])
    if question == APPLIES:
        return relevant, texts.met
    if question == VILLAIN:
        yes = np.array([bool(row.villain) for row in texts.rows])
        return yes, np.array([row.villain is not None for row in texts.rows])
    if question in CAUSES:
        yes = np.array([row.lean in {question, "both"} for row in texts.rows])
        return yes, relevant & np.array([row.lean is not None for row in texts.rows])
    yes = np.array([question in row.signals for row in texts.rows])
    return yes, relevant & np.array([question not in row.disputed for row in texts.rows])


def weights_of(texts: Texts, vectors: Vectors = NO_VECTORS) -> Weights:
    """Penalised logistic regression for each question; the same each time.

    A word of FEWEST_TEXTS or more has a weight of its own. One that has a vector weighs by what it
    is like as well, and so do usual words that stand in no text.
    """
    own, once = (rarity_in(texts.rows, fewest=fewest) for fewest in (FEWEST_TEXTS, 1))
    seen = {word: rarity for word, rarity in once.items() if word in own or word in vectors}
    rarity = seen | dict.fromkeys(vectors.words[:MOST_WORDS], log(1 + len(texts.rows)) + 1) | seen
    each = np.array([word in own for word in seen])
    like = vectors.of(rarity)
    terms = terms_in(texts.rows, seen)
    parts = (terms[:, each], terms @ like[: len(seen)], texts.evidence)
    penalties = np.repeat(PENALTIES, [part.shape[1] for part in parts])
    ends = np.cumsum([part.shape[1] for part in parts])[:2]
    weights = Weights(rarity=rarity, base={}, words={}, evidence={})
    for question in QUESTIONS:
        yes, counted = labels(texts, question)
        if 0 < yes[counted].sum() < counted.sum():
            base, found = fitted(np.hstack(parts)[counted], yes[counted], penalties=penalties)
            alone, likeness, weights.evidence[question] = np.split(found, ends)
            weights.words[question] = like @ likeness
            weights.words[question][: len(seen)][each] += alone
            weights.base[question] = base - CAUTION.get(question, 0.0)
    return weights


def said(texts: Texts, weights: Weights) -> dict[str, Flags]:
    """What is answered to each question that has weights."""
    terms = terms_in(texts.rows, weights.rarity)
    odds = {
        name: base + terms @ weights.words[name] + texts.evidence @ weights.evidence[name]
        for name, base in weights.base.items()
    }
    found = {name: one > 0 for name, one in odds.items()}
    if APPLIES in odds:
        again = zip(texts.first, odds[APPLIES], texts.rows, strict=True)
        found[APPLIES] = np.array(
            [looked_at_again(p, o, words=counts_in(row.text).total()) >= 0.5 for p, o, row in again]
        )
    if VILLAIN in odds:
        found[VILLAIN] |= texts.by_rules[VILLAIN]
    return found


def helped(texts: Texts, vectors: Vectors = NO_VECTORS) -> list[str]:
    """Prints F1 of the rules and of both, on texts that the weights have not seen."""
    part = np.arange(len(texts.rows)) % PARTS
    both = {name: np.zeros(len(part), bool) for name in QUESTIONS}
    for one in range(PARTS):
        answers = said(texts.only(part == one), weights_of(texts.only(part != one), vectors))
        for name, answer in answers.items():
            both[name][part == one] = answer
    better = []
    for name in QUESTIONS:
        yes, counted = labels(texts, name)
        rules, now = (
            f1(list(yes[counted]), list(one[counted])) for one in (texts.by_rules[name], both[name])
        )
        print(f"{name:30} of {yes[counted].sum():3}  rules {rules:.3f}  with words {now:.3f}")
        if now > rules:
            better.append(name)
    return better


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
    parser.add_argument("-w", "--written", nargs="+", type=Path, metavar="FILE.jsonl", default=[])
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.tsv")
    parser.add_argument("-v", "--vectors", type=Path, metavar="FILE")
    parser.add_argument("-q", "--questions", nargs="+", choices=QUESTIONS)
    chosen = parser.parse_args()
    rows, more = (
        [row for file in files for row in labelled_in(file.read_text("utf-8"))]
        for files in (chosen.files, chosen.written)
    )
    print(f"{len(rows)} texts, {sum(row.relevant for row in rows)} of them to which it applies.")
    texts = texts_of([*rows, *more], written=len(more))
    vectors = vectors_from(chosen.vectors) if chosen.vectors else NO_VECTORS
    better = helped(texts, vectors)
    if chosen.output:
        weights = weights_of(texts, vectors)
        questions = [name for name in weights.base if name in (chosen.questions or better)]
        chosen.output.write_text(written(weights, texts, questions), encoding="utf-8")
        print(f"{len(weights.rarity)} words weighed for {', '.join(questions)}.")


if __name__ == "__main__":
    main()

"""Weighs words and rules: `python -m benchmarks.situations.leanings FILE.jsonl… -o FILE.tsv`.

Labelled texts, as `trifecta analyse evaluate` reads them, are split in ten; nine give the weights
for the tenth, so that the figures are of texts the weights have not seen, beside those of the rules
alone. A question is written where the weights do better; `--questions` names others. Whether the
framework applies is learned from texts in which product or engineering is named. The texts behind
the weights that come with Trifecta were written for that, and are no part of it; whoever has
labelled texts can find their own.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.situations.weighing import PARTS, f1, fitted, rarity_in, terms_in
from trifecta.domain.situations.analysis import SIGNALS
from trifecta.domain.situations.cause import root_cause_of
from trifecta.domain.situations.evidence import all_evidence
from trifecta.domain.situations.labelled import Labelled, labelled_in
from trifecta.domain.situations.leanings import APPLIES, CAUSES, QUESTIONS
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.relevance import (
    PAIR,
    evidence_of,
    looked_at_again,
    relevance_of,
)
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.signals import signals_of
from trifecta.domain.situations.weighing import BASE, spoken_for

FEWEST_TEXTS: Final = 2
OF_WORDS, OF_EVIDENCE = 0.5, 5.0
"""The penalties of the squares of what words weigh, and what the rules' evidence weighs."""
CAUTION: Final = 0.3
"""Taken off whether it applies: most of what people write about work is about something else."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Labelled texts with what the rules find in each: a row a text."""

    rows: Sequence[Labelled]
    names: Sequence[str]
    evidence: Floats
    first: Floats
    named: Flags
    by_rules: dict[str, Flags]

    def only(self, these: Flags) -> Texts:
        """Those of them that `these` says."""
        return Texts(
            rows=[row for row, one in zip(self.rows, these, strict=True) if one],
            names=self.names,
            evidence=self.evidence[these],
            first=self.first[these],
            named=self.named[these],
            by_rules={name: said[these] for name, said in self.by_rules.items()},
        )


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A base, and a weight for each word and each piece of evidence, of every question that some
    texts have and others do not.
    """

    rarity: dict[str, float]
    base: dict[str, float]
    weights: dict[str, Floats]


def texts_of(rows: Sequence[Labelled]) -> Texts:
    """Reads each by the rules alone."""
    lexicon = lexicon_of()
    scans = [scan(row.text, lexicon) for row in rows]
    found = [evidence_of(one) for one in scans]
    spoken = [spoken_for(s.tokens, lexicon.weights) if lexicon.weights else None for s in scans]
    first = [relevance_of(e, words=w) for e, w in zip(found, spoken, strict=True)]
    evidence = [all_evidence(s, e) for s, e in zip(scans, found, strict=True)]
    leans = [root_cause_of(one).lean for one in scans]
    signals = [{signal.id for signal in signals_of(one)} for one in scans]
    by_rules = {APPLIES: np.array(first) >= 0.5}
    by_rules |= {cause: np.array([lean in {cause, "both"} for lean in leans]) for cause in CAUSES}
    by_rules |= {name: np.array([name in one for one in signals]) for name in SIGNALS}
    return Texts(
        rows=rows,
        names=sorted(evidence[0]),
        evidence=np.array([[one[name] for name in sorted(one)] for one in evidence]),
        first=np.clip(first, 1e-9, 1 - 1e-9),
        named=np.array([any(one.role in PAIR for one in s.people) for s in scans]),
        by_rules=by_rules,
    )


def labels(texts: Texts, question: str) -> tuple[Flags, Flags]:
    """Which texts have it, and which count: of causes and signals those that it applies to."""
    relevant = np.array([row.relevant for row in texts.rows])
    if question == APPLIES:
        return relevant, relevant | texts.named
    if question in CAUSES:
        yes = np.array([row.lean in {question, "both"} for row in texts.rows])
        return yes, relevant & np.array([row.lean is not None for row in texts.rows])
    yes = np.array([question in row.signals for row in texts.rows])
    return yes, relevant & np.array([question not in row.disputed for row in texts.rows])


def weights_of(texts: Texts) -> Weights:
    """Penalised logistic regression for each question; the same each time."""
    rarity = rarity_in(texts.rows, fewest=FEWEST_TEXTS)
    columns = np.hstack([terms_in(texts.rows, rarity), texts.evidence])
    penalties = np.full(columns.shape[1], OF_WORDS)
    penalties[len(rarity) :] = OF_EVIDENCE
    odds = np.log(texts.first / (1 - texts.first))
    found = {}
    for question in QUESTIONS:
        yes, counted = labels(texts, question)
        before = odds[counted] * (question == APPLIES)
        if 0 < yes[counted].sum() < counted.sum():
            found[question] = fitted(
                columns[counted], yes[counted], penalties=penalties, before=before
            )
    return Weights(
        rarity=rarity,
        base={name: base - (name == APPLIES) * CAUTION for name, (base, _) in found.items()},
        weights={name: weights for name, (_, weights) in found.items()},
    )


def said(texts: Texts, weights: Weights) -> dict[str, Flags]:
    """What is answered to each question that has weights."""
    columns = np.hstack([terms_in(texts.rows, weights.rarity), texts.evidence])
    odds = {name: columns @ one + weights.base[name] for name, one in weights.weights.items()}
    found = {name: one > 0 for name, one in odds.items()}
    if APPLIES in odds:
        again = [looked_at_again(p, o) for p, o in zip(texts.first, odds[APPLIES], strict=True)]
        found[APPLIES] = np.array(again) >= 0.5
    return found


def helped(texts: Texts) -> list[str]:
    """Prints F1 of the rules and of both, on texts that the weights have not seen."""
    part = np.arange(len(texts.rows)) % PARTS
    both = {name: np.zeros(len(part), bool) for name in QUESTIONS}
    for one in range(PARTS):
        answers = said(texts.only(part == one), weights_of(texts.only(part != one)))
        for name, answer in answers.items():
            both[name][part == one] = answer
    better = []
    for name in QUESTIONS:
        yes, counted = labels(texts, name)
        counted = counted if name != APPLIES else np.ones_like(counted)
        rules, now = (
            f1(list(yes[counted]), list(one[counted])) for one in (texts.by_rules[name], both[name])
        )
        print(f"{name:30} of {yes[counted].sum():3}  rules {rules:.3f}  with words {now:.3f}")
        if now > rules:
            better.append(name)
    return better


def written(weights: Weights, texts: Texts, questions: Sequence[str]) -> str:
    """A table as `leanings_from` reads it."""
    names = [*weights.rarity, *(f"({name})" for name in texts.names)]
    lines = ["\t".join(("word", "rarity", *questions))]
    lines.append("\t".join((BASE, "0", *(f"{weights.base[name]:.3f}" for name in questions))))
    for at, name in enumerate(names):
        row = (f"{weights.weights[question][at]:.3f}" for question in questions)
        lines.append("\t".join((name, str(weights.rarity.get(name, 0)), *row)))
    head = "# word or (evidence), how rare it is, what it speaks for by question (log odds)"
    return "\n".join((head, *lines)) + "\n"


def main() -> None:
    """Prints the figures, and writes the weights where -o says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.tsv")
    parser.add_argument("-q", "--questions", nargs="+", choices=QUESTIONS)
    chosen = parser.parse_args()
    rows = [row for file in chosen.files for row in labelled_in(file.read_text("utf-8"))]
    print(f"{len(rows)} texts, {sum(row.relevant for row in rows)} of them to which it applies.")
    texts = texts_of(rows)
    better = helped(texts)
    if chosen.output:
        weights = weights_of(texts)
        questions = [name for name in weights.base if name in (chosen.questions or better)]
        chosen.output.write_text(written(weights, texts, questions), encoding="utf-8")
        print(f"{len(weights.rarity)} words weighed for {', '.join(questions)}.")


if __name__ == "__main__":
    main()

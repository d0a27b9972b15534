"""Weighs meaning: `python -m benchmarks.situations.meanings FILE.jsonl… -e FOLDER -o FILE.tsv`.

FOLDER has the sentence encoder. Each labelled text gets the log odds of words and rules, by weights
that were found without it, and its place by the encoder; a linear classifier on both tells by how
much places help. Figures are of texts that neither has seen, and questions where the place helps
are written. `--after` is the table that the leanings in use were found after.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.situations.asked import Floats, Texts, caution, labels, texts_of
from benchmarks.situations.leanings import better_of, odds_apart, said
from benchmarks.situations.vectors import vectors_of
from benchmarks.situations.weighing import PARTS, fitted, rarity_in
from trifecta.apps.situations.embeddings.files import meaning_in
from trifecta.domain.situations.labelled import labelled_in
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.weights.leanings import leanings_from
from trifecta.domain.situations.weights.meanings import BASE, SHARE

PENALTY: Final = 0.5
"""Of the squares of what the numbers of a place weigh; the share of the words is almost free."""
FREE: Final = 0.01


def stacked(
    texts: Texts, question: str, odds: Floats, places: Floats
) -> tuple[float, float, Floats]:
    """The share of `odds`, the base, and a weight for each number of a place."""
    yes, counted = labels(texts, question)
    both = np.hstack([odds[counted, None], places[counted]])
    penalties = np.array([FREE, *[PENALTY] * places.shape[1]])
    base, found = fitted(both, yes[counted], penalties=penalties)
    return float(found[0]), base - caution(question), found[1:]


def together(texts: Texts, odds: Mapping[str, Floats], places: Floats) -> dict[str, Floats]:
    """Log odds with places, each text by weights that were found without it."""
    part = np.arange(len(texts.rows)) % PARTS
    found = {name: np.zeros(len(part)) for name in odds}
    for one in range(PARTS):
        others, these = part != one, part == one
        for name, words in odds.items():
            share, base, weights = stacked(texts.only(others), name, words[others], places[others])
            found[name][these] = share * words[these] + base + places[these] @ weights
    return found


def written(found: Mapping[str, tuple[float, float, Floats]]) -> str:
    """A table as `meanings_from` reads it."""
    lines = ["# a number of the encoder's place, and what it speaks for by question (log odds)"]
    lines.append("\t".join(("place", *found)))
    lines.append("\t".join((SHARE, *(f"{share:.3f}" for share, _, _ in found.values()))))
    lines.append("\t".join((BASE, *(f"{base:.3f}" for _, base, _ in found.values()))))
    rows = zip(*(weights for _, _, weights in found.values()), strict=True)
    lines += ["\t".join((str(at), *(f"{one:.3f}" for one in row))) for at, row in enumerate(rows)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the figures, and writes the weights where -o says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("-e", "--embeddings", type=Path, metavar="FOLDER", required=True)
    parser.add_argument("-a", "--after", type=Path, metavar="FILE.tsv")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.tsv")
    chosen = parser.parse_args()
    rows = [row for file in chosen.files for row in labelled_in(file.read_text("utf-8"))]
    texts = texts_of(rows)
    before = leanings_from(chosen.after.read_text("utf-8")) if chosen.after else None
    words = [*(before.rarity if before else ()), *rarity_in(rows, fewest=1)]
    leanings = lexicon_of().leanings
    asked = leanings.questions if leanings else ()
    every = odds_apart(texts, vectors_of(words, chosen.embeddings), before)
    odds = {name: every[name] for name in asked}
    meaning = meaning_in(chosen.embeddings)
    places = np.array([meaning.place(row.text) for row in rows], dtype=np.float64)
    with_places = said(texts, together(texts, odds, places))
    better = better_of(texts, ("words", said(texts, odds)), ("with places", with_places))
    if chosen.output:
        found = {name: stacked(texts, name, odds[name], places) for name in better}
        chosen.output.write_text(written(found), encoding="utf-8")
        print(f"Weighed for {', '.join(better)}.")


if __name__ == "__main__":
    main()

"""Weighs words and rules: `python -m benchmarks.situations.leanings FILE.jsonl… -o FILE.tsv`.

Labelled texts, as `trifecta analyse evaluate` reads them, are split in ten; nine give the weights
for the tenth, so that the figures are of texts the weights have not seen, beside those of the rules
alone. A question is written where the weights do better; `--questions` names others.

With `--embeddings`, the folder of the sentence encoder, words that stand in no labelled text get
what words like them weigh. The encoder is needed here alone: what is written is a table of words.

With `--after`, a table that is there already, its weights are where the new ones begin, and they
move as far as the texts ask for. So a table learns from more texts without those it was found with.
With `--keep`, what a table that is there says of the questions that are not named stays as it is;
of those that are, new weights count by their `--share`, which is all if it is not given.
A file may have behind it how often each of its texts counts: `texts.jsonl=0.3`.

Whether the framework applies is told by words side by side as well where `--pairs` says where to
write what these weigh; the two tables belong together. With `--pairs-after` they begin at a table
that is there already.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import log
from operator import or_
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_array, hstack

from benchmarks.situations.asked import Flags, Floats, Texts, caution, labels, texts_of
from benchmarks.situations.vectors import NO_VECTORS, Vectors, vectors_of
from benchmarks.situations.weighing import (
    PARTS,
    counts_in,
    f1,
    fitted,
    pairs_in,
    rarity_in,
    terms_in,
)
from trifecta.domain.situations.findings.loaded import SURELY
from trifecta.domain.situations.labelled import Labelled, labelled_in
from trifecta.domain.situations.weights.leanings import (
    APPLIES,
    QUESTIONS,
    VILLAIN,
    Leanings,
    leanings_from,
    pairs_from,
)
from trifecta.domain.situations.weights.relevance import surely
from trifecta.domain.situations.weights.weighing import BASE

FEWEST_TEXTS: Final = 2
PENALTIES: Final = (2.0, 4.0, 20.0, 0.5)
"""Of the squares of what words weigh, each and by what they are like, of the rules' evidence, and
of what words side by side weigh."""
PAIRED: Final = frozenset({APPLIES})
"""What words side by side tell better on texts of other people than single words do."""
FEWEST_WITH_PAIR: Final = 3
"""The evidence for what is good between people."""


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A base, and a weight for each word of `rarity` and each piece of evidence, of every question
    that some texts have and others do not; of some also one for each of `of_pair`.
    """

    rarity: dict[str, float]
    of_pair: dict[str, float]
    base: dict[str, float]
    words: dict[str, Floats]
    evidence: dict[str, Floats]
    pairs: dict[str, Floats]


def weights_of(
    texts: Texts,
    vectors: Vectors = NO_VECTORS,
    before: Leanings | None = None,
    kept: Leanings | None = None,
    *,
    pairs_before: Leanings | None = None,
    paired: Collection[str] = PAIRED,
) -> Weights:
    """Penalised logistic regression for each question; the same each time.

    A word of FEWEST_TEXTS or more has a weight of its own. One that has a vector weighs by what it
    is like as well, and so do usual words that stand in no text. What is in `before` is the start.
    Words are as rare as `kept` and `before` say; those `paired` are told by pairs of them, too,
    which begin at `pairs_before`.
    """
    own = rarity_in(texts.rows, fewest=FEWEST_TEXTS)
    known = [dict(table.rarity) for table in (before, kept) if table]
    rarity = reduce(or_, known, _rarity(texts, own, vectors))
    of_pair = rarity_in(texts.rows, fewest=FEWEST_WITH_PAIR, counts=pairs_in)
    of_pair |= dict(pairs_before.rarity) if pairs_before else {}
    each = np.array([word in own for word in rarity])
    like = vectors.of(rarity)
    terms = terms_in(texts.rows, rarity)
    pairs = terms_in(texts.rows, of_pair, counts=pairs_in)
    parts = (terms[:, each], terms @ like, texts.evidence, pairs)
    weights = Weights(rarity=rarity, of_pair=of_pair, base={}, words={}, evidence={}, pairs={})
    for question in QUESTIONS:
        yes, counted = labels(texts, question)
        if not 0 < yes[counted].sum() < counted.sum():
            continue
        start = started(before, question, rarity, texts.names)
        side = started(pairs_before, question, of_pair, ())
        odds = start.base + terms @ start.words + texts.evidence @ start.evidence
        odds += side.base + pairs @ side.words
        base, found = _moved(parts[: 4 if question in paired else 3], texts, (yes, counted), odds)
        weights.words[question] = start.words + like @ found[1]
        weights.words[question][each] += found[0]
        weights.evidence[question] = start.evidence + found[2]
        weights.base[question] = start.base + base - caution(question)
        if question in paired:
            weights.pairs[question] = side.words + found[3]
    return weights


def _rarity(texts: Texts, own: Collection[str], vectors: Vectors) -> dict[str, float]:
    """Of words that weigh by themselves or by a vector; usual ones that no text has are rarest."""
    once = rarity_in(texts.rows, fewest=1)
    never = dict.fromkeys(vectors.words, round(log(1 + len(texts.rows)) + 1, 3))
    return never | {word: one for word, one in once.items() if word in own or word in vectors}


def _moved(
    parts: Sequence[Floats | csr_array], texts: Texts, said: tuple[Flags, Flags], odds: Floats
) -> tuple[float, list[Floats]]:
    """What is added to the base, and to the weights of the columns of each part; `said` is what
    `labels` gives, `odds` where the weights begin.
    """
    yes, counted = said
    columns = [part.shape[1] for part in parts]
    base, found = fitted(
        hstack(parts, format="csr")[counted],
        yes[counted],
        penalties=np.repeat(PENALTIES[: len(parts)], columns),
        before=odds[counted],
        times=texts.times[counted],
    )
    return base, np.split(found, np.cumsum(columns)[:-1])


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
    pairs = terms_in(texts.rows, weights.of_pair, counts=pairs_in)
    odds = {
        name: base + terms @ weights.words[name] + texts.evidence @ weights.evidence[name]
        for name, base in weights.base.items()
    }
    return odds | {name: odds[name] + pairs @ found for name, found in weights.pairs.items()}


def said(texts: Texts, odds: Mapping[str, Floats]) -> dict[str, Flags]:
    """What weights and rules answer together to each question that has `odds`.

    The reader asks more before it names a cause or a choice (other words for both, both sides of
    it), so what it answers in the end is told by `trifecta analyse evaluate` alone.
    """
    found = {name: one > (SURELY if name == VILLAIN else 0) for name, one in odds.items()}
    if APPLIES in odds:
        again = zip(texts.first, odds[APPLIES], texts.rows, texts.evidence, strict=True)
        sure = [
            surely(p, o, dict(zip(texts.names, one, strict=True)), words=len(counts_in(row.text)))
            for p, o, row, one in again
        ]
        found[APPLIES] = np.array(sure) >= 0.5
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
    """Prints F1 of the rules and of both, on texts that the weights have not seen.

    These weights are found without pairs, and beside nothing that is kept: they say which questions
    gain from words, and not how good the table is that is written.
    """
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


def keeping(
    weights: Weights,
    names: Sequence[str],
    kept: tuple[Leanings, Leanings | None],
    new: Sequence[str],
    share: float = 1.0,
) -> None:
    """Of questions that are not `new`, puts back what `kept` says, a table of words and one of
    pairs; of those that are, new weights count by their `share` and the others by the rest.
    """
    kept_words, kept_pairs = kept
    for question in kept_words.questions:
        part = share if question in new else 0.0
        old = started(kept_words, question, weights.rarity, names)
        weights.base[question] = part * weights.base.get(question, 0.0) + (1 - part) * old.base
        for found, was in ((weights.words, old.words), (weights.evidence, old.evidence)):
            found[question] = part * found.get(question, 0.0) + (1 - part) * was
        if question in weights.pairs:
            side = started(kept_pairs, question, weights.of_pair, ())
            weights.pairs[question] = part * weights.pairs[question] + (1 - part) * side.words


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


def written_pairs(weights: Weights) -> str:
    """A table as `pairs_from` reads it; one that weighs nothing makes the others weigh less."""
    questions = sorted(weights.pairs)
    lines = ["# two words side by side, how rare they are, what they speak for (log odds)"]
    lines.append("\t".join(("pair", "rarity", *questions)))
    lines.append("\t".join((BASE, "0", *("0" for _ in questions))))
    for at, (pair, rarity) in enumerate(weights.of_pair.items()):
        row = (f"{weights.pairs[question][at]:.2f}" for question in questions)
        lines.append("\t".join((pair, f"{rarity:.3g}", *row)))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the figures, and writes the weights where -o says."""
    chosen = _chosen()
    rows, times = list[Labelled](), list[float]()
    for file, often in chosen.files:
        found = [*labelled_in(file.read_text("utf-8"))]
        rows, times = [*rows, *found], [*times, *[often] * len(found)]
    print(f"{len(rows)} texts, {sum(row.relevant for row in rows)} of them to which it applies.")
    texts = texts_of(rows, times)
    before, kept, pairs_before = _tables(chosen)
    words = [*(before.rarity if before else ()), *rarity_in(rows, fewest=1)]
    vectors = vectors_of(words, chosen.embeddings) if chosen.embeddings else NO_VECTORS
    better = helped(texts, vectors, before)
    if not chosen.output:
        return
    paired = PAIRED if chosen.pairs else ()
    weights = weights_of(texts, vectors, before, kept, pairs_before=pairs_before, paired=paired)
    questions = [name for name in weights.base if name in (chosen.questions or better)]
    if kept:
        keeping(weights, texts.names, (kept, pairs_before), questions, chosen.share)
        questions = [name for name in QUESTIONS if name in {*kept.questions, *questions}]
    chosen.output.write_text(written(weights, texts, questions), encoding="utf-8")
    print(f"{len(weights.rarity)} words weighed for {', '.join(questions)}.")
    if chosen.pairs:
        chosen.pairs.write_text(written_pairs(weights), encoding="utf-8")
        print(f"{len(weights.of_pair)} pairs weighed for {', '.join(weights.pairs)}.")


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=_counted_file, metavar="FILE.jsonl[=TIMES]")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.tsv")
    parser.add_argument("-e", "--embeddings", type=Path, metavar="FOLDER")
    parser.add_argument("-a", "--after", type=Path, metavar="FILE.tsv")
    parser.add_argument("-A", "--pairs-after", type=Path, metavar="FILE.tsv")
    parser.add_argument("-q", "--questions", nargs="+", choices=QUESTIONS)
    parser.add_argument("-k", "--keep", type=Path, metavar="FILE.tsv")
    parser.add_argument("-s", "--share", type=float, default=1.0, metavar="SHARE")
    parser.add_argument("-p", "--pairs", type=Path, metavar="FILE.tsv")
    chosen = parser.parse_args()
    if not 0 <= chosen.share <= 1 or (chosen.share < 1 and not chosen.keep):
        parser.error("--share is from 0 to 1, beside the table that --keep names.")
    if chosen.pairs_after and not chosen.pairs:
        parser.error("--pairs-after is where --pairs begins: say where to write these.")
    return chosen


def _counted_file(given: str) -> tuple[Path, float]:
    """A file, and how often each text of it counts."""
    name, _, times = given.partition("=")
    if (often := float(times or 1)) <= 0:
        raise argparse.ArgumentTypeError(f"{times} is no number above 0, which TIMES has to be")
    return Path(name), often


def _tables(chosen: argparse.Namespace) -> tuple[Leanings | None, Leanings | None, Leanings | None]:
    """Where weights begin, what is kept, and where pairs begin."""
    words = (chosen.after, chosen.keep)
    before, kept = (leanings_from(file.read_text("utf-8")) if file else None for file in words)
    pairs = chosen.pairs_after
    return before, kept, pairs_from(pairs.read_text("utf-8")) if pairs else None


if __name__ == "__main__":
    main()

"""Finds what each word weighs: `python -m benchmarks.situations.weighing FILE.jsonl… -o FILE.tsv`.

Labelled texts, as `trifecta analyse evaluate` reads them, are split in ten; nine give the weights
for the tenth, so that the figures are of texts the weights have not seen. Then all of them give the
weights that are written. The texts behind the weights that come with Trifecta are posts that other
people published, so they are no part of it; whoever has labelled texts can find their own.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import log
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.stats import rankdata

from trifecta.domain.situations.labelled import Labelled, labelled_in
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.tokens import tokens_of
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.weights.relevance import SHARE_OF_WORDS, evidence_of, relevance_of
from trifecta.domain.situations.weights.weighing import BASE, WordWeights, spoken_for, terms_of

FEWEST_TEXTS: Final = 3
"""A word in fewer texts tells more of who wrote them than of what they are about."""
MOSTLY_A_NAME: Final = 0.5
PENALTY: Final = 0.25
"""Of the squares of weights; the losses of both kinds of texts count alike in sum."""
PARTS: Final = 10

Counts = Callable[[str], Counter[str]]
"""How often each thing that is weighed stands in a text."""


def weights_of(rows: Sequence[Labelled]) -> WordWeights:
    """Penalised logistic regression on term weights, by L-BFGS from zero; the same each time."""
    rarity = rarity_in(rows)
    base, weights = fitted(terms_in(rows, rarity), np.array([row.relevant for row in rows]))
    weight = {word: round(float(one), 3) for word, one in zip(rarity, weights, strict=True)}
    return WordWeights(base=round(base, 3), rarity=rarity, weight=weight)


def counts_in(text: str) -> Counter[str]:
    """How often each word stands there, as the reader counts it."""
    return _counted(text)[0]


def pairs_in(text: str) -> Counter[str]:
    """How often each two words stand side by side there, as the reader counts it."""
    return _counted(text)[1]


@cache
def _counted(text: str) -> tuple[Counter[str], Counter[str]]:
    """Both at once, since each text is asked for many times."""
    seen = scan(text, lexicon_of())
    return Counter(seen.counts), Counter(seen.pairs)


def rarity_in(
    rows: Sequence[Labelled], *, fewest: int = FEWEST_TEXTS, counts: Counts = counts_in
) -> dict[str, float]:
    """How rare each word or pair is that is in `fewest` texts or more and has no name in it, by the
    alphabet.
    """
    texts_with = Counter(one for row in rows for one in counts(row.text))
    names = set(_names(rows))
    kept = sorted(w for w, n in texts_with.items() if n >= fewest and names.isdisjoint(w.split()))
    return {w: round(log((1 + len(rows)) / (1 + texts_with[w])) + 1, 3) for w in kept}


def terms_in(
    rows: Sequence[Labelled], rarity: Mapping[str, float], *, counts: Counts = counts_in
) -> csr_array:
    """A row a text, a column a word or pair of `rarity`; a text has few of them."""
    place = {word: at for at, word in enumerate(rarity)}
    found = [terms_of(counts(row.text), rarity) for row in rows]
    values = [term for terms in found for term in terms.values()]
    columns = [place[word] for terms in found for word in terms]
    ends = np.cumsum([0, *(len(terms) for terms in found)])
    return csr_array((values, columns, ends), shape=(len(rows), len(rarity)), dtype=np.float64)


def _names(rows: Sequence[Labelled]) -> Iterator[str]:
    """Words that stand with a capital letter more often than not: people, companies, products."""
    all_of: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for row in rows:
        for token in tokens_of(row.text):
            if token.is_word:
                all_of[token.word] += 1
                first = row.text[token.start : token.start + 2]
                capital[token.word] += first[:1].isupper() and not first[1:].isupper()
    for word, times in all_of.items():
        if len(word) > 1 and capital[word] > MOSTLY_A_NAME * times and not _is_told(word):
            yield word


def _is_told(word: str) -> bool:
    """Roles and common words stand at the beginning of sentences, too."""
    words = lexicon_of()
    return word in words.short_names or word in words.grammar.common


def fitted(
    terms: NDArray[np.float64] | csr_array,
    yes: NDArray[np.bool_],
    *,
    penalties: NDArray[np.float64] | float = PENALTY,
    before: NDArray[np.float64] | float = 0.0,
    times: NDArray[np.float64] | None = None,
) -> tuple[float, NDArray[np.float64]]:
    """The base and a weight for each column; `before` are log odds that were there already, and
    `times` says how often each row counts, once if not given.
    """
    signs = np.where(yes, 1.0, -1.0)
    of_yes = np.average(yes, weights=times)
    share = np.where(yes, 0.5 / of_yes, 0.5 / (1 - of_yes)) * (1.0 if times is None else times)

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (terms @ beta[1:] + beta[0] + before)
        slope = -signs * share / (1 + np.exp(margins))
        pull = penalties * beta[1:]
        gradient = np.concatenate(([slope.sum()], terms.T @ slope + pull))
        value = (share * np.logaddexp(0, -margins)).sum() + (pull @ beta[1:]) / 2
        return float(value), gradient

    found = minimize(loss, np.zeros(terms.shape[1] + 1), jac=True, method="L-BFGS-B")
    return float(found.x[0]), found.x[1:]


def figures(rows: Sequence[Labelled]) -> None:
    """Rules, words and both, the words on texts that their weights have not seen."""
    lexicon = lexicon_of()
    evidence = [evidence_of(scan(row.text, lexicon)) for row in rows]
    spoken = np.zeros(len(rows))
    for part in range(PARTS):
        weights = weights_of([row for at, row in enumerate(rows) if at % PARTS != part])
        for at in range(part, len(rows), PARTS):
            spoken[at] = spoken_for(counts_in(rows[at].text), weights)
    both = zip(evidence, spoken, strict=True)
    truth = [row.relevant for row in rows]
    for name, chances in (
        ("rules", [relevance_of(one) for one in evidence]),
        ("words", [float(1 / (1 + np.exp(-one))) for one in spoken]),
        (f"both, words {SHARE_OF_WORDS:.0%}", [relevance_of(one, words=w) for one, w in both]),
    ):
        right = f1(truth, [chance >= 0.5 for chance in chances])
        print(f"{name:16} F1 {right:.3f}  area {_area(truth, chances):.3f}")


def f1(truth: Sequence[bool], said: Sequence[bool]) -> float:
    """Twice what is right over all that is so or was said."""
    right = sum(one and other for one, other in zip(truth, said, strict=True))
    return 2 * right / max(sum(truth) + sum(said), 1)


def _area(truth: Sequence[bool], chances: Sequence[float]) -> float:
    """How often a text it applies to has more than one it does not (Mann and Whitney 1947)."""
    ranks = rankdata(chances)
    yes = np.array(truth)
    above = ranks[yes].sum() - yes.sum() * (yes.sum() + 1) / 2
    return float(above / (yes.sum() * (~yes).sum()))


def written(weights: WordWeights) -> str:
    """A table as `weights_from` reads it."""
    lines = [f"{BASE}\t0\t{weights.base}"]
    lines += [f"{word}\t{weights.rarity[word]}\t{one}" for word, one in weights.weight.items()]
    return "# word, how rare it is, what it speaks for (log odds)\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Prints the figures, and writes the weights where -o says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.tsv")
    chosen = parser.parse_args()
    rows = [row for file in chosen.files for row in labelled_in(file.read_text("utf-8"))]
    print(f"{len(rows)} texts, {sum(row.relevant for row in rows)} of them to which it applies.")
    figures(rows)
    if chosen.output:
        weights = weights_of(rows)
        chosen.output.write_text(written(weights), encoding="utf-8")
        print(f"{len(weights.weight)} words weighed.")


if __name__ == "__main__":
    main()

"""How long a text takes to read, by its length: `python -m benchmarks.situations [FILE.jsonl]`.

Texts are put together from sentences of our own accounts, or of the texts of a labelled file. Times
are seconds of CPU, for reading and for redaction; the result is checked to be the same each time.
With `--embeddings`, the folder of the sentence encoder, what that takes as well, and its memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Final

from tests.domain.situations.accounts import ACCOUNTS, QUIET

from trifecta.domain.situations.labelled import labelled_in
from trifecta.domain.situations.model.redacting import redacted
from trifecta.domain.situations.reading import read

WORDS: Final = 300
TEXTS: Final = 200
LENGTHS: Final = (12_500, 25_000, 50_000, 100_000)


def seconds(text: str, reads: Callable[[str], object] = read) -> float:
    """CPU for doing it once, which has to give what it gave before."""
    expected = reads(text)
    began = time.process_time()
    found = reads(text)
    taken = time.process_time() - began
    if found != expected:
        raise RuntimeError("two readings of the same text differ")
    return taken


def main() -> None:
    """Prints the median and the 95th percentile, and what long texts take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.jsonl")
    parser.add_argument("-e", "--embeddings", type=Path, metavar="FOLDER")
    chosen = parser.parse_args()
    if chosen.file:
        texts = [row.text for row in labelled_in(chosen.file.read_text("utf-8"))]
    else:
        texts = [*(account.text for account in ACCOUNTS), *(text for text in QUIET if text.strip())]
    words = " ".join(texts).split()
    some = sorted(
        seconds(" ".join(islice(cycle(words), start, start + WORDS)))
        for start in range(0, TEXTS * 37, 37)
    )
    print(f"{len(some)} texts of {WORDS} words: median {1000 * median(some):.1f} ms, "
          f"95 in 100 within {1000 * some[int(0.95 * len(some))]:.1f} ms")  # fmt: skip
    for length in LENGTHS:
        long = " ".join(islice(cycle(words), length // 4))[:length]
        print(
            f"{length:,} characters: {1000 * seconds(long):.0f} ms, and "
            f"{1000 * seconds(long, redacted):.0f} ms to take names and addresses out"
        )
    if chosen.embeddings:
        encoder(words, chosen.embeddings)


def encoder(words: Sequence[str], folder: Path) -> None:
    """Prints what the encoder of sentences takes: once, for a text, and of memory."""
    from trifecta.apps.situations.embeddings.files import meaning_in

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    meaning = meaning_in(folder)
    once = time.process_time() - began
    for count in (60, WORDS, 10 * WORDS):
        text = " ".join(islice(cycle(words), count))
        some = sorted(_placed(meaning.place, text) for _ in range(7))
        print(f"{count:,} words are placed in {1000 * median(some):.0f} ms")
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"its files are read in {1000 * once:.0f} ms, and take {more:.0f} MB of memory")


def _placed(place: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    place(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()

"""How long a text takes to read, by its length: `python -m benchmarks.situations [FILE.jsonl]`.

Texts are put together from sentences of our own accounts, or of the texts of a labelled file. Times
are seconds of CPU, for reading and for redaction; the result is checked to be the same each time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
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
    if len(sys.argv) > 1:
        texts = [row.text for row in labelled_in(Path(sys.argv[1]).read_text("utf-8"))]
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


if __name__ == "__main__":
    main()

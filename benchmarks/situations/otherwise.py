"""What else a text comes to when it is said otherwise: `python -m benchmarks.situations.otherwise
FILE.jsonl…`.

Each text is turned round in ways that change nothing of what it means, and read again. Where the
two answers differ, the reader hangs on what no writer thinks of. Labels are not looked at.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from trifecta.domain.situations.analysis import Analysis
from trifecta.domain.situations.labelled import labelled_in
from trifecta.domain.situations.reading import read

COLUMNS: Final = 60

FULL: Final = (
    (r"\bwon't\b", "will not"),
    (r"\bcan't\b", "cannot"),
    (r"n't\b", " not"),
    (r"\bI'm\b", "I am"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
    (
        r"\b(it|that|there|he|she|what|who)'s (?=(?:been|got|gone|had|made|done|become)\b)",
        r"\1 has ",
    ),
    (r"\b(it|that|there|he|she|what|who)'s\b", r"\1 is"),
    (r"\b(i|we|they|he|she|you)'d (?=(?:been|had|gone|made|done|told|said|got)\b)", r"\1 had "),
    (r"\b(i|we|they|he|she|you)'d\b", r"\1 would"),
)
SHORT: Final = (
    (r"\b(do|does|did|is|are|was|were|has|have|had|could|would|should) not\b", r"\1n't"),
    (r"\bcan ?not\b", "can't"),
    (r"\bwill not\b", "won't"),
    (r"\bI am\b", "I'm"),
    (r"\b(we|you|they) are\b", r"\1're"),
    (r"\b(I|we|you|they|he|she|it) will\b", r"\1'll"),
    (r"\b(it|that|there|he|she|what|who) is\b", r"\1's"),
)
HER: Final = (
    (r"\bhe\b", "she"), (r"\bHe\b", "She"), (r"\bhim\b|\bhis\b", "her"), (r"\bHis\b", "Her"),
    (r"\bhimself\b", "herself"),
)  # fmt: skip
PRODUCT_MANAGER: Final = ((r"\bPMs\b", "product managers"), (r"\bPM\b", "product manager"))
PM: Final = ((r"\b[Pp]roduct managers\b", "PMs"), (r"\b[Pp]roduct manager\b", "PM"))
DEVELOPERS: Final = ((r"\bengineer(s?)\b", r"developer\1"), (r"\bEngineer(s?)\b", r"Developer\1"))
CURLY: Final = (("'", "’"), (r'"([^"]*)"', r"“\1”"))


def replaced(pairs: Iterable[tuple[str, str]], text: str, *, flags: int = 0) -> str:
    for pattern, by in pairs:
        text = re.sub(pattern, by, text, flags=flags)
    return text


def broken(text: str, *, quoted: str = "") -> str:
    """As a mail has it, each line of at most so many `COLUMNS`."""
    lines = (textwrap.wrap(one, COLUMNS) or [""] for one in text.split("\n"))
    return "\n".join(quoted + line for paragraph in lines for line in paragraph)


WAYS: Final[Mapping[str, Callable[[str], str]]] = {
    "don't -> do not": partial(replaced, FULL, flags=re.IGNORECASE),
    "do not -> don't": partial(replaced, SHORT, flags=re.IGNORECASE),
    "he -> she": partial(replaced, HER),
    "PM -> product manager": partial(replaced, PRODUCT_MANAGER),
    "product manager -> PM": partial(replaced, PM),
    "engineer -> developer": partial(replaced, DEVELOPERS),
    "broken to 60 columns": broken,
    "the same, quoted": partial(broken, quoted="> "),
    "curly quotes": partial(replaced, CURLY),
    "small letters": str.lower,
}
ANSWERS: Final[Mapping[str, Callable[[Analysis], object]]] = {
    "relevant": lambda found: found.relevant,
    "signals": lambda found: {one.id for one in found.signals},
    "cause": lambda found: found.root_cause.lean,
    "villain": lambda found: found.villain_language,
    "solution": lambda found: found.jumped_to_solution,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    files = parser.parse_args().files
    texts = [row.text for path in files for row in labelled_in(path.read_text("utf-8"))]
    before = {text: read(text) for text in texts}
    print(f"{len(texts):,} texts. How many of those that change come to another answer:")
    print(f"{'':24}{'changed':>9}" + "".join(f"{answer:>10}" for answer in ANSWERS))
    for way, turned in WAYS.items():
        pairs = [(before[text], read(turned(text))) for text in texts if turned(text) != text]
        differ = [sum(of(a) != of(b) for a, b in pairs) for of in ANSWERS.values()]
        print(f"{way:24}{len(pairs):>9,}" + "".join(f"{count:>10,}" for count in differ))


if __name__ == "__main__":
    main()

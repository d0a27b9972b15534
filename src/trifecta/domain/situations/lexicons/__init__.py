"""The languages that come with Trifecta: a folder of word lists each, in the form that
`docs/reference/word-lists.md` gives.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from trifecta.domain.situations.lexicon import Lexicon, lexicon_from

ENGLISH = "en"


@cache
def lexicon_of(language: str = ENGLISH) -> Lexicon:
    """Read once; the files belong to the package like its modules."""
    folder = files(__package__).joinpath(language)
    return lexicon_from(
        language,
        {
            entry.name.rpartition(".")[0]: entry.read_text("utf-8")
            for entry in folder.iterdir()
            if entry.name.endswith((".toml", ".tsv"))
        },
    )

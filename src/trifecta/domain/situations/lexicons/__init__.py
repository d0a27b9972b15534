"""The languages that come with Trifecta: a folder of word lists each, in the form that
`docs/reference/word-lists.md` gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.lists.lexicon import Lexicon, lexicon_from

ENGLISH = "en"


@cache
def lexicon_of(language: str = ENGLISH) -> Lexicon:
    """Read once; the files belong to the package like its modules."""
    return lexicon_in(files(__package__).joinpath(language))


def lexicon_in(folder: Traversable) -> Lexicon:
    """The lists of a folder, which is called as its language is; raises InvalidError that names
    the file, the entry and what is wrong with it.
    """
    return lexicon_from(folder.name, {name: _read(file) for name, file in _files_in(folder)})


def _files_in(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name, _, ending = entry.name.rpartition(".")
        if ending in {"toml", "tsv"}:
            yield name, entry


def _read(file: Traversable) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise InvalidError(f"{file.name} is not UTF-8. Save it as UTF-8 and try again.") from None

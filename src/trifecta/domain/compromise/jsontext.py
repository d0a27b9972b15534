"""JSON that a stranger wrote, parsed with a sentence for what it does not allow."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from trifecta.domain.compromise.bounds import LARGEST_FILE, MOST_FINDINGS
from trifecta.domain.compromise.fields import joined
from trifecta.domain.errors import InvalidError

_WHY: Final = {
    "Expecting value": "a value is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing here",
    "Unterminated string starting at": "the text that begins here has no quotation mark at its end",
    "Invalid control character at": "a line break or a tab stands inside a text; write \\n or \\t",
    "Invalid \\escape": "a backslash stands before a sign that has no need of one; write two",
    "Extra data": "the file should be over here",
}


def parsed(text: str) -> object:
    """Any JSON value from text; raises InvalidError for what JSON or its size does not allow."""
    if len(text) > LARGEST_FILE:
        raise InvalidError(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise InvalidError("The file is empty.")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"Line {error.lineno}, column {error.colno}"
        why = _WHY.get(error.msg, error.msg.lower())
        raise InvalidError(f"{where}: this is not JSON: {why}.") from error
    except RecursionError as error:
        raise InvalidError("Lists and objects stand too deep in each other.") from error
    except ValueError:
        _refuse(text)


class _RefusedError(ValueError):
    """Something is not allowed; where it stands is looked for afterwards."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _RefusedError
    return made


def _no_number(_word: str) -> object:
    raise _RefusedError


# ---------------------------------------------------------------- where it stands


@dataclass(frozen=True, slots=True)
class _Mark:
    """Stands where something is not allowed."""

    sentence: str


def _refuse(text: str) -> NoReturn:
    """Raises InvalidError with the place of each thing that is not allowed."""
    try:
        data = json.loads(
            text, object_pairs_hook=_marked, parse_constant=_not_counted, parse_int=_whole
        )
    except json.JSONDecodeError as error:  # it comes after what is not allowed
        where = f"Line {error.lineno}, column {error.colno}"
        raise InvalidError(f"{where}: this is not JSON.") from error
    found: dict[str, str] = {}
    for where, sentence in _marks(data):
        if len(found) < MOST_FINDINGS:
            found[where] = sentence
    where, sentence = next(iter(found.items()))
    raise InvalidError(f"{where}: {sentence}", fields=found)


def _marks(data: object) -> Iterator[tuple[str, str]]:
    """Every mark with its path, in the order of the file."""
    waiting: list[tuple[str, object]] = [("", data)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, _Mark):
            yield where or "file", value.sentence
        elif isinstance(value, dict):
            inside = [(joined(where, name), entry) for name, entry in value.items()]
            waiting.extend(reversed(inside))
        elif isinstance(value, list):
            inside = [(joined(where, place), entry) for place, entry in enumerate(value, start=1)]
            waiting.extend(reversed(inside))


def _marked(pairs: list[tuple[str, object]]) -> dict[str, object]:
    times = Counter(name for name, _ in pairs)
    twice = _Mark("This is written twice in the same object. Keep one.")
    return {name: value if times[name] == 1 else twice for name, value in pairs}


def _not_counted(word: str) -> object:
    return _Mark(f"{word} is not a number that can be counted with. Write a plain number.")


def _whole(digits: str) -> object:
    try:
        return int(digits)
    except ValueError:
        return _Mark("This number has too many digits.")

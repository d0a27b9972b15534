"""JSON that a stranger wrote, parsed with a sentence for what it does not allow."""

from __future__ import annotations

import json
from collections import Counter

from trifecta.domain.compromise.bounds import LARGEST_FILE
from trifecta.domain.errors import InvalidError


def parsed(text: str) -> object:
    """Any JSON value from text; raises InvalidError for what JSON or its size does not allow."""
    if len(text) > LARGEST_FILE:
        raise InvalidError(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    try:
        return json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        where = f"Line {error.lineno}, column {error.colno}"
        raise InvalidError(f"{where}: this is not JSON ({error.msg}).") from error
    except RecursionError as error:
        raise InvalidError("Lists and objects stand too deep in each other.") from error
    except ValueError as error:
        raise InvalidError("A number has too many digits.") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise InvalidError(f"“{twice[:60]}” is written twice in the same object. Keep one.")
    return made


def _no_number(word: str) -> object:
    raise InvalidError(f"{word} is not a number that can be counted with.")

"""Files of labelled texts, a JSON object a line, with which a reader can be judged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.analysis import LEANS, SIGNALS, Lean

LARGEST_FILE: Final = 50_000_000
MOST_ROWS: Final = 20_000
LABELS: Final = (
    "relevant",
    "signals",
    "root_cause",
    "villain_language",
    "jumped_to_solution",
    "tradeoff",
)
DISPUTED: Final = (
    "signals_disputed",
    "root_cause_disputed",
    "villain_disputed",
    "jump_disputed",
    "tradeoff_disputed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text and what people read in it; what is disputed or not labelled is None."""

    text: str
    category: str
    relevant: bool
    signals: frozenset[str]
    disputed: frozenset[str]
    lean: Lean | None
    villain: bool | None
    jump: bool | None
    tradeoff: bool | None
    unknown: frozenset[str] = frozenset()
    """Names of labels that nothing is compared with, which may be mistyped."""


def labelled_in(written: str) -> tuple[Labelled, ...]:
    """Raises InvalidError that names the line and the field. Empty lines are passed over."""
    found = tuple(_rows(written.removeprefix("\ufeff")))
    if not found:
        raise InvalidError("There is no labelled text in it. A JSON object a line is expected.")
    return found


def _rows(written: str) -> Iterator[Labelled]:
    for number, line in enumerate(written.split("\n"), start=1):
        if line.strip():
            if number > MOST_ROWS:
                raise InvalidError(f"At most {MOST_ROWS:,} lines can be read.")
            yield _row(number, line)


def _row(number: int, line: str) -> Labelled:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidError(f"Line {number}: this is not JSON.") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InvalidError(f"Line {number}: an object with “text” is expected.")
    if _has_half_a_character(row):
        raise InvalidError(f"Line {number}: half a character (as in \\ud83d) is no text.")
    labels = row.get("labels")
    if not isinstance(labels, dict) or not isinstance(labels.get("relevant"), bool):
        raise InvalidError(f"Line {number}: “labels” has to have “relevant”, true or false.")
    cause = labels.get("root_cause")
    if cause is not None and cause not in LEANS:
        raise InvalidError(f"Line {number}: “root_cause” has to be one of {', '.join(LEANS)}.")
    return Labelled(
        text=row["text"],
        category=str(row.get("category") or ""),
        relevant=labels["relevant"],
        signals=_signals(number, labels, "signals"),
        disputed=_signals(number, labels, "signals_disputed"),
        lean=None if _said(number, labels, "root_cause_disputed") else cause,
        villain=_flag(number, labels, "villain_language", "villain_disputed"),
        jump=_flag(number, labels, "jumped_to_solution", "jump_disputed"),
        tradeoff=_flag(number, labels, "tradeoff", "tradeoff_disputed"),
        unknown=frozenset(labels.keys() - {*LABELS, *DISPUTED}),
    )


def _has_half_a_character(row: Mapping[str, Any]) -> bool:
    """Whether JSON escapes in it name one half of a pair without the other; nothing prints that."""
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _signals(number: int, labels: Mapping[str, Any], name: str) -> frozenset[str]:
    found = labels.get(name) or []
    if not isinstance(found, list) or any(one not in SIGNALS for one in found):
        raise InvalidError(f"Line {number}: “{name}” has to be a list of {', '.join(SIGNALS)}.")
    return frozenset(found)


def _flag(number: int, labels: Mapping[str, Any], name: str, disputed: str) -> bool | None:
    found = _said(number, labels, name)
    return None if _said(number, labels, disputed) else found


def _said(number: int, labels: Mapping[str, Any], name: str) -> bool | None:
    found = labels.get(name)
    if found is not None and not isinstance(found, bool):
        raise InvalidError(f"Line {number}: “{name}” has to be true or false.")
    return found

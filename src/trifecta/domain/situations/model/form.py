"""The form of a model's answer, one for all back ends, and reading an answer in that form."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from trifecta.domain.situations.analysis import LEANS, SIGNALS, Kind, Lean, SignalId, Whose

LARGEST_ANSWER: Final = 200_000
"""Characters of an answer; a longer one is not looked at."""

MOST_ENTRIES: Final = 200
FENCE: Final = "```"
LONGEST_WORDS: Final = 4_000
LOADED_KINDS: Final = ("insult", "trait", "motive", "victim", "contempt")
STATEMENT_KINDS: Final[tuple[Kind, ...]] = ("position", "need", "constraint")
WHOSE: Final[tuple[Whose, ...]] = ("writer", "counterpart", "unclear")


class WrongFormError(Exception):
    """An answer that is not in the form; it never says what stood in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A label and the words that a model quotes for it, not checked yet; `neutral` is its own."""

    label: str
    quotes: tuple[str, ...]
    whose: Whose = "unclear"
    neutral: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model says; `relevance` is between 0 and 1."""

    relevance: float
    signals: tuple[Claimed, ...]
    cause: Claimed
    loaded: tuple[Claimed, ...]
    statements: tuple[Claimed, ...]
    jumps: tuple[str, ...]


def _object(**fields: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(of)}


QUOTE: Final = {"type": "string", "description": "Words copied from the text, sign by sign."}

SCHEMA: Final[Mapping[str, Any]] = _object(
    relevance={
        "type": "integer",
        "description": "0 to 100: how surely people who lead a team together are stuck. 50 or more "
        "where they are.",
    },
    signals=_list(_object(id={"type": "string", "enum": list(SIGNALS)}, quotes=_list(QUOTE))),
    root_cause=_object(lean={"type": "string", "enum": list(LEANS)}, quotes=_list(QUOTE)),
    loaded=_list(
        _object(
            quote=QUOTE,
            kind={"type": "string", "enum": list(LOADED_KINDS)},
            neutral={
                "type": "string",
                "description": "Another way to see the same, at most 200 characters.",
            },
        )
    ),
    statements=_list(
        _object(
            kind={"type": "string", "enum": list(STATEMENT_KINDS)},
            whose={"type": "string", "enum": list(WHOSE)},
            quote=QUOTE,
        )
    ),
    jumps=_list(QUOTE),
)
"""JSON Schema, of the part that every back end can hold a model to: no lengths and no ranges."""


def answer_in(written: str) -> Answer:
    """Reads JSON text, in the fence that it may stand in; raises WrongFormError."""
    if len(written) > LARGEST_ANSWER:
        raise WrongFormError
    try:
        data = json.loads(_out_of_its_fence(written.strip()))
    except (ValueError, RecursionError):
        raise WrongFormError from None
    return answer_from(data)


def _out_of_its_fence(written: str) -> str:
    """What stands between three backticks, where they begin and end it."""
    opened, _, rest = written.partition("\n")
    if not opened.startswith(FENCE) or not rest.endswith(FENCE):
        return written
    return rest.removesuffix(FENCE)


def answer_from(data: object) -> Answer:
    """Reads data; raises WrongFormError. Fields that nobody asked for are passed over."""
    whole = _fields(data)
    relevance = whole.get("relevance")
    if isinstance(relevance, bool) or not isinstance(relevance, int | float):
        raise WrongFormError
    if not 0 <= relevance <= 100:
        raise WrongFormError
    return Answer(
        relevance=relevance / 100,
        signals=tuple(_signal(one) for one in _entries(whole.get("signals"))),
        cause=_cause(whole.get("root_cause")),
        loaded=tuple(_loaded(one) for one in _entries(whole.get("loaded"))),
        statements=tuple(_statement(one) for one in _entries(whole.get("statements"))),
        jumps=_quotes(whole.get("jumps")),
    )


def _signal(data: object) -> Claimed:
    one = _fields(data)
    label = cast(SignalId, _among(one.get("id"), SIGNALS))
    return Claimed(label=label, quotes=_quotes(one.get("quotes")))


def _cause(data: object) -> Claimed:
    one = _fields(data)
    lean = cast(Lean, _among(one.get("lean"), LEANS))
    return Claimed(label=lean, quotes=_quotes(one.get("quotes")))


def _loaded(data: object) -> Claimed:
    one = _fields(data)
    return Claimed(
        label=_among(one.get("kind"), LOADED_KINDS),
        quotes=(_words(one.get("quote")),),
        neutral=_words(one.get("neutral")),
    )


def _statement(data: object) -> Claimed:
    one = _fields(data)
    return Claimed(
        label=_among(one.get("kind"), STATEMENT_KINDS),
        quotes=(_words(one.get("quote")),),
        whose=cast(Whose, _among(one.get("whose"), WHOSE)),
    )


def _fields(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise WrongFormError
    return data


def _entries(data: object) -> list[object]:
    if not isinstance(data, list) or len(data) > MOST_ENTRIES:
        raise WrongFormError
    return data


def _quotes(data: object) -> tuple[str, ...]:
    return tuple(_words(one) for one in _entries(data))


def _words(data: object) -> str:
    if not isinstance(data, str) or len(data) > LONGEST_WORDS:
        raise WrongFormError
    return data


def _among(data: object, known: Sequence[str]) -> str:
    if not isinstance(data, str) or data not in known:
        raise WrongFormError
    return data

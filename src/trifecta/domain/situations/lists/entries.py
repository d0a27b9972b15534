"""What the entries of each word list are called, where the reader asks for them by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.framework.asking import GAPS
from trifecta.domain.framework.tradeoffs import TRADE_OFF
from trifecta.domain.situations.lists.patterns import Pattern, pattern_of

LOADED: Final = "loaded"
TRADEOFFS: Final = "tradeoffs"
EITHER: Final = "either"
"""The entry of `tradeoffs` for what says that one of two has to do, whichever these are."""
HAPPENED: Final = "happened"
OF_FRAMEWORK: Final[Mapping[str, frozenset[str]]] = {
    TRADEOFFS: frozenset({*TRADE_OFF, EITHER}),
    HAPPENED: frozenset(gap.id for gap in GAPS),
}
"""Those that are ids of the framework."""

OF_READER: Final[Mapping[str, frozenset[str]]] = {
    "above": frozenset({"of_both", "titled", "the_two", "other_seat", "between"}),
    "calm": frozenset(
        {"good", "praise", "sound", "handbook", "technical", "incident", "own_career", "advice"}
    ),
    "harm": frozenset({"despair", "misconduct"}),
    "leading": frozenset({"engineering", "product", "design", "business", "team", "go_between"}),
    LOADED: frozenset({"insult", "trait", "manner", "motive", "victim", "contempt", "story"}),
    "statements": frozenset({"position", "need", "constraint", "none", "measure", "also"}),
    "structure": frozenset({"partnership", "ownership", "shape"}),
    "stuck": frozenset({"asks_help", "wished"}),
    "turning": frozenset({"ended", "admitted", "afterwards", "since", "open"}),
    "unsaid": frozenset(
        {
            "sentence",
            "behind",
            "before",
            "of_me",
            "me_behind",
            "made_by",
            "plain",
            "untold",
            "all_but",
            "towards",
        }
    ),
    "work": frozenset({"interesting", "coddling", "means_to_it", "product_side"}),
}
"""Those that code asks for; the entries of other lists are called as one likes."""

ALLOWED: Final = frozenset({"match", "weight", "neutral", "alone"})
SIDES: Final = "sides"


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a list; `topic` is the list, `id` its name in it."""

    topic: str
    id: str
    weight: float
    neutral: str
    alone: bool


def rules_in(topic: str, read: Mapping[str, Any]) -> list[tuple[Rule, tuple[Pattern, ...]]]:
    """The entries of a list with their patterns; raises InvalidError that names the file, the
    entry and what is wrong with it.
    """
    return [_rule(topic, name, entry) for name, entry in read.items()]


def _rule(topic: str, name: str, entry: object) -> tuple[Rule, tuple[Pattern, ...]]:
    where = f"{topic}.toml, [{name}]"
    if not isinstance(entry, dict) or not _has_words(entry):
        raise InvalidError(f"{where} needs a list “match” of patterns.")
    if name not in OF_FRAMEWORK.get(topic, {name}):
        raise InvalidError(f"{where}: the framework knows none of that name.")
    if name not in (known := OF_READER.get(topic, {name})):
        raise InvalidError(f"{where}: nothing asks for it. Known are {', '.join(sorted(known))}.")
    strange = entry.keys() - ALLOWED - ({SIDES} if topic == TRADEOFFS else set())
    if strange:
        raise InvalidError(f"{where}: “{min(strange)}” is not known.")
    try:
        patterns = tuple(pattern_of(written) for written in entry["match"])
    except InvalidError as error:
        raise InvalidError(f"{where}: {error.message}") from None
    neutral, alone = entry.get("neutral", ""), entry.get("alone", False)
    if not isinstance(neutral, str) or (topic == LOADED and not neutral):
        raise InvalidError(f"{where}: “neutral” has to be a sentence.")
    if not isinstance(alone, bool):
        raise InvalidError(f"{where}: “alone” has to be true or false.")
    weight = _weight(where, entry.get("weight", 1))
    return Rule(topic=topic, id=name, weight=weight, neutral=neutral, alone=alone), patterns


def _has_words(entry: Mapping[str, Any]) -> bool:
    found = entry.get("match")
    return isinstance(found, list) and all(isinstance(written, str) for written in found)


def _weight(where: str, found: object) -> float:
    number = isinstance(found, int | float) and not isinstance(found, bool)
    if not number or not isfinite(found) or found < 0:  # type: ignore[arg-type,operator]
        raise InvalidError(f"{where}: “weight” has to be a number, 0 or more.")
    return float(found)  # type: ignore[arg-type]

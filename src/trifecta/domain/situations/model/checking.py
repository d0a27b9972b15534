"""What a model claims, held against the text: what is no exact quote of it is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from trifecta.domain.situations.analysis import (
    SIGNALS,
    Kind,
    Lean,
    Loaded,
    Signal,
    SignalId,
    Span,
    Statement,
)
from trifecta.domain.situations.model.endpoint import (
    BY_RULES,
    Source,
    source_data,
    source_from,
)
from trifecta.domain.situations.model.form import Answer, Claimed
from trifecta.domain.situations.model.redacting import Redacted
from trifecta.domain.situations.weights.meanings import Meant

LONGEST_NEUTRAL: Final = 200
OUR_NEUTRAL: Final = "What happened, and when? There may be a reason for it that cannot be seen."
"""Where a model has no neutral reading that can be shown."""

LEADS_AWAY: Final = re.compile(
    r"[@＠﹫<>\[\]{}`|\\~]|://|www\.|\w\.\w\w|[^\W\d]:\w|[\u2024\u3002\ufe52\uff0e\uff61\uff1a\uff0f]"
    r"|\s\.\s?\w|\b(?:dot|punkt)\s+\w|\d(?:[\s().\-/]{0,3}\d){5}",
    re.IGNORECASE,
)
"""Addresses, numbers to ring, and what may become one of them where a page or a mail shows it as
more than text; "e.g." has one letter after its point."""


class NoQuotesError(Exception):
    """An answer that claims something, and quotes nothing that stands in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a model has found, with places in the text itself; neutral readings are its words."""

    relevance: float
    signals: tuple[Signal, ...]
    lean: Lean
    because: tuple[Span, ...]
    loaded: tuple[Loaded, ...]
    statements: tuple[Statement, ...]
    jumps: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Which reader has read a text, what a language model has found in it if that was one, and what
    the text means as a whole if an encoder was asked.
    """

    source: Source = BY_RULES
    findings: Findings | None = None
    meant: Meant = field(default_factory=dict)


def findings_of(answer: Answer, sent: Redacted) -> Findings:
    """What holds of an answer about the text that was `sent`.

    A finding without one exact quote goes, and a cause without one is unclear. Raises NoQuotesError
    where quotes were given and none of them is exact.
    """
    loaded = _claims(answer.loaded, sent)
    statements = _claims(answer.statements, sent)
    found = Findings(
        relevance=answer.relevance,
        signals=_signals(answer.signals, sent),
        lean=cast(Lean, answer.cause.label),
        because=_spans(answer.cause.quotes, sent),
        loaded=tuple(
            Loaded(
                span=span,
                kind=one.label,
                neutral=neutral or OUR_NEUTRAL,
                by_model=bool(neutral),
            )
            for span, one in loaded
            for neutral in [neutral_of(one.neutral, sent)]
        ),
        statements=tuple(
            Statement(kind=cast(Kind, one.label), span=span, whose=one.whose)
            for span, one in statements
        ),
        jumps=_spans(answer.jumps, sent),
    )
    if _quotes(answer) and not _holds(found):
        raise NoQuotesError
    return found


def neutral_of(words: str, sent: Redacted) -> str:
    """A model's words on one line as they may be shown, or "": too long, or they lead elsewhere."""
    line = " ".join(sent.named(words).split())
    if len(line) > LONGEST_NEUTRAL or not line.isprintable() or LEADS_AWAY.search(line):
        return ""
    return line


def _holds(found: Findings) -> bool:
    return any((found.signals, found.because, found.loaded, found.statements, found.jumps))


def _quotes(answer: Answer) -> bool:
    claimed = (*answer.signals, answer.cause, *answer.loaded, *answer.statements)
    return bool(answer.jumps) or any(one.quotes for one in claimed)


def _signals(claimed: Iterable[Claimed], sent: Redacted) -> tuple[Signal, ...]:
    """Each once, in the order in which they are told."""
    quotes: dict[SignalId, list[str]] = {}
    for one in claimed:
        quotes.setdefault(cast(SignalId, one.label), []).extend(one.quotes)
    found = {id: _spans(quotes[id], sent) for id in SIGNALS if id in quotes}
    return tuple(Signal(id=id, spans=spans) for id, spans in found.items() if spans)


def _claims(claimed: Iterable[Claimed], sent: Redacted) -> list[tuple[Span, Claimed]]:
    """With their places, in the order of the text; of those that share words, the first."""
    found: list[tuple[Span, Claimed]] = []
    taken: list[Span] = []
    for one in claimed:
        for span in [_place(quote, sent, taken) for quote in one.quotes]:
            if span is not None:
                taken.append(span)
                found.append((span, one))
    return sorted(found, key=lambda pair: pair[0])


def _spans(quotes: Iterable[str], sent: Redacted) -> tuple[Span, ...]:
    taken: list[Span] = []
    for quote in dict.fromkeys(quotes):
        span = _place(quote, sent, taken)
        if span is not None:
            taken.append(span)
    return tuple(sorted(taken))


def _place(quote: str, sent: Redacted, taken: list[Span]) -> Span | None:
    """Where the words stand in the text: the first place that shares nothing with those taken."""
    words = quote.strip()
    at = sent.text.find(words) if words else -1
    while at >= 0:
        span = sent.original(Span(at, at + len(words)))
        crossed = [one for one in taken if span.start < one.end and one.start < span.end]
        if not crossed:
            return span
        at = sent.text.find(words, at + len(words))
    return None


def reading_data(reading: Reading) -> dict[str, Any]:
    """Plain data, from which `reading_from` makes the same reading again."""
    found = reading.findings
    return {
        "source": source_data(reading.source),
        "findings": None if found is None else _findings_data(found),
        "meant": {question: list(pair) for question, pair in reading.meant.items()},
    }


def reading_from(data: Mapping[str, Any]) -> Reading:
    """The reading that `reading_data` was made from; one kept before encoders has no meaning."""
    found = data["findings"]
    return Reading(
        source=source_from(data["source"]),
        findings=None if found is None else _findings_from(found),
        meant={question: (pair[0], pair[1]) for question, pair in data.get("meant", {}).items()},
    )


def _findings_data(found: Findings) -> dict[str, Any]:
    return {
        "relevance": found.relevance,
        "signals": [{"id": one.id, "spans": _pairs(one.spans)} for one in found.signals],
        "lean": found.lean,
        "because": _pairs(found.because),
        "loaded": [
            {"at": _pair(one.span), "kind": one.kind, "neutral": one.neutral, "own": one.by_model}
            for one in found.loaded
        ],
        "statements": [
            {"at": _pair(one.span), "kind": one.kind, "whose": one.whose}
            for one in found.statements
        ],
        "jumps": _pairs(found.jumps),
    }


def _findings_from(data: Mapping[str, Any]) -> Findings:
    return Findings(
        relevance=data["relevance"],
        signals=tuple(Signal(id=one["id"], spans=_from(one["spans"])) for one in data["signals"]),
        lean=data["lean"],
        because=_from(data["because"]),
        loaded=tuple(
            Loaded(
                span=Span(*one["at"]),
                kind=one["kind"],
                neutral=one["neutral"],
                by_model=one["own"],
            )
            for one in data["loaded"]
        ),
        statements=tuple(
            Statement(kind=one["kind"], span=Span(*one["at"]), whose=one["whose"])
            for one in data["statements"]
        ),
        jumps=_from(data["jumps"]),
    )


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [_pair(span) for span in spans]


def _from(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)

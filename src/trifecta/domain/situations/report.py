"""An analysis as plain data for programs: every finding with the place and the words it is of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trifecta.domain.framework.pieces import Seat
from trifecta.domain.framework.seats import SEAT
from trifecta.domain.situations.analysis import Analysis, Asked, Harm, Kind, Loaded, Person, Span
from trifecta.domain.situations.evaluating import Evaluation, Score
from trifecta.domain.situations.model.endpoint import Source
from trifecta.domain.situations.words import HARM


def analysis_data(text: str, analysis: Analysis) -> dict[str, Any]:
    """JSON-ready. Places count characters (code points), so that `text[start:end]` is the quote."""
    return {
        "relevant": analysis.relevant,
        "relevance": round(analysis.relevance, 4),
        "about_us": analysis.about_us,
        "signals": [
            {"id": signal.id, "spans": _spans(text, signal.spans)} for signal in analysis.signals
        ],
        "root_cause": {
            "lean": analysis.root_cause.lean,
            "spans": _spans(text, analysis.root_cause.spans),
            "because": analysis.root_cause.because,
        },
        "villain_language": [_loaded(text, one) for one in analysis.loaded],
        "jumped_to_solution": _spans(text, analysis.jumps),
        "positions": _statements(text, analysis, "position"),
        "needs": _statements(text, analysis, "need"),
        "constraints": _statements(text, analysis, "constraint"),
        "tradeoffs": [{"id": one.id, **_span(text, one.span)} for one in analysis.tradeoffs],
        "interesting_work": _spans(text, analysis.interesting_work),
        "coddling": _spans(text, analysis.coddling),
        "sweeping": _spans(text, analysis.sweeping),
        "own_part": _spans(text, analysis.own_part),
        "harm": [_harm(text, one) for one in analysis.harm],
        "people": [_person(text, one) for one in analysis.people],
        "writer": analysis.writer or None,
        "counterpart": analysis.counterpart or None,
        "both": list(analysis.both),
        "counterpart_often": _seat(analysis),
        "both_often": _seats(analysis),
        "english": analysis.is_english,
        "start_step": analysis.start_step,
        "start_why": analysis.start_why,
        "gaps": list(analysis.gaps),
        "questions": [_question(text, one) for one in analysis.questions],
        "reader": _reader(analysis.source),
    }


def _question(text: str, asked: Asked) -> dict[str, Any]:
    return {
        "id": asked.id,
        "text": asked.text,
        "gap": asked.gap,
        "why": asked.why,
        "because_of": _span(text, asked.span) if asked.span else None,
    }


def _seat(analysis: Analysis) -> dict[str, str] | None:
    """How it often is for whoever the counterpart is; nothing where nothing is suggested at all."""
    seat = SEAT.get(analysis.counterpart) if analysis.relevant else None
    return None if seat is None else _often(seat)


def _seats(analysis: Analysis) -> list[dict[str, str]]:
    """The same for each of the two whom the writer leads."""
    if not analysis.relevant:
        return []
    return [{"role": role, **_often(SEAT[role])} for role in analysis.both]


def _often(seat: Seat) -> dict[str, str]:
    return {"judged_on": seat.judged, "limited_by": seat.limits, "hopes_for": seat.success}


def _reader(source: Source) -> dict[str, Any]:
    return {
        "name": source.reader,
        "host": source.host or None,
        "model": source.model or None,
        "fell_back": source.trouble,
        "says": source.says,
    }


def _harm(text: str, one: Harm) -> dict[str, Any]:
    return {"kind": one.kind, **_span(text, one.span), "says": HARM[one.kind].says}


def _person(text: str, one: Person) -> dict[str, Any]:
    return {"role": one.role, **_span(text, one.span), "writer": one.is_writer}


def _loaded(text: str, one: Loaded) -> dict[str, Any]:
    return {
        **_span(text, one.span),
        "kind": one.kind,
        "neutral": one.neutral,
        "neutral_from": "model" if one.by_model else "rules",
    }


def evaluation_data(found: Evaluation) -> dict[str, Any]:
    """JSON-ready: each figure with its range and how many texts have what it is about."""
    return {
        "texts": found.texts,
        "repeated": found.repeated,
        "scores": {name: _score(score) for name, score in found.scores.items()},
        "signals": {name: _score(score) for name, score in found.signals.items()},
        "false_alarms": [
            {
                "category": one.category,
                "flagged": one.flagged,
                "count": one.count,
                "low": _rounded(one.low),
                "high": _rounded(one.high),
            }
            for one in found.alarms
        ],
        "exact_quotes": found.exact,
        "readers": dict(found.readers),
        "fell_back": dict(found.fell_back),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "value": _rounded(score.value),
        "low": _rounded(score.low),
        "high": _rounded(score.high),
        "count": score.count,
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)


def _statements(text: str, analysis: Analysis, kind: Kind) -> list[dict[str, Any]]:
    return [
        {**_span(text, one.span), "whose": one.whose}
        for one in analysis.statements
        if one.kind == kind
    ]


def _spans(text: str, spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [_span(text, span) for span in spans]


def _span(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.of(text)}

"""What was read within the last minutes, in memory and without a word of the texts.

A reading says at which characters something was found; which words those are only the text says,
and that stays with the draft. So nothing here has to go when a draft is forgotten.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock
from time import monotonic
from typing import Final

from trifecta.domain.situations.analysis import Analysis
from trifecta.domain.situations.sheets.preparing import Written

MOST: Final = 32
SECONDS: Final = 300.0

_SECRET: Final = token_bytes(32)
_lock = Lock()
_recent: OrderedDict[bytes, _Recent] = OrderedDict()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recent:
    """A reading, and until when it is used."""

    analysis: Analysis
    until: float


def recently(written: Written, read: Callable[[], Analysis]) -> Analysis:
    """The reading of `written` as it was a moment ago, else what `read` returns."""
    key = _key(written)
    found = _found(key)
    if found is not None:
        return _worded(found, written)
    analysis = read()
    with _lock:
        _recent[key] = _Recent(analysis=_unworded(analysis), until=monotonic() + SECONDS)
        while len(_recent) > MOST:
            _recent.popitem(last=False)
    return analysis


def is_recent(written: Written) -> bool:
    """Whether its reading is still here, so that it costs nothing."""
    return _found(_key(written)) is not None


def read_all_anew() -> None:
    """Drop every reading."""
    with _lock:
        _recent.clear()


def _found(key: bytes) -> Analysis | None:
    with _lock:
        for old in [one for one, recent in _recent.items() if recent.until < monotonic()]:
            del _recent[old]
        if key not in _recent:
            return None
        _recent.move_to_end(key)
        return _recent[key].analysis


def _key(written: Written) -> bytes:
    """What tells it from others while this process runs, and tells nobody else anything."""
    return blake2b(repr(written).encode("utf-8", errors="replace"), key=_SECRET).digest()


def _unworded(analysis: Analysis) -> Analysis:
    """Without what a language model worded, which may have names of the text in it."""
    loaded = tuple(replace(one, neutral="") if one.by_model else one for one in analysis.loaded)
    return replace(analysis, loaded=loaded)


def _worded(analysis: Analysis, written: Written) -> Analysis:
    """With what the model worded, as it stands with the text."""
    findings = written.reading.findings if written.reading else None
    if findings is None:
        return analysis
    said = {one.span: one.neutral for one in findings.loaded}
    loaded = tuple(
        replace(one, neutral=said[one.span]) if one.by_model else one for one in analysis.loaded
    )
    return replace(analysis, loaded=loaded)

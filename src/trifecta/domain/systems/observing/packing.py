"""An export without its people as one word of text, to go out with a page and come back with it."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any, Final

from trifecta.domain.calibration.tables import MOST_ROWS
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.observing.exports import MOST_COLUMNS, Column, Export, Kind

LONGEST_PACK: Final = 800_000
"""Signs; a page takes no more back."""
LARGEST_UNPACKED: Final = 40_000_000
LOST: Final = "The file did not come back whole. Choose it again."


def packed(export: Export) -> str:
    """Letters, digits, - and _; raises InvalidError where it is too long for a page."""
    kept = {
        "lines": [b - a for a, b in zip((0, *export.lines), export.lines, strict=False)],
        "columns": [
            [one.heading, str(one.kind), list(one.values), list(one.at)] for one in export.columns
        ],
    }
    raw = json.dumps(kept, separators=(",", ":"), ensure_ascii=False).encode()
    text = base64.urlsafe_b64encode(zlib.compress(raw, 6)).decode().rstrip("=")
    if len(text) > LONGEST_PACK:
        raise InvalidError(
            "This export is too large for a page. Export fewer columns or fewer years, or count "
            "it with “trifecta systems compare”, which takes more."
        )
    return text


def unpacked(text: str) -> Export:
    """What `packed` made; raises InvalidError for anything else."""
    if not text or len(text) > LONGEST_PACK:
        raise InvalidError(LOST)
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        reader = zlib.decompressobj()
        kept: Any = json.loads(reader.decompress(raw, LARGEST_UNPACKED))
        lines = _running(kept["lines"])
        columns = tuple(_column(one, len(lines)) for one in kept["columns"])
    except (ValueError, KeyError, TypeError, RecursionError, zlib.error, binascii.Error):
        raise InvalidError(LOST) from None
    if not lines or not columns or len(lines) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        raise InvalidError(LOST)
    return Export(columns=columns, lines=lines)


def _running(steps: Any) -> tuple[int, ...]:
    found: list[int] = []
    line = 0
    for step in steps:
        line += _whole(step)
        found.append(line)
    return tuple(found)


def _column(kept: Any, rows: int) -> Column:
    heading, kind, values, at = kept
    known = Kind(kind)
    most = len(values) if known is not Kind.OTHER else rows
    words = all(isinstance(word, str) for word in (heading, *values))
    if not words or len(at) != rows or not all(-1 <= _whole(place) < most for place in at):
        raise ValueError
    return Column(heading=heading, kind=known, values=tuple(values), at=tuple(at))


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value

"""Random public ids: 20 characters, 100 bits, safe to read aloud and to put into an address."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

ID_LENGTH: Final = 20
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"


_BITS: Final = 5
_PLACES: Final = range(0, ID_LENGTH * _BITS, _BITS)


def _random_id() -> str:
    """Five bits choose each of 32 characters; all of them are drawn at once."""
    drawn = secrets.randbits(ID_LENGTH * _BITS)
    return "".join([ALPHABET[drawn >> place & 31] for place in _PLACES])


_source: list[Callable[[], str]] = [_random_id]


def new_id() -> str:
    return _source[-1]()


@contextmanager
def ids_from(source: Callable[[], str]) -> Iterator[None]:
    """Draw ids from `source` inside the block, so that a test can repeat a run exactly."""
    _source.append(source)
    try:
        yield
    finally:
        _source.pop()

"""Connections that end after so many seconds and bytes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, Final

MOST_BYTES: Final = 1_000_000
LIBRARIES: Final = (
    "openai",
    "anthropic",
    "ollama",
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
)


SENT: Final = frozenset(
    {"host", "connection", "accept", "content-type", "content-length", "anthropic-version"}
)
"""Headers of a client that go out as they are. It may have more, from variables of the environment
that nobody named to us (OPENAI_CUSTOM_HEADERS and others)."""

PLAIN: Final = frozenset({"", "identity"})


class TooSlowError(Exception):
    """No whole answer within the time that there was."""


class TooLargeError(Exception):
    """More bytes than an answer in the form can have."""


class PackedError(Exception):
    """An answer that is compressed, although that was not asked for: it may unfold without end."""


def quiet() -> None:
    """Libraries log nothing of what is sent, whatever their own switches say (OPENAI_LOG)."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def bounded(
    http: Any,
    *,
    until: float,
    headers: Mapping[str, str],
    heard: Callable[[str, Mapping[str, Any]], None],
) -> Any:
    """A transport for `http` (httpx or httpx2): everything is over by `until` (time.monotonic).

    Their own time limits hold for each piece, so that an answer in many small ones has no end. What
    is sent beside the body is `headers` and what has to be; `heard` is told of each step.
    """

    body = _bodies(http, until)

    class Bounded(http.HTTPTransport):  # type: ignore[misc]
        def handle_request(self, request: Any) -> Any:
            left = until - time.monotonic()
            if left <= 0:
                raise TooSlowError
            request.extensions["timeout"] = dict.fromkeys(
                ("connect", "read", "write", "pool"), left
            )
            request.extensions["trace"] = heard
            _send_no_more_than(request.headers, headers)
            response = super().handle_request(request)
            _refuse_if_packed(response)
            response.stream = body(response.stream)
            return response

    return Bounded()


def _bodies(http: Any, until: float) -> Any:
    """A class of bodies that end after so many bytes, and by `until`."""

    class Body(http.SyncByteStream):  # type: ignore[misc]
        def __init__(self, stream: Any) -> None:
            self.stream = stream

        def __iter__(self) -> Iterator[bytes]:
            size = 0
            for piece in self.stream:
                size += len(piece)
                if size > MOST_BYTES:
                    raise TooLargeError
                if time.monotonic() > until:
                    raise TooSlowError
                yield piece

        def close(self) -> None:
            self.stream.close()

    return Body


def _send_no_more_than(made: MutableMapping[str, str], headers: Mapping[str, str]) -> None:
    for name in set(made) - SENT:
        del made[name]
    made.update({**headers, "Accept-Encoding": "identity"})


def _refuse_if_packed(response: Any) -> None:
    if response.headers.get("content-encoding", "").strip().lower() not in PLAIN:
        response.close()
        raise PackedError

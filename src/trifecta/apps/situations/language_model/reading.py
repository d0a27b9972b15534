"""Reading a text with a language model, or with the rules where that does not work out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from threading import BoundedSemaphore
from typing import Final

from trifecta.apps.situations.language_model.bounded import (
    PackedError,
    TooLargeError,
    TooSlowError,
)
from trifecta.apps.situations.language_model.clients import ASK, RefusedError, load, status_in
from trifecta.apps.situations.language_model.deadline import Line, within
from trifecta.domain.situations.lists.language import in_english
from trifecta.domain.situations.model.asking import request_for
from trifecta.domain.situations.model.checking import (
    Findings,
    NoQuotesError,
    Reading,
    findings_of,
)
from trifecta.domain.situations.model.endpoint import Endpoint, Trouble, by_model, instead_of
from trifecta.domain.situations.model.form import WrongFormError
from trifecta.domain.situations.model.redacting import Redacted, redacted

AT_ONCE: Final = 4
"""Readings of a process at a time: the others wait for no model, so that pages stay quick."""

SECONDS_FOR_A_TURN: Final = 1.0
TURNS: Final = BoundedSemaphore(AT_ONCE)
OF_NO_USE: Final = frozenset({"form", "quotes"})
SLOW: Final = frozenset({408, 504})
IN_NO_FORM: Final = frozenset({"JSONDecodeError", "ValidationError", "APIResponseValidationError"})
"""What clients raise over an answer that is no data, or other data than they expect."""

log = logging.getLogger(__name__)


class NoTurnError(Exception):
    """As many are asking as may ask at a time."""


def read_by_model(text: str, endpoint: Endpoint, *, known: Iterable[str] = ()) -> Reading:
    """What `endpoint` finds in `text`; without findings, and with why, where it does not.

    Names are taken out first, those that are `known` above all. An answer that is of no use is
    asked for once more, all within `endpoint.seconds`. Nothing of the text or the answer is logged,
    and no error leaves: it could quote them.
    """
    if not in_english(text):
        return Reading(source=instead_of(endpoint, "language"))
    try:
        load(endpoint.kind)
        findings = _in_turn(endpoint, redacted(text, known=known))
    except Exception as error:
        trouble = trouble_of(error)
        log.warning("A language model did not read: %s (%s)", trouble, type(error).__name__)
        return Reading(source=instead_of(endpoint, trouble))
    return Reading(source=by_model(endpoint), findings=findings)


def _in_turn(endpoint: Endpoint, sent: Redacted) -> Findings:
    """A turn is over when its call is, not when nobody waits for it any more."""
    if not TURNS.acquire(timeout=SECONDS_FOR_A_TURN):
        raise NoTurnError
    until = time.monotonic() + endpoint.seconds
    return within(
        lambda line: _twice(endpoint, sent, until, line), until=until, ended=TURNS.release
    )


def _twice(endpoint: Endpoint, sent: Redacted, until: float, line: Line) -> Findings:
    try:
        return _once(endpoint, sent, until, line, again=False)
    except Exception as error:
        if trouble_of(error) not in OF_NO_USE:
            raise
    return _once(endpoint, sent, until, line, again=True)


def _once(endpoint: Endpoint, sent: Redacted, until: float, line: Line, *, again: bool) -> Findings:
    request = request_for(sent.text, again=again)
    answer = ASK[endpoint.kind](endpoint, request, until=until, line=line)
    return findings_of(answer, sent)


def trouble_of(error: Exception) -> Trouble:
    """What kind of trouble an error is; libraries wrap what was raised below them."""
    for link in _chain(error):
        found = _known(link)
        if found is not None:
            return found
    names = {type(link).__name__ for link in _chain(error)}
    return "form" if names & IN_NO_FORM else "failed"


def _known(error: BaseException) -> Trouble | None:
    by_type: tuple[tuple[type[BaseException], Trouble], ...] = (
        (TooSlowError, "slow"),
        (TooLargeError, "large"),
        (RefusedError, "refused"),
        (NoQuotesError, "quotes"),
        (WrongFormError, "form"),
        (PackedError, "form"),
        (NoTurnError, "busy"),
    )
    for kind, trouble in by_type:
        if isinstance(error, kind):
            return trouble
    found = _by_status(status_in(error)) if isinstance(error, Exception) else None
    if found is None and "Timeout" in type(error).__name__:
        return "slow"
    if isinstance(error, ConnectionError) or type(error).__name__ == "ConnectError":
        return "unreachable"
    return found


def _by_status(status: int) -> Trouble | None:
    if status in {401, 403, 404}:
        return "key"
    if status in {429, 503, 529}:
        return "busy"
    return "slow" if status in SLOW else None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The first cause first: a time that is over comes as an error of connecting."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or link.__context__
    return reversed(links)

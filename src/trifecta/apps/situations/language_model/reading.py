"""Reading a text with a language model, or with the rules where that does not work out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from threading import BoundedSemaphore
from typing import Final

from trifecta.apps.situations.language_model.bounded import TooLargeError, TooSlowError
from trifecta.apps.situations.language_model.clients import ASK, RefusedError, load, status_in
from trifecta.domain.situations.language import in_english
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


def read_by_model(text: str, endpoint: Endpoint, *, known: Iterable[str] = ()) -> Reading:
    """What `endpoint` finds in `text`; without findings, and with why, where it does not.

    Names are taken out first, those that are `known` above all. An answer that is of no use is
    asked for once more, all within `endpoint.seconds`. Nothing of the text or the answer is logged,
    and no error leaves: it could quote them.
    """
    if not in_english(text):
        return Reading(source=instead_of(endpoint, "language"))
    if not TURNS.acquire(timeout=SECONDS_FOR_A_TURN):
        return Reading(source=instead_of(endpoint, "busy"))
    try:
        load(endpoint.kind)
        until = time.monotonic() + endpoint.seconds
        sent = redacted(text, known=known)
        findings = _twice(endpoint, sent, until)
    except Exception as error:
        return Reading(source=instead_of(endpoint, trouble_of(error)))
    finally:
        TURNS.release()
    return Reading(source=by_model(endpoint), findings=findings)


def _twice(endpoint: Endpoint, sent: Redacted, until: float) -> Findings:
    with suppress(WrongFormError, NoQuotesError):
        return _once(endpoint, sent, until, again=False)
    return _once(endpoint, sent, until, again=True)


def _once(endpoint: Endpoint, sent: Redacted, until: float, *, again: bool) -> Findings:
    answer = ASK[endpoint.kind](endpoint, request_for(sent.text, again=again), until=until)
    return findings_of(answer, sent)


def trouble_of(error: Exception) -> Trouble:
    """What kind of trouble an error is; libraries wrap what was raised below them."""
    for link in _chain(error):
        found = _known(link)
        if found is not None:
            return found
    return "failed"


def _known(error: BaseException) -> Trouble | None:
    by_type: tuple[tuple[type[BaseException], Trouble], ...] = (
        (TooSlowError, "slow"),
        (TooLargeError, "large"),
        (RefusedError, "refused"),
        (NoQuotesError, "quotes"),
        (WrongFormError, "form"),
    )
    for kind, trouble in by_type:
        if isinstance(error, kind):
            return trouble
    status = status_in(error) if isinstance(error, Exception) else 0
    if status in {401, 403, 404}:
        return "key"
    if status in {429, 503, 529}:
        return "busy"
    if "Timeout" in type(error).__name__:
        return "slow"
    if isinstance(error, ConnectionError) or type(error).__name__ == "ConnectError":
        return "unreachable"
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The first cause first: a time that is over comes as an error of connecting."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or link.__context__
    return reversed(links)

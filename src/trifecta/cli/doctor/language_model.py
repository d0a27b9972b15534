"""Whether a language model reads situations, can be asked, and, if somebody wants it, answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from threading import Thread
from typing import Final

from django.conf import settings

from trifecta.apps.situations.language_model.clients import load
from trifecta.apps.situations.language_model.reading import read_by_model
from trifecta.cli.doctor.finding import Finding, State, good, look, wrong
from trifecta.domain.situations.model.checking import Reading
from trifecta.domain.situations.model.endpoint import (
    BECAUSE,
    INSTALL,
    Endpoint,
    Trouble,
    instead_of,
)

CHECK: Final = "language model"
MADE_UP: Final = (
    "I lead engineering. My PM changes the plan every week, and I want two weeks for tests because "
    "the last three releases failed."
)
"""All that is sent; nobody wrote it."""

GRACE: Final = 2.0
"""Seconds beyond those of the settings, for what no limit of a connection holds: finding a host."""


@dataclass(frozen=True, slots=True)
class Advice:
    """How bad a trouble is, and what to do about it; {host} is filled in."""

    state: State
    do: str


ADVICE: Final[Mapping[Trouble, Advice]] = {
    "slow": Advice(
        "wrong",
        "Raise TRIFECTA_READER_SECONDS, or name a smaller model. A model of your own is slow the "
        "first time: ask again.",
    ),
    "unreachable": Advice(
        "wrong", "Check TRIFECTA_READER_URL, and that this machine can reach {host}."
    ),
    "key": Advice(
        "wrong",
        "Check TRIFECTA_READER_KEY, TRIFECTA_READER_MODEL and TRIFECTA_READER_URL against what "
        "{host} says.",
    ),
    "busy": Advice("look", "Ask again later; if it stays so, ask {host} for a higher limit."),
    "refused": Advice("look", "Name a model that reads texts about work in TRIFECTA_READER_MODEL."),
    "form": Advice(
        "wrong",
        "Name a model in TRIFECTA_READER_MODEL that can answer in a given JSON form.",
    ),
    "quotes": Advice("wrong", "Name a model in TRIFECTA_READER_MODEL that quotes exactly."),
    "large": Advice("wrong", "Name another model in TRIFECTA_READER_MODEL."),
    "failed": Advice(
        "wrong",
        "Check that TRIFECTA_READER fits what {host} speaks, and TRIFECTA_READER_URL.",
    ),
}


def check_language_model(*, ask: bool) -> Finding:
    """Sends nothing unless told to `ask`, and then a made-up text; over within a bounded time."""
    endpoint: Endpoint | None = settings.TRIFECTA_READER
    if endpoint is None:
        return good(CHECK, "None is set. Rules read situations, and nothing leaves this server.")
    try:
        load(endpoint.kind)
    except Exception as error:
        return wrong(
            CHECK,
            f"What talks to {endpoint.kind} does not start ({type(error).__name__}).",
            do=f"Run {INSTALL}.",
        )
    about = f"{endpoint.model} at {endpoint.host} is set, and asked through {_client(endpoint)}."
    if not ask:
        return good(CHECK, f"{about} Whether it answers, `trifecta doctor --ask-model` finds out.")
    return _answer(endpoint, about)


def _client(endpoint: Endpoint) -> str:
    try:
        return f"{endpoint.kind} {version(endpoint.kind)}"
    except PackageNotFoundError:
        return endpoint.kind


def _answer(endpoint: Endpoint, about: str) -> Finding:
    began = time.monotonic()
    trouble = _asked(endpoint).source.trouble
    if trouble is None:
        return good(CHECK, f"{about} It answered in {time.monotonic() - began:.1f} seconds.")
    advice = ADVICE.get(trouble, ADVICE["failed"])
    said = f"{about} It was asked, and {BECAUSE[trouble]} ({endpoint.seconds} seconds at most)."
    make = look if advice.state == "look" else wrong
    return make(CHECK, said, do=advice.do.format(host=endpoint.host))


def _asked(endpoint: Endpoint) -> Reading:
    """What it makes of the made-up text; left alone once its time is over."""
    found: list[Reading] = []
    asking = Thread(target=lambda: found.append(read_by_model(MADE_UP, endpoint)), daemon=True)
    asking.start()
    asking.join(endpoint.seconds + GRACE)
    return found[0] if found else Reading(source=instead_of(endpoint, "slow"))

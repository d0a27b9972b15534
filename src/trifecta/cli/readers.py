"""Which reader a command uses: the rules, with an encoder, or a language model, which is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import cast

import click

from trifecta.cli.problem_files import BadInputError
from trifecta.domain.situations.model.checking import Reading
from trifecta.domain.situations.model.endpoint import Endpoint, ReaderName

GIVE_UP_AFTER = 3
"""Failures one after the other, from which on a model is not asked any more."""

Read = Callable[[str], Reading | None]


def reader_named(name: str | None) -> Read:
    """What reads a text with the reader of that name, or with the one of the settings.

    Whoever gives the text is told, on standard error, where it goes.
    """
    endpoint, folder = _settings(cast(ReaderName | None, name))
    if folder is not None:
        return _with_meaning(folder)
    if endpoint is None:
        return _by_rules
    click.echo(
        f"A language model reads this: {endpoint.model} at {endpoint.host}. Names and addresses "
        "that are recognised are taken out first. --reader rules keeps it on this machine.",
        err=True,
    )
    return Asking(endpoint)


def _by_rules(_text: str) -> Reading | None:
    return None


def _with_meaning(folder: Path) -> Read:
    """Reads with the encoder; whoever named it is told where its files cannot be used."""
    from trifecta.apps.situations.embeddings.files import FilesError, meaning_in
    from trifecta.apps.situations.embeddings.reading import read_by_meaning

    try:
        meaning_in(folder)
    except FilesError as error:
        raise BadInputError(str(error)) from None
    return lambda text: read_by_meaning(text, folder)


def _settings(name: ReaderName | None) -> tuple[Endpoint | None, Path | None]:
    from trifecta.config.environment import SettingsError, reading_encoder, reading_model

    try:
        return reading_model(os.environ, name=name), reading_encoder(os.environ, name=name)
    except SettingsError as error:
        raise BadInputError(str(error)) from None


class Asking:
    """Reads with a model; one that fails again and again is left alone, so that a file ends."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.failed: list[Reading] = []

    def __call__(self, text: str) -> Reading:
        from trifecta.apps.situations.language_model.reading import read_by_model

        if len(self.failed) >= GIVE_UP_AFTER:
            return self.failed[-1]
        reading = read_by_model(text, self.endpoint)
        if reading.findings is not None:
            self.failed = []
        elif reading.source.trouble in {"slow", "unreachable", "key", "busy", "failed"}:
            self.failed.append(reading)
        return reading

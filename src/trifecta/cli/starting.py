"""Starting Django for a command; wrong settings end it with a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from trifecta.cli.warming import keep_compiled_in
from trifecta.config.environment import SettingsError, data_folder, read

SETTINGS: Final = "trifecta.config.settings"
ONLY_ME: Final = 0o077


def start_django() -> None:
    """Check the settings and load the applications; what is written is for this user alone."""
    os.umask(ONLY_ME)
    try:
        read(os.environ)
        keep_compiled_in(data_folder(os.environ), os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def answering_database() -> Iterator[None]:
    """End with a sentence when the database does not answer."""
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise click.ClickException(
            f"The database does not answer: {str(error).strip()}\n"
            "Check DATABASE_URL and that its server runs; without DATABASE_URL it is SQLite."
        ) from error


def require_current_database() -> None:
    """End with a sentence unless the database answers and has every migration."""
    from trifecta.cli.migrations import pending_migrations

    with answering_database():
        pending = pending_migrations()
    if pending:
        raise click.ClickException(
            f"The database is behind this version by {len(pending)} "
            f"{'migration' if len(pending) == 1 else 'migrations'} "
            f"({', '.join(pending[:3])}{', …' if len(pending) > 3 else ''}). "
            f"Run `trifecta init` with the same settings (data folder: {data_folder(os.environ)})."
        )


def refuse_mixture() -> None:
    """End with a sentence when the demonstration would meet real data, or the other way round."""
    from django.core.exceptions import ImproperlyConfigured

    from trifecta.apps.demo.guard import refuse_to_mix

    try:
        refuse_to_mix()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


def default_base_url(host: str, port: int) -> None:
    """Without TRIFECTA_BASE_URL the address is the one that is being served."""
    if not os.environ.get("TRIFECTA_BASE_URL") and not os.environ.get("TRIFECTA_BASE_URL_FILE"):
        shown = "127.0.0.1" if host in {"0.0.0.0", "::", "localhost"} else host  # noqa: S104
        os.environ["TRIFECTA_BASE_URL"] = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"

"""`trifecta init`."""

from __future__ import annotations

import os

import click

from trifecta.cli.console import say
from trifecta.cli.installing import (
    gather_static,
    keep_keys,
    make_folder,
    migrate,
    new_keys,
    refuse_to_orphan,
)
from trifecta.cli.starting import answering_database, start_django
from trifecta.cli.warming import BEFORE, warm
from trifecta.config.environment import SettingsError, data_folder


def install() -> list[str]:
    """Everything that a start needs; returns what was done, a sentence each."""
    try:
        folder = data_folder(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    done = [make_folder(folder)]
    keys = new_keys(folder)
    os.environ.update(keys)
    start_django()
    with answering_database():
        refuse_to_orphan(keys)
        done += keep_keys(folder, keys)
        done.append(migrate())
    gather_static()
    return done


@click.command()
@click.option(
    "--no-warm",
    is_flag=True,
    help="Leave out the compiling, which large ensembles then wait for once.",
)
def init(no_warm: bool) -> None:
    """Make the data folder, the keys and the database.

    Run it once before the first start and again after each upgrade: it brings the database up to
    date, changes nothing that is already right, and never replaces a key. It also compiles what
    runs large ensembles of models, which takes up to half a minute the first time.
    """
    for sentence in install():
        say(sentence)
    if not no_warm:
        say(BEFORE)
        say(warm())
    say("")
    say("Keep a copy of the master key apart from the backups of the database:")
    say("whoever has both can read everything, and without the key nobody can.")
    say("")
    from trifecta.apps.people.selectors import any_account

    first = "" if any_account() else ", then open the address it prints and make the first account"
    say(f"Next: `trifecta serve`{first}.")

"""`trifecta systems warm`: compile what runs large ensembles, once."""

from __future__ import annotations

import click

from trifecta.cli.console import say


@click.command()
def warm() -> None:
    """Compile what runs large ensembles, so that the first of them need not wait.

    Once for a machine and a version; again it takes a second or two. Kept beside the program, or in
    NUMBA_CACHE_DIR where that is set. `trifecta init` does it for the server, in the data folder.
    """
    from trifecta.cli.warming import BEFORE
    from trifecta.cli.warming import warm as warm_up

    say(BEFORE)
    say(warm_up())

"""`trifecta demo`."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import Final

import click

from trifecta.cli.commands.init import install
from trifecta.cli.console import say
from trifecta.cli.serving import Serving, require_free_port, serve
from trifecta.cli.starting import default_base_url, refuse_mixture

KEPT: Final = frozenset(
    {
        "TRIFECTA_DATA_DIR",
        "TRIFECTA_DATA_DIR_FILE",
        "TRIFECTA_ALLOWED_HOSTS",
        "TRIFECTA_TIME_ZONE",
        "TRIFECTA_LOG_LEVEL",
    }
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port."
)
@click.option("--reset", is_flag=True, help="Tell the story again from its beginning.")
def demo(host: str, port: int, reset: bool) -> None:
    """Run the worked example, signed in as any of its people.

    It has keys, a database and a folder of its own (demo, in the data folder, with its mails), and
    never touches your data. Do not write anything real into it: anybody can be anybody.
    """
    require_free_port(host, port)
    leave_real_settings(os.environ)
    default_base_url(host, port)
    say("Preparing the demonstration …")
    install()
    refuse_mixture()
    from trifecta.apps.demo.services import load_demo, reset_demo

    if reset:
        reset_demo()
    else:
        load_demo()
    from django.conf import settings

    say(f"Open {settings.TRIFECTA_BASE_URL} and choose whom to be (Ctrl-C stops it).")
    serve(Serving(host=host, port=port, workers=1, threads=4, worker=True))


def leave_real_settings(environ: MutableMapping[str, str]) -> None:
    """Forget the real database, keys and mail server, so that nothing of them can be reached."""
    real = [name for name in environ if name.startswith(("TRIFECTA_", "DATABASE_URL"))]
    for name in real:
        if name not in KEPT:
            del environ[name]
    environ["TRIFECTA_DEMO"] = "yes"

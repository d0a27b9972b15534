"""What the commands print to whoever runs the server, who has a part in nothing.

These are the commands that read the database. Those that work on a file are not here: their tests
have no database at all.
"""

from __future__ import annotations

from typing import Final

from click.testing import CliRunner

from trifecta.cli.main import main

OPERATOR: Final = "the operator"
COMMANDS: Final = (("audit", "verify"), ("doctor",), ("doctor", "--json"), ("tick",))


def printed_by(command: tuple[str, ...]) -> str:
    """Everything it says, whether it finds something wrong or not; it never breaks."""
    shown = CliRunner().invoke(main, list(command))
    assert shown.exception is None or isinstance(shown.exception, SystemExit), shown.exception
    return shown.output

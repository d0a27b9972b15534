"""Commands whose answer may be long in coming, or may find no place to go to."""

from __future__ import annotations

from typing import IO, Any, Final

import click

STOPPED: Final = "Stopped before there was an answer. With --budget SECONDS it answers in time."


class AnsweringGroup(click.Group):
    """Says in a line why there is no answer: it was stopped, or could not be written."""

    stopped = STOPPED

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise StoppedError(self.stopped) from error
        except BrokenPipeError:  # whoever reads has had enough
            raise
        except OSError as error:
            raise click.ClickException(f"The answer could not be written: {why(error)}") from error


class StoppedError(click.ClickException):
    """Somebody pressed Ctrl-C; the status is the one that shells expect then."""

    exit_code = 130

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


def why(error: OSError) -> str:
    """What the system says, as the end of a sentence."""
    return f"{(error.strerror or 'it cannot be used').lower()}."

"""`trifecta analyse`: what is going on, read from somebody's own words; nothing is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from trifecta.domain.situations.analysis import Analysis
    from trifecta.domain.situations.lists.lexicon import Lexicon

LARGEST: Final = 100_000
"""Bytes of a text in UTF-8, as on pages; longer ones are no account of one situation."""

COMPANIES: Final = ("general", "startup", "enterprise", "product_led", "technical_first")
READERS: Final = ("rules", "embeddings", "openai", "anthropic", "ollama")
Decorated = TypeVar("Decorated", bound=Callable[..., Any])
ROLES: Final = ("em", "pm", "business", "design", "staff")
WRITERS: Final = (*ROLES, "executive")


class WithDefault(click.Group):
    """A group whose first command is meant where none is named: `analyse notes.txt`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Help of the group stays its own; whatever else names no command is for the first."""
        asks_for_help = bool(args) and args[0] in ctx.help_option_names
        if not asks_for_help and not self._names_a_command(args):
            self._refuse_mistyped(ctx, args[:1])
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def _refuse_mistyped(self, ctx: click.Context, first: Sequence[str]) -> None:
        """What is nearly the name of a command, and no file, is hardly meant as a file."""
        for name in first:
            meant = get_close_matches(name, self.commands, n=1)
            if meant and not Path(name).exists():
                raise click.UsageError(
                    f"There is no command and no file “{name}”. Did you mean {meant[0]}?", ctx
                )

    def _names_a_command(self, args: Sequence[str]) -> bool:
        return bool(args) and args[0] in self.commands


DEFAULT: Final = "text"


@click.group(cls=WithDefault)
def analyse() -> None:
    """Read what is going on from your own words.

    trifecta analyse [FILE] says what is asked for and what is needed, gives loaded words a neutral
    reading, and names a first step and three to five questions. It works by rules and word lists:
    nothing is stored, sent or learned from, unless a language model is named in the settings or
    with --reader; then it is said where a text goes. "text" is meant where no command is named.
    Ends with status 2 when a file cannot be used.
    """


def reader_option(command: Decorated) -> Decorated:
    return click.option(
        "--reader",
        type=click.Choice(READERS, case_sensitive=False),
        help="What reads: rules; embeddings, an encoder of sentences beside them, on this machine; "
        "or a language model. The TRIFECTA_READER_* settings describe the last two. Without it, "
        "what TRIFECTA_READER says, or else rules.",
    )(command)


def lists_option(command: Decorated) -> Decorated:
    return click.option(
        "--lists",
        type=click.Path(exists=True, file_okay=False),
        help="A folder of word lists to read with, to try out another language or a change to one.",
    )(command)


@analyse.command(name=DEFAULT)
@reader_option
@lists_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option(
    "--company",
    type=click.Choice(COMPANIES, case_sensitive=False),
    help="The kind of company, which changes what is asked.",
)
@click.option(
    "--role",
    type=click.Choice(WRITERS, case_sensitive=False),
    help="Who you are, where the text does not say.",
)
@click.option(
    "--with",
    "counterpart",
    type=click.Choice(ROLES, case_sensitive=False),
    help="Who the other person is, where the text does not say.",
)
@click.option(
    "--about-us",
    is_flag=True,
    help="It is about two who lead together, however it reads.",
)
@click.argument("file", metavar="[FILE]", default="-")
def text(
    file: str,
    *,
    as_json: bool,
    company: str | None,
    role: str | None,
    counterpart: str | None,
    about_us: bool,
    reader: str | None,
    lists: str | None,
) -> None:
    """Read a text from FILE or, without one, standard input.

    Whoever leads engineering is em, product pm, the business business, design design; staff is a
    staff engineer, executive leads both. --role pm --with em: product writes about engineering.
    """
    from trifecta.cli.patience import patience
    from trifecta.cli.readers import reader_named

    _refuse_one_seat(role, counterpart)
    read_with, lexicon = reader_named(reader), _lists_in(lists)
    written = _written(file)
    with patience("Reading"):
        from trifecta.domain.situations.reading import read

        analysis = read(
            written,
            company=company or "",
            role=role or "",
            counterpart=counterpart or "",
            about_us=about_us,
            reading=read_with(written),
            lexicon=lexicon,
        )
    _tell(written, analysis, as_json=as_json)


def _tell(written: str, analysis: Analysis, *, as_json: bool) -> None:
    if as_json:
        from trifecta.domain.situations.report import analysis_data

        _print(analysis_data(written, analysis))
        return
    from trifecta.cli.analysis_words import tell_analysis

    tell_analysis(written, analysis)


@analyse.command()
@reader_option
@lists_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="Where resampling begins, for the ranges.",
)
@click.argument("file", metavar="FILE.jsonl")
def evaluate(file: str, *, as_json: bool, seed: int, reader: str | None, lists: str | None) -> None:
    """Say how well texts are read, on a file of labelled ones.

    FILE.jsonl has a JSON object a line with text, category and labels; - is standard input.
    docs/reference/situations.md says more. Texts are not stored, and read on this machine unless a
    language model is named; how many of them it did not read is said.
    """
    from trifecta.cli.patience import patience
    from trifecta.cli.problem_files import source_of
    from trifecta.cli.rating_files import refusing
    from trifecta.cli.readers import reader_named
    from trifecta.domain.situations.labelled import LARGEST_FILE, labelled_in

    read_with, lexicon = reader_named(reader), _lists_in(lists)
    written = source_of(file, largest=LARGEST_FILE).text
    with refusing(file):
        rows = labelled_in(written)
    _say_what_is_not_compared(frozenset().union(*(row.unknown for row in rows)))
    with patience("Reading labelled texts"):
        from trifecta.domain.situations.evaluating import evaluate as evaluated
        from trifecta.domain.situations.reading import read

        found = evaluated(
            rows, lambda text: read(text, reading=read_with(text), lexicon=lexicon), seed=seed
        )
    if as_json:
        from trifecta.domain.situations.report import evaluation_data

        _print(evaluation_data(found))
        return
    from trifecta.cli.analysis_words import tell_evaluation

    tell_evaluation(found)


def _lists_in(folder: str | None) -> Lexicon | None:
    """None for those that come with the program."""
    if folder is None:
        return None
    from trifecta.cli.rating_files import refusing
    from trifecta.domain.situations.lexicons import lexicon_in

    with refusing(folder):
        return lexicon_in(Path(folder))


def _say_what_is_not_compared(unknown: frozenset[str]) -> None:
    """Labels that are not known, which may be mistyped."""
    from trifecta.cli.plain import plain
    from trifecta.domain.situations.labelled import LABELS

    if unknown:
        names = ", ".join(f"“{plain(name)}”" for name in sorted(unknown))
        click.echo(f"Not compared: {names}. Labels are {', '.join(LABELS)}.", err=True)


def _refuse_one_seat(role: str | None, counterpart: str | None) -> None:
    if role and role == counterpart:
        raise click.BadParameter(
            f"--role says {role} as well. Say what the other one leads, or leave --with out.",
            param_hint="--with",
        )


def _written(file: str) -> str:
    """The text; a person at a keyboard is told how to end it."""
    import sys

    from trifecta.cli.problem_files import BadInputError, source_of

    if file == "-" and sys.stdin is not None and sys.stdin.isatty():
        click.echo("Write what is going on, then press Ctrl-D on an empty line.", err=True)
    written = source_of(file, largest=4 * LARGEST).text.removeprefix("\ufeff")
    size = len(written.encode("utf-8", errors="replace"))
    if size > LARGEST:
        name = "standard input" if file == "-" else file
        raise BadInputError(
            f"{name}: the text is {-(-size // 1000)} kB long, and {LARGEST // 1000} kB can be "
            "read. Keep to one situation."
        )
    return written


def _print(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))

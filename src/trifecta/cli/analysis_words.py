"""A reading on a terminal: one's own words with marks, then what they were read as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trifecta.cli.plain import plain_lines
from trifecta.domain.framework.seats import SEAT
from trifecta.domain.framework.steps import STEP
from trifecta.domain.framework.tradeoffs import TRADE_OFF
from trifecta.domain.situations import words
from trifecta.domain.situations.analysis import Analysis, Span
from trifecta.domain.situations.evaluating import Evaluation, Score
from trifecta.domain.situations.highlights import Highlight, Mark, highlights_of, pieces_of
from trifecta.domain.situations.model.endpoint import BECAUSE, EMBEDDINGS, Source
from trifecta.domain.situations.sheets.quoting import Quotes, one_line

STYLES: Final[Mapping[Mark, str]] = {
    "loaded": "bold yellow",
    "sweeping": "yellow",
    "jump": "bold magenta",
    "position": "cyan",
    "need": "bold green",
    "constraint": "blue",
    "trade-off": "magenta",
    "interesting": "green",
    "coddling": "yellow",
}
"""Colours help; the number in brackets is what leads from the words to their meaning."""

FIGURES: Final[Mapping[str, str]] = {
    "relevance_f1": "Whether it applies, F1",
    "relevance_auc": "Whether it applies, area under the curve",
    "signals_micro_f1": "Signals, F1 over all of them",
    "root_cause_macro_f1": "Root cause, mean F1 of three",
    "villain_f1": "Villain language, F1",
    "jump_f1": "Jumped to a solution, F1",
    "tradeoff_f1": "A choice is claimed, F1",
}


MOST_QUOTES: Final = 3
FEW: Final = 30
"""Labelled texts of which a range is no more than a hint."""
ENDED: Final = (".”", "?”", "!”")
OR_ELSE: Final = (
    "If it is about the two of you all the same, say who leads what with --role and --with, as in "
    "--role em --with pm, or --role executive if you lead both; or say --about-us."
)
READ_WRONGLY: Final = "If that was read wrongly, say so with --about-us."


def tell_analysis(text: str, analysis: Analysis) -> None:
    """A sentence first; then the words, their meaning, where to start and what to ask."""
    console = Console(highlight=False)
    if not text.strip():
        console.print("There is nothing to read. Say who is involved and what happened.")
        return
    for said, spans in words.harm_told(analysis):
        console.print(Text(f"{said.title}.", style="bold"))
        _block(console, Text(f"{said.says}{_quoted(Quotes(text), spans)}"))
        console.print()
    console.print(Text(words.applies(analysis), style="bold"))
    highlights = highlights_of(analysis)
    if highlights:
        _title(console, "Your words")
        _block(console, _marked(text.rstrip(), highlights))
        _title(console, "What they were read as")
        _block(console, _meanings(text, highlights))
    if analysis.relevant:
        _tell_relevant(console, text, analysis)
    elif analysis.is_english:
        console.print()
        console.print(Text(READ_WRONGLY if analysis.tells_of_misconduct else OR_ELSE))
    console.print()
    console.print(Text(_read_by(analysis.source), style="dim"))


def _read_by(source: Source) -> str:
    if source.by_model:
        return f"{source.says} Nothing was stored here."
    if source.fell_back:
        return f"{source.says} Nothing was stored."
    if source.reader == EMBEDDINGS:
        return f"{source.says} Nothing was stored or sent."
    return "Nothing was stored or sent."


def _tell_relevant(console: Console, text: str, analysis: Analysis) -> None:
    quotes = Quotes(text)
    shown = [signal for signal in analysis.signals if signal.spans]
    if shown:
        _title(console, "What it sounds like")
    for signal in shown:
        _block(console, Text(f"{words.SIGNAL[signal.id]}.{_quoted(quotes, signal.spans)}"))
    cause = analysis.root_cause
    _title(console, f"Why {'they' if analysis.is_of_both else 'you'} may be stuck")
    _block(console, Text(f"{words.lean(analysis)}. {cause.because}{_quoted(quotes, cause.spans)}"))
    if analysis.start_step is not None:
        _title(console, f"Start here: {STEP[analysis.start_step].title}")
        _block(console, Text(analysis.start_why))
    _tell_choices(console, quotes, analysis)
    _title(console, f"Questions to ask{' each of them' if analysis.is_of_both else ''}")
    table = Table.grid(padding=(0, 1))
    for number, asked in enumerate(analysis.questions, start=1):
        quote = f": “{plain_lines(one_line(asked.span.of(text)))}”" if asked.span else ""
        table.add_row(f"{number}.", Text.assemble(asked.text, "\n", (asked.why + quote, "dim")))
    _block(console, table)
    _tell_who(console, analysis)


def _tell_choices(console: Console, quotes: Quotes, analysis: Analysis) -> None:
    """What is known of the trade-offs that are claimed: how each gives way, and when it is real."""
    if not analysis.tradeoffs:
        return
    _title(console, "A choice that may be none")
    for one in analysis.tradeoffs:
        known = TRADE_OFF[one.id]
        says = f"{known.title}. {known.dissolves} {known.real}"
        _block(console, Text(f"{says}{_quoted(quotes, (one.span,))}"))


def _tell_who(console: Console, analysis: Analysis) -> None:
    """How it often is for the other, or for each of two: a guess, and to be asked about."""
    seats = [SEAT[role] for role in (analysis.both or (analysis.counterpart,)) if role in SEAT]
    for seat in seats:
        _title(console, f"How it often is for {seat.title[0].lower()}{seat.title[1:]}")
        table = Table.grid(padding=(0, 1))
        for label, says in (
            ("Judged on:", seat.judged),
            ("Limited by:", seat.limits),
            ("Hopes for:", seat.success),
        ):
            table.add_row(label, says)
        _block(console, table)
    if seats:
        _block(console, Text(_read_as(analysis), style="dim"))


def _read_as(analysis: Analysis) -> str:
    """Who was taken to write about whom, and how to say that it is somebody else."""
    who = words.who_writes(analysis)
    return f"A guess, to be asked about. Read as {who}; --role and --with say otherwise."


def tell_evaluation(found: Evaluation) -> None:
    """Every figure with its range, then what was flagged without reason."""
    console = Console(highlight=False)
    read = "1 text was read." if found.texts == 1 else f"{found.texts:,} texts were read."
    console.print(f"{read} Ranges hold nine of ten resamples.")
    for line in _to_know_first(found):
        console.print(Text(line))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("figure", "value", "range", "of"):
        table.add_column(heading, justify="left" if heading == "figure" else "right")
    for name, score in found.scores.items():
        _score(table, FIGURES[name], score)
    for signal, score in found.signals.items():
        _score(table, f"  signal {signal}", score)
    _block(console, table)
    for alarm in found.alarms:
        category = Text(alarm.category or "without a category")
        console.print(
            Text.assemble(
                "False alarms, ",
                category,
                f": {alarm.flagged} of {alarm.count} ({alarm.low:.2f} to {alarm.high:.2f}).",
            )
        )
    if found.exact is not None:
        console.print(f"Quotes that are exact slices of their text: {found.exact:.0%}.")


def _to_know_first(found: Evaluation) -> Iterator[str]:
    """What the figures cannot be read without."""
    yield from _readers(found)
    if found.fell_back:
        yield "The figures are of both readers together, as people would get them."
    if found.texts < FEW:
        yield f"Fewer than {FEW} texts say little, whatever the ranges."
    if found.repeated:
        again = "1 text stands" if found.repeated == 1 else f"{found.repeated:,} texts stand"
        yield f"{again} in it before; ranges take them for others, and are too narrow."


def _readers(found: Evaluation) -> Iterator[str]:
    """How many texts a model has read, where one was asked, and why it did not read the others."""
    for reader, count in sorted(found.readers.items()):
        if reader == EMBEDDINGS:
            yield f"Read with the encoder of sentences: {count} of {found.texts}."
        elif reader != "rules":
            yield f"Read by the language model ({reader}): {count} of {found.texts}."
    for trouble, count in sorted(found.fell_back.items()):
        yield f"Read by the rules instead: {count}, because {BECAUSE[trouble]}."


def _score(table: Table, name: str, score: Score) -> None:
    if score.value is None:
        table.add_row(name, "–", "", str(score.count))
        return
    table.add_row(
        name, f"{score.value:.3f}", f"{score.low:.2f} to {score.high:.2f}", str(score.count)
    )


def _marked(text: str, highlights: tuple[Highlight, ...]) -> Text:
    found = Text()
    for piece in pieces_of(text, highlights):
        if piece.highlight is None:
            found.append(plain_lines(piece.text))
        else:
            found.append(plain_lines(piece.text), style=STYLES[piece.highlight.mark])
            found.append(f"[{piece.number}]", style="dim")
    return found


def _meanings(text: str, highlights: tuple[Highlight, ...]) -> RenderableType:
    """What is meant by a mark is told where it comes first."""
    table = Table.grid(padding=(0, 1))
    told = set[str]()
    for number, found in enumerate(highlights, start=1):
        by = " (worded by the language model)" if found.by_model else ""
        meaning = "" if found.meaning in told else f"\n{found.meaning}{by}"
        told.add(found.meaning)
        whose = f" ({found.whose})" if found.whose else ""
        table.add_row(
            f"[{number}]".replace("[", r"\["),
            Text.assemble(
                (f"{found.title}{whose}: ", STYLES[found.mark]),
                f"“{plain_lines(one_line(found.span.of(text)))}”",
                (meaning, "dim"),
            ),
        )
    return table


def _quoted(quotes: Quotes, spans: tuple[Span, ...]) -> str:
    found = quotes.around_each(spans)[:MOST_QUOTES]
    first = ", ".join(f"“{plain_lines(quote)}”" for quote in found)
    return f" Read from {first}{'' if first.endswith(ENDED) else '.'}" if first else ""


def _title(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _block(console: Console, shown: RenderableType) -> None:
    console.print(Padding(shown, (0, 0, 0, 2)))

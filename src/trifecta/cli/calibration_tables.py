"""Statistics of ratings on a terminal: a sentence first, a table, then what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trifecta.cli.plain import plain
from trifecta.domain.calibration import words
from trifecta.domain.calibration.agreement import Agreement
from trifecta.domain.calibration.estimates import Undefined
from trifecta.domain.calibration.impact import Impact
from trifecta.domain.calibration.levels import Adjustment
from trifecta.domain.calibration.order_check import OrderCheck


def tell_agreement(together: Agreement, outcomes: Mapping[str, Agreement], *, missing: int) -> None:
    """How far raters agree, for everything together and then for each outcome."""
    console = Console(highlight=False)
    _lead(console, words.agreement_lead(together))
    _block(console, _coefficients(together))
    if len(outcomes) > 1:
        console.print(
            "\nEach outcome alone; together, outcomes that differ count as units that do."
        )
        _block(console, _by_outcome(outcomes))
    _notes(console, words.agreement_notes(together, missing=missing))


def tell_adjusted(
    found: Mapping[str, Adjustment],
    checks: Mapping[str, OrderCheck | Undefined],
    *,
    missing: int,
) -> None:
    """The levels of units in the order of the file, which makes no ranking; a table an outcome."""
    console = Console(highlight=False)
    last = list(found)[-1]
    for place, (outcome, adjustment) in enumerate(found.items()):
        if place:
            console.print()
        named = f"{plain(outcome)}: " if outcome else ""
        _lead(console, f"{named}{words.adjusted_lead(adjustment)}")
        _block(console, _levels(adjustment))
        if outcome == last:
            notes = words.adjusted_notes(adjustment, checks.get(outcome), missing=missing)
            _notes(console, notes)
        elif outcome in checks:
            _notes(console, [words.check_words(checks[outcome])])


def tell_impact(found: Impact) -> None:
    """Whether there is something to look at, and each group."""
    console = Console(highlight=False)
    _lead(console, words.impact_lead(found))
    _block(console, _groups(found))
    _notes(console, words.impact_notes(found))


def _lead(console: Console, sentence: str) -> None:
    console.print(Text(plain(sentence), style="bold"))


def _block(console: Console, table: RenderableType) -> None:
    console.print()
    console.print(Padding(table, (0, 0, 0, 2)))


def _notes(console: Console, notes: Iterable[str]) -> None:
    for note in notes:
        console.print()
        console.print(Text(plain(note)))


def _table(*headings: tuple[str, bool]) -> Table:
    """Headings with whether their column has numbers, which stand to the right."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading, numbers in headings:
        table.add_column(heading, justify="right" if numbers else "left", no_wrap=numbers)
    return table


def _coefficients(found: Agreement) -> RenderableType:
    table = _table(("", False), ("of", False), ("value", True), ("90% range", True))
    for name, coefficient in found.coefficients.items():
        table.add_row(*words.NAMES[name], *words.figure(coefficient))
    return table


def _by_outcome(outcomes: Mapping[str, Agreement]) -> RenderableType:
    names = ("icc_a1", "icc_ak", "alpha_ordinal")
    table = _table(("", False), *((words.NAMES[name][0], True) for name in names))
    for outcome, found in outcomes.items():
        figures = [words.figure(found.coefficients[name])[0] for name in names]
        table.add_row(Text(plain(outcome)), *figures)
    return table


def _levels(found: Adjustment) -> RenderableType:
    table = _table(
        ("", False),
        ("votes", True),
        ("raw", True),
        ("adjusted", True),
        ("low", True),
        ("high", True),
    )
    for each in found.levels:
        figures = (each.raw, each.level.value, each.level.low, each.level.high)
        table.add_row(
            Text(plain(each.unit)), str(each.votes), *(f"{figure:.2f}" for figure in figures)
        )
    return table


def _p(p: float | None) -> str:
    if p is None:
        return ""
    return f"{p:.3f}" if p >= 0.001 else "<0.001"


def _groups(found: Impact) -> RenderableType:
    table = _table(
        ("", False), ("people", True), ("selected", True), ("ratio", True), ("p", True), ("", False)
    )
    for each in found.groups:
        table.add_row(
            Text(plain(each.group)),
            "" if each.people is None else str(each.people),
            "" if each.rate is None else f"{each.selected} ({words.percent(each.rate)})",
            "" if each.ratio is None else f"{each.ratio:.2f}",
            _p(each.p),
            words.verdict_words(each),
        )
    return table

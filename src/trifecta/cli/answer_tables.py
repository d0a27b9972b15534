"""A plan explained, tested or relaxed, on a terminal: a sentence first, then the figures."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trifecta.domain.compromise import answer_words as words
from trifecta.domain.compromise.engine.against import Against, Explained, Trade
from trifecta.domain.compromise.engine.draws import Spread
from trifecta.domain.compromise.engine.robust import Robustness
from trifecta.domain.compromise.engine.unlock import Unlocking
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.report import names_of
from trifecta.domain.compromise.wording import percent, quoted


def tell_explained(problem: Problem, found: Explained) -> None:
    """The plan beside each one's favourite, then which needs collide."""
    console = Console(highlight=False)
    console.print(Text(words.explained_lead(problem, found), style="bold"))
    for against in found.against:
        console.print()
        console.print(Text(words.against_sentence(problem, found, against)))
        if any(against.gave.values()) or any(against.got.values()):
            console.print(Padding(_trades(problem, against), (1, 0, 0, 2)))
    console.print()
    console.print(Text(" ".join(words.conflict_sentences(found))))


def tell_robust(problem: Problem, found: Robustness, spread: Spread) -> None:
    """In how many draws the plan holds, then what it depends on and how sure that is."""
    console = Console(highlight=False)
    console.print(Text(words.robust_lead(found), style="bold"))
    for sentence in (*words.robust_sentences(problem, found), words.drawn_sentence(spread)):
        console.print()
        console.print(Text(sentence))


def tell_unlocked(problem: Problem, found: Unlocking) -> None:
    """What helps most, then every change that helps with what it does to each."""
    console = Console(highlight=False)
    console.print(Text(words.unlock_lead(problem, found), style="bold"))
    if words.helping(found):
        console.print()
        console.print(Padding(_changes(problem, found), (0, 0, 0, 2)))
    console.print()
    console.print(Text(" ".join(words.unlock_sentences(found))))


def _trades(problem: Problem, against: Against) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for party, name in names_of(problem).items():
        for verb, trades in (("gives", against.gave[party]), ("gets", against.got[party])):
            for place, trade in enumerate(trades):
                table.add_row(Text("" if place else f"{name} {verb}"), _trade(trade))
    return table


def _trade(trade: Trade) -> Text:
    return Text(quoted(trade.need.text)).append(f"\n{words.trade_words(trade)}", style="dim")


def _changes(problem: Problem, found: Unlocking) -> RenderableType:
    """Shares of what each needs, so that a raised best does not hide a gain."""
    names = names_of(problem)
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    table.add_column("keeps least", justify="right")
    for name in names.values():
        table.add_column(Text(name), justify="right")
    table.add_row("Today", percent(found.worst), *_shares(found.today.utilities, names))
    for row in words.helping(found):
        change = Text(words.change_words(problem, row.change))
        table.add_row(change, percent(row.worst), *_shares(row.plan.utilities, names))
    return table


def _shares(utilities: Mapping[str, float], names: Mapping[str, str]) -> list[str]:
    return [percent(utilities[party]) for party in names]

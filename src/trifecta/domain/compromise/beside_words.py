"""A plan beside everybody's favourite, in sentences for one reader; no other's weight is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trifecta.domain.compromise.engine.against import Against, Trade
from trifecta.domain.compromise.engine.conflicts import Conflict, Filtered
from trifecta.domain.compromise.problem import Need, Problem
from trifecta.domain.compromise.wording import level_words, percent, quoted
from trifecta.domain.people.words import capital, counted, joined, number_word

NOTICED = 0.005
NAMED = 2
"""So many needs of one person are named in a sentence; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeLine:
    """One need that the favourite meets more or less than the plan; `weight` is the reader's own.

    `before` is how far the favourite meets it, `after` how far the plan does.
    """

    text: str
    hidden: bool
    before: float
    after: float
    weight: float | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTrades:
    """The needs of one party that change hands, the largest change first."""

    party: str
    lines: tuple[TradeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The plan beside the favourite of `party`: whose it is, what is traded, and in what lines."""

    party: str
    title: str
    lead: str
    trades: tuple[PartyTrades, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictWords:
    """Why not everybody can have their favourite; `needs` are (owner, text, hidden)."""

    lead: str
    needs: tuple[tuple[str, str, bool], ...]
    end: str


def beside_words(problem: Problem, row: Against, *, mine: float, reader: str) -> Beside:
    """Who gives what for what, to the party `reader`, who has `mine` of what they need by the plan.

    What others have in all is not said, nor what any of their needs weighs.
    """
    by_party = {
        party.id: _by_change([*row.gave[party.id], *row.got[party.id]]) for party in problem.parties
    }
    lead = " ".join(_lead(problem, row, by_party, mine=mine, reader=reader))
    return Beside(
        party=row.party,
        title=_title(problem, row, reader),
        lead=lead,
        trades=tuple(
            PartyTrades(
                party=party, lines=tuple(_line(trade, mine=party == reader) for trade in trades)
            )
            for party, trades in by_party.items()
            if trades
        ),
    )


def _title(problem: Problem, row: Against, reader: str) -> str:
    who = "you" if row.party == reader else problem.party(row.party).name
    best = "the plan that is best" if row.proven else "the best plan that was found"
    return f"Beside {best} for {who} alone"


def _by_change(trades: Sequence[Trade]) -> list[Trade]:
    """By how far each need moves, which everybody may see; a weight would tell."""
    return sorted(
        trades, key=lambda trade: (-round(abs(trade.after - trade.before), 9), trade.need.id)
    )


def _line(trade: Trade, *, mine: bool) -> TradeLine:
    then, now = level_words(trade.before), level_words(trade.after)
    words = f"{capital(now)}, instead of {then}" if then != now else f"{capital(now)} in both"
    return TradeLine(
        text=trade.need.text,
        hidden=trade.need.hidden,
        before=trade.before,
        after=trade.after,
        weight=trade.need.weight if mine else None,
        words=words,
    )


def _lead(
    problem: Problem,
    row: Against,
    by_party: Mapping[str, Sequence[Trade]],
    *,
    mine: float,
    reader: str,
) -> Iterator[str]:
    if not any(by_party.values()):
        yield _nothing_moves(row, reader)
        return
    order = sorted(problem.parties, key=lambda party: party.id != row.party)
    gave = [party.id for party in order if row.gave[party.id]]
    got = [party.id for party in order if row.got[party.id]]
    for party in gave:
        yield f"{_who(problem, party, reader)} some of {_named(row.gave[party], party, reader)}."
    if got:
        parts = [
            f"{_who(problem, party, reader, gets=True)} more of "
            f"{_named(row.got[party], party, reader)}"
            for party in got
        ]
        yield (
            f"For it, {joined(parts)}."
            if gave
            else f"Here {joined(parts)}, and nobody gives anything up."
        )
    else:
        yield "Nothing that you may see gets more for it."
    yield from _own_total(row, mine, reader)


def _nothing_moves(row: Against, reader: str) -> str:
    if row.party != reader:
        return "The two do the same for every need that you may see."
    best = "No plan is better" if row.proven else "No plan was found that is better"
    return f"{best} for you than this one."


def _who(problem: Problem, party: str, reader: str, *, gets: bool = False) -> str:
    verb = "get" if gets else "give"
    if party == reader:
        return f"you {verb}" if gets else f"You {verb}"
    return f"{problem.party(party).name} {verb}s"


def _named(trades: Sequence[Trade], party: str, reader: str) -> str:
    ordered = _by_change(trades)
    names = [_need(trade.need, mine=party == reader) for trade in ordered[:NAMED]]
    left = len(ordered) - NAMED
    return joined([*names, f"{counted(left, 'more need')}"] if left > 0 else names)


def _need(need: Need, *, mine: bool) -> str:
    if not mine:
        return quoted(need.text)
    return f"{quoted(need.text)} ({percent(need.weight)} of what matters to you)"


def _own_total(row: Against, now: float, reader: str) -> Iterator[str]:
    """What it comes to for the reader; what it comes to for others is theirs."""
    then = row.favourite.utilities[reader]
    if abs(now - then) >= NOTICED:
        yield f"You have {percent(now)} of what you need with it, and {percent(then)} there."


# -------------------------------------------------------------------- what collides


def conflict_words(problem: Problem, filtered: Filtered, *, reader: str) -> ConflictWords:
    """Which needs cannot all be had as far as in their owners' favourites, and how sure that is."""
    conflict = filtered.conflict
    if conflict is None:
        known = "One plan meets every need as far as everybody’s favourite plan does."
        short = "There was not enough time to find out which needs collide."
        return ConflictWords(lead=known if filtered.known else short, needs=(), end="")
    needs = [problem.need(name) for name in conflict.needs]
    needs.sort(key=lambda need: need.party != reader)
    many = number_word(len(needs))
    return ConflictWords(
        lead=f"No plan meets these {many} needs as far as their owners’ favourite plans do:",
        needs=tuple((need.party, need.text, need.hidden) for need in needs),
        end=_ending(conflict),
    )


def _ending(conflict: Conflict) -> str:
    if not conflict.irreducible:
        return "There was not enough time to find out whether fewer of them collide already."
    if len(conflict.needs) == 2:
        return "Either of them alone can be had that far. So this is what to talk about."
    return "Without any one of them the others can be had that far. So this is what to talk about."

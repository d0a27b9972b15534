"""Explains each trap of the language on the line where it bites."""

from __future__ import annotations

from collections.abc import Iterator

from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.lexing import Line, PartKind
from trifecta.domain.systems.linting.findings import LEVELS, NOT_WHEN_SANE, Finding, Level
from trifecta.domain.systems.linting.looking import Look, look_at
from trifecta.domain.systems.linting.on_flows import on_flows
from trifecta.domain.systems.linting.on_formulas import on_formulas
from trifecta.domain.systems.linting.on_lines import on_lines
from trifecta.domain.systems.linting.on_order import on_order
from trifecta.domain.systems.linting.on_stocks import on_stocks, overfilled
from trifecta.domain.systems.model import Semantics
from trifecta.domain.systems.places import Place
from trifecta.domain.systems.saying import StockSaid, said_in

__all__ = ["LEVELS", "Finding", "Level", "lint"]


def lint(text: str, *, semantics: Semantics = Semantics.PUBLISHED) -> tuple[Finding, ...]:
    """What is wrong with a text and what in it is easily misread, in order of its lines.

    Never raises for what a text says; a text too large to be read is one finding. Rules that need
    numbers take them from a run of at most 40 rounds. By sane semantics, traps that these do not
    have are left out.
    """
    look = look_at(text, semantics=semantics)
    if any(fault.place is None and fault.kind is FaultKind.TOO_LONG for fault in look.faults):
        return tuple(_of(fault, look) for fault in look.faults)
    findings = [one for one in _by_rules(look) if _holds(one, semantics)]
    told = {(one.place.line, one.place.column) for one in findings if one.level is Level.ERROR}
    for fault in look.faults:
        place = fault.place or Place(1, 1, 1)
        if (place.line, place.column) not in told:
            findings.append(_of(fault, look))
    return tuple(sorted(findings, key=lambda one: (one.place, one.rule)))


def _holds(one: Finding, semantics: Semantics) -> bool:
    return semantics is Semantics.PUBLISHED or one.rule not in NOT_WHEN_SANE


def _by_rules(look: Look) -> Iterator[Finding]:
    yield from on_lines(look)
    yield from on_formulas(look)
    yield from on_stocks(look, tuple(_said(look.lines)))
    if look.whole:
        yield from on_flows(look)
        if look.semantics is Semantics.PUBLISHED:
            yield from on_order(look)
            yield from overfilled(look)


def _said(lines: tuple[Line, ...]) -> Iterator[StockSaid]:
    for line in lines:
        if line.parts and line.parts[0].kind is not PartKind.COMMENT:
            try:
                said = said_in(line.text, line.number)
            except SystemsError:
                continue
            yield from said.stocks[:2] if said else ()


def _of(fault: Fault, look: Look) -> Finding:
    when = "" if fault.round is None else f" This happens in round {fault.round}."
    what = f"{fault.problem}{when}"
    if fault.kind is FaultKind.UNKNOWN_NAME and _is_known(fault, look):
        what = (
            f"{look.raw(fault.place)} has no value yet when this is computed: names in brackets "
            "are not looked at before."
        )
        instead = "Write the line that gives it its value above, or take the brackets out."
        return _error("initial-in-brackets", fault.place, what, instead)
    return _error(str(fault.kind), fault.place, what, fault.remedy)


def _is_known(fault: Fault, look: Look) -> bool:
    return look.whole and look.raw(fault.place).replace(" ", "") in look.model.names


def _error(rule: str, place: Place | None, what: str, instead: str) -> Finding:
    where = place or Place(1, 1, 1)
    return Finding(rule=rule, level=Level.ERROR, place=where, what=what, instead=instead)

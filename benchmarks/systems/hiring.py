"""The hiring model: as a text of the language, and as XMILE with the same values round by round.

Every stock has one flow out, and flows go from the last to the first, so that none sees what
another did in its round: that is what Euler's method with steps of one round does. A conversion
empties its source where something whole arrives, and so has a flow out and another flow in.
"""

from __future__ import annotations

from typing import Final

TEXT: Final = """
[Candidates] > PhoneScreens @ 25
PhoneScreens > Onsites      @ 0.5
Onsites      > Offers       @ 0.5
Offers       > Hires        @ 0.5
Hires        > Employees(5) @ 1.0
Employees    > Departures   @ Leak(0.1)
Departures   > [Departed]   @ 1.0
"""
STOCKS: Final = ("PhoneScreens", "Onsites", "Offers", "Hires", "Employees", "Departures")
VARY: Final = {
    "Candidates > PhoneScreens": "integers(10, 40)",
    "PhoneScreens > Onsites": "uniform(0.2, 0.8)",
    "Onsites > Offers": "uniform(0.2, 0.8)",
    "Offers > Hires": "uniform(0.3, 0.9)",
    "Employees > Departures": "uniform(0.02, 0.2)",
}
FLOWS: Final = (0, 1, 2, 3, 5)
"""Which flow of the text each of them is, counted from 0."""
NAMES: Final = ("sourced", "screened", "convinced", "accepted", "leaving")
"""What each of them is called in XMILE."""
STILL_CHANGING: Final = f"{TEXT}[Time] > Clock @ 1\n"
"""The same with a clock, so that no round is like the one before."""


def xmile(rounds: int) -> str:
    """The model for programs of system dynamics, Euler's method, steps of 1."""
    rates = dict(zip(NAMES, (25, 0.5, 0.5, 0.5, 0.1), strict=True))
    shares = ("screened", "convinced", "accepted", "1")
    parts = [f'<aux name="{name}"><eqn>{value}</eqn></aux>' for name, value in rates.items()]
    for at, (stock, share) in enumerate(zip(STOCKS[:4], shares, strict=True)):
        parts.append(_stock(stock, 0, f"in_{at}", f"out_{at}"))
        parts.append(_flow(f"in_{at + 1}", f"INT({stock} * {share})"))
        parts.append(_flow(f"out_{at}", f"IF in_{at + 1} &lt;&gt; 0 THEN {stock} ELSE 0"))
    parts.append(_flow("in_0", "sourced"))
    parts.append(_stock("Employees", 5, "in_4", "left"))
    parts.append(_flow("left", "INT(Employees * leaving)"))
    parts.append(_stock("Departures", 0, "left", "gone"))
    parts.append(_flow("gone", "INT(Departures)"))
    return _FILE.format(rounds=rounds, variables="\n".join(parts))


def _stock(name: str, initial: int, inflow: str, outflow: str) -> str:
    return (
        f'<stock name="{name}"><eqn>{initial}</eqn><inflow>{inflow}</inflow>'
        f"<outflow>{outflow}</outflow></stock>"
    )


def _flow(name: str, equation: str) -> str:
    return f'<flow name="{name}"><eqn>{equation}</eqn></flow>'


_FILE: Final = """<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><vendor>benchmark</vendor><product version="1.0">benchmark</product></header>
<sim_specs method="Euler" time_units="weeks">
<start>0</start><stop>{rounds}</stop><dt>1</dt>
</sim_specs>
<model><variables>
{variables}
</variables></model>
</xmile>
"""

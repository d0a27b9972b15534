"""Names in both languages: ours tells capitals apart, XMILE does not and keeps some for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_RESERVED: Final = """
    and or not mod if then else inf pi time dt starttime stoptime abs arccos arcsin arctan cos exp
    int ln log10 max min sin sqrt tan delay delay1 delay3 delayn forcst smth1 smth3 smthn trend
    exprnd lognormal normal poisson random uniform pulse ramp step previous self init round safediv
    size mean sum stddev rank history initial_time final_time time_step saveper integer modulo nan
    true false"""
RESERVED: Final = frozenset(_RESERVED.split())


def canonical(name: str) -> str:
    """As XMILE compares names: without capitals, with one underscore for each run of spaces."""
    return re.sub(r"(?:\\n|[\s_\u00a0])+", "_", name.strip()).lower()


def unlike(name: str, taken: set[str]) -> str:
    """The name, or one with a number behind it that no other name equals in XMILE."""
    found, number = name, 1
    while canonical(found) in taken or canonical(found) in RESERVED:
        number += 1
        found = f"{name}_{number}"
    taken.add(canonical(found))
    return found


def in_our_language(names: Iterable[str]) -> dict[str, str]:
    """A name of letters, digits and _ for each canonical name, as close to it as can be."""
    ours: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9]+", "_", name.replace("\\n", " ")).strip("_")
        plain = plain if re.match("[A-Za-z]", plain) else f"Stock_{plain}".rstrip("_")
        found, number = plain, 1
        while found in taken or found == "inf":
            number += 1
            found = f"{plain}_{number}"
        taken.add(found)
        ours[canonical(name)] = found
    return ours

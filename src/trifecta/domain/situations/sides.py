"""Who writes, and who the counterpart is, as far as the words or the reader's choice tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from trifecta.domain.people.roles import counterpart_role
from trifecta.domain.situations.people import Named
from trifecta.domain.situations.scanning import Scan

PARTNER: Final[Mapping[str, str]] = {
    "engineering": "em",
    "product": "pm",
    "business": "business",
    "design": "design",
}
"""The partnership role that stands for a named one."""

NAMED: Final[Mapping[str, str]] = {partner: named for named, partner in PARTNER.items()} | {
    "staff": "engineering"
}


def sides_of(scan: Scan, *, role: str = "", counterpart: str = "") -> tuple[str, str]:
    """The writer's and the counterpart's partnership role: as said, else as read, else "".

    Where only the writer's is known, the counterpart is whoever usually leads beside them.
    """
    writer = role or _writer(scan)
    return writer, counterpart or _counterpart(scan, writer)


def said_of(role: str, counterpart: str) -> frozenset[str]:
    """Who a text is about by its writer's word, which takes both of them: else "he" is anybody."""
    return frozenset({NAMED[role], NAMED[counterpart]}) if role and counterpart else frozenset()


def _writer(scan: Scan) -> str:
    """Who says so; else whoever has "my PM", "my engineers" or "my engineering manager".

    Whoever has both a product and an engineering lead leads neither.
    """
    for one in scan.people:
        if one.is_writer and one.role in PARTNER:
            return PARTNER[one.role]
    mine = {(one.role, _are_led(scan, one)) for one in scan.people if one.is_mine}
    if {("product", False), ("engineering", False)} <= mine:
        return ""
    if ("product", False) in mine or ("engineering", True) in mine:
        return "em"
    if ("engineering", False) in mine or ("product", True) in mine:
        return "pm"
    other = any(one.role == "product" for one in scan.people)
    return "em" if other and _has_a_team(scan) else ""


def _are_led(scan: Scan, one: Named) -> bool:
    """ "My engineers" and "my engineer" are led by the writer; "my engineering manager" is not."""
    last, small = scan.tokens[one.last - 1].word, scan.grammar
    for ending in small.owner_endings:
        last = last.removesuffix(ending)
    return last in small.groups | small.makers or last.endswith(tuple(small.plural_endings))


def _has_a_team(scan: Scan) -> bool:
    pairs = zip(scan.tokens, scan.tokens[1:], strict=False)
    return any(
        mine.word in scan.grammar.leads and team.word in scan.grammar.groups for mine, team in pairs
    )


def _counterpart(scan: Scan, writer: str) -> str:
    """Whoever else is named most; product and engineering stand for each other. Where it is not
    known who writes, whoever alone is named.
    """
    own = NAMED.get(writer, "")
    named = Counter(one.role for one in scan.people if one.role in PARTNER and one.role != own)
    for pair, other in (("product", "engineering"), ("engineering", "product")):
        if own == pair and other in named:
            return PARTNER[other]
    if own and named:
        return PARTNER[named.most_common(1)[0][0]]
    if not writer and len(named) == 1:
        return PARTNER[next(iter(named))]
    return counterpart_role(writer) if writer else ""

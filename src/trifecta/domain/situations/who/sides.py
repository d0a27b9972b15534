"""Who writes, and who the counterpart is, as far as the words or the reader's choice tell; or whom
somebody leads who writes about two of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from trifecta.domain.people.roles import PARTNER_ROLES, counterpart_role
from trifecta.domain.situations.analysis import EXECUTIVE
from trifecta.domain.situations.scanning import PAIR, Hit, Scan
from trifecta.domain.situations.who.beside import meets, runs_builders
from trifecta.domain.situations.who.people import (
    Named,
    are_led,
    is_with_writer,
    words_before,
)

WRITERS: Final = (*PARTNER_ROLES, EXECUTIVE)
"""Who can write: the partnership roles, and whoever leads both."""

STAFF: Final = "staff"
TEAM: Final = "team"
GO_BETWEEN: Final = "go_between"
"""What somebody is said to lead who does not say what: a team; or goes between it and another."""

USUAL_TWO: Final = ("em", "pm")
BETWEEN: Final = "between"
"""By what is said of somebody who is turned to by both, and leads neither."""
LEADS_BOTH: Final = frozenset({"of_both", "titled"})
"""By what is said of somebody who leads both."""
THIRD: Final = (STAFF, "business", "design")
"""Who may stand beside these two."""

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

    Where only the writer's is known, the counterpart is whoever usually leads beside them. Whoever
    leads both, or stands beside two others, has one only if they say so.
    """
    writer = role or _writer(scan)
    if writer == EXECUTIVE or (role in ("", *THIRD) and _stands_beside(scan)):
        return writer, counterpart
    return writer, counterpart or _counterpart(scan, writer)


def two_of(scan: Scan, writer: str, counterpart: str) -> tuple[str, ...]:
    """The two whom the writer leads or stands beside, by their partnership roles: engineering and
    product where they are named, else whoever is, else these; () where the writer is one of two, or
    speaks of one.
    """
    beside = writer in ("", *THIRD) and _stands_beside(scan)
    if counterpart or (writer != EXECUTIVE and not beside):
        return ()
    named = Counter(PARTNER[one.role] for one in scan.people if one.role in PARTNER)
    usual = [role for role in USUAL_TWO if role in named]
    others = [role for role, _ in named.most_common() if role not in USUAL_TWO]
    two = [*dict.fromkeys((*usual, *others, *USUAL_TWO))][: len(USUAL_TWO)]
    return tuple(role for role in PARTNER_ROLES if role in two)


def said_of(role: str, counterpart: str) -> frozenset[str]:
    """Who a text is about by its writer's word, which takes both of them: else "he" is anybody."""
    if role == EXECUTIVE:
        return frozenset({NAMED[counterpart]} if counterpart else map(NAMED.__getitem__, USUAL_TWO))
    return frozenset({NAMED[role], NAMED[counterpart]}) if role and counterpart else frozenset()


def _writer(scan: Scan) -> str:
    """Who says so; else whoever has "my PM", "my engineers" or "my engineering manager".

    Whoever has both a product and an engineering lead leads neither, or both.
    """
    beside = _stands_beside(scan)
    if not beside and _leads_both(scan):
        return EXECUTIVE
    for one in scan.people:
        if one.is_writer and one.role in PARTNER:
            role = STAFF if _is_staff(scan, one) else PARTNER[one.role]
            return role if not beside or role in THIRD else ""
    if beside:
        return ""
    if leads := _leads(scan):
        return PARTNER[leads]
    mine = {(one.role, _is_led(scan, one)) for one in scan.people if one.is_mine}
    if {("product", False), ("engineering", False)} <= mine:
        return ""
    return _by_whose(scan, mine)


def _leads(scan: Scan) -> str:
    """What the writer says that they run, where that is one thing: "I manage the engineers"."""
    led = _said_to_lead(scan) & PARTNER.keys()
    return led.pop() if len(led) == 1 else ""


def _said_to_lead(scan: Scan) -> set[str]:
    return {hit.rule.id for hit in scan.hits.get("leading", []) if not scan.is_denied(hit)}


def _by_whose(scan: Scan, mine: Collection[tuple[str, bool]]) -> str:
    """By who is the writer's own, and whether they lead them."""
    if ("product", False) in mine or ("engineering", True) in mine:
        return "em"
    if ("engineering", False) in mine or ("product", True) in mine:
        return "pm"
    led = _said_to_lead(scan)
    if any(one.role == "product" for one in scan.people):
        builds = TEAM in led or _has_a_team(scan) or runs_builders(scan)
        return "em" if builds or meets(scan) == "product" else ""
    if meets(scan) == "engineering":
        return "pm"
    alone = all(_is_led(scan, one) for one in scan.people if one.role == "engineering")
    return "em" if GO_BETWEEN in led and alone else ""


def _stands_beside(scan: Scan) -> bool:
    """Whether the writer has another seat than the two who are named in one breath: "I'm the
    designer, and our PM and our EM argue". An engineer has where somebody else manages engineering.
    """
    above = _above(scan)
    between = [hit for hit in above if hit.rule.id == BETWEEN]
    own = [
        one
        for one in scan.people
        if one.is_writer and one.role in PARTNER and not any(_is_in(hit, one) for hit in between)
    ]
    rules = {hit.rule.id for hit in above if not any(_is_in(hit, one) for one in own)}
    leads_each = {one.role for one in scan.people if not one.is_writer and not _is_led(scan, one)}
    if BETWEEN in rules and not own and not rules & LEADS_BOTH and leads_each >= PAIR:
        return True
    if "the_two" not in rules or ("of_both" in rules and not own):
        return False
    leads = [one for one in scan.people if one.role in PAIR and not one.is_writer]
    if any(_is_beside(scan, one) for one in leads):
        return False
    third = [one for one in own if PARTNER[one.role] in THIRD]
    if not own or third:
        return bool(third) or "other_seat" in rules
    manages = any(one.role == "engineering" and _manages(scan, one) for one in leads)
    return manages and not any(one.role == "product" or _manages(scan, one) for one in own)


def _above(scan: Scan) -> list[Hit]:
    return [hit for hit in scan.hits.get("above", []) if not scan.is_denied(hit)]


def _is_in(hit: Hit, one: Named) -> bool:
    return hit.first <= one.first < hit.last


def _manages(scan: Scan, one: Named) -> bool:
    """ "The EM" and "the head of engineering" do; "the tech lead" and "the architect" may not."""
    words = (token.word for token in scan.tokens[one.first : one.last])
    return not scan.grammar.managers.isdisjoint(words)


def _leads_both(scan: Scan) -> bool:
    """Whether the two turn to the writer, or the writer is called as whoever leads both is, and
    somebody else leads each. Whoever leads one side leads both only where some of it is theirs.
    """
    above = [hit for hit in _above(scan) if hit.rule.id in LEADS_BOTH]
    rules = {hit.rule.id for hit in above}
    title = {at for hit in above for at in range(hit.first, hit.last)}
    own = {
        one.role
        for one in scan.people
        if one.is_writer and one.role in PARTNER and one.first not in title
    }
    leads = [one for one in scan.people if not one.is_writer and not _is_led(scan, one)]
    if not rules or (len(own) == 1 and not own & {one.role for one in leads if one.is_mine}):
        return False
    return "of_both" in rules or {one.role for one in leads} >= {"product", "engineering"}


def _is_led(scan: Scan, one: Named) -> bool:
    return are_led(scan.tokens, one, scan.grammar)


def _is_staff(scan: Scan, one: Named) -> bool:
    """A "staff engineer" leads by what they know."""
    words = (token.word for token in scan.tokens[one.first : one.last])
    return one.role == "engineering" and not scan.grammar.staff.isdisjoint(words)


def _has_a_team(scan: Scan) -> bool:
    pairs = zip(scan.tokens, scan.tokens[1:], strict=False)
    return any(
        mine.word in scan.grammar.leads and team.word in scan.grammar.groups for mine, team in pairs
    )


def _counterpart(scan: Scan, writer: str) -> str:
    """Whoever else is named most; product and engineering stand for each other. Where it is not
    known who writes, whoever alone is named, or alone stands beside them.
    """
    own = NAMED.get(writer, "")
    named = Counter(one.role for one in scan.people if one.role in PARTNER and one.role != own)
    for pair, other in (("product", "engineering"), ("engineering", "product")):
        if own == pair and other in named:
            return PARTNER[other]
    if own and named:
        return PARTNER[named.most_common(1)[0][0]]
    if not writer and (alone := {*named} if len(named) == 1 else _beside(scan)):
        return PARTNER[alone.pop()]
    return counterpart_role(writer) if writer else ""


def _beside(scan: Scan) -> set[str]:
    """Who is in "the PM and I" or "he's the PM", where nobody else is named who could lead."""
    leads = {one.role for one in scan.people if one.role in PARTNER and not _is_led(scan, one)}
    beside = {one.role for one in scan.people if one.role in leads and _is_beside(scan, one)}
    return beside if len(leads) == 1 else set()


def _is_beside(scan: Scan, one: Named) -> bool:
    """ "The PM and I", "me and the PM", "he's our PM"."""
    before = words_before(scan.tokens, one, scan.grammar)
    is_one = bool(before) and before[0] in scan.grammar.is_one
    return is_one or is_with_writer(scan.tokens, one, scan.grammar)

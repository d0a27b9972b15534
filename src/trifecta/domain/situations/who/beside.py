"""Which half the writer leads who does not say it, but whom they work beside."""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.scanning import PAIR, Scan
from trifecta.domain.situations.who.people import Named, are_led

QUALIFIED: Final = 3
"""So many words may say which team it is: "the ledger team", "the core data team"."""
NAME: Final = 2
"""Words of a name."""
BEFORE: Final = 5
"""So many words and signs before "with Dele" it may be said that the two talk."""


def runs_builders(scan: Scan) -> bool:
    """ "I run the ledger team": not "the sales team"."""
    small, tokens = scan.grammar, scan.tokens
    for at in range(1, len(tokens)):
        if tokens[at].word not in small.runs or tokens[at - 1].word not in small.oneself:
            continue
        words = [token.word for token in tokens[at + 1 : at + 3 + QUALIFIED]]
        begins = next((to for to, word in enumerate(words[:2]) if word in small.definite), None)
        team = next((to for to, word in enumerate(words) if word in small.groups), None)
        if begins is None or team is None or team <= begins + 1:
            continue
        which = words[begins + 1 : team]
        if small.not_building.isdisjoint(which) and all(word[0].isalnum() for word in which):
            return not any(to in scan.named for to in range(at + 1, at + 1 + team))
    return False


def meets(scan: Scan) -> str:
    """How whoever alone leads something here is named, if the writer notes something for a talk
    with them: "before the 1:1 with Dele (EM)"; "" where nobody does.
    """
    small = scan.grammar
    leads = [
        one for one in scan.people if one.role in PAIR and not are_led(scan.tokens, one, small)
    ]
    roles = {one.role for one in leads}
    words = {token.word for token in scan.tokens}
    if len(roles) != 1 or any(one.is_writer for one in leads):
        return ""
    if not small.led.isdisjoint(words) or small.mine.isdisjoint(words):
        return ""
    return roles.pop() if any(_is_met(scan, one) for one in leads) else ""


def _is_met(scan: Scan, one: Named) -> bool:
    small, tokens, at = scan.grammar, scan.tokens, one.first - 1
    if at > 0 and tokens[at].word == "(":
        low = max(0, at - NAME)
        at -= 1
        while at >= low and scan.text[tokens[at].start].isupper():
            at -= 1
    elif at > 0 and tokens[at].word in small.articles:
        at -= 1
    if at < 1 or tokens[at].word not in small.meets:
        return False
    before = {token.word for token in tokens[max(0, at - BEFORE) : at]}
    return not small.talks.isdisjoint(before)

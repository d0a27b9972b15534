"""What is to become of a sheet that was sent, beside what is held by then: decided, not done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.sheets.meeting import by_part, digests_of, meet
from trifecta.domain.situations.sheets.preparing import (
    SHEET,
    Preparation,
    digest_of,
    fill_in,
    go_back,
)
from trifecta.domain.situations.sheets.sheet import Entry
from trifecta.web.views.situations_sheets import groups_of

OPENED: Final = "opened"
SUGGESTED: Final = "suggested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A sheet as it was sent: its parts, for which text, and digests of how they stood and what was
    suggested when it was opened. `back` asks for the text before, if it is that one's.
    """

    parts: Mapping[str, str]
    made_for: str
    opened: str
    suggested: str
    back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is held from then on, and what is to be said about it.

    A sheet `for_another` text is not saved, nor is one with something `wrong`. The parts that were
    changed `twice`, here and in another tab, have what was sent; all others are saved.
    """

    now: Preparation
    for_another: bool = False
    twice: Mapping[str, str] = field(default_factory=dict)
    wrong: InvalidError | None = None


def sent_in(posted: QueryDict) -> Sent:
    """What a form of the sheet has sent; what it left out is empty."""
    return Sent(
        parts={part.id: posted.get(part.id, "") for part in SHEET},
        made_for=posted.get("made_for", ""),
        opened=posted.get(OPENED, ""),
        suggested=posted.get(SUGGESTED, ""),
        back="back" in posted,
    )


def settle(now: Preparation, sent: Sent) -> Settled:
    """What becomes of what was sent, with what is held `now`."""
    its_own = that_it_is_for(now, sent)
    if its_own is None:
        return Settled(now=now, for_another=True)
    stand = stand_of(its_own)
    texts: dict[str, str] = {entry.id: entry.text for entry in stand}
    suggested: dict[str, str] = {entry.id: entry.suggestion for entry in stand}
    met = meet(sent.parts, opened=by_part(sent.opened), stand=texts)
    try:
        filled = fill_in(its_own, met.entries, suggested=suggested)
    except InvalidError as error:
        return Settled(now=its_own, wrong=error)
    if not met.twice:
        return Settled(now=filled)
    theirs = {name: texts[name] for name in met.twice}
    return Settled(
        now=fill_in(its_own, {**met.entries, **theirs}, suggested=suggested),
        twice={name: met.entries[name] for name in met.twice},
    )


def that_it_is_for(now: Preparation, sent: Sent) -> Preparation | None:
    """What is held, or the text before for who asks for that; None where it is for neither."""
    if sent.made_for == digest_of(now.written):
        return now
    return that_before(now, sent.made_for) if sent.back else None


def that_before(now: Preparation, made_for: str) -> Preparation | None:
    """The text before, with its sheet, where that is what something was `made_for`."""
    if now.earlier is None or digest_of(now.earlier) != made_for:
        return None
    return go_back(now)


def stand_of(now: Preparation) -> Sequence[Entry]:
    """The parts of its sheet as they stand."""
    return [part.entry for group in groups_of(now) for part in group.parts]


def how_it_stood(stand: Sequence[Entry], sent: Sent | None = None) -> dict[str, str]:
    """The digests that a sheet sends back: how its parts stood when it was opened, and what was
    suggested. A sheet that is shown again was opened when it was shown first.
    """
    return {
        OPENED: (sent and sent.opened) or digests_of(entry.text for entry in stand),
        SUGGESTED: (sent and sent.suggested) or digests_of(entry.suggestion for entry in stand),
    }

"""Where a partnership stands: the facts each capability reports, and the history it adds to the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

TensionState = Literal["open", "planning", "agreed", "navigating", "withdrawn"]
AgreementState = Literal["draft", "proposed", "active", "reviewed", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page to go to: the name of its URL and the arguments, so that the domain knows no addresses."""

    url_name: str
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One line of "what happened so far": `before`, the linked words (if any), `after`."""

    at: datetime
    before: str
    linked: str = ""
    link: Link | None = None
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinFacts:
    """What one member may know of the partnership's check-ins; never whether the others have answered."""

    rounds_revealed: int = 0
    open_round_id: str | None = None
    i_have_submitted: bool = False
    i_have_begun: bool = False
    last_round_id: str | None = None
    last_revealed_at: datetime | None = None
    last_diagnosis: str | None = None
    last_headline: str = ""
    trust_falling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionFacts:
    """One tension, as one member sees it; `my_turn` names what waits for this member, "" for nothing."""

    tension_id: str
    title: str
    state: TensionState
    opened_at: datetime
    opened_by_me: bool
    my_turn: Literal[
        "", "write_side", "ask", "answer", "play_back", "confirm_play_back", "plan"
    ] = ""
    counterpart: str = ""
    gate_open: bool = False
    gate_skipped: bool = False
    last_change_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """One agreement; counts are of commitments, `my_signature_missing` of the current version."""

    agreement_id: str
    title: str
    state: AgreementState
    kind: Literal["plan", "navigate"]
    my_signature_missing: bool
    review_on: date | None
    kept: int = 0
    not_kept: int = 0
    dropped: int = 0
    open: int = 0
    overdue: int = 0
    gate_skipped: bool = False

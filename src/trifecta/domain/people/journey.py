"""Where a partnership stands: the facts each capability reports, its history and its steps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Generic, Literal, TypeVar

TensionState = Literal["open", "planning", "agreed", "navigating", "withdrawn"]
AgreementState = Literal["draft", "proposed", "active", "reviewed", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page to go to: the name of its URL and the arguments; the domain knows no addresses."""

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
class SuggestedPlan:
    """A plan that another member (`by`, a first name) suggests, and that nobody has answered."""

    tension_id: str
    title: str
    by: str


Reported = TypeVar("Reported")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[Reported]):
    """What a capability tells a reader in one reading: facts for the next step, and its history."""

    facts: Reported
    history: list[HistoryEntry]
    suggested: tuple[SuggestedPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinFacts:
    """What one member may know of the check-ins; never whether the others have answered.

    `rounds_with_…` count revealed rounds in which somebody shared a constraint of that kind;
    `rounds_without_shared_constraint` counts the latest revealed rounds in a row in which nobody
    shared one; `my_…` count the reader's own statements in the last revealed round.
    `last_seen_differently` are the first names of those who say that the last result is not how it
    is ("You" for the reader), and `last_replied_at` is when the latest of them said so.
    `closed_…` is about a check-in that closed without a result, while nothing has followed it.
    `more_rounds` says that more were opened than `rounds_revealed`, which are the latest.
    """

    rounds_revealed: int = 0
    more_rounds: bool = False
    open_round_id: str | None = None
    i_have_submitted: bool = False
    i_have_begun: bool = False
    closed_round_id: str | None = None
    closed_at: datetime | None = None
    closed_because: str = ""
    last_round_id: str | None = None
    last_revealed_at: datetime | None = None
    last_diagnosis: str | None = None
    last_headline: str = ""
    last_seen_differently: tuple[str, ...] = ()
    last_replied_at: datetime | None = None
    trust_falling: bool = False
    rounds_with_business_constraint: int = 0
    rounds_with_technical_constraint: int = 0
    rounds_without_shared_constraint: int = 0
    my_private_constraints: int = 0
    my_shared_constraints: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionFacts:
    """One tension, as one member sees it; `my_turn` is what waits for this member, or ""."""

    tension_id: str
    title: str
    state: TensionState
    opened_at: datetime
    opened_by_me: bool
    my_turn: Literal[
        "", "write_side", "ask", "answer", "play_back", "confirm_play_back", "seal", "plan"
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
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipFacts:
    """What one member may know of the partnership itself; first names in order of joining.

    `now` is aware and in the reader's time zone, so that its date is the reader's today.
    `willing` says whether everybody is, never who is not; `my_willing` is the reader's own answer.
    """

    partnership_id: str
    now: datetime
    set_up_at: datetime
    my_role: str
    roles: tuple[str, ...]
    counterparts: tuple[str, ...] = ()
    open_invitations: int = 0
    kind: str = "general"
    in_conflict: bool = False
    success_written: bool = False
    my_willing: bool | None = None
    willing: bool = False
    executives_filled: frozenset[str] = frozenset()
    executives_aligned: frozenset[str] = frozenset()

    @property
    def members(self) -> int:
        return len(self.roles)

    def page(self, url_name: str) -> Link:
        """A page of this partnership."""
        return Link(url_name=url_name, args=(self.partnership_id,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one member may know that decides what comes next."""

    partnership: PartnershipFacts
    checkins: CheckinFacts = field(default_factory=CheckinFacts)
    tensions: tuple[TensionFacts, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    suggested: tuple[SuggestedPlan, ...] = ()


NOW: Final = "Now, for you"
WAITING: Final = "For now"

StepId = Literal["check_in", "diagnosis", "tension", "plan", "agreement", "look_back"]
STEP_NAMES: Final[dict[StepId, str]] = {
    "check_in": "Check in",
    "diagnosis": "Diagnosis",
    "tension": "Tension",
    "plan": "Plan",
    "agreement": "Agreement",
    "look_back": "Look back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStep:
    """One word in the line of steps; those ahead have no link."""

    id: StepId
    name: str
    state: Literal["done", "current", "ahead"]
    link: Link | None = None


def journey_steps(*, current: StepId, reached: Mapping[StepId, Link]) -> tuple[JourneyStep, ...]:
    """The six steps: `current` once, those before it done where `reached` has them."""
    names = list(STEP_NAMES)
    past = names[: names.index(current)]
    return tuple(
        JourneyStep(
            id=step,
            name=STEP_NAMES[step],
            state="current"
            if step == current
            else "done"
            if step in past and step in reached
            else "ahead",
            link=reached.get(step) if step in past else None,
        )
        for step in names
    )


def reached_by(
    *,
    checkins: CheckinFacts,
    tensions: tuple[TensionFacts, ...] = (),
    agreements: tuple[AgreementFacts, ...] = (),
) -> dict[StepId, Link]:
    """The steps that have been done, each with the page on which its result stands."""
    understood = latest(tensions, among={"planning", "agreed", "navigating"})
    settled = latest(tensions, among={"agreed", "navigating"})
    signed = [one for one in agreements if one.state in {"active", "reviewed", "ended"}]
    return reached_pages(
        round_id=checkins.last_round_id,
        understood_id=understood.tension_id if understood else None,
        settled_id=settled.tension_id if settled else None,
        agreement_id=signed[-1].agreement_id if signed else None,
    )


def reached_pages(
    *,
    round_id: str | None = None,
    understood_id: str | None = None,
    settled_id: str | None = None,
    agreement_id: str | None = None,
) -> dict[StepId, Link]:
    """The same from ids: of the last opened check-in, of tensions, of the last signed agreement."""
    pages: dict[StepId, tuple[str, str | None]] = {
        "check_in": ("checkins:diagnosis", round_id),
        "diagnosis": ("checkins:diagnosis", round_id),
        "tension": ("tensions:tension", understood_id),
        "plan": ("compromise:plan", settled_id),
        "agreement": ("compromise:agreement", agreement_id),
    }
    return {
        step: Link(url_name=name, args=(row_id,))
        for step, (name, row_id) in pages.items()
        if row_id
    }


def latest(tensions: tuple[TensionFacts, ...], *, among: Collection[str]) -> TensionFacts | None:
    """The tension in one of these states that was touched last, or None."""
    found = [tension for tension in tensions if tension.state in among]
    return max(found, key=lambda one: one.last_change_at or one.opened_at, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The card at the top of a partnership: one thing to do, and at most one quiet link."""

    step: StepId
    title: str
    body: str
    action: str
    link: Link
    second: str = ""
    second_link: Link | None = None
    kicker: str = NOW

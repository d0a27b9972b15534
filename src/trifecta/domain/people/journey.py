"""Where a partnership stands: the facts each capability reports, its history and its steps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal

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
class CheckinFacts:
    """What one member may know of the check-ins; never whether the others have answered.

    `rounds_with_…` count revealed rounds in which somebody shared a constraint of that kind;
    `rounds_without_shared_constraint` counts the latest revealed rounds in a row in which nobody
    shared one; `my_…` count the reader's own statements in the last revealed round.
    """

    rounds_revealed: int = 0
    open_round_id: str | None = None
    i_have_submitted: bool = False
    i_have_begun: bool = False
    last_round_id: str | None = None
    last_revealed_at: datetime | None = None
    last_diagnosis: str | None = None
    last_headline: str = ""
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


def journey_steps(
    *,
    current: StepId,
    checkins: CheckinFacts,
    tensions: tuple[TensionFacts, ...] = (),
    agreements: tuple[AgreementFacts, ...] = (),
) -> tuple[JourneyStep, ...]:
    """The six steps as they stand: `current` once, those before it done where they were."""
    done = {
        **_of_checkins(checkins),
        **_of_tensions(tensions),
        **_of_agreements(agreements),
    }
    names = list(STEP_NAMES)
    past = names[: names.index(current)]
    return tuple(
        JourneyStep(
            id=step,
            name=STEP_NAMES[step],
            state="current"
            if step == current
            else "done"
            if step in past and step in done
            else "ahead",
            link=done.get(step) if step in past else None,
        )
        for step in names
    )


def _of_checkins(checkins: CheckinFacts) -> dict[StepId, Link]:
    if checkins.last_round_id is None:
        return {}
    link = Link(url_name="checkins:diagnosis", args=(checkins.last_round_id,))
    return {"check_in": link, "diagnosis": link}


def _of_tensions(tensions: tuple[TensionFacts, ...]) -> dict[StepId, Link]:
    understood = latest(tensions, among={"planning", "agreed", "navigating"})
    settled = latest(tensions, among={"agreed", "navigating"})
    done: dict[StepId, Link] = {}
    if understood:
        done["tension"] = Link(url_name="tensions:tension", args=(understood.tension_id,))
    if settled:
        done["plan"] = Link(url_name="compromise:plan", args=(settled.tension_id,))
    return done


def _of_agreements(agreements: tuple[AgreementFacts, ...]) -> dict[StepId, Link]:
    signed = [one for one in agreements if one.state in {"active", "reviewed", "ended"}]
    if not signed:
        return {}
    link = Link(url_name="compromise:agreement", args=(signed[-1].agreement_id,))
    return {"agreement": link}


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

"""One reader's view of where a partnership stands, put together from every capability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.apps.checkins import selectors as checkins
from trifecta.apps.compromise import selectors as compromise
from trifecta.apps.people import facts as people
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView
from trifecta.apps.tensions import selectors as tensions
from trifecta.domain.people.guard_rails import GuardRail, notice
from trifecta.domain.people.journey import (
    STEP_NAMES,
    Facts,
    HistoryEntry,
    JourneyStep,
    Link,
    NextStep,
    StepId,
    journey_steps,
    reached_by,
    reached_pages,
)
from trifecta.domain.people.next_step import next_step
from trifecta.domain.people.readiness import Readiness, check_readiness
from trifecta.domain.people.recommendation import Recommendation, recommend
from trifecta.web.addresses import address

CHECK_IN: Final = list(STEP_NAMES).index("check_in")
TENSION: Final = list(STEP_NAMES).index("tension")
AGREEMENT: Final = list(STEP_NAMES).index("agreement")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepInLine:
    """A word in the line of steps, as the base template shows it."""

    label: str
    state: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Everything the page of a partnership says about where it stands."""

    facts: Facts
    now: NextStep
    steps: list[StepInLine]
    rails: tuple[GuardRail, ...]
    readiness: Readiness
    advice: tuple[Recommendation, ...]
    history: list[HistoryEntry]
    checkins: checkins.Reading


def journey(*, actor: User, partnership: PartnershipView) -> Journey:
    """Where `partnership` stands for `actor`, who has been let into it."""
    reading = checkins.read(actor=actor, partnership=partnership)
    facts, entries = _told(actor=actor, partnership=partnership, reading=reading)
    step = next_step(facts)
    advice = people.recommendation_facts(partnership=partnership, checkins=facts.checkins)
    reached = reached_by(
        checkins=facts.checkins, tensions=facts.tensions, agreements=facts.agreements
    )
    return Journey(
        facts=facts,
        now=step,
        steps=_line(reached, current=step.step),
        rails=notice(facts),
        readiness=check_readiness(facts.partnership),
        advice=recommend(advice),
        history=entries,
        checkins=reading,
    )


def now(*, actor: User, partnership: PartnershipView) -> NextStep:
    """The one thing to do now, for a list of several partnerships."""
    reading = checkins.read(actor=actor, partnership=partnership)
    facts, _ = _told(actor=actor, partnership=partnership, reading=reading)
    return next_step(facts)


def steps(
    *, actor: User, partnership: PartnershipView, current: StepId, tension_id: str = ""
) -> list[StepInLine]:
    """The line of steps above a page that belongs to step `current`, about `tension_id` if any.

    Only what stands before `current` is looked up, and of that no more than where it leads.
    """
    before = list(STEP_NAMES).index(current)
    opened = signed = None
    settled = tension_id
    if before > CHECK_IN:
        opened = checkins.last_opened_id(actor=actor, partnership=partnership)
    if before > TENSION and not settled:
        settled = tensions.last_settled_id(actor=actor, partnership=partnership) or ""
    if before > AGREEMENT:
        signed = compromise.last_signed_id(actor=actor, partnership=partnership)
    reached = reached_pages(
        round_id=opened, understood_id=settled, settled_id=settled, agreement_id=signed
    )
    return _line(reached, current=current)


def history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """Everything that has happened and that `actor` may know, the latest first."""
    reading = checkins.read(actor=actor, partnership=partnership)
    _, entries = _told(actor=actor, partnership=partnership, reading=reading)
    return entries


def _told(
    *, actor: User, partnership: PartnershipView, reading: checkins.Reading
) -> tuple[Facts, list[HistoryEntry]]:
    """What every capability tells this reader, each read once."""
    of_checkins = reading.told()
    of_tensions = tensions.told(actor=actor, partnership=partnership)
    of_agreements = compromise.told(actor=actor, partnership=partnership)
    facts = Facts(
        partnership=people.journey_facts(partnership=partnership),
        checkins=of_checkins.facts,
        tensions=of_tensions.facts,
        agreements=of_agreements.facts,
        suggested=of_agreements.suggested,
    )
    entries = [
        *people.history(actor=actor, partnership=partnership),
        *of_checkins.history,
        *of_tensions.history,
        *of_agreements.history,
    ]
    return facts, sorted(entries, key=lambda entry: entry.at, reverse=True)


def _line(reached: Mapping[StepId, Link], *, current: StepId) -> list[StepInLine]:
    return [_in_line(step) for step in journey_steps(current=current, reached=reached)]


def _in_line(step: JourneyStep) -> StepInLine:
    href = address(step.link.url_name, *step.link.args) if step.link else ""
    return StepInLine(label=step.name, state=step.state, href=href)

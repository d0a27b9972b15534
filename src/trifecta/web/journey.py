"""One reader's view of where a partnership stands, put together from every capability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from trifecta.apps.checkins import selectors as checkins
from trifecta.apps.compromise import selectors as compromise
from trifecta.apps.people import facts as people
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView
from trifecta.apps.tensions import selectors as tensions
from trifecta.domain.people.guard_rails import GuardRail, notice
from trifecta.domain.people.journey import (
    STEP_NAMES,
    AgreementFacts,
    CheckinFacts,
    Facts,
    HistoryEntry,
    JourneyStep,
    Link,
    NextStep,
    StepId,
    TensionFacts,
    journey_steps,
    reached_by,
    reached_pages,
)
from trifecta.domain.people.next_step import next_step
from trifecta.domain.people.readiness import Readiness, check_readiness
from trifecta.domain.people.recommendation import Recommendation, recommend

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
class Progress:
    """How far the partnership has come, as the reader may know it."""

    checkins: CheckinFacts
    tensions: tuple[TensionFacts, ...]
    agreements: tuple[AgreementFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Everything the page of a partnership says about where it stands."""

    facts: Facts
    now: NextStep
    steps: list[StepInLine]
    rails: tuple[GuardRail, ...]
    readiness: Readiness
    advice: tuple[Recommendation, ...]


def journey(*, actor: User, partnership: PartnershipView) -> Journey:
    """Where `partnership` stands for `actor`, who has been let into it."""
    progress = _progress(actor=actor, partnership=partnership)
    facts = _facts(partnership, progress)
    step = next_step(facts)
    advice = people.recommendation_facts(partnership=partnership, checkins=progress.checkins)
    return Journey(
        facts=facts,
        now=step,
        steps=_line(
            reached_by(
                checkins=progress.checkins,
                tensions=progress.tensions,
                agreements=progress.agreements,
            ),
            current=step.step,
        ),
        rails=notice(facts),
        readiness=check_readiness(facts.partnership),
        advice=recommend(advice),
    )


def now(*, actor: User, partnership: PartnershipView) -> NextStep:
    """The one thing to do now, for a list of several partnerships."""
    progress = _progress(actor=actor, partnership=partnership)
    return next_step(_facts(partnership, progress))


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
    entries = [
        *people.history(actor=actor, partnership=partnership),
        *checkins.history(actor=actor, partnership=partnership),
        *tensions.history(actor=actor, partnership=partnership),
        *compromise.history(actor=actor, partnership=partnership),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _progress(*, actor: User, partnership: PartnershipView) -> Progress:
    return Progress(
        checkins=checkins.journey_facts(actor=actor, partnership=partnership),
        tensions=tensions.journey_facts(actor=actor, partnership=partnership),
        agreements=compromise.journey_facts(actor=actor, partnership=partnership),
    )


def _facts(partnership: PartnershipView, progress: Progress) -> Facts:
    return Facts(
        partnership=people.journey_facts(partnership=partnership),
        checkins=progress.checkins,
        tensions=progress.tensions,
        agreements=progress.agreements,
    )


def _line(reached: Mapping[StepId, Link], *, current: StepId) -> list[StepInLine]:
    return [_in_line(step) for step in journey_steps(current=current, reached=reached)]


def _in_line(step: JourneyStep) -> StepInLine:
    href = reverse(step.link.url_name, args=step.link.args) if step.link else ""
    return StepInLine(label=step.name, state=step.state, href=href)

"""One reader's view of where a partnership stands, put together from every capability."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from trifecta.apps.checkins import selectors as checkins
from trifecta.apps.compromise import selectors as compromise
from trifecta.apps.people import facts as people
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView
from trifecta.apps.tensions import selectors as tensions
from trifecta.domain.people.guard_rails import GuardRail, notice
from trifecta.domain.people.journey import (
    AgreementFacts,
    CheckinFacts,
    Facts,
    HistoryEntry,
    JourneyStep,
    NextStep,
    StepId,
    TensionFacts,
    journey_steps,
)
from trifecta.domain.people.next_step import next_step
from trifecta.domain.people.readiness import Readiness, check_readiness
from trifecta.domain.people.recommendation import Recommendation, recommend


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
    facts = Facts(
        partnership=people.journey_facts(partnership=partnership),
        checkins=progress.checkins,
        tensions=progress.tensions,
        agreements=progress.agreements,
    )
    now = next_step(facts)
    advice = people.recommendation_facts(partnership=partnership, checkins=progress.checkins)
    return Journey(
        facts=facts,
        now=now,
        steps=_line(progress, current=now.step),
        rails=notice(facts),
        readiness=check_readiness(facts.partnership),
        advice=recommend(advice),
    )


def steps(*, actor: User, partnership: PartnershipView, current: StepId) -> list[StepInLine]:
    """The line of steps above a page that belongs to step `current`."""
    return _line(_progress(actor=actor, partnership=partnership), current=current)


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


def _line(progress: Progress, *, current: StepId) -> list[StepInLine]:
    line = journey_steps(
        current=current,
        checkins=progress.checkins,
        tensions=progress.tensions,
        agreements=progress.agreements,
    )
    return [_in_line(step) for step in line]


def _in_line(step: JourneyStep) -> StepInLine:
    href = reverse(step.link.url_name, args=step.link.args) if step.link else ""
    return StepInLine(label=step.name, state=step.state, href=href)

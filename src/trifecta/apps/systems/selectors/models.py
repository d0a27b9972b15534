"""Models as their members see them: in a list, whole, and text by text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView
from trifecta.apps.systems.models import (
    Decision,
    DecisionState,
    ModelVersion,
    Observed,
    SystemModel,
)
from trifecta.apps.systems.selectors.rooms import ModelRoom, enter, enter_decision
from trifecta.domain.errors import NotFoundError
from trifecta.domain.systems.decisions import refined_without_decision
from trifecta.domain.systems.model import Semantics


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision with the names of people; `at` is when it was taken."""

    id: str
    version: int
    what: str
    expected: str
    owner: MemberView
    due: date
    review_on: date
    decided_by: MemberView
    at: datetime
    state: str
    done: str
    outcome: str
    learnt: str
    ended_at: datetime | None
    ended_by: MemberView | None

    @property
    def running(self) -> bool:
        return self.state == DecisionState.RUNNING

    @property
    def may_review(self) -> bool:
        """Whether the day of the action has come, from which on the data can say something."""
        return self.running and timezone.localdate() >= self.due

    @property
    def review_has_come(self) -> bool:
        return self.running and timezone.localdate() >= self.review_on


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One text of a model, and how it runs."""

    number: int
    text: str
    semantics: Semantics
    written_by: MemberView
    at: datetime
    restored: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedView:
    """Counts by the week, how an export was mapped last, and whose counts stood there before."""

    counts: str
    brought_by: MemberView
    at: datetime
    mapping: str
    before: str | None
    before_by: MemberView | None
    before_at: datetime | None

    @property
    def read(self) -> str:
        """What tells these counts from others that somebody brings in later."""
        return self.at.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLine:
    """A model in the list of its partnership."""

    id: str
    name: str
    question: str
    changed_at: datetime
    version: int
    running: DecisionView | None
    reviewed: DecisionView | None
    needs_decision: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """A model whole; `refined` counts the texts since the last decision, or since it began."""

    id: str
    partnership: PartnershipView
    name: str
    question: str
    answered_by: str
    period: str
    rounds: int
    started_by: MemberView
    started_at: datetime
    latest: VersionView
    decisions: tuple[DecisionView, ...]
    observed: ObservedView | None
    refined: int

    @property
    def version(self) -> int:
        return self.latest.number

    @property
    def running(self) -> DecisionView | None:
        return next((one for one in self.decisions if one.running), None)

    @property
    def over(self) -> tuple[DecisionView, ...]:
        return tuple(one for one in self.decisions if not one.running)

    @property
    def needs_decision(self) -> bool:
        return self.running is None and refined_without_decision(self.refined)


def models_of(*, partnership: PartnershipView) -> list[ModelLine]:
    """All models of a partnership that its reader has been let into, the latest change first."""
    rows = list(SystemModel.objects.filter(partnership=partnership.row))
    numbers = _numbers(rows)
    decisions: dict[str, list[Decision]] = {row.id: [] for row in rows}
    for one in Decision.objects.filter(model__in=rows):
        decisions[one.model_id].append(one)
    return [_line(row, numbers[row.id], decisions[row.id], partnership) for row in rows]


def _numbers(rows: Sequence[SystemModel]) -> dict[str, int]:
    found: dict[str, int] = {}
    pairs = ModelVersion.objects.filter(model__in=rows).values_list("model_id", "number")
    for model_id, number in pairs:
        found[model_id] = max(number, found.get(model_id, 0))
    return found


def _line(
    row: SystemModel, number: int, decisions: Sequence[Decision], people: PartnershipView
) -> ModelLine:
    views = [decision_view(one, people) for one in decisions]
    running = next((one for one in views if one.running), None)
    refined = _refined(number, views)
    return ModelLine(
        id=row.id,
        name=row.name,
        question=row.question,
        changed_at=row.changed_at,
        version=number,
        running=running,
        reviewed=next((one for one in views if one.state == DecisionState.REVIEWED), None),
        needs_decision=running is None and refined_without_decision(refined),
    )


def _refined(number: int, decisions: Sequence[DecisionView]) -> int:
    """Texts since the last decision that was not let go; the first text of all counts too."""
    taken = [one.version for one in decisions if one.state != DecisionState.LET_GO]
    return number - max(taken, default=0)


def model_for(*, actor: User, model_id: str) -> ModelView:
    """One model; raises NotFoundError for whoever is not in its partnership."""
    return whole(enter(actor=actor, model_id=model_id))


def whole(room: ModelRoom) -> ModelView:
    """Everything of a model, for whoever has been let in."""
    row, people = room.model, room.partnership
    latest = version_view(ModelVersion.objects.filter(model=row).order_by("-number")[0], people)
    rows = Decision.objects.filter(model=row)
    decisions = tuple(decision_view(one, people) for one in rows)
    seen = Observed.objects.filter(model=row).first()
    return ModelView(
        id=row.id,
        partnership=people,
        name=row.name,
        question=row.question,
        answered_by=row.answered_by or "",
        period=row.period,
        rounds=row.rounds,
        started_by=people.member(row.started_by_id),
        started_at=row.created_at,
        latest=latest,
        decisions=decisions,
        observed=_observed_view(seen, people) if seen else None,
        refined=_refined(latest.number, decisions),
    )


def _observed_view(row: Observed, people: PartnershipView) -> ObservedView:
    return ObservedView(
        counts=row.counts,
        brought_by=people.member(row.brought_by_id),
        at=row.brought_at,
        mapping=row.mapping or "",
        before=row.before,
        before_by=people.member(row.before_by_id) if row.before_by_id else None,
        before_at=row.before_at,
    )


def version_view(row: ModelVersion, people: PartnershipView) -> VersionView:
    return VersionView(
        number=row.number,
        text=row.text,
        semantics=Semantics(row.semantics),
        written_by=people.member(row.written_by_id),
        at=row.created_at,
        restored=row.restored,
    )


def decision_view(row: Decision, people: PartnershipView) -> DecisionView:
    return DecisionView(
        id=row.id,
        version=row.version,
        what=row.what,
        expected=row.expected,
        owner=people.member(row.owner_id),
        due=row.due,
        review_on=row.review_on,
        decided_by=people.member(row.decided_by_id),
        at=row.created_at,
        state=row.state,
        done=row.done,
        outcome=row.outcome,
        learnt=row.learnt or "",
        ended_at=row.ended_at,
        ended_by=people.member(row.ended_by_id) if row.ended_by_id else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWhole:
    """A decision with the model it came from."""

    model: ModelView
    decision: DecisionView


def decision_for(*, actor: User, decision_id: str) -> DecisionWhole:
    """Raises NotFoundError for whoever is not in the partnership of its model."""
    room, row = enter_decision(actor=actor, decision_id=decision_id)
    return DecisionWhole(model=whole(room), decision=decision_view(row, room.partnership))


def versions_of(*, actor: User, model_id: str) -> list[VersionView]:
    """Every text of a model with its words, the newest first."""
    room = enter(actor=actor, model_id=model_id)
    rows = ModelVersion.objects.filter(model=room.model).order_by("-number")
    return [version_view(row, room.partnership) for row in rows]


def version_for(*, actor: User, model_id: str, number: int) -> VersionView:
    """One text; raises NotFoundError where there is none of that number."""
    room = enter(actor=actor, model_id=model_id)
    row = ModelVersion.objects.filter(model=room.model, number=number).first()
    if row is None:
        raise NotFoundError
    return version_view(row, room.partnership)

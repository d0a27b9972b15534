"""What one member may read of plans: what they are made of, what is missing, what is suggested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Protocol, TypeVar

from django.db.models import QuerySet

from trifecta.apps.compromise.models.agreements import Agreement
from trifecta.apps.compromise.models.defaults import DefaultPlan
from trifecta.apps.compromise.models.plans import Option, Proposal, Stage
from trifecta.apps.compromise.models.policies import PlanPolicy
from trifecta.apps.compromise.selectors.defaults import (
    DefaultStanding,
    DefaultView,
    default_standing,
    default_view,
)
from trifecta.apps.compromise.selectors.plan_rows import PlanRows, Points, weeks_of
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.tensions.models import TensionState
from trifecta.apps.tensions.selectors import GateView, NeedForFinder
from trifecta.domain.compromise.wanted import Wanted
from trifecta.domain.errors import NotFoundError

MissingKind = Literal[
    "my_weights",
    "stages",
    "options",
    "efforts",
    "needs",
    "my_scores",
    "their_weights",
    "their_scores",
]
FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage of the board; `weeks` is how long it lasts, `capacity` person-weeks by resource."""

    id: str
    name: str
    starts: date
    ends: date | None
    weeks: float
    capacity: dict[str, float]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """An option of the board; ids refer to stages, options and members."""

    id: str
    title: str
    note: str
    effort: dict[str, dict[str, float]]
    after: tuple[str, ...]
    excludes: tuple[str, ...]
    together: tuple[str, ...]
    asked_by: tuple[str, ...]
    proposed_by: MemberView
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """A policy that plans are held to: options it rules out, and those that build on `first`."""

    id: str
    title: str
    never: tuple[str, ...]
    first: str
    for_these: tuple[str, ...]
    proposed_by: MemberView
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """A need of the reader's own, with points by option id; `unscored` counts what is left."""

    id: str
    text: str
    hidden: bool
    wanted: Wanted
    weight: float
    points: dict[str, int]
    unscored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What has to be there before plans can be searched; `who` are the names it waits for."""

    kind: MissingKind
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A suggested plan and what was said to it; `placements` is option id to stage id."""

    id: str
    title: str
    summary: str
    placements: dict[str, str]
    stages: list[dict[str, object]]
    suggested_by: MemberView
    suggested_at: datetime
    mine: bool
    state: str
    answered_by: MemberView | None
    answered_at: datetime | None
    answer: str
    agreement_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """Everything a plan is made of, as one member sees it; `needs` are the reader's own."""

    gate: GateView
    stages: tuple[StageView, ...]
    options: tuple[OptionView, ...]
    policies: tuple[PolicyView, ...]
    needs: tuple[NeedView, ...]
    missing: tuple[Missing, ...]
    proposals: tuple[ProposalView, ...]
    default: DefaultStanding

    @property
    def tension_id(self) -> str:
        return self.gate.tension_id

    @property
    def resources(self) -> tuple[str, ...]:
        """Whose time is counted, in alphabetical order."""
        return tuple(sorted({name for stage in self.stages for name in stage.capacity}))

    @property
    def open_proposal(self) -> ProposalView | None:
        return next((row for row in self.proposals if row.state == "suggested"), None)

    @property
    def settled(self) -> bool:
        """Whether an agreement rests on this; then nothing here changes any more."""
        return self.gate.state in {TensionState.AGREED, TensionState.NAVIGATING}

    @property
    def live(self) -> bool:
        return not self.settled and self.gate.state != TensionState.WITHDRAWN

    def option(self, option_id: str) -> OptionView:
        """Raises NotFoundError."""
        return _one(self.options, option_id)

    def stage(self, stage_id: str) -> StageView:
        """Raises NotFoundError."""
        return _one(self.stages, stage_id)

    def fits_nowhere(self, option: OptionView) -> bool:
        """Whether an option that somebody has put weeks to takes more than any stage has."""
        capacity = {stage.id: stage.capacity for stage in self.stages}
        efforts = [
            (weeks, capacity[key]) for key, weeks in option.effort.items() if key in capacity
        ]
        return bool(efforts) and not any(
            all(amount <= there.get(name, 0) for name, amount in weeks.items())
            for weeks, there in efforts
        )

    def need(self, need_id: str) -> NeedView:
        """A need of the reader's own; raises NotFoundError."""
        return _one(self.needs, need_id)


def board_for(*, actor: User, tension_id: str) -> BoardView:
    """Raises NotFoundError for outsiders and NotYetError before the gate is open."""
    return board_of(PlanRows.of(actor=actor, tension_id=tension_id))


def board_of(rows: PlanRows) -> BoardView:
    """The reader's view of rows they have been let into."""
    mine = [need for need in rows.needs if need.member_id == rows.me]
    points = rows.points(mine)
    return BoardView(
        gate=rows.gate,
        stages=tuple(_stage(row) for row in rows.stages),
        options=tuple(_option(row, rows.gate) for row in rows.options),
        policies=tuple(_policy(row, rows.gate) for row in rows.policies),
        needs=tuple(_need(rows, need, points) for need in mine),
        missing=tuple(_missing(rows)),
        proposals=_proposals(rows.gate),
        default=default_standing(rows.defaults, rows.gate, fits=rows.default_fits),
    )


def board_of_stage(*, actor: User, stage_id: str) -> tuple[BoardView, StageView]:
    """A stage and its board; raises NotFoundError."""
    board = board_for(actor=actor, tension_id=_tension_id(Stage.objects.filter(id=stage_id)))
    return board, board.stage(stage_id)


def board_of_option(*, actor: User, option_id: str) -> tuple[BoardView, OptionView]:
    """An option and its board; raises NotFoundError."""
    rows = Option.objects.filter(id=option_id, removed_at=None)
    board = board_for(actor=actor, tension_id=_tension_id(rows))
    return board, board.option(option_id)


def board_of_policy(*, actor: User, policy_id: str) -> tuple[BoardView, PolicyView]:
    """A policy and its board; raises NotFoundError."""
    board = board_for(actor=actor, tension_id=_tension_id(PlanPolicy.objects.filter(id=policy_id)))
    return board, _one(board.policies, policy_id)


def board_of_proposal(*, actor: User, proposal_id: str) -> tuple[BoardView, ProposalView]:
    """A suggestion and its board; raises NotFoundError."""
    rows = Proposal.objects.filter(id=proposal_id)
    board = board_for(actor=actor, tension_id=_tension_id(rows))
    return board, _one(board.proposals, proposal_id)


def board_of_default(*, actor: User, default_id: str) -> tuple[BoardView, DefaultView]:
    """What somebody said happens without an agreement, and its board; raises NotFoundError."""
    found = DefaultPlan.objects.filter(id=default_id)
    board = board_for(actor=actor, tension_id=_tension_id(found))
    return board, default_view(found[0], board.gate)


def _missing(rows: PlanRows) -> Iterator[Missing]:
    """What still has to be done, in the order in which it is done."""
    unsealed = [member.id for member in rows.gate.unsealed]
    if rows.me in unsealed:
        yield Missing(kind="my_weights")
    if not rows.stages:
        yield Missing(kind="stages")
    if len(rows.options) < FEWEST_OPTIONS:
        yield Missing(kind="options")
    without = tuple(row.title for row in rows.options if rows.effort_unclear(row))
    if without and rows.stages:
        yield Missing(kind="efforts", who=without)
    members = rows.gate.partnership.members
    present = {need.member_id for need in rows.needs}
    silent = tuple(member.name for member in members if member.id not in present)
    if silent:
        yield Missing(kind="needs", who=silent)
    if rows.unscored(rows.me):
        yield Missing(kind="my_scores")
    others = rows.gate.partnership.counterparts
    sealing = tuple(member.name for member in others if member.id in unsealed)
    if sealing:
        yield Missing(kind="their_weights", who=sealing)
    waiting = tuple(member.name for member in others if rows.unscored(member.id))
    if waiting:
        yield Missing(kind="their_scores", who=waiting)


def _proposals(gate: GateView) -> tuple[ProposalView, ...]:
    rows = list(Proposal.objects.filter(tension_id=gate.tension_id))
    begun = Agreement.objects.filter(proposal__in=[row.id for row in rows])
    agreements = dict(begun.values_list("proposal_id", "id"))
    return tuple(_proposal(row, gate, agreements.get(row.id, "")) for row in rows)


def _stage(row: Stage) -> StageView:
    return StageView(
        id=row.id,
        name=row.name,
        starts=row.starts,
        ends=row.ends,
        weeks=weeks_of(row),
        capacity=row.capacity,
        version=row.version,
    )


def _option(row: Option, gate: GateView) -> OptionView:
    return OptionView(
        id=row.id,
        title=row.title,
        note=row.note or "",
        effort=row.effort,
        after=tuple(row.after),
        excludes=tuple(row.excludes),
        together=tuple(row.together),
        asked_by=tuple(row.asked_by),
        proposed_by=gate.partnership.member(row.proposed_by_id),
        version=row.version,
    )


def _policy(row: PlanPolicy, gate: GateView) -> PolicyView:
    return PolicyView(
        id=row.id,
        title=row.title,
        never=tuple(row.never),
        first=row.after[0][1] if row.after else "",
        for_these=tuple(one for one, _ in row.after),
        proposed_by=gate.partnership.member(row.proposed_by_id),
        version=row.version,
    )


def _need(rows: PlanRows, need: NeedForFinder, points: Points) -> NeedView:
    mine = {option: value for (option, need_id), value in points.items() if need_id == need.id}
    return NeedView(
        id=need.id,
        text=need.text,
        hidden=need.hidden,
        wanted=rows.wanted_of(need.id),
        weight=need.weight,
        points=mine,
        unscored=sum(row.id not in mine for row in rows.options),
    )


def _proposal(row: Proposal, gate: GateView, agreement_id: str) -> ProposalView:
    member = gate.partnership.member
    return ProposalView(
        id=row.id,
        title=row.plan["title"],
        summary=row.plan["summary"],
        placements=row.plan["placements"],
        stages=row.plan["stages"],
        suggested_by=member(row.suggested_by_id),
        suggested_at=row.created_at,
        mine=row.suggested_by_id == gate.partnership.me.id,
        state=row.state,
        answered_by=member(row.answered_by_id) if row.answered_by_id else None,
        answered_at=row.answered_at,
        answer=row.answer or "",
        agreement_id=agreement_id,
    )


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Row = TypeVar("_Row", bound=_Identified)


def _one(rows: Iterable[_Row], row_id: str) -> _Row:
    for row in rows:
        if row.id == row_id:
            return row
    raise NotFoundError


def _tension_id(rows: QuerySet[Any]) -> str:
    found: str | None = rows.values_list("tension_id", flat=True).first()
    if found is None:
        raise NotFoundError
    return found

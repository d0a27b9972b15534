"""What one member may read of plans: the board, what is still missing, and what the finder says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from trifecta.apps.compromise.models.plans import NeedTerms, Option, Proposal, Score, Stage
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.tensions.selectors import (
    GateView,
    NeedForFinder,
    needs_for_finder,
    require_open_gate,
)
from trifecta.domain.compromise import problem as domain
from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.findings import Findings
from trifecta.domain.errors import NotFoundError, NotYetError
from trifecta.domain.people.words import joined

LATER_WEEKS = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage of the board."""

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
class NeedView:
    """A need the reader may see: their own, hidden ones too, and what the others show."""

    id: str
    member: MemberView
    text: str
    mine: bool
    hidden: bool
    needed_by: date | None
    weight: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A suggested plan and what was said to it."""

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
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """Everything a plan is made of, as one member sees it.

    `scores` by (option id, need id), for the needs in `needs` alone. `to_score` counts what is
    left for the reader, `others_to_score` names whose scores of shown needs are not complete.
    """

    gate: GateView
    stages: tuple[StageView, ...]
    options: tuple[OptionView, ...]
    needs: tuple[NeedView, ...]
    scores: dict[tuple[str, str], int]
    to_score: int
    others_to_score: tuple[str, ...]
    proposals: tuple[ProposalView, ...]

    @property
    def resources(self) -> tuple[str, ...]:
        return tuple(sorted({name for stage in self.stages for name in stage.capacity}))

    @property
    def open_proposal(self) -> ProposalView | None:
        return next((row for row in self.proposals if row.state == "suggested"), None)


def board_for(*, actor: User, tension_id: str) -> BoardView:
    """Raises NotFoundError for outsiders and NotYetError before the gate is open."""
    gate = require_open_gate(actor=actor, tension_id=tension_id)
    rows = _Rows.of(actor=actor, gate=gate)
    needs = rows.shown_needs()
    return BoardView(
        gate=gate,
        stages=tuple(_stage(row) for row in rows.stages),
        options=tuple(_option(row, gate) for row in rows.options),
        needs=needs,
        scores=rows.shown_scores(needs),
        to_score=rows.missing_scores(gate.partnership.me.id, needs),
        others_to_score=tuple(
            member.name
            for member in gate.partnership.counterparts
            if rows.missing_scores(member.id, needs)
        ),
        proposals=tuple(
            _proposal(row, gate) for row in Proposal.objects.filter(tension_id=tension_id)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the finder says, as one member may see it.

    `problem` and `findings` hold everything of the reader's own and only what the others show.
    The plan in `placements` is the recommended one, searched with the hidden needs too.
    """

    problem: domain.Problem
    findings: Findings
    placements: dict[str, str]
    with_hidden: bool


def plans_for(*, actor: User, tension_id: str) -> Found:
    """Search for plans; raises NotYetError with what is missing, InvalidError for what is wrong."""
    gate = require_open_gate(actor=actor, tension_id=tension_id)
    rows = _Rows.of(actor=actor, gate=gate)
    missing = rows.missing()
    if missing:
        raise NotYetError(missing)
    full = rows.problem()
    mine = gate.partnership.me.id
    if not any(need.hidden and need.party != mine for need in full.needs):
        findings = find(full)
        return Found(
            problem=full,
            findings=findings,
            placements=dict(findings.recommended.plan.placements),
            with_hidden=False,
        )
    shown = _without_hidden(full, reader=mine)
    return Found(
        problem=shown,
        findings=find(shown),
        placements=dict(find(full).recommended.plan.placements),
        with_hidden=True,
    )


def _without_hidden(problem: domain.Problem, *, reader: str) -> domain.Problem:
    """The problem as `reader` may see it: others' hidden needs gone, weights shared out again."""
    kept = [need for need in problem.needs if not need.hidden or need.party == reader]
    totals = {
        party.id: sum(need.weight for need in kept if need.party == party.id)
        for party in problem.parties
    }
    needs = tuple(replace(need, weight=need.weight / totals[need.party]) for need in kept)
    ids = {need.id for need in needs}
    return replace(
        problem,
        needs=needs,
        scores=tuple(score for score in problem.scores if score.need in ids),
    )


@dataclass(slots=True, kw_only=True)
class _Rows:
    """The rows of one tension's board, hidden ones included; nothing of this leaves unfiltered."""

    gate: GateView
    stages: list[Stage]
    options: list[Option]
    needs: list[NeedForFinder]
    needed_by: dict[str, date | None]
    scores: dict[tuple[str, str], int]

    @classmethod
    def of(cls, *, actor: User, gate: GateView) -> _Rows:
        tension_id = gate.tension_id
        needs = needs_for_finder(actor=actor, tension_id=tension_id)
        options = list(Option.objects.filter(tension_id=tension_id, removed_at=None))
        ids = [need.id for need in needs]
        return cls(
            gate=gate,
            stages=list(Stage.objects.filter(tension_id=tension_id)),
            options=options,
            needs=needs,
            needed_by=dict(
                NeedTerms.objects.filter(need_id__in=ids).values_list("need_id", "needed_by")
            ),
            scores={
                (row.option_id, row.need_id): row.points
                for row in Score.objects.filter(option__in=options, need_id__in=ids)
            },
        )

    def shown_needs(self) -> tuple[NeedView, ...]:
        me = self.gate.partnership.me.id
        return tuple(
            NeedView(
                id=need.id,
                member=self.gate.partnership.member(need.member_id),
                text=need.text,
                mine=need.member_id == me,
                hidden=need.hidden,
                needed_by=self.needed_by.get(need.id),
                weight=need.weight if need.member_id == me else None,
            )
            for need in self.needs
            if not need.hidden or need.member_id == me
        )

    def shown_scores(self, needs: tuple[NeedView, ...]) -> dict[tuple[str, str], int]:
        shown = {need.id for need in needs}
        return {key: points for key, points in self.scores.items() if key[1] in shown}

    def missing_scores(self, member_id: str, needs: tuple[NeedView, ...]) -> int:
        own = [need.id for need in needs if need.member.id == member_id]
        return sum((option.id, need) not in self.scores for option in self.options for need in own)

    def missing(self) -> str:
        """What has to be there before plans can be searched, as one sentence; "" when all is."""
        return self._missing_work() or self._missing_needs() or self._missing_scores()

    def _missing_work(self) -> str:
        if not self.stages:
            return "First say which stages there are, and who has time in them."
        if len(self.options) < 2:
            return "First write down at least two things that could be done."
        if any(not option.effort for option in self.options):
            return "Say for every option how much work it is, and when it could be done."
        return ""

    def _missing_needs(self) -> str:
        shown = {need.member_id for need in self.needs if not need.hidden}
        for member in self.gate.partnership.members:
            if member.id not in shown:
                return f"{member.name} has not shared a need that plans can be made with."
        return ""

    def _missing_scores(self) -> str:
        needs = self.shown_needs()
        if self.missing_scores(self.gate.partnership.me.id, needs):
            return "First say for each option how far it would meet your needs."
        waiting = [
            member.name
            for member in self.gate.partnership.counterparts
            if self.missing_scores(member.id, needs)
        ]
        if not waiting:
            return ""
        verb = "has" if len(waiting) == 1 else "have"
        return f"{joined(waiting)} still {verb} to say how far the options meet their needs."

    def problem(self) -> domain.Problem:
        stages = tuple(
            domain.Stage(
                id=row.id,
                name=row.name,
                starts=row.starts,
                ends=row.ends,
                weeks=weeks_of(row),
                capacity=row.capacity,
            )
            for row in self.stages
        )
        return domain.Problem(
            parties=tuple(
                domain.Party(id=member.id, name=member.name)
                for member in self.gate.partnership.members
            ),
            stages=stages,
            options=tuple(self._option(row) for row in self.options),
            needs=tuple(
                domain.Need(
                    id=need.id,
                    party=need.member_id,
                    text=need.text,
                    weight=need.weight,
                    discount=domain.discount_by(stages, deadline=self.needed_by.get(need.id)),
                    hidden=need.hidden,
                )
                for need in self.needs
            ),
            scores=tuple(
                domain.Score(option=option, need=need, points=float(points))
                for (option, need), points in self.scores.items()
            ),
        )

    def _option(self, row: Option) -> domain.Option:
        present = {member.id for member in self.gate.partnership.members}
        return domain.Option(
            id=row.id,
            title=row.title,
            effort=row.effort,
            after=tuple(row.after),
            excludes=tuple(row.excludes),
            together=tuple(row.together),
            asked_by=tuple(member for member in row.asked_by if member in present),
        )


def weeks_of(row: Stage) -> float:
    """How long a stage lasts; "later" counts as a quarter."""
    if row.ends is None:
        return LATER_WEEKS
    return round(((row.ends - row.starts).days + 1) / 7, 1)


def stage_for(*, actor: User, stage_id: str) -> tuple[BoardView, StageView]:
    """A stage and its board; raises NotFoundError."""
    tension_id = Stage.objects.filter(id=stage_id).values_list("tension_id", flat=True).first()
    if tension_id is None:
        raise NotFoundError
    board = board_for(actor=actor, tension_id=tension_id)
    return board, next(stage for stage in board.stages if stage.id == stage_id)


def option_for(*, actor: User, option_id: str) -> tuple[BoardView, OptionView]:
    """An option and its board; raises NotFoundError."""
    tension_id = (
        Option.objects.filter(id=option_id, removed_at=None)
        .values_list("tension_id", flat=True)
        .first()
    )
    if tension_id is None:
        raise NotFoundError
    board = board_for(actor=actor, tension_id=tension_id)
    return board, next(option for option in board.options if option.id == option_id)


def proposal_for(*, actor: User, proposal_id: str) -> tuple[GateView, ProposalView]:
    """A suggestion and its tension; raises NotFoundError."""
    row = Proposal.objects.filter(id=proposal_id).first()
    if row is None:
        raise NotFoundError
    gate = require_open_gate(actor=actor, tension_id=row.tension_id)
    return gate, _proposal(row, gate)


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


def _proposal(row: Proposal, gate: GateView) -> ProposalView:
    return ProposalView(
        id=row.id,
        title=row.plan["title"],
        summary=row.plan["summary"],
        placements=row.plan["placements"],
        stages=row.plan["stages"],
        suggested_by=gate.partnership.member(row.suggested_by_id),
        suggested_at=row.created_at,
        mine=row.suggested_by_id == gate.partnership.me.id,
        state=row.state,
        answered_by=gate.partnership.member(row.answered_by_id) if row.answered_by_id else None,
        answer=row.answer or "",
    )

"""The rows that plans of one tension are made of, hidden needs included; for selectors alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from trifecta.apps.compromise.models.defaults import DefaultPlan
from trifecta.apps.compromise.models.plans import NeedTerms, Option, Score, Stage
from trifecta.apps.compromise.models.policies import PlanPolicy
from trifecta.apps.compromise.selectors.defaults import counting
from trifecta.apps.people.models import User
from trifecta.apps.tensions.selectors import GateView, NeedForFinder
from trifecta.apps.tensions.selectors.plans import gate_and_needs
from trifecta.domain.compromise import problem as domain
from trifecta.domain.compromise.policies import held
from trifecta.domain.compromise.wanted import Wanted, wanted_from
from trifecta.domain.compromise.worth import can_be_done

LATER_WEEKS = 13.0

Points = dict[tuple[str, str], int]


@dataclass(slots=True, kw_only=True)
class PlanRows:
    """What a board and a search are made from; `scored` says which scores there are, by ids."""

    gate: GateView
    stages: list[Stage]
    options: list[Option]
    needs: list[NeedForFinder]
    wanted: dict[str, Wanted]
    scored: set[tuple[str, str]]
    defaults: list[DefaultPlan]
    policies: list[PlanPolicy]
    read: dict[frozenset[str], Points] = field(default_factory=dict)

    @classmethod
    def of(cls, *, actor: User, tension_id: str) -> PlanRows:
        """Raises NotFoundError for outsiders and NotYetError before the gate is open."""
        gate, needs = gate_and_needs(actor=actor, tension_id=tension_id)
        ids = [need.id for need in needs]
        options = list(Option.objects.filter(tension_id=gate.tension_id, removed_at=None))
        terms = NeedTerms.objects.filter(need_id__in=ids)
        scores = Score.objects.filter(option__in=options, need_id__in=ids)
        return cls(
            gate=gate,
            stages=list(Stage.objects.filter(tension_id=gate.tension_id)),
            options=options,
            needs=needs,
            wanted={row.need_id: wanted_from(row.terms) for row in terms},
            scored=set(scores.values_list("option_id", "need_id")),
            defaults=list(DefaultPlan.objects.filter(tension_id=gate.tension_id)),
            policies=list(PlanPolicy.objects.filter(tension_id=gate.tension_id)),
        )

    @property
    def me(self) -> str:
        return self.gate.partnership.me.id

    def shown(self) -> list[NeedForFinder]:
        """The needs the reader may see: all of their own, and what the others show."""
        return [need for need in self.needs if not need.hidden or need.member_id == self.me]

    def points(self, needs: Iterable[NeedForFinder]) -> Points:
        """Scores of `needs` by (option id, need id); asked of the database once."""
        ids = frozenset(need.id for need in needs)
        if ids not in self.read:
            rows = Score.objects.filter(option__in=self.options, need_id__in=ids)
            self.read[ids] = {(row.option_id, row.need_id): row.points for row in rows}
        return self.read[ids]

    def unscored(self, member_id: str) -> int:
        """How many scores of needs the reader may see are missing for `member_id`."""
        own = [need.id for need in self.shown() if need.member_id == member_id]
        return sum((row.id, need) not in self.scored for row in self.options for need in own)

    def effort_unclear(self, option: Option) -> bool:
        """Whether an option has no effort yet, or takes the time of people no stage has."""
        had = {name for stage in self.stages for name in stage.capacity}
        taken = {name for use in option.effort.values() for name in use}
        return not option.effort or not taken <= had

    def frame(self) -> domain.Problem:
        """What can be done and when: no needs, and nobody's scores are opened for it."""
        frame = domain.Problem(
            parties=tuple(
                domain.Party(id=member.id, name=member.name)
                for member in self.gate.partnership.members
            ),
            stages=tuple(_stage(row) for row in self.stages),
            options=tuple(self._option(row) for row in self.options),
            needs=(),
            scores=(),
        )
        return held(frame, tuple(policy_of(row) for row in self.policies if says_something(row)))

    def problem(self) -> domain.Problem:
        """Everything, as the finder takes it."""
        frame = self.frame()
        return replace(
            frame,
            needs=tuple(self._need(need, frame.stages) for need in self.needs),
            scores=tuple(
                domain.Score(option=option, need=need, points=float(points))
                for (option, need), points in sorted(self.points(self.needs).items())
            ),
            default=self.default if self.default_fits else None,
        )

    @property
    def default(self) -> domain.Plan | None:
        """What everybody present has confirmed to happen without an agreement."""
        found = counting(self.defaults, self.present)
        return None if found is None else domain.Plan(placements=found.placements)

    @property
    def default_fits(self) -> bool:
        """Whether that can still be done; where it cannot, nothing is counted from it."""
        return self.default is not None and can_be_done(self.frame(), self.default)

    @property
    def present(self) -> set[str]:
        return {member.id for member in self.gate.partnership.members}

    def wanted_of(self, need_id: str) -> Wanted:
        return self.wanted.get(need_id, Wanted())

    def _need(self, need: NeedForFinder, stages: tuple[domain.Stage, ...]) -> domain.Need:
        wanted = self.wanted_of(need.id)
        return domain.Need(
            id=need.id,
            party=need.member_id,
            text=need.text,
            weight=need.weight,
            enough=float(wanted.enough),
            discount=wanted.discount(stages),
            hidden=need.hidden,
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


def says_something(row: PlanPolicy) -> bool:
    """Whether a policy is still about an option that is there."""
    return bool(row.never or row.after)


def policy_of(row: PlanPolicy) -> domain.Policy:
    return domain.Policy(
        id=row.id,
        title=row.title,
        never=tuple(row.never),
        after=tuple((one, other) for one, other in row.after),
    )


def weeks_of(row: Stage) -> float:
    """How long a stage lasts; "later" counts as a quarter."""
    if row.ends is None:
        return LATER_WEEKS
    return round(((row.ends - row.starts).days + 1) / 7, 1)


def _stage(row: Stage) -> domain.Stage:
    return domain.Stage(
        id=row.id,
        name=row.name,
        starts=row.starts,
        ends=row.ends,
        weeks=weeks_of(row),
        capacity=row.capacity,
    )

"""One plan seen by one reader: the facts that explanations are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trifecta.domain.compromise.findings import Argued, Judged
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Need, Option, Plan, Problem, Stage
from trifecta.domain.compromise.worth import levels, utilities


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A plan (`judged`) of a problem that holds only what `reader` (a party or nobody) may see."""

    problem: Problem
    findings: Findings
    judged: Judged
    reader: str | None

    @property
    def plan(self) -> Plan:
        return self.judged.plan

    @property
    def worst(self) -> float:
        """What the worst-off surely keeps of the best any plan could give it."""
        return self.findings.sure(self.judged)

    def asked(self, party: str) -> tuple[Option, ...]:
        """What the party asked for, in the order it was entered."""
        return tuple(option for option in self.problem.options if party in option.asked_by)

    def asked_plan(self, party: str) -> Plan | None:
        """The plan that does only what the party asked for."""
        rows = (row for row in self.findings.argued if (row.kind, row.party) == ("asked", party))
        found: Argued | None = next(rows, None)
        return found.judged.plan if found else None

    def work(self, stage: Stage) -> tuple[Option, ...]:
        """What the plan does in the stage, in the order it was entered."""
        return tuple(
            option for option in self.problem.options if self.plan.stage_of(option.id) == stage.id
        )

    def titles_that_help(self, party: str, stage: Stage) -> tuple[str, ...]:
        """The work of the stage that brings the party something."""
        return tuple(
            option.title for option in self.work(stage) if party in self.helped(option, stage.id)
        )

    def brought(self, option: Option, stage_id: str) -> dict[str, float]:
        """The points an option brings in a stage, by need id; what is too late brings nothing."""
        return {
            score.need: score.points * self.problem.need(score.need).discount.get(stage_id, 1.0)
            for score in self.problem.scores
            if score.option == option.id
        }

    def helped(self, option: Option, stage_id: str) -> frozenset[str]:
        """The parties an option helps when it is done in the stage."""
        points = self.brought(option, stage_id)
        return frozenset(
            self.problem.need(need_id).party for need_id, value in points.items() if value > 0
        )

    def shares_after(self) -> Iterator[tuple[Stage, dict[str, float]]]:
        """Each stage with the share of what they need that every party has by its end."""
        for place, stage in enumerate(self.problem.stages, start=1):
            met = levels(self.problem, self.plan, until=place)
            yield stage, utilities(self.problem, met)

    def gives_way_to(self, option: Option) -> Option | None:
        """An option of the plan that cannot be done beside this one, which is left out."""
        for other in self.problem.options:
            apart = other.id in option.excludes or option.id in other.excludes
            if apart and self.plan.stage_of(other.id):
                return other
        return None

    def later_than_asked(self, option: Option, party: str) -> Stage | None:
        """The stage in which an option the party asked for is done, when that is a later one."""
        asked = self.asked_plan(party)
        before, now = asked and asked.stage_of(option.id), self.plan.stage_of(option.id)
        order = [stage.id for stage in self.problem.stages]
        if before and now and order.index(now) > order.index(before):
            return self.problem.stage(now)
        return None

    def bridges(self) -> tuple[Option, ...]:
        """Options of the plan that help more than one party, those that help most of them first."""
        placed = [
            (option, self.plan.placements[option.id])
            for option in self.problem.options
            if option.id in self.plan.placements
        ]
        shared = [row for row in placed if len(self.helped(*row)) > 1]
        shared.sort(key=lambda row: -len(self.helped(*row)))
        return tuple(option for option, _ in shared)

    def needs_of(self, party: str) -> tuple[Need, ...]:
        return self.problem.needs_of(party)

"""Results that leave the product: a row a member, and one documented JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils import timezone

from trifecta.apps.calibration.models import Case
from trifecta.apps.calibration.selectors.results import CaseResult, MemberResult, results_of
from trifecta.apps.calibration.selectors.rooms import CycleRoom, enter_cycle, outcomes_of
from trifecta.apps.people.models import User
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.exchange import OutcomeResult, ResultRow, outcome_titles
from trifecta.domain.errors import NotYetError
from trifecta.domain.people.roles import PARTNER_ROLES

FORMAT: Final = "trifecta-cycle-results"
VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A partnership that was not rated, and why."""

    name: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """The results of a cycle; `teams` is the name of each partnership's team, by case."""

    room: CycleRoom
    cases: tuple[CaseResult, ...]
    teams: dict[str, str]
    set_aside: tuple[SetAside, ...]

    @property
    def outcomes(self) -> list[str]:
        return list(outcomes_of(self.room.cycle))

    @property
    def titles(self) -> list[str]:
        return outcome_titles(self.outcomes)

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Each partnership as its page shows it: a row an outcome, exceptions on their own."""
        return [
            {
                "case": case,
                "team": self.teams.get(case.case_id, ""),
                "rows": [
                    (title, case.labels.get(key, ""), case.reasons.get(key, ""))  # type: ignore[call-overload]
                    for key, title in zip(self.outcomes, self.titles, strict=True)
                ],
                "members": [(one, _role(one)) for one in case.members],
                "apart": [
                    (one, list(zip(self.titles, one.labels.values(), strict=False)))
                    for one in case.members
                    if one.is_exception
                ],
            }
            for case in self.cases
        ]


def results_for(*, actor: User, cycle_id: str) -> ResultsView:
    """The results, from the release on and until they are erased."""
    room = enter_cycle(actor=actor, cycle_id=cycle_id)
    room.require(Act.EXPORT)
    if room.cycle.erased_at is not None:
        raise NotYetError("What was in this cycle is erased, as its members were told.")
    rows = list(Case.objects.filter(cycle=room.cycle).select_related("partnership__team"))
    return ResultsView(
        room=room,
        cases=tuple(_without_partners(one, actor) for one in results_of(room.cycle, cases=rows)),
        teams={row.id: row.partnership.team.name for row in rows},
        set_aside=tuple(
            SetAside(name=row.partnership.name, because=row.set_aside_because or "")
            for row in sorted(rows, key=lambda one: one.partnership.name)
            if row.set_aside_at is not None
        ),
    )


def _without_partners(case: CaseResult, actor: User) -> CaseResult:
    """Without what a partner's exception is, where the reader is rated together with them.

    That there is one stays, as on their letter. Somebody else in people operations reads it all.
    """
    if all(one.user_id != actor.id for one in case.members):
        return case
    hidden = {one.member_id for one in case.members if _apart_from(one, actor)}
    return replace(
        case,
        members=tuple(
            replace(one, steps={}, labels={}, exception=None) if one.member_id in hidden else one
            for one in case.members
        ),
        corrections=tuple(one for one in case.corrections if one.member not in hidden),
    )


def _apart_from(one: MemberResult, actor: User) -> bool:
    return one.user_id != actor.id and (one.is_exception or one.exception is not None)


def rows_for(view: ResultsView) -> Iterator[ResultRow]:
    """One row a member, by partnership and then as they stand everywhere."""
    released = view.room.cycle.released_at
    for case in view.cases:
        for one in case.members:
            yield ResultRow(
                cycle=view.room.cycle.name,
                partnership=case.partnership,
                team=view.teams.get(case.case_id, ""),
                name=one.name,
                email=one.email,
                role=_role(one),
                outcomes=tuple(
                    OutcomeResult(outcome=key, step=step, label=one.labels[key])
                    for key, step in one.steps.items()
                ),
                is_exception=one.is_exception,
                corrected=one.corrected,
                plan_on=case.plan_on,
                decided_on=timezone.localdate(case.decided_at) if case.decided_at else None,
                released_on=timezone.localdate(released) if released else None,
            )


def _role(one: MemberResult) -> str:
    return PARTNER_ROLES[one.role].title


# ---------------------------------------------------------------- the JSON


def document_of(view: ResultsView) -> dict[str, Any]:
    """All of the results as one value; docs/reference/calibration-files.md says each field."""
    cycle = view.room.cycle
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": timezone.now(),
        "cycle": {
            "id": cycle.id,
            "name": cycle.name,
            "from": cycle.starts_on,
            "until": cycle.ends_on,
            "scale": list(cycle.labels),
            "failing": cycle.failing,
            "outcomes": dict(zip(view.outcomes, view.titles, strict=True)),
            "released": cycle.released_at,
            "kept_until": cycle.keep_until,
        },
        "partnerships": [_case(view, one) for one in view.cases],
        "set_aside": [{"partnership": one.name, "because": one.because} for one in view.set_aside],
    }


def _case(view: ResultsView, case: CaseResult) -> dict[str, Any]:
    return {
        "partnership_id": case.partnership_id,
        "partnership": case.partnership,
        "team": view.teams.get(case.case_id, ""),
        "decided": case.decided_at,
        "rating": _rating(dict(case.steps), dict(case.labels)),
        "as_decided": {one: step + 1 for one, step in case.decided.items()},
        "corrected": case.corrected,
        "reasons": dict(case.reasons),
        "plan": case.plan or None,
        "plan_until": case.plan_on,
        "members": [
            {
                "id": one.user_id,
                "name": one.name,
                "email": one.email,
                "role": one.role,
                "rating": _rating(dict(one.steps), dict(one.labels)),
                "exception": one.is_exception,
                "exception_decided": one.exception is not None,
                "corrected": one.corrected,
            }
            for one in case.members
        ],
        "corrections": [
            {
                "number": one.number,
                "of": next((m.user_id for m in case.members if m.member_id == one.member), None),
                "rating": _rating(dict(one.steps), dict(one.labels)),
                "why": one.why,
                "asked_by": one.asked_by,
                "confirmed_by": one.confirmed_by,
                "confirmed": one.confirmed_at,
            }
            for one in case.corrections
        ],
    }


def _rating(steps: dict[Any, int], labels: dict[Any, str]) -> dict[str, Any]:
    """Steps count from 1 in files, the lowest first, as people count them."""
    return {
        outcome: {"step": step + 1, "label": labels[outcome]} for outcome, step in steps.items()
    }

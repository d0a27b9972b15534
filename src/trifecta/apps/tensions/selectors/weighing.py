"""How much one's own needs count: what is being worked on, what was sealed, and what before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import EarlierWeights, Statement, WeightsDraft
from trifecta.apps.tensions.selectors.tension import TensionView, tension_for
from trifecta.apps.tensions.selectors.views import StatementView
from trifecta.domain.tensions.weighing import Weighing, of_shares, weighing_from
from trifecta.domain.tensions.weights import as_points, completed


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierShares:
    """What counted before, in points, the heaviest first; "" for a need that is gone."""

    sealed_at: datetime
    until: datetime
    points: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsView:
    """One member's own needs that plans are made from, and how much each counts.

    `sealed` are shares (sum 1, the heaviest first) once they were sealed, with a need that was
    written since as the average; {} before. `version` is that of the draft, 0 without one.
    """

    tension: TensionView
    needs: tuple[StatementView, ...]
    sealed: Mapping[str, float]
    draft: Weighing | None
    version: int
    earlier: tuple[EarlierShares, ...]

    @property
    def ids(self) -> list[str]:
        return [need.id for need in self.needs]

    @property
    def as_written(self) -> list[str]:
        """My needs (ids) in an order that says nothing of what they count."""
        return sorted(self.ids)

    @property
    def sealed_at(self) -> datetime | None:
        return self.tension.mine.weights_sealed_at

    @property
    def added(self) -> list[StatementView]:
        """Needs that have come to count since I sealed."""
        return [need for need in self.needs if need.weight is None] if self.sealed else []

    @property
    def kept_out(self) -> list[StatementView]:
        """Needs I keep to myself, which no plan is made from."""
        return [need for need in self.tension.mine.needs if need not in self.needs]

    @property
    def begin_with(self) -> Weighing:
        """My draft, else what I have sealed, else my needs as I wrote them."""
        if self.draft is not None:
            return self.draft
        return of_shares(self.sealed) if self.sealed else Weighing(order=tuple(self.ids))

    @property
    def one_alone(self) -> bool:
        """One need has all, and there is nothing to weigh."""
        return len(self.needs) == 1

    @property
    def stale(self) -> bool:
        """My draft is about other needs than I have now."""
        return self.draft is not None and not self.one_alone and not self.draft.fits(self.ids)

    @property
    def ordered(self) -> bool:
        """My draft is an order alone."""
        return self.draft is not None and not self.one_alone and not self.draft.complete

    @property
    def to_seal(self) -> Mapping[str, float]:
        """Shares that can be sealed now, the heaviest first; {} where something is missing."""
        if self.one_alone:
            return {} if self.sealed else {self.needs[0].id: 1.0}
        draft = self.draft
        return draft.shares() if draft and draft.complete and draft.fits(self.ids) else {}

    @property
    def waiting(self) -> list[str]:
        """The names of the others who have not sealed yet."""
        unsealed = self.tension.facts.unsealed
        return [
            member.name for member in self.tension.partnership.counterparts if member.id in unsealed
        ]

    def need(self, need_id: str) -> StatementView:
        return next(need for need in self.needs if need.id == need_id)


def weights_for(*, actor: User, tension_id: str) -> WeightsView:
    """Raises NotFoundError for anybody who is not an active member."""
    view = tension_for(actor=actor, tension_id=tension_id)
    mine = view.mine
    needs = tuple(mine.counted_needs)
    draft = WeightsDraft.objects.filter(tension_id=view.id, member_id=view.me.id).first()
    shares = completed({need.id: need.weight for need in needs}) if mine.weights_sealed_at else {}
    return WeightsView(
        tension=view,
        needs=needs,
        sealed=dict(sorted(shares.items(), key=lambda one: -one[1])),
        draft=weighing_from(draft.said) if draft else None,
        version=draft.version if draft else 0,
        earlier=_earlier(view),
    )


def _earlier(view: TensionView) -> tuple[EarlierShares, ...]:
    """The newest first."""
    rows = list(EarlierWeights.objects.filter(tension_id=view.id, member_id=view.me.id))
    if not rows:
        return ()
    mine = Statement.objects.filter(tension_id=view.id, member_id=view.me.id)
    words = {row.id: row.text for row in mine}
    return tuple(
        EarlierShares(
            sealed_at=row.sealed_at,
            until=row.created_at,
            points=tuple(
                (words.get(need, ""), points)
                for need, points in sorted(as_points(row.shares).items(), key=lambda one: -one[1])
            ),
        )
        for row in reversed(rows)
    )

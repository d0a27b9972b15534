"""Which numbers a member has looked at, and which plans they and all others could live with."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db.models import Q, QuerySet

from trifecta.apps.compromise.models.looking import Acceptance, Look
from trifecta.apps.compromise.selectors.plan_rows import PlanRows
from trifecta.apps.records.keys import derived_key
from trifecta.domain.compromise.problem import without_words


def numbers_of(rows: PlanRows, *, worked_out: bool = False) -> str:
    """A digest of what the reader can change: the board, and what they say of their own needs.

    What others say of theirs is not in it, so that nobody learns from it that they did. Another
    one where it was `worked_out` with these numbers what plans rest on.
    """
    mine = [need for need in rows.needs if need.member_id == rows.me]
    board = asdict(without_words(rows.frame()))
    if not rows.policies:  # the same digest as before there were any
        del board["policies"], board["unheld"]
    said: dict[str, object] = {
        "tension": rows.gate.tension_id,
        "board": board,
        "weights": sorted((need.id, need.weight) for need in mine),
        "wanted": sorted((need.id, rows.wanted_of(need.id).as_data) for need in mine),
        "points": sorted((*key, value) for key, value in rows.points(mine).items()),
    }
    text = json.dumps([said, "worked out"] if worked_out else said, default=str, sort_keys=True)
    return hmac.digest(derived_key("looks at plans"), text.encode(), "sha256").hex()


def has_looked(rows: PlanRows, *, worked_out: bool = False) -> bool:
    """Whether the reader has looked at plans with these numbers before; see `numbers_of`."""
    digest = numbers_of(rows, worked_out=worked_out)
    return looks_of(rows).filter(digest=digest).exists()


def looks_of(rows: PlanRows) -> QuerySet[Look]:
    """All looks of the reader at plans of this tension."""
    return Look.objects.filter(tension_id=rows.gate.tension_id, member_id=rows.me)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptances:
    """By key of a plan: the reader's own answer, and whether everybody has said yes."""

    mine: Mapping[str, bool]
    mutual: frozenset[str]


def acceptances_of(rows: PlanRows) -> Acceptances:
    """What the reader may know; an answer of anybody else is not even read."""
    known = Acceptance.objects.filter(
        Q(member_id=rows.me) | Q(mutual=True), tension_id=rows.gate.tension_id
    )
    mine: dict[str, bool] = {}
    by_key: dict[str, set[str]] = {}
    for row in known:
        if row.member_id == rows.me:
            mine[row.key] = row.could
        if row.mutual:
            by_key.setdefault(row.key, set()).add(row.member_id)
    return Acceptances(
        mine=mine,
        mutual=frozenset(key for key, who in by_key.items() if rows.present <= who),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKeys:
    """Names for plans by what is in them; `versions` are those of options and stages, by id."""

    tension_id: str
    versions: Mapping[str, int]

    @classmethod
    def of(cls, rows: PlanRows) -> PlanKeys:
        versions = {row.id: row.version for row in rows.options}
        versions |= {row.id: row.version for row in rows.stages}
        return cls(tension_id=rows.gate.tension_id, versions=versions)

    def __call__(self, placements: Mapping[str, str]) -> str:
        """For exactly this plan; another one once an option or a stage in it changes."""
        said = sorted(
            (option, self.versions.get(option), stage, self.versions.get(stage))
            for option, stage in placements.items()
        )
        text = json.dumps([self.tension_id, said])
        return hmac.digest(derived_key("plans one could live with"), text.encode(), "sha256").hex()

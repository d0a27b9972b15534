"""Who may read what stands in a column, from the promises of docs/explanation/privacy.md.

Nothing here asks the product who may read: rows are read as they are stored, and the rules are
written down a second time. Every sealed column needs a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Model

from trifecta.apps.records.fields import SealedField

Names = frozenset[str]
READABLE = frozenset({"partners", "leadership"})


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One column of one row."""

    model: str
    column: str
    row: str

    @property
    def kind(self) -> str:
        return f"{self.model}.{self.column}"


@dataclass(slots=True)
class Facts:
    """Everything the rules need as it stands now; `names` by the id of the account."""

    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def read_again(self, tables: set[str]) -> None:
        """Read the rows of `tables`, which have changed, once more."""
        for label in KNOWN:
            if label not in self.rows or apps.get_model(label)._meta.db_table in tables:
                self.rows[label] = {row.pk: row for row in all_rows(label)}

    def row(self, label: str, pk: str) -> Any:
        return self.rows[label].get(pk)

    def members(self, partnership_id: str) -> list[Any]:
        """Those who are in the partnership at this moment."""
        partnership = self.row("people.Partnership", partnership_id)
        if partnership is None or partnership.ended_at is not None:
            return []
        return [
            row
            for row in self.rows["people.PartnershipMember"].values()
            if row.partnership_id == partnership_id and row.left_at is None
        ]

    def called(self, members: Iterable[Any]) -> Names:
        return frozenset(self.names[row.user_id] for row in members)

    def executives(self, organisation_id: str) -> Names:
        members = self.rows["people.OrganisationMember"]
        return frozenset(
            self.names[members[role.member_id].user_id]
            for role in self.rows["people.OrganisationRole"].values()
            if role.organisation_id == organisation_id
            and role.ended_at is None
            and role.role.startswith("executive_")
            and members[role.member_id].left_at is None
        )

    def running(self, partnership_id: str) -> bool:
        return self.row("people.Partnership", partnership_id).ended_at is None

    def shared_with(self, tension_id: str, author_id: str) -> list[Any]:
        """The present members with whom `author_id` has shared their side, themselves included."""
        tension = self.row("tensions.Tension", tension_id)
        present = self.members(tension.partnership_id)
        moment = self.shared_at(tension_id, author_id)
        return [
            row
            for row in present
            if row.id == author_id or (moment is not None and row.joined_at <= moment)
        ]

    def shared_at(self, tension_id: str, author_id: str) -> datetime | None:
        for side in self.rows["tensions.Side"].values():
            if (side.tension_id, side.member_id) == (tension_id, author_id):
                moment: datetime | None = side.shared_at
                return moment
        return None

    def between(self, tension_id: str, *authors: str) -> Names:
        """Those two people, and with whom both have shared."""
        tension = self.row("tensions.Tension", tension_id)
        present = self.members(tension.partnership_id)
        heard = [
            {row.id for row in self.shared_with(tension_id, author)} | set(authors)
            for author in authors
        ]
        return self.called(row for row in present if all(row.id in one for one in heard))


def all_rows(label: str) -> Iterable[Model]:
    return apps.get_model(label)._default_manager.all()  # type: ignore[no-any-return]


KNOWN = (
    "people.Partnership",
    "people.PartnershipMember",
    "people.OrganisationMember",
    "people.OrganisationRole",
    "checkins.Round",
    "checkins.Entry",
    "checkins.Limit",
    "checkins.Finding",
    "tensions.Tension",
    "tensions.Side",
    "tensions.Statement",
    "tensions.EarlierStatement",
    "tensions.Question",
    "tensions.PlayBack",
    "compromise.Agreement",
    "compromise.AgreementVersion",
    "systems.SystemModel",
    "calibration.Cycle",
    "calibration.Seat",
    "calibration.Case",
    "calibration.CaseMember",
    "calibration.Recusal",
    "calibration.Appeal",
    "calibration.Evidence",
    "calibration.Rating",
)

Rule = Callable[[Facts, Any], Names]


def author_alone(_facts: Facts, _row: Any) -> Names:
    return frozenset()


def of_partnership(facts: Facts, row: Any) -> Names:
    return facts.called(facts.members(row.pk))


def of_its_partnership(facts: Facts, row: Any) -> Names:
    return facts.called(facts.members(row.partnership_id))


def of_its_tension(facts: Facts, row: Any) -> Names:
    tension = facts.row("tensions.Tension", row.tension_id)
    return of_its_partnership(facts, tension)


def of_its_agreement(facts: Facts, row: Any) -> Names:
    return of_its_partnership(facts, facts.row("compromise.Agreement", row.agreement_id))


def of_its_model(facts: Facts, row: Any) -> Names:
    return of_its_partnership(facts, facts.row("systems.SystemModel", row.model_id))


def of_its_round(facts: Facts, row: Any) -> Names:
    """Those who took part, while they are members, and nobody before it is opened."""
    opened = facts.row("checkins.Round", getattr(row, "round_id", row.pk))
    if not opened.revealed:
        return frozenset()
    took_part = {
        one.member_id for one in facts.rows["checkins.Entry"].values() if one.round_id == opened.pk
    }
    present = facts.members(opened.partnership_id)
    return facts.called(member for member in present if member.id in took_part)


def reply(facts: Facts, row: Any) -> Names:
    """A draft is its writer's; what was sent goes to those who took part in the round."""
    if row.sent_at is None:
        return frozenset()
    return of_its_round(facts, facts.row("checkins.Finding", row.finding_id))


def limit(facts: Facts, row: Any) -> Names:
    entry = facts.row("checkins.Entry", row.entry_id)
    opened = facts.row("checkins.Round", entry.round_id)
    if row.visibility not in READABLE or not opened.revealed:
        return frozenset()
    leaders = (
        facts.executives(row.organisation_id)
        if row.visibility == "leadership" and facts.running(opened.partnership_id)
        else frozenset()
    )
    return of_its_round(facts, opened) | leaders


def statement(facts: Facts, row: Any) -> Names:
    if row.visibility not in READABLE or row.removed_at is not None:
        return frozenset()
    tension = facts.row("tensions.Tension", row.tension_id)
    shared = facts.shared_at(row.tension_id, row.member_id) is not None
    told = row.visibility == "leadership" and shared and tension.state != "withdrawn"
    leaders = (
        facts.executives(row.organisation_id)
        if told and facts.running(tension.partnership_id)
        else frozenset()
    )
    return facts.called(facts.shared_with(row.tension_id, row.member_id)) | leaders


def earlier(facts: Facts, row: Any) -> Names:
    """As the statement now; that it was readable to them then, the ledger remembers."""
    now = facts.row("tensions.Statement", row.statement_id)
    present = facts.members(facts.row("tensions.Tension", now.tension_id).partnership_id)
    if row.visibility not in READABLE:
        return frozenset()
    return statement(facts, now) & facts.called(present)


def question(facts: Facts, row: Any) -> Names:
    if row.withdrawn_at is not None:
        return frozenset()
    return facts.between(row.tension_id, row.asker_id, row.addressee_id)


def play_back(facts: Facts, row: Any) -> Names:
    return facts.between(row.tension_id, row.speaker_id, row.about_id)


RULES: dict[str, Rule] = {
    "people.Partnership.success": of_partnership,
    "people.PartnershipMember.willing": author_alone,
    "checkins.Entry.answers": of_its_round,
    "checkins.Round.outcome": of_its_round,
    "checkins.Finding.diagnosis": of_its_round,
    "checkins.Reply.fit": reply,
    "checkins.Reply.words": reply,
    "checkins.ClosedQuarter.shown": author_alone,
    "checkins.Limit.kind": limit,
    "checkins.Limit.text": limit,
    "tensions.Tension.title": of_its_partnership,
    "tensions.Tension.withdrawn_because": of_its_partnership,
    "tensions.Statement.text": statement,
    "tensions.Statement.because": statement,
    "tensions.Statement.weight": author_alone,
    "tensions.EarlierStatement.text": earlier,
    "tensions.EarlierStatement.because": earlier,
    "tensions.Question.text": question,
    "tensions.Question.answer": question,
    "tensions.PlayBack.text": play_back,
    "tensions.PlayBack.correction": play_back,
    "tensions.GateSkip.reason": of_its_tension,
    "tensions.Draft.text": author_alone,
    "tensions.WeightsDraft.said": author_alone,
    "tensions.EarlierWeights.shares": author_alone,
    "situations.KeptPreparation.title": author_alone,
    "situations.KeptPreparation.content": author_alone,
    "compromise.Stage.name": of_its_tension,
    "compromise.Stage.capacity": of_its_tension,
    "compromise.PlanPolicy.title": of_its_tension,
    "compromise.PlanPolicy.never": of_its_tension,
    "compromise.PlanPolicy.after": of_its_tension,
    "compromise.Option.title": of_its_tension,
    "compromise.Option.note": of_its_tension,
    "compromise.Option.effort": of_its_tension,
    "compromise.Option.after": of_its_tension,
    "compromise.Option.excludes": of_its_tension,
    "compromise.Option.together": of_its_tension,
    "compromise.Option.asked_by": of_its_tension,
    "compromise.DefaultPlan.placements": of_its_tension,
    "compromise.DefaultPlan.confirmed_by": of_its_tension,
    "compromise.DefaultPlan.answer": of_its_tension,
    "compromise.NeedTerms.terms": author_alone,
    "compromise.EarlierTerms.terms": author_alone,
    "compromise.Score.points": author_alone,
    "compromise.Acceptance.could": author_alone,
    "compromise.WorkedOut.basis": author_alone,
    "compromise.Proposal.plan": of_its_tension,
    "compromise.Proposal.answer": of_its_tension,
    "compromise.Agreement.skips": of_its_partnership,
    "compromise.AgreementVersion.terms": of_its_agreement,
    "compromise.AgreementVersion.why": of_its_agreement,
    "compromise.AgreementVersion.declined_because": of_its_agreement,
    "compromise.AgreementNote.text": of_its_agreement,
    "compromise.Commitment.text": of_its_agreement,
    "compromise.Commitment.stage": of_its_agreement,
    "compromise.Commitment.reason": of_its_agreement,
    "systems.SystemModel.name": of_its_partnership,
    "systems.SystemModel.question": of_its_partnership,
    "systems.SystemModel.answered_by": of_its_partnership,
    "systems.ModelVersion.text": of_its_model,
    "systems.Observed.counts": of_its_model,
    "systems.Ranges.text": of_its_model,
    "systems.Observed.mapping": of_its_model,
    "systems.Observed.before": of_its_model,
    "systems.Decision.what": of_its_model,
    "systems.Decision.expected": of_its_model,
    "systems.Decision.learnt": of_its_model,
}

# Names, which are not sealed: of people, companies, teams and partnerships.
OPEN = frozenset(
    {
        "people.User.name",
        "people.Organisation.name",
        "people.Team.name",
        "people.Partnership.name",
    }
)

# What the product itself carries from one column into another.
CARRIED = {
    "compromise.EarlierTerms.terms": {"compromise.NeedTerms.terms"},
    "tensions.Statement.text": {"checkins.Limit.text"},
    "tensions.EarlierStatement.text": {"tensions.Statement.text"},
    "tensions.EarlierStatement.because": {"tensions.Statement.because"},
    "compromise.Option.effort": {"compromise.Stage.capacity"},
    "compromise.Proposal.plan": {
        "compromise.Option.title",
        "compromise.Option.note",
        "compromise.Stage.name",
    },
    "compromise.Agreement.skips": {"tensions.GateSkip.reason", "compromise.Agreement.skips"},
    "compromise.AgreementVersion.terms": {
        "tensions.Tension.title",
        "compromise.Proposal.plan",
        "compromise.AgreementVersion.terms",
    },
    "systems.ModelVersion.text": {"systems.ModelVersion.text"},
    "compromise.Commitment.text": {"compromise.AgreementVersion.terms"},
    "compromise.Commitment.stage": {"compromise.AgreementVersion.terms"},
}

HELD_BY_A_BROWSER = frozenset({"situations.KeptPreparation.content"})
"""What is kept of a text that a session held, which is no row of anybody, by its owner."""


@lru_cache
def _sealed() -> dict[str, tuple[str, ...]]:
    found = {}
    for model in apps.get_models():
        names = [one.name for one in model._meta.get_fields() if isinstance(one, SealedField)]
        if names:
            found[model._meta.label] = tuple(names)
    return found


def sealed_columns() -> dict[str, list[str]]:
    """The sealed columns of each model."""
    return {label: list(names) for label, names in _sealed().items()}

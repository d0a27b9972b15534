"""Every address the product has, filled with every row there is, whoever it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

MODELS = {
    "partnership_id": "people.Partnership",
    "organisation_id": "people.Organisation",
    "team_id": "people.Team",
    "invitation_id": "people.Invitation",
    "member_id": "people.PartnershipMember",
    "place_id": "people.SignIn",
    "role_id": "people.OrganisationRole",
    "round_id": "checkins.Round",
    "limit_id": "checkins.Limit",
    "finding_id": "checkins.Finding",
    "tension_id": "tensions.Tension",
    "statement_id": "tensions.Statement",
    "question_id": "tensions.Question",
    "play_back_id": "tensions.PlayBack",
    "stage_id": "compromise.Stage",
    "option_id": "compromise.Option",
    "policy_id": "compromise.PlanPolicy",
    "need_id": "tensions.Statement",
    "default_id": "compromise.DefaultPlan",
    "proposal_id": "compromise.Proposal",
    "agreement_id": "compromise.Agreement",
    "commitment_id": "compromise.Commitment",
    "cycle_id": "calibration.Cycle",
    "case_id": "calibration.Case",
    "seat_id": "calibration.Seat",
    "reopening_id": "calibration.Reopening",
    "evidence_id": "calibration.Evidence",
    "comment_id": "calibration.EvidenceComment",
    "appeal_id": "calibration.Appeal",
    "correction_id": "calibration.Correction",
    "rated_id": "calibration.CaseMember",
    "interest_id": "calibration.Interest",
    "preparation_id": "situations.KeptPreparation",
    "model_id": "systems.SystemModel",
    "decision_id": "systems.Decision",
}
FIXED: dict[str, list[str]] = {
    "number": ["1", "24"],
    "token": ["nothing-of-this-kind"],
    "kind": ["position", "need", "constraint"],
    "key": ["suggested"],
    "evidence_kind": ["contribution", "feedback"],
    "quarter": ["2026-Q3"],
    "outcome": ["delivery", "whole_constraint"],
    "starter": ["hiring"],
    "form": ["text", "csv"],
}
OUTSIDE = "allauth"
Rows = Callable[[str], list[str]]


def ours(
    patterns: list[URLPattern | URLResolver], namespace: str = "", around: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and parameters of every address of ours; `around` are those of what it stands under."""
    for pattern in patterns:
        parameters = (*around, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            if not str(getattr(pattern.urlconf_module, "__name__", "")).startswith(OUTSIDE):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from ours(pattern.url_patterns, inner, parameters)
        else:
            yield f"{namespace}{pattern.name}", parameters


def values_of(parameter: str) -> list[str]:
    """What a parameter can be; a new kind of parameter has to be added here."""
    if parameter in FIXED:
        return FIXED[parameter]
    model = apps.get_model(MODELS[parameter])
    return [str(pk) for pk in model._default_manager.values_list("pk", flat=True)]


def names() -> dict[str, tuple[str, ...]]:
    """The parameters of every address, by its name."""
    return dict(ours(get_resolver().url_patterns))


def addresses(name: str, parameters: tuple[str, ...], rows: Rows) -> list[str]:
    """One address with every combination of rows."""
    return [
        reverse(name, kwargs=dict(zip(parameters, values, strict=True)))
        for values in product(*(rows(parameter) for parameter in parameters))
    ]


def rows_of(partnership_id: str) -> Rows:
    """What a parameter can be in one partnership."""

    @cache
    def rows(parameter: str) -> list[str]:
        if parameter in FIXED:
            return FIXED[parameter]
        found = apps.get_model(MODELS[parameter])._default_manager.all()
        return [str(row.pk) for row in found if _owner(row) == partnership_id]

    return rows


def name_of(address: str) -> str:
    """What the product calls an address."""
    return resolve(address.partition("?")[0]).view_name


def elsewhere(address: str) -> str:
    """The same address with the ids of rows that are not there."""
    path, mark, query = address.partition("?")
    found = resolve(path)
    kwargs = {
        name: f"{number:020d}" if name in MODELS else value
        for number, (name, value) in enumerate(found.kwargs.items())
    }
    return reverse(found.view_name, kwargs=kwargs) + mark + query


def partnership_of(address: str) -> str | None:
    """The partnership that an address belongs to; None where it belongs to none."""
    for name, value in resolve(address.partition("?")[0]).kwargs.items():
        if name in MODELS:
            return _owner(apps.get_model(MODELS[name])._default_manager.filter(pk=value).first())
    return None


def _owner(row: Any) -> str | None:
    for path in OWNERS:
        found = row
        for step in path.split("."):
            found = getattr(found, step, None)
        if isinstance(found, str):
            return found
    return str(row.pk) if row is not None and row._meta.label == "people.Partnership" else None


OWNERS = (
    "partnership_id",
    "round.partnership_id",
    "entry.round.partnership_id",
    "tension.partnership_id",
    "agreement.partnership_id",
    "model.partnership_id",
)

"""Every address the product has, filled with every row there is, whoever it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

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
    "need_id": "tensions.Statement",
    "proposal_id": "compromise.Proposal",
    "agreement_id": "compromise.Agreement",
    "commitment_id": "compromise.Commitment",
}
FIXED: dict[str, list[str]] = {
    "number": ["1", "24"],
    "token": ["nothing-of-this-kind"],
    "kind": ["position", "need", "constraint"],
    "key": ["suggested"],
    "quarter": ["2026-Q3"],
}
OUTSIDE = "allauth"


def ours(
    patterns: list[URLPattern | URLResolver], namespace: str = ""
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and parameters of every address of ours."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if not str(getattr(pattern.urlconf_module, "__name__", "")).startswith(OUTSIDE):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from ours(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", tuple(pattern.pattern.converters)


def values_of(parameter: str) -> list[str]:
    """What a parameter can be; a new kind of parameter has to be added here."""
    if parameter in FIXED:
        return FIXED[parameter]
    model = apps.get_model(MODELS[parameter])
    return [str(pk) for pk in model._default_manager.values_list("pk", flat=True)]


def all_addresses() -> list[str]:
    """Every combination of address and rows."""
    found = []
    for name, parameters in ours(get_resolver().url_patterns):
        for values in product(*(values_of(parameter) for parameter in parameters)):
            found.append(reverse(name, kwargs=dict(zip(parameters, values, strict=True))))
    return found

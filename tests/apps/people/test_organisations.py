"""Organisations and roles: owners decide, executives speak for themselves."""

from __future__ import annotations

from typing import Any

import pytest
from tests.personas import World

from trifecta.apps.people.models import OrganisationRole
from trifecta.apps.people.selectors import alignment, organisation_for, people_of
from trifecta.apps.people.services import (
    change_organisation,
    declare_alignment,
    end_role,
    grant_role,
)
from trifecta.domain.errors import InvalidError, NotFoundError


def member_id(world: World, name: str) -> str:
    people = people_of(actor=world.oscar, organisation_id=world.organisation.id)
    return next(person.member_id for person in people if person.name.lower() == name)


def test_an_owner_gives_and_takes_roles(world: World) -> None:
    ask: dict[str, Any] = {"actor": world.oscar, "organisation_id": world.organisation.id}
    row = grant_role(member_id=member_id(world, "alice"), role="people_operations", **ask)
    assert organisation_for(actor=world.alice, organisation_id=world.organisation.id).roles == {
        "people_operations"
    }
    end_role(role_id=row.id, **ask)
    assert not organisation_for(actor=world.alice, organisation_id=world.organisation.id).roles


def test_a_role_given_twice_is_one_role(world: World) -> None:
    for _ in range(2):
        grant_role(
            actor=world.oscar,
            organisation_id=world.organisation.id,
            member_id=member_id(world, "bob"),
            role="owner",
        )
    assert OrganisationRole.objects.filter(member__user=world.bob).count() == 1


@pytest.mark.parametrize("asker", ["alice", "olga", "pat", "mallory"])
def test_nobody_but_an_owner_gives_roles_or_changes_the_organisation(
    world: World, asker: str
) -> None:
    actor = world.everyone[asker]
    with pytest.raises(NotFoundError):
        grant_role(
            actor=actor,
            organisation_id=world.organisation.id,
            member_id=member_id(world, "alice"),
            role="owner",
        )
    with pytest.raises(NotFoundError):
        change_organisation(
            actor=actor,
            organisation_id=world.organisation.id,
            name="Mine",
            kind="general",
            business_units="",
        )


def test_the_last_owner_stays(world: World) -> None:
    role = OrganisationRole.objects.get(role="owner", organisation=world.organisation)
    with pytest.raises(InvalidError, match="Name another person first"):
        end_role(actor=world.oscar, organisation_id=world.organisation.id, role_id=role.id)


def test_executives_align_for_themselves_alone(world: World) -> None:
    ask = {"organisation_id": world.organisation.id}
    declare_alignment(actor=world.olga, aligned=True, **ask)
    assert alignment(organisation=world.organisation).aligned == {"executive_engineering"}
    declare_alignment(actor=world.olga, aligned=False, **ask)
    assert alignment(organisation=world.organisation).aligned == set()
    with pytest.raises(NotFoundError):
        declare_alignment(actor=world.oscar, aligned=True, **ask)


def test_an_organisation_needs_a_name_and_a_known_kind(world: World) -> None:
    for name, kind, field in (("  ", "general", "name"), ("Acme", "circus", "kind")):
        with pytest.raises(InvalidError) as error:
            change_organisation(
                actor=world.oscar,
                organisation_id=world.organisation.id,
                name=name,
                kind=kind,
                business_units="",
            )
        assert field in error.value.fields

"""The people of the tests, and the organisation they belong to, made through the real services.

alice leads engineering, bob product, carol the business and dana design. olga is the engineering
executive, piet the product executive, pat people operations; oscar looks after the organisation;
mallory has an account and belongs elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trifecta.apps.people.invitations import (
    accept_invitation,
    invite_partner,
    invite_to_organisation,
)
from trifecta.apps.people.models import Organisation, PartnerRole, Partnership, RoleKind, User
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.apps.people.services import create_organisation

PASSWORD = "correct horse battery"


def account(name: str) -> User:
    """An account for `name`, with the e-mail address `name@example.com`."""
    return User.objects.create_user(
        email=f"{name.lower()}@example.com", password=PASSWORD, name=name.capitalize()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """An organisation with one partnership of alice and bob, and everybody around it."""

    organisation: Organisation
    partnership: Partnership
    oscar: User
    alice: User
    bob: User
    carol: User
    dana: User
    olga: User
    piet: User
    pat: User
    mallory: User

    @property
    def everyone(self) -> dict[str, User]:
        names = ("oscar", "alice", "bob", "carol", "dana", "olga", "piet", "pat", "mallory")
        return {name: getattr(self, name) for name in names}


def join(*, partnership: Partnership, inviter: User, user: User, role: str) -> None:
    """`user` joins by a link that `inviter` makes."""
    link = invite_partner(actor=inviter, partnership_id=partnership.id, role=role)
    accept_invitation(actor=user, token=link.token)


def make_world() -> World:
    """carol and dana belong to no partnership yet; mallory has an organisation of her own."""
    names = ("oscar", "alice", "bob", "carol", "dana", "olga", "piet", "pat", "mallory")
    people = {name: account(name) for name in names}
    oscar = people["oscar"]
    organisation = create_organisation(actor=oscar, name="Acme")
    for name, role in (
        ("alice", ""),
        ("olga", RoleKind.EXECUTIVE_ENGINEERING),
        ("piet", RoleKind.EXECUTIVE_PRODUCT),
        ("pat", RoleKind.PEOPLE_OPERATIONS),
    ):
        link = invite_to_organisation(actor=oscar, organisation_id=organisation.id, role=role)
        accept_invitation(actor=people[name], token=link.token)
    partnership = create_partnership(
        actor=people["alice"],
        organisation_id=organisation.id,
        new=NewPartnership(name="Growth", team="Growth team", my_role=PartnerRole.EM),
    )
    join(
        partnership=partnership,
        inviter=people["alice"],
        user=people["bob"],
        role=PartnerRole.PM,
    )
    create_organisation(actor=people["mallory"], name="Elsewhere")
    return World(organisation=organisation, partnership=partnership, **people)


def another_partnership(world: World, name: str) -> World:
    """The same world, with another partnership of alice and bob in the place of the first."""
    other = create_partnership(
        actor=world.alice,
        organisation_id=world.organisation.id,
        new=NewPartnership(name=name, team=f"{name} team", my_role=PartnerRole.EM),
    )
    join(partnership=other, inviter=world.alice, user=world.bob, role=PartnerRole.PM)
    return replace(world, partnership=other)

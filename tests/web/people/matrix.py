"""Who may open the pages of people."""

from __future__ import annotations

from django.test import Client
from tests.personas import World
from tests.web.permission_matrix import ASKERS, Row, everybody, members_only

from trifecta.apps.people.invitations import invite_partner
from trifecta.apps.people.models import OrganisationRole, PartnershipMember, SignIn, Team
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.people.putting_away import put_away_partnership

ORGANISATION = ("alice", "bob", "oscar", "olga", "pat")
WITH_A_ROLE = ("oscar", "olga", "pat")
MEMBERS = ("alice", "bob")


def partnership(world: World) -> tuple[str, ...]:
    return (world.partnership.id,)


def organisation(world: World) -> tuple[str, ...]:
    return (world.organisation.id,)


def team(world: World) -> tuple[str, ...]:
    return (Team.objects.get(organisation=world.organisation).id,)


def pats_role(world: World) -> tuple[str, ...]:
    role = OrganisationRole.objects.get(member__user=world.pat)
    return (world.organisation.id, role.id)


def bobs_membership(world: World) -> tuple[str, ...]:
    member = PartnershipMember.objects.get(user=world.bob)
    return (world.organisation.id, member.id)


def a_link(world: World) -> tuple[str, ...]:
    link = invite_partner(actor=world.alice, partnership_id=world.partnership.id, role="business")
    return (link.token,)


def an_invitation(world: World) -> tuple[str, ...]:
    link = invite_partner(actor=world.alice, partnership_id=world.partnership.id, role="business")
    return (link.id,)


def put_away(world: World) -> tuple[str, ...]:
    put_away_partnership(actor=world.alice, partnership_id=world.partnership.id)
    return (world.partnership.id,)


def left_by_all(world: World) -> tuple[str, ...]:
    for member in (world.alice, world.bob):
        leave_partnership(actor=member, partnership_id=world.partnership.id)
    return (world.partnership.id,)


def a_place_of_alice(world: World) -> tuple[str, ...]:
    Client().force_login(world.alice)
    return (SignIn.objects.get(user=world.alice).id,)


def of_members(page: str, /, method: str = "get", **data: str) -> Row:
    return Row(
        url_name=f"people:{page}",
        method=method,
        data=data,
        prepare=partnership,
        answers=members_only(*MEMBERS),
    )


def of_organisation(page: str, /, *who: str, method: str = "get", **data: str) -> Row:
    return Row(
        url_name=f"people:{page}",
        method=method,
        data=data,
        prepare=organisation,
        answers=members_only(*who),
    )


FOR_ALL = [
    Row(url_name="healthz", answers=everybody(signed_in=False)),
    Row(url_name="people:home", answers=everybody(signed_in=False)),
    Row(url_name="people:who-sees-what", answers=everybody(signed_in=False)),
    Row(url_name="people:how-it-works", answers=everybody(signed_in=False)),
    Row(url_name="people:account", answers=everybody()),
    Row(url_name="people:start", answers=everybody()),
    Row(url_name="people:places", answers=everybody()),
    Row(url_name="people:mails", answers=everybody()),
    Row(url_name="people:mails", method="post", data={"choice": "daily"}, answers=everybody()),
    Row(url_name="people:your-data", answers=everybody()),
    Row(url_name="people:export", answers=everybody()),
    Row(url_name="people:close", answers=everybody()),
    Row(url_name="people:close", method="post", answers=everybody()),
    Row(url_name="people:closed", answers=everybody(signed_in=False)),
    Row(url_name="people:sign-out-others", method="post", answers=everybody()),
    Row(
        url_name="people:sign-out-one",
        method="post",
        prepare=a_place_of_alice,
        answers=members_only("alice"),
    ),
]

OF_PARTNERSHIPS = [
    of_members("partnership"),
    of_members("readiness"),
    of_members("willing"),
    of_members("willing", method="post", willing="yes"),
    of_members("success"),
    of_members("success", method="post", success="We would both sign this."),
    of_members("describe"),
    of_members("describe", method="post", name="Growth", in_conflict="no"),
    of_members("advice"),
    of_members("members"),
    of_members("history"),
    of_members("leave", method="post"),
    of_members("put-away"),
    of_members("put-away", method="post"),
]

OF_WHAT_IS_PUT_AWAY = [
    Row(url_name=f"people:{page}", method=method, prepare=prepare, answers=members_only(*who))
    for prepare, who in ((put_away, MEMBERS), (left_by_all, WITH_A_ROLE))
    for page, method in (("put-away", "get"), ("put-away", "post"), ("bring-back", "post"))
] + [
    Row(url_name="people:partnership", prepare=put_away, answers=members_only(*MEMBERS)),
    Row(url_name="people:partnership", prepare=left_by_all, answers=members_only()),
    *(
        Row(url_name=f"people:{page}", prepare=put_away, answers=members_only())
        for page in ("members", "history", "readiness", "describe", "invite")
    ),
]

OF_ORGANISATIONS = [
    of_organisation("organisation", *ORGANISATION),
    of_organisation("new-partnership", *ORGANISATION),
    of_organisation("change-organisation", "oscar"),
    of_organisation("change-organisation", "oscar", method="post", name="Acme", kind="startup"),
    of_organisation("give-role", "oscar"),
    of_organisation("invite-person", "oscar"),
    of_organisation("invite-person", "oscar", method="post", role=""),
    of_organisation("say-aligned", "olga", method="post", aligned="yes"),
    Row(url_name="people:team", prepare=team, answers=members_only(*ORGANISATION)),
    Row(
        url_name="people:take-role",
        method="post",
        prepare=pats_role,
        answers=members_only("oscar"),
    ),
    Row(
        url_name="people:end-member",
        method="post",
        prepare=bobs_membership,
        answers=members_only(*WITH_A_ROLE),
    ),
]

OF_INVITATIONS = [
    Row(
        url_name="people:invite",
        prepare=partnership,
        answers=members_only(*MEMBERS, *WITH_A_ROLE),
    ),
    Row(
        url_name="people:invite",
        method="post",
        data={"role": "design"},
        prepare=partnership,
        answers=members_only(*MEMBERS, *WITH_A_ROLE),
    ),
    Row(
        url_name="people:revoke",
        method="post",
        prepare=an_invitation,
        answers=members_only(*MEMBERS, *WITH_A_ROLE),
    ),
    Row(url_name="people:link", prepare=an_invitation, answers=everybody()),
    Row(url_name="people:join-here", answers=dict.fromkeys(ASKERS, "absent")),
    Row(url_name="people:join", prepare=a_link, answers=everybody(signed_in=False)),
]

ROWS = [*FOR_ALL, *OF_PARTNERSHIPS, *OF_WHAT_IS_PUT_AWAY, *OF_ORGANISATIONS, *OF_INVITATIONS]

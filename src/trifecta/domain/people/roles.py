"""Who can be in a partnership and in an organisation, and which partnerships are usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.errors import InvalidError
from trifecta.domain.framework.adaptations import FOR_COMPANY
from trifecta.domain.people.words import joined

PartnerRole = Literal["em", "pm", "business", "design", "staff"]
OrganisationRole = Literal[
    "owner",
    "executive_engineering",
    "executive_product",
    "executive_business",
    "people_operations",
]
CompanyKind = Literal["general", "startup", "enterprise", "product_led", "technical_first"]

FEWEST: Final = 2
MOST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """A partnership role: `title` in a form, `field` beside a name, `leads` after a name."""

    title: str
    field: str
    leads: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRoleWords:
    """An organisation role: its title, its name in a sentence, what it may do and never sees."""

    title: str
    called: str
    may: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """A kind of company: what to choose it for, and what changes with it."""

    title: str
    hint: str
    changes: str


PARTNER_ROLES: Final[Mapping[str, RoleWords]] = {
    "em": RoleWords(
        title="Engineering",
        field="engineering",
        leads="leads engineering",
        hint="Engineering manager, or whoever answers for the engineers of this team.",
    ),
    "pm": RoleWords(
        title="Product",
        field="product",
        leads="leads product",
        hint="Product manager, or whoever decides what the team works on.",
    ),
    "business": RoleWords(
        title="Business",
        field="business",
        leads="leads the business side",
        hint="General manager, sales or operations lead: whoever owns the number.",
    ),
    "design": RoleWords(
        title="Design",
        field="design",
        leads="leads design",
        hint="Design lead, where design decides what is built as much as product does.",
    ),
    "staff": RoleWords(
        title="Staff engineer",
        field="staff engineering",
        leads="answers for a technical problem as staff engineer",
        hint="A senior engineer who answers for one large problem of this team.",
    ),
}

ORGANISATION_ROLES: Final[Mapping[str, OrganisationRoleWords]] = {
    "owner": OrganisationRoleWords(
        title="Looks after this organisation",
        called="the person who looks after this organisation",
        may="Gives and takes roles, says what kind of company this is, invites people. "
        "Reads nothing that members of a partnership write.",
    ),
    "executive_engineering": OrganisationRoleWords(
        title="Engineering executive",
        called="the engineering executive",
        may="Sets up partnerships and says whether they stand behind shared accountability. "
        "Reads only what somebody shares with leadership.",
    ),
    "executive_product": OrganisationRoleWords(
        title="Product executive",
        called="the product executive",
        may="Sets up partnerships and says whether they stand behind shared accountability. "
        "Reads only what somebody shares with leadership.",
    ),
    "executive_business": OrganisationRoleWords(
        title="Business executive",
        called="the business executive",
        may="Says whether they stand behind shared accountability, where a partnership has a "
        "business lead. Reads only what somebody shares with leadership.",
    ),
    "people_operations": OrganisationRoleWords(
        title="People operations",
        called="people operations",
        may="Sees who is in which partnership and keeps that right. "
        "Reads nothing that members of a partnership write.",
    ),
}

EXECUTIVE_FOR: Final[Mapping[str, str]] = {
    "em": "executive_engineering",
    "staff": "executive_engineering",
    "pm": "executive_product",
    "design": "executive_product",
    "business": "executive_business",
}

COMPANY_KINDS: Final[Mapping[str, KindWords]] = {
    "general": KindWords(
        title="None of these in particular",
        hint="The usual order suits you.",
        changes="You start with a check-in and go on from what it shows.",
    ),
    "startup": KindWords(
        title="A small start-up",
        hint="A few teams; people still see each other every day.",
        changes=FOR_COMPANY["startup"].changes,
    ),
    "enterprise": KindWords(
        title="A large company",
        hint="Ratings come from a review cycle that is not yours to change.",
        changes=FOR_COMPANY["enterprise"].changes,
    ),
    "product_led": KindWords(
        title="Led by product or design",
        hint="Design decides what is built as much as product does.",
        changes=FOR_COMPANY["product_led"].changes,
    ),
    "technical_first": KindWords(
        title="Led by technology",
        hint="Technical questions usually win, and what the business needs is heard late.",
        changes=FOR_COMPANY["technical_first"].changes,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What the roles in a partnership amount to; `remark` is "" where there is nothing to add."""

    name: str
    usual: bool
    complete: bool
    remark: str = ""


USUAL: Final[Mapping[frozenset[str], str]] = {
    frozenset({"em", "pm"}): "A pair",
    frozenset({"em", "pm", "business"}): "A trifecta",
    frozenset({"em", "pm", "design"}): "A trio with design",
    frozenset({"em", "pm", "staff"}): "A trio with a staff engineer",
    frozenset({"em", "pm", "business", "design"}): "A trifecta with design",
    frozenset({"em", "pm", "business", "staff"}): "A trifecta with a staff engineer",
    frozenset({"em", "pm", "design", "staff"}): "A quartet with design and a staff engineer",
}
BY_SIZE: Final = ("Nobody yet", "You alone", "A pair", "A trio", "A quartet")


def compose(roles: Sequence[str]) -> Composition:
    """What a partnership of members in these roles (0 to 4 of them) is, usual or not.

    Unusual ones are allowed and get a remark. Raises InvalidError for a role that does not exist or
    for a fifth member.
    """
    unknown = sorted({role for role in roles if role not in PARTNER_ROLES})
    if unknown:
        raise InvalidError("Choose one of the roles.", fields={"role": "Choose one of the roles."})
    if len(roles) > MOST:
        raise InvalidError(
            "A partnership has four members at most. Start a second one, or let somebody leave "
            "first."
        )
    usual = USUAL.get(frozenset(roles)) if len(set(roles)) == len(roles) else None
    return Composition(
        name=usual or BY_SIZE[len(roles)],
        usual=usual is not None,
        complete=len(roles) >= FEWEST,
        remark="" if usual or len(roles) < FEWEST else _remark(roles),
    )


def _remark(roles: Sequence[str]) -> str:
    twice = [role for role in PARTNER_ROLES if list(roles).count(role) > 1]
    if twice:
        fields = joined([PARTNER_ROLES[role].field for role in twice])
        return (
            f"More than one of you is here for {fields}. That can work; say between you "
            "who answers for what."
        )
    nobody = [PARTNER_ROLES[role].field for role in ("em", "pm") if role not in roles]
    if "em" not in roles and "staff" in roles and "pm" in roles:
        return (
            "A staff engineer stands in for engineering here. That can work where they also answer "
            "for the people, or somebody close by does."
        )
    return (
        f"Nobody here leads {joined(nobody, last='or')}. That can work; the questions are written "
        "for engineering and product, and some will fit less well."
    )


def counterpart_role(role: str) -> str:
    """The role that usually leads beside `role`: product beside engineering, else engineering."""
    return "pm" if role in {"em", "staff"} else "em"

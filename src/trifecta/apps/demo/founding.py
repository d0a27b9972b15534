"""The first chapter: Larkspur, its executives, and two partnerships."""

from __future__ import annotations

from trifecta.apps.demo.cast import (
    DANA,
    INES,
    JULES,
    KIM,
    MIKA,
    NOOR,
    ORGANISATION,
    ROBIN,
    SASHA,
    TONI,
    Character,
)
from trifecta.apps.demo.story import Story
from trifecta.apps.people.invitations import (
    accept_invitation,
    invite_partner,
    invite_to_organisation,
)
from trifecta.apps.people.models import (
    Frequency,
    Organisation,
    PartnerRole,
    Partnership,
    RoleKind,
    YesNo,
)
from trifecta.apps.people.partnerships import (
    NewPartnership,
    create_partnership,
    describe_partnership,
    say_willing,
)
from trifecta.apps.people.services import create_organisation, declare_alignment

GROWTH_SUCCESS = (
    "By the end of the year we know which three ways of winning customers work for us, we can show "
    "it with sound numbers, and the people who found it out still want to work here."
)
PRICES_SUCCESS = (
    "Customers understand what they pay for, fewer of them ask for a special deal, and revenue per "
    "customer goes up without more people leaving."
)


def found_company(story: Story) -> Organisation:
    """Mika sets it up, and the executives say that they stand behind it."""
    story.at(300, 9)
    organisation = create_organisation(actor=story.account(MIKA), name=ORGANISATION, is_demo=True)
    _invite_people(story, organisation)
    for minute, character in enumerate((KIM, DANA, TONI)):
        story.at(298, 15, 10 * minute)
        declare_alignment(
            actor=story.account(character), organisation_id=organisation.id, aligned=True
        )
    return organisation


def _invite_people(story: Story, organisation: Organisation) -> None:
    for minute, (character, role) in enumerate(
        (
            (MIKA, RoleKind.PEOPLE_OPERATIONS),
            (KIM, RoleKind.EXECUTIVE_ENGINEERING),
            (DANA, RoleKind.EXECUTIVE_PRODUCT),
            (TONI, RoleKind.EXECUTIVE_BUSINESS),
            (INES, ""),
            (ROBIN, ""),
            (JULES, ""),
        )
    ):
        story.at(299, 10, minute)
        link = invite_to_organisation(
            actor=story.account(MIKA), organisation_id=organisation.id, role=role
        )
        accept_invitation(actor=story.account(character), token=link.token)


def found_growth(story: Story, organisation: Organisation) -> Partnership:
    """Robin and Noor."""
    story.at(294, 9, 30)
    robin = story.account(ROBIN)
    growth = create_partnership(
        actor=robin,
        organisation_id=organisation.id,
        new=NewPartnership(
            name="Growth team",
            team="Growth",
            my_role=PartnerRole.EM,
            success=GROWTH_SUCCESS,
        ),
    )
    _let_in(story, growth, NOOR, PartnerRole.PM, by=ROBIN)
    story.at(293, 10)
    describe_partnership(
        actor=robin,
        partnership_id=growth.id,
        name="Growth team",
        in_conflict=False,
        business_owner=YesNo.YES,
        business_tension=Frequency.SOMETIMES,
    )
    _are_willing(story, growth, ROBIN, NOOR)
    return growth


def found_prices(story: Story, organisation: Organisation) -> Partnership:
    """Jules, Noor and Sasha."""
    story.at(120, 11)
    prices = create_partnership(
        actor=story.account(JULES),
        organisation_id=organisation.id,
        new=NewPartnership(
            name="Plans and prices",
            team="Plans and prices",
            my_role=PartnerRole.EM,
            success=PRICES_SUCCESS,
        ),
    )
    _let_in(story, prices, NOOR, PartnerRole.PM, by=JULES)
    _let_in(story, prices, SASHA, PartnerRole.BUSINESS, by=JULES)
    _are_willing(story, prices, JULES, NOOR, SASHA)
    return prices


def _let_in(
    story: Story, partnership: Partnership, who: Character, role: str, *, by: Character
) -> None:
    link = invite_partner(actor=story.account(by), partnership_id=partnership.id, role=role)
    accept_invitation(actor=story.account(who), token=link.token)


def _are_willing(story: Story, partnership: Partnership, *people: Character) -> None:
    for character in people:
        say_willing(actor=story.account(character), partnership_id=partnership.id, willing=True)

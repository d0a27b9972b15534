"""Tags for pages about people: addresses of the domain's links, and who is who in a line."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from trifecta.apps.people.selectors import MemberView
from trifecta.domain.people.journey import Link
from trifecta.domain.people.roles import ORGANISATION_ROLES, PARTNER_ROLES
from trifecta.web.addresses import address

register = template.Library()


@register.simple_tag
def href(link: Link) -> str:
    """The address of a page that the domain named."""
    return address(link.url_name, *link.args)


@register.simple_tag
def who(members: Sequence[MemberView]) -> SafeString:
    """Every member with shape, name and what they lead, in the order in which they joined."""
    return format_html_join(
        ", ",
        '<span class="whom"><span class="mark {}" aria-hidden="true"></span> {}</span> {}',
        ((member.mark, member.name, PARTNER_ROLES[member.role].leads) for member in members),
    )


@register.filter
def field_of(role: str) -> str:
    """What a member is here for, beside their name: "engineering"."""
    return PARTNER_ROLES[role].field


@register.filter
def role_title(role: str) -> str:
    """A role in a partnership or an organisation, as a heading says it."""
    words = PARTNER_ROLES.get(role) or ORGANISATION_ROLES.get(role)
    return words.title if words else ""


@register.simple_tag
def named(member: MemberView) -> SafeString:
    """One member with shape and full name."""
    return format_html(
        '<span class="mark {}" aria-hidden="true"></span> {}', member.mark, member.full_name
    )

"""Small words of calibration that templates cannot put together themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.compromise.agreements import kept_words
from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.people.words import joined

if TYPE_CHECKING:
    from trifecta.apps.calibration.models import CaseMember
    from trifecta.apps.calibration.selectors.evidence import EvidenceView

register = template.Library()


@register.simple_tag
def rated_together(members: Iterable[CaseMember]) -> SafeString:
    """Everybody who is rated in a case, with shape, name and what they are there for."""
    return format_html_join(
        ", ",
        '<span class="whom"><span class="mark {}" aria-hidden="true"></span> {}</span> '
        '<span class="note">{}</span>',
        ((one.mark, one.user.name, PARTNER_ROLES[one.role].field) for one in members),
    )


@register.filter
def kept_of(piece: EvidenceView) -> str:
    """ "Two of three kept and one open", for an agreement."""
    found = piece.counts()
    return kept_words(
        kept=found["kept"],
        not_kept=found["not_kept"],
        dropped=found["dropped"],
        still_open=found["open"],
    )


@register.filter
def about_outcomes(piece: EvidenceView) -> str:
    """ "About delivery and impact"."""
    names = [OUTCOMES[outcome] for outcome in piece.outcomes]
    return "About " + joined([name[0].lower() + name[1:] for name in names])

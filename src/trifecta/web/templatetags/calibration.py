"""Small words of calibration that templates cannot put together themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.compromise.agreements import kept_words
from trifecta.domain.people.words import joined

if TYPE_CHECKING:
    from trifecta.apps.calibration.selectors.evidence import EvidenceView

register = template.Library()


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

"""The page with statistics of a cycle, for those who have voted in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.calibration.selectors.figures import OutcomeFigures, figures_for
from trifecta.domain.calibration import words
from trifecta.domain.calibration.helping import drift_words, range_words
from trifecta.domain.calibration.scales import LabelledScale
from trifecta.web.posting import signed_in
from trifecta.web.views.calibration import about_cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """One outcome in sentences and lines of tables."""

    name: str
    lead: str
    coefficients: tuple[tuple[str, str, str, str], ...]
    stands: tuple[tuple[str, int, str], ...]
    moved: str
    given: tuple[tuple[str, int], ...]
    drift: str


@require_safe
def figures(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """How far proposals agree and what they can tell, once they are shown."""
    found = figures_for(actor=signed_in(request), cycle_id=cycle_id)
    reasons = {
        words.of_partnerships(note)
        for one in found.outcomes
        for note in list(words.agreement_notes(one.agreement, missing=0))[1:]
    }
    context = {
        **about_cycle(found.room),
        "figures": found,
        "outcomes": [_row(one, found.room.scale) for one in found.outcomes],
        "notes": sorted(reasons),
    }
    return render(request, "calibration/figures.html", context)


def _row(one: OutcomeFigures, scale: LabelledScale) -> OutcomeRow:
    return OutcomeRow(
        name=one.name,
        lead=words.of_partnerships(words.agreement_lead(one.agreement)),
        coefficients=tuple(
            (name, words.of_partnerships(asks), *words.figure(coefficient))
            for key, coefficient in one.agreement.coefficients.items()
            if key in words.NAMES
            for name, asks in (words.NAMES[key],)
        ),
        stands=tuple((name, each.votes, range_words(each, scale)) for name, each in one.stands),
        moved=_moved(one),
        given=one.given,
        drift=drift_words(one.drift) if one.drift else "",
    )


def _moved(one: OutcomeFigures) -> str:
    found = one.moved
    if not found.all:
        return ""
    return (
        f"By talking, proposals came closer in {found.closer} of {found.all}, stayed as far apart "
        f"in {found.same}, and went further apart in {found.further}."
    )

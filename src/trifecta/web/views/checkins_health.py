"""How partnerships are doing, all of them together; and whether that is counted at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trifecta.apps.checkins.selectors import HealthView, QuarterView, health_choice, health_for
from trifecta.apps.checkins.services import choose_health
from trifecta.charts.shares import Share, Shares, share_table, shares
from trifecta.domain.checkins import health_wording as wording
from trifecta.domain.checkins.coarse import FEWEST, PARTS, part_of
from trifecta.domain.checkins.health import AGREEMENT, PROMISES, STUCK, Health
from trifecta.domain.checkins.pulse import QUESTIONS
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.words import number_word
from trifecta.web.posting import post_once, signed_in

GROUPS = (
    ("How it is to work together", tuple(question.key for question in QUESTIONS)),
    ("Promises and agreements", (PROMISES, AGREEMENT)),
)
BESIDE = 4
"""How many quarters stand side by side."""

EXAMPLE = Health(
    size="ten",
    figures={
        STUCK: {
            "both": "third",
            "understanding": "over_third",
            "incentives": "third",
            "neither": "third",
            "unclear": "third",
        }
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """One figure: what it is about, what stands out, and the picture."""

    key: str
    words: wording.FigureWords
    finding: str
    picture: Shares


@require_safe
def health(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """How all partnerships are doing together, as of the last closed quarter that says anything."""
    found = health_for(actor=signed_in(request), organisation_id=organisation_id)
    told = [one for one in found.quarters if one.health is not None]
    return _page(request, found, told[0] if told else None)


@require_safe
def health_of_quarter(request: HttpRequest, organisation_id: str, quarter: str) -> HttpResponse:
    """The same of an earlier quarter."""
    found = health_for(actor=signed_in(request), organisation_id=organisation_id)
    chosen = next((one for one in found.quarters if str(one.quarter) == quarter), None)
    if chosen is None:
        raise NotFoundError
    return _page(request, found, chosen)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Whether check-ins count for the pictures that leadership gets; for owners."""
    actor = signed_in(request)
    view, counted = health_choice(actor=actor, organisation_id=organisation_id)
    if request.method == "POST":
        wanted = request.POST.get("counted") == "yes"

        def act() -> str:
            choose_health(actor=actor, organisation_id=organisation_id, counted=wanted)
            return reverse("people:organisation", args=[organisation_id])

        said = (
            "Check-ins that are started from now on count."
            if wanted
            else "No check-in counts from now on."
        )
        return post_once(request, act, said=said)
    context = {"organisation": view, "counted": counted, "fewest": number_word(FEWEST)}
    return render(request, "checkins/health_choose.html", context)


def _page(request: HttpRequest, found: HealthView, chosen: QuarterView | None) -> HttpResponse:
    shown = chosen.health if chosen else None
    context = {
        "organisation": found.organisation,
        "executive": found.executive,
        "counted": found.counted,
        "fewest": number_word(FEWEST),
        "chosen": chosen,
        "quarters": found.quarters,
        "waiting": not found.quarters,
    }
    if shown is None:
        context["example"] = _figure(STUCK, EXAMPLE)
        return render(request, "checkins/health_empty.html", context)
    figures = {key: _figure(key, shown) for key in shown.figures}
    context |= {
        "answer": wording.headline(shown),
        "size": wording.counted_words(shown.size),
        "thirds": shown.size == "ten",
        "stuck": figures[STUCK],
        "groups": [(name, [figures[key] for key in keys]) for name, keys in GROUPS],
        "table": share_table(
            caption="Of the partnerships that checked in",
            figures=[(one.words.name, one.picture) for one in figures.values()],
        ),
        "beside": _side_by_side([one for one in found.quarters if one.health][:BESIDE]),
    }
    return render(request, "checkins/health.html", context)


def _figure(key: str, health: Health) -> ShownFigure:
    words = wording.FIGURES[key]
    parts = [(name, part_of(level)) for name, level in health.figures[key].items()]
    return ShownFigure(
        key=key,
        words=words,
        finding=wording.finding(key, health),
        picture=shares(
            answers=[
                Share(
                    label=words.labels[name],
                    low=float(part.low),
                    high=float(part.high),
                    words=part.words,
                )
                for name, part in parts
            ],
            bounds=[float(part.low) for part in PARTS[health.size][1:]],
        ),
    )


def _side_by_side(quarters: list[QuarterView]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each figure what stood out in each quarter, oldest first; nothing where there is one."""
    told = [(one.quarter, one.health) for one in reversed(quarters) if one.health is not None]
    if len(told) < 2:
        return []
    return [
        (words.name, [(quarter.words, wording.finding(key, health)) for quarter, health in told])
        for key, words in wording.FIGURES.items()
    ]

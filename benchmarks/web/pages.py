"""The busiest pages, found in the made-up history as Noor, who has all of them."""

from __future__ import annotations

from django.urls import reverse

from trifecta.apps.checkins.selectors import journey_facts as checkin_facts
from trifecta.apps.demo.cast import NOOR
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnerships_of
from trifecta.apps.tensions.selectors import journey_facts as tension_facts

QUESTION = 5

Page = tuple[str, str, str]
"""What to call it, its path, and words that only the right page has."""


def pages() -> tuple[User, list[Page]]:
    """Who reads, and what: a partnership, a question of a check-in, a diagnosis, a tension."""
    noor = User.objects.get(email=NOOR.email)
    views = {view.name: view for view in partnerships_of(actor=noor)}
    growth, prices = views["Growth team"], views["Plans and prices"]
    return noor, [
        ("partnership", reverse("people:partnership", args=[growth.id]), "What happened so far"),
        _question(noor, prices),
        _diagnosis(noor, growth),
        _tension(noor, growth),
    ]


def _question(noor: User, prices: PartnershipView) -> Page:
    facts = checkin_facts(actor=noor, partnership=prices)
    path = reverse("checkins:question", args=[facts.open_round_id, QUESTION])
    return "check-in question", path, f"Question {QUESTION} of"


def _diagnosis(noor: User, growth: PartnershipView) -> Page:
    facts = checkin_facts(actor=noor, partnership=growth)
    path = reverse("checkins:diagnosis", args=[facts.last_round_id])
    return "diagnosis", path, "How sure we are"


def _tension(noor: User, growth: PartnershipView) -> Page:
    (facts,) = tension_facts(actor=noor, partnership=growth)
    path = reverse("tensions:tension", args=[facts.tension_id])
    return "tension", path, "Fifty experiments, or something new to build"

"""The first thing to do in a new partnership: who is missing, then what suits this company."""

from __future__ import annotations

from trifecta.domain.checkins.duration import minutes_for
from trifecta.domain.people.adaptation import adapt
from trifecta.domain.people.journey import WAITING, Facts, NextStep
from trifecta.domain.people.readiness import needed_executives
from trifecta.domain.people.roles import PARTNER_ROLES, counterpart_role
from trifecta.domain.people.words import all_of_you, capital


def invite_somebody(facts: Facts) -> NextStep | None:
    """For somebody who is alone so far: make a link, or use the time while one is open."""
    partnership = facts.partnership
    if partnership.members >= 2:
        return None
    if not partnership.open_invitations:
        leads = PARTNER_ROLES[counterpart_role(partnership.my_role)].leads
        return NextStep(
            step="check_in",
            title=f"Invite whoever {leads} with you",
            body=f"{_closed(facts)}You get a link to send. It works once, for two weeks, and also "
            "for somebody who has no account here.",
            action="Make a link",
            link=facts.partnership.page("people:invite"),
        )
    written = partnership.success_written
    return NextStep(
        step="check_in",
        kicker=WAITING,
        title="Your link is open",
        body=f"{_closed(facts)}As soon as somebody joins by it, you can check in together."
        + ("" if written else " Meanwhile, write down what success means for the team."),
        action="See your open links" if written else "Write down what success means",
        link=facts.partnership.page("people:members" if written else "people:success"),
        second="" if written else "See your open links",
        second_link=None if written else facts.partnership.page("people:members"),
    )


def _closed(facts: Facts) -> str:
    """That a check-in closed as the others went, to be said first."""
    because = facts.checkins.closed_because
    return f"Your check-in closed without a result, {because}. " if because else ""


def first_step(facts: Facts) -> NextStep | None:
    """Before anything has happened: what the kind of company, or an open conflict, puts first."""
    begun = facts.checkins.rounds_revealed or facts.checkins.open_round_id or facts.tensions
    if begun:
        return None
    partnership = facts.partnership
    order = adapt(
        kind=partnership.kind, in_conflict=partnership.in_conflict, roles=partnership.roles
    ).order
    starts = {
        "understand": _understand_first,
        "check_in": _first_check_in,
        "invite_business": _invite_third,
        "invite_design": _invite_third,
        "executives": _ask_executives,
    }
    for proposal in order:
        start = starts.get(proposal.id)
        step = start(facts) if start else None
        if step is not None:
            return step
    return None


def _understand_first(facts: Facts) -> NextStep:
    conflict = facts.partnership.in_conflict
    return NextStep(
        step="tension",
        title="Start with one disagreement",
        body="Each of you writes down what you ask for, what you need and what limits you. "
        + (
            "You are in an open conflict, so this comes before everything else. "
            if conflict
            else "You are few, so this carries further than any form. "
        )
        + "Solutions come later.",
        action="Open a tension",
        link=facts.partnership.page("tensions:open"),
        second="Check in first",
        second_link=facts.partnership.page("checkins:start"),
    )


def _first_check_in(facts: Facts) -> NextStep:
    everyone = all_of_you(facts.partnership.members)
    return NextStep(
        step="check_in",
        title="Check in for the first time",
        body=f"{capital(minutes_for(facts.partnership.members))}, each of you alone. Answers stay "
        f"sealed until {everyone} have finished; then you see at the same moment where you "
        "misread each other, and whether you are judged on different things.",
        action="Start a check-in",
        link=facts.partnership.page("checkins:start"),
        second="Is everything in place?",
        second_link=facts.partnership.page("people:readiness"),
    )


def _invite_third(facts: Facts) -> NextStep | None:
    if facts.partnership.open_invitations:
        return None
    design = facts.partnership.kind == "product_led"
    return NextStep(
        step="check_in",
        title=f"Ask a {'design' if design else 'business'} lead to join",
        body=(
            "In your company design decides what is built as much as product does. "
            if design
            else "In a company led by technology, what the business needs is heard late. "
        )
        + "As a member, that person answers for the outcome with you. You can also start without.",
        action="Make a link",
        link=facts.partnership.page("people:invite"),
        second="Start with a check-in",
        second_link=facts.partnership.page("checkins:start"),
    )


def _ask_executives(facts: Facts) -> NextStep | None:
    partnership = facts.partnership
    if set(needed_executives(partnership)) <= partnership.executives_aligned:
        return None
    return NextStep(
        step="check_in",
        title="Ask your executives where they stand",
        body="In a large company little holds that the executives have not said themselves. The "
        "page shows who has said so and what else is missing. It stops nothing: you can check in "
        "today.",
        action="See what is in place",
        link=facts.partnership.page("people:readiness"),
        second="Start a check-in",
        second_link=facts.partnership.page("checkins:start"),
    )

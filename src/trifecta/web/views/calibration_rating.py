"""Pages on which a calibrator is alone: proposing, flagging, an interest, stepping back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.calibration.selectors.cycles import stepped_back_in
from trifecta.apps.calibration.selectors.flags import my_flags
from trifecta.apps.calibration.selectors.proposals import (
    Mine,
    estimate_now,
    evidence_beside,
    my_proposal,
)
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case, first_name, proposing
from trifecta.apps.calibration.services import panels, voting
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.panel import after_recusal
from trifecta.domain.calibration.rails import punitive_phrases
from trifecta.domain.calibration.telling import ASKED
from trifecta.domain.calibration.votes import OUTCOMES, Estimate, Outcome
from trifecta.domain.errors import ConflictError, NotFoundError, NotYetError
from trifecta.domain.people.words import joined
from trifecta.web.forms.agreements import EmptyForm
from trifecta.web.forms.calibration_rating import (
    FlagForm,
    InterestForm,
    ProposalForm,
    StepBackForm,
)
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.calibration import about_case
from trifecta.web.views.calibration_rating_parts import evidence_page, is_stale, page_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _alone(request: HttpRequest, case_id: str) -> tuple[CaseRoom, Estimate | None]:
    """The case and the estimate I can give now; raises NotFoundError for who calibrates nothing."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    room.seat_or_absent()
    return room, estimate_now(room)


def _over(request: HttpRequest, room: CaseRoom) -> HttpResponse:
    """Proposals cannot be given now: back to the case, or, with something sent, a page that says
    so and keeps it."""
    if request.method == "POST":
        raise NotYetError(
            "Proposals are made before they are shown, and once more after you have talked. This "
            "is neither of the two, so nothing was changed."
        )
    return HttpResponseRedirect(page_of(room))


def _about_alone(room: CaseRoom, estimate: Estimate) -> dict[str, Any]:
    others = [first_name(one.user) for one in proposing(room, estimate) if one != room.seat]
    return {
        **about_case(room),
        "estimate": estimate,
        "others": others,
        "outcomes": len(room.outcomes),
        "names": [first_name(one.user) for one in room.members],
        "evidence_page": evidence_page(room),
    }


def _readers(room: CaseRoom) -> str:
    """Who reads a reason after the reveal, with the verb."""
    people = [first_name(one.user) for one in room.present_seats if one != room.seat]
    if room.cycle.facilitator is not None and room.facilitator_takes_part:
        people.append(first_name(room.cycle.facilitator))
    return f"{joined(people)} {'reads' if len(people) == 1 else 'read'}" if people else "You read"


@form_page
def propose(request: HttpRequest, case_id: str, outcome: str) -> HttpResponse:
    """What I propose for one outcome, alone; nobody else sees it before all are in."""
    room, estimate = _alone(request, case_id)
    if outcome not in room.outcomes:
        raise NotFoundError
    if estimate is None:
        return _over(request, room)
    mine = my_proposal(room, estimate)
    if mine.handed_in and request.method != "POST":
        return HttpResponseRedirect(page_of(room, "proposal"))
    form = ProposalForm(
        request.POST or None, room=room, outcome=outcome, mine=mine, readers=_readers(room)
    )

    def act() -> str:
        if form.cleaned_data["estimate"] != estimate:
            raise ConflictError(
                "The first proposals have been shown since you opened this page. Nothing was "
                "changed; what you wrote is here."
            )
        voting.save_proposal(
            actor=room.actor,
            case_id=case_id,
            estimate=estimate,
            outcome=outcome,
            proposed=form.proposed(),
            version=form.cleaned_data["version"],
        )
        return _after(request, room, outcome)

    context = {
        **_about_alone(room, estimate),
        **_about_outcome(room, outcome, mine),
        "stale": is_stale(request, "version", mine.version),
    }
    return handle_form(
        request, form=form, template="calibration/propose.html", act=act, context=context
    )


def _about_outcome(room: CaseRoom, outcome: Outcome, mine: Mine) -> dict[str, Any]:
    """One outcome with what is asked, what I have saved, and the evidence about it."""
    return {
        "outcome": outcome,
        "title": OUTCOMES[outcome],
        "asked": ASKED[outcome],
        "place": room.outcomes.index(outcome) + 1,
        "back": _before(room, outcome),
        "mine": mine,
        "kept_label": _label(room, mine, outcome),
        "kept_reason": mine.reasons.get(outcome, ""),
        "evidence": [
            one for one in evidence_beside(room) if not one.outcomes or outcome in one.outcomes
        ],
    }


def _after(request: HttpRequest, room: CaseRoom, outcome: Outcome) -> str:
    """The next outcome, or what I propose as a whole."""
    place = room.outcomes.index(outcome) + 1
    if request.GET.get("then") == "proposal" or place == len(room.outcomes):
        return page_of(room, "proposal")
    return page_of(room, "propose", room.outcomes[place])


def _before(room: CaseRoom, outcome: Outcome) -> str:
    place = room.outcomes.index(outcome)
    return page_of(room, "propose", room.outcomes[place - 1]) if place else page_of(room)


def _label(room: CaseRoom, mine: Mine, outcome: Outcome) -> str:
    step = mine.steps.get(outcome)
    return "" if step is None else room.scale.label(step)


@require_safe
def proposal(request: HttpRequest, case_id: str) -> HttpResponse:
    """All that I propose, to look over before I hand it in; mine alone."""
    room, estimate = _alone(request, case_id)
    if estimate is None:
        return _over(request, room)
    mine = my_proposal(room, estimate)
    evidence = evidence_beside(room)
    flags = my_flags(room)
    phrases = (found.quote for text in mine.reasons.values() for found in punitive_phrases(text))
    context = {
        **_about_alone(room, estimate),
        "mine": mine,
        "lines": [
            (one, OUTCOMES[one], _label(room, mine, one), mine.reasons.get(one, ""))
            for one in room.outcomes
        ],
        "lacking": [f"“{OUTCOMES[one]}”" for one in mine.lacking],
        "first_lacking": mine.lacking[0] if mine.lacking else "",
        "looked": any(one.looked for one in evidence),
        "any_evidence": bool(evidence),
        "flags": [(one, first_name(one.user), flags.get(one.id)) for one in room.members],
        "phrases": list(dict.fromkeys(phrases)),
    }
    return render(request, "calibration/proposal.html", context)


@form_page
def hand_in(request: HttpRequest, case_id: str) -> HttpResponse:
    """Hand in what I propose; with the last one, all are shown to all at once."""
    room, estimate = _alone(request, case_id)
    if estimate is None:
        return _over(request, room)
    mine = my_proposal(room, estimate)
    if mine.handed_in and request.method != "POST":
        return HttpResponseRedirect(page_of(room, "proposal"))
    form = EmptyForm(request.POST or None)

    def act() -> str:
        voting.hand_in(actor=room.actor, case_id=case_id, estimate=estimate)
        return page_of(room)

    context = {
        **_about_alone(room, estimate),
        "lines": [(OUTCOMES[one], _label(room, mine, one)) for one in room.outcomes],
        "flags": list(my_flags(room).values()) if estimate == "first" else [],
    }
    return handle_form(
        request,
        form=form,
        template="calibration/hand_in.html",
        act=act,
        context=context,
        said="You have handed in.",
    )


@require_POST
def take_back(request: HttpRequest, case_id: str) -> HttpResponse:
    """Take back what I handed in, as long as none are shown."""
    room, estimate = _alone(request, case_id)
    if estimate is None:
        return _over(request, room)

    def act() -> str:
        voting.take_back(actor=room.actor, case_id=case_id, estimate=estimate)
        return page_of(room, "proposal")

    return post_once(request, act, said="You have taken it back, and can change it.")


@form_page
def flag(request: HttpRequest, case_id: str, rated_id: str) -> HttpResponse:
    """Say, alone and blind, that one member stands apart, by how much and why."""
    room, estimate = _alone(request, case_id)
    member = room.member(rated_id)
    if Act.FLAG not in room.acts or estimate != "first":
        return _over(request, room)
    name = first_name(member.user)
    mine = my_flags(room).get(member.id)
    handed_in = my_proposal(room, "first").handed_in
    if handed_in and request.method != "POST":
        return HttpResponseRedirect(page_of(room, "proposal"))
    form = FlagForm(request.POST or None, room=room, name=name, mine=mine)

    def act() -> str:
        voting.flag_member(
            actor=room.actor,
            case_id=case_id,
            member_id=rated_id,
            gaps=form.gaps(),
            why=form.cleaned_data["why"],
        )
        return f"{page_of(room, 'proposal')}#apart"

    context = {
        **_about_alone(room, "first"),
        "name": name,
        "member": member,
        "flag": mine,
        "partners": [first_name(one.user) for one in room.members if one != member],
        "gap_fields": [form[f"gap_{one}"] for one in room.outcomes],
    }
    return handle_form(
        request, form=form, template="calibration/flag.html", act=act, context=context
    )


@require_POST
def unflag(request: HttpRequest, case_id: str, rated_id: str) -> HttpResponse:
    """Take back that a member stands apart."""
    room, estimate = _alone(request, case_id)
    room.member(rated_id)
    if estimate != "first":
        return _over(request, room)

    def act() -> str:
        voting.flag_member(actor=room.actor, case_id=case_id, member_id=rated_id, gaps={}, why="")
        return f"{page_of(room, 'proposal')}#apart"

    return post_once(request, act, said="It is taken back.")


# ---------------------------------------------------------------- interests


@form_page
def interest(request: HttpRequest, case_id: str) -> HttpResponse:
    """I should not rate them, or not without saying something: declare it, or step back."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    room.require(Act.DECLARE_INTEREST)
    seat = room.seat_or_absent()
    form = InterestForm(request.POST or None)

    def act() -> str:
        panels.declare_interest(
            actor=room.actor,
            case_id=case_id,
            kind=form.cleaned_data["kind"],
            words=form.cleaned_data["words"],
        )
        return page_of(room)

    context = {
        **about_case(room),
        "mine": [one for one in room.interests if one.seat_id == seat.id],
        "names": [first_name(one.user) for one in room.members],
    }
    return handle_form(
        request,
        form=form,
        template="calibration/interest.html",
        act=act,
        context=context,
        said="It stands beside your name now.",
    )


@require_POST
def withdraw_interest(request: HttpRequest, case_id: str, interest_id: str) -> HttpResponse:
    """Take back an interest that I have declared."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    seat = room.seat_or_absent()
    if not any(one.id == interest_id and one.seat_id == seat.id for one in room.interests):
        raise NotFoundError

    def act() -> str:
        panels.withdraw_interest(actor=room.actor, interest_id=interest_id)
        return page_of(room, "interest")

    return post_once(request, act)


@form_page
def step_back(request: HttpRequest, case_id: str) -> HttpResponse:
    """Take no part in a case any more: what happens then, and why."""
    actor = signed_in(request)
    if request.method == "POST" and (cycle_id := stepped_back_in(actor=actor, case_id=case_id)):
        return redirect("calibration:cycle", cycle_id)  # from another tab; it is so already
    room = enter_case(actor=actor, case_id=case_id)
    room.require(Act.STEP_BACK)
    seat = room.seat_or_absent()
    form = StepBackForm(request.POST or None)

    def act() -> str:
        panels.step_back(actor=room.actor, case_id=case_id, because=form.cleaned_data["because"])
        return reverse("calibration:cycle", args=[room.cycle.id])

    context = {
        **about_case(room),
        "names": [first_name(one.user) for one in room.members],
        "left": after_recusal(room.panel, room.required, person_id=seat.id),
    }
    return handle_form(
        request,
        form=form,
        template="calibration/step_back.html",
        act=act,
        context=context,
        said=f"You take no part in {room.name} any more.",
    )

"""Pages of exceptions: where blind flags allow one, writing it down, and taking it out again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from trifecta.apps.calibration.models import CaseMember, MemberException
from trifecta.apps.calibration.selectors.flags import flags_came_to
from trifecta.apps.calibration.selectors.proposals import evidence_beside
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case, first_name, shown
from trifecta.apps.calibration.selectors.together import RatingView, exception_in, rating_of
from trifecta.apps.calibration.services import exceptions
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.errors import NotYetError
from trifecta.web.forms.calibration_rating import ExceptionForm, NumberForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.calibration import about_case
from trifecta.web.views.calibration_rating_parts import is_stale, page_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _enter(
    request: HttpRequest, case_id: str, rated_id: str
) -> tuple[CaseRoom, CaseMember, RatingView | None]:
    """The case, the member, and the rating all share; None before one could be written."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    room.require(Act.WRITE_RATING)
    member = room.member(rated_id)
    return room, member, rating_of(room) if shown(room, "second") else None


@form_page
def exception(request: HttpRequest, case_id: str, rated_id: str) -> HttpResponse:
    """Give one member their own rating, where two blind flags agree that they stand apart."""
    room, member, rating = _enter(request, case_id, rated_id)
    if rating is None:
        if request.method == "POST":
            raise NotYetError("Write the rating that all share first.")
        return HttpResponseRedirect(page_of(room))
    there = exception_in(rating, member)
    form = ExceptionForm(
        request.POST or None,
        room=room,
        name=first_name(member.user),
        evidence=evidence_beside(room),
        initial=_initial(room, rating, there),
    )

    def act() -> str:
        exceptions.write_exception(
            actor=room.actor,
            case_id=case_id,
            member_id=rated_id,
            words=form.words(),
            number=form.cleaned_data["number"],
        )
        return page_of(room, "rating")

    return handle_form(
        request,
        form=form,
        template="calibration/exception.html",
        act=act,
        context={
            **_about(room, member, rating, form),
            "exception": there,
            "stale": is_stale(request, "number", rating.number),
        },
        said="The exception is part of the rating. Everybody has to agree to it as it is now.",
    )


def _about(
    room: CaseRoom, member: CaseMember, rating: RatingView, form: ExceptionForm
) -> dict[str, Any]:
    came_to = (one for one in flags_came_to(room) if one.member == member)
    return {
        **about_case(room),
        "name": first_name(member.user),
        "member": member,
        "came_to": next(came_to, None),
        "rating": rating,
        "scales": [
            (OUTCOMES[one], room.scale.label(rating.steps[one]), scale)
            for one, scale in zip(room.outcomes, form.scales(), strict=True)
        ],
    }


def _initial(room: CaseRoom, rating: RatingView, there: MemberException | None) -> dict[str, Any]:
    """What the form begins with; for a new exception nothing is chosen beforehand."""
    if there is None:
        return {"number": rating.number}
    return {
        "number": rating.number,
        "code": there.code,
        "reason": there.reason,
        "evidence": there.evidence,
        "told_on": there.told_on,
        "told_by": there.told_by_id,
        **{f"step_{one}": str(there.steps[one]) for one in room.outcomes},
    }


@require_POST
def drop_exception(request: HttpRequest, case_id: str, rated_id: str) -> HttpResponse:
    """Let a member share the rating after all."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    room.require(Act.WRITE_RATING)
    form = NumberForm(request.POST)
    number = form.cleaned_data["number"] if form.is_valid() else -1

    def act() -> str:
        exceptions.drop_exception(
            actor=room.actor, case_id=case_id, member_id=rated_id, number=number
        )
        return page_of(room, "rating")

    return post_once(request, act, said="They share the rating. Everybody has to agree to it anew.")

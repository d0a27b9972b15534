"""Pages of what comes after the release: the letter, responses, appeals and corrections."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.calibration.selectors.appeals import (
    appeal_for,
    appeal_outlines,
    my_responses,
    outline_to_name,
    responses_for,
    to_look_at_again,
)
from trifecta.apps.calibration.selectors.corrections import correction_for, corrections_in
from trifecta.apps.calibration.selectors.letters import letter_for, letter_in
from trifecta.apps.calibration.selectors.naming import naming_words
from trifecta.apps.calibration.selectors.outside import outsiders_of
from trifecta.apps.calibration.selectors.results import result_for_room
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.calibration.services import correcting, responding
from trifecta.domain.calibration.acts import Act
from trifecta.domain.errors import NotFoundError, NotYetError
from trifecta.web.forms.calibration_afterwards import (
    AnswerAppealForm,
    AppealForm,
    CorrectionForm,
    NameForm,
    RespondForm,
)
from trifecta.web.forms.calibration_evidence import EmptyForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.calibration import about_case
from trifecta.web.views.calibration_parts import about_appeals

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def letter(request: HttpRequest, case_id: str) -> HttpResponse:
    """The rating as a letter: what it is, why, from what, and what can be done about it."""
    found = letter_for(actor=signed_in(request), case_id=case_id)
    context = {
        **about_case(found.room),
        "letter": found,
        "responses": my_responses(found.room),
        **about_appeals(found.room),
    }
    return render(request, "calibration/letter.html", context)


@form_page
def respond(request: HttpRequest, case_id: str) -> HttpResponse:
    """Say something to my rating."""
    actor = signed_in(request)
    room = _as_member(request, case_id, Act.RESPOND)
    form = RespondForm(request.POST or None)

    def act() -> str:
        responding.respond(actor=actor, case_id=case_id, text=form.cleaned_data["text"])
        return f"{page_of('letter', case_id)}#responses"

    return handle_form(
        request,
        form=form,
        template="calibration/respond.html",
        act=act,
        context={**about_case(room), "responses": my_responses(room)},
        said="Your response is there. It stays as it is.",
    )


@require_safe
def responses(request: HttpRequest, case_id: str) -> HttpResponse:
    """What members said, and which appeals there are, for those who may read it."""
    room, found = responses_for(actor=signed_in(request), case_id=case_id)
    outsiders = frozenset(one.id for one in outsiders_of(room.cycle, room.case))
    context = {
        **about_case(room),
        "responses": found,
        "outlines": appeal_outlines(room, outsiders=outsiders),
        "again": to_look_at_again(room),
    }
    return render(request, "calibration/responses.html", context)


@form_page
def appeal_write(request: HttpRequest, case_id: str) -> HttpResponse:
    """Ask somebody outside the room to look at my rating."""
    actor = signed_in(request)
    room = _as_member(request, case_id, Act.APPEAL)
    form = AppealForm(request.POST or None)

    def act() -> str:
        row = responding.appeal(actor=actor, case_id=case_id, text=form.cleaned_data["text"])
        return page_of("appeal", row.id)

    context = {
        **about_case(room),
        "outsider": responding.outsider_of(room.cycle, room.case),
        "naming": naming_words(room.cycle, room.case),
        **about_appeals(room),
    }
    return handle_form(
        request, form=form, template="calibration/appeal_write.html", act=act, context=context
    )


@require_safe
def appeal(request: HttpRequest, appeal_id: str) -> HttpResponse:
    """An appeal, the rating it is about, and its answer."""
    found = appeal_for(actor=signed_in(request), appeal_id=appeal_id)
    context = {**about_case(found.room), "appeal": found, "letter": letter_in(found.room)}
    return render(request, "calibration/appeal.html", context)


@form_page
def appeal_answer(request: HttpRequest, appeal_id: str) -> HttpResponse:
    """Answer an appeal."""
    actor = signed_in(request)
    found = appeal_for(actor=actor, appeal_id=appeal_id)
    if not found.for_me:
        raise NotFoundError
    if request.method != "POST" and not found.open:
        raise NotYetError("It has been answered, and the answer stays.")
    form = AnswerAppealForm(request.POST or None)

    def act() -> str:
        responding.answer_appeal(actor=actor, appeal_id=appeal_id, **form.cleaned_data)
        return page_of("appeal", appeal_id)

    return handle_form(
        request,
        form=form,
        template="calibration/appeal_answer.html",
        act=act,
        context={**about_case(found.room), "appeal": found, "letter": letter_in(found.room)},
        said="Your answer is there. It stays as it is.",
    )


@form_page
def appeal_withdraw(request: HttpRequest, appeal_id: str) -> HttpResponse:
    """Take my appeal back."""
    actor = signed_in(request)
    found = appeal_for(actor=actor, appeal_id=appeal_id)
    if not found.mine:
        raise NotFoundError
    form = EmptyForm(request.POST or None)

    def act() -> str:
        responding.withdraw_appeal(actor=actor, appeal_id=appeal_id)
        return page_of("appeal", appeal_id)

    return handle_form(
        request,
        form=form,
        template="calibration/appeal_withdraw.html",
        act=act,
        context={**about_case(found.room), "appeal": found},
        said="Your appeal is taken back.",
    )


@form_page
def appeal_name(request: HttpRequest, appeal_id: str) -> HttpResponse:
    """Have somebody answer an appeal that nobody answers."""
    actor = signed_in(request)
    room, row = outline_to_name(actor=actor, appeal_id=appeal_id)
    people = outsiders_of(room.cycle, room.case)
    form = NameForm(request.POST or None, people=people)

    def act() -> str:
        responding.name_who_answers(
            actor=actor, appeal_id=appeal_id, user_id=form.cleaned_data["user"]
        )
        return page_of("responses", room.case.id)

    context = {
        **about_case(room),
        "by": row.member.user.name,
        "to": row.to.name if row.to else "",
        "due_on": row.due_on,
        "answered": row.answered_at is not None,
        "people": people,
        "may_name": row.answered_at is None and responding.may_be_named_anew(row, room.cycle),
    }
    return handle_form(
        request,
        form=form,
        template="calibration/appeal_name.html",
        act=act,
        context=context,
        said="They have been told that it waits for them.",
    )


@require_safe
def corrections(request: HttpRequest, case_id: str) -> HttpResponse:
    """Every correction of a case, and what can be corrected."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    result = result_for_room(room)
    context = {
        **about_case(room),
        "corrections": corrections_in(room),
        "result": result,
        "excepted": [one for one in result.members if one.exception] if result else [],
        "again": to_look_at_again(room),
    }
    return render(request, "calibration/corrections.html", context)


@form_page
def correction_write(request: HttpRequest, case_id: str) -> HttpResponse:
    """Write what is right instead; ?member= for an exception, ?appeal= where it follows one."""
    actor = signed_in(request)
    room = enter_case(actor=actor, case_id=case_id)
    room.require(Act.CORRECT)
    room.seat_or_absent()
    result = result_for_room(room)
    if result is None:
        raise NotFoundError
    member_id, appeal_id = request.GET.get("member", ""), request.GET.get("appeal", "")
    member = result.of(room.member(member_id).id) if member_id else None
    steps = member.steps if member else result.steps
    form = CorrectionForm(
        request.POST or None,
        initial={f"step_{outcome}": str(step) for outcome, step in steps.items()},
        rated=room.outcomes,
        scale=room.scale,
        of_an_exception=member is not None,
    )

    def act() -> str:
        row = correcting.write_correction(
            actor=actor,
            case_id=case_id,
            words=form.words(member_id=member_id, appeal_id=appeal_id),
        )
        return page_of("correction", row.id)

    context = {**about_case(room), "member": member, "appeal_id": appeal_id, "result": result}
    return handle_form(
        request, form=form, template="calibration/correction_write.html", act=act, context=context
    )


@form_page
def correction(request: HttpRequest, correction_id: str) -> HttpResponse:
    """One correction: confirm it or decline it, for somebody of another function."""
    actor = signed_in(request)
    room, found = correction_for(actor=actor, correction_id=correction_id)
    form = EmptyForm(request.POST or None)

    def act() -> str:
        correcting.answer_correction(
            actor=actor,
            correction_id=correction_id,
            confirmed=request.POST.get("answer") == "confirm",
        )
        return page_of("correction", correction_id)

    return handle_form(
        request,
        form=form,
        template="calibration/correction.html",
        act=act,
        context={**about_case(room), "correction": found},
        said="Your answer is on record.",
    )


@require_POST
def correction_take_back(request: HttpRequest, correction_id: str) -> HttpResponse:
    """Take back a correction I wrote."""
    actor = signed_in(request)

    def act() -> str:
        case_id = correcting.take_back_correction(actor=actor, correction_id=correction_id)
        return page_of("corrections", case_id)

    return post_once(request, act, said="The correction is taken back.")


def page_of(name: str, *arguments: str) -> str:
    return reverse(f"calibration:{name}", args=arguments)


def _as_member(request: HttpRequest, case_id: str, act: Act) -> CaseRoom:
    """A form that is sent late is shown again with its words, instead of a page that has none."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    if room.my_membership is None:
        raise NotFoundError
    if request.method != "POST":
        room.require(act)
    return room

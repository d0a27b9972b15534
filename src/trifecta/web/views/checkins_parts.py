"""The pages after the questions: what people are judged on, what limits them, how it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from trifecta.apps.checkins import services
from trifecta.apps.checkins.selectors import RoundView, my_answers, my_limits
from trifecta.apps.people.selectors import MemberView
from trifecta.domain.checkins.constraints import MOST_STATEMENTS
from trifecta.domain.checkins.entry import Points
from trifecta.domain.checkins.itinerary import Place
from trifecta.domain.errors import NotFoundError
from trifecta.web.forms.checkins import LimitForm, LimitsGuessForm, PointsForm, PulseForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.checkins_paths import after, is_late, keep, keeping, page

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
def points(request: HttpRequest, round_id: str) -> HttpResponse:
    """A hundred points over what I am judged on."""
    view, answers = my_answers(actor=signed_in(request), round_id=round_id)
    return _points(request, view, answers.points, about=None)


@require_http_methods(PAGE)
def points_guess(request: HttpRequest, round_id: str, member_id: str) -> HttpResponse:
    """A hundred points over what I think another is judged on."""
    view, answers = my_answers(actor=signed_in(request), round_id=round_id)
    about = _other(view, member_id)
    return _points(request, view, answers.points_guesses.get(member_id, Points()), about=about)


def _points(
    request: HttpRequest, view: RoundView, points: Points, *, about: MemberView | None
) -> HttpResponse:
    if is_late(request, view):
        return redirect("checkins:answer", view.id)
    form = PointsForm(request.POST if request.method == "POST" else None, points=points)
    place = Place(part="points", about=about.id if about else "")

    def save(*, final: bool) -> None:
        services.save_points(
            actor=signed_in(request),
            round_id=view.id,
            about=place.about,
            points=form.points,
            final=final,
        )

    def act() -> str:
        save(final=True)
        return after(request, view, place)

    def skip() -> str:
        services.save_points(
            actor=signed_in(request),
            round_id=view.id,
            about=place.about,
            points=Points(),
            final=True,
        )
        return after(request, view, place)

    if request.method == "POST" and "skip" in request.POST:
        return post_once(request, skip)
    if keeping(request):
        return keep(form, lambda: save(final=False))
    context = {**page(request, view, place), "about": about}
    return handle_form(
        request, form=form, template="checkins/points.html", act=act, context=context
    )


@require_http_methods(PAGE)
def limits(request: HttpRequest, round_id: str) -> HttpResponse:
    """What limits me, one statement at a time; an empty form goes on."""
    view, written = my_limits(actor=signed_in(request), round_id=round_id)
    if view.state == "overtaken" and is_late(request, view):
        return redirect("checkins:answer", round_id)
    form = LimitForm(request.POST if request.method == "POST" else None, others=view.others)
    place = Place(part="limits")

    def go_on() -> str:
        services.finish_limits(actor=signed_in(request), round_id=round_id)
        return after(request, view, place)

    def act() -> str:
        services.add_limit(actor=signed_in(request), round_id=round_id, **form.cleaned_data)
        return reverse("checkins:limits", args=[round_id]) if "more" in request.POST else go_on()

    if form.is_bound and form.is_empty and "more" not in request.POST:
        return post_once(request, go_on)
    opened = view.state == "revealed"
    context = {
        **page(request, view, place, step="diagnosis" if opened else "check_in"),
        "limits": written,
        "room": len(written) < MOST_STATEMENTS,
    }
    template = "limits_opened.html" if opened else "limits.html"
    return handle_form(
        request, form=form, template=f"checkins/{template}", act=act, context=context
    )


@require_http_methods(PAGE)
def limit(request: HttpRequest, round_id: str, limit_id: str) -> HttpResponse:
    """Change one of my own while it is sealed."""
    view, written = my_limits(actor=signed_in(request), round_id=round_id)
    mine = next((one for one in written if one.id == limit_id), None)
    if mine is None:
        raise NotFoundError
    if is_late(request, view):
        return redirect("checkins:answer", round_id)
    data = request.POST if request.method == "POST" else None
    form = LimitForm(data, others=view.others, limit=mine)

    def act() -> str:
        services.change_limit(
            actor=signed_in(request), round_id=round_id, limit_id=limit_id, **form.cleaned_data
        )
        return reverse("checkins:limits", args=[round_id])

    context = {**page(request, view, Place(part="limits")), "limit": mine}
    return handle_form(request, form=form, template="checkins/limit.html", act=act, context=context)


@require_POST
def take_out(request: HttpRequest, round_id: str, limit_id: str) -> HttpResponse:
    """Take one of my own out while it is sealed."""

    def act() -> str:
        services.remove_limit(actor=signed_in(request), round_id=round_id, limit_id=limit_id)
        return reverse("checkins:limits", args=[round_id])

    return post_once(request, act, said="Taken out.")


@require_http_methods(PAGE)
def limits_guess(request: HttpRequest, round_id: str, member_id: str) -> HttpResponse:
    """Which kinds of limits I think another has."""
    view, answers = my_answers(actor=signed_in(request), round_id=round_id)
    about = _other(view, member_id)
    if is_late(request, view):
        return redirect("checkins:answer", round_id)
    form = LimitsGuessForm(
        request.POST if request.method == "POST" else None,
        name=about.name,
        kept=answers.limits_guesses.get(member_id, frozenset()),
    )
    place = Place(part="limits", about=member_id)

    def save(*, final: bool) -> None:
        services.save_limits_guess(
            actor=signed_in(request),
            round_id=round_id,
            about=member_id,
            kinds=form.cleaned_data["kinds"],
            final=final,
        )

    def act() -> str:
        save(final=True)
        return after(request, view, place)

    if keeping(request):
        return keep(form, lambda: save(final=False))
    context = {**page(request, view, place), "about": about}
    return handle_form(
        request, form=form, template="checkins/limits_guess.html", act=act, context=context
    )


@require_http_methods(PAGE)
def pulse(request: HttpRequest, round_id: str) -> HttpResponse:
    """Three short questions on how it is to work together."""
    view, answers = my_answers(actor=signed_in(request), round_id=round_id)
    if is_late(request, view):
        return redirect("checkins:answer", round_id)
    form = PulseForm(request.POST if request.method == "POST" else None, kept=answers.pulse)
    place = Place(part="pulse")

    def save(*, final: bool) -> None:
        services.save_pulse(
            actor=signed_in(request), round_id=round_id, marks=form.marks, final=final
        )

    def act() -> str:
        save(final=True)
        return after(request, view, place)

    if keeping(request):
        return keep(form, lambda: save(final=False))
    return handle_form(
        request,
        form=form,
        template="checkins/pulse.html",
        act=act,
        context=page(request, view, place),
    )


def _other(view: RoundView, member_id: str) -> MemberView:
    for member in view.others:
        if member.id == member_id:
            return member
    raise NotFoundError

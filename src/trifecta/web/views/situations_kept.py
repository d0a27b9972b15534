"""Preparations that somebody with an account keeps: for them alone."""

from __future__ import annotations

from typing import Final

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.situations.selectors import KeptWhole, kept_by, kept_one
from trifecta.apps.situations.services import (
    change_preparation,
    delete_preparation,
    keep_preparation,
    rename_preparation,
)
from trifecta.domain.errors import NotFoundError
from trifecta.domain.situations.sheets.preparing import Preparation, digest_of
from trifecta.web.forms.situations import TitleForm
from trifecta.web.posting import CONFLICT, handle_form, post_once, signed_in
from trifecta.web.views.situations_files import as_file
from trifecta.web.views.situations_held import (
    begin,
    change_held,
    held,
    held_to_read,
    kept_as,
    let_go,
    remember_kept,
    taken_from,
)
from trifecta.web.views.situations_keeping import (
    ask_again,
    is_of_another_text,
    keeping,
    must_ask,
    name_for,
)
from trifecta.web.views.situations_sheets import groups_of

CHANGED_JUST_NOW: Final = (
    "What is open in this browser was changed in another tab while this was kept. It is still "
    "here, with those changes."
)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what this browser holds; without an account, how to get one and come back here."""
    now = held_to_read(request)
    if now is None:
        return redirect("situations:write")
    if not request.user.is_authenticated:
        open_to_all = get_adapter(request).is_open_for_signup(request)
        return render(request, "situations/keep_where.html", {"held": now, "open": open_to_all})
    actor, about = signed_in(request), keeping(request, now)
    if request.method == "POST" and is_of_another_text(request, about):
        return ask_again(request, about)
    form = TitleForm(
        request.POST if request.method == "POST" else None, initial={"title": name_for(now)}
    )

    def act() -> str:
        row = keep_preparation(actor=actor, title=form.cleaned_data["title"], preparation=now)
        _let_go_of_kept(request, now, row.id)
        return reverse("situations:one", args=[row.id])

    return handle_form(
        request,
        form=form,
        template="situations/keep.html",
        act=act,
        context={"about": about},
        said="It is kept. Only you can read it.",
    )


def _let_go_of_kept(request: HttpRequest, now: Preparation, kept_id: str) -> None:
    """What is open here goes, unless another tab has changed it just now: that is not kept yet."""
    if not let_go(request, only=now):
        remember_kept(request, kept_one(actor=signed_in(request), preparation_id=kept_id))
        messages.success(request, CHANGED_JUST_NOW)


@require_POST
def keep_changes(request: HttpRequest) -> HttpResponse:
    """Keep the changes to one that was kept before.

    Another text replaces its text, and a state that came from elsewhere, only where that is said.
    """
    actor, now = signed_in(request), held(request)
    if now is None or not (kept_as(request) or "kept" in request.POST):
        return redirect("situations:write")
    about = keeping(request, now)
    taken = about.taken
    if taken is None or must_ask(request, about):
        return ask_again(request, about)

    def act() -> str:
        change_preparation(
            actor=actor,
            preparation_id=taken.line.id,
            preparation=now,
            changed_at=taken.line.changed_at,
        )
        _let_go_of_kept(request, now, taken.line.id)
        return reverse("situations:one", args=[taken.line.id])

    said = "It is replaced." if about.apart else "The changes are kept."
    return post_once(request, act, said=said)


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Everything I keep."""
    lines = kept_by(actor=signed_in(request))
    return render(request, "situations/kept.html", {"lines": lines})


@require_safe
def one(request: HttpRequest, preparation_id: str) -> HttpResponse:
    """One that I keep, to read, print, take along or go on with."""
    found = kept_one(actor=signed_in(request), preparation_id=preparation_id)
    groups = groups_of(found.preparation)
    context = {
        "one": found.line,
        "preparation": found.preparation,
        "groups": groups,
        "of_both": groups[0].of_both,
        "leads_both": groups[0].leads_both,
    }
    return render(request, "situations/one.html", context)


@require_safe
def kept_markdown(request: HttpRequest, preparation_id: str) -> HttpResponse:
    """The sheet of one that I keep, as a Markdown file."""
    found = kept_one(actor=signed_in(request), preparation_id=preparation_id)
    day = timezone.localdate(found.line.kept_at)
    return as_file(found.preparation, title=found.line.title, day=day, said="Kept on")


@require_POST
def go_on(request: HttpRequest, preparation_id: str) -> HttpResponse:
    """Take one that I keep up again; the kept one stays as it is until the changes are kept.

    Where what is open in this browser would be lost by that, it asks first, and again where that is
    another text by then. It leads on to the sheet, or to a tension for who asked for that.
    """
    found = kept_one(actor=signed_in(request), preparation_id=preparation_id)
    now = held(request)
    if now is None:
        begin(request, found.preparation)
    elif (lost := _replace(request, now, found)) is not None:
        return _ask_instead(request, lost, found)
    remember_kept(request, found)
    return redirect("situations:carry" if "tension" in request.POST else "situations:sheet")


def _replace(request: HttpRequest, now: Preparation, found: KeptWhole) -> Preparation | None:
    """Take it up in place of what is open; returns that instead where it would be lost unasked."""
    taken = taken_from(request)
    is_kept = now == found.preparation or (taken is not None and taken.preparation == now)
    made_for = request.POST.get("made_for", digest_of(now.written))
    asked = "instead" in request.POST

    def change(by_now: Preparation) -> tuple[Preparation, Preparation | None]:
        may_go = made_for == digest_of(by_now.written) if asked else is_kept and by_now == now
        return (found.preparation, None) if may_go else (by_now, by_now)

    try:
        return change_held(request, change)
    except NotFoundError:
        begin(request, found.preparation)
        return None


def _ask_instead(request: HttpRequest, now: Preparation, found: KeptWhole) -> HttpResponse:
    """What would be lost, and whether it may."""
    taken = taken_from(request)
    context = {
        "held": now,
        "made_for": digest_of(now.written),
        "is_other": "instead" in request.POST,
        "one": found.line,
        "is_of_it": taken is not None and taken.line.id == found.line.id,
        "to_tension": "tension" in request.POST,
    }
    return render(request, "situations/instead.html", context, status=CONFLICT)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, preparation_id: str) -> HttpResponse:
    """Another name for one that I keep."""
    actor = signed_in(request)
    found = kept_one(actor=actor, preparation_id=preparation_id)
    form = TitleForm(
        request.POST if request.method == "POST" else None, initial={"title": found.line.title}
    )

    def act() -> str:
        rename_preparation(
            actor=actor, preparation_id=preparation_id, title=form.cleaned_data["title"]
        )
        return reverse("situations:one", args=[preparation_id])

    return handle_form(
        request,
        form=form,
        template="situations/rename.html",
        act=act,
        context={"one": found.line},
        said="It has another name now.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, preparation_id: str) -> HttpResponse:
    """Delete one that I keep, and with it what is open in this browser if that is the same."""
    actor = signed_in(request)
    found = kept_one(actor=actor, preparation_id=preparation_id)
    now = held(request) if kept_as(request) == preparation_id else None
    is_same = now == found.preparation
    if request.method == "POST":

        def act() -> str:
            delete_preparation(actor=actor, preparation_id=preparation_id)
            if is_same and let_go(request, only=now):
                return reverse("situations:kept")
            if kept_as(request) == preparation_id:
                remember_kept(request, None)
            return reverse("situations:kept")

        return post_once(request, act, said=_deleted(now, is_same=is_same))
    context = {"one": found.line, "is_open": now is not None, "is_same": is_same}
    return render(request, "situations/delete.html", context)


def _deleted(now: Preparation | None, *, is_same: bool) -> str:
    if is_same:
        return "It is deleted, here too, where it was open."
    if now is None:
        return "It is deleted."
    return format_html(
        "It is deleted. What is open in this browser was taken from it and changed since, and is "
        'still here. <a href="{}">Forget it now</a>',
        reverse("situations:forget"),
    )

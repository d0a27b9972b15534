"""Preparations that somebody with an account keeps: for them alone."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.situations.selectors import kept_by, kept_one
from trifecta.apps.situations.services import (
    change_preparation,
    delete_preparation,
    keep_preparation,
    rename_preparation,
)
from trifecta.domain.situations.preparing import Preparation, digest_of
from trifecta.web.forms.situations import TitleForm
from trifecta.web.posting import CONFLICT, handle_form, post_once, signed_in
from trifecta.web.views.situations_files import as_file
from trifecta.web.views.situations_held import (
    held,
    hold,
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
from trifecta.web.views.situations_words import groups_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what this browser holds; without an account, how to get one and come back here."""
    now = held(request)
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
        let_go(request)
        return reverse("situations:one", args=[row.id])

    return handle_form(
        request,
        form=form,
        template="situations/keep.html",
        act=act,
        context={"about": about},
        said="It is kept. Only you can read it.",
    )


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
        let_go(request)
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
    }
    return render(request, "situations/one.html", context)


@require_safe
def kept_markdown(request: HttpRequest, preparation_id: str) -> HttpResponse:
    """The sheet of one that I keep, as a Markdown file."""
    return as_file(kept_one(actor=signed_in(request), preparation_id=preparation_id).preparation)


@require_POST
def go_on(request: HttpRequest, preparation_id: str) -> HttpResponse:
    """Take one that I keep up again; the kept one stays as it is until the changes are kept.

    Where what is open in this browser would be lost by that, it asks first, and again where that is
    another text by then. It leads on to the sheet, or to a tension for who asked for that.
    """
    found = kept_one(actor=signed_in(request), preparation_id=preparation_id)
    now, taken = held(request), taken_from(request)
    is_kept = now in (None, found.preparation) or (taken is not None and taken.preparation == now)
    made_for = "" if now is None else digest_of(now.written)
    asked = "instead" in request.POST and request.POST.get("made_for", made_for) == made_for
    context = {
        "held": now,
        "made_for": made_for,
        "is_other": "instead" in request.POST,
        "one": found.line,
        "is_of_it": taken is not None and taken.line.id == preparation_id,
        "to_tension": "tension" in request.POST,
    }
    if not is_kept and not asked:
        return render(request, "situations/instead.html", context, status=CONFLICT)
    hold(request, found.preparation)
    remember_kept(request, found)
    return redirect("situations:carry" if context["to_tension"] else "situations:sheet")


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
            if is_same:
                let_go(request)
            elif kept_as(request) == preparation_id:
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

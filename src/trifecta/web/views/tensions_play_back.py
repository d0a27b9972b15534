"""Saying back what one heard, and saying whether one was heard right."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.tensions.selectors import (
    TensionView,
    my_draft,
    play_back_about_me,
    tension_for,
)
from trifecta.apps.tensions.services import (
    confirm_play_back,
    correct_play_back,
    keep_draft,
    play_back,
)
from trifecta.apps.tensions.services.drafts import play_back_place
from trifecta.domain.tensions.gate import has_played_back, may_play_back
from trifecta.web.forms.tensions import CorrectionForm, PlayBackForm
from trifecta.web.posting import handle_form, signed_in
from trifecta.web.views.tensions_page import address, counterpart, page, posted
from trifecta.web.views.tensions_questions import KEPT


@require_safe
def play_backs(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Where I am with each counterpart; goes straight on when there is only one thing to do."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    rows = [_with(view, member) for member in view.partnership.counterparts]
    to_do = [row[key] for row in rows for key in ("read", "say") if row[key]]
    if len(to_do) == 1 and view.live:
        return HttpResponseRedirect(to_do[0])
    context = {**page(actor, view), "rows": rows, "first": to_do[0] if to_do else ""}
    return render(request, "tensions/play_backs.html", context)


def _with(view: TensionView, member: MemberView) -> dict[str, Any]:
    """What there is between me and one counterpart, and the addresses of what I can do."""
    theirs = view.tries(member.id, view.me.id)
    waiting = bool(theirs) and theirs[-1].verdict == "waiting" and view.live
    may = may_play_back(view.facts, view.me.id, member.id)
    return {
        "member": member,
        "heard_me": has_played_back(view.facts, member.id, view.me.id),
        "heard_them": has_played_back(view.facts, view.me.id, member.id),
        "read": address("verdict", theirs[-1].id) if waiting else "",
        "say": address("say_back", view.id, member.id) if may and view.live else "",
        "why_not": "" if may else may.reason,
        "tries": view.tries(view.me.id, member.id),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def say_back(request: HttpRequest, tension_id: str, member_id: str) -> HttpResponse:
    """Tell one counterpart what I heard that they need."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    member = counterpart(view, member_id)
    place = play_back_place(member.id)
    draft = my_draft(tension=view, place=place)
    form = PlayBackForm(posted(request), initial={"text": draft}, name=member.name)

    def act() -> str:
        text = form.cleaned_data["text"]
        if "keep" in request.POST:
            keep_draft(actor=actor, tension_id=view.id, place=place, text=text)
        else:
            play_back(actor=actor, tension_id=view.id, about_id=member.id, text=text)
        return address("tension", view.id)

    context = {
        "member": member,
        "tries": view.tries(view.me.id, member.id),
        "side": view.side_of(member.id),
        "answers": [q for q in view.between(view.me.id, member.id) if q.answer],
        "allowed": may_play_back(view.facts, view.me.id, member.id),
    }
    said = KEPT if "keep" in request.POST else f"{member.name} has what you heard."
    return handle_form(
        request,
        form=form,
        template="tensions/say_back.html",
        act=act,
        context={**page(actor, view), **context},
        said=said,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verdict(request: HttpRequest, play_back_id: str) -> HttpResponse:
    """Say whether a counterpart heard me right, and if not, what is missing."""
    actor = signed_in(request)
    found = play_back_about_me(actor=actor, play_back_id=play_back_id)
    view, row = found.tension, found.play_back
    right = request.POST.get("verdict") == "confirmed"
    form: Form = CorrectionForm(posted(request), name=row.speaker.name)

    def act() -> str:
        _decide(actor, play_back_id, right=right, correction=form.cleaned_data["correction"])
        return address("tension", view.id)

    name = row.speaker.name
    said = f"{name} knows now: that is it." if right else f"{name} can read what is missing."
    context = {**page(actor, view), "row": row, "side": view.mine}
    return handle_form(
        request, form=form, template="tensions/verdict.html", act=act, context=context, said=said
    )


def _decide(actor: User, play_back_id: str, *, right: bool, correction: str) -> None:
    if right:
        confirm_play_back(actor=actor, play_back_id=play_back_id)
    else:
        correct_play_back(actor=actor, play_back_id=play_back_id, correction=correction)

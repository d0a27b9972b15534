"""Preparing a conversation alone: the text, what was read in it, the sheet, and forgetting it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, organisations_of, partnerships_of
from trifecta.apps.people.services import EXECUTIVES
from trifecta.domain.errors import ConflictError, NotFoundError
from trifecta.domain.framework.questions_to_open import TO_YOURSELF
from trifecta.domain.situations.analysis import EXECUTIVE
from trifecta.domain.situations.sheets.preparing import (
    Preparation,
    clean_written,
    digest_of,
    go_back,
    say_what_about,
)
from trifecta.domain.situations.sheets.sheet import Entry
from trifecta.web.forms.situations import SheetForm, TextForm
from trifecta.web.posting import CONFLICT, handle_open_form
from trifecta.web.views.situations_elsewhere import (
    show_another_text,
    show_nothing_open,
    show_twice_changed,
)
from trifecta.web.views.situations_files import as_file
from trifecta.web.views.situations_held import (
    change_held,
    count_reading,
    held,
    held_to_read,
    kept_as,
    let_go,
    let_go_of_what_ended,
    taken_from,
)
from trifecta.web.views.situations_keeping import name_for
from trifecta.web.views.situations_reading import (
    chosen_before,
    encoder_in_use,
    model_in_use,
    with_reading,
)
from trifecta.web.views.situations_settling import (
    Sent,
    Settled,
    how_it_stood,
    sent_in,
    settle,
    that_it_is_for,
)
from trifecta.web.views.situations_sheets import Group, groups_of, in_sheet
from trifecta.web.views.situations_words import shown
from trifecta.web.views.situations_writing import (
    GONE,
    WhichGoesError,
    choice_in,
    hold,
    made_for_of,
    that_stays,
)

BACK: Final = (
    "This is the text before. “Go back to the text before” now leads to the one that you came from."
)
BACK_WITH_SHEET: Final = BACK.replace("the text before.", "the text before, with its sheet.", 1)
FORGOTTEN: Final = "It is deleted. Nothing of it is left here."
ANOTHER: Final = "The one before is deleted. Here is an empty page for another one."


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """What is going on, in one's own words; no account needed."""
    now = held(request)
    ended = now is None and let_go_of_what_ended(request)
    model = model_in_use()
    posted = request.POST if request.method == "POST" else None
    form = TextForm(posted, initial=_initial(request, now), model=model)
    context: dict[str, Any] = {"held": now, "made_for": made_for_of(now), "ended": ended}
    context |= {"model": model, "encoder": encoder_in_use()}

    def act() -> str:
        count_reading(request)
        entered = dict(form.cleaned_data)
        reader = entered.pop("reader", "")
        written, choice = clean_written(**entered), choice_in(request, now)
        try:
            if now is not None:
                that_stays(now, written, choice)
            hold(request, with_reading(request, written, reader=reader, before=now), choice)
        except WhichGoesError as error:
            context.update(held=error.now, made_for=made_for_of(error.now), two=error.texts)
            raise
        except NotFoundError:
            context.update(held=None, made_for="")
            raise ConflictError(GONE) from None
        return reverse("situations:read")

    return handle_open_form(
        request, form=form, template="situations/write.html", act=act, context=context
    )


def _initial(request: HttpRequest, now: Preparation | None) -> dict[str, str]:
    reader = chosen_before(now)
    if now is None:
        known = _who_is_who(request.user) if isinstance(request.user, User) else {}
        return {"reader": reader, **known}
    written = now.written
    return {
        "reader": reader,
        "text": written.text,
        "role": written.role,
        "counterpart": written.counterpart,
        "company": written.company,
    }


def _who_is_who(actor: User) -> dict[str, str]:
    """What is known of somebody who is in partnerships, or leads others, to be changed where it
    does not fit: of several partnerships, what is the same in all.
    """
    partnerships = partnerships_of(actor=actor)
    if not partnerships:
        return _leads_others(actor)
    return {
        "role": _the_same(one.me.role for one in partnerships),
        "counterpart": _the_same(_only_other(one) for one in partnerships),
        "company": _the_same(one.organisation.kind for one in partnerships),
    }


def _only_other(partnership: PartnershipView) -> str:
    others = partnership.counterparts
    return others[0].role if len(others) == 1 else ""


def _the_same(words: Iterable[str]) -> str:
    found = set(words)
    return found.pop() if len(found) == 1 else ""


def _leads_others(actor: User) -> dict[str, str]:
    led = [view for view in organisations_of(actor=actor) if view.roles & EXECUTIVES]
    if not led:
        return {}
    return {"role": EXECUTIVE, "company": led[0].row.kind if len(led) == 1 else ""}


@login_not_required
@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """One's own words again, with what was read in them, where to start, and what to ask."""
    now = held_to_read(request)
    if now is None:
        return redirect("situations:write")
    context = {
        **_about(request, now),
        "made_for": digest_of(now.written),
        "shown": shown(now),
        "in_sheet": in_sheet(groups_of(now)),
    }
    return render(request, "situations/read.html", context)


@login_not_required
@require_POST
def before(request: HttpRequest) -> HttpResponse:
    """Go back to the text before this one; once, however often one button is pressed."""
    made_for = request.POST.get("made_for")

    def back(now: Preparation) -> tuple[Preparation, str]:
        if now.earlier is None or made_for not in (None, digest_of(now.written)):
            return now, ""
        return go_back(now), BACK if now.earlier_sheet is None else BACK_WITH_SHEET

    try:
        said = change_held(request, back)
    except NotFoundError:
        return redirect("situations:write")
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(reverse("situations:read"))


@login_not_required
@require_POST
def about_us(request: HttpRequest) -> HttpResponse:
    """Say that it is about the two of them, however it reads; or take that back."""
    made_for, is_so = request.POST.get("made_for"), "taken-back" not in request.POST

    def say(now: Preparation) -> tuple[Preparation, None]:
        is_of_it = made_for in (None, digest_of(now.written))
        return say_what_about(now, about_us=is_so) if is_of_it else now, None

    try:
        change_held(request, say)
    except NotFoundError:
        return redirect("situations:write")
    return HttpResponseRedirect(reverse("situations:read"))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet for the conversation: one's side, theirs, the questions and the first sentence.

    What is sent in for another text than the one that is held is shown and not saved, and so is
    what was changed in another tab too since the sheet was opened.
    """
    sent = sent_in(request.POST) if request.method == "POST" else None
    now = held_to_read(request)
    if now is None:
        return show_nothing_open(request, sent)
    groups = groups_of(now)
    if sent is None:
        return _sheet(request, SheetForm(entries=_entries(groups)), Settled(now=now), groups)
    form = SheetForm(request.POST, entries=_entries(groups))
    try:
        settled = change_held(request, lambda now: _settled(now, sent, form))
    except NotFoundError:
        return show_nothing_open(request, sent)
    if settled.for_another:
        return show_another_text(request, settled.now, sent)
    if settled.twice:
        return show_twice_changed(request, settled)
    return _sheet(request, form, settled, groups_of(settled.now), sent)


def _settled(now: Preparation, sent: Sent, form: SheetForm) -> tuple[Preparation, Settled]:
    """As `settle` decides; of a form that cannot be taken, nothing is saved."""
    its_own = that_it_is_for(now, sent)
    if form.is_valid():
        settled = settle(now, replace(sent, parts=form.cleaned_data))
    else:
        settled = Settled(now=its_own or now, for_another=its_own is None)
    return settled.now, settled


def _entries(groups: Sequence[Group]) -> Sequence[Entry]:
    return [part.entry for group in groups for part in group.parts]


def _sheet(
    request: HttpRequest,
    form: SheetForm,
    settled: Settled,
    groups: Sequence[Group],
    sent: Sent | None = None,
) -> HttpResponse:
    """The page of it; once it is saved, on to the next."""

    def act() -> str:
        if settled.wrong is not None:
            raise settled.wrong
        return reverse("situations:paper")

    rows = [
        (group, [{"part": part, "bound": form[part.field.id]} for part in group.parts])
        for group in groups
    ]
    context = {
        **_about(request, settled.now),
        "made_for": digest_of(settled.now.written),
        "stood": how_it_stood(_entries(groups), sent),
        "groups": rows,
        "in_sheet": in_sheet(groups),
        "harm": groups[0].harm,
        "to_yourself": TO_YOURSELF[:3],
    }
    return handle_open_form(
        request, form=form, template="situations/sheet.html", act=act, context=context
    )


@login_not_required
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The sheet to read, print or take along."""
    now = held_to_read(request)
    if now is None:
        return redirect("situations:write")
    groups = groups_of(now)
    told = {"of_both": groups[0].of_both, "leads_both": groups[0].leads_both}
    context = {**_about(request, now), "groups": groups, **told}
    return render(request, "situations/paper.html", context)


@login_not_required
@require_safe
def markdown(request: HttpRequest) -> HttpResponse:
    """The sheet as a Markdown file."""
    now = held_to_read(request)
    if now is None:
        return redirect("situations:write")
    today = timezone.localdate()
    return as_file(now, title=name_for(now), day=today, said="Prepared, as it stood on")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest) -> HttpResponse:
    """Delete what this browser holds, once that is confirmed; `?another` to begin another one."""
    now, another = held(request), "another" in request.GET
    made_for = "" if now is None else digest_of(now.written)
    is_it = request.POST.get("made_for", made_for) == made_for
    if request.method == "POST" and (now is None or is_it):
        let_go(request)
        messages.success(request, ANOTHER if another else FORGOTTEN)
        return HttpResponseRedirect(reverse("situations:write"))
    if now is None:
        return redirect("situations:write")
    taken = taken_from(request)
    context = {
        "held": now,
        "another": another,
        "made_for": made_for,
        "taken": taken,
        "is_kept": taken is not None and taken.preparation == now,
        "is_other": not is_it,
    }
    return render(request, "situations/forget.html", context, status=200 if is_it else CONFLICT)


def _about(request: HttpRequest, now: Preparation) -> dict[str, Any]:
    """What every page of a preparation shows beside it."""
    return {"held": now, "kept_as": kept_as(request)}

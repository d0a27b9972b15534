"""Pages of whole tensions: the list, opening, reading, naming, setting aside, skipping."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.people.selectors import organisation_for, partnership_for
from trifecta.apps.tensions.selectors import (
    TensionView,
    my_draft,
    shared_with_leadership,
    tension_for,
    tensions_of,
)
from trifecta.apps.tensions.services import (
    open_tension,
    rename_tension,
    skip_gate,
    take_up_tension,
    withdraw_tension,
)
from trifecta.apps.tensions.services.drafts import play_back_place
from trifecta.domain.people.words import joined
from trifecta.domain.tensions.gate import StageName, StageState
from trifecta.web import journey
from trifecta.web.forms.tensions import TITLES, PlayBackForm, ReasonForm, TitleForm
from trifecta.web.paging import page_of
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.templatetags.trifecta import field
from trifecta.web.views.tensions_page import address, page, posted

STAGE_NAMES: dict[StageName, str] = {
    "asked": "Asked",
    "answered": "Answered",
    "played_back": "Played back",
    "plans": "Plans",
}
LINES: Final = 20
STAGE_CLASSES: dict[StageState, str] = {"done": "done", "half": "now", "not_yet": ""}
SKIPPED = {"asked": "the questions", "answered": "the answers", "played_back": "the play-back"}


@require_safe
def tension_list(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Every tension of a partnership, and what waits for me in each."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    lines = tensions_of(actor=actor, partnership=view)
    live = [line for line in lines if line.facts.state in {"open", "planning"}]
    live.sort(key=lambda line: not line.facts.my_turn)  # mine first, else the last changed first
    settled = [line for line in lines if line not in live]
    shown, pages = page_of(request, live, size=LINES, to="open")
    closed, closed_pages = page_of(request, settled, size=LINES, name="settled", to="settled")
    context = {
        "partnership": view,
        "steps": journey.steps(actor=actor, partnership=view, current="tension"),
        "others": joined([member.name for member in view.counterparts]),
        "live": shown,
        "pages": pages,
        "closed": closed,
        "closed_pages": closed_pages,
    }
    return render(request, "tensions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Open a tension with a title that all of us would use."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    suggested = TITLES.get(request.GET.get("about", ""), "")
    form = TitleForm(posted(request), initial={"title": suggested})

    def act() -> str:
        title = form.cleaned_data["title"]
        row = open_tension(actor=actor, partnership_id=view.id, title=title)
        return address("side", row.id)

    context = {
        "partnership": view,
        "steps": journey.steps(actor=actor, partnership=view, current="tension"),
        "others": joined([member.name for member in view.counterparts]),
    }
    return handle_form(request, form=form, template="tensions/open.html", act=act, context=context)


@require_safe
def tension(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Both sides, how far the gate is, what was asked and answered, and the one thing to do."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    return render(request, "tensions/tension.html", {**page(actor, view), **_reading(view)})


def _reading(view: TensionView) -> dict[str, Any]:
    present = [side for side in view.sides if not side.left]
    mine = [q for q in view.questions if q.asker == view.me]
    may_skip = view.live and not view.gate.open and view.me.id in view.facts.shared
    context: dict[str, Any] = {
        "present": present,
        "sides_class": {3: "three", 4: "four"}.get(len(present), ""),
        "former": [side for side in view.sides if side.left],
        "all_shared": view.facts.shared.issuperset(view.facts.members),
        "stages": stages(view),
        "asked_by_me": mine,
        "asked_of_me": [q for q in view.questions if q.addressee == view.me],
        "elsewhere": [q for q in view.questions if view.me not in {q.asker, q.addressee}],
        "may_skip": may_skip,
        "skipping": SKIPPED.get(view.gate.first_missing, ""),
        "why_skip": _why_skip(_others(view)) if may_skip else "",
    }
    return context | _turn(view)


def _turn(view: TensionView) -> dict[str, Any]:
    """The first thing that waits for the reader, with what its part of the page needs."""
    if not view.live or not view.turns:
        return {"turn": "", "names": ""}
    first = view.turns[0]
    about = [turn.about for turn in view.turns if turn.kind == first.kind and turn.about]
    context: dict[str, Any] = {
        "turn": first.kind,
        "names": joined([view.names[member] for member in about]),
    }
    if about:
        context["about"] = view.side_of(about[0]).member
    if first.kind == "answer":
        context["waiting"] = [
            q for q in view.questions if q.addressee == view.me and q.state == "open"
        ]
    if first.kind == "confirm_play_back":
        context["to_read"] = view.tries(first.about, view.me.id)[-1]
    if first.kind == "play_back":
        draft = my_draft(tension=view, place=play_back_place(first.about))
        context["tries"] = view.tries(view.me.id, first.about)
        context["form"] = PlayBackForm(initial={"text": draft}, name=view.names[first.about])
    return context


def stages(view: TensionView) -> list[dict[str, str]]:
    """The four bars: name, class and words."""
    return [
        {
            "name": name,
            "class": STAGE_CLASSES[view.gate.stages[key]],
            "words": view.gate_words[key],
        }
        for key, name in STAGE_NAMES.items()
    ]


@lru_cache(maxsize=256)
def _why_skip(others: str) -> SafeString:
    """The empty question of the form to skip, which is on every open tension: written once."""
    return render_to_string("parts/field.html", field(_skip_form(others)["reason"]))


def _skip_form(others: str, data: Any = None) -> ReasonForm:
    return ReasonForm(data, label="Why can it not wait?", hint=f"{others} can read it at once.")


def _others(view: TensionView) -> str:
    return joined([member.name for member in view.partnership.counterparts])


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Give a tension another title, for all of us."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    form = TitleForm(posted(request), initial={"title": view.title})

    def act() -> str:
        rename_tension(actor=actor, tension_id=view.id, title=form.cleaned_data["title"])
        return address("tension", view.id)

    return handle_form(
        request, form=form, template="tensions/rename.html", act=act, context=page(actor, view)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Let a tension rest, with a reason the others read."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    context = page(actor, view)
    form = ReasonForm(
        posted(request),
        label="Why can it rest?",
        hint=f"{context['others']} can read it.",
    )

    def act() -> str:
        withdraw_tension(actor=actor, tension_id=view.id, reason=form.cleaned_data["reason"])
        return address("list", view.partnership.id)

    return handle_form(
        request,
        form=form,
        template="tensions/set_aside.html",
        act=act,
        context=context,
        said="It is set aside. Nothing was lost, and each of you can take it up again.",
    )


@require_POST
def take_up(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Go on with a tension that was set aside."""
    actor = signed_in(request)

    def act() -> str:
        take_up_tension(actor=actor, tension_id=tension_id)
        return address("tension", tension_id)

    return post_once(request, act, said="You have taken it up again.")


@require_http_methods(["GET", "HEAD", "POST"])
def skip(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Open the plans on the record."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    form = _skip_form(_others(view), posted(request))

    def act() -> str:
        skip_gate(actor=actor, tension_id=view.id, reason=form.cleaned_data["reason"])
        return address("tension", view.id)

    return handle_form(
        request,
        form=form,
        template="tensions/skip.html",
        act=act,
        context={**page(actor, view), "skipping": SKIPPED.get(view.gate.first_missing, "")},
        said="Plans are open. Your reason is on the record.",
    )


@require_safe
def leadership(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """What partners have shared with their executives."""
    actor = signed_in(request)
    statements = shared_with_leadership(actor=actor, organisation_id=organisation_id)
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    context = {"organisation": view.row, "statements": statements}
    return render(request, "tensions/leadership.html", context)

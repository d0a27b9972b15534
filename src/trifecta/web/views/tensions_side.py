"""Writing one's side: one question a page, then reading it through, then sharing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.people.models import User
from trifecta.apps.tensions.selectors import (
    MyStatement,
    SideView,
    TensionView,
    limits_to_take,
    my_statement,
    tension_for,
)
from trifecta.apps.tensions.services import (
    change_statement,
    change_visibility,
    leave_limit_out,
    remove_statement,
    share_side,
    take_limit,
    write_statement,
)
from trifecta.domain.access import READABLE, Visibility, visibility_change
from trifecta.domain.errors import ConflictError, NotFoundError
from trifecta.domain.people.words import number_word
from trifecta.domain.tensions.statements import GUIDANCE, Kind
from trifecta.web.forms.tensions import StatementForm, VisibilityForm, WordsForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.tensions_page import Stale, address, page, posted

ORDER: Final = (Kind.POSITION, Kind.NEED, Kind.CONSTRAINT)
STEP_OF: Final = {Kind.POSITION: 1, Kind.NEED: 2, Kind.CONSTRAINT: 4}


@require_safe
def side(request: HttpRequest, tension_id: str) -> HttpResponse:
    """My side to read through before it is shared; goes to what is missing first."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    missing = _missing(view)
    if missing and view.live:
        return HttpResponseRedirect(missing)
    mine = view.mine
    context = {
        "side": mine,
        "limits": limits_to_take(actor=actor, tension=view),
        "back_to": "side",
        "seen_by_others": number_word(_seen(mine, READABLE)),
        "seen_by_leaders": _seen(mine, {Visibility.LEADERSHIP}),
        "leaders_words": number_word(_seen(mine, {Visibility.LEADERSHIP})),
        "to_share": view.live and (not mine.shared or bool(mine.not_yet)),
    }
    return render(request, "tensions/side.html", {**page(actor, view), **context})


def _missing(view: TensionView) -> str:
    """The address of the first page of the side that has nothing on it yet, or ""."""
    if not view.mine.positions:
        return address("write", view.id, Kind.POSITION)
    if not view.mine.needs:
        return address("write", view.id, Kind.NEED)
    return ""


def _seen(mine: SideView, by: frozenset[Visibility] | set[Visibility]) -> int:
    return sum(row.visibility in by for row in mine.statements)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, tension_id: str, kind: str) -> HttpResponse:
    """One question of my side, with what I have answered to it so far."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    wanted = _kind(kind)
    form = StatementForm(posted(request), kind=wanted, others=_names(view))

    def act() -> str:
        first = not _written(view.mine, wanted)
        write_statement(
            actor=actor,
            tension_id=view.id,
            kind=wanted,
            text=form.cleaned_data["text"],
            because=form.cleaned_data.get("because", ""),
            visibility=form.cleaned_data["visibility"] or Visibility.PARTNERS,
        )
        if first and wanted is Kind.POSITION and not view.mine.shared:
            return address("write", view.id, Kind.NEED)
        return address("write", view.id, wanted)

    context = {**page(actor, view), **_writing(view, wanted)}
    if wanted is Kind.CONSTRAINT:
        context["limits"] = limits_to_take(actor=actor, tension=view)
    return handle_form(request, form=form, template="tensions/write.html", act=act, context=context)


def _writing(view: TensionView, kind: Kind) -> dict[str, Any]:
    written = _written(view.mine, kind)
    guidance = GUIDANCE[kind]
    return {
        "kind": kind.value,
        "guidance": guidance,
        "written": written,
        "full": len(written) >= guidance.most,
        "step": STEP_OF[kind],
        "go_on": _after(view, kind),
        "back": _before(view, kind),
    }


def _after(view: TensionView, kind: Kind) -> str:
    if view.mine.shared or kind is Kind.CONSTRAINT:
        return address("side", view.id)
    if kind is Kind.POSITION:
        return address("write", view.id, Kind.NEED)
    if len(view.mine.counted_needs) > 1:
        return address("weights" if view.mine.weighed else "rank", view.id)
    return address("write", view.id, Kind.CONSTRAINT)


def _before(view: TensionView, kind: Kind) -> str:
    if view.mine.shared:
        return address("side", view.id)
    if kind is Kind.POSITION:
        return address("tension", view.id)
    return address("write", view.id, Kind.POSITION if kind is Kind.NEED else Kind.NEED)


def _written(mine: SideView, kind: Kind) -> tuple[Any, ...]:
    return {
        Kind.POSITION: mine.positions,
        Kind.NEED: mine.needs,
        Kind.CONSTRAINT: mine.constraints,
    }[kind]


def _kind(value: str) -> Kind:
    try:
        return Kind(value)
    except ValueError:
        raise NotFoundError from None


def _names(view: TensionView) -> Sequence[str]:
    return [member.name for member in view.partnership.counterparts]


@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, statement_id: str) -> HttpResponse:
    """Other words for a statement of mine."""
    actor = signed_in(request)
    mine = my_statement(actor=actor, statement_id=statement_id)
    row, view = mine.statement, mine.tension
    stale = Stale.of(request, row.version)
    heard = view.heard_me if row.kind == Kind.NEED and row.visibility in READABLE else ()
    form = WordsForm(
        posted(request),
        kind=Kind(row.kind),
        others=_names(view),
        heard=heard,
        initial={"text": row.text, "because": row.because},
    )

    def act() -> str:
        try:
            change_statement(
                actor=actor,
                statement_id=row.id,
                text=form.cleaned_data["text"],
                because=form.cleaned_data.get("because", ""),
                version=stale.version,
                same_need=form.same_need_answer,
            )
        except ConflictError:
            stale.found(my_statement(actor=actor, statement_id=row.id).statement)
            raise
        return address("side", view.id)

    context = {**page(actor, view), "row": row, "stale": stale, "heard": heard}
    return handle_form(
        request, form=form, template="tensions/statement.html", act=act, context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, statement_id: str) -> HttpResponse:
    """Take a statement of mine back."""
    actor = signed_in(request)
    mine = my_statement(actor=actor, statement_id=statement_id)
    view = mine.tension
    if request.method == "POST":

        def act() -> str:
            remove_statement(actor=actor, statement_id=statement_id)
            return address("side", view.id)

        return post_once(request, act, said="It is removed.")
    readable = view.mine.shared and mine.statement.visibility in READABLE
    context = {**page(actor, view), "row": mine.statement, "was_read": readable}
    return render(request, "tensions/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request: HttpRequest, statement_id: str) -> HttpResponse:
    """Who sees a statement of mine; a change on a shared side is confirmed on a second page."""
    actor = signed_in(request)
    mine = my_statement(actor=actor, statement_id=statement_id)
    form = VisibilityForm(
        posted(request),
        others=_names(mine.tension),
        kind=Kind(mine.statement.kind),
        initial={"visibility": mine.statement.visibility},
    )
    context = {**page(actor, mine.tension), "row": mine.statement}
    if request.method == "POST" and form.is_valid() and "confirmed" not in request.POST:
        says = _consequence(mine, Visibility(form.cleaned_data["visibility"]))
        if says:
            context |= {"says": says, "chosen": form.cleaned_data["visibility"]}
            return render(request, "tensions/visibility_confirm.html", context)

    def act() -> str:
        change_visibility(
            actor=actor,
            statement_id=statement_id,
            visibility=form.cleaned_data["visibility"],
            confirmed="confirmed" in request.POST,
        )
        return address("side", mine.tension.id)

    return handle_form(
        request, form=form, template="tensions/visibility.html", act=act, context=context
    )


def _consequence(mine: MyStatement, after: Visibility) -> str:
    """What to confirm before changing who sees it; "" where nothing has to be."""
    change = visibility_change(
        before=Visibility(mine.statement.visibility),
        after=after,
        side_shared=mine.tension.mine.shared,
        others=_names(mine.tension),
        counted=mine.statement.kind == Kind.NEED,
    )
    return change.says if change.must_confirm else ""


@require_POST
def share(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Let the others read my side."""
    actor: User = signed_in(request)

    def act() -> str:
        share_side(actor=actor, tension_id=tension_id)
        return address("tension", tension_id)

    return post_once(request, act, said="Your side is shared.")


@require_POST
def take_over(request: HttpRequest, tension_id: str, limit_id: str) -> HttpResponse:
    """Make a limit of mine from a check-in a statement of my side."""
    actor = signed_in(request)

    def act() -> str:
        take_limit(actor=actor, tension_id=tension_id, limit_id=limit_id)
        return _back(request, tension_id)

    return post_once(request, act, said="Taken over, for the same readers.")


@require_POST
def leave_out(request: HttpRequest, tension_id: str, limit_id: str) -> HttpResponse:
    """Do not offer me a limit of mine in this tension any more."""
    actor = signed_in(request)

    def act() -> str:
        leave_limit_out(actor=actor, tension_id=tension_id, limit_id=limit_id)
        return _back(request, tension_id)

    return post_once(request, act, said="Left out here. Nobody is told.")


def _back(request: HttpRequest, tension_id: str) -> str:
    if request.POST.get("back_to") == "side":
        return address("side", tension_id)
    return address("write", tension_id, Kind.CONSTRAINT)

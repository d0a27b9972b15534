"""Making what plans are made of: stages, options, and the work they take."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from trifecta.apps.compromise.selectors.plans import (
    BoardView,
    board_for,
    board_of_option,
    board_of_stage,
)
from trifecta.apps.compromise.services.plans import (
    NewEffort,
    NewOption,
    NewStage,
    add_option,
    add_stage,
    change_efforts,
    change_option,
    change_stage,
    remove_option,
    remove_stage,
)
from trifecta.apps.people.models import User
from trifecta.domain.errors import ConflictError
from trifecta.web.forms.plans import (
    EstimatesForm,
    OptionForm,
    StageForm,
    StagesForm,
    option_initial,
    stage_initial,
)
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.plans_page import address, next_step, page
from trifecta.web.views.tensions_page import Stale, posted

form_page = require_http_methods(["GET", "HEAD", "POST"])

FIRST_WEEKS = 4
LATER_CAPACITY_WEEKS = 13


@form_page
def stages_start(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Make three stages at once, from a few answers."""
    actor = signed_in(request)
    board = board_for(actor=actor, tension_id=tension_id)
    form = StagesForm(posted(request), initial={"whose": "engineers", "starts": _next_monday()})

    def act() -> str:
        for new in three_stages(form.cleaned_data):
            add_stage(actor=actor, tension_id=board.tension_id, new=new)
        return address("board", board.tension_id)

    return handle_form(
        request,
        form=form,
        template="compromise/stages_start.html",
        act=act,
        context=page(actor, board),
        said="There are three stages now. Change their names, days and weeks as you like.",
    )


def three_stages(answers: dict[str, Any]) -> list[NewStage]:
    """The first weeks, at most half of it, the time until the day that matters, and afterwards."""
    whose, people = answers["whose"].strip(), answers["people"]
    starts, ends = answers["starts"], answers["ends"]
    total = (ends - starts).days + 1
    first_weeks = min(FIRST_WEEKS, total // 14)
    second = starts + timedelta(days=first_weeks * 7 or total // 2)

    def stage(name: str, start: date, end: date | None) -> NewStage:
        weeks = ((end - start).days + 1) / 7 if end else LATER_CAPACITY_WEEKS
        capacity = {whose: round(people * weeks, 1)}
        return NewStage(name=name, starts=start, ends=end, capacity=capacity)

    return [
        stage("The first weeks", starts, second - timedelta(days=1)),
        stage("Until the day that matters", second, ends),
        stage("After that", ends + timedelta(days=1), None),
    ]


def _next_monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


@form_page
def stage_add(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Add a stage: its name, its days, and how much time there is."""
    actor = signed_in(request)
    board = board_for(actor=actor, tension_id=tension_id)
    form = StageForm(posted(request), resources=board.resources)

    def act() -> str:
        add_stage(actor=actor, tension_id=board.tension_id, new=_new_stage(form))
        return address("board", board.tension_id)

    return handle_form(
        request, form=form, template="compromise/stage.html", act=act, context=page(actor, board)
    )


@form_page
def stage(request: HttpRequest, stage_id: str) -> HttpResponse:
    """Give a stage other words, days or weeks."""
    actor = signed_in(request)
    board, row = board_of_stage(actor=actor, stage_id=stage_id)
    stale = Stale.of(request, row.version)
    initial = stage_initial(row, board.resources)
    form = StageForm(posted(request), initial=initial, resources=board.resources)

    def act() -> str:
        try:
            change_stage(actor=actor, stage_id=row.id, new=_new_stage(form), version=stale.version)
        except ConflictError:
            stale.found(board_of_stage(actor=actor, stage_id=row.id)[1])
            raise
        return address("board", board.tension_id)

    context = {**page(actor, board), "stage": row, "stale": stale}
    return handle_form(
        request, form=form, template="compromise/stage.html", act=act, context=context
    )


@require_POST
def stage_remove(request: HttpRequest, stage_id: str) -> HttpResponse:
    """Take a stage out."""
    actor = signed_in(request)

    def act() -> str:
        return address("board", remove_stage(actor=actor, stage_id=stage_id).tension_id)

    return post_once(request, act, said="The stage is gone.")


def _new_stage(form: StageForm) -> NewStage:
    return NewStage(
        name=form.cleaned_data["name"],
        starts=form.cleaned_data["starts"],
        ends=form.cleaned_data["ends"],
        capacity=form.capacity,
    )


# ---------------------------------------------------------------- options


@form_page
def option_add(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Write down something more that could be done."""
    actor = signed_in(request)
    board = board_for(actor=actor, tension_id=tension_id)
    form = OptionForm(posted(request), board=board, others=board.options)

    def act() -> str:
        new = _new_option(form, board, asked_by=())
        add_option(actor=actor, tension_id=board.tension_id, new=new)
        return address("option_add" if "another" in request.POST else "board", board.tension_id)

    return handle_form(
        request, form=form, template="compromise/option.html", act=act, context=page(actor, board)
    )


@form_page
def option(request: HttpRequest, option_id: str) -> HttpResponse:
    """Give an option other words, effort or conditions."""
    actor = signed_in(request)
    board, row = board_of_option(actor=actor, option_id=option_id)
    stale = Stale.of(request, row.version)
    others = [other for other in board.options if other.id != row.id]
    initial = option_initial(board, row, board.gate.partnership.me.id)
    form = OptionForm(posted(request), initial=initial, board=board, others=others)

    def act() -> str:
        new = _new_option(form, board, asked_by=row.asked_by)
        try:
            change_option(actor=actor, option_id=row.id, new=new, version=stale.version)
        except ConflictError:
            stale.found(board_of_option(actor=actor, option_id=row.id)[1])
            raise
        return address("board", board.tension_id)

    context = {**page(actor, board), "option": row, "stale": stale}
    return handle_form(
        request, form=form, template="compromise/option.html", act=act, context=context
    )


@require_POST
def option_remove(request: HttpRequest, option_id: str) -> HttpResponse:
    """Take an option out."""
    actor = signed_in(request)

    def act() -> str:
        return address("board", remove_option(actor=actor, option_id=option_id).tension_id)

    return post_once(request, act, said="The option is gone, with what was said about it.")


def _new_option(form: OptionForm, board: BoardView, *, asked_by: tuple[str, ...]) -> NewOption:
    """What was typed; whether others asked for it stays as they said."""
    me = board.gate.partnership.me.id
    asked = {*asked_by, me} if form.cleaned_data["asked"] else {*asked_by} - {me}
    present = {member.id for member in board.gate.partnership.members}
    return NewOption(
        title=form.cleaned_data["title"],
        note=form.cleaned_data["note"],
        effort=form.effort,
        after=form.linked("after"),
        excludes=form.linked("excludes"),
        together=form.linked("together"),
        asked_by=tuple(asked & present),
    )


# ---------------------------------------------------------------- estimates


@form_page
def estimates(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Change the effort of every option, in one table."""
    actor = signed_in(request)
    board = board_for(actor=actor, tension_id=tension_id)
    versions = {row.id: _read_version(request, row.id, row.version) for row in board.options}
    form = EstimatesForm(posted(request), board=board)

    def act() -> str:
        _change_efforts(actor, board, form, versions)
        after = board_for(actor=actor, tension_id=board.tension_id)
        return next_step(after)

    context = {**page(actor, board), "versions": versions}
    return handle_form(
        request, form=form, template="compromise/estimates.html", act=act, context=context
    )


def _change_efforts(
    actor: User, board: BoardView, form: EstimatesForm, versions: dict[str, Stale]
) -> None:
    efforts = {
        option_id: NewEffort(effort=effort, version=versions[option_id].version)
        for option_id, effort in form.efforts.items()
    }
    try:
        change_efforts(actor=actor, tension_id=board.tension_id, efforts=efforts)
    except ConflictError:
        for row in board_for(actor=actor, tension_id=board.tension_id).options:
            if row.id in versions:
                versions[row.id].found(row)
        raise


def _read_version(request: HttpRequest, option_id: str, present: int) -> Stale:
    """The version of one row of the table, as it was read."""
    if request.method != "POST":
        return Stale(present)
    sent = request.POST.get(f"version_{option_id}", "")
    return Stale(int(sent) if sent.isdecimal() and len(sent) < 10 else 0)

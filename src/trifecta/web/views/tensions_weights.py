"""How much each of one's needs counts: an order, numbers for it, and sealing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.compromise.selectors.asking_again import weights_worth_asking_again
from trifecta.apps.compromise.selectors.plans import board_for
from trifecta.apps.people.models import User
from trifecta.apps.tensions.selectors import StatementView, WeightsView, weights_for
from trifecta.apps.tensions.services import (
    choose_needs,
    compare_needs,
    drop_weights_draft,
    give_points,
    rank_needs,
    seal_weights,
)
from trifecta.charts.odds import OddsRow, Possibility, odds
from trifecta.domain.errors import InvalidError
from trifecta.domain.tensions.best_worst import can_be_asked, sets_of
from trifecta.domain.tensions.ranking import Ranking, kept_order
from trifecta.domain.tensions.statements import Kind
from trifecta.domain.tensions.weight_words import next_words, shares_words
from trifecta.domain.tensions.weights import by_numbers
from trifecta.web.forms.weights import (
    NEED_PREFIX,
    ChoicesForm,
    FirstForm,
    NumbersForm,
    OrderForm,
    moves_as_text,
    ranking_from,
    typed_numbers,
)
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.plans_page import done_my_part
from trifecta.web.views.tensions_page import address, page, posted


@require_safe
def weights(request: HttpRequest, tension_id: str) -> HttpResponse:
    """See how much each of my needs counts, seal it, and read what I had sealed before."""
    actor = signed_in(request)
    view = weights_for(actor=actor, tension_id=tension_id)
    if not view.needs and view.tension.live:
        return HttpResponseRedirect(address("write", tension_id, Kind.NEED))
    shares = view.to_seal or view.sealed
    by_words = [(view.need(key).text, share) for key, share in shares.items()]
    ask_again = _ask_again(actor, view)
    context = {
        "to_seal": bool(view.to_seal),
        "words": shares_words(by_words),
        "next": next_words(by_words),
        "picture": _picture(view, shares),
        "ordered": view.ordered,
        "stale": view.stale,
        "go_on": _after(view),
        "ask_again": ask_again,
        "by_choices": ask_again and can_be_asked(view.needs),
    }
    return render(request, "tensions/weights.html", {**_page(actor, view), **context})


@require_http_methods(["GET", "HEAD", "POST"])
def rank(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Put my needs in order: the one I would lift to enough first stands first."""
    actor = signed_in(request)
    view = weights_for(actor=actor, tension_id=tension_id)
    if len(view.needs) < 2 or not view.tension.live:
        return HttpResponseRedirect(address("weights", tension_id))
    if len(view.needs) == 2:
        return _first_of_two(request, actor, view)
    ranking, moved = _ranking(request, view)
    context = {
        **_page(actor, view),
        "rows": [_row(view, ranking, place) for place in range(len(ranking.order))],
        "moves": moves_as_text(ranking),
        "moved": moved,
    }
    if moved:
        return render(request, "tensions/rank.html", {"form": OrderForm(), **context})

    def act() -> str:
        rank_needs(actor=actor, tension_id=tension_id, order=ranking_from(request.POST).order)
        return address("compare", tension_id)

    form = OrderForm(posted(request))
    return handle_form(request, form=form, template="tensions/rank.html", act=act, context=context)


def _first_of_two(request: HttpRequest, actor: User, view: WeightsView) -> HttpResponse:
    begin = view.begin_with
    chosen = begin.order[0] if view.draft or view.sealed else None
    form = FirstForm(posted(request), needs=view.needs, initial={"first": chosen})

    def act() -> str:
        order = kept_order([form.cleaned_data["first"]], view.ids)
        rank_needs(actor=actor, tension_id=view.tension.id, order=order)
        return address("compare", view.tension.id)

    return handle_form(
        request, form=form, template="tensions/rank_two.html", act=act, context=_page(actor, view)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """What a press on this page did, where there is no script: which button has the focus now."""

    need: str = ""
    button: str = ""
    says: str = ""


def _ranking(request: HttpRequest, view: WeightsView) -> tuple[Ranking, _Moved | None]:
    """The order on the page, after the button that was pressed for it; None when it is saved."""
    if request.method != "POST":
        begin = view.begin_with.order
        return Ranking(order=kept_order(begin, view.ids)), None
    ranking = ranking_from(request.POST).fitted(view.ids)
    need, _, by = request.POST.get("move", "").partition(":")
    if "undo" in request.POST:
        return ranking.undo(), _Moved(button="undo", says="Your last move is taken back.")
    if "start_over" in request.POST:
        return ranking.start_over(), _Moved(button="undo", says="As it was when you began.")
    if by in {"-1", "1"} and need in ranking.order:
        ranking = ranking.move(need, by=int(by))
        place = ranking.order.index(need) + 1
        return ranking, _Moved(need=need, button=by, says=_now(view.need(need), place, ranking))
    return ranking, None


def _now(need: StatementView, place: int, ranking: Ranking) -> str:
    return f"Number {place} of {len(ranking.order)} now: “{need.text}”"


def _row(view: WeightsView, ranking: Ranking, place: int) -> dict[str, Any]:
    return {
        "need": view.need(ranking.order[place]),
        "place": place + 1,
        "first": place == 0,
        "last": place == len(ranking.order) - 1,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Say how much each need counts beside the one I would lift first."""
    actor = signed_in(request)
    view = weights_for(actor=actor, tension_id=tension_id)
    if len(view.needs) < 2 or not view.tension.live:
        return HttpResponseRedirect(address("weights", tension_id))
    if view.draft is None and not view.sealed:
        return HttpResponseRedirect(address("rank", tension_id))
    swings = view.begin_with.swings(view.ids)
    order = kept_order(request.POST.getlist("order") or swings.order, view.ids)
    first, *others = [view.need(key) for key in order]
    form = NumbersForm(posted(request), needs=others, numbers=swings.beside)

    def act() -> str:
        said = tuple(request.POST.getlist("order"))
        _by_field(
            lambda: compare_needs(
                actor=actor, tension_id=tension_id, order=said, beside=form.numbers
            )
        )
        return address("weights", tension_id)

    if "by_numbers" in request.POST:
        return _order_by_numbers(request, actor, view, order)
    context = {
        **_page(actor, view),
        "first": first,
        "order": order,
        "suggested": not view.begin_with.complete,
        "can_follow": len(typed_numbers(request.POST, order[1:])) == len(others),
    }
    return handle_form(
        request, form=form, template="tensions/compare.html", act=act, context=context
    )


def _order_by_numbers(
    request: HttpRequest, actor: User, view: WeightsView, order: tuple[str, ...]
) -> HttpResponse:
    """Let the numbers that were typed say the order, and show both again."""
    swings = by_numbers(order=order, beside=typed_numbers(request.POST, order))

    def act() -> str:
        compare_needs(
            actor=actor, tension_id=view.tension.id, order=swings.order, beside=swings.beside
        )
        return address("compare", view.tension.id)

    said = "Your needs stand in the order of your numbers now. The largest counts 100."
    return post_once(request, act, said=said)


@require_http_methods(["GET", "HEAD", "POST"])
def points(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Give a hundred points to my needs instead."""
    actor = signed_in(request)
    view = weights_for(actor=actor, tension_id=tension_id)
    if len(view.needs) < 2 or not view.tension.live:
        return HttpResponseRedirect(address("weights", tension_id))
    begin = view.begin_with
    form = NumbersForm(posted(request), needs=view.needs, numbers=begin.points(view.ids))

    def act() -> str:
        _by_field(lambda: give_points(actor=actor, tension_id=tension_id, points=form.numbers))
        return address("weights", tension_id)

    context = _page(actor, view)
    return handle_form(
        request, form=form, template="tensions/points.html", act=act, context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def first_and_last(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Say of a few needs at a time which first and which last, where the plan hangs on it."""
    actor = signed_in(request)
    view = weights_for(actor=actor, tension_id=tension_id)
    if not can_be_asked(view.needs) or not _ask_again(actor, view):
        return HttpResponseRedirect(address("weights", tension_id))
    sets = [[view.need(key) for key in one] for one in sets_of(view.as_written)]
    form = ChoicesForm(posted(request), sets=sets)

    def act() -> str:
        choose_needs(actor=actor, tension_id=tension_id, choices=form.choices)
        return address("weights", tension_id)

    context = _page(actor, view)
    return handle_form(
        request, form=form, template="tensions/first_and_last.html", act=act, context=context
    )


def _ask_again(actor: User, view: WeightsView) -> bool:
    """Whether the plan hangs on a weight of mine; asked only where there is something to weigh."""
    if len(view.needs) < 2 or not view.sealed or view.draft or not view.tension.live:
        return False
    return weights_worth_asking_again(actor=actor, tension_id=view.tension.id)


@require_POST
def seal(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Seal how much my needs count, as it stands on the page I came from."""
    actor = signed_in(request)
    version = request.POST.get("version", "")

    def act() -> str:
        known = int(version) if version.isdecimal() and len(version) < 10 else 0
        seal_weights(actor=actor, tension_id=tension_id, version=known)
        after = weights_for(actor=actor, tension_id=tension_id)
        if after.tension.mine.shared and after.tension.gate.open and after.tension.live:
            return done_my_part(actor, board_for(actor=actor, tension_id=after.tension.id))
        return _after(after)

    return post_once(request, act, said="Sealed. You can change it later; nobody reads it.")


@require_POST
def leave_as_sealed(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Forget what I have not sealed."""
    actor = signed_in(request)

    def act() -> str:
        drop_weights_draft(actor=actor, tension_id=tension_id)
        return address("weights", tension_id)

    return post_once(request, act, said="It stays as you have sealed it.")


def _page(actor: User, view: WeightsView) -> dict[str, Any]:
    return {**page(actor, view.tension), "view": view}


def _picture(view: WeightsView, shares: Mapping[str, float]) -> list[tuple[StatementView, OddsRow]]:
    """A bar a need, in parts of a hundred, the heaviest first; none for a need alone."""
    if len(shares) < 2:
        return []
    needs = [view.need(key) for key in shares]
    parts = [Possibility(label=need.text, probability=shares[need.id]) for need in needs]
    bars = odds(caption="How much each of your needs counts", possibilities=parts)
    return list(zip(needs, bars.rows, strict=True))


def _after(view: WeightsView) -> str:
    """Where it goes on: the rest of one's side, or the plans, or the tension."""
    tension = view.tension
    if not tension.mine.shared:
        if tension.mine.constraints:
            return address("side", tension.id)
        return address("write", tension.id, Kind.CONSTRAINT)
    if tension.gate.open and tension.live:
        return reverse("compromise:plan", args=[tension.id])
    return address("tension", tension.id)


def _by_field(act: Callable[[], None]) -> None:
    """The domain names needs by their id; the form names fields after them."""
    try:
        act()
    except InvalidError as error:
        fields: dict[str, Any] = {
            f"{NEED_PREFIX}{key}": words for key, words in error.fields.items()
        }
        raise InvalidError(error.message, fields=fields) from error

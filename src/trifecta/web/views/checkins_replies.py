"""Saying how far a result fits, for one of the two it is about, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trifecta.apps.checkins import services
from trifecta.apps.checkins.selectors import MyReply, ReplyView, my_reply
from trifecta.domain.checkins.headline import answer
from trifecta.domain.errors import ConflictError
from trifecta.domain.people.words import joined, you_together
from trifecta.web.forms.replies import ReplyForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.checkins_paths import page

PAGE = ["GET", "HEAD", "POST"]


@dataclass(slots=True)
class _Stale:
    """The reply a form was made beside; `now` is set when another was sent in the meantime."""

    instead_of: str
    now: ReplyView | None = None

    def found(self, now: ReplyView | None) -> None:
        """Show what holds now; the next press is a decision to replace it."""
        self.now = now
        self.instead_of = now.id if now else ""


@require_http_methods(PAGE)
def reply(request: HttpRequest, round_id: str, finding_id: str) -> HttpResponse:
    """How far what was found about me and another fits: kept for later, or sent."""
    actor = signed_in(request)
    mine = my_reply(actor=actor, round_id=round_id, finding_id=finding_id)
    form = ReplyForm(
        request.POST if request.method == "POST" else None, fit=mine.fit, words=mine.words
    )
    holds = mine.sent.id if mine.sent else ""
    stale = _Stale(instead_of=request.POST.get("instead_of", holds))

    def keep() -> str:
        services.keep_reply(
            actor=actor, round_id=round_id, finding_id=finding_id, **form.cleaned_data
        )
        return _back(mine)

    def send() -> str:
        try:
            services.send_reply(
                actor=actor,
                round_id=round_id,
                finding_id=finding_id,
                instead_of=stale.instead_of,
                **form.cleaned_data,
            )
        except ConflictError:
            stale.found(my_reply(actor=actor, round_id=round_id, finding_id=finding_id).sent)
            raise
        return _back(mine)

    later = "later" in request.POST
    return handle_form(
        request,
        form=form,
        template="checkins/reply.html",
        act=keep if later else send,
        context={**_about(request, mine), "stale": stale},
        said="Kept, for you alone." if later else "Sent. You can change it, or take it back.",
    )


@require_http_methods(PAGE)
def take_back_reply(request: HttpRequest, round_id: str, finding_id: str) -> HttpResponse:
    """Remove for good what I said to a result; says beforehand who could read it until now."""
    actor = signed_in(request)
    mine = my_reply(actor=actor, round_id=round_id, finding_id=finding_id)
    if request.method == "POST":

        def act() -> str:
            services.take_back_reply(actor=actor, round_id=round_id, finding_id=finding_id)
            return _back(mine)

        return post_once(request, act, said="It is removed.")
    if mine.sent is None and not (mine.kept_fit or mine.kept_words):
        return redirect(_back(mine))
    return render(request, "checkins/take_back_reply.html", _about(request, mine))


def _about(request: HttpRequest, mine: MyReply) -> dict[str, object]:
    names = [member.name for member in mine.round.others if member.left_at is None]
    return {
        **page(request, mine.round, step="diagnosis"),
        "mine": mine,
        "answer": answer(mine.diagnosis, mine.names),
        "about": joined(mine.names),
        "pair": len(mine.round.participants) == 2,
        "readers": joined(names),
        "reader_count": len(names),
        "all_of_us": you_together(names),
    }


def _back(mine: MyReply) -> str:
    return f"{reverse('checkins:diagnosis', args=[mine.round.id])}#fit-{mine.finding_id}"

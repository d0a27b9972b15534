"""Saying, for oneself alone, whether one could live with a plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from trifecta.apps.compromise.services.looking import say_could_live
from trifecta.domain.compromise.wording import at_least, percent
from trifecta.domain.compromise.worth import judge
from trifecta.web.forms.plans import CouldForm
from trifecta.web.posting import handle_form, signed_in
from trifecta.web.views.plans import could_of
from trifecta.web.views.plans_page import address, looked_at, page
from trifecta.web.views.plans_seen import seen_by
from trifecta.web.views.tensions_page import posted


@require_http_methods(["GET", "HEAD", "POST"])
def could_live(request: HttpRequest, tension_id: str, key: str) -> HttpResponse:
    """Say privately whether you could live with a plan."""
    actor = signed_in(request)
    view = looked_at(request, tension_id=tension_id)
    seen = seen_by(actor, view)
    line = seen.line(key) if seen else None
    if seen is None or line is None or not line.key:
        messages.info(request, "What plans are made of has changed. Nothing was kept.")
        return HttpResponseRedirect(address("plan", tension_id))
    mine = view.acceptances.mine.get(view.key_of(line.plan.placements))
    initial = {} if mine is None else {"could": "yes" if mine else "no"}
    form = CouldForm(posted(request), initial=initial)
    placements = dict(line.plan.placements)

    def act() -> str:
        say_could_live(
            actor=actor,
            tension_id=tension_id,
            placements=placements,
            could=form.cleaned_data["could"] == "yes",
        )
        return f"{address('plan', tension_id)}?look={line.key}"

    me = view.board.gate.partnership.me.id
    found = seen.found
    judged = judge(found.problem, line.plan, ideals=found.findings.ideal_bounds)
    return handle_form(
        request,
        form=form,
        template="compromise/could_live.html",
        act=act,
        context={
            **page(actor, view.board),
            "line": line,
            "could": could_of(view, line),
            "share": percent(judged.utilities[me]),
            "kept": at_least(judged.retention[me]),
        },
    )

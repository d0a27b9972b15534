"""The page of a partnership and what belongs to it: readiness, members, history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.people.selectors import partnership_for
from trifecta.web.posting import signed_in


@require_safe
def partnership(request: HttpRequest, partnership_id: str) -> HttpResponse:
    view = partnership_for(actor=signed_in(request), partnership_id=partnership_id)
    context = {"partnership": view, "nav": "partnership"}
    return render(request, "people/partnership.html", context)

"""Taking one's data along, and closing one's account on a page that says what follows."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.leaving.services import close_account
from trifecta.apps.people.closing import closing_of
from trifecta.domain.errors import InvalidError
from trifecta.web.posting import signed_in, status_of


@require_safe
def your_data(request: HttpRequest) -> HttpResponse:
    """What the file with my data holds, and where to get it."""
    return render(request, "people/your_data.html")


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything that is mine, as one file."""
    response = JsonResponse(
        everything_of(actor=signed_in(request)),
        json_dumps_params={"indent": 1, "ensure_ascii": False},
    )
    name = f"trifecta-{timezone.localdate().isoformat()}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def close(request: HttpRequest) -> HttpResponse:
    """Close my account: what ends, what is deleted, and what stays with others."""
    actor = signed_in(request)
    context = {"closing": closing_of(actor=actor), "demo": settings.TRIFECTA_DEMO}
    if request.method != "POST":
        return render(request, "people/close.html", context)
    try:
        if settings.TRIFECTA_DEMO:
            raise InvalidError("The people of the demonstration stay. Nothing was changed.")
        close_account(actor=actor)
    except InvalidError as error:
        context["refused"] = error.message
        return render(request, "people/close.html", context, status=status_of(error))
    logout(request)
    return redirect("people:closed")


@login_not_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """What stands there once an account is closed."""
    return render(request, "people/closed.html")

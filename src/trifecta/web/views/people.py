"""Home, the page about oneself, and which mails one gets."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trifecta.apps.calibration.selectors.cycles import takes_part
from trifecta.apps.notices.selectors import my_mails
from trifecta.apps.notices.services import choose_mails
from trifecta.apps.people.putting_away import put_away_of
from trifecta.apps.people.selectors import organisations_of, partnerships_of
from trifecta.apps.people.services import rename_account
from trifecta.domain.people.mails import MAILS
from trifecta.web.forms.people import MailsForm, PersonNameForm
from trifecta.web.journey import now
from trifecta.web.posting import handle_form, signed_in
from trifecta.web.views.pages import welcome


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for strangers; for people who are signed in, their partnerships.

    Where there is one place alone to go to, it goes there.
    """
    if not request.user.is_authenticated:
        return redirect("demo:people") if settings.TRIFECTA_DEMO else welcome(request)
    actor = signed_in(request)
    partnerships = partnerships_of(actor=actor)
    put_away = put_away_of(actor=actor)
    if len(partnerships) == 1 and not put_away:
        return redirect("people:partnership", partnerships[0].id)
    organisations = organisations_of(actor=actor)
    nothing_here = not partnerships and not put_away
    if nothing_here and len(organisations) == 1 and organisations[0].sees_structure:
        return redirect("people:organisation", organisations[0].id)
    context = {
        "partnerships": [(one, now(actor=actor, partnership=one)) for one in partnerships],
        "put_away": put_away,
        "organisations": organisations,
        "calibration": takes_part(actor=actor, organisations=organisations),
    }
    return render(request, "people/home.html", context)


@require_http_methods(["GET", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    """Which mails I get: each as it happens, one a day, or only what waits for me."""
    actor = signed_in(request)
    form = MailsForm(request.POST or None, initial={"choice": my_mails(actor=actor)})

    def act() -> str:
        choose_mails(actor=actor, choice=form.cleaned_data["choice"])
        return reverse("people:account")

    return handle_form(
        request, form=form, template="people/mails.html", act=act, said="Your mails are set."
    )


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """My name, how I sign in, and where I belong."""
    actor = signed_in(request)
    form = PersonNameForm(request.POST or None, initial={"name": actor.name})

    def act() -> str:
        rename_account(actor=actor, name=form.cleaned_data["name"])
        return reverse("people:account")

    context = {
        "nav": "account",
        "organisations": organisations_of(actor=actor),
        "partnerships": partnerships_of(actor=actor),
        "mails": MAILS[my_mails(actor=actor)].title,
        "second_step": is_mfa_enabled(actor),
        "company": bool(settings.SOCIALACCOUNT_PROVIDERS),
    }
    return handle_form(
        request,
        form=form,
        template="people/account.html",
        act=act,
        context=context,
        said="Your name is changed.",
    )

"""How allauth fits in: who may sign up, what a sign-up asks, where people go next."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import any_account, invitation_by_token

INVITED = "invited_by_link"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed unless signing up is open, an invitation's link was opened, or nobody is here yet."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.TRIFECTA_SIGNUP == "open" or not any_account():
            return True
        token = request.session.get(INVITED, "")
        return bool(token) and invitation_by_token(token=token) is not None

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def clean_email(self, email: str) -> str:
        cleaned: str = super().clean_email(email)
        return cleaned.lower()


def display_name(user: User) -> str:
    """What pages and mails call a person."""
    return user.first_name

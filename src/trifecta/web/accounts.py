"""How allauth fits in: who may sign up, what a sign-up asks, where people go next."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import any_account, invitation_by_token
from trifecta.apps.records.keys import seal_for_session, unseal_from_session

INVITED: Final = "invited_by_link"

IN_OUR_WORDS: Final = {
    "account_inactive": "This account is closed.",
    "duplicate_email": "This is the address you have already.",
    "email_password_mismatch": "This address and this password do not belong together. "
    "Check both, or choose a new password.",
    "email_taken": "There is an account with this address already. Sign in with it.",
    "enter_current_password": "Write the password you have now.",
    "incorrect_code": "This is not the code of this moment. Write the one you see now.",
    "incorrect_password": "This is not your password.",
    "invalid_password_reset": "This link opens nothing any more. Ask for a new one.",
    "password_mismatch": "The two are not the same. Write the new password twice.",
    "too_many_login_attempts": "Too many tries. Wait a few minutes, then try again.",
    "rate_limited": "Too many tries. Wait a few minutes, then try again.",
}


def remember_link(request: HttpRequest, token: str) -> None:
    """Keep which link was opened in this browser, unreadable where sessions are stored."""
    request.session[INVITED] = seal_for_session(token, place=INVITED)


def link_opened_here(request: HttpRequest) -> str:
    """The token of the link that was opened in this browser last, "" where there was none."""
    return unseal_from_session(request.session.get(INVITED, ""), place=INVITED)


def forget_link(request: HttpRequest) -> None:
    request.session.pop(INVITED, None)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed unless signing up is open, an invitation's link was opened, or nobody is here yet."""

    error_messages = DefaultAccountAdapter.error_messages | IN_OUR_WORDS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.TRIFECTA_DEMO:
            return False
        if settings.TRIFECTA_SIGNUP == "open" or not any_account():
            return True
        token = link_opened_here(request)
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


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in by the company's own provider; it opens accounts to the same people as signing up."""

    def populate_user(
        self,
        request: HttpRequest,  # noqa: ARG002 - allauth's signature
        sociallogin: Any,
        data: dict[str, Any],
    ) -> User:
        user: User = sociallogin.user
        parts = (data.get("first_name") or "", data.get("last_name") or "")
        user.name = (data.get("name") or " ".join(parts).strip())[:80]
        user.email = (data.get("email") or "").lower()
        return user


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The words of the second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "Take your second step away before you change the address.",
        "cannot_delete_authenticator": "This is the last one, and you need one.",
        "cannot_generate_recovery_codes": "Set up a second step first.",
        "incorrect_code": IN_OUR_WORDS["incorrect_code"],
        "unverified_email": "Confirm your e-mail address first.",
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a key is called until its owner calls it something."""
        return f"Key {user.authenticator_set.filter(type=type).count() + 1}"

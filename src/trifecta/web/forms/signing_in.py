"""The forms of allauth, with what is missing or wrong said in our words."""

from __future__ import annotations

from typing import Any, Final

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp

MISSING: Final = {
    "code": "Write the code.",
    "email": "Write an e-mail address.",
    "login": "Write your e-mail address.",
    "name": "Write your name.",
    "oldpassword": "Write the password you have now.",
    "password": "Write your password.",
    "password1": "Write a password.",
    "password2": "Write the same password once more.",
}
NOT_AN_ADDRESS: Final = "Write the whole address, such as noor@example.com."


class InOurWords:
    """Comes before a form of allauth, and changes what it says about a field."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
            if name in {"email", "login"}:
                field.error_messages["invalid"] = NOT_AN_ADDRESS


class LoginForm(InOurWords, account.LoginForm):  # type: ignore[misc]
    """Signing in."""


class SignupForm(InOurWords, account.SignupForm):  # type: ignore[misc]
    """Making an account."""


class AddEmailForm(InOurWords, account.AddEmailForm):  # type: ignore[misc]
    """Another e-mail address."""


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Another password."""


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """A link for a new password."""


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by that link."""


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class AuthenticateForm(InOurWords, second_step.AuthenticateForm):  # type: ignore[misc]
    """The code at signing in."""


class ReauthenticateCodeForm(InOurWords, second_step.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""

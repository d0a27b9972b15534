"""What signing up asks beyond the e-mail address and the password."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from trifecta.apps.people.models import User


class NameForm(forms.Form):
    """The name the others see."""

    name = forms.CharField(
        label="Your name",
        max_length=80,
        help_text="As the people you work with say it.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """The adapter has kept the name already."""

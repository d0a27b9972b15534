"""What is asked of one of two people about a result: how far it fits, and their own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from trifecta.domain.checkins.replies import FIT_WORDS


class ReplyForm(forms.Form):
    """How far a result fits; the domain judges what is missing, so that nothing typed is lost."""

    fit = forms.ChoiceField(
        label="How far does it fit?",
        choices=[(fit.value, words) for fit, words in FIT_WORDS.items()],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one of the three."},
    )
    words = forms.CharField(
        label="In your own words, if you like",
        help_text="What fits, what does not, and what the answers leave out. Say what is so for "
        "you; the other says it for themselves.",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, fit: str = "", words: str = ""
    ) -> None:
        super().__init__(data, auto_id="id_%s", initial={"fit": fit, "words": words})

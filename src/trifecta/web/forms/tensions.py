"""What is asked about tensions: titles, statements, questions, play-backs, reasons.

Lengths and missing texts are judged by the domain, so that its sentences are the ones shown and
nothing typed is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from trifecta.domain.access import Visibility, words_for
from trifecta.domain.tensions.statements import GUIDANCE, Kind
from trifecta.web.forms.people import explained

SAME, ANOTHER = "same", "another"
ABOUT_THE_RESULT: Final = "check-in"
TITLES: Final = {ABOUT_THE_RESULT: "What our check-in says about us, and what it leaves out"}


def long_text(label: str, hint: str = "", *, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class TitleForm(forms.Form):
    """What a tension is about, in words that all would use."""

    title = forms.CharField(
        label="What is it about?",
        required=False,
        help_text="A title all of you would use: the choice in front of you, not a person. "
        "“Fifty experiments, or something new to build” works; “Getting product to listen” does "
        "not.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """Why something is done that all the others are told of."""

    reason = long_text("Why?", rows=3)

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint


class StatementForm(forms.Form):
    """One statement: its words, what makes a need matter, and who sees it."""

    text = long_text("", rows=4)
    because = long_text("", rows=3)
    visibility = forms.ChoiceField(label="Who sees this?", required=False, widget=forms.RadioSelect)
    same_need = forms.ChoiceField(
        label="Do you still need the same thing?",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (SAME, "Yes, these are other words for it"),
            (ANOTHER, "No, I need something else now"),
        ],
    )

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        others: Sequence[str],
        heard: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        guidance = GUIDANCE[kind]
        self.fields["text"].label = guidance.begins
        self.fields["because"].label = guidance.because
        self.fields["because"].help_text = guidance.because_hint
        if not guidance.because:
            del self.fields["because"]
        if self.fields["visibility"].initial is None:
            self.fields["visibility"].initial = Visibility.PARTNERS
        _choose_visibility(self.fields["visibility"], others, kind)
        if not heard:
            del self.fields["same_need"]


class WordsForm(StatementForm):
    """New words for a statement that is there already; who sees it has a page of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guidance = GUIDANCE[kwargs["kind"]]
        self.fields["text"].label = guidance.label
        self.fields["text"].help_text = guidance.hint
        del self.fields["visibility"]

    @property
    def same_need_answer(self) -> bool | None:
        answer = self.cleaned_data.get("same_need")
        return None if not answer else answer == SAME


class VisibilityForm(forms.Form):
    """Who sees a statement."""

    visibility = forms.ChoiceField(
        label="Who sees this?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who sees this.",
            "invalid_choice": "Choose one of these.",
        },
    )

    def __init__(self, *args: Any, others: Sequence[str], kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_visibility(self.fields["visibility"], others, kind)


def _choose_visibility(field: forms.Field, others: Sequence[str], kind: Kind) -> None:
    counted = kind is Kind.NEED
    words = [
        (value.value, words_for(value, others=others, counted=counted)) for value in Visibility
    ]
    field.choices = explained((value, w.title, w.hint) for value, w in words)  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """A question of one's own or one that was suggested; `source` is the suggestion's key."""

    text = long_text(
        "Your question",
        "One thing at a time, without an answer in it. You can change the words until it is "
        "answered.",
        rows=3,
    )
    source = forms.CharField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """An answer to a question."""

    text = long_text("Your answer", "As much as you want to be known.", rows=6)

    def __init__(self, *args: Any, readers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = f"As much as you want to be known. {readers} can read it."


class PlayBackForm(forms.Form):
    """What one has heard."""

    text = long_text("", "No solutions yet. Two or three sentences will do.", rows=5)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = f"In your own words: what does {name} need, and why?"


class CorrectionForm(forms.Form):
    """What a play-back does not say, or says otherwise."""

    correction = long_text("What is missing or off?", rows=4)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = f"{name} reads it beside what they wrote, and can try again."
        self.fields["correction"].help_text = hint

"""What is asked about models: their names and questions, their text, and what is decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from django import forms

from trifecta.apps.people.selectors import MemberView
from trifecta.apps.systems.services.models import LONGEST_TEXT, MOST_ROUNDS, About
from trifecta.domain.systems import Semantics
from trifecta.domain.systems.answering import PERIODS
from trifecta.domain.systems.decisions import DONE, OUTCOMES, DecisionWords, ReviewWords
from trifecta.web.forms.agreements import NO_DATE
from trifecta.web.forms.tensions import long_text

LARGEST_FILE: Final = 4 * LONGEST_TEXT
"""Bytes of a text; a sign of it has four at most."""
LARGEST_XMILE: Final = 1_000_000
_XMILE: Final = re.compile(r"\s*<(?:\?xml|!--|!DOCTYPE|xmile)\b", re.IGNORECASE)


SEMANTICS: Final = {
    Semantics.PUBLISHED: "As the language was published: the results that books and posts have, "
    "with shares rounded down and the last line first.",
    Semantics.SANE: "By sane semantics: products before sums, flows that conserve and share fairly "
    "in any order of lines, and nothing rounded.",
}


def semantics_of(said: str) -> Semantics:
    """Those that are named; the published ones where none are."""
    return Semantics.SANE if said == Semantics.SANE else Semantics.PUBLISHED


class AboutForm(forms.Form):
    """What a model is to answer."""

    question = long_text(
        "What do we want to know?",
        "One question, so that you can tell when it is answered: how many, how long, what holds "
        "us up.",
        rows=2,
    )
    name = forms.CharField(
        label="What is the model called?",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    answered_by = forms.CharField(
        label="Which stock answers it?",
        required=False,
        help_text="Its name as it stands in the text. Left empty, the last one does.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    period = forms.ChoiceField(
        label="What is a round?", required=False, choices=list(PERIODS.items()), initial="week"
    )
    rounds = forms.IntegerField(
        label="How many rounds do we look ahead?",
        required=False,
        min_value=1,
        max_value=MOST_ROUNDS,
        initial=12,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"Choose a number from 1 to {MOST_ROUNDS}."
        ),
    )

    semantics = forms.ChoiceField(
        label="How does the text run?",
        required=False,
        choices=[(one.value, words) for one, words in SEMANTICS.items()],
        widget=forms.RadioSelect,
        initial=Semantics.PUBLISHED.value,
        error_messages={"invalid_choice": "Choose one of these."},
    )

    def about(self) -> About:
        data = self.cleaned_data
        return About(
            name=data["name"],
            question=data["question"],
            answered_by=data["answered_by"],
            period=data["period"] or "week",
            rounds=data["rounds"] or 12,
            semantics=semantics_of(data["semantics"]) if data["semantics"] else None,
        )


class TextForm(forms.Form):
    """The text of a model, and the number of the one it was made from."""

    text = forms.CharField(
        label="The model",
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 16,
                "class": "code",
                "wrap": "off",
                "spellcheck": "false",
                "autocapitalize": "off",
                "autocomplete": "off",
            }
        ),
    )


def text_of(file: Any, *, largest: int, what: str) -> str:
    """The text of a file that was sent; "" without one."""
    if not file:
        return ""
    if file.size > largest:
        raise forms.ValidationError(f"This file is larger than {what} can be. Choose another.")
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise forms.ValidationError(
            "This is not a text file in UTF-8. Save it as text and choose it again."
        ) from None


class NewModelForm(AboutForm):
    """A new model: its question and its text, written, pasted, or from a file."""

    text = TextForm.base_fields["text"]
    file = forms.FileField(
        label="Or bring in a file",
        required=False,
        help_text="A text in the language of models, or XMILE (.stmx, .xmile, .xml) from another "
        "tool, of which you see first what was read. It replaces what stands above.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.stmx,.xmile,.xml,text/plain"}),
    )

    def clean_file(self) -> str:
        """The text of the file; "" without one."""
        file = self.cleaned_data.get("file")
        text = text_of(file, largest=LARGEST_XMILE, what="a model")
        if len(text) > LARGEST_FILE and not is_xmile(text):
            raise forms.ValidationError("This file is larger than a model can be. Choose another.")
        return text

    @property
    def written(self) -> str:
        return str(self.cleaned_data["file"] or self.cleaned_data["text"])

    @property
    def came_from(self) -> str:
        """The field that `written` came from."""
        return "file" if self.cleaned_data["file"] else "text"


def is_xmile(text: str) -> bool:
    """Whether a text is meant as XMILE: it begins as XML does, which no model of ours can."""
    return _XMILE.match(text) is not None


def _day(label: str, hint: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
    )


class DecisionForm(forms.Form):
    """What will be done about what the model says."""

    what = long_text(
        "What will you do?", "The smallest thing that could show whether you are right.", rows=3
    )
    owner = forms.ChoiceField(
        label="Who does it?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose somebody who is in this partnership now."},
    )
    due = _day("By when?", "A day within a year.")
    expected = long_text(
        "What should change in the data if you are right?",
        "Which number, from where to where, by when: so that on the day you would all say the same "
        "about it.",
        rows=3,
    )
    review_on = _day(
        "When do you look?", "Not before the action, within a year. All of you are told on the day."
    )

    def __init__(self, *args: Any, members: Sequence[MemberView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(one.id, one.name) for one in members]  # type: ignore[attr-defined]

    def words(self) -> DecisionWords:
        data = self.cleaned_data
        return DecisionWords(
            what=data["what"],
            expected=data["expected"],
            owner=data["owner"],
            due=data["due"],
            review_on=data["review_on"],
        )


class ReviewForm(forms.Form):
    """What became of it."""

    done = forms.ChoiceField(
        label="Was it done?",
        required=False,
        choices=list(DONE.items()),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )
    outcome = forms.ChoiceField(
        label="Did the data change as you expected?",
        required=False,
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )
    learnt = long_text(
        "What does the data show, and what do you make of it?",
        "The data is right, whatever the model said. Where they part is where you learn.",
        rows=4,
    )

    def words(self) -> ReviewWords:
        data = self.cleaned_data
        return ReviewWords(done=data["done"], outcome=data["outcome"], learnt=data["learnt"])

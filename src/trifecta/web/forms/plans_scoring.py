"""What is asked about one need: how far each option goes, how much is enough, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.forms import BoundField

from trifecta.apps.compromise.selectors.plans import NeedView, OptionView
from trifecta.domain.compromise.scoring import DEGREES, LEAST, MOST, degree_of
from trifecta.domain.compromise.wanted import ENOUGH, LATE, Level, Wanted
from trifecta.web.forms.plans import day_field

BY_NUMBER: Final = "number"
DEGREE_CHOICES: Final = [
    ("", "Not said yet"),
    *((row.key, row.words) for row in DEGREES[::-1]),
    (BY_NUMBER, "As a number"),
]


class ScoreForm(forms.Form):
    """How far each option goes towards one need, how much of it is enough, and by when."""

    def __init__(self, *args: Any, need: NeedView, options: Sequence[OptionView], **kw: Any):
        super().__init__(*args, **kw)
        self.options = options
        for option in options:
            points = need.points.get(option.id)
            degree = degree_of(points) if points is not None else None
            self.fields[_word(option.id)] = forms.ChoiceField(
                label=option.title,
                required=False,
                choices=DEGREE_CHOICES,
                initial=degree.key if degree else ("" if points is None else BY_NUMBER),
                error_messages={"invalid_choice": "Choose one of the words."},
            )
            self.fields[_number(option.id)] = forms.IntegerField(
                label=f"As a number: {option.title}",
                required=False,
                min_value=LEAST,
                max_value=MOST,
                initial=None if degree else points,
                error_messages={
                    "invalid": "Write a whole number, or choose a word.",
                    "min_value": f"Write a number from −{-LEAST} to {MOST}.",
                    "max_value": f"Write a number from −{-LEAST} to {MOST}.",
                },
            )
        self.fields |= _wanted_fields()
        for name, value in need.wanted.as_data.items():
            self.initial.setdefault(name, need.wanted.needed_by if name == "needed_by" else value)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for option in self.options:
            number = _number(option.id)
            missing = cleaned.get(number) is None and number not in self.errors
            if cleaned.get(_word(option.id)) == BY_NUMBER and missing:
                self.add_error(number, f"Write the number for “{option.title}”.")
        return cleaned

    @property
    def rows(self) -> Iterator[tuple[OptionView, BoundField, BoundField]]:
        for option in self.options:
            yield option, self[_word(option.id)], self[_number(option.id)]

    @property
    def chosen(self) -> dict[str, tuple[str, int | None]]:
        """The word and the number by option id."""
        return {
            option.id: (
                self.cleaned_data[_word(option.id)],
                self.cleaned_data[_number(option.id)],
            )
            for option in self.options
        }

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            enough=int(self.cleaned_data["enough"]),
            needed_by=self.cleaned_data["needed_by"],
            late=int(self.cleaned_data["late"]),
        )


def _wanted_fields() -> dict[str, forms.Field]:
    return {
        "enough": _level_field(
            "How much of this is enough?",
            "A plan that brings so much has met the need, and more counts for nothing. Say less "
            "than all of it only where less would really do.",
            ENOUGH,
        ),
        "needed_by": day_field(
            "By when does it matter?", "The last day that is still in time. Empty: any day will do."
        ),
        "late": _level_field("And what is done after that day?", "", LATE),
    }


def _level_field(label: str, hint: str, levels: Sequence[Level]) -> forms.Field:
    """One of a few words; what is not answered is the first of them."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        required=False,
        coerce=int,
        empty_value=str(levels[0].value),
        choices=[(level.value, level.words) for level in levels],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )


def _word(option_id: str) -> str:
    return f"word_{option_id}"


def _number(option_id: str) -> str:
    return f"number_{option_id}"


def score_field(option_id: str) -> str:
    """The field of the form that a service's complaint about an option belongs to."""
    return _number(option_id)

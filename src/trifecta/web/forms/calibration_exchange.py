"""The form that brings earlier ratings: a file or its lines, their scale, and what it becomes."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from trifecta.apps.calibration.services.earlier import EarlierWords
from trifecta.domain.calibration.earlier import LARGEST_FILE, LONGEST_PERIOD, text_of
from trifecta.domain.calibration.scales import MOST, LabelledScale
from trifecta.domain.errors import InvalidError
from trifecta.web.forms.calibration_cycles import text_field

STEPS: Final = tuple(f"becomes_{number}" for number in range(MOST))


class EarlierForm(forms.Form):
    """A file, or the lines themselves; the lines stay in the form until they are carried over."""

    file = forms.FileField(
        label="The file",
        help_text="CSV as a spreadsheet saves it, with a first line that names its columns: "
        "email, rating, period. Others are not read.",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    text = text_field(
        "Or its lines",
        rows=8,
        hint="Paste them here, the names of the columns first. A file that you choose takes their "
        "place.",
    )
    period = forms.CharField(
        label="Which period are they of?",
        required=False,
        help_text="Used where a line names none, such as “2025”.",
        widget=forms.TextInput(attrs={"maxlength": LONGEST_PERIOD}),
    )
    labels = text_field(
        "The scale they are on, the lowest step first",
        rows=5,
        hint="One step a line. Leave it empty to take the ratings in the file, in its order.",
    )
    choose = forms.BooleanField(
        label="Rate the partnerships of these people in this cycle",
        help_text="Those all of whose members are named in the file.",
        required=False,
    )

    def __init__(self, *args: Any, new: LabelledScale, **options: Any) -> None:
        super().__init__(*args, **options)
        self.new = new
        steps = [(str(step), label) for step, label in enumerate(new.labels)]
        for name in STEPS:
            if name in self.data:
                self.fields[name] = forms.ChoiceField(
                    choices=steps,
                    required=False,
                    error_messages={"invalid_choice": "Choose a step of this cycle’s scale."},
                )

    def clean_text(self) -> str:
        """The lines, out of the file where one was chosen."""
        upload = self.files.get("file")
        if upload is None:
            return str(self.cleaned_data["text"])
        if (upload.size or 0) > 4 * LARGEST_FILE:
            raise forms.ValidationError("The file is too large. Leave out columns, or divide it.")
        try:
            return text_of(upload.read())
        except InvalidError as error:
            raise forms.ValidationError(error.message) from error

    def words(self, *, suggest: bool) -> EarlierWords:
        """What was brought; with `suggest` the steps are proposed anew."""
        data = self.cleaned_data
        becomes = [data[name] for name in STEPS if data.get(name)]
        return EarlierWords(
            text=data["text"],
            period=data["period"],
            labels=data["labels"].splitlines(),
            becomes=None if suggest or not becomes else [int(step) for step in becomes],
        )

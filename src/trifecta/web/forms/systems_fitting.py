"""What is asked before numbers are fitted: which of them, and between which ends each may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField

MOST_PICKED: Final = 4
"""Numbers of one fit on a page: more would need more tries than a page has time for."""
_NO_END: Final = "Write a number of 0 or more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fittable:
    """A number of a model by its place among them, and the ends it may lie between at first."""

    place: int
    name: str
    written: str
    low: float
    high: float
    picked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FittableRow:
    """A number with its fields as they are now."""

    number: Fittable
    picked: bool
    low: BoundField
    high: BoundField


class FitForm(forms.Form):
    """A choice of numbers, and two fields for each of them."""

    pick = forms.MultipleChoiceField(
        label="Which numbers shall be found?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose numbers that stand in this list."},
    )

    def __init__(self, *args: Any, numbers: Sequence[Fittable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        choices = [(str(one.place), one.name) for one in numbers]
        self.fields["pick"].choices = choices  # type: ignore[attr-defined]
        self.fields["pick"].initial = [str(one.place) for one in numbers if one.picked]
        for one in numbers:
            for end, what in (("low", "from"), ("high", "to")):
                self.fields[f"{end}_{one.place}"] = forms.FloatField(
                    label=f"{one.name}, {what}",
                    required=False,
                    min_value=0,
                    max_value=1e9,
                    initial=f"{getattr(one, end):g}",
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                    error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _NO_END),
                )

    def rows(self) -> list[FittableRow]:
        chosen = {str(one) for one in self["pick"].value() or ()}
        return [
            FittableRow(
                number=one,
                picked=str(one.place) in chosen,
                low=self[f"low_{one.place}"],
                high=self[f"high_{one.place}"],
            )
            for one in self.numbers
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        picked = data.get("pick", [])
        if "pick" in data and not 1 <= len(picked) <= MOST_PICKED:
            self.add_error("pick", f"Choose one to {MOST_PICKED} numbers to be found.")
        for place in picked:
            low, high = data.get(f"low_{place}"), data.get(f"high_{place}")
            for end, value in (("low", low), ("high", high)):
                if value is None and f"{end}_{place}" not in self.errors:
                    self.add_error(f"{end}_{place}", _NO_END)
            if low is not None and high is not None and not low < high:
                self.add_error(f"high_{place}", "Write a number larger than the first one.")
        return data

    def ranges(self) -> dict[int, tuple[float, float]]:
        """Ends by the place of each number that was chosen."""
        data = self.cleaned_data
        return {int(place): (data[f"low_{place}"], data[f"high_{place}"]) for place in data["pick"]}

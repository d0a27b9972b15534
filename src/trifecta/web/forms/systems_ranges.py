"""What numbers of a model may be: two ends a number, or all of them as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from django import forms
from django.forms import BoundField

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model
from trifecta.domain.systems.ensembles import Distribution, Parameter
from trifecta.domain.systems.ensembles.ranges import Matched, Range, between, rewritten

MOST_ROWS: Final = 60
"""Numbers that a form lists; the text takes more."""
ENDS: Final = ("low", "high")
WORDS: Final = {"low": "lowest", "high": "highest"}
NAME: Final = "name_"
"""Before the key of a number, in the hidden field that says what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A number with the fields of its ends; `shape` is what else it may be, instead of fields."""

    name: str
    said: str
    low: BoundField | None
    high: BoundField | None
    shape: str
    called: str
    """The name of the hidden field that says which number this is."""

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """What to put right about each end, with the identity that its field refers to."""
        ends = [("Lowest", self.low), ("Highest", self.high)]
        return [
            (f"{bound.auto_id}_error", f"{end}: {str(one).removeprefix(f'{self.name}: ')}")
            for end, bound in ends
            if bound
            for one in bound.errors
        ]

    @property
    def filled(self) -> bool:
        """Whether there is something to be seen in it."""
        return bool(self.shape or any(one and one.value() for one in (self.low, self.high)))


def _key(name: str) -> str:
    """What a number is called in a form: its own name has spaces, and its place may change."""
    return blake2b(name.encode(), digest_size=6).hexdigest()


class BetweenForm(forms.Form):
    """The lowest and the highest each number may be; what is left empty stays as it is."""

    def __init__(
        self,
        *args: Any,
        model: Model,
        numbers: Sequence[Parameter],
        kept: Matched,
        said: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.model, self.numbers, self.kept, self.said = model, numbers[:MOST_ROWS], kept, said
        for one in self.numbers:
            range_ = kept.known.get(one.name)
            if range_ is None or range_.ends is not None:
                self._add(one, range_)
        if kept.gone:
            self.fields["drop"] = forms.BooleanField(
                required=False, label="Leave these lines out from now on"
            )

    def _add(self, one: Parameter, kept: Range | None) -> None:
        ends = (kept.ends if kept else None) or ("", "")
        for end, initial in zip(ENDS, ends, strict=True):
            widget = forms.NumberInput(
                attrs={"inputmode": "decimal", "autocomplete": "off", "step": "any", "min": 0}
            )
            self.fields[f"{end}_{_key(one.name)}"] = forms.CharField(
                label=f"{one.name}, {WORDS[end]}",
                required=False,
                initial=str(initial),
                widget=widget,
            )

    def rows(self) -> Iterator[Row]:
        """All numbers in their order; those of stocks that begin empty are `others`."""
        return self._rows(written=True)

    def others(self) -> list[Row]:
        """Stocks that say nothing of how they begin."""
        return list(self._rows(written=False))

    def _rows(self, *, written: bool) -> Iterator[Row]:
        for one in self.numbers:
            if (one.place is not None) is written:
                low, high = (self._bound(f"{end}_{_key(one.name)}") for end in ENDS)
                kept = self.kept.known.get(one.name)
                shape = str(kept.what) if kept and low is None else ""
                yield Row(
                    name=one.name,
                    said=self.said[one.name],
                    low=low,
                    high=high,
                    shape=shape,
                    called=f"{NAME}{_key(one.name)}",
                )

    def _bound(self, name: str) -> BoundField | None:
        return self[name] if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        """Each pair of ends as the domain judges it."""
        self.changes: dict[str, Distribution | None] = {}
        for one in self.numbers:
            names = [f"{end}_{_key(one.name)}" for end in ENDS]
            if names[0] in self.fields and any(name in self.changed_data for name in names):
                self._take(one, *(self.cleaned_data.get(name, "").strip() for name in names))
        if self.left_over():
            self.add_error(
                None,
                "The model has changed since you opened this page, and some of its numbers have "
                "gone. What you wrote of them stands below.",
            )
        if self.cleaned_data.get("drop"):
            self.changes |= {one.name: None for one in self.kept.gone}
        return self.cleaned_data

    def _take(self, one: Parameter, low: str, high: str) -> None:
        kept = self.kept.known.get(one.name)
        line = kept.name if kept else one.name
        if not low and not high:
            self.changes[line] = None
            return
        try:
            self.changes[line] = between(low, high, of=one, model=self.model)
        except InvalidError as error:
            for end, words in error.fields.items():
                self.add_error(f"{end}_{_key(one.name)}", f"{one.name}: {words}")

    def left_over(self) -> list[str]:
        """What was typed for numbers that are gone from the model, so that it is not lost."""
        found = []
        for field, typed in self.data.items():
            end, _, key = field.partition("_")
            if end in ENDS and typed.strip() and field not in self.fields:
                found.append(f"{self.data.get(f'{NAME}{key}', '')}, {WORDS[end]}: {typed}")
        return found

    def text(self, before: str) -> str:
        """The lines of `before` with what was changed here."""
        return rewritten(before, self.changes)


class RangesTextForm(forms.Form):
    """All ranges as text."""

    text = forms.CharField(
        label="A line for each number",
        required=False,
        strip=False,
        help_text="A name, =, and what it may be, such as Recruiters = uniform(2, 6). A line that "
        "begins with # is a note of yours.",
        widget=forms.Textarea(
            attrs={
                "rows": 10,
                "class": "code",
                "wrap": "off",
                "spellcheck": "false",
                "autocapitalize": "off",
                "autocomplete": "off",
            }
        ),
    )


class ChanceForm(forms.Form):
    """How often a stock ends so large, or so small."""

    stock = forms.ChoiceField(label="Which stock?", required=False)
    way = forms.ChoiceField(
        label="How much?",
        required=False,
        choices=[("least", "at least"), ("most", "at most")],
    )
    amount = forms.CharField(
        label="What number?",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    seed = forms.IntegerField(required=False, min_value=0, max_value=999_999)

    def __init__(self, *args: Any, stocks: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stock"].choices = [(one, one) for one in stocks]  # type: ignore[attr-defined]

    def clean_amount(self) -> float | None:
        """A number that may be in a model; None for nothing."""
        text = self.cleaned_data["amount"].strip()
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not abs(number) < 1e15:
            raise forms.ValidationError("Write a number such as 40 or 0.25.")
        return number

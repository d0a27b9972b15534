"""What is asked about how much needs count: their order, what each counts beside the first."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from trifecta.apps.tensions.selectors import StatementView
from trifecta.domain.tensions.best_worst import Choice
from trifecta.domain.tensions.ranking import MOST_MOVES, Move, Ranking
from trifecta.domain.tensions.weights import LEAST, MOST, RANGE
from trifecta.web.forms.people import explained

NEED_PREFIX: Final = "need_"
LONGEST_NUMBER: Final = 6


class OrderForm(forms.Form):
    """An order of needs, read from the fields of its rows; there is nothing in it to be wrong."""


class FirstForm(forms.Form):
    """Which of two needs one would lift first."""

    first = forms.ChoiceField(
        label="Your two needs",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of these."},
    )

    def __init__(self, *args: Any, needs: Iterable[StatementView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = explained((need.id, need.text, need.reason) for need in needs)
        self.fields["first"].choices = choices  # type: ignore[attr-defined]


class NumbersForm(forms.Form):
    """A whole number for each need, in a field named after it; a larger one may be what is meant.

    Whether numbers fit each other is judged by the domain, so that its sentences are shown.
    """

    def __init__(
        self, *args: Any, needs: Iterable[StatementView], numbers: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for need in needs:
            self.fields[f"{NEED_PREFIX}{need.id}"] = forms.IntegerField(
                label=need.text,
                help_text=need.reason,
                initial=numbers.get(need.id),
                error_messages={"required": RANGE, "invalid": "Write a whole number."},
                widget=forms.NumberInput(
                    attrs={
                        "inputmode": "numeric",
                        "autocomplete": "off",
                        "min": LEAST,
                        "max": MOST,
                    }
                ),
            )

    @property
    def numbers(self) -> dict[str, int]:
        """By statement id."""
        cut = len(NEED_PREFIX)
        return {name[cut:]: number for name, number in self.cleaned_data.items()}


class ChoicesForm(forms.Form):
    """Of each few needs, which one to lift first and which one last."""

    def __init__(self, *args: Any, sets: Sequence[Sequence[StatementView]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sets = sets
        for number, needs in enumerate(sets):
            for which in ("first", "last"):
                self.fields[f"{which}_{number}"] = forms.ChoiceField(
                    label=f"Question {number + 1}, {which}",
                    choices=[(need.id, need.text) for need in needs],
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": f"Question {number + 1}: choose which one {which}.",
                        "invalid_choice": f"Question {number + 1}: choose one of these.",
                    },
                )

    def clean(self) -> dict[str, Any]:
        for number in range(len(self.sets)):
            first = self.cleaned_data.get(f"first_{number}")
            if first and first == self.cleaned_data.get(f"last_{number}"):
                self.add_error(
                    f"last_{number}", f"Question {number + 1}: choose two different ones."
                )
        return self.cleaned_data

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(
                among=tuple(need.id for need in needs),
                first=self.cleaned_data[f"first_{number}"],
                last=self.cleaned_data[f"last_{number}"],
            )
            for number, needs in enumerate(self.sets)
        ]

    @property
    def questions(self) -> list[tuple[Sequence[StatementView], BoundField, BoundField]]:
        """The needs of each question, with its two fields."""
        return [
            (needs, self[f"first_{number}"], self[f"last_{number}"])
            for number, needs in enumerate(self.sets)
        ]


def ranking_from(data: QueryDict) -> Ranking:
    """The order and the moves that a page of needs carries, whatever was made of them."""
    order = tuple(dict.fromkeys(data.getlist("order")))
    moves = []
    for said in data.get("moves", "").split()[-MOST_MOVES:]:
        need, _, place = said.partition(":")
        if need in order and place.isdecimal() and int(place) < len(order):
            moves.append(Move(need=need, came_from=int(place)))
    return Ranking(order=order, moves=tuple(moves))


def moves_as_text(ranking: Ranking) -> str:
    """As `ranking_from` reads it."""
    return " ".join(f"{move.need}:{move.came_from}" for move in ranking.moves)


def typed_numbers(data: QueryDict, needs: Iterable[str]) -> dict[str, int]:
    """What stands in the fields of `needs`, as far as it is a whole number above 0."""
    found = {}
    for need in needs:
        said = data.get(f"{NEED_PREFIX}{need}", "").strip()
        with contextlib.suppress(ValueError):
            if len(said) <= LONGEST_NUMBER and int(said) >= LEAST:
                found[need] = int(said)
    return found

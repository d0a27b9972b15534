"""What is asked about what happens when nothing is agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from trifecta.apps.compromise.selectors.plans import BoardView, OptionView
from trifecta.domain.people.words import capital


class DefaultForm(forms.Form):
    """For each option whether it happens when nothing is agreed, and in which stage."""

    def __init__(
        self, *args: Any, board: BoardView, placements: Mapping[str, str], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.board = board
        for option in board.options:
            stages = [stage for stage in board.stages if stage.id in option.effort]
            self.fields[f"at_{option.id}"] = forms.ChoiceField(
                label=option.title,
                required=False,
                choices=[("", "Does not happen"), *((s.id, f"In “{s.name}”") for s in stages)],
                initial=placements.get(option.id, ""),
                error_messages={"invalid_choice": "This stage has gone. Choose again."},
            )

    @property
    def rows(self) -> Iterator[tuple[OptionView, BoundField]]:
        for option in self.board.options:
            yield option, self[f"at_{option.id}"]

    @property
    def placements(self) -> dict[str, str]:
        chosen = {option.id: self.cleaned_data[f"at_{option.id}"] for option in self.board.options}
        return {key: stage for key, stage in chosen.items() if stage}


class OffForm(forms.Form):
    """What is off about what somebody said happens without an agreement."""

    reason = forms.CharField(
        label="What would happen instead?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, who: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = f"{capital(who)} can read it."

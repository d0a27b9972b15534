"""The form of the page on whether sharing a rating helps: four choices, each with an answer."""

from __future__ import annotations

from typing import Final

from django import forms
from django.http import QueryDict

from trifecta.domain.calibration.sharing import Situation

APART: Final = (
    ("careful", "Mostly on the same step"),
    ("usual", "Often a step apart"),
    ("rough", "Often more than a step apart"),
)
NOISE: Final = {"careful": 0.5, "usual": 1.0, "rough": 1.5}
SEVERITY, ERROR = 0.4, 0.6
"""Sds of a usual vote, in points of a five-step scale; see docs/explanation/shared-ratings.md."""

MEMBERS: Final = (("2", "Two"), ("3", "Three"), ("4", "Four"))
VOTES: Final = tuple((str(number), str(number)) for number in (2, 3, 4, 6, 8, 12))
SHARES: Final = tuple((str(number), f"{number}%") for number in range(0, 101, 10))


class SharingForm(forms.Form):
    """What somebody assumes of their own organisation; every field has an answer to begin with."""

    own = forms.ChoiceField(
        label="How much of what makes people differ is their own?",
        choices=SHARES,
        initial="30",
        help_text="The rest is what a partnership achieves together. Nobody knows it; try a few.",
    )
    members = forms.ChoiceField(label="Members of a partnership", choices=MEMBERS, initial="2")
    votes = forms.ChoiceField(
        label="Votes there are for a partnership",
        choices=VOTES,
        initial="2",
        help_text="With separate ratings they are divided among its members.",
    )
    apart = forms.ChoiceField(
        label="Two people who rate the same partnership are",
        choices=APART,
        initial="usual",
        widget=forms.RadioSelect,
    )

    @classmethod
    def asked(cls, query: QueryDict) -> SharingForm:
        """With the answers of the address, and for those it lacks the ones to begin with."""
        begin = {name: field.initial for name, field in cls.base_fields.items()}
        given = {name: query[name] for name in begin if name in query}
        return cls(begin | given)

    @classmethod
    def to_begin_with(cls) -> Situation:
        """The situation before anybody has chosen anything."""
        form = cls.asked(QueryDict())
        form.full_clean()
        return form.situation()

    def situation(self) -> Situation:
        data = self.cleaned_data
        noise = NOISE[data["apart"]]
        return Situation(
            ratee_sd=1.0,
            individual=int(data["own"]) / 100,
            severity_sd=SEVERITY * noise,
            error_sd=ERROR * noise,
            members=int(data["members"]),
            votes=int(data["votes"]),
        )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if "votes" in data and "members" in data and int(data["votes"]) < int(data["members"]):
            self.add_error("votes", "With separate ratings each member needs a vote at least.")
        return data

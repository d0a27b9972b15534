"""Forms of a cycle: what it is, who is in it, taking it on and going back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from trifecta.apps.calibration.selectors.setting_up import FunctionChoice, TeamChoice
from trifecta.apps.calibration.services.cycles import (
    FEWEST_DAYS,
    LONGEST_NAME,
    MOST_DAYS,
    CycleWords,
)
from trifecta.apps.people.selectors import PersonView
from trifecta.domain.calibration.notice import QUESTIONS
from trifecta.domain.calibration.scales import MOST
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.people.words import capital
from trifecta.web.forms.agreements import NO_DATE
from trifecta.web.forms.people import explained

NOBODY = ("", "Nobody")
CHOOSE = ("", "Choose a person")
LABELS = "Far less than agreed\nLess than agreed\nAs agreed\nMore than agreed\nFar more than agreed"


def day_field(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
    )


def text_field(label: str, *, rows: int = 4, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _days_field(label: str, hint: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.NumberInput(attrs={"min": FEWEST_DAYS, "max": MOST_DAYS}),
        error_messages={"invalid": f"Write {FEWEST_DAYS} to {MOST_DAYS} days, in digits."},
    )


class CycleForm(forms.Form):
    """What a cycle is; the service judges what is missing, so that nothing typed is lost."""

    name = forms.CharField(
        label="Name",
        required=False,
        help_text="As people will say it, such as “July to December”.",
        widget=forms.TextInput(attrs={"maxlength": LONGEST_NAME}),
    )
    starts_on = day_field("From which day on is work looked at?")
    ends_on = day_field("Until which day?")
    evidence_until = day_field(
        "Until when can evidence be added?",
        "Members are told this day, and it is kept: proposing opens the day after.",
    )
    outcomes = forms.MultipleChoiceField(
        label="On which outcomes?",
        help_text="The same for everybody in the cycle.",
        required=False,
        choices=explained((key, title, QUESTIONS[key]) for key, title in OUTCOMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among these four."},
    )
    labels = text_field(
        "The scale, the lowest step first",
        rows=6,
        hint="One step a line, two to nine of them, in the words your organisation uses.",
    )
    failing = forms.IntegerField(
        label="How many of the lowest steps come with a plan?",
        help_text="A partnership that is rated there is failing together, and gets a plan with a "
        "day. Write 0 if none of them.",
        required=False,
        widget=forms.NumberInput(attrs={"min": 0, "max": MOST - 1}),
        error_messages={"invalid": "Write a number of steps, in digits."},
    )
    respond_days = _days_field(
        "For how many days can members respond or appeal?", "From the release on."
    )
    appeal_days = _days_field("Within how many days is an appeal answered?", "From its day on.")
    keep_until = day_field(
        "Until when is it kept?",
        "What was proposed, said, decided and answered is erased after this day. Members are told "
        "it now. That it took place stays.",
    )
    words = text_field(
        "What else should members know?",
        hint="It stands in the notice as you write it. For instance what the rating is used for, "
        "or what your works council has agreed to.",
    )

    def told(self) -> CycleWords:
        data = self.cleaned_data
        return CycleWords(
            name=data["name"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            evidence_until=data["evidence_until"],
            keep_until=data["keep_until"],
            labels=data["labels"].splitlines(),
            failing=-1 if data["failing"] is None else data["failing"],
            outcomes=data["outcomes"],
            respond_days=data["respond_days"],
            appeal_days=data["appeal_days"],
            words=data["words"],
        )


FIRST: dict[str, Any] = {
    "labels": LABELS,
    "outcomes": list(OUTCOMES),
    "failing": 1,
    "respond_days": 14,
    "appeal_days": 21,
}
"""What a new cycle begins with."""


class PartnershipsForm(forms.Form):
    """Which partnerships are rated; drawn by team on its page."""

    partnerships = forms.MultipleChoiceField(
        label="Partnerships",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is not there any more. Choose again."},
    )

    def __init__(self, *args: Any, teams: Sequence[TeamChoice], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [one for team in teams for one in team.partnerships]
        field = self.fields["partnerships"]
        field.choices = [  # type: ignore[attr-defined]
            (one.outline.id, one.outline.name) for one in rows if one.possible or one.chosen
        ]
        self.initial.setdefault("partnerships", [one.outline.id for one in rows if one.chosen])

    @property
    def ticked(self) -> set[str]:
        """What is ticked on the page now."""
        return set(self["partnerships"].value() or [])


class SeatForm(forms.Form):
    """Whom to ask to calibrate, and for which function."""

    function = forms.ChoiceField(
        label="For which function?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )
    person = forms.ChoiceField(
        label="Whom do you ask?",
        required=False,
        error_messages={"invalid_choice": "Choose somebody of your organisation."},
    )

    def __init__(
        self,
        *args: Any,
        functions: Sequence[FunctionChoice],
        people: Sequence[PersonView],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["function"].choices = [  # type: ignore[attr-defined]
            (one.function, capital(one.function)) for one in functions
        ]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            CHOOSE,
            *((one.user_id, one.name) for one in people),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name, words in (("function", "Choose a function."), ("person", "Choose a person.")):
            if name not in self.errors and not data.get(name):
                self.add_error(name, words)
        return data


class HelpersForm(forms.Form):
    """Who leads the session, and who answers appeals."""

    facilitator = forms.ChoiceField(
        label="Who leads the session?",
        help_text="Reads everything the calibrators read from the reveal on, writes down what is "
        "said, and does not vote. It can be left out. Where their own partnership is rated they "
        "are not in the room, and nobody leads the session there.",
        required=False,
    )
    appeals_to = forms.ChoiceField(
        label="Who answers appeals?",
        help_text="Somebody who is not in the room. Members are told who it is from the beginning.",
        required=False,
    )

    manages = forms.MultipleChoiceField(
        label="Do they manage somebody who is rated in one of these?",
        help_text="Appeals wait there. Nobody answers one about people they manage: mark where "
        "they do, and you name somebody else for it afterwards.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is not there any more. Choose again."},
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[PersonView],
        only: str = "",
        waiting: Sequence[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        manages = self.fields.pop("manages")
        self._offer(people, only)
        if waiting and only == "appeals_to":
            manages.choices = waiting  # type: ignore[attr-defined]
            self.fields["manages"] = manages

    def _offer(self, people: Sequence[PersonView], only: str) -> None:
        for name, field in list(self.fields.items()):
            if only and name != only:
                del self.fields[name]
                continue
            first = CHOOSE if only else NOBODY
            field.choices = [first, *((one.user_id, one.name) for one in people)]  # type: ignore[attr-defined]
            field.required = bool(only)
            field.error_messages["required"] = "Choose somebody."
            field.error_messages["invalid_choice"] = (
                "Choose somebody of your organisation who has no other part in the room."
            )


class NextForm(forms.Form):
    """The stage that the button was read for."""

    to = forms.ChoiceField(
        choices=[(stage.value, stage.value) for stage in Stage],
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Open this page again, read it, and press then."
        ),
    )


class ReasonForm(forms.Form):
    """Why the cycle should go back."""

    reason = text_field("Why?", rows=4)


class SetAsideForm(forms.Form):
    """Why a partnership is not rated after all."""

    because = text_field("Why?", rows=3)


class AnswerForm(forms.Form):
    """The second person's answer to a wish to go back."""

    answer = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, go back"), ("no", "No, stay where we are")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose yes or no."),
    )

"""Forms of what comes after the release: responses, appeals and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from trifecta.apps.calibration.models import AppealOutcome
from trifecta.apps.calibration.services.correcting import CorrectionWords
from trifecta.apps.people.models import User
from trifecta.domain.calibration.scales import LabelledScale
from trifecta.domain.calibration.votes import OUTCOMES, Outcome
from trifecta.web.forms.calibration_rating import StepScale, step_field, step_scale

NO_DATE: Final = "This is not a day in the calendar. Choose another one."


def _text(label: str, *, rows: int = 6, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


class RespondForm(forms.Form):
    """What a member says to their rating."""

    text = _text("What do you want to say to it?")


class AppealForm(forms.Form):
    """What is wrong with a rating."""

    text = _text(
        "What is wrong with it, and what shows that?",
        help_text="Point to evidence where you can. What you would find right instead helps, too.",
    )


class AnswerAppealForm(forms.Form):
    """What somebody outside the room found."""

    outcome = forms.ChoiceField(
        label="What have you found?",
        required=False,
        choices=AppealOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the two."},
    )
    answer = _text("Why?", help_text="What you looked at, and what it comes to for you.")


class NameForm(forms.Form):
    """Who answers an appeal."""

    user = forms.ChoiceField(
        label="Who answers it?",
        required=False,
        error_messages={"invalid_choice": "Choose somebody who was not in the room."},
    )

    def __init__(self, *args: Any, people: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "Nobody chosen yet"), *((one.id, one.name) for one in people)]
        self.fields["user"].choices = choices  # type: ignore[attr-defined]


class CorrectionForm(forms.Form):
    """What is right instead of a locked rating: a step an outcome, and why.

    `shares` is asked where it is about an exception: that member has the shared rating after all.
    """

    shares = forms.BooleanField(
        label="The exception was a mistake: they share the rating",
        required=False,
        help_text="The steps below count for nothing then.",
    )
    why = _text(
        "What was wrong?",
        help_text="The members read this beside the rating. If it comes from an appeal, do not say "
        "whose.",
    )
    plan = _text(
        "The plan, where the rating is a failing one now",
        rows=4,
        help_text="What helps from now on. All of them share it.",
    )
    plan_on = forms.DateField(
        label="When do you look at the plan together?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
    )

    def __init__(
        self,
        *args: Any,
        rated: Sequence[Outcome],
        scale: LabelledScale,
        of_an_exception: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.rated = tuple(rated)
        self.scale = scale
        for outcome in self.rated:
            self.fields[f"step_{outcome}"] = step_field(scale, OUTCOMES[outcome])
        if not of_an_exception:
            del self.fields["shares"]
        ordered = [*(f"step_{one}" for one in self.rated), "why", "plan", "plan_on"]
        self.order_fields(["shares", *ordered])

    def scales(self) -> list[tuple[StepScale, str]]:
        """The steps to choose from, in the order of the outcomes, each with what counts now."""
        found = []
        for name in (f"step_{outcome}" for outcome in self.rated):
            now = str(self.initial.get(name, ""))
            said = f"As it counts now: “{self.scale.label(int(now))}”" if now else ""
            found.append((step_scale(self[name], self.scale), said))
        return found

    def words(self, *, member_id: str, appeal_id: str) -> CorrectionWords:
        data = self.cleaned_data
        chosen = {outcome: data.get(f"step_{outcome}", "") for outcome in self.rated}
        return CorrectionWords(
            steps={outcome: int(step) if step else None for outcome, step in chosen.items()},
            why=data["why"],
            member_id=member_id,
            shares=data.get("shares", False),
            appeal_id=appeal_id,
            plan=data["plan"],
            plan_on=data["plan_on"],
        )

"""Forms of rating: proposing alone, flags, notes, the rating itself, exceptions, stepping back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from trifecta.apps.calibration.models import ExceptionCode
from trifecta.apps.calibration.selectors.cycles import people_in_the_room
from trifecta.apps.calibration.selectors.flags import MyFlag
from trifecta.apps.calibration.selectors.proposals import EvidenceLine, Mine
from trifecta.apps.calibration.selectors.rooms import CaseRoom, first_name
from trifecta.apps.calibration.selectors.together import RatingView
from trifecta.apps.calibration.services.deciding import RatingWords
from trifecta.apps.calibration.services.exceptions import ExceptionWords
from trifecta.apps.calibration.services.voting import Proposed
from trifecta.domain.calibration.scales import LabelledScale
from trifecta.domain.calibration.telling import gap_words
from trifecta.domain.calibration.votes import OUTCOMES, Outcome
from trifecta.domain.people.words import capital

NO_SUCH_STEP: Final = "Choose one of the steps of the scale."
NO_DATE: Final = "This is not a day in the calendar. Choose another one."
READ_ANEW: Final = "Open this page again, read it as it is now, and send it then."
AT_MOST_A_LINE: Final = 75
"""Letters that the steps of a scale may have together to stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """One step to choose; `id` is that of its field."""

    value: int
    label: str
    checked: bool
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepScale:
    """The steps of a scale as radios, side by side where their names are short."""

    field: forms.BoundField
    marks: tuple[StepMark, ...]
    side_by_side: bool


def step_field(scale: LabelledScale, label: str) -> forms.ChoiceField:
    """A step by its label; nothing is preselected."""
    return forms.ChoiceField(
        label=label,
        choices=[(str(step), name) for step, name in enumerate(scale.labels)],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": NO_SUCH_STEP},
    )


def step_scale(bound: forms.BoundField, scale: LabelledScale) -> StepScale:
    """How a step is shown to be chosen."""
    chosen = bound.value()
    marks = tuple(
        StepMark(
            value=step,
            label=label,
            checked=str(chosen) == str(step),
            id=f"{bound.auto_id}_{step}",
        )
        for step, label in enumerate(scale.labels)
    )
    longest = max(len(label) for label in scale.labels)
    return StepScale(field=bound, marks=marks, side_by_side=longest * scale.steps <= AT_MOST_A_LINE)


def step_of(value: str | None) -> int | None:
    return int(value) if value else None


def _text(label: str, hint: str = "", *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
    )


def _number(most: int = 30_000) -> forms.IntegerField:
    return forms.IntegerField(
        min_value=0,
        max_value=most,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), READ_ANEW),
    )


class NumberForm(forms.Form):
    """A button that is about exactly one rating."""

    number = _number()


class ProposalForm(forms.Form):
    """What one calibrator proposes for one outcome, alone."""

    reason = _text("What did you see that makes you say so?", rows=6)
    version = _number(2_000_000_000)
    estimate = forms.ChoiceField(
        choices=[("first", "first"), ("second", "second")],
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), READ_ANEW),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        room: CaseRoom,
        outcome: Outcome,
        mine: Mine,
        readers: str,
    ) -> None:
        step = mine.steps.get(outcome)
        initial = {
            "step": "" if step is None else str(step),
            "reason": mine.reasons.get(outcome, ""),
            "version": mine.version,
            "estimate": mine.estimate,
        }
        super().__init__(data, initial=initial)
        self.scale = room.scale
        self.fields["step"] = step_field(room.scale, OUTCOMES[outcome])
        self.fields["reason"].help_text = (
            f"Point to evidence. {readers} this after the reveal. Members read the reasons that "
            "you write into the rating together, not this."
        )

    def steps(self) -> StepScale:
        return step_scale(self["step"], self.scale)

    def proposed(self) -> Proposed:
        return Proposed(step=step_of(self.cleaned_data["step"]), reason=self.cleaned_data["reason"])


class FlagForm(forms.Form):
    """By how much one member stands apart, an outcome at a time, and why."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        room: CaseRoom,
        name: str,
        mine: MyFlag | None,
    ) -> None:
        super().__init__(data)
        self.outcomes = room.outcomes
        most = room.scale.steps - 1
        choices = [
            (str(gap), capital(gap_words(gap)) if gap else "No different")
            for gap in range(most, -most - 1, -1)
        ]
        for outcome in room.outcomes:
            self.fields[f"gap_{outcome}"] = forms.ChoiceField(
                label=OUTCOMES[outcome],
                choices=choices,
                required=False,
                initial=str(mine.gaps.get(outcome, 0)) if mine else "0",
                error_messages={"invalid_choice": "Choose one of these."},
            )
        self.fields["why"] = _text(
            f"What did you see of {name} that makes you say so?",
            "What happened, and when. It is read after the reveal, and only if somebody of another "
            "function has said the same without knowing of yours.",
            rows=5,
        )
        self.fields["why"].initial = mine.why if mine else ""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(self.gaps().values()):
            self.add_error(
                f"gap_{self.outcomes[0]}", "Choose at least one outcome in which they differ."
            )
        return data

    def gaps(self) -> dict[str, int]:
        return {one: int(self.cleaned_data.get(f"gap_{one}") or 0) for one in self.outcomes}


class InterestForm(forms.Form):
    """An interest that a calibrator declares and goes on with."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            ("manages", "I manage one of them"),
            ("close", "I am close to one of them"),
            ("other", "Something else"),
        ],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )
    words = _text(
        "In a line, if it helps", "Those you calibrate with read it. Members do not.", rows=2
    )


class StepBackForm(forms.Form):
    """Why somebody takes no part in a case."""

    because = _text(
        "Why?", "A line is enough. Those you would have calibrated with read it.", rows=3
    )


class ReopenForm(forms.Form):
    """Why a decided case is talked about again."""

    reason = _text("Why?", "Those who calibrate it read it, and one of them has to agree.", rows=3)


class AnswerReopeningForm(forms.Form):
    """The second person's answer to exactly one wish."""

    wish = forms.CharField(
        widget=forms.HiddenInput, max_length=40, error_messages={"required": READ_ANEW}
    )
    answer = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose yes or no."),
    )


class NoteForm(forms.Form):
    """What was said, about one outcome or about all."""

    outcome = forms.ChoiceField(
        label="What is it about?",
        required=False,
        error_messages={"invalid_choice": "Choose one of these."},
    )
    text = _text(
        "What was said?",
        "What you saw differently, and what you go by now. Two or three sentences that all of you "
        "stand by.",
        rows=5,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, room: CaseRoom, about: str = ""
    ) -> None:
        super().__init__(data, initial={"outcome": about})
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            ("", "All of it"),
            *((one, OUTCOMES[one]) for one in room.outcomes),
        ]


class RatingForm(forms.Form):
    """The rating: a step and reasons an outcome, and a plan with its day where it is failing."""

    number = _number()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        room: CaseRoom,
        rating: RatingView | None,
    ) -> None:
        super().__init__(data)
        self.room = room
        self.fields["number"].initial = rating.number if rating else 0
        for outcome in room.outcomes:
            self.fields[f"step_{outcome}"] = step_field(room.scale, OUTCOMES[outcome])
            self.fields[f"reason_{outcome}"] = _text("Reasons, as the members will read them")
            if rating:
                self.fields[f"step_{outcome}"].initial = str(rating.steps[outcome])
                self.fields[f"reason_{outcome}"].initial = rating.reasons.get(outcome, "")
        self.fields["plan"] = _text(
            "The plan they get",
            "What both of them do, what helps them, and what would be different by then.",
            rows=5,
        )
        self.fields["plan_on"] = _day("On which day do you look at it together?")
        if rating:
            self.fields["plan"].initial = rating.plan
            self.fields["plan_on"].initial = rating.plan_on

    def parts(self) -> list[tuple[Outcome, StepScale, forms.BoundField]]:
        """Outcome, scale and reasons, in the order of the page."""
        scale = self.room.scale
        return [
            (one, step_scale(self[f"step_{one}"], scale), self[f"reason_{one}"])
            for one in self.room.outcomes
        ]

    def words(self) -> RatingWords:
        data = self.cleaned_data
        given = {one: step_of(data[f"step_{one}"]) for one in self.room.outcomes}
        return RatingWords(
            steps={one: step for one, step in given.items() if step is not None},
            reasons={one: data[f"reason_{one}"] for one in self.room.outcomes},
            plan=data["plan"],
            plan_on=data["plan_on"],
        )


class ExceptionForm(forms.Form):
    """One member's own rating: why, which steps, on what evidence, and who told them when."""

    number = _number()
    code = forms.ChoiceField(
        label="Why?",
        choices=ExceptionCode.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the three."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        room: CaseRoom,
        name: str,
        evidence: Sequence[EvidenceLine],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.room = room
        for outcome in room.outcomes:
            self.fields[f"step_{outcome}"] = step_field(room.scale, OUTCOMES[outcome])
        self.fields["evidence"] = forms.MultipleChoiceField(
            label="What can anybody look at?",
            help_text="At least one thing. It is named beside the exception.",
            choices=[(one.id, one.title) for one in evidence],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Choose from what is there."},
        )
        self.fields["reason"] = _text(
            "The reason", f"As {name} will read it. What was done and not done, and when.", rows=5
        )
        self.fields["told_by"] = forms.ChoiceField(
            label=f"Who of you has told {name}?",
            choices=[(one.id, first_name(one)) for one in people_in_the_room(room)],
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Choose one of those in the room."},
        )
        self.fields["told_on"] = _day(
            "On which day?", "They are told, and heard, before it is written down here."
        )

    def scales(self) -> list[StepScale]:
        return [step_scale(self[f"step_{one}"], self.room.scale) for one in self.room.outcomes]

    def words(self) -> ExceptionWords:
        data = self.cleaned_data
        given = {one: step_of(data[f"step_{one}"]) for one in self.room.outcomes}
        return ExceptionWords(
            code=data["code"],
            steps={one: step for one, step in given.items() if step is not None},
            reason=data["reason"],
            evidence=data["evidence"],
            told_on=data["told_on"],
            told_by=data["told_by"],
        )

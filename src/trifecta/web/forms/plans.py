"""What is asked about plans: stages, options and their effort, policies, and a suggestion.

Lengths and missing words are judged by the services, so that their sentences are the ones shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils import timezone

from trifecta.apps.compromise.selectors.plans import (
    BoardView,
    OptionView,
    PolicyView,
    StageView,
)
from trifecta.domain.compromise.checks import MOST_WEEKS
from trifecta.domain.people.words import capital

Effort = dict[str, dict[str, float]]

LONGEST_DAYS: Final = 3_650
BAD_NUMBER: Final = "Write a number, such as 12 or 2.5."
BAD_DAY: Final = "Write a day, such as 12 October 2026."


def weeks_field(label: str = "", **more: Any) -> forms.FloatField:
    """Person-weeks; empty where nothing is said."""
    return forms.FloatField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_WEEKS,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal", **more}),
        error_messages={
            "invalid": BAD_NUMBER,
            "min_value": "Write 0 or more.",
            "max_value": f"Write at most {MOST_WEEKS:,.0f}.",
        },
    )


def day_field(label: str, hint: str = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Choose a day.", "invalid": BAD_DAY},
    )


def words_field(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class StagesForm(forms.Form):
    """Three stages at once: the next weeks, the rest of the time, and later."""

    whose = words_field(
        "Whose time is scarce?",
        "The people whose weeks have to be shared out, such as engineers.",
    )
    people = forms.FloatField(
        label="How many of them can work on this?",
        min_value=0.1,
        max_value=1000,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
        error_messages={
            "required": "Write how many people there are.",
            "invalid": BAD_NUMBER,
            "min_value": "There has to be somebody to do the work.",
            "max_value": "Write at most 1,000.",
        },
    )
    starts = day_field("When can you start?", required=True)
    ends = day_field(
        "Which day matters most?",
        "The day by which something has to be there: a review, a launch, the end of the quarter.",
        required=True,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and (ends - starts).days < 13:
            self.add_error("ends", "Choose a day at least two weeks after the start.")
        elif ends and (ends - timezone.localdate()).days > LONGEST_DAYS:
            self.add_error("ends", "Choose a day within ten years.")
        if not cleaned.get("whose", "").strip():
            self.add_error("whose", "Say whose time it is, such as engineers.")
        return cleaned


class StageForm(forms.Form):
    """One stage, and the person-weeks there are in it."""

    name = words_field("What do you call it?", "Such as “Before the review” or “Next quarter”.")
    starts = day_field("When does it start?", required=True)
    ends = day_field("When does it end?", "Leave it empty for “later”, with no end.")

    def __init__(self, *args: Any, resources: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resources = list(resources)
        for place, name in enumerate(self.resources):
            label = f"Weeks of work from {name}"
            hint = "All of them together: six people for four weeks are 24."
            self.fields[f"weeks_{place}"] = weeks_field(label)
            self.fields[f"weeks_{place}"].help_text = hint if place == 0 else ""
        self.fields["new_name"] = words_field(
            "Whose time is scarce?" if not self.resources else "Does somebody else’s time count?",
            "The people whose weeks have to be shared out, such as engineers."
            if not self.resources
            else "Leave it empty if not.",
        )
        self.fields["new_weeks"] = weeks_field("Weeks of work from them")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = bool(cleaned.get("new_name", "").strip())
        if not named and (cleaned.get("new_weeks") is not None or not self.resources):
            self.add_error("new_name", "Say whose time it is, such as engineers.")
        return cleaned

    @property
    def capacity(self) -> dict[str, float]:
        rows = {
            name: self.cleaned_data[f"weeks_{place}"] or 0.0
            for place, name in enumerate(self.resources)
        }
        new = self.cleaned_data["new_name"].strip()
        return rows | ({new: self.cleaned_data["new_weeks"] or 0.0} if new else {})


def stage_initial(stage: StageView, resources: Sequence[str]) -> dict[str, Any]:
    weeks = {
        f"weeks_{place}": f"{stage.capacity[name]:g}"
        for place, name in enumerate(resources)
        if name in stage.capacity
    }
    return {"name": stage.name, "starts": stage.starts, "ends": stage.ends, **weeks}


# ---------------------------------------------------------------- options


def effort_name(option_id: str, stage_id: str, place: int) -> str:
    return f"effort_{option_id}_{stage_id}_{place}"


def add_effort_fields(form: forms.Form, board: BoardView, option_id: str, about: str) -> None:
    """A field for each stage and kind of people; in an empty stage it cannot be done."""
    for stage in board.stages:
        for place, name in enumerate(board.resources):
            label = f"Weeks of {name} in {stage.name}"
            field = weeks_field(label, **{"aria-label": f"{label}{about}"})
            form.fields[effort_name(option_id, stage.id, place)] = field


def effort_initial(board: BoardView, option: OptionView, option_id: str) -> dict[str, str]:
    return {
        effort_name(option_id, stage_id, place): f"{effort[name]:g}"
        for stage_id, effort in option.effort.items()
        for place, name in enumerate(board.resources)
        if name in effort
    }


def effort_of(form: forms.Form, board: BoardView, option_id: str) -> Effort:
    """What was written; in a stage where one kind of people is named the others take no time."""
    effort: Effort = {}
    for stage in board.stages:
        weeks = [
            form.cleaned_data.get(effort_name(option_id, stage.id, place))
            for place in range(len(board.resources))
        ]
        if any(value is not None for value in weeks):
            effort[stage.id] = {
                name: value or 0.0 for name, value in zip(board.resources, weeks, strict=True)
            }
    return effort


class OptionForm(forms.Form):
    """Something that could be done: what, how much work it is and when, and what it depends on."""

    title = words_field(
        "What could be done?",
        "One piece of work, not a whole plan. Begin with a verb, such as “Build a small kit”.",
    )
    note = forms.CharField(
        label="Anything to add?",
        required=False,
        help_text="What is in it and what is not, so that all of you mean the same.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    asked = forms.BooleanField(
        label="This is what I asked for",
        required=False,
        help_text="Then the plan is compared with doing only that.",
    )

    def __init__(self, *args: Any, board: BoardView, others: Sequence[OptionView], **kw: Any):
        super().__init__(*args, **kw)
        self.board = board
        add_effort_fields(self, board, "", "")
        choices = [(other.id, other.title) for other in others]
        for name, label in _LINKS.items() if choices else ():
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "One of these has gone. Look again."},
            )

    @property
    def rows(self) -> Iterator[tuple[StageView, list[BoundField]]]:
        """Each stage with its fields of effort."""
        for stage in self.board.stages:
            places = range(len(self.board.resources))
            yield stage, [self[effort_name("", stage.id, place)] for place in places]

    @property
    def links(self) -> list[BoundField]:
        return [self[name] for name in _LINKS if name in self.fields]

    @property
    def depends(self) -> bool:
        """Whether anything is chosen in the part that is folded away."""
        return any(bound.value() or bound.errors for bound in self.links)

    @property
    def effort(self) -> Effort:
        return effort_of(self, self.board, "")

    def linked(self, name: str) -> tuple[str, ...]:
        return tuple(self.cleaned_data.get(name, ()))


_LINKS: Final = {
    "after": "What has to be done before it, or in the same stage?",
    "together": "What goes only together with it?",
    "excludes": "What cannot be done as well?",
}


def option_initial(board: BoardView, option: OptionView, me: str) -> dict[str, Any]:
    return {
        "title": option.title,
        "note": option.note,
        "asked": me in option.asked_by,
        "after": option.after,
        "together": option.together,
        "excludes": option.excludes,
        **effort_initial(board, option, ""),
    }


class PolicyForm(forms.Form):
    """What the organisation has decided, and what that means for the options there are."""

    title = words_field(
        "What has been decided?",
        "In one sentence, such as “Experiments run on the standard kit”. Something your company "
        "has decided for everybody, not a wish of one of you.",
    )
    never = forms.MultipleChoiceField(
        label="What does it rule out?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first = forms.ChoiceField(
        label="Does it say what other work builds on?",
        help_text="Such as the kit.",
        required=False,
    )
    for_these = forms.MultipleChoiceField(
        label="What is only done with that, or after it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, board: BoardView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(option.id, option.title) for option in board.options]
        gone = {"invalid_choice": "One of these has gone. Look again."}
        for name in ("never", "first", "for_these"):
            field: Any = self.fields[name]
            field.choices = [("", "No"), *choices] if name == "first" else choices
            field.error_messages |= gone


def policy_initial(policy: PolicyView) -> dict[str, Any]:
    return {
        "title": policy.title,
        "never": policy.never,
        "first": policy.first,
        "for_these": policy.for_these,
    }


class EstimatesForm(forms.Form):
    """The effort of all options in one table."""

    def __init__(self, *args: Any, board: BoardView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        for option in board.options:
            self.initial.update(effort_initial(board, option, option.id))
            add_effort_fields(self, board, option.id, f": {option.title}")

    @property
    def rows(self) -> Iterator[tuple[OptionView, list[tuple[str, BoundField]]]]:
        """Each option with its fields and what stands above them, stage by stage."""
        several = len(self.board.resources) > 1
        for option in self.board.options:
            yield (
                option,
                [
                    (
                        f"{stage.name}, {name}" if several else stage.name,
                        self[effort_name(option.id, stage.id, place)],
                    )
                    for stage in self.board.stages
                    for place, name in enumerate(self.board.resources)
                ],
            )

    @property
    def efforts(self) -> Mapping[str, Effort]:
        return {option.id: effort_of(self, self.board, option.id) for option in self.board.options}


# ---------------------------------------------------------------- suggesting


class SuggestForm(forms.Form):
    """A name for the plan, and a few words the others read first."""

    title = words_field("What do you call this plan?")
    summary = forms.CharField(
        label="In a few words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="This is where the agreement starts from.",
    )


class SetAsideForm(forms.Form):
    """What is not right with a plan."""

    reason = forms.CharField(
        label="What would have to be different?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, who: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = f"{capital(who)} can read it."


class CouldForm(forms.Form):
    """Whether one could live with a plan."""

    could = forms.ChoiceField(
        label="Could you live with this plan?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes, I could"), ("no", "No, I could not")],
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of these."},
    )

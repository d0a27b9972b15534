"""Forms of agreements: words, commitments, signatures and what became of them."""

from __future__ import annotations

from typing import Any

from django import forms

from trifecta.apps.compromise.selectors.agreements import AgreementView, CommitmentView
from trifecta.apps.compromise.services.keeping import Answer
from trifecta.apps.compromise.services.writing import CommitmentWords, Words

NO_DATE = "This is not a day in the calendar. Choose another one."


def _day(label: str, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
        **options,
    )


def _text(label: str, *, rows: int = 4, **options: Any) -> forms.CharField:
    options.setdefault("required", False)
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), strip=False, **options
    )


class EmptyForm(forms.Form):
    """A button that begins something, whose answer may still be no."""


class NewAgreementForm(forms.Form):
    """The name of an agreement that comes from no tension."""

    title = forms.CharField(
        label="What is it about?",
        required=False,
        help_text="A name all of you would use.",
    )


class WordsForm(forms.Form):
    """The words around the commitments."""

    title = forms.CharField(label="Name", required=False)
    summary = _text(
        "What do you agree?",
        help_text="Two or three sentences that somebody who was not there would understand.",
    )
    review_on = _day(
        "When do you look back at it?",
        help_text="A day within a year. All of you are told when it comes.",
    )

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(
            title=data["title"],
            summary=data["summary"],
            disagree=data.get("disagree", ""),
            change_mind=data.get("change_mind", ""),
            review_on=data["review_on"],
        )


class NavigateWordsForm(WordsForm):
    """The words for living with a disagreement that stays."""

    disagree = _text(
        "What do you still disagree on?",
        help_text="Say both views so that each of you would sign for how theirs is put.",
    )
    change_mind = _text(
        "What would change your mind?",
        help_text="For each of you: a fact or an event after which you would see it differently.",
    )
    summary = _text(
        "How do you go on in the meantime?",
        help_text="What is done until then, and whose view counts where you have to choose.",
    )
    field_order = ["title", "disagree", "summary", "change_mind", "review_on"]


class CommitmentForm(forms.Form):
    """One commitment: what, who, by when, and in which stage."""

    text = _text(
        "What will be done?",
        rows=3,
        help_text="So that on the day all of you would say the same about whether it was kept.",
    )
    owner = forms.ChoiceField(label="Who does it?", required=False, widget=forms.RadioSelect)
    due = _day("By when?")
    stage = forms.ChoiceField(label="In which stage of the plan?", required=False)

    def __init__(self, *args: Any, agreement: AgreementView, **options: Any) -> None:
        super().__init__(*args, **options)
        members = agreement.partnership.members
        self.fields["owner"].choices = [(one.id, one.name) for one in members]  # type: ignore[attr-defined]
        self.fields["owner"].error_messages["invalid_choice"] = (
            "Choose somebody who is in this partnership now."
        )
        names = [stage.name for stage in agreement.stages]
        if names:
            choices = [("", "None in particular"), *((name, name) for name in names)]
            self.fields["stage"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["stage"]

    def words(self) -> CommitmentWords:
        data = self.cleaned_data
        return CommitmentWords(
            text=data["text"],
            owner=data["owner"],
            due=data["due"],
            stage=data.get("stage", ""),
        )


class ProposeForm(forms.Form):
    """Handing a draft over for signing, with a word on why where it is a change."""

    why = _text("Why this change?", rows=3, help_text="The others read it beside the change.")


class SignForm(forms.Form):
    """A signature under one version."""

    version = forms.IntegerField(
        min_value=1,
        max_value=30_000,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Open this page again, read it, and sign then.",
        ),
    )


class DeclineForm(SignForm):
    """What is off with one version."""

    because = _text(
        "What is off for you?",
        rows=4,
        help_text="A word or a day that does not fit, or what you miss. The others read it.",
    )


class EndForm(forms.Form):
    """Why an agreement can end early."""

    why = _text("Why can it end now?", rows=3, help_text="The others read it before they sign.")


class AnswerForm(forms.Form):
    """What became of a commitment."""

    answer = forms.ChoiceField(
        label="How did it go?",
        required=False,
        choices=[
            ("kept", "Kept"),
            ("not_kept", "Not kept"),
            ("dropped", "Dropped: it is no longer to be done"),
        ],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose kept, not kept or dropped."},
    )
    reason = _text(
        "What got in the way?",
        rows=3,
        help_text="Asked for when it was not kept or is dropped. A fact is enough; all of you "
        "read it.",
    )

    def told(self) -> Answer:
        return Answer(state=self.cleaned_data["answer"], reason=self.cleaned_data["reason"])


class NoteForm(forms.Form):
    """What one member adds on looking back."""

    text = _text(
        "What do you take from it?",
        help_text="What you would do again, and what you would agree differently.",
    )


def first_answer(commitment: CommitmentView) -> dict[str, str]:
    """What the form shows of an answer that was given before."""
    if commitment.state == "open":
        return {}
    return {"answer": commitment.state, "reason": commitment.reason}

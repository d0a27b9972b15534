"""Forms of evidence, one for each kind that people add, and of what is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from trifecta.apps.calibration.models import EvidenceKind
from trifecta.apps.calibration.selectors.evidence import EvidenceView
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.domain.calibration.votes import OUTCOMES, Outcome

NO_DATE: Final = "This is not a day in the calendar. Choose another one."


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """How one kind is offered, and how its form asks."""

    title: str
    hint: str
    name: str
    name_hint: str
    fields: tuple[str, ...]


KINDS: Final[Mapping[EvidenceKind, KindWords]] = {
    EvidenceKind.CONTRIBUTION: KindWords(
        title="A contribution and what came of it",
        hint="Something that was done, what it changed, and for whom.",
        name="What was done?",
        name_hint="In a line, such as “Checkout no longer asks for an account”.",
        fields=("title", "came_of_it", "for_whom", "happened_on", "outcomes", "link"),
    ),
    EvidenceKind.DELIVERY: KindWords(
        title="How delivery goes",
        hint="A figure on how work gets out and holds, with its time and where it comes from.",
        name="What does it show?",
        name_hint="In a line, such as “Releases went from monthly to weekly”.",
        fields=("title", "figure", "period", "where", "body", "outcomes", "link"),
    ),
    EvidenceKind.FEEDBACK: KindWords(
        title="What engineers say",
        hint="Answers of at least five people, summed up. Nobody’s own words.",
        name="What do they say?",
        name_hint="In a line, such as “Most would choose this team again”.",
        fields=("title", "answers", "figure", "period", "where", "body", "outcomes", "link"),
    ),
    EvidenceKind.CONSTRAINTS: KindWords(
        title="The whole set of constraints",
        hint="What limited you, technical, product and business, and how you solved for all of it.",
        name="What was it about?",
        name_hint="In a line, such as “Growth had to go on while the platform moved”.",
        fields=("title", "body", "happened_on", "outcomes", "link"),
    ),
    EvidenceKind.OTHER: KindWords(
        title="Something else",
        hint="Whatever should be known and fits nowhere above.",
        name="What does it show?",
        name_hint="In a line.",
        fields=("title", "body", "happened_on", "outcomes", "link"),
    ),
}


def _text(label: str, *, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


class EvidenceForm(forms.Form):
    """One piece of evidence; which questions it asks depends on what it is."""

    title = forms.CharField(required=False)
    came_of_it = _text("What came of it?", help_text="What is different since, as far as you know.")
    for_whom = forms.CharField(
        label="For whom?", required=False, help_text="Customers, another team, your own."
    )
    answers = forms.IntegerField(
        label="How many people answered?",
        required=False,
        min_value=0,
        max_value=100_000,
        help_text="At least five. With fewer, one could tell who said what.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Write how many people answered, as a number."
        ),
    )
    figure = forms.CharField(
        label="The figure, and what it counts",
        required=False,
        help_text="Such as “2 days from commit to release, in the middle”.",
    )
    period = forms.CharField(
        label="Which time is it about?", required=False, help_text="Such as “July to December”."
    )
    where = forms.CharField(
        label="Where does it come from?",
        required=False,
        help_text="So that somebody could look it up.",
    )
    body = _text("What should be known of it?")
    happened_on = forms.DateField(
        label="When was it?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
    )
    outcomes = forms.MultipleChoiceField(
        label="Which outcomes does it say something about?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among the outcomes that are rated."},
    )
    link = forms.CharField(
        label="A link to where it can be seen",
        required=False,
        help_text="A page that the others can open. They see which site it leads to.",
    )
    version = forms.IntegerField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "Open this page again, and change it then."},
    )

    def __init__(
        self, *args: Any, kind: EvidenceKind, rated: Sequence[Outcome], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        words = KINDS[kind]
        for name in list(self.fields):
            if name not in {*words.fields, "version"}:
                del self.fields[name]
        self.order_fields([*words.fields, "version"])
        self.fields["title"].label = words.name
        self.fields["title"].help_text = words.name_hint
        self.fields["outcomes"].choices = [(one, OUTCOMES[one]) for one in rated]  # type: ignore[attr-defined]

    def words(self) -> EvidenceWords:
        data: dict[str, Any] = {
            name: self.cleaned_data.get(name) for name in self.fields if name != "version"
        }
        return EvidenceWords(kind=self.kind, **data)


def as_written(piece: EvidenceView) -> dict[str, Any]:
    """What the form shows of a piece that is there already."""
    return {
        **piece.facts,
        "title": piece.title,
        "body": piece.body,
        "link": piece.link,
        "outcomes": list(piece.outcomes),
        "happened_on": piece.happened_on,
        "version": piece.version,
    }


class CommentForm(forms.Form):
    """What somebody says about a piece of evidence."""

    text = _text("What should be known of it?", rows=3)


class EmptyForm(forms.Form):
    """A button whose answer may still be no."""

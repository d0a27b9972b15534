"""Forms of a check-in: one question, a hundred points, limits, the short questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.html import format_html

from trifecta.apps.checkins.selectors import LimitView
from trifecta.apps.people.selectors import MemberView
from trifecta.domain.access import Visibility, words_for
from trifecta.domain.checkins.constraints import KINDS, LONGEST_TEXT
from trifecta.domain.checkins.criteria import CRITERIA, LONGEST_OWN, MOST_OWN, TOTAL
from trifecta.domain.checkins.entry import EntryAnswers, OwnLine, Points
from trifecta.domain.checkins.pulse import ANSWERS, QUESTIONS
from trifecta.domain.checkins.sheets import Question

DEGREES: Final = (
    (-3, "Strongly"),
    (-2, "Clearly"),
    (-1, "Slightly"),
    (0, "Both the same"),
    (1, "Slightly"),
    (2, "Clearly"),
    (3, "Strongly"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place on a scale; `spoken` is its whole meaning, `ends` whether small screens show it."""

    value: int
    word: str
    spoken: str
    shown_small: bool
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A row of places to choose from; `member` is whose answer it is, where it is one's."""

    field: forms.BoundField
    legend: str
    hint: str
    member: MemberView | None
    marks: tuple[Mark, ...]


def guess_field(member: MemberView) -> str:
    return f"guess-{member.id}"


class QuestionForm(forms.Form):
    """One trade-off: a mark for oneself, and one for each of the others."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        question: Question,
        me: MemberView,
        others: Sequence[MemberView],
        answers: EntryAnswers,
        partial: bool = False,
    ) -> None:
        super().__init__(data, auto_id="id_%s")
        self.question, self.me, self.others = question, me, others
        kept = answers.own.get(question.slot)
        self.fields["own"] = _scale_field(
            required=None if partial else "Choose what you would say, or skip the question.",
            kept=None if kept is None else question.shown(kept),
        )
        for member in others:
            kept = answers.guesses.get(member.id, {}).get(question.slot)
            self.fields[guess_field(member)] = _scale_field(
                required=None
                if partial
                else f"Choose what {member.name} would say, or skip the question.",
                kept=None if kept is None else question.shown(kept),
            )

    def scales(self) -> list[Scale]:
        """The scales in the order of the page."""
        scales = [
            Scale(
                field=self["own"],
                legend="For you",
                hint="Which way you are pulled these days, by what you need and are judged on.",
                member=self.me,
                marks=self._marks("own"),
            )
        ]
        for index, member in enumerate(self.others):
            hint = "A guess is fine. What you do not know about each other is what this looks for."
            scales.append(
                Scale(
                    field=self[guess_field(member)],
                    legend=f"And for {member.name}, as far as you can tell",
                    hint="" if index else hint,
                    member=member,
                    marks=self._marks(guess_field(member)),
                )
            )
        return scales

    @property
    def own(self) -> int | None:
        return _number(self.cleaned_data.get("own"))

    @property
    def guesses(self) -> dict[str, int | None]:
        """The guesses by the other's id."""
        return {m.id: _number(self.cleaned_data.get(guess_field(m))) for m in self.others}

    def _marks(self, name: str) -> tuple[Mark, ...]:
        chosen = self[name].value()
        return tuple(self._mark(value, word, chosen) for value, word in DEGREES)

    def _mark(self, value: int, word: str, chosen: Any) -> Mark:
        pole = self.question.left if value < 0 else self.question.right
        return Mark(
            value=value,
            word=word,
            spoken=f"{word}: {pole.inline}" if value else word,
            shown_small=abs(value) in {0, 3},
            checked=str(chosen) == str(value),
        )


def _scale_field(*, required: str | None, kept: int | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[(str(value), word) for value, word in DEGREES],
        widget=forms.RadioSelect,
        required=required is not None,
        initial=kept,
        error_messages={"required": required or "", "invalid_choice": "Choose one of the places."},
    )


def _number(value: str | None) -> int | None:
    return int(value) if value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRow:
    """One line of the points page; an own line has a field for its name."""

    points: forms.BoundField
    label: str
    name: forms.BoundField | None


class PointsForm(forms.Form):
    """A hundred points over what a person is judged on."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, points: Points) -> None:
        super().__init__(data, auto_id="id_%s")
        for key, label in CRITERIA.items():
            self.fields[key] = _points_field(label, points.known.get(key))
        for number in range(MOST_OWN):
            kept = points.own[number] if number < len(points.own) else None
            self.fields[f"own-{number}-name"] = forms.CharField(
                label=f"Line {number + 1} of your own",
                required=False,
                max_length=LONGEST_OWN,
                initial=kept.label if kept else "",
                error_messages={
                    "max_length": f"Give your own line a name of at most {LONGEST_OWN} characters."
                },
            )
            self.fields[f"own-{number}"] = _points_field(
                f"Points for line {number + 1} of your own", kept.points if kept else None
            )

    def rows(self) -> Iterator[PointsRow]:
        for key, label in CRITERIA.items():
            yield PointsRow(points=self[key], label=label, name=None)
        for number in range(MOST_OWN):
            yield PointsRow(points=self[f"own-{number}"], label="", name=self[f"own-{number}-name"])

    @property
    def total(self) -> int:
        """What the fields add up to as they stand."""
        values = (self[row.points.name].value() for row in self.rows())
        return sum(int(v) for v in values if str(v or "").isdecimal() and len(str(v)) <= 3)

    @property
    def points(self) -> Points:
        """What was entered; a line without points is none, an own line needs a name as well."""
        own = []
        for number in range(MOST_OWN):
            count = self.cleaned_data.get(f"own-{number}") or 0
            label = self.cleaned_data.get(f"own-{number}-name") or ""
            if count:
                own.append(OwnLine(label=label, points=count))
        known = {key: self.cleaned_data.get(key) or 0 for key in CRITERIA}
        return Points(known={key: count for key, count in known.items() if count}, own=tuple(own))


def _points_field(label: str, kept: int | None) -> forms.IntegerField:
    sentence = f"{label}: enter a whole number from 0 to 100."
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=TOTAL,
        initial=kept or None,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-points": ""}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
    )


VISIBILITY_HINTS: Final[Mapping[Visibility, str]] = {
    Visibility.PRIVATE: "Nobody else is shown it, now or when the check-in opens.",
    Visibility.MEDIATOR: "Nobody is shown it. Taken over into a tension, it comes up for you alone "
    "where plans are looked for.",
    Visibility.PARTNERS: "Shown when the check-in opens, to everybody who takes part.",
    Visibility.LEADERSHIP: "Shown when the check-in opens, also to the executives of your company.",
}


class LimitForm(forms.Form):
    """One thing that limits the writer, and who is shown it."""

    kind = forms.ChoiceField(
        label="What kind of limit is it?",
        choices=[("", "Choose one"), *KINDS.items()],
        error_messages={"required": "Choose what kind of limit this is."},
    )
    text = forms.CharField(
        label="In a sentence or two",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        error_messages={
            "required": "Say in a sentence or two what limits you.",
            "max_length": f"Use at most {LONGEST_TEXT} characters.",
        },
    )
    visibility = forms.ChoiceField(
        label="Who is shown it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who is shown this.",
            "invalid_choice": "Choose who is shown this.",
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        others: Sequence[MemberView],
        limit: LimitView | None = None,
    ) -> None:
        initial = (
            {"kind": limit.kind, "text": limit.text, "visibility": limit.visibility.value}
            if limit
            else None
        )
        super().__init__(data, auto_id="id_%s", initial=initial)
        field = self.fields["visibility"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = visibility_choices(others)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered, so that there is nothing to keep."""
        return not any(str(self.data.get(name, "")).strip() for name in self.fields)


class ShownToForm(forms.Form):
    """Who is shown a statement from now on; the hints say what each choice would do."""

    visibility = forms.ChoiceField(
        label="From now on, show it to",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is shown this."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        others: Sequence[MemberView],
        now: Visibility,
        says: Mapping[Visibility, str],
    ) -> None:
        super().__init__(data, auto_id="id_%s", initial={"visibility": now.value})
        field = self.fields["visibility"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = visibility_choices(others, hints=says)


def visibility_choices(
    others: Sequence[MemberView], *, hints: Mapping[Visibility, str] = VISIBILITY_HINTS
) -> list[tuple[str, Any]]:
    """The four visibilities with what each means; "Plan finder only" and so on."""
    names = [member.name for member in others]
    return [
        (v.value, format_html("{}<small>{}</small>", words_for(v, others=names).title, hints[v]))
        for v in Visibility
    ]


class LimitsGuessForm(forms.Form):
    """Which kinds of limits another is thought to have."""

    kinds = forms.MultipleChoiceField(
        choices=[(key, label) for key, label in KINDS.items() if key != "else"],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, name: str, kept: frozenset[str]
    ) -> None:
        super().__init__(data, auto_id="id_%s", initial={"kinds": sorted(kept)})
        self.fields["kinds"].label = f"What limits {name} these days?"


class PulseForm(forms.Form):
    """The short questions, each on five places; any of them may stay open."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, kept: Mapping[str, int]) -> None:
        super().__init__(data, auto_id="id_%s")
        for question in QUESTIONS:
            self.fields[question.key] = forms.ChoiceField(
                label=question.statement,
                choices=[(str(n), word) for n, word in enumerate(ANSWERS, start=1)],
                widget=forms.RadioSelect,
                required=False,
                initial=kept.get(question.key),
                error_messages={"invalid_choice": "Choose one of the five places."},
            )

    def scales(self) -> list[Scale]:
        return [
            Scale(
                field=self[question.key],
                legend=question.statement,
                hint="",
                member=None,
                marks=tuple(
                    Mark(
                        value=number,
                        word=word,
                        spoken=word,
                        shown_small=number in {1, 3, 5},
                        checked=str(self[question.key].value()) == str(number),
                    )
                    for number, word in enumerate(ANSWERS, start=1)
                ),
            )
            for question in QUESTIONS
        ]

    @property
    def marks(self) -> dict[str, int | None]:
        return {q.key: _number(self.cleaned_data.get(q.key)) for q in QUESTIONS}

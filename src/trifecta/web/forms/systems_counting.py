"""What is asked about counts: the file, which column is which, and whether to keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model
from trifecta.domain.systems.observing.cells import DateOrder, UnclearOrderError, order_in
from trifecta.domain.systems.observing.encodings import text_in
from trifecta.domain.systems.observing.exports import Column, Export, Kind
from trifecta.domain.systems.observing.guessing import guessed, target_for
from trifecta.domain.systems.observing.mapping import (
    LEFT,
    NOT_HERE,
    ExportMapping,
    targets_of,
)
from trifecta.web.forms.agreements import NO_DATE

LARGEST_FILE: Final = 5_000_000
MOST_ROWS: Final = 25_000
"""Of a file that is read for a page, so that it stays quick."""
MOST_STAGES: Final = 60
ORDERS: Final = {
    str(DateOrder.DAY_FIRST): "The day: 03/04/2026 is 3 April",
    str(DateOrder.MONTH_FIRST): "The month: 03/04/2026 is March 4",
}
BY_CANDIDATE, BY_EVENT = "candidate", "event"
ROWS: Final = {
    BY_CANDIDATE: "A candidate, with a column of dates for each stage",
    BY_EVENT: "An event: a candidate, a stage, and the day they entered it",
}


def order_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What comes first in a date, the day or the month?",
        required=False,
        choices=list(ORDERS.items()),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )


def order_said(form: forms.Form) -> DateOrder | None:
    said = form.cleaned_data.get("order")
    return DateOrder(said) if said else None


class CountsForm(forms.Form):
    """What was counted, pasted or from a file: by the week, or an export of candidates."""

    counts = forms.CharField(
        label="What was counted?",
        required=False,
        strip=False,
        help_text="Paste it from a spreadsheet, with its headings, or choose a file below.",
        widget=forms.Textarea(
            attrs={"rows": 8, "class": "code", "wrap": "off", "spellcheck": "false"}
        ),
    )
    file = forms.FileField(
        label="Or a CSV file",
        required=False,
        help_text=f"At most {LARGEST_FILE // 1_000_000} MB and {MOST_ROWS:,} rows. It takes the "
        "place of what stands above.",
        allow_empty_file=True,
    )
    order = order_field()

    def clean_file(self) -> str:
        """The text of the file; "" without one."""
        file = self.cleaned_data.get("file")
        if not file:
            return ""
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"This file is larger than {LARGEST_FILE // 1_000_000} MB. Export fewer columns or "
                "fewer years, or count it with “trifecta systems compare”, which takes more."
            )
        try:
            return text_in(file.read())
        except InvalidError as error:
            raise forms.ValidationError(error.message) from None

    @property
    def written(self) -> str:
        return str(self.cleaned_data.get("file") or self.cleaned_data.get("counts") or "")

    @property
    def asks_order(self) -> bool:
        """Whether day or month has to be said, or was."""
        return "order" in self.errors or bool(self.data.get("order"))

    def show_text(self, text: str) -> None:
        """Put what a file said where it can be mended, since a browser does not send it again."""
        self.data = {**dict(self.data.items()), "counts": text}


class ColumnsForm(forms.Form):
    """Which column of an export is which; `basis` is what the stages were listed by."""

    rows = forms.ChoiceField(
        label="What is a row?",
        required=False,
        choices=list(ROWS.items()),
        widget=forms.RadioSelect,
    )
    candidate = forms.ChoiceField(label="Which candidate it is", required=False)
    stage = forms.ChoiceField(label="The stage", required=False)
    entered = forms.ChoiceField(label="The day they entered it", required=False)
    order = order_field()
    first = forms.DateField(
        label="From which week on?",
        required=False,
        help_text="Any day of it. Left empty, from the first date of the file.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        export: Export,
        model: Model,
        last: ExportMapping | None,
    ) -> None:
        self.export, self.model = export, model
        self.mapping = _begun(data, export, model, last)
        self.unclear = _unclear(export) and self.mapping.order is None
        super().__init__(data, initial=_initial(self.mapping))
        self._choices("candidate", [one for one in export.columns if one.kind is not Kind.DATES])
        self._choices("stage", export.of_kind(Kind.WORDS))
        self._choices("entered", export.of_kind(Kind.DATES))
        self.said = tuple(self.mapping.stages)[:MOST_STAGES]
        stocks, flows = targets_of(model)
        for at, said in enumerate(self.said):
            self.fields[f"s{at}"] = forms.ChoiceField(
                label=said,
                required=False,
                choices=_targets(stocks, flows),
                initial=self.mapping.stages[said],
                error_messages={"invalid_choice": "Choose one of these."},
            )

    def _choices(self, name: str, columns: Sequence[Column]) -> None:
        choices = [("", "No column"), *((one.heading, one.heading) for one in columns)]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def basis(self) -> str:
        return self.mapping.stage

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each heading or stage with what stands there, and its field."""
        return [
            {"said": said, "about": self._about(said), "field": self[f"s{at}"]}
            for at, said in enumerate(self.said)
        ]

    def _about(self, said: str) -> str:
        if self.mapping.by_event:
            column = self.export.column(self.mapping.stage)
            place = column.values.index(said) if column and said in column.values else -1
            count = column.at.count(place) if column and place >= 0 else 0
            return f"{count:,} row{'' if count == 1 else 's'}"
        column = self.export.column(said)
        count = column.filled if column else 0
        return f"{count:,} date{'' if count == 1 else 's'}"

    def said_mapping(self) -> ExportMapping:
        """As it was chosen; call it when the form is valid."""
        data = self.cleaned_data
        by_event = self.mapping.by_event
        return ExportMapping(
            stages={said: data.get(f"s{at}") or NOT_HERE for at, said in enumerate(self.said)},
            candidate=data["candidate"],
            stage=data["stage"] if by_event else "",
            entered=data["entered"] if by_event else "",
            order=order_said(self),
        )

    @property
    def asks_order(self) -> bool:
        """Whether day or month has to be said, or was."""
        return self.unclear or bool(self.mapping.order) or "order" in self.errors

    def clean(self) -> None:
        if not self.mapping.by_event:
            if not self.said:
                self.add_error(
                    "rows",
                    "No column has dates in it. Say that a row is an event, "
                    "or export a column of dates for each stage.",
                )
            return
        for name, words in (
            ("candidate", "Choose the column that says which candidate it is."),
            ("stage", "Choose the column of stages."),
            ("entered", "Choose the column of the days on which stages were entered."),
        ):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, words)


def _unclear(export: Export) -> bool:
    """Whether no date of an export says if day or month comes first."""
    try:
        order_in((value for one in export.of_kind(Kind.DATES) for value in one.values), None)
    except UnclearOrderError:
        return True
    except InvalidError:
        return False
    return False


def _begun(
    data: Mapping[str, Any] | None, export: Export, model: Model, last: ExportMapping | None
) -> ExportMapping:
    """What the lists begin with: as it is posted, as it was last time, or a guess."""
    rows = data.get("rows") if data else None
    by_event = rows == BY_EVENT if rows else (last.by_event if last else None)
    found = guessed(export, model, by_event=by_event)
    if last is not None and last.by_event == found.by_event:
        found = _as_last(found, last, export)
    stage = export.column((data or {}).get("stage", "")) if found.by_event else None
    if stage is not None and stage.heading != found.stage:
        stages = {one: target_for(one, model) for one in stage.values}
        found = ExportMapping(
            stages=stages, candidate=found.candidate, stage=stage.heading, entered=found.entered
        )
    return found


def _as_last(found: ExportMapping, last: ExportMapping, export: Export) -> ExportMapping:
    kept = {
        name: getattr(last, name) if export.column(getattr(last, name)) else getattr(found, name)
        for name in ("candidate", "stage", "entered")
    }
    column = export.column(kept["stage"]) if found.by_event else None
    said = column.values if column else tuple(found.stages)
    stages = {one: last.target(one) or found.stages.get(one, NOT_HERE) for one in said}
    return ExportMapping(stages=stages, order=last.order, **kept)


def _initial(mapping: ExportMapping) -> dict[str, Any]:
    return {
        "rows": BY_EVENT if mapping.by_event else BY_CANDIDATE,
        "candidate": mapping.candidate,
        "stage": mapping.stage,
        "entered": mapping.entered,
        "order": str(mapping.order or ""),
    }


def _targets(stocks: Sequence[str], flows: Sequence[str]) -> list[Any]:
    return [
        (NOT_HERE, "Not in this model"),
        ("They come into", [(name, name) for name in stocks]),
        ("They leave", [(LEFT, "Rejected or withdrew")]),
        ("Count as a flow by itself", [(name, name) for name in flows]),
    ]


class KeepForm(forms.Form):
    """Counts that were looked at, and whether they are added or take the place of others."""

    counts = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    mapping = forms.CharField(required=False, widget=forms.HiddenInput)
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label="There are counts already. What becomes of them?",
        required=False,
        choices=[("add", "Add these to them"), ("replace", "These take their place")],
        widget=forms.RadioSelect,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, can_add: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        if not can_add:
            del self.fields["how"]

    @property
    def adds(self) -> bool:
        return self.cleaned_data.get("how") == "add"


def day_said(form: forms.Form) -> date | None:
    found: date | None = form.cleaned_data.get("first")
    return found

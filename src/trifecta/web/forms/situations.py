"""What is asked to prepare a conversation: the text, who is who, the sheet, and a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES
from trifecta.domain.situations.analysis import EXECUTIVE
from trifecta.domain.situations.model.endpoint import Endpoint
from trifecta.domain.situations.sheets.preparing import SHEET, Written
from trifecta.domain.situations.sheets.sheet import Entry
from trifecta.domain.tensions.statements import GUIDANCE, Kind
from trifecta.web.forms.tensions import long_text

MODEL: Final = "model"
HERE: Final = "here"
NEW: Final = "new"
THERE: Final = "there"
"""Where a sheet goes to: a tension that is opened for it, or one that is there."""
NO_TITLE: Final = (
    "The tension that you chose has a title already, and keeps it. Take this out, or choose a new "
    "tension."
)
NOT_SAID: Final = ("", "Not said")
ROWS: Final[Mapping[str, int]] = {"questions": 8, "opening": 5}


def _roles() -> list[tuple[str, str]]:
    return [NOT_SAID, *((role, words.title) for role, words in PARTNER_ROLES.items())]


def _writers() -> list[tuple[str, str]]:
    return [*_roles(), (EXECUTIVE, "Both of them")]


def _kinds() -> list[tuple[str, str]]:
    return [NOT_SAID, *((kind, words.title) for kind, words in COMPANY_KINDS.items())]


class TextForm(forms.Form):
    """What is going on, in one's own words."""

    text = forms.CharField(
        label="What is going on?",
        help_text="Write or paste it, as you would tell it to a friend: what happened, what you "
        "want, what they want as far as you know. Leave out names if you like.",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    role = forms.ChoiceField(label="What do you lead?", required=False, choices=_writers)
    counterpart = forms.ChoiceField(label="And the other person?", required=False, choices=_roles)
    company = forms.ChoiceField(label="What kind of company?", required=False, choices=_kinds)
    reader = forms.ChoiceField(
        label="Who reads it?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )

    def __init__(self, *args: Any, model: Endpoint | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if model is None:
            del self.fields["reader"]
        else:
            self.fields["reader"].choices = [  # type: ignore[attr-defined]
                (MODEL, f"A language model at {model.host}, after names are taken out"),
                (HERE, "Rules and word lists on this server; nothing leaves it"),
            ]


def answers_that_changed(was: Written, now: Written) -> list[tuple[str, str, str]]:
    """What was asked about who is who and is answered otherwise now: the question, both answers."""
    fields = TextForm(model=None).fields
    changed = []
    for name in ("role", "counterpart", "company"):
        field = fields[name]
        titles: dict[str, str] = dict(field.choices)  # type: ignore[attr-defined]
        then, today = titles[getattr(was, name)], titles[getattr(now, name)]
        if then != today:
            changed.append((str(field.label), then, today))
    return changed


class SheetForm(forms.Form):
    """The sheet: every part of it can be left empty."""

    def __init__(self, *args: Any, entries: Sequence[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, entry in zip(SHEET, entries, strict=True):
            rows = ROWS.get(part.id, 3)
            self.fields[part.id] = long_text(part.label, part.hint, rows=rows)
            self.fields[part.id].initial = entry.text


class TitleForm(forms.Form):
    """The name under which somebody keeps a preparation."""

    title = forms.CharField(
        label="What will you know it by?",
        required=False,
        help_text="Only you read it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CarryForm(forms.Form):
    """What goes from a sheet into a tension, to be read through before anything is saved."""

    where = forms.ChoiceField(
        label="Where does it go?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose where it goes.",
            "invalid_choice": "Choose one of these.",
        },
    )
    title = forms.CharField(
        label="What is the new tension about?",
        required=False,
        help_text="A title all of you would use: the choice in front of you, not a person. It is "
        "the one thing here that the others see.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    position = long_text("What you ask for", GUIDANCE[Kind.POSITION].hint, rows=3)
    need = long_text("What you need", GUIDANCE[Kind.NEED].hint, rows=3)
    because = long_text(GUIDANCE[Kind.NEED].because, GUIDANCE[Kind.NEED].because_hint, rows=2)
    limit = long_text("What limits you", "Leave it empty if it is nobody’s business.", rows=3)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = list(places)  # type: ignore[attr-defined]
        if len(places) == 1:
            self.fields["where"].initial = places[0][0]

    def clean_title(self) -> str:
        """What would be dropped unseen is said instead: a tension that is there keeps its title."""
        title: str = self.cleaned_data["title"]
        if title and self.cleaned_data.get("where", "").startswith(f"{THERE}:"):
            raise forms.ValidationError(NO_TITLE)
        return title

"""The words in which a sheet is shown, on pages and in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.people.words import joined
from trifecta.domain.situations.analysis import EXECUTIVE, Analysis
from trifecta.domain.situations.sheets.preparing import SHEET, About, Preparation, SheetField
from trifecta.domain.situations.sheets.quoting import Quotes
from trifecta.domain.situations.sheets.sheet import Basis, Entry, entries
from trifecta.web.markdown import as_text
from trifecta.web.views.situations_words import Told, analysis_of, harm_in

BULLET: Final = re.compile(r"^(?:[-*•–—](?:\s+|$))+")
"""What people type before each line of a list, which has a sign of its own here."""
BASIS: Final[dict[Basis, str]] = {
    "words": "Taken from your own words. Change it, or leave it.",
    "usual": "A guess: this is how it often is. Change it, or take it out.",
    "questions": "Suggested. Change it, or leave it.",
    "nothing": "",
}
BASIS_IN_SHORT: Final[dict[Basis, str]] = {
    "words": "From your own words.",
    "usual": "A guess: this is how it often is.",
    "questions": "Suggested.",
    "nothing": "",
}
GROUPS: Final[dict[About, str]] = {
    "you": "You",
    "them": "The other person",
    "talk": "The conversation",
}
TWO_OTHERS: Final = "The two of them"
"""Instead of the other person, where somebody leads both."""
ONE_OF_TWO: Final = "The one of the two whom you named"
"""Where they said whom of the two they speak of."""
IN_SHEET: Final[dict[frozenset[Basis], str]] = {
    frozenset(): "Nothing is filled in for you.",
    frozenset({"questions"}): "What is filled in is suggested, not from your words, and says so.",
    frozenset({"usual", "questions"}): "What is filled in is not from your words but a guess at "
    "how it often is, or suggested, and says so.",
}
FOUND_IN_SHEET: Final = "What was found in your words is filled in already, and says so."
"""What stands in a sheet that nobody wrote, by what that rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the sheet: what it asks, and how it stands."""

    field: SheetField
    entry: Entry
    says: str

    @property
    def origin(self) -> str:
        """What its words rest on, in short; "" for those that somebody wrote."""
        return BASIS_IN_SHORT[self.entry.basis] if self.entry.suggested else ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The questions one by one; nothing for other parts, which are read as a whole."""
        if self.field.id != "questions":
            return ()
        return lines_of(self.entry.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The parts of the sheet about one thing; `who` says who the other was taken for, or "",
    `of_both` whether whoever writes is neither of two, `leads_both` whether they lead both, and
    `harm` what is to be said before anything else.
    """

    title: str
    who: str
    of_both: bool
    leads_both: bool
    parts: tuple[Part, ...]
    harm: tuple[Told, ...]


def lines_of(text: str) -> tuple[str, ...]:
    """The lines with words in them, without what people type before each line of a list."""
    lines = (BULLET.sub("", line.strip()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def parts_of(preparation: Preparation, analysis: Analysis) -> tuple[Part, ...]:
    """The parts of the sheet as they stand."""
    return tuple(
        Part(field=field, entry=entry, says=BASIS[entry.basis] if entry.suggested else "")
        for field, entry in zip(SHEET, entries(preparation, analysis), strict=True)
    )


def in_sheet(groups: Iterable[Group]) -> str:
    """What is suggested in it, as a sentence or two."""
    parts = [part for group in groups for part in group.parts]
    bases = frozenset(part.entry.basis for part in parts if part.entry.suggested)
    return IN_SHEET.get(bases, FOUND_IN_SHEET)


def groups_of(preparation: Preparation) -> tuple[Group, ...]:
    """The sheet: its parts under what they are about. The text is read for it, once."""
    analysis = analysis_of(preparation)
    stand = parts_of(preparation, analysis)
    return tuple(
        Group(
            title=_whom_about(analysis) if about == "them" else title,
            who=_the_other(preparation, analysis) if about == "them" else "",
            of_both=analysis.is_of_both,
            leads_both=analysis.writer == EXECUTIVE,
            parts=tuple(part for part in stand if part.field.about == about),
            harm=harm_in(Quotes(preparation.written.text), analysis),
        )
        for about, title in GROUPS.items()
    )


def _whom_about(analysis: Analysis) -> str:
    """Who the guesses of the sheet are about: of whom somebody leads, one is meant or both."""
    if analysis.both:
        return TWO_OTHERS
    is_of_two = analysis.writer == EXECUTIVE and analysis.counterpart
    return ONE_OF_TWO if is_of_two else GROUPS["them"]


def _the_other(preparation: Preparation, analysis: Analysis) -> str:
    """Who the guesses are about: as the writer said, or as it was read."""
    if analysis.both:
        leads = joined([PARTNER_ROLES[role].field for role in analysis.both])
        if analysis.writer != EXECUTIVE:
            return f"Read as two others, for {leads}."
        said = preparation.written.role == EXECUTIVE
        return f"{'Two' if said else 'Read as two'} whom you lead, for {leads}."
    if not analysis.counterpart:
        return ""
    read_as = "Somebody" if preparation.written.counterpart else "Read as somebody"
    return f"{read_as} who {PARTNER_ROLES[analysis.counterpart].leads}."


def as_markdown(preparation: Preparation, *, title: str, when: str) -> str:
    """The sheet as a file, with what people wrote as text, whatever it looks like; the text
    itself stays out of it. `when` is a sentence.
    """
    lines = [f"# {as_text(title)}", "", when, ""]
    for group in groups_of(preparation):
        lines += [f"## {group.title}", ""]
        lines += [group.who, ""] if group.who else []
        for part in group.parts:
            lines += [f"### {part.field.label}", "", *_entry_lines(part), ""]
    return "\n".join(lines)


def _entry_lines(part: Part) -> list[str]:
    if not part.entry.text:
        return ["(not written yet)"]
    said = [f"- {as_text(line)}" for line in part.lines] or [as_text(part.entry.text)]
    return [*said, "", f"*{part.origin}*"] if part.origin else said

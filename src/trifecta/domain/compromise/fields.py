"""Values out of a file that somebody wrote, with everything that is wrong remembered by field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Final, TypeGuard
from unicodedata import category

from trifecta.domain.compromise.bounds import MOST_FINDINGS
from trifecta.domain.errors import InvalidError

LONGEST_ID: Final = 120
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong so far, the first sentence for each field."""

    fields: dict[str, str] = field(default_factory=dict)

    def add(self, where: str, sentence: str) -> None:
        """Remembers it, unless so much is wrong already that more would not be read."""
        if len(self.fields) < MOST_FINDINGS:
            self.fields.setdefault(where, sentence)

    def missing(self, where: str, what: str, name: str, known: Collection[str]) -> None:
        """There is no such thing; what may have been meant is only looked for where it is said."""
        if where not in self.fields and len(self.fields) < MOST_FINDINGS:
            self.add(where, unknown(what, name, known))

    def refuse(self) -> None:
        """Raises InvalidError when anything is wrong."""
        if self.fields:
            raise InvalidError(next(iter(self.fields.values())), fields=self.fields)

    def mapping(
        self, value: object, where: str, *, most: int, known: Collection[str] | None = None
    ) -> Fields:
        """An object with at most so many entries and, where `known` is given, only such names."""
        if not isinstance(value, Mapping):
            self.add(where or "file", f"Write an object, {{…}}, not {said(value)}.")
            return {}
        if len(value) > most:
            self.add(where or "file", f"At most {most} can be given; there are {len(value)}.")
            return {}
        good: dict[str, object] = {}
        for name, entry in value.items():
            if known is not None and name not in known:
                self.missing(joined(where, name), "field", name, known)
            elif self._is_id(name, where):
                good[name] = entry
        return good

    def _is_id(self, name: object, where: str) -> bool:
        if not isinstance(name, str) or not name.strip():
            self.add(where or "file", "A name is missing.")
        elif len(name) > LONGEST_ID or not name.isprintable():
            self.add(joined(where, name), f"Use a name of at most {LONGEST_ID} plain characters.")
        else:
            return True
        return False

    def text(self, value: object, where: str, *, longest: int, default: str) -> str:
        """A sentence or name; `default` where nothing is given."""
        if value is None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.add(where, f"Write words in quotation marks, not {said(value)}.")
            return default
        if len(value) > longest:
            self.add(where, f"Use at most {longest} characters.")
            return default
        if any(category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t" for sign in value):
            self.add(where, "Remove the characters that cannot be printed.")
            return default
        return value

    def identity(self, value: object, where: str) -> str | None:
        """An id on its own, such as that of a stage."""
        if not isinstance(value, str):
            self.add(where, f"Write a name in quotation marks, not {said(value)}.")
            return None
        return value if self._is_id(value, where) else None

    def number(
        self, value: object, where: str, *, least: float, most: float, default: float = 0.0
    ) -> float:
        """A number in a range; `default` where nothing is given."""
        if value is None:
            return default
        if is_number(value) and least <= value <= most:
            return float(value)
        between = f"Write a number from {plainly(least)} to {plainly(most)}"
        self.add(where, f"{between}, not {said(value)}.")
        return default

    def truth(self, value: object, where: str) -> bool:
        """true or false; false where nothing is given."""
        if value is None or isinstance(value, bool):
            return bool(value)
        self.add(where, f"Write true or false, not {said(value)}.")
        return False

    def day(self, value: object, where: str) -> date | None:
        """A date as 2026-10-12."""
        if value is None:
            return None
        if isinstance(value, str) and DAY.fullmatch(value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        self.add(where, "Write a date such as 2026-10-12.")
        return None

    def names(
        self, value: object, where: str, known: Collection[str], what: str
    ) -> tuple[str, ...]:
        """Known ids: a list of them, or one alone."""
        if value is None:
            return ()
        rows = [value] if isinstance(value, str) else value
        if not isinstance(rows, list):
            self.add(where, f"Write a list of names, […], not {said(value)}.")
            return ()
        if len(rows) > len(known):
            self.add(where, f"There are only {len(known)}; the list has {len(rows)}.")
            return ()
        return tuple(self._known(rows, where, known, what))

    def _known(
        self, rows: list[object], where: str, known: Collection[str], what: str
    ) -> Iterator[str]:
        for row in rows:
            if isinstance(row, str) and row in known:
                yield row
            elif isinstance(row, str):
                self.missing(where, what, row, known)
            else:
                self.add(where, f"Write names in quotation marks, not {said(row)}.")


def plainly(number: float) -> str:
    """A bound as people write it: "1,000,000", "0.5"."""
    return f"{number:,.0f}" if number == round(number) else f"{number:g}"


def is_number(value: object) -> TypeGuard[int | float]:
    """A JSON number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def joined(where: str, name: object) -> str:
    """The path of a field within another."""
    short = str(name)[:60]
    return f"{where}.{short}" if where else short


def unknown(what: str, name: str, known: Collection[str]) -> str:
    """There is no such thing, and what may have been meant."""
    near = get_close_matches(name[:60], [one for one in known if len(one) <= LONGEST_ID], n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"There is no {what} “{name[:60]}”.{hint}"


def said(value: object) -> str:
    """What was written instead, short."""
    if isinstance(value, str):
        return f"“{value[:40]}”" if value.strip() else "nothing"
    if is_number(value):
        return f"{value:g}" if abs(value) < 1e15 else "a number as large as that"
    words = {dict: "an object", list: "a list", bool: str(value).lower()}
    return words.get(type(value), "null")

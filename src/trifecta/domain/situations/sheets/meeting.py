"""What was changed in a sheet since it was opened: here, in another place, or in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from trifecta.domain.situations.sheets.preparing import SHEET, tidy_entry

LENGTH: Final = 16
"""Of the digest of a part, in hexadecimal digits: enough to tell what one person types apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """The parts of a sheet with what was changed here in them, and which were changed twice."""

    entries: Mapping[str, str]
    twice: frozenset[str]


def digest_of_entry(text: str) -> str:
    """What tells the words of a part from others."""
    return sha256(tidy_entry(text).encode("utf-8", errors="replace")).hexdigest()[:LENGTH]


def digests_of(texts: Iterable[str]) -> str:
    """The digests of all parts, in the order of the sheet, as a form sends them back."""
    return " ".join(digest_of_entry(text) for text in texts)


def by_part(digests: str) -> Mapping[str, str]:
    """The digest of each part; of none, where it is not known how they stood."""
    found = digests.split()
    if len(found) != len(SHEET):
        return {}
    return {part.id: digest for part, digest in zip(SHEET, found, strict=True)}


def meet(sent: Mapping[str, str], *, opened: Mapping[str, str], stand: Mapping[str, str]) -> Met:
    """What comes of a sheet that was `sent` where the parts `stand` as they do now.

    `opened` has the digest of each as it stood when the sheet was opened. What was not changed here
    stays as it stands. What was changed here counts, and was changed twice where it stands
    otherwise than both when it was opened and as it was sent.
    """
    touched = {
        name: text
        for name, text in sent.items()
        if name not in opened or digest_of_entry(text) != opened[name]
    }
    twice = {
        name
        for name, text in touched.items()
        if name in opened
        and digest_of_entry(stand.get(name, "")) not in (opened[name], digest_of_entry(text))
    }
    return Met(entries={**stand, **touched}, twice=frozenset(twice))

"""What has changed between two texts of a model, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

LineKind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedLine:
    """A line as it is in one text or in both; numbers count from 1, None where it is not."""

    kind: LineKind
    text: str
    before: int | None = None
    after: int | None = None


def revised_lines(before: str, after: str) -> tuple[RevisedLine, ...]:
    """Both texts as one list of lines: those that are gone stand before those that came.

    Lines are compared as they stand, with spaces at their ends left out (Ratcliff and Obershelp's
    longest matching blocks, as in Python's difflib).
    """
    old = [line.rstrip() for line in before.splitlines()]
    new = [line.rstrip() for line in after.splitlines()]
    found: list[RevisedLine] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += [
                RevisedLine(kind="same", text=old[i1 + at], before=i1 + at + 1, after=j1 + at + 1)
                for at in range(i2 - i1)
            ]
        else:
            found += [RevisedLine(kind="gone", text=old[i], before=i + 1) for i in range(i1, i2)]
            found += [RevisedLine(kind="new", text=new[j], after=j + 1) for j in range(j1, j2)]
    return tuple(found)

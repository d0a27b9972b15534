"""What a check found, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["good", "look", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`look` deserves a thought and may be meant; `wrong` makes the command end with status 1."""

    check: str
    state: State
    says: str
    do: str = ""


def good(check: str, says: str) -> Finding:
    return Finding(check=check, state="good", says=says)


def look(check: str, says: str, *, do: str) -> Finding:
    return Finding(check=check, state="look", says=says, do=do)


def wrong(check: str, says: str, *, do: str) -> Finding:
    return Finding(check=check, state="wrong", says=says, do=do)

"""Models to start from: each a text with its question, what is in it, and what it teaches."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

NAMES: Final = (
    "hiring",
    "incidents",
    "technical-debt",
    "work-in-progress",
    "onboarding",
    "fishery",
)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stock by its name, or a flow as "Source > Destination", and what it stands for."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A model to start from; `first` is what to try, and `known` says of traps why they are there.

    `period` is a key of PERIODS, `rounds` a number of them, `answered_by` a shown stock of `text`.
    """

    key: str
    name: str
    question: str
    answered_by: str
    period: str
    rounds: int
    summary: str
    text: str
    parts: tuple[Part, ...]
    first: tuple[str, ...]
    lesson: str
    known: str


@cache
def starters() -> tuple[Starter, ...]:
    """Every model of the library, in order."""
    return tuple(_read(name) for name in NAMES)


def starter(key: str) -> Starter | None:
    """One model by its key (see NAMES); None where there is none of that name."""
    return next((one for one in starters() if one.key == key), None)


def _read(name: str) -> Starter:
    data = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    return Starter(
        key=name,
        name=data["name"],
        question=data["question"],
        answered_by=data["answered_by"],
        period=data["period"],
        rounds=data["rounds"],
        summary=data["summary"],
        text=data["text"].strip(),
        parts=tuple(Part(name=one["name"], words=one["words"]) for one in data["parts"]),
        first=tuple(data["first"]),
        lesson=data["lesson"],
        known=data.get("known", ""),
    )

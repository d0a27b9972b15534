"""What a question of the bank is: its words, who asks whom, and what it helps with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["constraints", "success", "evaluation"]
Interest = Literal["complexity", "learning", "autonomy", "impact", "novelty"]

THEMES: tuple[Theme, ...] = ("constraints", "success", "evaluation")
INTERESTS: tuple[Interest, ...] = ("complexity", "learning", "autonomy", "impact", "novelty")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankQuestion:
    """One clarifying question.

    `theme` is what it asks about: constraints one cannot see, success from the other's side, or how
    the other is judged. `askers` and `addressees` are partnership roles. `topics` are check-in
    topics, `kinds` kinds of constraint, `diagnoses` verdicts of a check-in, `companies` kinds of
    company (empty: any). `interest` are the senses of "interesting work" it tells apart.
    `presupposes`: it speaks of something that is there only where a topic or a kind fits.
    """

    key: str
    text: str
    theme: Theme
    askers: frozenset[str]
    addressees: frozenset[str]
    topics: frozenset[str]
    kinds: frozenset[str]
    diagnoses: frozenset[str]
    companies: frozenset[str]
    interest: frozenset[Interest]
    presupposes: bool

"""Three short questions on how it is to work together, in our own words, answered 1 to 5.

They are ours. What they ask about has established scales (for example Edmondson 1999 on
psychological safety), which have licences and are not used here; so there are no norms to compare
with, only one's own earlier answers.
"""

from __future__ import annotations

from dataclasses import dataclass

LOWEST, HIGHEST = 1, 5
ANSWER_SD = 0.7
"""Assumed standard deviation, in steps, of one answer around what a person would say on average."""

ANSWERS: tuple[str, ...] = ("Not at all", "A little", "Partly", "Mostly", "Entirely")


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseQuestion:
    """`statement` is marked from 1 (not at all) to 5 (entirely), and 5 is always the good end."""

    key: str
    statement: str
    name: str


QUESTIONS: tuple[PulseQuestion, ...] = (
    PulseQuestion(
        key="trust",
        statement="When they say that something will happen, I count on it.",
        name="Counting on each other",
    ),
    PulseQuestion(
        key="conflict",
        statement="When we disagree, we end up with something better than either of us had.",
        name="Disagreeing well",
    ),
    PulseQuestion(
        key="safety",
        statement="I can tell them that I was wrong, or that I do not know.",
        name="Saying what is hard to say",
    ),
)

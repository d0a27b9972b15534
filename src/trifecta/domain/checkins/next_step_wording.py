"""The next step in words: what to do, why, and what comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.domain.checkins.next_step import NextStep, Step
from trifecta.domain.checkins.replies import sees_it_differently


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """The card at the end of a diagnosis; `then` is what comes afterwards, or ""."""

    title: str
    body: str
    action: str
    then: str


_TITLES: dict[Step, str] = {
    "talk_first": "Talk about what does not fit, before anything else",
    "write_needs": "Write down what each of you needs, and why",
    "talk_questions": "Talk through the questions above, then check in again",
    "shared_outcomes": "Ask the people who judge you for one shared measure",
    "readiness": "See what is missing before you are judged together",
    "nothing": "Nothing has to change",
}
_ACTIONS: dict[Step, str] = {
    "talk_first": "Open a tension",
    "write_needs": "Open a tension",
    "talk_questions": "Open a tension",
    "shared_outcomes": "See what is in place",
    "readiness": "See what is missing",
    "nothing": "See how it moves over time",
}
_BODIES: dict[Step, str] = {
    "talk_first": "Nobody knows a situation as well as the people in it. Take half an hour, ask "
    "what the result leaves out, and leave solutions aside. If it does not settle, open a tension: "
    "there each of you asks three to five questions, and says back what was heard.",
    "write_needs": "Take one disagreement, the one that costs you most. It takes about fifteen "
    "minutes each, alone. Solutions come later.",
    "talk_questions": "Take the one of them you would most like to understand, and let each say "
    "why they answered as they did. Half an hour is enough.",
    "shared_outcomes": "As long as each of you is judged on something else, the pull comes back. "
    "Show them this page, and ask to be judged on the same results.",
    "readiness": "What pulls you apart is what each of you is judged on. Being judged together "
    "closes that, and it needs a few things in place first.",
    "nothing": "Check in again in six weeks, or when something pulls you apart.",
}
_CONFLICT = "You say that you are in conflict at the moment, so this comes before anything else. "
_THEN: dict[Step, str] = {
    "write_needs": "After that: write down what each of you needs, and why.",
    "talk_questions": "After that: talk through the questions above, and check in again.",
    "shared_outcomes": "After that: ask the people who judge you for one shared measure.",
    "readiness": "After that: see what is missing before you are judged together.",
}


def step_words(found: NextStep, *, differing: Sequence[str] = ()) -> StepWords:
    """The words for a next step; `differing` are the names of those who see it differently."""
    body = _BODIES[found.step]
    if found.because == "seen_differently" and differing:
        body = f"{sees_it_differently(differing)}. {body}"
    if found.because == "conflict":
        body = f"{_CONFLICT}{body}"
    return StepWords(
        title=_TITLES[found.step],
        body=body,
        action=_ACTIONS[found.step],
        then=_THEN.get(found.then, "") if found.then else "",
    )

"""What the room is told: how far proposals lie apart, and what flags come to, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from trifecta.domain.calibration.exceptions import Standing
from trifecta.domain.calibration.votes import OUTCOMES, Outcome, Spread, widest_first
from trifecta.domain.people.words import capital, joined, number_word

CLOSE: Final = 1
"""Steps up to which two proposals are close: neighbours on the scale."""

ASKED: Final[Mapping[Outcome, str]] = {
    "delivery": "Did what was agreed get done, in time, and so that it lasts?",
    "impact": "Did it change something for customers, or for the company?",
    "team_health": "Is the team in good shape, and would people stay?",
    "whole_constraint": "Did they solve for everything that had to hold, technical, product and "
    "business, or each for their own side?",
}
"""What is asked about an outcome when somebody proposes alone."""


def inline(outcome: Outcome) -> str:
    """An outcome inside a sentence: team health."""
    return OUTCOMES[outcome].lower()


def steps_words(steps: int) -> str:
    """1 as "one step", 3 as "three steps"; the sign counts for nothing."""
    return f"{number_word(abs(steps))} {'step' if abs(steps) == 1 else 'steps'}"


def apart_words(spread: Spread) -> str:
    """How far proposals for one outcome lie apart: "You agree", "Two steps apart"."""
    return f"{capital(steps_words(spread.apart))} apart" if spread.apart else "You agree"


def headline(spreads: Sequence[Spread]) -> str:
    """What is worth talking about first, at the reveal; `spreads` has at least one outcome."""
    ordered = widest_first(spreads)
    wide = [one for one in ordered if one.apart > CLOSE]
    if not wide:
        return _headline_of_close(ordered)
    first, *then = [inline(one.outcome) for one in wide]
    if len(spreads) == 1:
        return f"Talk about {first}. You are {steps_words(wide[0].apart)} apart."
    after = f", then about {joined(then)}" if then else ""
    rest = " On the rest you are close." if len(spreads) > len(wide) else ""
    return f"Talk about {first} first{after}.{rest}"


def _headline_of_close(ordered: Sequence[Spread]) -> str:
    apart = [one for one in ordered if one.apart]
    if not apart:
        return "You propose the same. Talk about why, before you write it down."
    return f"You are close. Begin with {inline(apart[0].outcome)}, where you are a step apart."


def headline_after(before: Sequence[Spread], after: Sequence[Spread]) -> str:
    """Where the second proposals lie, beside the first; `after` has at least one outcome."""
    ordered = widest_first(after)
    most = ordered[0].apart
    if not most:
        still = before and not any(one.apart for one in before)
        return "You still propose the same." if still else "You propose the same now."
    widest = [inline(one.outcome) for one in ordered if one.apart == most]
    rest = [one for one in ordered if one.apart < most]
    tail = ""
    if rest:
        agree = not any(one.apart for one in rest)
        tail = " On the rest you agree." if agree else " On the rest you are closer."
    return f"You are {steps_words(most)} apart on {joined(widest)}.{tail}"


def moved_words(before: Spread, after: Spread) -> str:
    """One outcome before and after talking: "Two steps apart before, now you agree"."""
    if before.apart == after.apart:
        same = before.steps == after.steps
        return f"{apart_words(after)}, {'as before' if same else 'on other steps than before'}"
    was = f"{capital(steps_words(before.apart))} apart" if before.apart else "Agreed"
    now = f"{steps_words(after.apart)} now" if after.apart else "now you agree"
    return f"{was} before, {now}"


def gap_words(gap: float) -> str:
    """A gap to the partnership in steps: "one step below", "1.25 steps above", "no different"."""
    if not gap:
        return "no different"
    side = "below" if gap < 0 else "above"
    if gap == int(gap):
        return f"{steps_words(int(gap))} {side}"
    return f"{abs(gap):.2f}".rstrip("0") + f" steps {side}"


def flags_words(
    standing: Standing, *, name: str, flagged_by: Sequence[str] = (), below: bool = True
) -> str:
    """What the blind flags about a member come to, as all in the room read it.

    `flagged_by` are the names of those who flagged, and are said only where the flags agree: a
    flag that comes to nothing stays with whoever gave it.
    """
    keeps = f"{name} keeps the rating that all share."
    if standing == "one_alone":
        return f"One of you alone said that {name} stands apart. One flag is an impression. {keeps}"
    if standing == "too_small":
        return (
            f"More than one of you said that {name} stands apart, and not two of you by more than "
            f"a step. {keeps}"
        )
    if standing == "opposed":
        return f"You said that {name} stands apart, and not in the same direction. {keeps}"
    if standing == "same_function":
        return (
            f"Two of you said that {name} stands apart, and both answer for the same function. "
            f"{keeps}"
        )
    if standing == "may_be_discussed":
        return _agreeing(name, flagged_by, below=below)
    return ""


def _agreeing(name: str, flagged_by: Sequence[str], *, below: bool) -> str:
    said = (
        f"{joined(list(flagged_by))} said independently, each alone, that {name} stands "
        f"{'below' if below else 'above'} the partnership by more than a step."
    )
    if below:
        return f"{said} You may talk about it. It decides nothing yet."
    return (
        f"{said} An exception is for clear non-performance, so there is none here. Say it in the "
        "reasons."
    )

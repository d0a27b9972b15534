"""A gap in words: a heading that says what was found, and a line with the distances."""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.domain.checkins.estimator import Diagnosis
from trifecta.domain.checkins.gaps import WIDE, Gap, Kind
from trifecta.domain.checkins.headline import Names
from trifecta.domain.checkins.items import Pole
from trifecta.domain.people.words import capital, counted, number_word

_FAR = 4


_HEADINGS: dict[Kind, str] = {
    "unknown_agreement": "You both lean towards {pole}. Neither of you knew",
    "unknown_difference": "You are further apart here than either of you thought",
    "known_difference": "You do differ here, and each of you knows it",
    "known_agreement": "You both lean towards {pole}, and you know it",
    "near": "You are close here, and you know it",
    "unanswered": "There is nothing to compare here",
}


def heading(gap: Gap, names: Names) -> str:
    """What the two would most like to know of this item; `names` in the order of the gap."""
    if gap.kind == "misread":
        return _misread(gap, names)
    return _HEADINGS[gap.kind].format(pole=_shared_pole(gap).inline)


def note(gap: Gap, names: Names) -> str:
    """The distances in words, and for a known difference what would and would not close it."""
    if gap.kind == "known_difference":
        return (
            f"Your own answers are {counted(gap.apart or 0, 'step')} apart, and the guesses came "
            "close. Talking will not close this one; being judged on the same thing may."
        )
    parts = [_apart(gap.apart), _off(gap, names), _skipped(gap, names)]
    return " ".join(part for part in parts if part)


def overview(gaps: Sequence[Gap], diagnosis: Diagnosis) -> tuple[str, str]:
    """Heading and first sentences above the gaps that are shown, of all gaps of a pair."""
    off = any(steps for gap in gaps for steps in gap.off)
    bars = " Long bars are wrong guesses." if off else ""
    if diagnosis.doubt == "flat":
        return (
            "Three questions to begin with",
            "Marks that all stand in the same place say little. Say to each other what pulls you "
            "in these three; next time, a slight pull says more than the same mark everywhere.",
        )
    if diagnosis.verdict == "unclear":
        return (
            "Three questions that would help most",
            f"Say to each other why you answered as you did.{bars}",
        )
    if off:
        return (
            "Where you misread each other most",
            "Long bars are wrong guesses. Where the two filled marks are close together, you are "
            "pulled the same way.",
        )
    if any(gap.apart for gap in gaps):
        return (
            "Where you differ most",
            "Every guess was right. These are the questions on which your own answers are "
            "furthest apart.",
        )
    return "You guessed each other right", "Your own answers are the same as well. Four of them:"


def _misread(gap: Gap, names: Names) -> str:
    """Person `gap.misread` against what the other guessed of them."""
    who = gap.misread or 0
    own, guess = gap.own[who] or 0, gap.guess[who] or 0
    person, guesser = names[who], names[1 - who]
    if own == 0:
        pole = gap.item.first if guess < 0 else gap.item.second
        return f"{person} leans less towards {pole.inline} than {guesser} guessed"
    pole = gap.item.first if own < 0 else gap.item.second
    if own * guess >= 0 and abs(own) < abs(guess):
        return f"{person} leans less towards {pole.inline} than {guesser} guessed"
    far = "far more" if abs(own - guess) >= _FAR else "more"
    return f"{person} leans {far} towards {pole.inline} than {guesser} guessed"


def _shared_pole(gap: Gap) -> Pole:
    return gap.item.first if (gap.own[0] or 0) + (gap.own[1] or 0) < 0 else gap.item.second


def _apart(steps: int | None) -> str:
    if steps is None:
        return ""
    if steps == 0:
        return "Your own answers are the same."
    return f"Your own answers are {counted(steps, 'step')} apart."


def _off(gap: Gap, names: Names) -> str:
    off = gap.off
    if off[0] is not None and off[1] is not None and min(off[0], off[1]) >= WIDE:
        return f"Each guess was off by {number_word(min(off[0], off[1]))} or more."
    if gap.misread is None:
        return "The guesses were right." if None not in off else ""
    steps = off[gap.misread] or 0
    return f"{names[1 - gap.misread]}’s guess was off by {number_word(steps)}."


def _skipped(gap: Gap, names: Names) -> str:
    silent = [names[index] for index in (0, 1) if gap.own[index] is None]
    guessless = [names[1 - index] for index in (0, 1) if gap.guess[index] is None]
    sentences = [f"{name} skipped this one." for name in silent]
    sentences += [f"{name} made no guess." for name in guessless if name not in silent]
    return " ".join(sentences)


def summary(gap: Gap, names: Names) -> str:
    """One line for a list of questions: the two poles and what was found."""
    return f"{gap.item.label}: {capital(heading(gap, names))}"

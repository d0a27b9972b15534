"""How partnerships are doing, in words: headlines, the names of figures and of their categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.checkins.coarse import PARTS, Size, part_of
from trifecta.domain.checkins.headline import ODDS_LABELS
from trifecta.domain.checkins.health import AGREEMENT, PROMISES, STUCK, Health
from trifecta.domain.checkins.pulse import QUESTIONS
from trifecta.domain.people.words import capital, joined

SIZES: Final[Mapping[Size, str]] = {
    "five": "five to nine partnerships",
    "ten": "ten or more partnerships",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What stands at the top of a quarter: the sentence, and what it means for those who lead."""

    sentence: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """A figure as a page names it: its subject, what was asked or counted, its categories."""

    name: str
    about: str
    labels: Mapping[str, str]


_STUCK: Final[Mapping[str, tuple[str, str]]] = {
    "both": (
        "{many} of your partnerships are pulled apart and misread each other.",
        "The misreading is theirs to start on. What each of them is judged on is yours: bring it "
        "together where you can.",
    ),
    "understanding": (
        "{many} of your partnerships are pulled the same way and misread each other.",
        "That is theirs to work on. What you can give is time for it, and patience with plans that "
        "come a week later.",
    ),
    "incentives": (
        "{many} of your partnerships know each other well and are pulled apart.",
        "More talking between them changes little. What each of them is judged on is yours to "
        "bring together.",
    ),
    "neither": (
        "{many} of your partnerships are pulled much the same way and read each other well.",
        "Where something is stuck all the same, it is not this.",
    ),
    "unclear": (
        "We cannot tell yet what holds {many} of your partnerships.",
        "Their answers fit no single explanation well enough to name it. Another check-in helps "
        "more than a meeting about this page.",
    ),
}
_MIXED: Final = (
    "No single explanation fits {most} of your partnerships.",
    "What holds them differs from one to the next, so one measure for all of them would miss many.",
)

_PULSE_LABELS: Final = {
    "high": "Mostly or entirely",
    "middle": "Partly",
    "low": "A little or not at all",
    "unanswered": "Not answered by everybody",
}
FIGURES: Final[Mapping[str, FigureWords]] = {
    STUCK: FigureWords(
        name="What they are stuck on",
        about="What the last check-in of each partnership said.",
        labels={
            **{str(verdict): label for verdict, label in ODDS_LABELS.items()},
            "unclear": "We cannot tell yet",
        },
    ),
    **{
        question.key: FigureWords(
            name=question.name,
            about=f"“{question.statement}” The mean of each partnership.",
            labels=_PULSE_LABELS,
        )
        for question in QUESTIONS
    },
    PROMISES: FigureWords(
        name="Promises to each other",
        about="Promises of signed agreements that came to their end in the quarter. What all of "
        "them agreed to drop is left out.",
        labels={
            "all": "Kept all of them",
            "some": "Kept some of them",
            "none": "Kept none of them",
            "nothing": "No promise came to its end",
        },
    ),
    AGREEMENT: FigureWords(
        name="From a disagreement to an agreement",
        about="From the day a tension was opened to the last signature, for agreements signed in "
        "the quarter.",
        labels={
            "soon": "Within two weeks",
            "later": "Within six weeks",
            "long": "Longer than six weeks",
            "nothing": "No such agreement was signed",
        },
    ),
}


def headline(health: Health) -> Headline:
    """The answer first: the one explanation that stands out, or that there is none."""
    stand_out = _standing_out(STUCK, health)
    if len(stand_out) != 1:
        sentence, meaning = _MIXED
        return Headline(
            sentence=sentence.format(most=PARTS[health.size][-1].words), meaning=meaning
        )
    name = stand_out[0]
    sentence, meaning = _STUCK[name]
    many = part_of(health.figures[STUCK][name]).words
    return Headline(sentence=capital(sentence.format(many=many)), meaning=meaning)


def finding(figure: str, health: Health) -> str:
    """What stands out of a figure, in a sentence; or that nothing does."""
    named = _standing_out(figure, health)
    if not named:
        lowest = PARTS[health.size][0].words.removesuffix(" or fewer")
        return f"No answer fits more than {lowest} of them."
    part = part_of(health.figures[figure][named[0]])
    labels = joined([f"“{FIGURES[figure].labels[name]}”" for name in named])
    return f"{capital(part.words)}{' each' if len(named) > 1 else ''}: {labels}."


def _standing_out(figure: str, health: Health) -> list[str]:
    """The categories beyond the lowest part; all of them lie in the same one."""
    lowest = PARTS[health.size][0].level
    return [name for name, level in health.figures[figure].items() if level != lowest]


def counted_words(size: Size) -> str:
    """From how many partnerships, as far as it is said: "From five to nine partnerships"."""
    return capital(f"from {SIZES[size]}")

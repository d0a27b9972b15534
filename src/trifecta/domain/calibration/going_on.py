"""What taking a cycle on means: the verb, what happens then, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.calibration.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step forward: `verb` is on its button, `asks` the heading of the page that confirms it.

    `then` are its consequences, `told` says who is told. `last` marks what cannot be taken back.
    """

    verb: str
    asks: str
    then: tuple[str, ...]
    told: str
    last: bool = False


STEPS: Final[Mapping[Stage, Step]] = {
    Stage.EVIDENCE: Step(
        verb="Give notice",
        asks="Give notice of this cycle?",
        then=(
            "Who is rated together is who is a member today.",
            "What is rated, which partnerships and on which scale can then be changed only by "
            "going back, with a second person and a reason.",
            "Members add evidence from now on, until the day you have set.",
        ),
        told="Everybody who is rated, everybody who calibrates and whoever leads the session get a "
        "mail that leads to the notice.",
    ),
    Stage.BLIND: Step(
        verb="Let the calibrators propose",
        asks="Close the evidence, and let the calibrators propose?",
        then=(
            "Nothing is added to the evidence any more.",
            "Each calibrator reads it and proposes alone. Nobody is told who has and who has not, "
            "and that goes for you too.",
        ),
        told="Those who calibrate and whoever leads the session get a mail.",
    ),
    Stage.LOCKED: Step(
        verb="Lock the cycle",
        asks="Lock this cycle?",
        then=(
            "Nothing that was decided or written changes any more, whoever asks for it.",
            "A mistake is put right by a record that stands beside it.",
            "Nobody reads a rating who has not read it before. That comes with the release.",
        ),
        told="Those who calibrate and whoever leads the session get a mail.",
        last=True,
    ),
    Stage.RELEASED: Step(
        verb="Release the ratings",
        asks="Release the ratings to the members?",
        then=(
            "Each member reads the rating of their partnership, its reasons and the evidence.",
            "They can respond or appeal until the last day that follows from today.",
            "You read the ratings from then on, and can take them out as a file.",
        ),
        told="Everybody who was rated gets a mail. It says that the rating is there, not what it "
        "is.",
        last=True,
    ),
    Stage.RESPONDED: Step(
        verb="End responses",
        asks="End responding?",
        then=(
            "Members can no longer respond or appeal.",
            "Appeals that are open are still answered.",
        ),
        told="Nobody gets a mail. Members were told this day at the release.",
        last=True,
    ),
    Stage.CLOSED: Step(
        verb="Close the cycle",
        asks="Close this cycle?",
        then=(
            "It can be read by the same people as before.",
            "After the day that members were told, what is in it is erased by itself.",
        ),
        told="Nobody gets a mail.",
        last=True,
    ),
}

LINE: Final[Mapping[str, tuple[Stage, ...]]] = {
    "Set up": (Stage.DRAFT,),
    "Evidence": (Stage.EVIDENCE,),
    "Rating": (Stage.BLIND, Stage.REVEALED, Stage.DISCUSSED, Stage.DECIDED),
    "Locked": (Stage.LOCKED,),
    "With members": (Stage.RELEASED,),
    "Responses": (Stage.RESPONDED,),
    "Closed": (Stage.CLOSED,),
}
"""The stages as one line of words; while partnerships are rated each has a stage of its own."""


def line(stage: Stage) -> tuple[tuple[str, str], ...]:
    """Each word of the line with "done", "current" or "ahead"."""
    place = next(number for number, stages in enumerate(LINE.values()) if stage in stages)
    states = ("done", "current", "ahead")
    return tuple(
        (word, states[(number >= place) + (number > place)]) for number, word in enumerate(LINE)
    )

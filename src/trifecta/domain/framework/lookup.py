"""Every piece of the framework by its id, in the sections in which it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.framework.adaptations import ADAPTATIONS
from trifecta.domain.framework.asking import GAPS
from trifecta.domain.framework.interesting_work import CODDLING, WAYS_OUT
from trifecta.domain.framework.misapplications import MISAPPLICATIONS
from trifecta.domain.framework.openings import OPENINGS
from trifecta.domain.framework.pieces import Piece
from trifecta.domain.framework.principles import PITFALLS, PRINCIPLES
from trifecta.domain.framework.questions import QUESTIONS
from trifecta.domain.framework.seats import SEATS
from trifecta.domain.framework.steps import STEPS
from trifecta.domain.framework.tradeoffs import FALSE_TRADE_OFFS


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the framework: the id of its heading, what it is called, and what is in it."""

    id: str
    title: str
    lead: str
    pieces: tuple[Piece, ...]


SECTIONS: Final = (
    Section(
        id="principles",
        title="Five things to hold on to",
        lead="In every step, and most of all when it is hard.",
        pieces=PRINCIPLES,
    ),
    Section(
        id="openings",
        title="Where to start",
        lead="Sentences that people come with, and a first step for each.",
        pieces=OPENINGS,
    ),
    Section(
        id="steps",
        title="Seven steps",
        lead="In this order when nothing is on fire. In an open conflict, begin with the fourth.",
        pieces=STEPS,
    ),
    Section(
        id="trade-offs",
        title="Choices that usually are none",
        lead="How each gives way once both needs are known, and when it is a real one.",
        pieces=FALSE_TRADE_OFFS,
    ),
    Section(
        id="ways-out",
        title="When people want interesting work",
        lead="Five ways out, from the easiest to the slowest.",
        pieces=WAYS_OUT,
    ),
    Section(
        id="seats",
        title="How it often looks from each chair",
        lead="What is usual, to be checked with the person who sits there.",
        pieces=SEATS,
    ),
    Section(
        id="pitfalls",
        title="What tends to go wrong",
        lead="How it looks from inside, and one thing to do next.",
        pieces=PITFALLS,
    ),
    Section(
        id="misapplications",
        title="How not to use it",
        lead="Each of these has done harm. What to do is said beside it.",
        pieces=MISAPPLICATIONS,
    ),
    Section(
        id="adaptations",
        title="What changes with the company",
        lead="The steps stay. What comes first does not.",
        pieces=ADAPTATIONS,
    ),
    Section(
        id="coddling",
        title="When engineers are kept from the problem",
        lead="It is done out of kindness, and it keeps people small. Signs, and what to do.",
        pieces=CODDLING,
    ),
    Section(
        id="gaps",
        title="What is usually missing",
        lead="What is not known or not said when two people are stuck.",
        pieces=GAPS,
    ),
    Section(
        id="questions",
        title="Questions",
        lead="Three to five are enough. Take those whose answer you do not know.",
        pieces=QUESTIONS,
    ),
)

PIECES: Final[tuple[Piece, ...]] = tuple(piece for part in SECTIONS for piece in part.pieces)
_BY_ID: Final[Mapping[str, Piece]] = {piece.id: piece for piece in PIECES}


def by_id(piece_id: str) -> Piece | None:
    """The piece with this id, of whatever kind it is, or None."""
    return _BY_ID.get(piece_id)

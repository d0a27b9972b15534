"""What changes with the kind of company, and in an open conflict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.framework.pieces import Adaptation

ADAPTATIONS: Final = (
    Adaptation(
        id="startup",
        title="A small start-up",
        company="startup",
        why="You are few, so you start with understanding and leave forms for later.",
        changes="You start with understanding each other. Rating people together is not offered "
        "yet: with so few of you, a formal rating gets in the way.",
        start="understand",
    ),
    Adaptation(
        id="enterprise",
        title="A large company",
        company="enterprise",
        why="A large company: first what your executives say, then everything inside the "
        "cycle you have.",
        changes="You start with what your executives stand behind, and everything fits inside "
        "the review cycle you have.",
        start="shared-rating",
    ),
    Adaptation(
        id="product-led",
        title="Led by product",
        company="product_led",
        why="Design weighs as much as product in your company, so it is in from the start.",
        changes="A design lead as third member is proposed from the start.",
        start="third-member",
    ),
    Adaptation(
        id="design-led",
        title="Led by design",
        company="product_led",
        why="What users meet is decided by design. Without it, two of you promise what the third "
        "has to make whole.",
        changes="The design lead answers for the same outcomes, and questions go three ways: what "
        "falls away first when time is short is asked before a date is given.",
        start="third-member",
    ),
    Adaptation(
        id="technical-first",
        title="Led by technology",
        company="technical_first",
        why="Technology weighs most in your company, so the business is in from the start.",
        changes="A business lead as third member is proposed from the start.",
        start="third-member",
    ),
    Adaptation(
        id="open-conflict",
        title="In an open conflict",
        company="",
        why="You are in an open conflict. Understanding comes first, whatever else was planned.",
        changes="Nothing about structure is decided now: no shared rating, no third member. You "
        "take one disagreement and ask each other what you need.",
        start="understand",
    ),
)

FOR_COMPANY: Final[Mapping[str, Adaptation]] = {
    one.company: one for one in reversed(ADAPTATIONS) if one.company
}
"""By the kind of company; where two are for the same kind, the one that is written first."""
IN_CONFLICT: Final = next(one for one in ADAPTATIONS if one.id == "open-conflict")

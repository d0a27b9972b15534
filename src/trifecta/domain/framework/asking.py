"""How a clarifying question is written down, and what each gap is that questions close.

How to write one: it opens with what, which, who, whose, how, when or where; it can be answered in
many ways; it proposes nothing, blames nobody, and could be put to somebody one likes. Ids are kept
with what was asked: never use one again for another question.
"""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.pieces import Addressed, Gap, GapId, Question

GAPS: Final = (
    Gap(
        id="need-unknown",
        title="What they need is not known",
        meaning="You know what they ask for, and not what it is for.",
    ),
    Gap(
        id="constraint-unknown",
        title="What limits them is not known",
        meaning="Something holds them that does not show from where you stand.",
    ),
    Gap(
        id="evaluation-unknown",
        title="How they are judged is not known",
        meaning="What looks stubborn may be exactly what they are praised for.",
    ),
    Gap(
        id="success-unknown",
        title="What success looks like to them is not known",
        meaning="Two people can want the same project and wait for different ends of it.",
    ),
    Gap(
        id="one-sided",
        title="The story has one side so far",
        meaning="What happened is told from one chair, and reasons are guessed.",
    ),
    Gap(
        id="solution-first",
        title="A solution came before the question",
        meaning="Something is proposed, and nobody has said which need it is to meet.",
    ),
    Gap(
        id="claimed-trade-off",
        title="A choice is claimed that may be none",
        meaning="It is said that only one of two things can be had, and nobody has tried both.",
    ),
    Gap(
        id="date-unclear",
        title="It is urgent, and nobody says why that day",
        meaning="Some dates are a contract, some are a wish that was written down.",
    ),
    Gap(
        id="interesting-work-unclear",
        title="Interesting work plays a part and is not explained",
        meaning="Interesting can mean hard, new, one’s own, instructive or of use to somebody.",
    ),
    Gap(
        id="ownership-unclear",
        title="Who decides is not clear",
        meaning="Each believes that a decision is theirs, or that it is nobody’s.",
    ),
    Gap(
        id="sales-promise",
        title="Something was promised outside",
        meaning="A customer or a seller was told something, and what exactly is hearsay.",
    ),
    Gap(
        id="trust-broken",
        title="Something happened that has not been talked about",
        meaning="A promise that was not kept, or a surprise in front of others, stands in the way.",
    ),
)


def question(
    id: str,
    text: str,
    *,
    closes: tuple[GapId, ...],
    to: tuple[str, ...] = (),
    by: tuple[str, ...] = (),
    companies: tuple[str, ...] = (),
    put_to: Addressed = "counterpart",
) -> Question:
    """A question to counterparts in the roles `to`, asked by those in `by`; empty means any."""
    return Question(
        id=id,
        text=text,
        closes=closes,
        askers=frozenset(by),
        counterparts=frozenset(to),
        companies=frozenset(companies),
        put_to=put_to,
    )

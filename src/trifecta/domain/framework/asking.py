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
        of_both="What each of them needs is not known",
        meaning="You know what they ask for, and not what it is for.",
    ),
    Gap(
        id="constraint-unknown",
        title="What limits them is not known",
        of_both="What limits each of them is not known",
        meaning="Something holds them that does not show from where you stand.",
    ),
    Gap(
        id="evaluation-unknown",
        title="How they are judged is not known",
        of_both="What each believes to be judged by is not known",
        meaning="What looks stubborn may be exactly what they are praised for.",
    ),
    Gap(
        id="judged-apart",
        title="You seem to be judged by different things",
        of_both="They seem to be judged by different things",
        meaning="What one of you is praised for can make the other’s work harder; nobody means it.",
    ),
    Gap(
        id="success-unknown",
        title="What success looks like to them is not known",
        of_both="What success looks like to each of them is not known",
        meaning="Two people can want the same project and wait for different ends of it.",
    ),
    Gap(
        id="one-sided",
        title="The story has one side so far",
        of_both="What each would say of the other’s story is not known",
        meaning="What happened is told from one chair, and reasons are guessed.",
    ),
    Gap(
        id="seen-differently",
        title="The two of you see it differently",
        of_both="The two of them see it differently",
        meaning="What one takes for the matter itself may be a side of it to the other.",
    ),
    Gap(
        id="solution-first",
        title="A solution came before the question",
        of_both="A solution came before the question",
        meaning="Something is proposed or done, and what it means to the other was not asked.",
    ),
    Gap(
        id="claimed-trade-off",
        title="A choice is claimed that may be none",
        of_both="A choice is claimed that may be none",
        meaning="It is said that only one of two things can be had, and nobody has tried both.",
    ),
    Gap(
        id="date-unclear",
        title="It is urgent, and nobody says why that day",
        of_both="It is urgent, and nobody says why that day",
        meaning="Some dates are a contract, some are a wish that was written down.",
    ),
    Gap(
        id="interesting-work-unclear",
        title="Interesting work plays a part and is not explained",
        of_both="Interesting work plays a part and is not explained",
        meaning="Interesting can mean hard, new, one’s own, instructive or of use to somebody.",
    ),
    Gap(
        id="ownership-unclear",
        title="Who decides is not clear",
        of_both="Who decides is not clear to them",
        meaning="Each believes that a decision is theirs, or that it is nobody’s.",
    ),
    Gap(
        id="sales-promise",
        title="Something was promised outside",
        of_both="Something was promised outside",
        meaning="A customer or a seller was told something, and what exactly is hearsay.",
    ),
    Gap(
        id="trust-broken",
        title="Something happened that has not been talked about",
        of_both="Something happened that they have not talked about",
        meaning="A promise that was not kept, or a surprise in front of others, stands in the way.",
    ),
    Gap(
        id="plan-changed",
        title="What was planned has changed",
        of_both="What was planned has changed",
        meaning="Something came in, fell out or was turned round after both had counted on it.",
    ),
    Gap(
        id="decided-without",
        title="One of you learned of it afterwards",
        of_both="One of them learned of it afterwards",
        meaning="It was decided, promised or announced, and who has to live with it was not there.",
    ),
    Gap(
        id="reason-untold",
        title="What it is for has not been told",
        of_both="What it is for has not been told",
        meaning="Somebody knows why this is wanted, and whoever does it does not.",
    ),
    Gap(
        id="not-heard",
        title="Something was said, and nothing came of it",
        of_both="Something was said, and nothing came of it",
        meaning="A warning or a wish found no answer. Whether it was heard is not known.",
    ),
    Gap(
        id="estimate-doubted",
        title="How long it takes is doubted",
        of_both="How long it takes is doubted",
        meaning="One side does not believe the figure, and the other does not know why.",
    ),
    Gap(
        id="gone-quiet",
        title="You talk less than you could",
        of_both="They talk less than they could",
        meaning="Nothing is said aloud, and each fills the silence with a reason of their own.",
    ),
    Gap(
        id="many-masters",
        title="Several people say what comes first",
        of_both="Several people say what comes first",
        meaning="Wishes arrive from more than one side, and nobody puts them in one order.",
    ),
    Gap(
        id="blame-passed",
        title="Each names the other as the cause",
        of_both="Each names the other as the cause",
        meaning="What led to it, step by step, is told by nobody.",
    ),
    Gap(
        id="comes-back",
        title="It was talked about, and came back",
        of_both="It was talked about, and came back",
        meaning="What pulls things back to where they were is not known.",
    ),
    Gap(
        id="pressed-from-above",
        title="Somebody above wants it",
        of_both="Somebody above wants it, perhaps you",
        meaning="What exactly was asked for up there, and how firmly, is hearsay.",
    ),
    Gap(
        id="seat-empty",
        title="A seat is empty, or one person sits on two",
        of_both="A seat is empty, or one person sits on two",
        meaning="What nobody does any more, and who has quietly taken it on, has not been said.",
    ),
    Gap(
        id="handed-over",
        title="A solution is handed over, without the problem",
        of_both="A solution is handed over, without the problem",
        meaning="What is fixed about it, and what is only one way to do it, is not known.",
    ),
    Gap(
        id="done-differs",
        title="Done means different things to you",
        of_both="Done means different things to them",
        meaning="How good is good enough has been answered by each alone.",
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
    trade_offs: tuple[str, ...] = (),
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
        trade_offs=frozenset(trade_offs),
        put_to=put_to,
    )

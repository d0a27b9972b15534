"""Ways out of the interesting-work constraint, and signs that engineers are coddled."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.pieces import CoddlingSign, WayOut

WAYS_OUT: Final = (
    WayOut(
        id="say-it",
        title="Say it",
        text="As long as only one of you knows that people may leave, every delay looks like "
        "stubbornness. Say who told you what, without names if you have to.",
        say="There is something I have not told you, and it explains part of how I argue.",
    ),
    WayOut(
        id="find-it-in-the-work",
        title="Find the hard problem inside the work that is due",
        text="Work that the business needs has hard parts: scale, correctness, statistics, a tool "
        "that makes the fiftieth time as easy as the first. Give those parts to the people who "
        "want them.",
        say="Which part of this would be hard enough to be proud of?",
    ),
    WayOut(
        id="ask-what-interesting-means",
        title="Ask what interesting means",
        text="It can mean complex, new, one’s own to decide, something to learn, or something "
        "that matters to somebody. Only one of these needs a rewrite.",
        say="When they say interesting, which of these do they mean?",
    ),
    WayOut(
        id="expect-it-of-people",
        title="Expect people to carry what the business needs",
        text="Grown people can be told why dull work matters and be asked to do it well. Tell them "
        "what it pays for, share it fairly, and let it count when they are reviewed.",
        say="This has to be done, here is what for, and here is how we take turns.",
    ),
    WayOut(
        id="let-strategy-bound-it",
        title="Let a written strategy set the bounds",
        text="Where it is written down which language and which tools are used, new ones need a "
        "reason and an exception. The argument is had once, and not every quarter.",
        say="What does our standard kit say, and what would justify an exception?",
    ),
)

CODDLING: Final = (
    CoddlingSign(
        id="shielded-from-customers",
        title="Kept away from customers",
        looks_like="Engineers hear what customers say third-hand, so that they are not disturbed.",
        instead="Take one along to the next three customer calls, and ask what they would do.",
    ),
    CoddlingSign(
        id="bad-news-withheld",
        title="Spared the bad news",
        looks_like="The numbers are down, and the team is told to concentrate on the work.",
        instead="Show the numbers as you have them, and say what depends on them.",
    ),
    CoddlingSign(
        id="busy-with-toys",
        title="Kept happy with side work",
        looks_like="Somebody gets a new technology to play with so that they stay, and nobody "
        "waits for the result.",
        instead="Give them a problem that somebody waits for, with the room to solve it well.",
    ),
    CoddlingSign(
        id="no-owner-above-code",
        title="Responsible for code, never for a result",
        looks_like="A senior engineer is asked how, and never whether or what for.",
        instead="Name one real problem that they answer for, with its context, its date and "
        "somebody who stands behind them.",
    ),
    CoddlingSign(
        id="dull-work-goes-elsewhere",
        title="Dull work always goes to somebody else",
        looks_like="Some people never get the migration, the support week or the bug list.",
        instead="Share it by turns that everybody can see, leads and staff engineers included.",
    ),
    CoddlingSign(
        id="decisions-made-for-them",
        title="Decided for them, to save them the argument",
        looks_like="The lead fights about scope behind closed doors and brings back a list.",
        instead="Bring those who know the system into the room where it is decided, and let them "
        "say what a date costs.",
    ),
)

"""Sentences that people come with, and where to start from each."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.pieces import Opening

OPENINGS: Final = (
    Opening(
        id="yes-to-sales",
        said="My PM keeps saying yes to sales.",
        start="understand",
        why="Somebody was promised something, and you do not know yet what hangs on it. Ask that "
        "before you ask for fewer promises.",
        question="pm-who-waits",
    ),
    Opening(
        id="always-no",
        said="Engineering says no to everything.",
        start="understand",
        why="A no often protects something: a tired team, a fragile part, a promise made "
        "elsewhere. Find out what it protects.",
        question="em-people",
    ),
    Opening(
        id="how-to-structure-accountability",
        said="How do we hold an EM and a PM to account?",
        start="shared-rating",
        why="For the same outcomes, and together. How formally depends on your company: in a small "
        "one it is enough to look back together.",
        question="any-both-of-us",
    ),
    Opening(
        id="constant-conflict",
        said="Our EM and our PM are in conflict all the time.",
        start="diagnose",
        why="Being judged on different things and misreading each other look the same from "
        "outside, and need different remedies.",
        question="any-first-question",
    ),
    Opening(
        id="debt-or-features",
        said="Do we work on technical debt or on features?",
        start="compromise",
        why="Put like this, it is seldom a real choice. Say what each of you needs from it, then "
        "look for the part that serves both.",
        question="em-technical-part",
    ),
    Opening(
        id="keeps-pushing-a-rewrite",
        said="My EM keeps pushing for a rewrite.",
        start="understand",
        why="Behind a rewrite there is often something else: fear of the next outage, or of losing "
        "somebody. Ask what is going on before you judge the plan.",
        question="em-possible",
    ),
    Opening(
        id="team-wants-interesting-work",
        said="My team will leave if they have to do another quarter of this.",
        start="interesting-work",
        why="Your counterpart probably does not know. It is the reason for much of what they see "
        "you do.",
        question="what-have-i-not-said",
    ),
    Opening(
        id="changes-every-week",
        said="Priorities change every week.",
        start="understand",
        why="Changes come from somewhere. Find out who changes what is asked of your counterpart "
        "before you ask for calm.",
        question="any-changed",
    ),
    Opening(
        id="rated-down-for-the-other",
        said="Why is my rating lower because of somebody else?",
        start="shared-rating",
        why="Being rated together is meant to make you solve things together, and it has "
        "exceptions. Say what happened, and ask which of the two this is.",
        question="any-both-of-us",
    ),
    Opening(
        id="does-not-care",
        said="They do not care about quality at all.",
        start="no-villains",
        why="Few people care about nothing. Look for what they are made to care about first.",
        question="their-telling",
    ),
    Opening(
        id="business-against-both",
        said="The business asks for impossible things, and we two agree on that.",
        start="third-member",
        why="If whoever owns the number is the opponent of both of you, they belong in the "
        "conversation, and perhaps among you.",
        question="biz-target",
    ),
    Opening(
        id="who-decides",
        said="Nobody knows who decides.",
        start="shared-rating",
        why="First find out which decisions each of you believes to be theirs. Then say what you "
        "answer for together.",
        question="own-which-decisions",
    ),
)

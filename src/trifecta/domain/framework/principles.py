"""Five things to hold on to, and six that tend to go wrong, each with a next step."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.pieces import Pitfall, Principle

PRINCIPLES: Final = (
    Principle(
        id="nobody-is-the-villain",
        title="Everybody has a reason, and you see half of it",
        text="Nobody here is out to harm you. People act under limits that mostly do not show. Ask "
        "which one, before you say what kind of person does such a thing.",
    ),
    Principle(
        id="understand-first",
        title="Understand, then solve",
        text="A good solution to what you believe the other wants is still the wrong one. "
        "Questions first; they cost ten minutes.",
    ),
    Principle(
        id="judged-together",
        title="Whoever is judged together thinks together",
        text="You cannot ask two people to solve one problem and reward each for half of it.",
    ),
    Principle(
        id="needs-lie-deeper",
        title="What is asked for is not yet what is needed",
        text="A date, a rewrite or a headcount is a means. Ask what it would give, and other "
        "means appear.",
    ),
    Principle(
        id="most-trade-offs-give-way",
        title="Most hard trade-offs give way",
        text="Look once more, with both needs in front of you: at the order, the size, the "
        "stages. Some choices are real. Fewer than it seems.",
    ),
)

PITFALLS: Final = (
    Pitfall(
        id="rating-feels-unfair",
        title="Being rated together feels unfair",
        looks_like="Somebody asks why they get less because the other is struggling.",
        next_step="Say what an exception is for: somebody plainly not doing the job, with "
        "evidence. Where that is not so, ask what each of you could do so that it goes better for "
        "both, and write that down as a promise.",
    ),
    Pitfall(
        id="solutions-too-soon",
        title="Solutions come before questions",
        looks_like="Within five minutes there are two proposals on the table, and nobody has asked "
        "what they are for.",
        next_step="Park the proposals in writing. Ask three to five questions each, and say back "
        "what you heard, before you take them up again.",
    ),
    Pitfall(
        id="limits-kept-invisible",
        title="Limits stay invisible",
        looks_like="One carries a worried team, the other a promise to a customer, and each finds "
        "the other unreasonable.",
        next_step="Each of you names one limit that the other does not know of. Begin with the "
        "one that explains most of what you did lately.",
    ),
    Pitfall(
        id="villain-stories",
        title="Each has a story in which the other is to blame",
        looks_like="You tell somebody at dinner what the other has done again, and it is a good "
        "story.",
        next_step="Write the same events down as the other would tell them. Where you do not "
        "know why they did it, you have your next question.",
    ),
    Pitfall(
        id="leadership-absent",
        title="Leadership is not part of it",
        looks_like="The two of you agree, and each goes home to a boss who rewards the opposite.",
        next_step="Ask both executives for the same half hour. Show them the one place where "
        "their goals pull you apart, and ask which comes first.",
    ),
    Pitfall(
        id="rated-by-formula",
        title="The shared rating becomes a formula",
        looks_like="Both get the same because that is the rule, and nobody talked about how it "
        "went.",
        next_step="Do not release a rating without the talk it stands for: evidence looked at, "
        "proposals made apart, the differences discussed, the reasons written down.",
    ),
)

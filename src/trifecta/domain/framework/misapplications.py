"""Ways to use the framework against what it is for, and what to do instead."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.pieces import Misapplication

MISAPPLICATIONS: Final = (
    Misapplication(
        id="rating-as-punishment",
        title="A shared rating to make a point",
        harm="A rating that is lowered to teach two people a lesson teaches them to protect "
        "themselves, mostly from each other.",
        instead="Rate what happened. If the partnership does not work, both answer for it, and "
        "both get a plan with a date and help.",
    ),
    Misapplication(
        id="understanding-skipped",
        title="Straight to the plan",
        harm="A plan made from two positions splits the difference, and both come back for the "
        "rest.",
        instead="Ask and say back first, even when everybody is sure. If there really is no time, "
        "say so on the record and come back to it within the week.",
    ),
    Misapplication(
        id="without-leadership",
        title="Shared ratings that leadership has not agreed on",
        harm="Two people are told that they stand together, and their executives go on judging "
        "them apart.",
        instead="Let the executives of engineering and product say it together, in writing, "
        "before anybody is rated.",
    ),
    Misapplication(
        id="exception-withheld",
        title="No exception where one is plainly due",
        harm="Somebody who carries a partner that does not show up learns that it makes no "
        "difference.",
        instead="Make the exception: independently seen by two, with evidence, told beforehand, "
        "and visible as one.",
    ),
    Misapplication(
        id="structure-without-culture",
        title="Structure alone",
        harm="The same rating for two people who do not talk makes them two unhappy people with "
        "the same rating.",
        instead="Begin with one real disagreement and the questions in it. Let the structure "
        "come when there is something to hold.",
    ),
    Misapplication(
        id="questions-as-weapon",
        title="Questions that are arguments",
        harm="“Do you not think that…” is a proposal. The other hears it and defends.",
        instead="Ask only what you do not know. If you have a proposal, say that it is one, and "
        "keep it for later.",
    ),
    Misapplication(
        id="harm-called-tension",
        title="Misconduct treated as a tension",
        harm="Insults, threats and harassment are not a difference of needs, and asking the person "
        "they hit to understand makes it worse.",
        instead="Stop. Go to people operations or to somebody you trust above both of you. This "
        "is for two people who can speak to each other safely.",
    ),
)

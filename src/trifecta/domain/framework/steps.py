"""The seven steps: what each is for, when to start there, and how it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.framework.pieces import Step

STEPS: Final = (
    Step(
        id="diagnose",
        number=1,
        title="Find out why you are stuck",
        purpose="There are two usual causes, and each needs another remedy: you are rewarded for "
        "different things, or you do not know what the other needs. The second is the more "
        "common one; find out before you assume it.",
        start_when="You are in conflict again and again, and nobody can say what it is about.",
        how=(
            "Each of you says alone what you are judged on, what matters most now and what limits "
            "you, and what you believe the other would say.",
            "Put the answers side by side. Where they differ, you are pulled apart. Where a guess "
            "was wrong, you misread each other.",
            "If you cannot tell, say so, and ask the questions that would tell.",
        ),
        from_above=(
            "Ask each of them alone what they are judged on, what matters most now and what "
            "limits them, and what they believe the other would say.",
            "Hold the answers side by side. Where what they are judged on pulls them apart, "
            "that is yours to change, and no talk between them will.",
            "Where a guess about the other was wrong, let them tell each other. Do not carry "
            "it across for them.",
        ),
    ),
    Step(
        id="shared-rating",
        number=2,
        title="Answer for the same outcomes",
        purpose="As long as one of you is praised for what costs the other, good will has to be "
        "found anew each week. Whoever is rated together has a reason to solve all of the problem.",
        start_when="You understand each other well, and what you are judged on still pulls you "
        "apart; or you are about to decide how two leads of one team are to be held to account.",
        how=(
            "Your executives say it first, together, before a cycle begins.",
            "They rate the partnership on delivery, impact, team health and how well you solved "
            "the whole set of limits; each proposes alone, then they talk.",
            "One of you is rated apart only where that one plainly does not do the job, with "
            "evidence, and openly.",
        ),
        from_above=(
            "Say it first, in writing and before a cycle begins: the two answer for the same "
            "outcomes. Where somebody else leads the other side, say it together.",
            "Rate the partnership on delivery, impact, team health and how well it solved the "
            "whole set of limits. Where two of you rate, each proposes alone before you talk.",
            "Rate one of them apart only where that one plainly does not do the job, with "
            "evidence, and openly.",
        ),
    ),
    Step(
        id="third-member",
        number=3,
        title="Bring in who owns the business result",
        purpose="Two who agree can still agree against the third who pays for it. With the "
        "business lead among you, what keeps the company running is weighed along with the rest.",
        start_when="One person owns the business result, and what they need often pulls against "
        "product or engineering; or the company is run in business units.",
        how=(
            "Ask whoever owns the number to answer for the same outcomes as you.",
            "Where design decides as much as product does, ask the design lead; where one hard "
            "technical problem decides, the engineer who answers for it.",
            "Wait with it while you are in an open conflict: a third person would be made its "
            "referee.",
        ),
        from_above=(
            "Ask whoever owns the number to answer for the same outcomes as the two.",
            "Make sure that it is a partner and not a judge: you stay the one they turn to "
            "when they cannot agree.",
            "Wait with it while they are in an open conflict.",
        ),
    ),
    Step(
        id="understand",
        number=4,
        title="Understand before you solve",
        purpose="What somebody asks for is one way to get what they need, and seldom the only "
        "one. As long as you know only what is asked for, you can give in or refuse. Once you "
        "know what it is for, there is something to work on.",
        start_when="You are arguing about a solution, or you are in the middle of a conflict, "
        "whatever else was planned.",
        how=(
            "Leave your solution aside. It will still be there.",
            "Ask three to five questions that you do not know the answer to, and let the other "
            "finish.",
            "Say in your own words what they need, until they say: that is it.",
            "You may still disagree then. You will at least disagree about the same thing.",
        ),
        from_above=(
            "Leave your solution aside. From you it would sound like a decision.",
            "Ask each of them three to five questions that you do not know the answer to, the "
            "same ones, and say to neither what the other said.",
            "Then bring them together, and let each say what the other needs, until the other "
            "says: that is it.",
            "You need not settle it. You see to it that they argue about the same thing.",
        ),
    ),
    Step(
        id="no-villains",
        number=5,
        title="Look for the limit behind the act",
        purpose="A story in which somebody is to blame ends the search for reasons, and it is "
        "nearly always too short. People do odd things for reasons that made sense from where "
        "they stood.",
        start_when="You catch yourself explaining what the other does by what they are like.",
        how=(
            "Write down what happened: who did what, and when, as a camera would have seen it.",
            "Ask yourself which limit could make a sensible person do just that.",
            "Ask yourself what a good outcome is from where they stand, and how they are judged.",
            "Then ask them. Your guess is a better question now, and still a guess.",
        ),
        from_above=(
            "Let each tell what happened: who did what, and when, as a camera would have seen it.",
            "Ask yourself which limit could make a sensible person do just that, and how many "
            "of those limits come from you.",
            "Pass on no story about one to the other. Who hears it from you takes it for your "
            "verdict.",
        ),
    ),
    Step(
        id="interesting-work",
        number=6,
        title="Speak about interesting work",
        purpose="A lead who fears that good people leave for more interesting work often argues "
        "for a rewrite and says nothing of the fear. From outside that looks unreliable.",
        start_when="A rewrite, a new language or a platform keeps coming up and nobody can say "
        "which problem of the business it solves.",
        how=(
            "Say it: who said what, and what you are afraid of.",
            "Find out what interesting means here: hard, new, one’s own, something to learn, or "
            "something that matters to somebody.",
            "Look for that in the work that is due anyway, and agree what technical work gets in "
            "return.",
        ),
        from_above=(
            "Ask whoever leads engineering what the people want to work on, and what they fear.",
            "Say what the business can stand behind, and what technical work has to show in "
            "return.",
            "Bring both to one table: a wish that only one of them knows cannot be planned with.",
        ),
    ),
    Step(
        id="compromise",
        number=7,
        title="Find the plan that gives each what they need",
        purpose="Once the needs are on the table, most hard choices turn out to be a matter of "
        "order, size or stages. The first idea is rarely the best one.",
        start_when="Each of you can say what the other needs, and the other agrees that this is "
        "it.",
        how=(
            "Write down both needs, without the solutions they came with.",
            "List what could be done, in parts: what is small enough to come first, and what can "
            "follow once it stands.",
            "Say what each plan gives each of you, and what it costs.",
            "Promise it by name and date, with a day on which you look back.",
        ),
        from_above=(
            "Have both needs written down, without the solutions they came with.",
            "Ask for at least two plans that serve both, with what each plan gives and costs.",
            "Take away a limit that only you can take away, and say which ones will stay.",
            "Let them choose and promise it, by name and date; you ask on the day on which "
            "they look back.",
        ),
    ),
)

WHEN_ANOTHER_HELPS: Final[Mapping[str, str]] = {
    "business": "It helps where one person owns the business result, where the business often "
    "pulls against product or engineering, or where a company is run in business units.",
    "design": "It helps where design decides what is built as much as product does.",
    "staff": "It helps where one senior engineer answers for one large problem of the team.",
}
"""When a further member helps a partnership, by role."""

STEP: Final[Mapping[str, Step]] = {step.id: step for step in STEPS}

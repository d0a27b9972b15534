"""Questions about what happened: for those who lead together, after a particular kind of event."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.asking import question

ABOUT_PLANS: Final = (
    question(
        "changed-what-came-up",
        "What came up between the plan and the change, and who brought it to you?",
        closes=("plan-changed", "constraint-unknown"),
    ),
    question(
        "changed-goes-out",
        "When something new comes in, what goes out, and who picks that?",
        closes=("plan-changed", "ownership-unclear"),
    ),
    question(
        "changed-came-from",
        "What came in after we had planned, from whom, and what made it urgent for them?",
        closes=("plan-changed", "constraint-unknown"),
    ),
    question(
        "changed-heard-when",
        "When did you know that it would change, and what did you still hope for at that point?",
        closes=("plan-changed",),
    ),
    question(
        "changed-costs",
        "Which parts of your people’s work fall away when the plan changes halfway?",
        closes=("plan-changed", "constraint-unknown"),
        to=("em", "design", "staff"),
        by=("pm", "business"),
    ),
    question(
        "without-room",
        "Who was in the room when it was settled, and what else was on the table?",
        closes=("decided-without", "constraint-unknown"),
    ),
    question(
        "without-time",
        "What did that day look like for you, and what would asking first have meant?",
        closes=("decided-without", "constraint-unknown"),
    ),
    question(
        "without-answer",
        "What did you expect to hear from me, had you asked beforehand?",
        closes=("decided-without", "trust-broken"),
    ),
    question(
        "without-easier",
        "How would you like to reach me when something has to be settled within the hour?",
        closes=("decided-without",),
    ),
    question(
        "reason-first-wanted",
        "Who wanted this first, and what did they hope would change?",
        closes=("reason-untold", "need-unknown"),
    ),
    question(
        "reason-told-you",
        "What were you told about the reason, and what did you have to guess?",
        closes=("reason-untold", "constraint-unknown"),
    ),
    question(
        "reason-if-not",
        "What happens, and to whom, when nobody does this at all?",
        closes=("reason-untold", "need-unknown", "success-unknown"),
    ),
    question(
        "handed-problem",
        "Which moment in somebody’s day is this to make easier?",
        closes=("handed-over", "need-unknown"),
    ),
    question(
        "handed-open",
        "What in this has to be exactly so, and where may we find a better way?",
        closes=("handed-over", "constraint-unknown"),
    ),
    question(
        "handed-earlier",
        "When would it help you to have one of us beside you, before it is written down?",
        closes=("handed-over",),
        to=("pm", "business", "design"),
    ),
    question(
        "handed-made-of-it",
        "What did you understand the problem to be when this reached you?",
        closes=("handed-over",),
        to=("em", "staff", "design"),
    ),
)

ABOUT_TALKING: Final = (
    question(
        "heard-what",
        "What did you hear me say about this, in your own words?",
        closes=("not-heard", "one-sided"),
    ),
    question(
        "heard-worth",
        "What would you have to see for this to be worth a day of thought?",
        closes=("not-heard", "need-unknown"),
    ),
    question(
        "heard-desk",
        "What else was on your desk when I brought it up?",
        closes=("not-heard", "constraint-unknown"),
    ),
    question(
        "heard-form",
        "How early, and in which form, can you do something with a worry of mine?",
        closes=("not-heard",),
    ),
    question(
        "quiet-last-time",
        "When did the two of us last have time for this, and what has changed since?",
        closes=("gone-quiet", "trust-broken"),
    ),
    question(
        "quiet-not-said",
        "What have you thought about this and found no good occasion to say?",
        closes=("gone-quiet", "one-sided"),
    ),
    question(
        "quiet-worth",
        "What would make half an hour a week together worth it for you?",
        closes=("gone-quiet",),
    ),
    question(
        "blame-steps",
        "What happened, step by step, until it came out like this?",
        closes=("blame-passed", "one-sided"),
    ),
    question(
        "blame-notice",
        "Where on the way could one of us have noticed, and from what?",
        closes=("blame-passed",),
    ),
    question(
        "blame-asked",
        "What were you asked about it afterwards, by whom, and what could you say?",
        closes=("blame-passed", "evaluation-unknown"),
    ),
    question(
        "back-good-weeks",
        "What is different in the weeks when it goes well?",
        closes=("comes-back", "constraint-unknown"),
    ),
    question(
        "back-pulls",
        "What pulls things back to the old way, as you see it?",
        closes=("comes-back", "constraint-unknown"),
    ),
    question(
        "back-agreed",
        "What did you take away as agreed, the last time?",
        closes=("comes-back", "plan-changed"),
    ),
)

ABOUT_LIMITS: Final = (
    question(
        "doubt-which-part",
        "Which part of the estimate looks large to you, and what do you compare it with?",
        closes=("estimate-doubted", "one-sided"),
        by=("em", "design", "staff"),
    ),
    question(
        "doubt-first-slice",
        "How much of it would have to be finished before the rest can be told with some certainty?",
        closes=("estimate-doubted", "date-unclear"),
        to=("em", "design", "staff"),
    ),
    question(
        "doubt-last-time",
        "What took longer than we thought the last time, and when could it be seen?",
        closes=("estimate-doubted", "date-unclear"),
    ),
    question(
        "doubt-for-what",
        "What do you do with an estimate once you have it, and who hears it from you?",
        closes=("estimate-doubted", "constraint-unknown"),
        to=("pm", "business"),
    ),
    question(
        "masters-two-wishes",
        "When two people want different things of you, whose wish comes first, and who says so?",
        closes=("many-masters", "ownership-unclear"),
        to=("pm", "business", "design"),
    ),
    question(
        "masters-list",
        "Who may put work on this team’s list, and where can all of it be seen?",
        closes=("many-masters", "ownership-unclear"),
    ),
    question(
        "masters-each-other",
        "What do those who ask for work know of one another’s wishes?",
        closes=("many-masters",),
    ),
    question(
        "above-words",
        "What was asked of you from above, word for word, and what did you answer?",
        closes=("pressed-from-above", "constraint-unknown"),
        to=("pm", "business"),
    ),
    question(
        "above-reached-you",
        "What has reached you of what is wanted above, and what would you ask them about it?",
        closes=("pressed-from-above", "constraint-unknown"),
        to=("em", "design", "staff"),
    ),
    question(
        "above-room",
        "How much room for another way was there in what they asked for?",
        closes=("pressed-from-above", "constraint-unknown"),
    ),
    question(
        "above-cost",
        "Who up there knows what it costs down here, and from whom?",
        closes=("pressed-from-above",),
    ),
    question(
        "seat-waits",
        "What waits because that seat is empty, and who does which part of it now?",
        closes=("seat-empty", "ownership-unclear"),
    ),
    question(
        "seat-two-chairs",
        "What falls between when one person sits on two chairs, and who notices it first?",
        closes=("seat-empty", "ownership-unclear"),
    ),
    question(
        "seat-how-long",
        "How long is it meant to stay like this, and who has said so?",
        closes=("seat-empty",),
    ),
    question(
        "seat-put-down",
        "Which part of what you took over would you put down first?",
        closes=("seat-empty", "constraint-unknown"),
    ),
    question(
        "done-means",
        "What has to be there before you call something done?",
        closes=("done-differs", "success-unknown"),
    ),
    question(
        "done-faults",
        "Which faults could users live with for a week, and which not for a day?",
        closes=("done-differs", "claimed-trade-off", "constraint-unknown"),
        trade_offs=("speed-or-quality",),
    ),
    question(
        "done-looked-at",
        "What did you look at when you decided that it was ready, or not ready?",
        closes=("done-differs",),
    ),
)

ABOUT_CHOICES: Final = (
    question(
        "choice-repair-helps",
        "Which of the next features would be quicker to build if part of the repair came first?",
        trade_offs=("features-or-debt",),
        closes=("claimed-trade-off",),
    ),
    question(
        "choice-where-it-hurts",
        "Where does it hurt users most when quality slips, and where do they hardly see it?",
        trade_offs=("speed-or-quality",),
        closes=("claimed-trade-off",),
    ),
    question(
        "choice-support-back",
        "What comes back in support month after month, and what would end it?",
        trade_offs=("support-or-roadmap",),
        closes=("claimed-trade-off",),
    ),
    question(
        "choice-later-when",
        "What has to happen for “later” to have a date?",
        trade_offs=("now-or-later-well",),
        closes=("claimed-trade-off",),
    ),
    question(
        "choice-same-where",
        "Where does it have to be the same for all teams, and where may each decide?",
        trade_offs=("autonomy-or-standards",),
        closes=("claimed-trade-off",),
    ),
    question(
        "choice-one-needs",
        "What does that customer have to be able to do, and which others want the same?",
        trade_offs=("one-customer-or-all",),
        closes=("claimed-trade-off",),
        to=("pm", "business"),
    ),
)

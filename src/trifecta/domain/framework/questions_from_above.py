"""Questions from somebody else, to each of two: one of them at a time, or side by side."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.asking import question

BESIDE: Final = ("em", "pm", "business", "design", "staff", "neither")
"""Who asks two of whom they lead neither."""

TO_EACH: Final = (
    question(
        "each-need",
        "What do you need to come out of this, whichever way the two of you do it?",
        closes=("need-unknown", "success-unknown"),
        put_to="each",
    ),
    question(
        "each-need-of-other",
        "What does the other need from this, as far as you know, and how did you learn it?",
        closes=("need-unknown", "not-heard", "one-sided"),
        put_to="each",
    ),
    question(
        "each-limit",
        "What holds you back here that the other has no way of seeing?",
        closes=("constraint-unknown", "reason-untold"),
        put_to="each",
    ),
    question(
        "each-limit-from-me",
        "Which of my own wishes or deadlines makes this harder for you?",
        closes=("constraint-unknown", "pressed-from-above"),
        by=("executive",),
        put_to="each",
    ),
    question(
        "each-judged",
        "What do you believe I judge you by, and what do you believe I judge the other by?",
        closes=("evaluation-unknown", "judged-apart"),
        by=("executive",),
        put_to="each",
    ),
    question(
        "each-apart",
        "When did doing well by your numbers last cost the other something?",
        closes=("judged-apart",),
        put_to="each",
    ),
    question(
        "each-same-outcome",
        "Which result could I hold both of you to without it being unfair to one?",
        closes=("judged-apart", "evaluation-unknown", "ownership-unclear"),
        by=("executive",),
        put_to="each",
    ),
    question(
        "each-rated",
        "What would make a rating that both of you share a fair one, and what do you fear of it?",
        closes=("judged-apart", "evaluation-unknown"),
        put_to="each",
    ),
    question(
        "each-success",
        "What would be different in three months if the two of you had this sorted out?",
        closes=("success-unknown",),
        put_to="each",
    ),
    question(
        "each-other-side",
        "How would the other tell me this, in a way that they would call fair?",
        closes=("one-sided", "seen-differently"),
        put_to="each",
    ),
    question(
        "each-about",
        "What is this about, in one sentence, and what would the other put in its place?",
        closes=("seen-differently", "one-sided"),
        put_to="each",
    ),
    question(
        "each-led-up",
        "What came before this, and what did you know of the other’s side then?",
        closes=("seen-differently", "one-sided"),
        put_to="each",
    ),
    question(
        "each-sees",
        "What does the other see here that you do not, as far as you can tell?",
        closes=("seen-differently", "one-sided"),
        put_to="each",
    ),
    question(
        "each-mine-loses",
        "Who loses something by what I have in mind, and who would go along without meaning it?",
        closes=("solution-first",),
        put_to="each",
    ),
    question(
        "each-mine-for",
        "Which part of the trouble would still be there after what I have in mind?",
        closes=("solution-first", "comes-back"),
        put_to="each",
    ),
    question(
        "each-both",
        "How much of each of the two things would be enough, and in which order could they come?",
        closes=("claimed-trade-off",),
        put_to="each",
    ),
    question(
        "each-date",
        "What hangs on that day, and which of us could move it?",
        closes=("date-unclear",),
        put_to="each",
    ),
    question(
        "each-interesting",
        "What do your people hope to work on, and who besides you has heard it from them?",
        closes=("interesting-work-unclear",),
        put_to="each",
    ),
    question(
        "each-decides",
        "Which decisions do you take to be yours, which the other’s, and which mine?",
        closes=("ownership-unclear",),
        by=("executive",),
        put_to="each",
    ),
    question(
        "each-promised",
        "What was promised to whom, and who of you knew of it that day?",
        closes=("sales-promise", "decided-without"),
        put_to="each",
    ),
    question(
        "each-trust",
        "What happened between you two that neither has brought up since?",
        closes=("trust-broken",),
        put_to="each",
    ),
    question(
        "each-changed",
        "What did the plan look like before it changed, and who learned of the change when?",
        closes=("plan-changed",),
        put_to="each",
    ),
    question(
        "each-without",
        "Whom would it have taken half an hour to ask, and what made that half hour hard to find?",
        closes=("decided-without",),
        put_to="each",
    ),
    question(
        "each-reason",
        "What were you told this is for, and by whom?",
        closes=("reason-untold",),
        put_to="each",
    ),
    question(
        "each-heard",
        "What have you said more than once, and what became of it each time?",
        closes=("not-heard",),
        put_to="each",
    ),
    question(
        "each-estimate",
        "What is an estimate used for once it leaves the team, and how do you know?",
        closes=("estimate-doubted",),
        put_to="each",
    ),
    question(
        "each-quiet",
        "When did the two of you last talk without me or anybody else there, and about what?",
        closes=("gone-quiet",),
        put_to="each",
    ),
    question(
        "each-masters",
        "Who has asked you for something this month, and who put all of it in one order?",
        closes=("many-masters",),
        put_to="each",
    ),
    question(
        "each-led-to-it",
        "What happened first, what then, and what did you know at each point?",
        closes=("blame-passed",),
        put_to="each",
    ),
    question(
        "each-comes-back",
        "What did you both agree on the last time, and what pulled it back?",
        closes=("comes-back",),
        put_to="each",
    ),
    question(
        "each-from-above",
        "What did you hear me or somebody above me ask for, and how firm did it sound?",
        closes=("pressed-from-above",),
        by=("executive",),
        put_to="each",
    ),
    question(
        "each-seat",
        "Who does the work of the empty seat now, and what is left undone for it?",
        closes=("seat-empty",),
        put_to="each",
    ),
    question(
        "each-handed-over",
        "How much of the problem did you see before somebody brought a solution?",
        closes=("handed-over",),
        put_to="each",
    ),
    question(
        "each-done",
        "What do you look at to say that something is done, and what does the other look at?",
        closes=("done-differs",),
        put_to="each",
    ),
    question(
        "each-measured",
        "What are you measured by this year, who told you, and what would you guess for the other?",
        closes=("evaluation-unknown", "judged-apart"),
        by=BESIDE,
        put_to="each",
    ),
    question(
        "each-whose",
        "Where do you think your part of it ends and the part of the other begins?",
        closes=("ownership-unclear",),
        by=BESIDE,
        put_to="each",
    ),
    question(
        "each-hurry",
        "Who wants it that soon, and what did they say would happen otherwise?",
        closes=("pressed-from-above",),
        by=BESIDE,
        put_to="each",
    ),
)
"""In each of them "the other" is whoever else of the two. Where "I" could only be whoever
leads both, nobody else asks it."""

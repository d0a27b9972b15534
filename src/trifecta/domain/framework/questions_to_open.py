"""Questions for what stands between two people, and those one puts to oneself beforehand."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.asking import question

BETWEEN_US: Final = (
    question(
        "trust-what-happened",
        "What did I do lately that made this harder for you?",
        closes=("trust-broken", "one-sided"),
    ),
    question(
        "trust-what-would-help",
        "What would you have to see from me to rely on the next promise?",
        closes=("trust-broken",),
    ),
    question(
        "trust-heard-first",
        "What did you learn from others that you would have liked to hear from me?",
        closes=("trust-broken", "one-sided"),
    ),
    question(
        "trust-credit",
        "What have people heard about who did which part of it, and from whom?",
        closes=("trust-broken", "one-sided"),
    ),
    question(
        "trust-before-others",
        "What had happened on your side before it was said in front of the others?",
        closes=("trust-broken", "one-sided"),
    ),
    question(
        "trust-went-above",
        "What did you hope for when you took it to somebody above us?",
        closes=("trust-broken", "one-sided"),
    ),
    question(
        "story-led-up",
        "What led up to this, from where you stood, and what did you hope for?",
        closes=("one-sided", "seen-differently"),
    ),
    question(
        "story-makes-sense",
        "What would I have to know for this to make as much sense to me as it does to you?",
        closes=("one-sided", "constraint-unknown"),
    ),
    question(
        "story-your-side",
        "How would you tell somebody new what has happened between us on this?",
        closes=("one-sided",),
    ),
    question(
        "differs-what-is-it",
        "What is this about, as you would put it in one sentence?",
        closes=("seen-differently", "one-sided"),
    ),
    question(
        "differs-led-up",
        "What came before this on your side that I have not seen?",
        closes=("seen-differently", "one-sided"),
    ),
    question(
        "story-first-noticed",
        "When did you first notice that we see this differently, and what was going on then?",
        closes=("seen-differently", "one-sided", "constraint-unknown"),
    ),
    question(
        "differs-heard",
        "What did you take from what I told you, and what was missing in it?",
        closes=("seen-differently", "not-heard"),
    ),
    question(
        "differs-before-us",
        "Which earlier trouble of this kind comes to your mind, and how did that end?",
        closes=("seen-differently", "trust-broken"),
    ),
    question(
        "differs-in-the-team",
        "What do people on the team make of the two of us, as far as you hear?",
        closes=("seen-differently", "one-sided"),
    ),
    question(
        "differs-users",
        "What have you seen users do that makes you look at it the way you do?",
        closes=("seen-differently", "need-unknown"),
    ),
    question(
        "differs-decision",
        "Which decision is this about in the end, and what would you decide by?",
        closes=("seen-differently", "ownership-unclear"),
    ),
    question(
        "differs-where-we-agree",
        "Where do you think we want the same here, and from which point on do we not?",
        closes=("seen-differently",),
    ),
    question(
        "differs-went-well",
        "When did we last sort out something like this well, and what was different then?",
        closes=("seen-differently", "comes-back"),
    ),
    question(
        "apart-against",
        "When did what counts for you last work against what counts for me?",
        closes=("judged-apart", "one-sided"),
    ),
    question(
        "apart-who-set",
        "Who set what each of us is judged by, and what did they want to see more of?",
        closes=("judged-apart", "evaluation-unknown"),
    ),
    question(
        "rated-on-what",
        "Which outcomes could the two of us be rated on together, and who would rate them?",
        closes=("judged-apart", "evaluation-unknown"),
    ),
    question(
        "rated-apart-when",
        "When would it be right to rate one of us apart, and who would have to show why?",
        closes=("ownership-unclear", "evaluation-unknown"),
    ),
    question(
        "apart-move",
        "What would you do differently here if nobody counted it?",
        closes=("judged-apart",),
    ),
    question(
        "solution-for-what",
        "Which problem did you have in mind when you first thought of this?",
        closes=("need-unknown",),
    ),
    question(
        "solution-other-ways",
        "What else have you thought of, and what spoke against it?",
        closes=("claimed-trade-off", "need-unknown"),
    ),
    question(
        "mine-breaks",
        "What breaks on your side if it goes the way I have in mind?",
        closes=("solution-first", "constraint-unknown"),
    ),
    question(
        "mine-leaves-out",
        "What do you need that my way leaves out?",
        closes=("solution-first", "need-unknown"),
    ),
    question(
        "mine-told-before",
        "What would you have told me if I had asked you before?",
        closes=("solution-first", "one-sided"),
    ),
    question(
        "mine-instead",
        "What else would solve this for me, and cost you less?",
        closes=("solution-first", "claimed-trade-off"),
    ),
    question(
        "mine-not-needed",
        "What would have to change between us for it not to be needed?",
        closes=("solution-first", "trust-broken"),
    ),
    question(
        "trade-off-both",
        "What would have to be true for us to have both?",
        closes=("claimed-trade-off",),
    ),
    question(
        "trade-off-enough",
        "How much of each would be enough, and until when?",
        closes=("claimed-trade-off", "success-unknown"),
    ),
    question(
        "date-day-before",
        "Who needs what on that day, and what could they begin with the week before?",
        closes=("date-unclear", "need-unknown"),
    ),
    question(
        "date-moved-before",
        "When did a date like this move the last time, and what came of it?",
        closes=("date-unclear",),
    ),
    question(
        "own-which-decisions",
        "Which decisions in this do you take to be yours, which mine, and which ours?",
        closes=("ownership-unclear",),
    ),
    question(
        "own-last-word",
        "Who settled it the last time the two of us did not agree, and how did you find out?",
        closes=("ownership-unclear", "trust-broken"),
    ),
    question(
        "own-blamed",
        "Whom do people turn to when this goes badly?",
        closes=("ownership-unclear", "evaluation-unknown"),
    ),
    question(
        "sold-in-writing",
        "What of this is in writing, and what was said in a call?",
        closes=("sales-promise", "date-unclear"),
        to=("pm", "business"),
    ),
    question(
        "sold-behind-it",
        "What did the customer want to be able to do when they asked for it?",
        closes=("sales-promise", "need-unknown"),
        to=("pm", "business"),
    ),
)

TO_YOURSELF: Final = (
    question(
        "limit-i-cannot-see",
        "Which limit could make a sensible person act just like that?",
        closes=("constraint-unknown", "one-sided"),
        put_to="yourself",
    ),
    question(
        "success-from-there",
        "What would a good outcome be from where they stand?",
        closes=("success-unknown",),
        put_to="yourself",
    ),
    question(
        "judged-how",
        "What are they praised for, and what are they asked about when it is missing?",
        closes=("evaluation-unknown",),
        put_to="yourself",
    ),
    question(
        "their-telling",
        "How would they tell what happened, and where would they say that you come in?",
        closes=("one-sided",),
        put_to="yourself",
    ),
    question(
        "seen-or-guessed",
        "What of this have you seen yourself, and what have you concluded?",
        closes=("one-sided",),
        put_to="yourself",
    ),
    question(
        "what-it-would-give-me",
        "What would your solution give you, and what else could give you that?",
        closes=("solution-first", "need-unknown"),
        put_to="yourself",
    ),
    question(
        "what-have-i-not-said",
        "What limits you that they do not know of, and what keeps you from saying it?",
        closes=("interesting-work-unclear", "constraint-unknown"),
        put_to="yourself",
    ),
    question(
        "my-part",
        "What would you do differently if it began again?",
        closes=("trust-broken", "one-sided"),
        put_to="yourself",
    ),
    question(
        "give-up-last",
        "Which part of what you ask for would you give up last?",
        closes=("claimed-trade-off", "need-unknown"),
        put_to="yourself",
    ),
)

"""Questions to those who lead product or business, and to anybody."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.asking import question

TO_PRODUCT: Final = (
    question(
        "pm-who-waits",
        "Who outside this team is waiting for this, and what have they been told?",
        closes=("constraint-unknown", "sales-promise"),
        to=("pm",),
        by=("em", "design", "staff"),
    ),
    question(
        "pm-date",
        "Where does the date come from, and what happens on the day after it?",
        closes=("date-unclear", "constraint-unknown"),
        to=("pm", "business"),
        by=("em", "design", "staff"),
    ),
    question(
        "pm-hangs-on-it",
        "What hangs on this result for you: money, seats, or a decision somebody makes afterwards?",
        closes=("constraint-unknown",),
        to=("pm",),
    ),
    question(
        "pm-room",
        "Which parts of the plan could you move without asking anybody, and which could you not?",
        closes=("constraint-unknown", "ownership-unclear"),
        to=("pm",),
        by=("em", "business", "design", "staff"),
    ),
    question(
        "pm-disappoint",
        "Whom would you disappoint if this came later, and what would follow from that?",
        closes=("constraint-unknown", "date-unclear"),
        to=("pm", "business"),
        by=("em", "design", "staff"),
    ),
    question(
        "pm-heard",
        "What have you heard from customers lately that the rest of us have not?",
        closes=("constraint-unknown", "one-sided"),
        to=("pm", "business", "design"),
    ),
    question(
        "pm-unsure",
        "Which part of this are you least sure of yourself?",
        closes=("constraint-unknown",),
        to=("pm", "business"),
    ),
    question(
        "pm-faults",
        "Which faults reach you from outside, and what do you do with them?",
        closes=("constraint-unknown",),
        to=("pm", "business", "em"),
    ),
    question(
        "pm-large-customer",
        "What does the one large customer stand for in your eyes, beyond the contract?",
        closes=("success-unknown", "need-unknown"),
        to=("pm", "business"),
        by=("em", "design", "staff"),
    ),
    question(
        "pm-smallest-proof",
        "What is the smallest result that would convince the people you have to convince?",
        trade_offs=("now-or-later-well", "experiments-or-foundations"),
        closes=("success-unknown", "need-unknown", "claimed-trade-off"),
        to=("pm", "business"),
    ),
    question(
        "pm-half",
        "What would still be of use to you if only half of it were there?",
        trade_offs=("speed-or-quality",),
        closes=("success-unknown", "date-unclear", "claimed-trade-off"),
        to=("pm", "business"),
        by=("em", "design", "staff"),
    ),
    question(
        "pm-notice",
        "What would users notice first if this went the way you hope?",
        closes=("success-unknown",),
        to=("pm", "design"),
    ),
    question(
        "pm-later",
        "How would you know in three months that this was worth doing?",
        closes=("success-unknown",),
        to=("pm", "business"),
        by=("em", "design", "staff"),
    ),
    question(
        "pm-stop",
        "What would you gladly stop offering if it were yours to decide?",
        closes=("success-unknown", "claimed-trade-off"),
        to=("pm", "business"),
    ),
    question(
        "pm-number",
        "Which number does your own lead look at when they look at your work?",
        closes=("evaluation-unknown",),
        to=("pm",),
    ),
    question(
        "pm-late-but-good",
        "When something comes late but well made, how does that look from where you are judged?",
        closes=("evaluation-unknown",),
        to=("pm", "business"),
        by=("em", "design", "staff"),
    ),
    question(
        "pm-quarter",
        "What did you say at the start of the quarter that you are held to now?",
        closes=("evaluation-unknown", "sales-promise"),
        to=("pm", "business"),
    ),
    question(
        "pm-apart-number",
        "Which of your numbers would suffer if you helped with mine?",
        closes=("judged-apart", "evaluation-unknown"),
        to=("pm",),
    ),
    question(
        "pm-my-way-promised",
        "Who counts on something from you that my way puts at risk?",
        closes=("solution-first", "constraint-unknown"),
        to=("pm",),
    ),
)

TO_BUSINESS: Final = (
    question(
        "biz-last-day",
        "What changes for you on the last day of the quarter?",
        closes=("constraint-unknown",),
        to=("business",),
    ),
    question(
        "biz-sold",
        "What did the customer hear when this was sold, as far as you know?",
        closes=("sales-promise", "constraint-unknown"),
        to=("pm", "business"),
    ),
    question(
        "biz-lose",
        "Which customers may leave over this, and how soon would we know?",
        closes=("constraint-unknown", "sales-promise"),
        to=("pm", "business"),
    ),
    question(
        "biz-fixed",
        "What is fixed here by contract or law, and what by habit?",
        closes=("constraint-unknown", "date-unclear"),
        to=("business",),
    ),
    question(
        "biz-month",
        "What does a month of delay cost, and who notices it first?",
        closes=("constraint-unknown", "date-unclear"),
        to=("pm", "business"),
        by=("em", "design", "staff"),
    ),
    question(
        "biz-say",
        "What do the people who sell need to be able to say next week?",
        closes=("success-unknown", "sales-promise"),
        to=("business",),
    ),
    question(
        "biz-good-customer",
        "What makes a customer a good one for us, in your eyes?",
        closes=("success-unknown",),
        to=("pm", "business"),
    ),
    question(
        "biz-show",
        "What would you need to be able to show, and to whom?",
        closes=("success-unknown", "need-unknown"),
        to=("pm", "business"),
    ),
    question(
        "biz-renew",
        "What would make it easier for customers to stay that none of them asks for?",
        closes=("success-unknown",),
        to=("pm", "business", "design"),
    ),
    question(
        "biz-target",
        "How is your target set, and what in it depends on us?",
        closes=("evaluation-unknown",),
        to=("business",),
    ),
    question(
        "biz-missed",
        "What follows for you when the number is missed?",
        closes=("evaluation-unknown",),
        to=("pm", "business"),
    ),
    question(
        "biz-paid",
        "How are the people who sell paid, and what does that make urgent?",
        closes=("evaluation-unknown", "sales-promise"),
        to=("business",),
    ),
    question(
        "biz-apart-target",
        "What would you have to explain, and to whom, if your target came second to mine once?",
        closes=("judged-apart", "evaluation-unknown"),
        to=("business",),
    ),
    question(
        "biz-my-way-hurts",
        "Which customer or which number suffers if it goes the way I have in mind?",
        closes=("solution-first", "constraint-unknown"),
        to=("business",),
    ),
)

TO_ANYBODY: Final = (
    question(
        "any-seldom-mention",
        "What do you have to take into account that you seldom get to mention?",
        closes=("constraint-unknown",),
    ),
    question(
        "any-made-sense",
        "What made this the sensible thing to do, from where you stand?",
        closes=("constraint-unknown", "one-sided"),
    ),
    question(
        "any-status",
        "Who asks you how far we are, how often, and what do they do with the answer?",
        closes=("constraint-unknown",),
    ),
    question(
        "any-other-team",
        "Which other teams’ work does this wait for, and what have they told you?",
        closes=("constraint-unknown",),
    ),
    question(
        "any-changed",
        "What has changed on your side since we last agreed on this?",
        closes=("constraint-unknown", "one-sided"),
    ),
    question(
        "any-rule",
        "Which rule or contract binds you here, and how much room does it leave?",
        closes=("constraint-unknown",),
    ),
    question(
        "any-my-way",
        "What do you think would happen if it went the way I ask?",
        closes=("constraint-unknown", "one-sided", "solution-first"),
    ),
    question(
        "any-gives",
        "What would the thing you ask for give you that you do not have now?",
        closes=("need-unknown", "success-unknown"),
    ),
    question(
        "any-not-understood",
        "What about your needs have I not understood yet?",
        closes=("need-unknown", "one-sided", "success-unknown"),
    ),
    question(
        "any-last",
        "Which of the things you need would you give up last?",
        closes=("need-unknown", "claimed-trade-off", "success-unknown"),
    ),
    question(
        "any-going-well",
        "What would you notice first if this went well between the two of us?",
        closes=("success-unknown",),
    ),
    question(
        "any-meeting-ends",
        "What would you like to have in hand when one of our meetings ends?",
        closes=("success-unknown",),
    ),
    question(
        "any-count-on",
        "What would show you that a promise between us holds?",
        closes=("success-unknown", "trust-broken"),
    ),
    question(
        "any-decided-well",
        "When would you call this decided well, whichever way it goes?",
        closes=("success-unknown", "ownership-unclear"),
    ),
    question(
        "any-people-say",
        "What would people on both our teams say in three months if we got this right?",
        closes=("success-unknown",),
    ),
    question(
        "any-date-right",
        "What has to be right on the day itself, and what may come after it?",
        closes=("success-unknown", "date-unclear"),
    ),
    question(
        "any-easier",
        "What would make the coming weeks easier for you, apart from this?",
        closes=("success-unknown",),
    ),
    question(
        "any-above",
        "What does the person above you expect of this, in their words?",
        closes=("evaluation-unknown",),
    ),
    question(
        "any-first-question",
        "What does your own lead ask you about first?",
        closes=("evaluation-unknown",),
    ),
    question(
        "any-both-of-us",
        "What would those who review us count as a success for both of us?",
        closes=("judged-apart", "evaluation-unknown", "claimed-trade-off"),
    ),
    question(
        "any-praised",
        "What were you last praised for here, and by whom?",
        closes=("evaluation-unknown",),
    ),
)

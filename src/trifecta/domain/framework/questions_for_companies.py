"""Questions that only one kind of company gives an answer to."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.asking import question

STARTUP: Final = ("startup",)
ENTERPRISE: Final = ("enterprise",)
PRODUCT_LED: Final = ("product_led",)
TECHNICAL_FIRST: Final = ("technical_first",)

FOR_COMPANIES: Final = (
    question(
        "any-jobs",
        "Which of the jobs you do here would somebody else do in a larger company?",
        closes=("constraint-unknown", "ownership-unclear"),
        companies=STARTUP,
    ),
    question(
        "any-six-months",
        "What has to be true for the company in six months, as you see it?",
        closes=("success-unknown",),
        companies=STARTUP,
    ),
    question(
        "any-founders-see",
        "Where do the founders look to see whether you are doing well?",
        closes=("evaluation-unknown", "judged-apart"),
        companies=STARTUP,
    ),
    question(
        "any-one-thing",
        "Which one thing would you try if nothing else could be tried before the money runs out?",
        closes=("solution-first", "need-unknown"),
        companies=STARTUP,
    ),
    question(
        "any-say",
        "Who besides me has a say in what you do this month?",
        closes=("constraint-unknown", "ownership-unclear"),
        companies=ENTERPRISE,
    ),
    question(
        "any-approval",
        "Whose approval does this need, and what do they usually want to see?",
        closes=("constraint-unknown", "ownership-unclear"),
        companies=ENTERPRISE,
    ),
    question(
        "any-goals",
        "What is written into your goals for this year’s review?",
        closes=("evaluation-unknown",),
        companies=ENTERPRISE,
    ),
    question(
        "any-goals-from-above",
        "Which of your goals came down to you, and which have you set with your own boss?",
        closes=("judged-apart", "evaluation-unknown"),
        companies=ENTERPRISE,
    ),
    question(
        "any-other-department",
        "Which other department’s plan does this have to go well with?",
        closes=("success-unknown", "constraint-unknown"),
        companies=ENTERPRISE,
    ),
    question(
        "any-rules-met",
        "Which rule or standing decision would the way you have in mind run into?",
        closes=("solution-first", "constraint-unknown"),
        companies=ENTERPRISE,
    ),
    question(
        "any-not-for-speed",
        "Which part of the experience matters more to you than speed, and how did that come about?",
        closes=("success-unknown",),
        to=("pm", "design"),
        companies=PRODUCT_LED,
    ),
    question(
        "any-promised-feel",
        "What have users been led to expect of this, and by whom?",
        closes=("constraint-unknown", "date-unclear"),
        companies=PRODUCT_LED,
    ),
    question(
        "any-experience-judged",
        "Who decides whether what we ship is good enough, and does that count for you?",
        closes=("evaluation-unknown", "judged-apart"),
        companies=PRODUCT_LED,
    ),
    question(
        "any-users-miss",
        "Which part of it would users miss first, and how do we know?",
        closes=("solution-first", "need-unknown"),
        companies=PRODUCT_LED,
    ),
    question(
        "any-customers-behind",
        "Which customers stand behind the technical choice, and what have they said?",
        closes=("constraint-unknown",),
        to=("em", "pm", "staff"),
        companies=TECHNICAL_FIRST,
    ),
    question(
        "any-right-bet",
        "What would you have to see in a year to call this technology the right bet?",
        closes=("success-unknown",),
        companies=TECHNICAL_FIRST,
    ),
    question(
        "any-works-or-sells",
        "What counts for you in the end: that it works, that it lasts, or that it sells?",
        closes=("evaluation-unknown", "judged-apart"),
        companies=TECHNICAL_FIRST,
    ),
    question(
        "any-whose-trouble",
        "Whose trouble does this technology take away, and have they said so themselves?",
        closes=("solution-first", "need-unknown"),
        companies=TECHNICAL_FIRST,
    ),
)

FOR_COMPANIES_TO_EACH: Final = (
    question(
        "each-hats",
        "Which hats do you wear that the other believes to be theirs?",
        closes=("constraint-unknown", "ownership-unclear"),
        companies=STARTUP,
        put_to="each",
    ),
    question(
        "each-other-bosses",
        "Whom besides me do you have to satisfy, and what do they want from this?",
        closes=("constraint-unknown", "many-masters"),
        by=("executive",),
        companies=ENTERPRISE,
        put_to="each",
    ),
    question(
        "each-good-enough",
        "When is it good enough for you to go out, and when is it for the other?",
        closes=("success-unknown", "done-differs"),
        companies=PRODUCT_LED,
        put_to="each",
    ),
    question(
        "each-technology-for",
        "What does the technology win for our customers, as you see it?",
        closes=("success-unknown", "need-unknown"),
        companies=TECHNICAL_FIRST,
        put_to="each",
    ),
)

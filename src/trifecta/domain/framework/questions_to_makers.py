"""Questions to those who lead engineering or design, and to staff engineers."""

from __future__ import annotations

from typing import Final

from trifecta.domain.framework.asking import question

TO_ENGINEERING: Final = (
    question(
        "em-expected",
        "What does your team expect of you that I may not know of?",
        closes=("constraint-unknown", "interesting-work-unclear"),
        to=("em",),
    ),
    question(
        "em-people",
        "How are the people on your team doing, in ways that somebody outside it would not see?",
        closes=("constraint-unknown",),
        to=("em",),
    ),
    question(
        "em-elsewhere",
        "What would make a good person on your team start to look elsewhere?",
        closes=("constraint-unknown", "interesting-work-unclear"),
        to=("em",),
    ),
    question(
        "em-nights",
        "What happened at night or at weekends lately that shapes how you see this?",
        closes=("constraint-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-fragile",
        "Which part of the system worries you when we add to it, and what have you seen it do?",
        closes=("constraint-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-sees-customers",
        "What do you and your people get to see of customers, and what not?",
        closes=("constraint-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-expires",
        "What expires or loses its support here, and when did you learn of it?",
        closes=("constraint-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-seen-it-do",
        "What has the old system done that makes a rewrite worth it to you?",
        closes=("need-unknown", "constraint-unknown"),
        to=("em", "staff"),
    ),
    question(
        "em-few-know",
        "Which parts of this can only one or two people do, and where else are they needed?",
        closes=("constraint-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-estimate",
        "What is in the estimate that somebody outside engineering would not expect there?",
        closes=("constraint-unknown", "date-unclear"),
        to=("em", "staff"),
        by=("pm", "business", "design"),
    ),
    question(
        "em-week",
        "What takes up the week and never shows in a plan?",
        closes=("constraint-unknown",),
        to=("em", "design", "staff"),
    ),
    question(
        "em-argued",
        "Which of the ways we build things did you have to win agreement for, and from whom?",
        closes=("constraint-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-held-to",
        "Who else looks at security and reliability here, and what do they hold you to?",
        closes=("evaluation-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-new-person",
        "What would a new person change, and what does finding one take out of the team?",
        closes=("constraint-unknown",),
        to=("em",),
    ),
    question(
        "em-own-it",
        "What would it take to look after this for years, as you see it?",
        closes=("constraint-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-left-behind",
        "What did the last push before a date leave behind, in the work and in people?",
        closes=("constraint-unknown", "date-unclear", "trust-broken"),
        to=("em", "design", "staff"),
    ),
    question(
        "em-unfinished",
        "What was left open last time, and who lives with it now?",
        closes=("constraint-unknown", "trust-broken"),
        to=("em", "design", "staff"),
    ),
    question(
        "em-quarter",
        "What would a good quarter look like for your team, apart from what gets delivered?",
        closes=("success-unknown", "interesting-work-unclear"),
        to=("em",),
    ),
    question(
        "em-on-the-day",
        "What could your team stand behind on that day, and what would have to follow it?",
        closes=("success-unknown", "date-unclear"),
        to=("em", "design", "staff"),
        by=("pm", "business"),
    ),
    question(
        "em-possible",
        "What would be possible after the rebuild that is not possible today?",
        closes=("success-unknown", "need-unknown"),
        to=("em", "staff"),
        by=("pm", "business", "design"),
    ),
    question(
        "em-steady",
        "When would you call the service steady enough to build on?",
        closes=("success-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-technical-part",
        "Which part of the technical work would already help if it were all that got done?",
        closes=("claimed-trade-off", "success-unknown"),
        trade_offs=("features-or-debt",),
        to=("em", "staff"),
        by=("pm", "business", "design"),
    ),
    question(
        "em-test-ground",
        "What makes an experiment a sound one in your eyes?",
        closes=("claimed-trade-off", "success-unknown"),
        trade_offs=("experiments-or-foundations",),
        to=("em", "design", "staff"),
    ),
    question(
        "em-stays",
        "How does it count for you when somebody stays, grows or leaves?",
        closes=("evaluation-unknown",),
        to=("em",),
    ),
    question(
        "em-outage",
        "What follows for you after an outage?",
        closes=("evaluation-unknown",),
        to=("em", "staff"),
    ),
    question(
        "em-apart-asked",
        "What would you be asked about if your people put what I need first for once?",
        closes=("judged-apart", "evaluation-unknown"),
        to=("em", "staff"),
    ),
    question(
        "em-my-way-drops",
        "What would your people have to drop or do again if it goes the way I have in mind?",
        closes=("solution-first", "constraint-unknown"),
        to=("em", "staff"),
    ),
)

ABOUT_INTEREST: Final = (
    question(
        "interest-meaning",
        "When people on your team say interesting, what do they mean by it?",
        closes=("interesting-work-unclear", "constraint-unknown"),
        to=("em", "design", "staff"),
    ),
    question(
        "interest-said",
        "What did people say to you, in their words, and what did you hear in it?",
        closes=("interesting-work-unclear", "constraint-unknown"),
        to=("em",),
    ),
    question(
        "interest-hard-problem",
        "Which hard problem would your people pick up without being asked?",
        closes=("interesting-work-unclear", "success-unknown"),
        to=("em", "staff"),
    ),
    question(
        "interest-due-anyway",
        "Which parts of the work that is due anyway do people find hard in a good way?",
        closes=("interesting-work-unclear", "success-unknown", "claimed-trade-off"),
        trade_offs=("interesting-or-needed",),
        to=("em", "design", "staff"),
    ),
    question(
        "interest-in-a-year",
        "What do people on your team want to be able to do in a year that they cannot do today?",
        closes=("interesting-work-unclear", "success-unknown"),
        to=("em",),
    ),
    question(
        "interest-decide",
        "Where would your people like to decide for themselves, and who decides there now?",
        closes=("interesting-work-unclear", "constraint-unknown"),
        to=("em", "design", "staff"),
    ),
    question(
        "interest-saw",
        "When did somebody on your team last see what their work did for a user?",
        closes=("interesting-work-unclear", "success-unknown"),
        to=("em", "design", "staff"),
    ),
    question(
        "interest-proud",
        "Which piece of work was your team proud of lately, and what made it so?",
        closes=("interesting-work-unclear", "success-unknown"),
        to=("em", "design"),
    ),
    question(
        "interest-new-tool",
        "How much of the pull is the new technology itself, and how much what it makes possible?",
        closes=("interesting-work-unclear", "success-unknown"),
        to=("em", "staff"),
    ),
    question(
        "interest-same-work",
        "How long can people do the same kind of work before it wears on them?",
        closes=("interesting-work-unclear", "constraint-unknown"),
        to=("em", "design", "staff"),
    ),
    question(
        "interest-staff-problem",
        "Which problem here would you want to answer for, whatever it is called?",
        closes=("interesting-work-unclear", "success-unknown"),
        to=("staff",),
    ),
    question(
        "interest-design-stretch",
        "Which part of this work stretches the designers, and which part wears them out?",
        closes=("interesting-work-unclear", "constraint-unknown"),
        to=("design",),
    ),
    question(
        "interest-judged-by",
        "How is it judged here when an engineer spends a quarter on needed, unexciting work?",
        closes=("interesting-work-unclear", "evaluation-unknown"),
        to=("em", "staff"),
    ),
)

TO_DESIGN: Final = (
    question(
        "design-hear",
        "When do you usually hear of a change, and what can you still do by then?",
        closes=("constraint-unknown",),
        to=("design",),
    ),
    question(
        "design-fall-away",
        "Which details fall away first when time is short, and what do users notice of it?",
        closes=("constraint-unknown",),
        to=("design",),
    ),
    question(
        "design-saw",
        "What have you seen users do that is hard to put into words for the rest of us?",
        closes=("constraint-unknown",),
        to=("pm", "design"),
    ),
    question(
        "design-alike",
        "What gets harder for users when parts look or behave differently?",
        closes=("constraint-unknown",),
        to=("design",),
    ),
    question(
        "design-whose-work",
        "How many teams do you design for, and who decides whose work comes first?",
        closes=("constraint-unknown", "ownership-unclear"),
        to=("design",),
    ),
    question(
        "design-first-time",
        "What would you want somebody to be able to do here the first time, without help?",
        closes=("success-unknown",),
        to=("pm", "design"),
    ),
    question(
        "design-apart",
        "Which part of what you are praised for do the rest of us get in the way of?",
        closes=("judged-apart", "evaluation-unknown"),
        to=("design",),
    ),
    question(
        "design-judged",
        "How do people judge your work here, and what do they not see of it?",
        closes=("evaluation-unknown",),
        to=("design", "staff"),
    ),
)

TO_STAFF: Final = (
    question(
        "staff-coming",
        "What do you see coming in the system that has not cost us anything yet?",
        closes=("constraint-unknown",),
        to=("em", "staff"),
    ),
    question(
        "staff-visitors",
        "How many people come to you in a week, and what for?",
        closes=("constraint-unknown",),
        to=("staff",),
    ),
    question(
        "staff-decide",
        "Which decisions here are yours, and on which do you only advise?",
        closes=("constraint-unknown", "ownership-unclear"),
        to=("design", "staff"),
    ),
    question(
        "staff-tried",
        "What has been tried here before, and what came of it?",
        closes=("constraint-unknown", "solution-first"),
        to=("em", "staff"),
    ),
    question(
        "staff-solved",
        "When would you say that the problem you answer for is solved?",
        closes=("success-unknown",),
        to=("staff",),
    ),
    question(
        "staff-measured",
        "What is your work measured by, when most of it shows in what others build?",
        closes=("evaluation-unknown",),
        to=("staff",),
    ),
)

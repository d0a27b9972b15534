"""What a text tells asks for a question only where it was done to its writer, and is no idiom."""

from __future__ import annotations

import pytest

from trifecta.domain.framework.pieces import GapId
from trifecta.domain.situations.reading import read

OTHER = {"em": "pm", "pm": "em"}
EVENTS: frozenset[GapId] = frozenset(
    {
        "blame-passed",
        "comes-back",
        "decided-without",
        "done-differs",
        "estimate-doubted",
        "gone-quiet",
        "handed-over",
        "many-masters",
        "not-heard",
        "plan-changed",
        "pressed-from-above",
        "reason-untold",
        "seat-empty",
        "trust-broken",
    }
)


def told_in(text: str, role: str) -> set[GapId]:
    """What is asked about because words of the text show that it happened."""
    asked = read(text, about_us=True, role=role, counterpart=OTHER[role]).questions
    return {one.gap for one in asked if one.span} & EVENTS


@pytest.mark.parametrize(
    ("gap", "role", "text"),
    [
        ("not-heard", "em", "I raised it three times in planning and my PM wrote nothing down."),
        ("not-heard", "em", "My PM never answers my messages about the release."),
        ("not-heard", "pm", "I've warned my EM twice about the audit, nothing happened."),
        (
            "not-heard",
            "em",
            "Every time I mention the memory leak our product manager changes the subject.",
        ),
        ("not-heard", "pm", "The engineering lead waved my concern away in front of the group."),
        ("not-heard", "em", "My team's objections were brushed aside by the PM."),
        ("not-heard", "pm", "My EM doesn't reply when I ask about the migration."),
        ("not-heard", "em", "Nobody in product listens when we say the importer is fragile."),
        (
            "decided-without",
            "em",
            "I learned from the newsletter that my PM had promised an app for tablets.",
        ),
        (
            "decided-without",
            "pm",
            "My EM moved the whole team to the migration without telling me.",
        ),
        (
            "decided-without",
            "em",
            "The PM agreed on the scope with the customer, nobody asked engineering.",
        ),
        (
            "decided-without",
            "em",
            "We found out in the demo that the feature had been dropped by our PM.",
        ),
        (
            "decided-without",
            "pm",
            "The tech lead never consulted me before he switched the provider.",
        ),
        ("decided-without", "em", "She signed the pilot behind my back."),
        ("decided-without", "pm", "They went over my head and cancelled the launch, my EM knew."),
        (
            "plan-changed",
            "em",
            "Our PM swaps two tickets for others in the middle of every sprint.",
        ),
        (
            "plan-changed",
            "em",
            "By Wednesday half of the sprint is exchanged for something else, says my PM.",
        ),
        (
            "plan-changed",
            "em",
            "The story we had planned is replaced on Tuesday by one from the PM's inbox.",
        ),
        ("plan-changed", "em", "My PM keeps pulling new items into the running sprint."),
        ("plan-changed", "pm", "My EM changed the scope after we had agreed on it."),
        ("plan-changed", "em", "Priorities shift every other week and the PM says that's agile."),
        ("plan-changed", "em", "She slips things in after planning, my PM."),
        (
            "plan-changed",
            "em",
            "New stuff comes in during the sprint from our product owner and nothing goes out.",
        ),
        ("seat-empty", "em", "Our product manager left in March and nobody replaced her."),
        ("seat-empty", "em", "No product owner since summer, so I write the stories."),
        ("seat-empty", "pm", "The EM position has been vacant since May and I cover for it."),
        (
            "seat-empty",
            "em",
            "My PM is on parental leave until October and there is no replacement.",
        ),
        ("seat-empty", "pm", "We lost our tech lead and his work falls on me, the PM."),
        (
            "estimate-doubted",
            "em",
            "My PM doesn't believe our estimates and halves them in her head.",
        ),
        ("estimate-doubted", "pm", "My EM pads every estimate, I think."),
        ("estimate-doubted", "em", "The PM says it would be easy to add and doubts the six weeks."),
        ("estimate-doubted", "pm", "They said two months and it became five, my EM shrugs."),
        (
            "estimate-doubted",
            "em",
            "Why does it take so long, asks the product manager every time.",
        ),
        ("gone-quiet", "em", "My PM has cancelled our one on one four times in a row."),
        ("gone-quiet", "pm", "My EM and I barely talk since the reorg."),
        ("gone-quiet", "em", "The PM avoids me since the launch."),
        ("gone-quiet", "pm", "Radio silence from engineering since the incident."),
        ("gone-quiet", "em", "Our weekly 1:1 gets moved or cancelled by the PM every time."),
        ("gone-quiet", "pm", "My tech lead went quiet after the review."),
        ("gone-quiet", "em", "The PM skips our weekly and sends no notes."),
        ("done-differs", "em", "My PM and I can't agree on what done means."),
        (
            "done-differs",
            "em",
            "For me finished is when it runs in production, for the PM when it can be clicked.",
        ),
        ("done-differs", "pm", "We argue about whether a story is ready, my EM and I."),
        ("done-differs", "pm", "My EM calls it done when the code is merged."),
        ("done-differs", "em", "The PM tells the stakeholders it's done when it isn't."),
        ("done-differs", "pm", "Nobody ever wrote down a definition of done, says my EM."),
        (
            "trust-broken",
            "em",
            "My PM presented the scheduler as his own work, my team was not on a slide.",
        ),
        ("trust-broken", "em", "At the all hands the PM took the credit for the migration."),
        (
            "trust-broken",
            "em",
            "She thanked sales and design, my engineers weren't mentioned once by the PM.",
        ),
        ("trust-broken", "pm", "My EM told the board it was his idea."),
        ("trust-broken", "pm", "My EM went to my boss instead of talking to me."),
        ("trust-broken", "em", "Our PM criticised my developers in front of the customer."),
        ("trust-broken", "em", "The product lead claims our work as hers."),
    ],
)
def test_what_happened_is_asked_about_however_it_is_told(gap: GapId, role: str, text: str) -> None:
    assert gap in told_in(text, role)


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("em", "My PM and I agreed that direct messages get ignored after six."),
        ("em", "Should I bring it up again with my PM or ignore it?"),
        ("em", "I never asked my PM what it costs, that's on me."),
        ("pm", "My EM's post got one thumbs up from the CEO."),
        ("pm", "I can't read the EM's velocity charts."),
        ("em", "I rolled my eyes when the PM showed the deck, that was not fair of me."),
        ("pm", "I ignored my EM's warning and I regret it."),
        ("em", "The PM may override the limit twice a month, says the process."),
        ("em", "I laughed at the PM's estimate of the market."),
        ("pm", "When I asked my EM she said there's no way around the upgrade."),
        ("em", "Two people on my team asked twice for more vacation, the PM doesn't mind."),
        ("em", "My PM, please don't tell me to find an agile coach."),
        ("pm", "I told my EM afterwards that I don't want such jokes in a meeting."),
        ("em", "Nobody in the PM's department ever asks what it costs."),
        ("pm", "My EM promised not to do it again and he kept it."),
        ("pm", "I found out by chance that my EM is on the works council."),
        ("em", "I found out that the PM used to be a developer."),
        ("em", "I decided the sprint goal without asking the PM, that was a mistake."),
        ("em", "Don't ask me how the PM does it, but it works."),
        ("em", "Change my mind: a PM without customers is an assistant."),
        ("pm", "I changed the roadmap because my EM asked me to."),
        ("em", "We swap seats every month so that the PM hears the developers."),
        ("em", "The PM and I want to change the order of topics in the retro."),
        ("em", "My PM was swapped for a new one in May."),
        ("pm", "Plans for my EM's parental leave are growing."),
        ("em", "My PM is on parental leave and her stand-in does it well."),
        ("em", "Two people are on leave this week, the PM knows."),
        ("pm", "My EM was on sick leave for three days."),
        ("em", "The PM works part-time and we plan around it."),
        ("pm", "My EM went on leave in August, we handed over well."),
        ("em", "The PM covers for me when I'm on holiday."),
        ("pm", "My EM suggested a second opinion from a lawyer."),
        ("em", "My mother-in-law asks why it takes so long, and my PM laughs about it."),
        ("pm", "My EM says it can't be done without a new contract."),
        ("em", "The PM was late for the meeting."),
        ("pm", "My EM takes too long to introduce people."),
        ("em", "The bonus from my PM's budget feels like buying silence."),
        ("pm", "My EM and I try to avoid meetings after four."),
        ("em", "I'd like fewer meetings with the PM and more time to write."),
        ("pm", "My EM hardly sees a problem there."),
        ("em", "My PM cancelled the contract with the agency."),
        ("em", "I cancelled my one on one with a developer, the PM was ill."),
        ("em", "Our test suite is flaky and the PM knows."),
        ("em", "My PM is done with the roadmap."),
        ("pm", "My EM is not ready to talk."),
        ("em", "When the PM is done talking we eat."),
        ("pm", "I have never finished reading my EM's document."),
        ("em", "My PM gives the engineers credit in every demo."),
        ("em", "The PM took credit card data out of the logs with us."),
        ("pm", "The customer's credit line is checked by my EM's service."),
        ("em", "The PM went to my boss's birthday."),
        ("em", "The PM put all our names on the slide."),
        ("pm", "I took the credit and my EM was hurt."),
        ("em", "My PM asks twice before she changes the sprint. Please let us do more of that."),
        ("pm", "My EM is on parental leave since May, and it goes fine."),
        (
            "em",
            "The PM changes the plan after planning when customers need it, and that works well.",
        ),
        ("em", "Thanks to our PM nobody ignores the alerts any more."),
        ("pm", "I'm glad that my EM changes her mind when she sees new numbers."),
        ("em", "Our PM drops features without drama, I like that."),
    ],
)
def test_what_did_not_happen_to_the_writer_is_not_asked_about(role: str, text: str) -> None:
    assert told_in(text, role) == set()

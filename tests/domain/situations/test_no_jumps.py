"""What only looks like a solution that comes before the need."""

from __future__ import annotations

import pytest
from tests.domain.situations.accounts import BEFORE

from trifecta.domain.situations.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "I have a product owner who means well but adds scope in the middle of the sprint.",
        "You need product management, and engineers are not born with it. We argue with our PM.",
        "You are putting the team under pressure, the engineers told the PM, and they argued.",
        "Seeing what drives both, product and engineering, is the only way to get things done.",
        "I'd walk into planning with our PM, and the engineers had nothing to say to either of us.",
        "The PM wants it finished, done. The engineers want it right, and they argue about it.",
        "You could drop her as product manager into our worst team, and the engineers liked her.",
    ],
)
def test_what_only_looks_like_a_solution(text: str) -> None:
    assert not read(text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "Skip the PM and you lose the easy wins, says every engineer.",
        "Put one number over product and engineering and see what happens.",
        "Let the head of engineering own product too and you get timid plans.",
        "The PM is under a manager who blames the engineers.",
        "As a PM I quit dropping meetings into the engineers' mornings.",
        "Our PM can't let them go on like that, the engineers say.",
        "I asked for another engineer, and the PM said no.",
    ],
)
def test_what_a_thing_would_lead_to_is_a_warning(text: str) -> None:
    assert not read(text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "The PM promised it again. I've quit a job before because of exactly this.",
        "My PM and I agreed on a simple rule: no changes after Wednesday.",
        "Nobody knows about the deadline until the PM mails it to the engineers.",
        "The PM pushes changes without approval and without a ticket.",
        "The engineers report to me and the PM reports directly to the CEO.",
        "We don't do any discovery with our PM any more, and nobody talks to any of us.",
        "The PM went straight to our CTO, over my head.",
        "Sales had signed the contract before any engineer saw it. The contract was signed in May.",
        "I've asked the PM to give us a week for the tests.",
        "We removed the feature that the PM wanted, and I closed the ticket.",
        "We only build what sales asks for, and the engineers push back on a date now and then.",
        "We decided to build it with the engineers after the PM had told us why.",
        "The PM is in Munich, the project is starting in March, and nothing was agreed.",
        "I want to keep them in the loop, engineers and product.",
        "We're setting up a meeting with the engineers to hear what they need.",
        "Engineering won't do it, the PM says, and we have a contractor for the rest.",
        "There is no more time for product, and tickets get closed without a comment.",
        "We're putting it off again, PM and EM. Whoever shouts loudest gets it.",
        "I nearly wrote to the CEO that the PM and I can't go on like this.",
        "I will not go over her head, she's a good PM and the engineers like her.",
        "From Monday we have a new product owner, and the engineers make jokes already.",
        "Our VP thinks product managers aren't needed, the engineers don't.",
        "A new rule from product came in the mail. Attendance is mandatory.",
        "Our PM never explains. No spec, no numbers, no reason.",
        "The consultants say put product and engineering under one roof.",
        "My boss, after the second beer: get rid of the engineers. He says so each year.",
        "I'd fire him, but I won't. He's our PM and the engineers like him.",
        "The PM came with another date. I quit! But I didn't, I asked why.",
        "PM and engineers took a vote on the summer party.",
        "The engineers are tired of our PM and want him gone. I'd like to understand him.",
        "We've all of them in one room now, PM and engineers.",
        "My bonus hangs on uptime, and our PM's on features.",
        "Half of the comments say 'sack the managers', the others 'sack the engineers'.",
        "Young companies fall into the trap of putting product under engineering.",
        "Later on, companies often put the product team under engineering, and it shows.",
        "They wanted the engineers to have the problem solved in a month, the PM said.",
        "I say no to a request now and then, and so does our PM.",
        "My boss wants me to fire the PM, and I haven't heard her side yet.",
        "A speaker announced that we need to get rid of the product owner. I asked him why.",
        "I had the resignation letter in a drawer, and then our PM asked what I'd need.",
        "Product owners talk to my engineers while I'm out.",
        "The engineers don't need a PM, just a note taker?",
        "The PM cuts in: fire the engineers.",
        "I've proposed a feature freeze to the PM more than once, and engineering agrees.",
        "Is it true that the engineers and the PM should be merged?",
    ],
)
def test_complaints_steps_and_what_others_would_have_are_no_solution(text: str) -> None:
    assert not read(text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to ask her what she needs before we plan with the engineers.",
        "Our PM and I made up our minds that she was right about the engineers.",
        "The PM and the developers decide twice: each decision is made twice.",
        "My idea of what the PM needs is vague, and the engineers do not know it.",
        "I want to get out of this fight between product and engineering.",
        "The engineers want a good relationship with our PM, and I want one as well.",
    ],
)
def test_a_step_towards_them_is_no_solution(text: str) -> None:
    assert not read(text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "She has to go, kids, at four each day.",
        "He has to go through three approvals before anything ships.",
        "My predecessor asked HR for a transfer.",
        "Our best engineer left the company because of it.",
        "His resignation letter is written, he told me so at lunch.",
        "The customer's contract is cancelled.",
        "Effective next week she reports to someone else.",
        "Effective Monday I report to her.",
        "Starting Monday I'm on parental leave.",
        "As of today I'm officially responsible for both.",
        "From tomorrow nobody is in the office until the third.",
        "From October my team is in Lisbon and she is in Lyon.",
        "From now on he sits next to me.",
        "We build exactly what the design says, and she is still disappointed.",
        "Nobody knows yet, me included.",
        "I told my team to leave room for her questions.",
        "I told my team to stop working at six.",
        "He says it's finished, I say it isn't.",
        "Maybe I should just become a goat farmer.",
        "Perhaps we should all just open a bakery.",
        "A reorg has put product under engineering.",
        "In May our CEO put engineering under product.",
        "I talked behind his back and may have rolled my eyes.",
    ],
)
def test_what_is_so_already_or_only_sounds_decided_is_no_solution(text: str) -> None:
    assert not read(BEFORE + text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "The answer is always no.",
        "The answer is a shrug, each time.",
        "What would help is an hour with both of them.",
        "What will end this quarter is a mystery to all of us.",
        "If we had a bigger team we would fight just the same.",
        "If I had one more engineer, I would put him on support.",
        "We need just five minutes with her each day, and she never has them.",
        "I've asked my VP for a different date.",
        "I'm going to the CTO to ask how he sees it.",
        "She has gone to HR to have me moved.",
        "I've made a list and it's longer than I thought.",
        "We wrote a working agreement together and it applies from Monday.",
        "The new process goes live on Monday whether we like it or not.",
        "I won't insist that she signs it.",
        "He said features first or no budget, full stop.",
        "I told her we could do the migration first or the features, whatever helps her more.",
        "My proposal: we sit down for an hour and compare our goals.",
        "My plan is to ask both of them the same three questions.",
        "I'm inclined to leave it as it is.",
        "I want my own team to feel safe and that's it, really.",
        "From Monday it's five weeks to the launch.",
        "From now on she should feel that she can come to me.",
        "New form, old problem: requests get ignored.",
        "I'm at the point of asking someone outside to help us talk.",
        "One more meeting and I'd cry.",
        "I've requested a meeting with both of our bosses.",
        "He either answers within a minute or not at all.",
        "I've made it clear to her that I value what she does.",
        "I will no longer be here when it ships.",
        "Her tickets go to the bottom since the reorg.",
        "In March our CTO merged two teams, and put me under the product director.",
        "Requests go into one form, and nothing starts without both of our names.",
        "I'm going to ask her what she is afraid of.",
        "My engineers asked me to have the PM taken off our project.",
        "Our director won't sign the plan until legal has read it.",
        "From next month we'll have a common bonus, she and I.",
        "I'm told that no engineer may speak with a customer.",
        "How do I tell her without making it bigger?",
        "My plan for Friday: listen to both.",
        "In March we have cancelled a feature after four weeks.",
    ],
)
def test_what_is_offered_or_asked_or_imposed_on_the_writer_is_no_solution(text: str) -> None:
    assert not read(BEFORE + text, about_us=True).jumps

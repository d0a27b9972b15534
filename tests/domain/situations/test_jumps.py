"""Solutions that come before the need: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.analysis import RELEVANT, Span
from trifecta.domain.situations.findings.jumps import LIKELY
from trifecta.domain.situations.model.checking import Findings, Reading
from trifecta.domain.situations.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "Engineers push back. We should put everyone who works on it under one leader.",
        "The PM changes scope every week, so I've decided that we will skip the meeting.",
        "Our PM ignores us. My suggestion for everyone with such a PM: go to their boss.",
        "Why not simply merge the PM and the EM into one person?",
        "The PM always says no. From Monday we're switching to a hard limit.",
        "The PM changes scope every week and denies it. So take the roadmap away from him.",
        "Product and engineering blame each other. It's simple: put them all in one team.",
        "Our PM lies about every date, and the EM lets him. I handed in my notice this morning.",
        "My PM promised it again. I've asked my director to move roadmap decisions to engineering.",
        "How about not having product managers at all? The engineers can go to the customers.",
        "The PM said only his team decides. I dumped every story on them, told them it was due.",
        "The PM and the engineers argue all day. From now on the CTO signs for both.",
        "Our PM moved the launch again and nobody asked the engineers. I will veto it.",
        "My PM wants a status from each engineer every day. I told them to ignore her messages.",
    ],
)
def test_ways_of_going_straight_to_a_solution(text: str) -> None:
    assert read(text).jumps


@pytest.mark.parametrize(
    "text",
    [
        'The PM ignores engineering. "Cut it and ship," he says of every test we want.',
        "The PM ignores engineering. Put them in one room and what do you get?",
        "The PM ignores engineering. They put the roadmap together and give it to us.",
        "The PM ignores engineering. We don't want to get rid of him.",
        "Our PM asks every week, and if I say no, he gets angry at the engineers.",
        "Hire the first PM too late and a busy founder can't give the engineers direction.",
        "The customer blamed our PM. The meeting should never have involved the engineers.",
        "I'm the PM. Engineering keeps telling me that the monolith must be split before that.",
    ],
)
def test_what_others_say_what_is_asked_and_what_is_done_is_no_solution(text: str) -> None:
    assert not read(text).jumps


def test_who_has_done_with_the_other_side_need_say_little_else() -> None:
    text = "They plan over our heads, so I handed in my notice that week."
    analysis = read(text)
    assert LIKELY <= analysis.relevance < RELEVANT
    assert analysis.jumps


@pytest.mark.parametrize(("relevance", "told"), [(LIKELY, True), (LIKELY - 0.01, False)])
def test_what_a_model_takes_for_a_solution_is_told_from_as_much_on(
    relevance: float, told: bool
) -> None:
    found = Findings(
        relevance=relevance,
        signals=(),
        lean="unclear",
        because=(),
        loaded=(),
        statements=(),
        jumps=(Span(0, 5),),
    )
    assert bool(read("Leave. They never asked us.", reading=Reading(findings=found)).jumps) == told


def test_a_solution_is_told_where_the_framework_applies() -> None:
    """Somebody who hands in their notice to a bakery has no side here to be understood."""
    text = "The shifts in the bakery began at three, so I handed in my notice that week."
    assert not read(text).relevant
    assert not read(text).jumps
    assert read(text, about_us=True).jumps


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
        "My takeaway: fire the project manager, the engineers can talk to customers.",
        "Our PM overrules the engineers. There's just one arrangement that works: one team.",
        "The PM reads our tickets in the evening. That's the rule here now. The engineers obey.",
        "Engineering gets blamed by product. Let it crash, they'll see what we do.",
        "Product promised it, so engineering does it on Sunday, without exception.",
        "The engineers can do without product managers, and so can the customers of our PM.",
        "Our PM changes her mind daily. Do away with the role.",
        "They argue about the roadmap, PM and engineers. Put somebody in between.",
        "Our PM plans over our heads. We engineers ought to just refuse.",
        "Product sells what nobody can build. What they need is a rule that we sign first.",
        "Nobody needs a product owner between us and the customers. Drop the role.",
        "PM and EM both answer for the date, so nobody does. It has to be one head.",
    ],
)
def test_more_ways_of_going_straight_to_a_solution(text: str) -> None:
    assert read(text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "The PM moves the list at night. I'm just going to lock it for everybody but engineering.",
        "Product promises what we cannot build. From January nothing ships without my signature.",
        "Our PM has no idea of the engine. I've asked HR to find us another one.",
        "The PM dragged us through it again. I've asked to be moved to the payments team.",
        "Engineering says a year. We'll simply buy it from outside, product agreed on nothing.",
        "They argue, PM and EM, and I no longer do. I'm handing the roadmap to engineering.",
        "I'm done discussing with our PM what the engineers need.",
        "I say scrap the bonus of product and of engineering alike.",
        "The PM lied about the date. The resignation letter is printed.",
        "Don't let developers choose what to build, it's for the product manager to say.",
        "Never talk about debt with product. Engineers do it, that's our rule.",
        "Project managers should be culled, and the engineers left alone.",
        "A PM who calls himself CEO of engineering? He says it, and he's out.",
        "The engineers refuse the redesign. Hold the door for them.",
    ],
)
def test_what_is_decided_for_others_or_against_them_is_a_solution(text: str) -> None:
    assert read(text, about_us=True).jumps


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
        "She says we should merge the PM and the EM.",
        "Quit asking, says the lead developer. The PM asks anyway.",
        "My boss says I should fire the backend lead, and the PM agrees.",
        "Someone from the board suggested we put product under engineering.",
        "The new engineer told me on day two that he doesn't need a product manager.",
    ],
)
def test_what_somebody_else_would_do_is_no_solution_of_the_writer(text: str) -> None:
    assert not read(text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "I told the PM that we should merge the two roles, EM and PM.",
        "The PM said no, so I handed in my notice.",
        "The PM says it is urgent. I've revoked her rights on the board.",
        "The developers take months. Our PM had it built outside, so nobody asks.",
        "Engineering broke the shop. Nobody deploys any more unless the PM has signed.",
        "Product never reads it. Applied for a transfer to the data team.",
        "The PM has never seen a factory. Can somebody please swap him for one who has?",
        "Sales promises and engineers pay. I wrote directly to the CEO.",
        "im just going to lock the board, the PM cant stop adding things",
        "PM wont approve it, so im doing it anyway and booking it on the bug tickets.",
        "Marketing and the engineers fight over every request. New rule: a director signs.",
        "The PM filters what users say, so I ring them myself. She doesn't have to know.",
        "The PM never answers. As of 1 June no software goes out without my signature.",
        "Engineering says four months. The whole thing goes to a supplier in Gdansk.",
        "The team voted in retro: no more status slides for product.",
        "They can't agree, PM and EM. I will merge both teams from the first of the month.",
        "Product wants it by June. My advice to engineers: double whatever you estimate.",
        "I have told the studio head I want the PM off, I want her off this game.",
        "The release almost failed, so I've revoked the rights of our PM.",
        "They bill us for every idle hour. No ticket, no work, and product knows since noon.",
        "The PM promised it without us, so I just refused.",
        "Our PM reads every chat. It's time to look for another job.",
        "The PM forbids refactoring. I quietly spend two days a month on it.",
        "Product won't speak to support. I asked HR to transfer me to the lab.",
        "The engineers can't agree with our PM. I've muted them all since Monday.",
        "They want a date, so we pad every estimate by a third. Our PM suspects nothing.",
        "Our PM wants it in writing. We build exactly what the ticket says from now on.",
        "The engineers said six months. I gave the app to an agency.",
        "Product and engineering never agree. No signature, no estimate, no line of code.",
        "The PM made up that number. It's his problem, not ours.",
        "PM and EM fight all week. Simple solution: small teams, each with its own money.",
        "In my ideal company no PM stands between engineers and customers.",
        "PMs work for engineering, not the other way round.",
        "An engineer doesn't need somebody to tell him what the customer said, nor a PM.",
        "You don't need more engineers, hire a product manager.",
        "Product is late with everything. Take all of them out of the engineers' way.",
        "Our PM demands tests and no time for them. Just do it whenever a ticket is near.",
        "It would be cured by letting the engineers decide, and not the PM.",
        "Sales sold it again. From now on no contract goes out unless I have read it.",
        "The engineers took five months, so I'm going to bring in an agency.",
        "The PM wants numbers for everything. I've told my team to ignore him.",
        "Whoever misses a date loses the seat, product or engineering.",
        "Tie the bonus to shipped features, then the engineers will hurry up.",
        "PM and EM can't stand each other. Time for the CEO to choose: him or me.",
        "Most teams of engineers would be better off without a product owner.",
        "People who don't write code should never be responsible for a date, PMs least of all.",
        "Our engineers are taking over the roadmap, the PM only slows them down.",
        "I stopped inviting the PM in March and nobody has asked me why.",
        "Why do you need a PM for that? A tech lead can read a calendar too.",
        "Product managers? You don't need them, engineers can ask customers.",
        "Engineers should never report to a PM.",
        'The PMs were there as well. "The role of the PM no longer exists," I told them all.',
        "I'm not going to build what the PM drew on a napkin.",
        "The EM never listens to product. I've told the board I want another one.",
        "No new screen leaves the PM's desk unless I have approved it.",
        "We've a secret branch where the engineers rewrite it, product would only say no.",
        "Halve both teams, product and engineering, and they'll talk.",
        "Engineers, not product managers, set the order of that backlog.",
        "What those departments need is one boss, or product and engineering will kill us.",
        "The PM should get out of the way and let the developers meet the customers.",
        "I switched off the test server for the PM.",
        "It's how the engineers build it, and the product owner has no say in that.",
        "I've decided never to fight with the PM again.",
    ],
)
def test_what_the_writer_did_or_would_have_is_one(text: str) -> None:
    assert read(text, about_us=True).jumps


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


def test_a_question_can_propose_something_all_the_same() -> None:
    assert read("The PM is in the way. So why not drop the middleman?", about_us=True).jumps


def test_a_way_that_ends_the_trouble_is_no_warning() -> None:
    text = "PM and engineers argue daily. Scrap the role and the trouble is gone."
    assert read(text, about_us=True).jumps


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The PM reads none of it, and she doesn't have to know.", "doesn't have to know"),
        ("Our PM lies. I'm done. The engineers as well.", "I'm done"),
    ],
)
def test_signs_around_a_solution_are_no_part_of_it(text: str, quote: str) -> None:
    jumps = read(text, about_us=True).jumps
    assert [span.of(text) for span in jumps][-1] == quote


@pytest.mark.parametrize(
    "text",
    [
        "The devs ignore my order. I'm going to lock the board so that only I can move tickets.",
        "Our PM writes to the developers directly. I've decided that we answer none of them.",
        "Product changes everything on Thursday. I want a veto for the engineers on release dates.",
        "Engineering never shows me anything before it ships. I'll make the demo mandatory.",
        "My plan is to stop giving the PM estimates.",
        "I've written a rule that any change after the freeze costs the PM a slot.",
        "The PMs promise dates. I'll ask the CTO to forbid it to product.",
        "Nothing else is going to help with these engineers: a release every Tuesday.",
        "I'd like to get the PM removed. The engineers cannot work like that.",
    ],
)
def test_what_somebody_is_about_to_do_is_a_solution(text: str) -> None:
    assert read(text, about_us=True).jumps


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


BEFORE = "My PM and I argue about the roadmap, and the engineers notice. "


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


@pytest.mark.parametrize(
    "text",
    [
        "What would sort this out is one boss for both.",
        "The only thing that'll fix it is a hard freeze after planning.",
        "The answer is one team with one lead.",
        "What our squad needs is a proper product owner.",
        "We need just two contractors and this is gone.",
        "If we had a real product manager none of this would happen.",
        "With one more tester this would all be history.",
        "I'm taking the CEO a 30% debt tax.",
        "I've asked my VP for a different EM.",
        "I've gone to HR to have him moved.",
        "I'm going to our CTO to have the rewrite stopped.",
        "I built a scoring sheet. From now on that decides what gets built.",
        "I've drawn up a charter and it applies from Monday, whether he likes it or not.",
        "I'm going to insist that the capacity is split by me.",
        "I told her we rewrite checkout first or nothing gets shipped.",
        "Migration first, or no features.",
        "We're moving to Rust first and that's final.",
        "I've told our CTO that either she goes or I do.",
        "My idea: one quarter no features, only repairing.",
        "My proposal: the PM reports to me.",
        "I'm inclined to make one the boss of the other.",
        "I want my own three engineers and that's it.",
        "Starting Monday it's a hard freeze.",
        "New channel, one intake form, pings get ignored.",
        "From now on they have to book us a week ahead.",
        "I'll stop sending her the estimates.",
        "Effective immediately, no one on my team takes her calls.",
        "From Thursday I'm the only one who talks to sales.",
        "Our PM must go, and soon.",
        "I should just fire him.",
        "We're building it behind his back.",
        "I'm at the point of going to the CTO to have the rewrite stopped.",
        "The cure for this is a single backlog.",
        "It would all be over if we had a tester of our own.",
        "One more designer and we'd have peace.",
        "I've requested another PM.",
        "He either accepts my estimates or he can find another team.",
        "We'll do the tests first, whether he wants it or not.",
        "I will no longer take part in his meetings.",
        "Her tickets go to the bottom from tomorrow.",
        "I've already told my director that I want a new PM.",
        "Somebody between both of us: what will fix this is one person over both.",
        "The quarrel would end with a technical PM.",
        "As of Wednesday the backlog is mine.",
        "There'll be no more calls with him.",
        "I'm talking to an outside firm about it.",
        "I'm deleting his document on Monday.",
        "I'm going to block every ticket of hers.",
        "I've booked an hour with the COO to get the refactoring banned.",
        "I won't sign the plan until she gives way.",
        "We should hire a delivery manager.",
        "They should sit with us and report to me.",
        "Make one of us the boss.",
        "I want to take the estimates away from them.",
        "I need him to put a third of each sprint into repairs.",
        "He lists what he likes, and I'll write it into his goals.",
        "Want our CTO to forbid that.",
        "A third of each sprint is ours. How do I announce that?",
        "Here's the plan I'm bringing to the board.",
        "I've taken her out of all the channels.",
        "From October they have to log each hour.",
        "As of the next sprint a ticket without a number goes back.",
        "I'll give the customers the dates myself.",
        "If it were up to me the PMs would be on call.",
        "My plan for the quarter: engineering decides alone.",
        "I have already asked our VP for another EM.",
        "I've asked for him to be moved.",
        "Simplest thing: forbid it to both.",
        "New rule from me starting tomorrow.",
    ],
)
def test_what_would_end_it_who_shall_decide_and_what_comes_first_is_a_solution(text: str) -> None:
    assert read(BEFORE + text, about_us=True).jumps

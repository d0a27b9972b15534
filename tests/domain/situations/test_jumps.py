"""Solutions that come before the need: what is one."""

from __future__ import annotations

import pytest
from tests.domain.situations.accounts import BEFORE

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


def test_a_question_can_propose_something_all_the_same() -> None:
    assert read("The PM is in the way. So why not drop the middleman?", about_us=True).jumps


def test_a_way_that_ends_the_trouble_is_no_warning() -> None:
    text = "PM and engineers argue daily. Scrap the role and the trouble is gone."
    assert read(text, about_us=True).jumps


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


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "From Monday we'll switch to Kanban, that should sort it.",
            "From Monday we'll switch to Kanban",
        ),
        ("I'll buy them a tool, that'll do it.", "I'll buy them a tool, that'll do it"),
        (
            "We'll split the board in two, problem solved.",
            "We'll split the board in two, problem solved",
        ),
        ("And the decision is: we split the squad.", "the decision is: we split the squad"),
        ("It's settled: the backlog goes to me.", "It's settled: the backlog goes to me"),
        (
            "I've already drafted the mail to our director asking that she be moved.",
            "I've already drafted the mail to our director asking that she be moved",
        ),
        (
            "We've filed a request for his transfer.",
            "We've filed a request for his transfer",
        ),
        (
            "The request for her transfer is typed up.",
            "request for her transfer is typed up",
        ),
        (
            "I've already written a mail asking our director to move her to another team.",
            "I've already written a mail asking our director to move her to another team",
        ),
        ("I asked HR to have him removed.", "I asked HR to have him removed"),
        ("I've asked HR for a new PM.", "I've asked HR for a new PM"),
        (
            "Put a delivery manager between us and the problem goes away.",
            "Put a delivery manager between us and the problem goes away",
        ),
        (
            "Hire a delivery lead and all the trouble is over.",
            "Hire a delivery lead and all the trouble is over",
        ),
    ],
)
def test_a_last_word_in_plain_words_is_a_solution_and_quoted_whole(text: str, quote: str) -> None:
    text = f"{BEFORE}{text}"
    assert quote in [span.of(text) for span in read(text, about_us=True).jumps]


@pytest.mark.parametrize(
    "text",
    [
        "From Monday we'll sit together.",
        "We'll meet on Friday, that should sort it.",
        "It's settled: we'll have lunch.",
        "The decision is hers.",
        "What we need is another pair of eyes.",
        "What we need is a good talk.",
        "The only fix is to talk.",
        "I've drafted a mail asking for a meeting.",
        "I've written to our director asking that the date be moved.",
        "Our EM wrote to HR asking that I be moved.",
        "I asked HR for the job description of our PM.",
        "We asked HR to change our scorecards.",
        "Let him explain properly.",
        "Let her talk first.",
        "Book a demo today and get a free trial.",
        "Book a room and bring her a coffee.",
        "The company works so from Monday, and my PM knows it.",
        "The problem goes on and on.",
        "Our PM thinks we'll switch to Kanban and that should sort it.",
        "She comes to stand-up with random changes: drop the wallet, pick up the export.",
    ],
)
def test_what_goes_towards_them_or_is_sold_or_told_is_no_solution(text: str) -> None:
    assert not read(BEFORE + text, about_us=True).jumps

"""Loaded words are what the writer means of somebody, and not of a thing or of themselves."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.reading import read


def loaded(text: str) -> list[str]:
    return [one.span.of(text) for one in read(text, about_us=True).loaded]


@pytest.mark.parametrize(
    "text",
    [
        "The deploy script lies to me about what is live, and my PM believes it.",
        "Our OKR template is idiotic, and my PM knows it as well as I do.",
        "That ticketing system is a psychopath, and the product manager suffers from it too.",
        "The whole budgeting thing is moronic, said the PM, and I nodded.",
        "A checklist designed by a sadist keeps the PM and me busy.",
        "We have a moronic approval process, and my PM did not write it.",
        "It's a rule for everybody, and it is daft, says my PM.",
        "The sales plan is stupid, and neither the PM nor I can change it.",
        "The dashboard is a liar: it shows green while the engineers are paged.",
    ],
)
def test_a_thing_is_no_villain(text: str) -> None:
    assert not loaded(text)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Our product owner lies to you about every date.", ["lies to"]),
        ("The way my PM runs this process is moronic.", ["is moronic"]),
        ("The PM's process is moronic.", ["is moronic"]),
        ("This process was designed by a sadist, our PM.", ["sadist"]),
        ("In this process the PM is a tyrant.", ["tyrant"]),
        ("My EM, who built this system, is an idiot.", ["idiot"]),
        ("The new process comes from a control freak of a PM.", ["control freak"]),
        ("He is nothing but a liar, my PM.", ["liar"]),
    ],
)
def test_whoever_made_it_or_stands_beside_it_can_be_one(text: str, quotes: list[str]) -> None:
    assert loaded(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "I was the jerk in that call with my PM. I cut her off three times. Idiot.",
        "Coward that I am, I did not tell my PM.",
        "It was my own ego that kept me from asking the PM.",
        "I've been a control freak about the backlog, my EM says so.",
        "I can be a real tyrant about deadlines, ask my PM.",
        "What an idiot I was to promise the PM that.",
        "The idiot in this story is me, not my PM.",
        "I, of all people, was the hypocrite here: I asked the PM for dates.",
        "I'm the one who lied about the estimate to my PM.",
        "My PM sees me as a control freak.",
        "My husband says that's childish of me, and my PM would agree.",
        "From where he stands I'd sabotaged his number, my PM.",
        "We engineers can be arrogant, and the PM felt it.",
        "Not telling the PM means we are the lazy ones.",
        "I threw him under the bus, my PM.",
    ],
)
def test_what_is_said_of_the_writer_accuses_nobody(text: str) -> None:
    assert not loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        "I caught myself typing exactly that and deleted it: my PM only cares about her bonus.",
        "I've deleted three sentences in which the PM was a liar.",
        "I first wrote that my PM is a liar. I crossed that out.",
        "I was told that the PM lies. I have never seen it.",
        "I was told by a former colleague that our new PM is a bully.",
        "A colleague claims that my PM is a manipulative liar.",
        "Calling her a liar would be wrong, my PM did what she could.",
        "I wrote a rant about our PM, with words like liar and snake.",
        "HR asked whether my PM is abusive.",
        "Is my PM a narcissist, or do I just not understand what he is measured on?",
        'My PM said "they are clowns" about the supplier.',
    ],
)
def test_what_is_taken_back_or_only_told_accuses_nobody(text: str) -> None:
    assert not loaded(text)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("My PM is a liar. I never crossed the office for him.", ["liar"]),
        ("The clown of a PM only wants to play for time.", ["clown"]),
        ("It would be right to say it: the PM is a liar.", ["liar"]),
        ("To rate my PM behind her back is the act of a coward.", ["coward"]),
        ("I know what is wrong with my PMs. They're ignorant.", ["They're ignorant"]),
        ("I hate my manager, and she is a PM.", ["hate my manager"]),
        ("The principal plays favourites, says my PM.", ["plays favourites"]),
        ("His word is law, the tyrant of a PM.", ["tyrant"]),
        ("My PM is afraid of being measured.", ["afraid of being measured"]),
        ('I told the PM "you are a clown", and I meant it.', ["clown"]),
        ('He is our "genius" of a PM, the clown.', ["clown"]),
    ],
)
def test_what_only_looks_taken_back_is_meant(text: str, quotes: list[str]) -> None:
    assert loaded(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "She's ignorant of the freeze because I forgot to tell her, my PM.",
        "My EM has no clue that the deal is off; I was asked to keep it quiet.",
        "Our PM knows nothing about the merger, since nobody was allowed to tell her.",
        "The images are lazy-loaded and the PM saw it flicker.",
        "Our PM is toxic-positive in demos.",
    ],
)
def test_a_plain_fact_in_such_words_is_one(text: str) -> None:
    assert not loaded(text)


def test_who_knows_nothing_by_fault_is_spoken_ill_of() -> None:
    assert loaded("My EM has no clue about testing.") == ["EM has no clue"]


@pytest.mark.parametrize(
    "text",
    [
        "I'm the doormat here and my PM knows it.",
        "I'm just a pawn in the game my EM plays.",
        "I'm a slave to whatever my PM dreams up on Sunday.",
        "I'm at the mercy of my PM.",
        "I've become the doormat of product.",
        "I am nothing but a pawn to my EM.",
        "I'm the scapegoat whenever the PM misses a date.",
        "To my PM we're resources with a heartbeat.",
    ],
)
def test_who_is_a_victim_says_so_of_themselves(text: str) -> None:
    assert {one.kind for one in read(text, about_us=True).loaded} == {"victim"}


@pytest.mark.parametrize(
    "text",
    [
        "I'm not a doormat, and my PM has never treated me as one.",
        "I'm a slave to my calendar, and so is my PM.",
        "We're at the mercy of the weather, said the PM of the harbour team.",
        "I'm the scapegoat in the play that my PM directs at the summer party.",
        "Nobody is a scapegoat here, the PM and I wrote it together.",
    ],
)
def test_who_is_none_is_not_marked_as_one(text: str) -> None:
    assert not loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        "He's a spreadsheet with a haircut, our PM.",
        "To product, engineers are keyboards with legs.",
        "My EM is an ostrich.",
        "We call our PM Captain Deadline.",
        "My EM, a.k.a. Mr. Maybe Next Quarter, was not there.",
        "Our PM thinks we're typists.",
        "The PM looks down on us.",
        "I think deep down the EM enjoys watching us fail.",
        "My EM secretly hopes the product dies.",
        "The EM does it on purpose so that product looks disorganised.",
        "My PM pushes the rewrite because it'll look good on her CV, nothing else.",
        "As a PM he's as useful as an umbrella in a hurricane.",
        "The EM wouldn't know a user if one sat on his lap.",
        "Our PM isn't the sharpest knife in the drawer.",
        "The new EM is completely out of his depth.",
        "The PM is allergic to the truth.",
        "The tech lead sandbags every estimate.",
        "The PM is a postman for sales, nothing more.",
        "Engineers are playing with their toys again while the PM waits.",
        "Our PM sits in refinement like a king on a throne.",
        "Our PM has the tact of a bulldozer.",
        "The EM? A ticket queue with a beard.",
        "My PM sulks for days if the plan changes.",
        "I have never met anybody as smug as our staff engineer.",
    ],
)
def test_contempt_is_heard_in_many_words(text: str) -> None:
    assert loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our PM is a woman with a plan.",
        "The tool is a spreadsheet with a haircut, and my PM agrees.",
        "We call our PM Jo.",
        "We call her before each release, our PM.",
        "We call our PM Mr. Schmidt, she calls me by my first name.",
        "Our PM thinks we're too slow, and he may be right.",
        "The PM looked down at his notes.",
        "My EM enjoys watching us ship.",
        "My PM hopes the release goes well.",
        "I do not believe he's doing it on purpose, our PM.",
        "The PM wants the launch because it looks good in the board's report.",
        "The dashboard is as useful as a chocolate teapot, the PM and I agree.",
        "The PM wants a lightweight version first.",
        "Our PM has a golden retriever.",
        "I don't think the PM acts in bad faith.",
        "I used to think the PM was out of his depth, and I was wrong.",
        "My PM runs the planning like a pro.",
        "The PM treats me like a partner.",
        "My PM isn't a lightweight.",
        "We miss deadlines, and the PM and I have a general process for it.",
        "Our PM is not a parrot, he thinks for himself.",
        "The PM doesn't look down on us.",
        "My PM doesn't think we're typists.",
        "The cache acts like a queue here, said the EM.",
        "My PM said she felt stupid in the demo.",
    ],
)
def test_blunt_or_kind_or_denied_it_is_no_contempt(text: str) -> None:
    assert not loaded(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My PM steamrolled us again in Thursday's planning.", "manner"),
        ("The EM rides roughshod over product whenever he is in a hurry.", "manner"),
        ("Our PM runs my engineers like a private army.", "manner"),
        ("The PM treats my engineers like a vending machine. I told her in spring.", "manner"),
        ("My PM uses my team as a doormat.", "manner"),
        ("My PM acts as if the developers were her butlers.", "manner"),
        ("After the launch our PM shed crocodile tears about the weekend work.", "motive"),
        ("Our PM loves to play the martyr whenever a date slips.", "motive"),
        ("In each planning we get bulldozed by our PM.", "victim"),
        ("My team ended up as roadkill on the PM's way to the launch.", "victim"),
        ("My EM holds the whole release to ransom until he gets his rewrite.", "victim"),
        ("My team is being held hostage by one product owner's calendar.", "victim"),
        ("To the PM my engineers are cannon fodder.", "victim"),
        ("We're collateral damage in the PM's career.", "victim"),
        ("My PM used my engineers as human shields in the board meeting.", "victim"),
        ("The PM threw my team to the wolves.", "motive"),
        ("The PO hung my people out to dry.", "motive"),
        ("I was the sacrificial lamb in the steering, and the PM knew.", "victim"),
        ("I, the martyr of the backend, cleaned up behind the PM again.", "victim"),
        ("My tech lead lets me take the bullet, and I'm the PM.", "victim"),
        ("The high priest of the roadmap, our product manager, has spoken.", "contempt"),
        ("My tech lead is the emperor of the backend.", "contempt"),
    ],
)
def test_who_rolls_over_others_or_uses_them_is_a_villain(text: str, kind: str) -> None:
    assert {one.kind for one in read(text, about_us=True).loaded} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "We steamrolled through the backlog on Friday, my PM and I.",
        "My PM doesn't steamroll us, she asks first.",
        "I don't want to steamroll my PM, so how do I bring it up?",
        "The deploy was held up by a certificate, and my PM waited with me.",
        "The hackers held the database to ransom, and the PM told the customers.",
        "The PM held a talk about hostage negotiation.",
        "Somebody said my engineers are cannon fodder for the PM. I don't think so.",
        "The PM took a bullet for my team in the steering, and I'm grateful.",
        "The third bullet was wrong, and my PM had to take the bullet out.",
        "My PM and the engineers play king of the hill on Fridays.",
        "In the retro I joked that I'm the queen of the pipeline, and my PM laughed.",
        "The PM treats my engineers like adults.",
        "The PM sees us as a resource that she can trust.",
        "My engineers are nobody's servants, and my PM knows that.",
        "The washing was hung out to dry at the offsite, and my PM laughed.",
        "My engineers use the vending machine, and the PM brings coffee.",
        "The PM draws the API like a vending machine in her diagram.",
    ],
)
def test_such_words_in_their_plain_sense_accuse_nobody(text: str) -> None:
    assert not loaded(text)

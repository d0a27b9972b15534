"""What trouble comes of: rewards that pull apart, what the other does not know, or both."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.reading import read

REWARDED = (
    "Product is measured on new features and engineering on uptime.",
    "My PM gets a bonus for every launch, and I get one if nothing breaks.",
    "The PM is promoted for growth and our EM is promoted for stability.",
)
UNKNOWN = (
    "Our EM never hears why a feature matters to customers.",
    "I don't understand the EM's constraints and she doesn't understand mine.",
    "The PM has no idea what a night on call is like, and I don't know what customers tell her.",
)


def lean(text: str) -> str:
    return read(text, about_us=True).root_cause.lean


@pytest.mark.parametrize("rewarded", REWARDED)
@pytest.mark.parametrize("unknown", UNKNOWN)
def test_both_causes_are_named_where_each_has_sentences_of_its_own(
    rewarded: str, unknown: str
) -> None:
    for text in (f"{rewarded} {unknown}", f"{unknown} {rewarded}"):
        found = read(text, about_us=True).root_cause
        quotes = [span.of(text) for span in found.spans]

        assert found.lean == "both"
        assert {rewarded[:-1], unknown[:-1]} <= set(quotes)


@pytest.mark.parametrize(
    "text",
    [
        "The PM gets her bonus for launches, I get mine for uptime. I don't know what to do.",
        "Engineers are rewarded for new services, we PMs for few calls. Guess what: many services.",
        "Product is paid for growth, engineering for stability. It's not hard to see why we argue.",
        "My PM is judged on signups and I on cost. I never told her how much that annoys me.",
    ],
)
def test_a_word_in_passing_makes_no_second_cause_of_rewards(text: str) -> None:
    assert lean(text) == "incentive"


@pytest.mark.parametrize(
    "text",
    [
        "My PM doesn't know what on-call is like. We have no bonuses here, so it isn't that.",
        "The engineers never hear why a feature matters. Bonus targets are set in January.",
        "Our PM has no idea how the payment code works. She paid for lunch, and we spoke of it.",
        "Neither of us knows what the other is up against, my PM and I, and there are no targets.",
    ],
)
def test_rewards_in_passing_leave_what_is_not_known(text: str) -> None:
    assert lean(text) == "understanding"


@pytest.mark.parametrize(
    "text",
    [
        "Our tech lead is praised for clean code, my PM is praised for speed.",
        "The goals of product and engineering contradict each other: growth here, savings there.",
        "We PMs get a share of the revenue, the engineers don't.",
        "Our CTO counts incidents, our CPO counts launches, and the PM and I are caught between.",
        "My PM answers to sales, I answer to the CFO. She is told to promise, I am told to save.",
        "Engineering has a savings goal, product has a growth goal. We argue in each planning.",
        "Nobody thanks an engineer for a test. Everybody thanks the PM for a launch.",
        "Our engineers' ranking goes by merged pull requests, so nobody helps the PM.",
    ],
)
def test_what_each_is_rewarded_for_is_told_in_many_ways(text: str) -> None:
    assert lean(text) == "incentive"


@pytest.mark.parametrize(
    "text",
    [
        "The PM paid for lunch and we paid for the drinks, then we argued about the roadmap.",
        "My goal is peace with the PM, hers is too, I think.",
        "We got the goal of the sprint and the PM got her demo. We argue about who presents.",
        "Our CTO counts on us and the PM counts on her luck.",
        "My PM answers to me within a day, I answer to him within an hour, and still we argue.",
        "Engineering has a new room, product has a new room. They argue about the whiteboard.",
    ],
)
def test_what_somebody_pays_or_aims_at_in_passing_is_no_reward(text: str) -> None:
    assert lean(text) == "unclear"


@pytest.mark.parametrize("text", [*REWARDED, "They are paid for dates and we for quality, my PM."])
def test_rewards_alone_are_one_cause(text: str) -> None:
    assert lean(text) == "incentive"


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_not_known_alone_is_one_cause(text: str) -> None:
    assert lean(text) == "understanding"


@pytest.mark.parametrize(
    "text",
    [
        "My PM and I argue all year. We have no targets and nobody gets a bonus, so it isn't that.",
        "The EM and the PM fight about scope. Neither of them has targets, neither has a bonus.",
        "My head of product and my head of engineering quarrel. They have the same bonus.",
        "Nobody at our place is measured on anything, and yet my PM and I end up shouting.",
        "Targets aren't the problem between my PM and me. It's something else.",
        "Our PM isn't paid for launches or anything like that. She pushes and I resist.",
        "Bonuses have nothing to do with it. My product manager and I simply can't agree.",
        "We don't do OKRs, and still product and engineering argue each week.",
    ],
)
def test_rewards_that_are_denied_are_no_cause(text: str) -> None:
    found = read(text, about_us=True)

    assert found.root_cause.lean == "unclear"
    assert "misaligned_incentives" not in {one.id for one in found.signals}


@pytest.mark.parametrize(
    "text",
    [
        "Nobody gets a bonus for maintenance, but product gets one for each launch, says our EM.",
        "The PM has a bonus on revenue and we engineers have no targets at all.",
        "We don't have shared goals: product is measured on signups, engineering on uptime.",
        "Quality isn't in my PM's targets. It is in mine as the EM.",
        "It's not that she's mean. Our PM is paid on pipeline and I'm judged on outages.",
    ],
)
def test_a_not_beside_rewards_does_not_always_deny_them(text: str) -> None:
    assert lean(text) == "incentive"


@pytest.mark.parametrize(
    "text",
    [
        "Policy 4.2: bonus targets for product managers and engineers are agreed in January.",
        "Minutes. Present: PM, EM. Performance review dates: 2 to 9 May. Next meeting: Tuesday.",
    ],
)
def test_when_rewards_are_settled_tells_no_cause(text: str) -> None:
    assert lean(text) == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "I don't know what to do about my PM any more. We argue every week.",
        "I don't know how long I can go on like this with our EM. Every meeting is a fight.",
        "I've never told my product manager how hurt I was after that meeting. We fight a lot.",
        "I haven't told my EM yet that I have another offer. We've argued all year.",
        "There is a field in Jira nobody can explain, never mind. My PM and I argue about dates.",
        "I told the PM that we don't talk to people like that here. He walked out.",
        "The PM and the engineers get on. We always know why the other wants something.",
        "I haven't told my PM that I'm leaving and we argue.",
    ],
)
def test_how_to_go_on_or_what_somebody_feels_is_no_need_that_is_not_known(text: str) -> None:
    assert lean(text) == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "I don't know what the board asks of my PM each month, and we argue.",
        "I've never told my PM that two of my people are about to leave. She keeps adding scope.",
        "I haven't told my EM that the contract has a penalty clause. He thinks I push for fun.",
        "I don't know why our PM pushes so hard. Every planning ends in an argument.",
    ],
)
def test_what_the_other_needs_is_one(text: str) -> None:
    assert lean(text) == "understanding"


@pytest.mark.parametrize(
    "text",
    [
        "The PM has a launch in May, I have two people on leave. I don't think either knows that "
        "about the other.",
        "Each of my two leads, product and engineering, has a burden that the other one has never "
        "heard of.",
        "My PM has an audit, my EM has two people on sick leave. Neither has told the other.",
        "What weighs on the EM is unknown to my PM, and the other way round too.",
        "I found out by chance that our EM is liable for the audit. I'm the PM and I pushed him.",
        "My PM keeps from us what the board told her, and we keep from her that the move failed.",
        "Engineering doesn't know that the renewal hangs on this, product doesn't know that the "
        "data centre closes.",
    ],
)
def test_what_one_carries_and_the_other_does_not_know_says_hardly_anything_else(text: str) -> None:
    assert lean(text) == "understanding"


@pytest.mark.parametrize(
    "text",
    [
        "I found out that our EM and our PM are leaving together. They argue over who tells us.",
        "They've told each other a lot in that meeting, the PM and the EM, none of it kind.",
        "By accident the PM deleted the board, and the tech lead shouted at her.",
        "Each of my leads, product and engineering, has a budget the other one wants.",
    ],
)
def test_what_was_said_or_found_is_not_always_what_was_not_known(text: str) -> None:
    assert lean(text) == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "In January we PMs got put on 'net retention' and you EMs on 'cost per call'. We argue.",
        "Product was moved onto revenue, engineering was put on efficiency, my PM and I fight.",
        "Hers is tied to adoption, mine to incidents. She's the PM and I'm the EM, and we argue.",
        "My PM's career is tied to launches, and I'm the EM. We argue about dates.",
        "My EM gets promoted for uptime and I get the blame for it as a PM.",
    ],
)
def test_what_each_has_to_show_is_a_reward(text: str) -> None:
    assert lean(text) == "incentive"


@pytest.mark.parametrize(
    "text",
    [
        "My PM and I argue about the release. It is tied to the invoices of one customer.",
        "My PM wants May. The contract is tied to the audit calendar, so we argue.",
        "How do I get promoted from PM to senior PM? My engineering manager friend says ask.",
        "She got promoted to VP last year, and my PM argues with her.",
        "The engineers were put on call and my PM moved to another desk. We argue.",
        'We moved to "product-led" and my EM and I argue since.',
    ],
)
def test_what_a_thing_hangs_on_and_how_somebody_gets_on_is_no_reward(text: str) -> None:
    assert lean(text) == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "I couldn't tell you how my PM works and she couldn't tell you how we do. We argue.",
        "My PM has never seen what an on-call week does to my people, and we fight over dates.",
        "Our PM has no idea what a migration costs us, and we argue about it each sprint.",
        "My PM and I don't know the first thing about each other's work, and we argue.",
        "My PM and I haven't the faintest what the other does, so we fight over dates.",
        "Nobody in product could tell you what we in engineering need. We argue weekly.",
    ],
)
def test_who_cannot_say_what_the_other_does_has_not_seen_it(text: str) -> None:
    assert lean(text) == "understanding"


@pytest.mark.parametrize(
    "text",
    [
        "My PM asked for it and I couldn't tell you the date. We argue over the plan each week.",
        "My PM has no idea what to cook for the team dinner, and we argue about pizza.",
        "My PM has never seen Rome, and we argue about the offsite.",
        "My PM doesn't know the first thing about cooking. We argue about the team lunch.",
        "I haven't the faintest how to start the talk with my PM. We argue each week.",
        "We argued until nobody could tell what the thing does with shoes, my PM and I.",
    ],
)
def test_who_cannot_say_something_else_has_missed_no_need(text: str) -> None:
    assert lean(text) == "unclear"

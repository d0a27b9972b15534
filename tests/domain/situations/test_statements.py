"""Positions, needs and constraints: told apart, quoted whole, and whose they are."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.reading import read


def test_positions_needs_and_constraints_are_told_apart_with_whose_they_are() -> None:
    text = (
        "My PM wants the export by Friday because the renewal depends on it. "
        "I can't take anybody off the migration."
    )
    found = read(text)

    said = {(one.kind, one.whose, one.span.of(text)) for one in found.statements}
    assert ("position", "counterpart", "wants the export by Friday") in said
    assert ("need", "counterpart", "because the renewal depends on it") in said
    assert any(kind == "constraint" and whose == "writer" for kind, whose, _ in said)


def test_what_happens_otherwise_is_theirs_whoever_is_named_in_the_next_clause() -> None:
    text = "My EM says his people need something new or they leave, I have customers who wait."
    said = {one.span.of(text): one.whose for one in read(text, about_us=True).statements}
    assert said["or they leave"] == "counterpart"


def test_that_somebody_never_asks_is_nothing_they_ask_for() -> None:
    text = "My PM never asks us before a date is given, and asks us for two more reports."
    asked = [one.span.of(text) for one in read(text).statements if one.kind == "position"]
    assert asked == ["asks us for two more reports"]


def test_a_statement_ends_before_what_leads_over_to_the_next_one() -> None:
    text = "I need tests, because the last releases broke and my people are on call all weekend."
    said = [(one.kind, one.span.of(text)) for one in read(text, role="em").statements]
    assert ("need", "because the last releases broke") in said
    assert any(kind == "constraint" and words.startswith("on call") for kind, words in said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I don't want to be who blocks it.", {"position: don't want to be who blocks it"}),
        ("The PM does not really want a migration.", {"position: not really want a migration"}),
        ("We need six weeks for the migration.", {"position: need six weeks for the migration"}),
        ("The board wanted a portal and he dropped ours.", {"position: wanted a portal"}),
        ('Leadership just "wants it".', {"position: wants it"}),
        ("The PM wants the export by March.", {"position: wants the export by March"}),
        ("She promised the export by March.", {"constraint: promised the export by March"}),
        ("We need two weeks, or it breaks.", {"position: need two weeks", "need: or it breaks"}),
        ("I can't complain about the PM.", set()),
        ("We can't hire anybody.", {"constraint: can't hire anybody"}),
        ("We need more people in QA.", {"position: need more people in QA"}),
        ("The PM needs two more engineers.", {"position: needs two more engineers"}),
        ("The PM needs to just say no.", {"position: needs to just say no"}),
        ("We need more time to test.", {"need: need more time to test"}),
        ("I was never on call.", set()),
        ("We don't need another meeting.", set()),
        ("He smiled because she laughed.", set()),
        ("She asked me which of us should miss.", set()),
        ("The PM never asks us to estimate.", set()),
        ("We can't propose a date.", set()),
        ("She adds what the CEO asked for, and we wait.", set()),
        (
            "We ask for a date because the consultant wants a demo.",
            {"position: ask for a date", "position: wants a demo"},
        ),
        (
            "I want a freeze because my team can't finish anything.",
            {"position: want a freeze", "need: because my team can't finish anything"},
        ),
    ],
)  # fmt: skip
def test_a_statement_is_what_is_meant(text: str, said: set[str]) -> None:
    assert {f"{one.kind}: {one.span.of(text)}" for one in read(text).statements} == said


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("She got the budget and I got the night shifts. We argue, my PM and I.", False),
        ("My PM and I argue, because the budget was cut by half.", True),
        ("My PM and I argue. We have a tight budget until June.", True),
    ],
)
def test_a_budget_limits_somebody_where_it_is_short(text: str, limits: bool) -> None:
    found = [one for one in read(text, about_us=True).statements if one.kind == "constraint"]
    assert any("budget" in one.span.of(text) for one in found) is limits


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        (
            "What I need from our PM is a date I can rely on, and she says no every time.",
            ["What I need from our PM is a date I can rely on"],
        ),
        ("Our PM depends on dates we rely on.", ["depends on dates we rely on"]),
        (
            "I need a date in May that sales can rely on.",
            ["need a date in May that sales can rely on"],
        ),
        (
            "I need a date that sales can rely on so that we keep the renewal.",
            ["need a date that sales can rely on", "so that we keep the renewal"],
        ),
    ],
)
def test_a_need_is_told_whole_and_its_reason_beside_it(text: str, needs: list[str]) -> None:
    found = [one for one in read(text, about_us=True).statements if one.kind == "need"]
    assert [one.span.of(text) for one in found] == needs


def test_what_is_asked_for_twice_is_told_twice() -> None:
    text = "She wants us to push for the launch and asks for a demo."
    found = [one for one in read(text, about_us=True).statements if one.kind == "position"]
    assert [one.span.of(text) for one in found] == [
        "wants us to push for the launch",
        "asks for a demo",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It was near what I wanted to say to product from the beginning.",
        "I could not build up the trust I wanted with the engineers.",
        "The PM asked, and I wondered how I should answer.",
        "If you want features, the PM will find you some.",
        "Our PM never says no to a stakeholder.",
        "Give both the same bonus and by Easter the PM would not know the place.",
    ],
)
def test_what_asks_for_nothing_and_limits_nobody_is_no_statement(text: str) -> None:
    assert read(text, role="em", about_us=True).statements == ()


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("I have sat with users over that form and these people want a new folder.", "unclear"),
        ("My chief executive wants two leads for every line.", "unclear"),
        ("I'm asked for figures on my engineers.", "unclear"),
        ("I just want a week for the engineers.", "writer"),
        ("The PM really wants a week for the export.", "counterpart"),
        ("What I want is a week for the engineers.", "writer"),
    ],
)
def test_what_others_ask_for_is_not_put_in_the_writers_mouth(text: str, whose: str) -> None:
    found = read(text, role="em", about_us=True).statements
    assert [(one.kind, one.whose) for one in found] == [("position", whose)]


def test_a_day_limits_somebody_where_something_has_to_be_done_by_it() -> None:
    (found,) = read("The export has to be live by March, says our PM.", about_us=True).statements
    assert found.kind == "constraint"


def test_what_is_needed_by_a_day_is_asked_for_and_its_reason_is_the_need() -> None:
    text = "I need the revamp live by May because the board will look at activation. My EM says no."
    said = [(one.kind, one.span.of(text)) for one in read(text, about_us=True).statements]
    assert said[:2] == [
        ("position", "need the revamp live by May"),
        ("need", "because the board will look at activation"),
    ]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("My PM thinks we should hire contractors.", ["counterpart"]),
        ("The PM wrote: 'we should drop the old reports'. I disagree.", ["counterpart"]),
        ("I told my PM that we should hire contractors.", ["writer"]),
        ("I'm the EM. The CFO wants to refuse it all.", ["other"]),
        ("I'm the PM. The analyst says product asked for it.", []),
        ("My PM and I argued for a week.", []),
    ],
)
def test_who_is_said_to_ask_for_it_asks(text: str, whose: list[str]) -> None:
    assert [one.whose for one in read(text, about_us=True).statements] == whose


@pytest.mark.parametrize(
    "text", ["I need fewer pages at night.", "I need my team to sleep.", "We need clarity."]
)
def test_plain_needs_are_found(text: str) -> None:
    (found,) = read(text, role="em", counterpart="pm").statements

    assert (found.kind, found.whose) == ("need", "writer")


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("> I need a date by May.\n\nOur PM wrote that, and we argue.", "other"),
        ("Our PM wrote:\n> I need a date by May.\n\nWe argue.", "counterpart"),
        ("Dana (PM) 9:14 AM\nI need a date by May\n\nWe argue.", "counterpart"),
        ("PM: I need a date by May\nWe argue.", "counterpart"),
        ("PM: no\nMe: I need a date by May\nWe argue.", "writer"),
        ('The PM said "I need a date by May". We argue.', "counterpart"),
        ('"I need a date by May", says our PM. We argue.', "counterpart"),
        ('I told our PM "I need a date by May". We argue.', "writer"),
        ("Context: I need a date by May, and our PM says no.", "writer"),
        ("Our PM's “must have” list grew. I need a date by May.", "writer"),
        ("Dana 9:14\nI need a date by May\n\nDana is our PM, and we argue.", "counterpart"),
    ],
)
def test_what_is_quoted_is_whoever_says_it(text: str, whose: str) -> None:
    found = read(text, role="em", counterpart="pm", about_us=True).statements
    assert [one.whose for one in found if "date" in one.span.of(text)] == [whose]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "me: come on, it's small\nhim: we can't take that risk\nme: I need the fix",
            [
                "constraint counterpart: can't take that risk",
                "need writer: need the fix",
            ],
        ),
        ("- her: I need a quiet room\n- me: no", ["need counterpart: need a quiet room"]),
        (
            "She: I need the date for the board\nI: I need the scope first",
            ["need counterpart: need the date for the board", "need writer: need the scope first"],
        ),
        (
            "[10:02] her: I need the fix\n[10:04] me: I need rest",
            ["need counterpart: need the fix", "need writer: need rest"],
        ),
        (
            "him: I need the fix. I need the export.",
            ["need counterpart: need the fix", "need counterpart: need the export"],
        ),
        (
            "Me: I need the fix. Him: I need the export.",
            ["need writer: need the fix", "need counterpart: need the export"],
        ),
        (
            "In short: me: I need the fix / him: I need the export",
            ["need writer: need the fix", "need counterpart: need the export"],
        ),
        ('Him: "I need the export", and I nod.', ["need counterpart: need the export"]),
        ("I told him: I need the export.", ["need writer: need the export"]),
        ("Two things about him: I need the export.", ["need writer: need the export"]),
        ("him: you need the fix\nme: you can't do that", []),
        ("Our PM says you need a date for everything.", []),
        ("Our PM says you can't do both.", ["constraint counterpart: can't do both"]),
        ("As an EM you need a plan.", ["need writer: need a plan"]),
    ],
)
def test_in_a_chat_each_line_is_whoever_speaks_it(text: str, said: list[str]) -> None:
    found = read(text, role="em", counterpart="pm", about_us=True).statements
    assert [f"{one.kind} {one.whose}: {one.span.of(text)}" for one in found] == said


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("He is our PM. I need sleep before I lose Mei, because if she goes we stop.", "writer"),
        ("I want it cut because she is tired. He's our PM.", "writer"),
        ("Our PM wants it by May because she promised it.", "counterpart"),
        ("Our PM wants a freeze before the release because he lost a customer.", "counterpart"),
        ("Need her to choose one, says nobody to our PM.", "unclear"),
    ],
)
def test_she_is_not_the_counterpart_where_that_is_a_he(text: str, whose: str) -> None:
    found = read(text, role="em", counterpart="pm", about_us=True).statements
    assert {one.whose for one in found if one.kind == "need"} == {whose}


@pytest.mark.parametrize(
    "text",
    [
        "I need to talk to her tomorrow.",
        "I just need to vent.",
        "I need to get this off my chest.",
        "I should have told him in May.",
        "I want to do it properly.",
        "The PM thinks I only care about uptime.",
        "I can't rely on a single word she says.",
        "The new flow needs fewer people.",
        "She promised it without asking us.",
        "Asking him for a date is like asking for rain.",
        "She laughed because it bounces off her.",
    ],
)
def test_what_is_nobodys_need_nor_limit_is_no_statement(text: str) -> None:
    assert read(text, role="em", counterpart="pm", about_us=True).statements == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What I'd want is simple enough: one intake per week.", "position: one intake per week"),
        ("What I need from our PM is rather basic, namely one list.", "need: one list"),
        ("All I want is simple: one owner for each date.", "position: one owner for each date"),
        ("What I want is not much.", ""),
        ("What I want is simple, our PM just doesn't answer.", ""),
        ("What I want is a simple list.", "position: want is a simple list"),
        ("What I need is basic trust.", "need: What I need is basic trust"),
        ("When we say it needs another week, our PM hears sabotage.", ""),
        ("I say that it needs an owner and our PM laughs.", ""),
        ("We say the page needs two more weeks.", ""),
        ("It needs to be live by May.", "position: needs to be live by May"),
        ("I say we need a freeze.", "position: say we need a freeze"),
        ("It evens out by Friday.", ""),
        ("We fell out by Friday.", ""),
        ("The team had worn itself out by March.", ""),
        ("The fix is out by Friday.", "constraint: is out by Friday"),
        ("We get it out by Friday.", "constraint: get it out by Friday"),
        ("She was surprised that we had an on-call rota.", ""),
        ("He asked whether there is an on-call rota at all.", ""),
        ("We have the on-call rota this week.", "constraint: on-call rota this week"),
        ("My deadline was nonsense.", ""),
        ("Our deadline is made up.", ""),
        ("Our deadline is fixed.", "constraint: deadline is fixed"),
    ],
)
def test_what_only_looks_like_a_wish_or_a_limit_is_none(text: str, said: str) -> None:
    found = read(text, role="em", counterpart="pm", about_us=True).statements
    assert "; ".join(f"{one.kind}: {one.span.of(text)}" for one in found) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Our goals changed because the new CRO wanted it that way. Our PM is sad.", []),
        ("Our goals changed because finance demanded it. Our PM is sad.", []),
        ("Marketing wants a date and our PM agrees.", ["other: wants a date"]),
        (
            "I need a plan because the CRO wanted one, and our PM hates plans.",
            ["writer: need a plan", "writer: because the CRO wanted one"],
        ),
        (
            "Our PM wants the export because the CFO needs it.",
            ["counterpart: wants the export", "counterpart: because the CFO needs it"],
        ),
        (
            "I'm in sales, and we in sales need the export from our PM.",
            ["writer: need the export from our PM"],
        ),
        ("I'm the PM, and the sales lead wants a date.", ["counterpart: wants a date"]),
    ],
)
def test_what_somebody_else_wants_is_neither_of_the_two(text: str, said: list[str]) -> None:
    found = read(text, about_us=True).statements
    assert [f"{one.whose}: {one.span.of(text)}" for one in found] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I need to sleep at night.", "need: need to sleep at night"),
        ("We should drop the old reports.", "position: We should drop the old reports"),
        (
            "What I need is for the on-call load to come down.",
            "need: What I need is for the on-call load to come down",
        ),
        ("Every time I ask for a date our PM laughs.", "position: ask for a date"),
        ("We lost two people after the release.", "constraint: lost two people after the release"),
    ],
)
def test_a_statement_goes_as_far_as_it_is_meant(text: str, said: str) -> None:
    found = read(text, role="em", counterpart="pm", about_us=True).statements
    assert [f"{one.kind}: {one.span.of(text)}" for one in found] == [said]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Our PM wants a freeze because all my tests are red.", "writer"),
        ("Our PM wants a freeze because releases break my build.", "counterpart"),
        ("She is our PM. I want a freeze because then her demo works.", "counterpart"),
        ("She is our PM. I want a freeze because outages ruin her demo.", "writer"),
    ],
)
def test_a_reason_is_whoevers_it_begins_with_and_not_whoevers_it_gets_to(
    text: str, whose: str
) -> None:
    found = read(text, role="em", counterpart="pm", about_us=True).statements
    assert [one.whose for one in found if one.kind == "need"] == [whose]

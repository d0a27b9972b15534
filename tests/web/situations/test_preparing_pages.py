"""Preparing without an account: read, undone, filled in and taken along."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from tests.personas import World, another_partnership, join
from tests.web.situations.pages import (
    MARK,
    TEXT,
    address,
    body,
    browser,
    sheet_of,
    with_text,
    write,
)

from trifecta.apps.people.models import PartnerRole
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.apps.situations.models import Draft
from trifecta.domain.framework.seats import SEAT
from trifecta.domain.framework.tradeoffs import TRADE_OFF
from trifecta.domain.situations.sheets.preparing import LONGEST_FIELD, SHEET
from trifecta.domain.situations.words import HARM
from trifecta.web.views.situations_recent import read_all_anew

pytestmark = pytest.mark.django_db

CHOICE = "I'm an EM. Our PM wants features, we want refactoring, and she never asks us why."
ABOVE = (
    "Founder here. My head of engineering and my head of product blame each other for the delay."
)
KNOWN = TRADE_OFF["features-or-debt"]


def words_on(page: str) -> str:
    """The own words of a page, without marks and what is shown at them."""
    part = page.split('class="own-words said-words">')[1].split("</div>", maxsplit=1)[0]
    part = re.sub(r'<span class="peek".*?</span>|<sup>.*?</sup>', "", part, flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", part))


def test_questions_show_their_words_and_a_choice_how_it_gives_way() -> None:
    page = html.unescape(body(with_text(text=CHOICE), "read"))

    assert (
        "A choice is claimed that may be none: “Our PM wants features, we want refactoring”" in page
    )
    assert f'href="/framework/#{KNOWN.id}">{KNOWN.title}</a>' in page
    assert f"{KNOWN.dissolves} {KNOWN.real}" in page


# -------------------------------------------------------------------- reading


def test_ones_own_words_come_back_exactly_with_every_mark_leading_to_its_note() -> None:
    page = body(with_text(), "read")
    assert words_on(page) == TEXT
    marks = re.findall(r'href="#(note-\d+)"', page)
    notes = re.findall(r'<li id="(note-\d+)"', page)
    assert marks == notes != []
    assert re.findall(r'id="(at-\d+)"', page) == re.findall(r'href="#(at-\d+)"', page)


def test_every_note_quotes_the_words_that_are_marked() -> None:
    page = body(with_text(), "read")
    quotes = re.findall(r"<blockquote>“(.*?)”</blockquote>", page, flags=re.S)
    assert quotes
    for quote in quotes:
        assert html.unescape(quote).removesuffix(" …") in " ".join(TEXT.split())


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    page = body(with_text(), "read")
    assert f"<b>{MARK}" not in page
    assert f"&lt;b&gt;{MARK}" in page


def test_a_page_says_who_was_taken_for_whom_and_takes_a_correction() -> None:
    assert "Read as engineering writing about product." in body(with_text(), "read")
    corrected = body(with_text(role="design", counterpart="business"), "read")
    assert "Read as design writing about business." in corrected


def test_whoever_leads_both_is_told_of_the_two_of_them_and_asks_each() -> None:
    client = with_text(text=ABOVE)
    page = html.unescape(body(client, "read"))
    step = client.get(address("read")).context["shown"].step

    assert "Read as somebody who leads both, writing about engineering and product." in page
    assert "What to ask each of them" in page
    assert all(how in page for how in step.from_above)
    assert not any(how in page for how in set(step.how) - set(step.from_above))

    sheet = html.unescape(body(client, "sheet"))
    assert "The two of them" in sheet
    assert "Read as two whom you lead, for engineering and product." in sheet
    assert "The other person" not in sheet


def test_who_leads_both_and_names_one_of_them_has_a_sheet_about_that_one() -> None:
    sheet = body(with_text(text=ABOVE, role="executive", counterpart="pm"), "sheet")
    assert "The one of the two whom you named" in sheet
    assert "Somebody who leads product." in sheet
    assert "The other person" not in sheet


def test_whoever_leads_both_has_no_tension_of_their_own_to_turn_it_into(world: World) -> None:
    client = with_text(world.alice, text=TEXT, role="executive", counterpart="")
    assert address("carry") not in body(client, "paper")
    assert address("carry") in body(with_text(world.alice, role="em", counterpart="pm"), "paper")


def test_an_executive_in_no_partnership_is_taken_to_lead_both(world: World) -> None:
    page = body(browser(world.olga), "write")
    assert '<option value="executive" selected>' in page


def test_of_two_partnerships_what_is_the_same_in_both_is_chosen_already(world: World) -> None:
    another_partnership(world, "Payments")
    form = browser(world.alice).get(address("write")).context["form"]
    assert (form["role"].value(), form["counterpart"].value()) == ("em", "pm")
    third = create_partnership(
        actor=world.alice,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Care", team="Care team", my_role=PartnerRole.EM),
    )
    join(partnership=third, inviter=world.alice, user=world.dana, role=PartnerRole.DESIGN)
    form = browser(world.alice).get(address("write")).context["form"]
    assert (form["role"].value(), form["counterpart"].value()) == ("em", "")


def test_a_text_about_something_else_alarms_nobody_and_leads_to_the_sheet_all_the_same() -> None:
    page = body(with_text(text="The lift is out of order until Friday."), "read")
    assert "This does not read like two people who are stuck" in page
    assert "What to ask" not in page
    assert address("sheet") in page


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ({}, "What is filled in is suggested, not from your words, and says so."),
        (
            {"role": "em", "counterpart": "pm"},
            "What is filled in is not from your words but a guess at how it often is",
        ),
    ],
)
def test_what_stands_in_the_sheet_of_such_a_text_is_said_before_and_there(
    who: Any, says: str
) -> None:
    client = with_text(text="The lift is out of order until Friday.", **who)
    assert says in body(client, "read")
    assert says in body(client, "sheet")
    assert "What was found in your words" not in body(client, "sheet")


def test_what_was_found_in_ones_words_is_said_to_stand_in_the_sheet() -> None:
    assert "What was found in your words is filled in already" in body(with_text(), "sheet")


def test_who_tells_of_misconduct_is_told_whom_to_turn_to_and_nothing_is_suggested() -> None:
    client = with_text(text="I'm an EM. My PM put his hand on my leg, and he calls my team lazy.")
    page = body(client, "read")
    says = HARM["misconduct"].says
    assert page.index(says) < page.index("Nothing is suggested for this")
    assert page.index("My PM put his hand on my leg") < page.index("Your words")
    assert "Read wrongly? Look closer" in page
    sheet = body(client, "sheet")
    assert says in sheet
    assert "Asking yourself first" not in sheet
    assert {sheet_of(client)[one.id] for one in SHEET} == {""}
    client.post(address("about-us"))
    assert says in body(client, "read")
    assert sheet_of(client)["opening"]


def test_who_is_in_despair_is_told_so_first_and_the_rest_is_there() -> None:
    page = body(with_text(text=f"{TEXT} Some days I don't want to live."), "read")
    assert page.index('href="https://findahelpline.com"') < page.index("Where to start")


def test_a_writer_who_says_that_it_is_about_them_is_believed_and_can_take_it_back() -> None:
    client = with_text(text="The lift is out of order until Friday.")
    assert "It is about us: look closer" in body(client, "read")

    client.post(address("about-us"))
    page = body(client, "read")
    assert "What to ask" in page
    assert "You said that it is about the two of you" in page
    write(client, "The lift is out of order until Monday.")
    assert "What to ask" in body(client, "read")

    client.post(address("about-us"), {"taken-back": "1"})
    assert "What to ask" not in body(client, "read")


FRENCH = "Le chef de produit et les ingénieurs se disputent chaque semaine au sujet du plan de mai."


@pytest.mark.parametrize("text", [TEXT, FRENCH])
def test_nobody_is_asked_where_it_reads_so_or_cannot_be_read_at_all(text: str) -> None:
    assert address("about-us") not in body(with_text(text=text), "read")


GERMAN = "Ich leite die Entwicklung, und mein Product Manager ändert den Plan jede Woche wieder."


def test_of_a_text_that_cannot_be_read_nobody_is_told_who_is_who_in_it() -> None:
    for name in ("read", "sheet"):
        assert "Read as" not in body(with_text(text=GERMAN), name)
    sheet = body(with_text(text=GERMAN, role="em", counterpart="pm"), "sheet")
    assert "Somebody who leads product." in sheet


def test_nothing_is_read_where_nothing_is_written() -> None:
    client = browser()
    response = write(client, "  \n ")
    assert response.status_code == 422
    assert "Write what is going on" in response.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("name", ["read", "sheet", "paper", "markdown", "keep", "forget"])
def test_without_a_text_every_page_leads_to_where_one_is_written(name: str) -> None:
    response = browser().get(address(name))
    assert (response.status_code, response["Location"]) == (302, address("write"))


def test_visiting_without_writing_makes_no_session() -> None:
    body(browser(), "write")
    assert not Session.objects.exists()


# -------------------------------------------------------------------- going back


def test_another_text_can_be_gone_back_from_and_forth() -> None:
    client = with_text()
    write(client, "She asks me, and I do not answer.")
    assert words_on(body(client, "read")) == "She asks me, and I do not answer."
    client.post(address("before"))
    assert words_on(body(client, "read")) == TEXT
    client.post(address("before"))
    assert words_on(body(client, "read")) == "She asks me, and I do not answer."


def test_changing_the_text_begins_with_the_text_and_who_is_who() -> None:
    client = with_text(role="em", company="startup")
    initial = client.get(address("write")).context["form"]
    assert [initial[name].value() for name in ("text", "role", "company")] == [
        TEXT,
        "em",
        "startup",
    ]


def test_who_is_in_one_partnership_finds_who_is_who_filled_in(world: World) -> None:
    form = browser(world.alice).get(address("write")).context["form"]
    assert [form[name].value() for name in ("role", "counterpart", "company", "text")] == [
        "em",
        "pm",
        "general",
        None,
    ]
    elsewhere = browser(world.mallory).get(address("write")).context["form"]
    assert elsewhere["role"].value() is None


# -------------------------------------------------------------------- the sheet


def test_suggestions_are_marked_until_they_are_changed() -> None:
    client = with_text(role="em")
    before = body(client, "sheet")
    assert before.count("Change it, or") == before.count('class="sheet-part suggested"') > 3
    filled = sheet_of(client) | {"need": "Quiet nights"}
    assert client.post(address("sheet"), filled)["Location"] == address("paper")
    assert sheet_of(client)["need"] == "Quiet nights"
    assert body(client, "sheet").count("Change it, or") == before.count("Change it, or") - 1


def test_a_suggestion_that_was_taken_out_does_not_come_back() -> None:
    client = with_text(role="em")
    client.post(address("sheet"), sheet_of(client) | {"ask": ""})
    assert sheet_of(client)["ask"] == ""


def test_what_is_too_long_is_named_and_nothing_typed_is_lost() -> None:
    client = with_text()
    long = "very long " * (LONGEST_FIELD // 10 + 1)
    sent = sheet_of(client) | {"need": long, "ask": "A quiet week"}
    response = client.post(address("sheet"), sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert f"Up to {LONGEST_FIELD} fit here" in page
    assert long.strip() in page
    assert "A quiet week" in page


def test_the_sheet_survives_a_change_of_the_text() -> None:
    client = with_text()
    client.post(address("sheet"), sheet_of(client) | {"need": "Quiet nights"})
    write(client, TEXT.replace("May", "June"))
    assert "begins anew" not in body(client, "read")
    assert sheet_of(client)["need"] == "Quiet nights"


def test_the_page_and_the_file_hold_the_sheet_and_not_the_story() -> None:
    client = with_text(role="em")
    client.post(address("sheet"), sheet_of(client) | {"need": "Quiet nights"})
    response = client.get(address("markdown"))
    text = response.content.decode()
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    for shown in (text, body(client, "paper")):
        assert "Quiet nights" in shown
        assert "The questions I will ask" in shown
        assert MARK not in shown
    assert "### What I need\n\nQuiet nights\n" in text


# ------------------------------------------------------------------ who is who


def test_who_the_other_person_is_can_be_said_and_the_sheet_says_it() -> None:
    client = with_text(role="em", counterpart="business")
    shown = sheet_of(client)
    assert shown["their_limits"] == SEAT["business"].limits
    for name in ("sheet", "paper", "markdown"):
        assert "Somebody who leads the business side." in html.unescape(body(client, name))
    assert "writing about business" in body(client, "read")


def test_who_the_other_person_is_can_stay_open_and_is_read() -> None:
    client = with_text()
    page = body(client, "sheet")
    assert "Read as somebody who leads product." in page
    assert f"{address('write')}#id_counterpart" in page
    assert sheet_of(client)["their_limits"] == SEAT["pm"].limits


UNNAMED = "We agreed on it, and he dropped it without telling me. He says I don't see the pressure."


def test_who_is_not_understood_is_asked_who_leads_what_and_then_is() -> None:
    asks = "Say who leads what"
    assert asks in body(with_text(text=UNNAMED), "read")
    said = body(with_text(text=UNNAMED, role="em", counterpart="pm"), "read")
    assert asks not in said
    assert "What to ask" in said
    assert asks not in body(with_text(), "read")


def test_how_they_are_judged_is_taken_from_the_words_that_say_it() -> None:
    assert sheet_of(with_text())["their_judging"].startswith("She gets judged on experiments")
    untold = sheet_of(with_text(text="My PM and I fight about the roadmap, and she never asks us."))
    assert untold["their_judging"] == SEAT["pm"].judged


def test_another_counterpart_asks_other_questions() -> None:
    asked = {
        other: sheet_of(with_text(role="em", counterpart=other))["questions"]
        for other in ("pm", "business", "design")
    }
    assert len(set(asked.values())) == 3


@pytest.mark.parametrize("name", ["read", "sheet", "paper", "markdown"])
def test_each_page_reads_the_text_once(name: str, readings: list[str]) -> None:
    client = with_text()
    body(client, name)
    assert readings == [TEXT]


def test_what_is_sent_with_the_sheet_is_read_once_too(readings: list[str]) -> None:
    client = with_text()
    filled = sheet_of(client) | {"need": "Quiet nights"}
    readings.clear()
    read_all_anew()
    assert client.post(address("sheet"), filled).status_code == 302
    assert readings == [TEXT]

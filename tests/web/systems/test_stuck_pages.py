"""Where a model is stuck, what keeps people from being hired, and which numbers fit the counts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.apps.systems.models import ABOUT, begun
from tests.apps.tensions.story import opened
from tests.crawling import signed_in_as
from tests.domain.systems.hiring_data import HIRING, Rates, hiring
from tests.personas import World
from tests.web.systems.test_model_pages import page, words_of

from trifecta.apps.systems.models import ModelVersion
from trifecta.apps.systems.services.models import describe_model, save_text
from trifecta.apps.systems.services.observing import bring_in_counts

WRONG = f"# What we believe.\n{HIRING.replace('0.25', '0.6').strip()}"
QUEUE = "[In] > Queue @ 10\nQueue > Desk(0, 3) @ 6\nDesk > Done @ Leak(0.2)"


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


def counted(world: World, text: str, counts: str) -> str:
    model_id = begun(world, text=text)
    bring_in_counts(actor=world.bob, model_id=model_id, counts=counts)
    return model_id


def html_of(response: Any) -> str:
    return str(response.content.decode())


# ------------------------------------------------------------------- where it is stuck


def test_where_it_piles_up_is_the_headline(world: World, alice: Client) -> None:
    shown = alice.get(page("bottleneck", begun(world, text=QUEUE)))

    assert '<h1 class="answer">It piles up in Queue, before Desk.</h1>' in html_of(shown)
    assert "The maximum of Desk held back Queue &gt; Desk in" in html_of(shown)


def test_each_number_leads_to_its_line_in_the_editor(world: World, alice: Client) -> None:
    model_id = begun(world, text=QUEUE.replace("(0, 3)", ""))
    shown = html_of(alice.get(page("bottleneck", model_id)))

    assert f'href="{page("edit", model_id)}#line-3"' in shown
    assert re.search(r'role="img" aria-label="Desk &gt; Done: [^"]+ more"', shown)


def test_the_answer_is_where_the_stock_of_the_question_ends(world: World, alice: Client) -> None:
    model_id = begun(world, text=QUEUE.replace("(0, 3)", ""))
    about = ABOUT.__class__(name="Queue", question="How long is it?", answered_by="Queue")
    describe_model(actor=world.alice, model_id=model_id, about=about)
    shown = words_of(alice.get(page("bottleneck", model_id)))

    assert "What changes Queue most" in shown
    assert "less" in shown


def test_stages_are_what_was_counted_where_it_was(world: World, alice: Client) -> None:
    counts = "week,Queue,Desk\n" + "\n".join(f"{week},{30 - week % 3},2" for week in range(9))
    shown = words_of(alice.get(page("bottleneck", counted(world, QUEUE, counts))))

    assert "Nothing piles up beyond chance." in shown
    assert "From what was counted." in shown


def test_counts_that_no_longer_fit_the_text_are_left_out_and_said(
    world: World, alice: Client
) -> None:
    model_id = counted(world, QUEUE, "week,Queue\n1,3\n2,4")
    save_text(actor=world.bob, model_id=model_id, text="[A] > B @ 1\nB > C @ 0.5", read=1)
    shown = words_of(alice.get(page("bottleneck", model_id)))

    assert "Names in the text have changed" in shown
    assert "What changes C most" in shown


@pytest.mark.parametrize("text", ["", "A > B @ (", "Alone(3)"])
def test_where_nothing_can_be_said_the_page_says_what_to_do(
    world: World, alice: Client, text: str
) -> None:
    model_id = begun(world, text=text)
    shown = alice.get(page("bottleneck", model_id))

    assert shown.status_code == 200
    assert f'href="{page("edit", model_id)}' in html_of(shown)


def test_a_large_model_is_not_tried_number_by_number(world: World, alice: Client) -> None:
    text = "\n".join(f"[In] > S{n} @ {n + 1} + {n} * 2 - {n}" for n in range(150))
    shown = words_of(alice.get(page("bottleneck", begun(world, text=text))))

    assert "too large to try its numbers on a page" in shown
    assert "Stage by stage" in shown


# ------------------------------------------------------------------------- diagnosis


FAULTS = {
    "Not enough candidates come in at the top.": Rates(candidates=8),
    "There is no conviction to make offers.": Rates(offered=0.05),
    "Offers are made and not accepted.": Rates(accepted=0.1),
}


@pytest.mark.parametrize("said", FAULTS)
def test_each_of_the_three_faults_is_the_headline(world: World, alice: Client, said: str) -> None:
    counts = hiring(1, weeks=39, since=27, after=FAULTS[said]).flows
    model_id = counted(world, HIRING, counts)
    shown = html_of(alice.get(page("diagnosis", model_id), {"since": "27"}))

    assert f'<h1 class="answer">{said}</h1>' in shown
    assert "beside the weeks before" in shown
    assert "Where to look" in shown


def test_too_few_counts_cannot_tell_and_say_what_to_count(world: World, alice: Client) -> None:
    shown = words_of(alice.get(page("diagnosis", counted(world, HIRING, hiring(3, weeks=6).flows))))

    assert "Cannot tell." in shown
    assert "What to count next" in shown
    assert "more weeks like these" in shown


def test_without_a_stock_of_offers_it_can_be_chosen(world: World, alice: Client) -> None:
    text, counts = (one.replace("Offers", "Bids") for one in (HIRING, hiring(1).flows))
    model_id = counted(world, text, counts)
    asked = html_of(alice.get(page("diagnosis", model_id)))
    place = re.search(r'<option value="(\d+)">Bids<', asked)
    assert place
    shown = words_of(alice.get(page("diagnosis", model_id), {"offers": place[1]}))
    assert "Bids > Hires" in shown
    assert "Step by step" in shown


@pytest.mark.parametrize("since", ["soon", "1", "400", "9" * 30, "-4"])
def test_a_week_that_cannot_be_compared_from_is_said_and_kept(
    world: World, alice: Client, since: str
) -> None:
    model_id = counted(world, HIRING, hiring(1).flows)
    shown = alice.get(page("diagnosis", model_id), {"since": since})

    assert "wrongtext" in html_of(shown)
    assert f'value="{since}"' in html_of(shown)


def test_another_kind_of_model_and_no_counts_have_a_next_step(world: World, alice: Client) -> None:
    model_id = begun(world)
    assert "Nothing is counted yet" in words_of(alice.get(page("diagnosis", model_id)))
    other = counted(world, "[In] > Offers @ 3", "week,Offers\n1,3\n2,6")
    assert "needs two flows before it" in words_of(alice.get(page("diagnosis", other)))


# ------------------------------------------------------------------------------- fit


def choice(shown: str, **ends: str) -> dict[str, Any]:
    """The form as it was shown, with the offers alone picked."""
    (place,) = re.findall(
        r'name="pick" value="(\d+)"[^>]*> <span>Interviews &gt; Offers</span>', shown
    )
    version = re.search(r'name="version" value="(\d+)"', shown)
    assert version
    sent = {"pick": [place], "version": version[1]}
    for end, first in (("low", "0.05"), ("high", "0.9")):
        sent[f"{end}_{place}"] = ends.get(end, first)
    return sent


@pytest.fixture
def hired(world: World) -> str:
    return counted(world, WRONG, hiring(1, weeks=20).flows)


def looked(alice: Client, hired: str) -> str:
    before = html_of(alice.get(page("fit", hired)))
    return html_of(alice.post(page("fit", hired), choice(before)))


def test_a_number_that_does_not_fit_is_said_with_what_would(alice: Client, hired: str) -> None:
    shown = looked(alice, hired)

    assert '<h1 class="answer">Interviews &gt; Offers does not fit as written.</h1>' in shown
    taken = re.search(r'name="take" value="\d+:(0\.\d+)" checked', shown)
    assert taken
    assert 0.15 < float(taken[1]) < 0.35
    assert ModelVersion.objects.count() == 1


def test_the_same_choice_gives_the_same_answer(alice: Client, hired: str) -> None:
    first, second = (re.findall(r'name="take" value="[^"]+"', looked(alice, hired)) for _ in "ab")

    assert first == second


def test_what_is_taken_over_changes_its_place_alone_and_can_be_undone(
    world: World, alice: Client, hired: str
) -> None:
    shown = looked(alice, hired)
    (take,) = re.findall(r'name="take" value="([^"]+)"', shown)
    before = choice(html_of(alice.get(page("fit", hired))))
    preview = html_of(alice.post(page("fit", hired), {**before, "preview": "yes", "take": take}))
    assert "What would change" in preview
    assert ModelVersion.objects.count() == 1
    text = re.search(r'name="text" value="([^"]+)"', preview)
    assert text
    sent = {"text": text[1].replace("&gt;", ">"), "version": "1", "fitted": "yes"}
    kept = alice.post(page("edit", hired), sent, follow=True)
    assert "kept as a new text" in words_of(kept)
    newest = ModelVersion.objects.get(number=2)
    number = take.split(":")[1]
    assert newest.text == WRONG.replace("0.6\nOffers", f"{number}\nOffers")
    alice.post(page("restore", hired, 1))
    assert ModelVersion.objects.get(number=3).text == WRONG


def test_what_the_counts_cannot_tell_is_said_and_not_offered(world: World, alice: Client) -> None:
    weeks = hiring(1, weeks=20).counts["Candidates > Screens"]
    rows = "\n".join(f"{week},Candidates > Screens,{count}" for week, count in enumerate(weeks, 1))
    model_id = counted(world, WRONG, f"week,flow,value\n{rows}")
    shown = looked(alice, model_id)

    assert "The counts cannot tell." in shown
    assert 'name="take"' not in shown


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ({"low": "much"}, "Write a number of 0 or more."),
        ({"low": "-1"}, "Write a number of 0 or more."),
        ({"high": ""}, "Write a number of 0 or more."),
        ({"low": "0.9", "high": "0.1"}, "Write a number larger than the first one."),
    ],
)
def test_ends_that_are_none_are_said_and_kept(
    alice: Client, hired: str, ends: dict[str, str], said: str
) -> None:
    before = html_of(alice.get(page("fit", hired)))
    shown = alice.post(page("fit", hired), choice(before, **ends))

    assert shown.status_code == 422
    assert said in words_of(shown)
    assert all(f'value="{value}"' in html_of(shown) for value in ends.values() if value)


def test_no_number_or_too_many_are_refused(alice: Client, hired: str) -> None:
    before = choice(html_of(alice.get(page("fit", hired))))
    shown = alice.post(page("fit", hired), {**before, "pick": []})
    assert "Choose one to 4 numbers to be found." in words_of(shown)
    shown = alice.post(page("fit", hired), {**before, "pick": ["77"]})
    assert shown.status_code == 422


def test_a_text_that_somebody_saved_meanwhile_begins_anew(
    world: World, alice: Client, hired: str
) -> None:
    sent = choice(html_of(alice.get(page("fit", hired))))
    save_text(actor=world.bob, model_id=hired, text=HIRING, read=1)
    shown = alice.post(page("fit", hired), {**sent, "preview": "yes", "take": "2:0.3"})

    assert shown.status_code == 409
    assert "The text has changed" in words_of(shown)


def test_nothing_ticked_keeps_the_answer_and_asks_for_a_number(alice: Client, hired: str) -> None:
    sent = choice(html_of(alice.get(page("fit", hired))))
    for take in ([], ["x:1"], ["900:1"], ["2:nan"]):
        shown = alice.post(page("fit", hired), {**sent, "preview": "yes", "take": take})
        assert "Tick at least one number" in words_of(shown)
        assert "does not fit as written" in words_of(shown)


def test_the_model_leads_to_what_can_be_asked_of_it(world: World, alice: Client) -> None:
    model_id = begun(world)
    shown = html_of(alice.get(page("model", model_id)))

    for name in ("bottleneck", "diagnosis", "fit"):
        assert f'href="{page(name, model_id)}"' in shown


# ------------------------------------------------------------------- from a tension


def test_from_a_tension_models_to_start_from_are_offered_with_the_way_back(
    world: World, alice: Client
) -> None:
    tension = opened(world)
    shown = html_of(alice.get(f"/tension/{tension}/"))
    (link,) = re.findall(r'href="([^"]+)">Look at it as a system', shown)
    offered = html_of(alice.get(link))
    assert '<form method="post" enctype' not in offered
    assert f'?from=hiring&amp;tension={tension}"' in offered
    begun_from = html_of(alice.get(link.split("?")[0], {"from": "hiring", "tension": tension}))
    assert f'href="/tension/{tension}/">Not now' in begun_from
    assert "[Candidates] &gt; Sourced" in begun_from


def test_a_tension_of_others_is_not_there(world: World, alice: Client) -> None:
    shown = alice.get(f"/p/{world.partnership.id}/models/new/", {"tension": "nobodys"})

    assert shown.status_code == 404

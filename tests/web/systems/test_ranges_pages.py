"""What numbers may be, and what may come of it: by two ends, as text, and as pictures."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.apps.systems.models import COUNTS, RANGES, begun, ranged
from tests.crawling import signed_in_as
from tests.domain.people.voice import FORBIDDEN
from tests.personas import World
from tests.web.systems.test_model_pages import page, words_of

from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.systems.models import Ranges
from trifecta.apps.systems.services.models import save_text
from trifecta.apps.systems.services.observing import bring_in_counts
from trifecta.apps.systems.services.ranging import save_ranges
from trifecta.domain.errors import ConflictError, NotFoundError
from trifecta.domain.systems.ensembles import distributions

FIELD = re.compile(r'<label class="vh" for="id_(\w+)">([^<]+)</label>')


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


def fields(client: Client, model_id: str) -> dict[str, str]:
    """Names of the fields of the form by their labels."""
    body = client.get(page("ranges", model_id)).content.decode()
    return {unescape(label): name for name, label in FIELD.findall(body)}


def send(client: Client, model_id: str, *, version: int = 0, **ends: tuple[str, str]) -> Any:
    """What somebody types beside numbers, as the two ends of each; spaces are written as _."""
    named = fields(client, model_id)
    data = {"version": str(version)}
    for name, (low, high) in ends.items():
        number = NUMBERS.get(name, name)
        data |= {named[f"{number}, lowest"]: low, named[f"{number}, highest"]: high}
    return client.post(page("ranges", model_id), data)


NUMBERS = {"found": "Candidates > Screened", "hired": "Screened > Hires"}


def test_before_anything_is_said_the_page_says_what_it_is_for(world: World, alice: Client) -> None:
    seen = words_of(alice.get(page("ranges", begun(world))))
    assert "run many times" in seen
    assert "Candidates > Screened 10 a week" in seen
    assert "often" not in seen


def test_two_ends_a_number_become_a_sentence_and_pictures(world: World, alice: Client) -> None:
    model_id = begun(world)
    sent = send(alice, model_id, found=("8", "12"), hired=("1", "4"))
    assert sent.headers["Location"] == page("ranges", model_id)
    assert Ranges.objects.get().text == RANGES
    shown = alice.get(page("ranges", model_id))
    assert "In 9 of 10 runs, Hires is between 11 and 44 after 12 weeks." in words_of(shown)
    assert "as they stand in the text it is 22" in words_of(shown)
    body = shown.content.decode()
    assert body.count('class="inner-band"') == 4
    assert "Alice saved this" in words_of(shown)


def test_the_same_draws_every_time_and_others_when_asked_for(world: World, alice: Client) -> None:
    model_id = ranged(world)
    first, again, other = (
        alice.get(page("ranges", model_id) + query).content.decode().split("<table>")[1]
        for query in ("", "?seed=0", "?seed=1")
    )
    assert first == again
    assert first != other
    assert "This is drawing 1." in words_of(alice.get(page("ranges", model_id) + "?seed=1"))


def test_what_was_counted_stands_on_the_fan(world: World, alice: Client) -> None:
    model_id = ranged(world)
    assert "observed" not in alice.get(page("ranges", model_id)).content.decode()
    bring_in_counts(actor=world.bob, model_id=model_id, counts=COUNTS)
    shown = alice.get(page("ranges", model_id)).content.decode()
    assert "12 of 12 observed points" in shown or "observed points lie in that band" in shown
    assert 'class="b"' in shown


def test_how_often_a_stock_comes_to_so_much_is_said(world: World, alice: Client) -> None:
    model_id = ranged(world)

    def asked(query: str) -> str:
        return words_of(alice.get(f"{page('ranges', model_id)}?stock=Hires&{query}"))

    at_least = re.search(r"In (\d+) of 100 runs, Hires is at least 30", asked("amount=30"))
    below = re.search(r"In (\d+) of 100 runs, Hires is at most 29", asked("way=most&amount=29"))
    assert at_least
    assert below
    assert int(at_least[1]) + int(below[1]) == 100
    assert "In each of the 2,000 runs, Hires is at least 0" in asked("amount=0")
    assert "In none of the 2,000 runs, Hires is at least 99" in asked("amount=99")
    assert "Write a number such as 40 or 0.25." in asked("amount=many")
    assert "Write a number" in asked("amount=nan")


def test_the_range_that_matters_most_is_named(world: World, alice: Client) -> None:
    seen = words_of(alice.get(page("ranges", ranged(world))))
    assert "find out more about Screened > Hires." in seen
    alone = ranged(world, text="Screened > Hires = integers(1, 4)")
    assert "matters most" not in words_of(alice.get(page("ranges", alone)))


def test_another_stock_is_seen_first_when_asked_for(world: World, alice: Client) -> None:
    shown = words_of(alice.get(page("ranges", ranged(world)) + "?stock=Screened"))
    assert shown.index("Screened is between") < shown.index("Hires:")
    assert "Hires is between" in words_of(alice.get(page("ranges", ranged(world)) + "?stock=X"))


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (("4", "1"), "Write the smaller number first."),
        (("1", ""), "Write this end too, or leave both empty."),
        (("", "4"), "Write this end too, or leave both empty."),
        (("one", "4"), "Write a number such as 5 or 0.25."),
        (("1", "9" * 400), "Write a smaller number."),
        (("", ""), "Say of at least one number what it may be."),
    ],
)
def test_ends_that_are_none_are_said_and_kept_in_their_fields(
    world: World, alice: Client, ends: tuple[str, str], said: str
) -> None:
    shown = send(alice, begun(world), found=ends)
    assert shown.status_code == 422
    assert said in words_of(shown)
    assert all(f'value="{end}"' in shown.content.decode() for end in ends if end)
    assert not Ranges.objects.exists()


def test_a_share_is_not_written_in_hundredths(world: World, alice: Client) -> None:
    model_id = begun(world, text="[Found] > Asked @ 10\nAsked > Here @ 0.3")
    NUMBERS["here"] = "Asked > Here"
    shown = send(alice, model_id, here=("20", "40"))
    assert "write 0.3 for 30 of 100" in words_of(shown)
    assert send(alice, model_id, here=("0.2", "0.4")).status_code == 302
    assert Ranges.objects.get().text == "Asked > Here = uniform(0.2, 0.4)"


def test_ends_that_are_taken_out_again_leave_notes_and_other_shapes_alone(
    world: World, alice: Client
) -> None:
    model_id = ranged(world, text=f"# from last year\n{RANGES}\nHires = triangular(0, 1, 5)  # hm")
    assert "triangular(0, 1, 5)" in words_of(alice.get(page("ranges", model_id)))
    send(alice, model_id, version=1, found=("", ""), hired=("2", "3.5"))
    assert Ranges.objects.get().text == (
        "# from last year\nScreened > Hires = uniform(2, 3.5)\nHires = triangular(0, 1, 5)  # hm"
    )


def test_everything_can_be_written_as_text(world: World, alice: Client) -> None:
    model_id = begun(world)
    seen = words_of(alice.get(page("ranges_text", model_id)))
    assert all(form in seen for form, _ in distributions.forms())
    alice.post(
        page("ranges_text", model_id),
        {"text": "line 2=normal(2, 1)\r\nCandidates>Screened = 8\r\n", "version": "0"},
    )
    kept = Ranges.objects.get().text
    assert kept == "Screened > Hires = normal(2, 1, 0, inf)\nCandidates > Screened = choice(8)"
    assert "normal(2, 1, 0, inf)" in alice.get(page("ranges_text", model_id)).content.decode()
    file = alice.get(page("ranges_file", model_id))
    assert file.content.decode() == f"{kept}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hires = uniform(1, 2)\nHire = uniform(1, 2)", "Line 2: No number of the model is called"),
        ("Hires uniform(1, 2)", "Line 1: “Hires uniform(1, 2)” names no number"),
        ("Hires = even(1, 2)", "is no distribution"),
        ("Hires = 1\nHires = 2", "Line 2: “Hires” is varied twice"),
        ("Screened > Hires = 1\nline 2 = 2", "is the same number as on line 1"),
        ("# nothing", "Say of at least one number"),
        ("# " + "long " * 2500, "Use at most 10,000 characters"),
    ],
)
def test_lines_that_are_no_range_are_named_and_nothing_is_kept(
    world: World, alice: Client, text: str, said: str
) -> None:
    shown = alice.post(page("ranges_text", begun(world)), {"text": text, "version": "0"})
    assert shown.status_code == 422
    assert said.replace("“", '"').replace("”", '"') in words_of(shown)
    assert text[:40] in unescape(shown.content.decode())
    assert not Ranges.objects.exists()


def test_numbers_that_have_gone_are_named_and_count_in_nothing(world: World, alice: Client) -> None:
    model_id = ranged(world)
    save_text(actor=world.bob, model_id=model_id, text="[Candidates] > Screened @ 10", read=1)
    seen = words_of(alice.get(page("ranges", model_id)))
    assert "a number that the model no longer has" in seen
    assert "Screened > Hires = integers(1, 4)" in seen
    assert "In 9 of 10 runs, Screened is between" in seen
    send(alice, model_id, version=1, found=("9", "12"))
    assert Ranges.objects.get().text.endswith("Screened > Hires = integers(1, 4)")
    alice.post(page("ranges", model_id), {"version": "2", "drop": "on"} | present(alice, model_id))
    assert Ranges.objects.get().text == "Candidates > Screened = integers(9, 12)"


def present(client: Client, model_id: str) -> dict[str, str]:
    """What the fields of the form hold at the moment."""
    body = client.get(page("ranges", model_id)).content.decode()
    inputs = re.findall(r'<input type="number" name="(\w+)" value="([^"]*)"', body)
    return {name: value for name, value in inputs if name != "amount"}


@pytest.mark.parametrize("text", ["[Candidates] > Screened @ 10", "A > B @ ("])
def test_what_was_typed_of_a_number_that_goes_meanwhile_is_not_lost(
    world: World, alice: Client, text: str
) -> None:
    model_id = begun(world)
    low, high = (
        fields(alice, model_id)[f"Screened > Hires, {end}"] for end in ("lowest", "highest")
    )
    save_text(actor=world.bob, model_id=model_id, text=text, read=1)
    name = low.replace("low", "name")
    data = {"version": "0", low: "3", high: "7", name: "Screened > Hires"}
    shown = alice.post(page("ranges", model_id), data)
    assert shown.status_code == 422
    assert "Screened > Hires, highest: 7" in words_of(shown)
    assert not Ranges.objects.exists()


def test_a_model_that_does_not_run_keeps_its_ranges(world: World, alice: Client) -> None:
    model_id = ranged(world)
    save_text(actor=world.bob, model_id=model_id, text="A > B @ (", read=1)
    assert "does not run yet" in words_of(alice.get(page("ranges", model_id)))
    shown = alice.post(page("ranges_text", model_id), {"text": "A = 3", "version": "1"})
    assert "Mend its text first" in words_of(shown)
    assert Ranges.objects.get().text == RANGES


def test_runs_that_come_to_no_result_are_counted_and_explained(world: World, alice: Client) -> None:
    model_id = begun(world, text="[w] > a(4) @ 2 / a")
    save_ranges(actor=world.alice, model_id=model_id, text="a = choice(0, 4)", read=0)
    seen = words_of(alice.get(page("ranges", model_id)))
    assert re.search(r"\d+ runs of [\d,]+ came to no result", seen)
    assert "divides by zero" in seen
    model_id = begun(world, text="[w] > a(4) @ 2 / (a - a)")
    save_ranges(actor=world.alice, model_id=model_id, text="a = 4", read=0)
    seen = words_of(alice.get(page("ranges", model_id)))
    assert "No run comes to a result" in seen


def test_a_line_number_that_may_have_moved_is_said(world: World, alice: Client) -> None:
    text = "[A] > B @ 1\n[A] > B @ 2"
    model_id = begun(world, text=text)
    save_ranges(actor=world.alice, model_id=model_id, text="line 2 = integers(1, 5)", read=0)
    assert "number of its line" not in words_of(alice.get(page("ranges", model_id)))
    save_text(actor=world.alice, model_id=model_id, text=f"# more\n{text}", read=1)
    assert "number of its line" in words_of(alice.get(page("ranges", model_id)))


def test_two_who_save_at_once_see_each_others_ranges(world: World, alice: Client) -> None:
    model_id = ranged(world)
    shown = send(alice, model_id, version=0, found=("1", "3"))
    assert shown.status_code == 409
    assert "What Alice saved in the meantime" in words_of(shown)
    assert 'name="version" value="1"' in shown.content.decode()
    assert 'value="3"' in shown.content.decode()
    with pytest.raises(ConflictError):
        save_ranges(actor=world.bob, model_id=model_id, text="Hires = 3", read=7)


def test_ranges_are_the_members_own_and_can_be_deleted(world: World, alice: Client) -> None:
    model_id = begun(world)
    with pytest.raises(NotFoundError):
        save_ranges(actor=world.carol, model_id=model_id, text=RANGES, read=0)
    assert alice.get(page("ranges_file", model_id)).status_code == 404
    model_id = ranged(world)
    assert everything_of(actor=world.alice)["models"]["ranges"][0]["ranges"] == RANGES
    alice.post(page("ranges_remove", model_id))
    assert not Ranges.objects.exists()
    assert "run many times" in words_of(alice.get(page("ranges", model_id)))


def test_the_model_and_its_counts_lead_there(world: World, alice: Client) -> None:
    model_id = ranged(world)
    bring_in_counts(actor=world.alice, model_id=model_id, counts=COUNTS)
    for name in ("model", "observed"):
        assert page("ranges", model_id) in alice.get(page(name, model_id)).content.decode()


def test_a_large_model_is_looked_at_less_far(world: World, alice: Client) -> None:
    text = "\n".join(f"S{at}(10) > [T{at}] @ S{at} / 3 + 1" for at in range(300))
    model_id = begun(world, text=text)
    save_ranges(actor=world.alice, model_id=model_id, text="S1 = uniform(2, 20)", read=0)
    shown = alice.get(page("ranges", model_id) + "?stock=S1")
    assert "fewer than the 12 you look ahead" in words_of(shown)
    assert shown.content.decode().count("<figure") <= 6


def test_the_pages_speak_as_the_product_does(world: World, alice: Client) -> None:
    model_id = ranged(world)
    for name in ("ranges", "ranges_text"):
        said = words_of(alice.get(page(name, model_id)))
        assert not FORBIDDEN.search(said), name

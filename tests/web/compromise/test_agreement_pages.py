"""The pages of agreements: they work without scripts, keep what was typed, and say what to do."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import agreeing
from tests.agreeing import KIT, TESTS, TITLE, active, drafted, member, proposed, row
from tests.crawling import crawl, signed_in_as
from tests.domain.people.voice import FORBIDDEN
from tests.personas import World, join

from trifecta.apps.compromise.models import Agreement, AgreementVersion, Commitment, Signature
from trifecta.apps.compromise.services.keeping import Answer, finish_look_back, settle_commitment
from trifecta.apps.compromise.services.signing import propose, sign
from trifecta.apps.compromise.services.writing import edit_draft, start_change
from trifecta.apps.people.partnerships import leave_partnership


def page(name: str, *args: str) -> str:
    return reverse(f"compromise:{name}", args=args)


def words_of(response: Any) -> str:
    """What a reader sees in `main`, without tags."""
    body = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


@pytest.fixture
def bob(world: World) -> Client:
    return signed_in_as(world.bob)


def test_an_empty_list_says_where_agreements_come_from(world: World, alice: Client) -> None:
    seen = words_of(alice.get(page("agreements", world.partnership.id)))
    assert "There is none yet" in seen
    assert "Most start from a tension" in seen


def test_two_people_write_and_sign_an_agreement(world: World, alice: Client, bob: Client) -> None:
    begun = alice.post(page("agreement_new", world.partnership.id), {"title": TITLE})
    agreement_id = Agreement.objects.get().id
    assert begun.headers["Location"] == page("agreement_words", agreement_id)
    day = timezone.localdate() + timedelta(days=30)
    alice.post(
        page("agreement_words", agreement_id),
        {"title": TITLE, "summary": "Kit, then tests.", "review_on": day.isoformat()},
    )
    for client, user, text in ((alice, world.alice, KIT), (bob, world.bob, TESTS)):
        client.post(
            page("commitment_add", agreement_id),
            {"text": text, "owner": member(world, user), "due": day.isoformat()},
        )
    assert KIT in words_of(bob.get(page("agreement_edit", agreement_id)))
    told = bob.post(page("agreement_edit", agreement_id), {"why": ""}, follow=True)
    assert "Your signature" in words_of(told)
    for client in (bob, alice):
        assert (
            f'name="version" value="{1}"' in client.get(page("sign", agreement_id)).content.decode()
        )
        client.post(page("sign", agreement_id), {"version": "1"})
    seen = words_of(alice.get(page("agreement", agreement_id)))
    assert "In force since" in seen
    assert "Two commitments, all open" in seen


def test_whatever_is_missing_leads_to_the_field_it_is_written_in(
    world: World, alice: Client
) -> None:
    alice.post(page("agreement_new", world.partnership.id), {"title": TITLE})
    agreement_id = Agreement.objects.get().id
    links = missing_links(alice, agreement_id)
    assert set(links) == {
        "Choose a day on which you look back.",
        "Write at least one commitment: who does what by when.",
    }
    alice.post(page("commitment_add", agreement_id), {"text": KIT, "owner": "", "due": ""})
    links |= missing_links(alice, agreement_id)
    assert any(one.startswith("Say who does") for one in links)
    for address in links.values():
        there, _, field = address.partition("#")
        assert f'id="{field}"' in alice.get(there).content.decode(), address


def missing_links(client: Client, agreement_id: str) -> dict[str, str]:
    """Each thing that is still to be written, and where it leads."""
    shown = client.get(page("agreement_edit", agreement_id)).content.decode()
    listed = shown.split("What is still to be written:</p>")[1].split("</ul>")[0]
    found = re.findall(r'<li><a href="([^"]+)">(.*?)</a></li>', listed)
    return {unescape(words): address for address, words in found}


def test_the_signing_page_says_what_follows_and_who_sees_it(world: World, bob: Client) -> None:
    seen = words_of(bob.get(page("sign", proposed(world))))
    assert "With the last signature these words are in force" in seen
    assert "Alice can see that you have signed. Nobody outside can." in seen
    assert "Sign these words" in seen


def test_signing_from_a_page_that_is_out_of_date_shows_the_words_as_they_are(
    world: World, bob: Client
) -> None:
    agreement_id = proposed(world)
    start_change(actor=world.alice, agreement_id=agreement_id)
    edit_draft(
        actor=world.alice, agreement_id=agreement_id, words=agreeing.words(title="Other words")
    )
    propose(actor=world.alice, agreement_id=agreement_id)
    answer = bob.post(page("sign", agreement_id), {"version": "1"})
    assert answer.status_code == 409
    seen = words_of(answer)
    assert "Nothing was signed" in seen
    assert "What is different from the version before" in seen
    assert 'value="2"' in answer.content.decode()
    assert not Signature.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999"])
def test_a_signature_under_nothing_is_refused(world: World, bob: Client, version: str) -> None:
    answer = bob.post(page("sign", proposed(world)), {"version": version})
    assert answer.status_code == 422
    assert "Open this page again" in words_of(answer)


def test_a_form_sent_twice_acts_once(world: World, alice: Client) -> None:
    agreement_id = drafted(world)
    data = {"text": "Something else", "once": "a" * 24}
    for _ in range(2):
        alice.post(page("commitment_add", agreement_id), data)
    terms = AgreementVersion.objects.get(agreement=agreement_id).terms
    assert [one["text"] for one in terms["promises"]].count("Something else") == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": "x" * 100_000}, "Use at most 500 characters; this has 100000."),
        ({"text": "Fine", "due": "2020-01-31"}, "31 January 2020 has passed."),
        ({"text": "Fine", "due": "2026-02-31"}, "This is not a day in the calendar."),
        ({"text": "Fine", "owner": "somebody"}, "Choose somebody who is in this partnership now."),
        ({"text": " "}, "Say what will be done."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(
    world: World, alice: Client, data: dict[str, str], sentence: str
) -> None:
    agreement_id = drafted(world)
    answer = alice.post(page("commitment_add", agreement_id), data)
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert data["text"].strip() in answer.content.decode()
    assert "Error: " in answer.content.decode().split("</title>")[0]


def test_a_member_of_another_partnership_is_no_owner(world: World, alice: Client) -> None:
    agreement_id = drafted(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    carols = member(world, world.carol)
    leave_partnership(actor=world.carol, partnership_id=world.partnership.id)
    data = {"text": "Fine", "owner": carols}
    answer = alice.post(page("commitment_add", agreement_id), data)
    assert "Choose somebody who is in this partnership now." in words_of(answer)


def test_two_tabs_do_not_overwrite_each_other(world: World, alice: Client, bob: Client) -> None:
    agreement_id = drafted(world)
    address = page("agreement_words", agreement_id)
    found = re.search(r'name="read" value="(\w+)"', alice.get(address).content.decode())
    assert found
    data = {"title": "From one tab", "summary": "", "review_on": "", "read": found[1]}
    assert bob.post(address, data).status_code == 302
    answer = alice.post(address, data | {"title": "From another tab"})
    assert answer.status_code == 409
    seen = answer.content.decode()
    assert "What is saved now" in seen
    assert "From one tab" in seen
    assert 'value="From another tab"' in seen
    again = re.search(r'name="read" value="(\w+)"', seen)
    assert again
    sent = alice.post(address, data | {"title": "From another tab", "read": again[1]})
    assert sent.status_code == 302


def test_the_owner_says_how_a_commitment_went(world: World, alice: Client, bob: Client) -> None:
    agreement_id = active(world)
    kit = Commitment.objects.get(agreement=agreement_id, owner__user=world.alice)
    assert "Alice answers for this one" in words_of(bob.get(page("commitment", kit.id)))
    missing = alice.post(page("commitment", kit.id), {"answer": "not_kept", "reason": ""})
    assert "Say in a sentence what got in the way" in words_of(missing)
    alice.post(page("commitment", kit.id), {"answer": "not_kept", "reason": "The move to B"})
    seen = words_of(bob.get(page("agreement", agreement_id)))
    assert "Not kept" in seen
    assert "The move to B" in seen


def test_the_pair_looks_back_and_is_shown_what_may_come_next(
    world: World, alice: Client, bob: Client
) -> None:
    agreement_id = active(world)
    for one in Commitment.objects.filter(agreement=agreement_id).select_related("owner__user"):
        settle_commitment(actor=one.owner.user, commitment_id=one.id, answer=Answer(state="kept"))
    address = page("look_back", agreement_id)
    alice.post(address, {"text": "Smaller pieces next time"})
    seen = words_of(bob.get(address))
    assert "Two of two kept." in seen
    assert "Smaller pieces next time" in seen
    after = bob.post(page("finish_look_back", agreement_id), follow=True)
    assert "Check in again" in words_of(after)
    new = bob.post(page("renew", agreement_id), follow=True)
    assert TITLE in words_of(new)


def test_a_change_shows_the_old_words_beside_the_new(world: World, bob: Client) -> None:
    agreement_id = active(world)
    start_change(actor=world.alice, agreement_id=agreement_id)
    edit_draft(actor=world.alice, agreement_id=agreement_id, words=agreeing.words(title="New name"))
    for address in (page("change", agreement_id), page("agreement_edit", agreement_id)):
        seen = bob.get(address).content.decode()
        assert re.search(rf"<td[^>]*>{TITLE}</td><td[^>]*>New name</td>", seen)
    propose(actor=world.alice, agreement_id=agreement_id)
    seen = words_of(bob.get(page("sign", agreement_id)))
    assert "in place of the present ones" in seen


def test_a_skipped_step_stays_visible(world: World, alice: Client) -> None:
    agreement_id = agreeing.navigating(world)
    seen = words_of(alice.get(page("agreement_edit", agreement_id)))
    assert "Bob went to the plans before the play-back" in seen
    assert "The review is on Monday already." in seen


def test_somebody_who_left_is_named_as_a_member_until_then(world: World, bob: Client) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    agreement_id = proposed(world)
    for user in (world.alice, world.bob, world.carol):
        sign(actor=user, agreement_id=agreement_id, version=1)
    leave_partnership(actor=world.alice, partnership_id=world.partnership.id)
    seen = words_of(bob.get(page("agreement", agreement_id)))
    assert "was a member until" in seen
    assert "stays in force for everybody else" in seen


def test_somebody_who_came_later_is_spoken_to(world: World) -> None:
    agreement_id = active(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    seen = words_of(signed_in_as(world.carol).get(page("agreement", agreement_id)))
    assert "You joined on" in seen
    assert "Nothing of your own in this one." in seen
    assert "Carol joined on" in words_of(
        signed_in_as(world.alice).get(page("agreement", agreement_id))
    )


def test_the_calendar_is_a_file_without_a_word_of_the_agreement(
    world: World, alice: Client
) -> None:
    answer = alice.get(page("calendar", active(world)))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("BEGIN:VCALENDAR")
    assert not any(secret in text for secret in (TITLE, KIT, TESTS, agreeing.SUMMARY))


def test_what_people_write_is_never_markup(world: World, bob: Client) -> None:
    agreement_id = drafted(world)
    edit_draft(
        actor=world.alice,
        agreement_id=agreement_id,
        words=agreeing.words(title="<script>alert(1)</script>"),
    )
    assert "<script>alert" not in bob.get(page("agreement_edit", agreement_id)).content.decode()


def agreements_in_every_state(world: World) -> None:
    drafted(world)
    proposed(world)
    active(world)
    agreeing.navigating(world)
    over = active(world)
    for one in Commitment.objects.filter(agreement=over).select_related("owner__user"):
        settle_commitment(actor=one.owner.user, commitment_id=one.id, answer=Answer(state="kept"))
    finish_look_back(actor=world.alice, agreement_id=over)
    change = active(world)
    start_change(actor=world.bob, agreement_id=change)


def test_every_page_can_be_reached_and_speaks_in_our_voice(world: World, bob: Client) -> None:
    agreements_in_every_state(world)
    pages = crawl(bob, start=page("agreements", world.partnership.id))
    mine = {address: html for address, html in pages.items() if "/agreement" in address}
    assert len(mine) > 15
    for address, html in mine.items():
        assert not FORBIDDEN.findall(words_of(HttpResponse(html))), address
        assert "style=" not in html
        assert "onclick" not in html


@pytest.mark.parametrize("name", ["agreement", "sign", "look_back"])
def test_a_page_takes_a_bounded_number_of_queries(
    world: World, bob: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    agreement_id = proposed(world) if name == "sign" else active(world)
    with django_assert_max_num_queries(24):
        bob.get(page(name, agreement_id))


def test_the_list_takes_no_more_queries_for_more_agreements(
    world: World, bob: Client, django_assert_max_num_queries: Any
) -> None:
    address = page("agreements", world.partnership.id)
    for _ in range(3):
        active(world)
    with django_assert_max_num_queries(9):
        bob.get(address)


def test_a_draft_can_be_removed_and_a_change_set_aside(world: World, alice: Client) -> None:
    alice.post(page("discard", drafted(world)))
    assert not Agreement.objects.exists()
    agreement_id = active(world)
    alice.post(page("change", agreement_id))
    alice.post(page("set_change_aside", agreement_id))
    assert row(agreement_id).state == "active"

"""What it says before a partnership is put away, where it is listed then, and the way back."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.personas import World, join
from tests.web.people.pages import address, browser, send, text

from trifecta.apps.people.models import PutAway
from trifecta.apps.people.partnerships import NewPartnership, create_partnership, leave_partnership
from trifecta.apps.people.putting_away import put_away_partnership

MOST_QUERIES = 9


def put_away(world: World) -> None:
    put_away_partnership(actor=world.alice, partnership_id=world.partnership.id)


def test_the_page_names_what_follows_and_who_will_see_it(world: World) -> None:
    client = browser(world.alice)
    assert "Put Growth away" in text(client.get(address("members", world.partnership.id)))
    words = text(client.get(address("put-away", world.partnership.id)))
    assert "Put Growth away?" in words
    assert "Nothing is deleted, and each of you can bring it back" in words
    assert "Bringing it back shows everything again." in words
    assert "Bob gets a mail that says you have done so" in words
    assert "see that it is put away and since when, not by whom" in words


def test_with_three_of_you_both_others_get_a_mail(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    words = text(browser(world.alice).get(address("put-away", world.partnership.id)))
    assert "Bob and Carol get a mail" in words


def test_looking_at_the_page_changes_nothing(world: World) -> None:
    browser(world.alice).get(address("put-away", world.partnership.id))
    assert not PutAway.objects.exists()


def test_it_is_listed_at_home_with_who_and_when_and_comes_back_from_there(world: World) -> None:
    client = browser(world.alice)
    response = send(client, address("put-away", world.partnership.id))
    assert response.headers["Location"] == "/#put-away"
    words = text(browser(world.bob).get("/"))
    assert "Nothing is open at the moment" in words
    assert "Put away Growth Alice put it away on" in words
    assert "You put it away on" in text(client.get("/"))

    bob = browser(world.bob)
    page = address("put-away", world.partnership.id)
    assert "Growth is put away" in text(bob.get(page))
    back = bob.post(address("bring-back", world.partnership.id))
    assert back.headers["Location"] == address("partnership", world.partnership.id)
    assert "Bob brought it back." in text(client.get(address("history", world.partnership.id)))
    assert "Put away" not in text(client.get("/", follow=True))


def test_a_link_to_it_from_an_old_mail_leads_to_the_way_back(world: World) -> None:
    put_away(world)
    page = browser(world.bob).get(address("partnership", world.partnership.id), follow=True)
    assert "Alice put it away on" in text(page)
    assert "Bring Growth back" in text(page)


def test_an_outsider_cannot_tell_it_from_nothing(world: World) -> None:
    put_away(world)
    client = browser(world.mallory)
    for page in ("partnership", "put-away"):
        there = client.get(address(page, world.partnership.id))
        absent = client.get(address(page, "there-is-no-such-one"))
        assert there.status_code == absent.status_code == 404
        assert there.content == absent.content


def test_another_partnership_goes_on_beside_it(world: World) -> None:
    create_partnership(
        actor=world.alice,
        organisation_id=world.organisation.id,
        new=NewPartnership(name="Payments", team="Payments", my_role="em"),
    )
    put_away(world)
    words = text(browser(world.alice).get("/"))
    assert words.index("Your partnerships Payments") < words.index("Put away Growth")


def test_people_with_a_role_find_it_apart_from_what_is_open(world: World) -> None:
    put_away(world)
    page = address("organisation", world.organisation.id)
    words = text(browser(world.olga).get(page))
    assert "Put away Growth" in words
    assert "Its members can bring it back." in words
    assert "Alice put it away" not in words
    assert "Put away" not in text(browser(world.alice).get(page))


def test_what_everybody_has_left_is_brought_back_by_people_with_a_role(world: World) -> None:
    for member in (world.alice, world.bob):
        leave_partnership(actor=member, partnership_id=world.partnership.id)
    client = browser(world.pat)
    words = text(client.get(address("organisation", world.organisation.id)))
    assert "nobody is in it any more" in words
    words = text(client.get(address("put-away", world.partnership.id)))
    assert "Nobody is in it, so nobody is told." in words
    answer = client.post(address("bring-back", world.partnership.id))
    assert answer.headers["Location"] == address("organisation", world.organisation.id)


def test_leaving_alone_says_that_it_is_put_away(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    words = text(browser(world.alice).get(address("members", world.partnership.id)))
    assert "Nobody is in it then, so it is put away" in words


def test_pressing_twice_puts_it_away_once(world: World) -> None:
    client = browser(world.alice)
    for _ in range(2):
        client.post(address("put-away", world.partnership.id), {"once": "x" * 20})
    assert PutAway.objects.count() == 1


@pytest.mark.parametrize("how_many", [1, 5])
def test_home_asks_no_more_often_for_more_that_is_put_away(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries, how_many: int
) -> None:
    put_away(world)
    for number in range(how_many):
        row = create_partnership(
            actor=world.alice,
            organisation_id=world.organisation.id,
            new=NewPartnership(name=f"Old {number}", team="Growth team", my_role="em"),
        )
        put_away_partnership(actor=world.alice, partnership_id=row.id)
    client = browser(world.alice)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert text(client.get("/")).count("You put it away on") == how_many + 1

"""The page of a partnership and what belongs to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.agreeing import active, open_plans, suggestion
from tests.personas import World, join
from tests.web.people.pages import address, browser, send, text

from trifecta.apps.people.models import Organisation, Partnership, PartnershipMember
from trifecta.apps.people.partnerships import leave_partnership, say_willing
from trifecta.apps.people.services import declare_alignment

MOST_QUERIES = 12
MOST_QUERIES_OF_A_STORY = 18


def page(world: World, name: str = "alice", which: str = "partnership") -> str:
    client = browser(world.everyone[name])
    return text(client.get(address(which, world.partnership.id)))


def test_it_says_who_leads_what_and_what_to_do_now(world: World) -> None:
    words = page(world)
    assert "Alice leads engineering" in words
    assert "Bob leads product" in words
    assert "Now, for you Check in for the first time" in words
    assert "You and Bob. Your executives see nothing of it." in words


def test_members_stand_in_the_same_order_for_every_reader(world: World) -> None:
    for name in ("alice", "bob"):
        words = page(world, name)
        assert words.index("Alice leads") < words.index("Bob leads")


def test_the_kind_of_company_changes_what_is_proposed_first(world: World) -> None:
    Organisation.objects.filter(id=world.organisation.id).update(kind="technical_first")
    assert "Ask a business lead to join" in page(world)


def test_an_open_conflict_puts_understanding_first(world: World) -> None:
    client = browser(world.bob)
    url = address("describe", world.partnership.id)
    send(client, url, name="Growth", in_conflict="yes", business_owner="", business_tension="")
    assert "Start with one disagreement" in page(world, "alice")


def test_a_third_member_is_recommended_with_the_reasons(world: World) -> None:
    Organisation.objects.filter(id=world.organisation.id).update(business_units="yes")
    Partnership.objects.filter(id=world.partnership.id).update(business_owner="yes")
    assert "Three of you? A business lead belongs in this." in page(world)
    advice = page(world, which="advice")
    assert "One person owns the business result of this team." in advice
    assert "Your company is run in business units" in advice


def test_what_happened_so_far_tells_who_came(world: World) -> None:
    assert "You set up this partnership." in page(world, "alice")
    assert "Alice set up this partnership." in page(world, "bob")
    assert "Bob joined for product." in page(world, "alice")


def test_a_partnership_set_up_long_ago_without_a_check_in_is_worth_a_look(world: World) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    Partnership.objects.filter(id=world.partnership.id).update(created_at=long_ago)
    words = page(world)
    assert "Worth a look" in words
    assert "The partnership is set up, and the conversation has not begun" in words


def test_readiness_names_what_is_missing_and_who_can_do_it(world: World) -> None:
    words = page(world, which="readiness")
    assert "Three things are missing" in words
    assert "The engineering executive and the product executive have not said yet" in words
    assert "You can check in, open a tension and make agreements now" in words


def test_readiness_is_complete_when_everybody_has_done_their_part(world: World) -> None:
    for member in (world.alice, world.bob):
        client = browser(member)
        send(client, address("willing", world.partnership.id), willing="yes")
    for executive in (world.olga, world.piet):
        declare_alignment(actor=executive, organisation_id=world.organisation.id, aligned=True)
    send(browser(world.bob), address("success", world.partnership.id), success="Fewer leave.")
    words = page(world, which="readiness")
    assert "Everything is in place" in words
    assert "Fewer leave." in words
    assert "your executives stand behind that" in page(world)


def test_nobody_can_tell_a_no_from_silence(world: World) -> None:
    say_willing(actor=world.alice, partnership_id=world.partnership.id, willing=True)
    before = page(world, "alice", "readiness")
    say_willing(actor=world.bob, partnership_id=world.partnership.id, willing=False)
    assert page(world, "alice", "readiness") == before


def test_somebody_who_joins_makes_willingness_a_question_again(world: World) -> None:
    for member in (world.alice, world.bob):
        say_willing(actor=member, partnership_id=world.partnership.id, willing=True)
    assert "That holds for both of you" in page(world, which="readiness")
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    assert "Everybody willing to answer" in page(world, which="readiness")


def test_leaving_keeps_the_history_and_closes_the_door(world: World) -> None:
    client = browser(world.bob)
    response = send(client, address("leave", world.partnership.id))
    assert response.headers["Location"] == "/"
    assert client.get(address("partnership", world.partnership.id)).status_code == 404
    words = page(world, which="members")
    assert "Who was here before" in words
    assert "Bob" in words
    assert "Bob left." in page(world, which="history")


def test_somebody_takes_over_with_a_mark_of_their_own(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="pm")
    words = page(world)
    assert "Carol leads product" in words
    assert "Bob" not in words.split("What happened so far")[0]
    assert PartnershipMember.objects.filter(partnership=world.partnership).count() == 3


def test_somebody_alone_again_is_asked_to_invite(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    words = page(world)
    assert "Invite whoever leads product with you" in words
    assert "You alone, until somebody joins." in words


def test_four_are_the_most(world: World) -> None:
    for user, role in ((world.carol, "business"), (world.dana, "design")):
        join(partnership=world.partnership, inviter=world.alice, user=user, role=role)
    assert "Four is the most there can be" in page(world, which="members")
    client = browser(world.alice)
    response = send(client, address("invite", world.partnership.id), role="staff")
    assert response.status_code == 422
    assert "four members" in text(response)


def test_an_outsider_cannot_tell_a_partnership_from_nothing(world: World) -> None:
    client = browser(world.mallory)
    there = client.get(address("partnership", world.partnership.id))
    absent = client.get(address("partnership", "there-is-no-such-one"))
    assert there.status_code == absent.status_code == 404
    assert there.content == absent.content


def test_a_text_of_a_hundred_thousand_signs_is_refused_and_kept(world: World) -> None:
    client = browser(world.alice)
    long = "word " * 20_000
    response = send(client, address("success", world.partnership.id), success=long)
    assert response.status_code == 422
    assert "2000" in text(response)
    assert response.content.decode().count("word ") > 19_000


def test_the_page_asks_the_database_a_bounded_number_of_times(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for user, role in ((world.carol, "business"), (world.dana, "design")):
        join(partnership=world.partnership, inviter=world.alice, user=user, role=role)
    client = browser(world.alice)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(address("partnership", world.partnership.id))


@pytest.mark.parametrize("stories", [1, 3])
def test_a_longer_story_asks_the_database_no_more_often(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries, stories: int
) -> None:
    for number in range(stories):
        open_plans(world, title=f"Disagreement {number}")
        active(world)
    client = browser(world.alice)
    with django_assert_max_num_queries(MOST_QUERIES_OF_A_STORY):
        client.get(address("partnership", world.partnership.id))


def test_a_running_agreement_stands_beside_what_happened(world: World) -> None:
    active(world)
    words = page(world)
    assert "You both signed" in words
    assert "You look back on" in words.split("Agreements")[-1]


def test_a_day_to_look_back_that_has_passed_is_said_to_have_passed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    active(world)
    later = timezone.now() + timedelta(days=60)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "The day to look back was" in page(world)


def test_an_open_tension_is_what_comes_next(world: World) -> None:
    open_plans(world, title="Fifty, or something new")
    words = page(world)
    assert "Fifty, or something new" in words
    assert "went to plans without the play-back" in words


def test_a_plan_somebody_suggests_waits_for_the_others_alone(world: World) -> None:
    suggestion(world, state="suggested")
    assert "Alice suggests a plan" in page(world, "bob")
    assert "suggests a plan" not in page(world, "alice")


def test_a_plan_that_was_answered_waits_for_nobody(world: World) -> None:
    suggestion(world, state="set_aside")
    assert "suggests a plan" not in page(world, "bob")

"""Answering a check-in, page by page, without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, join
from tests.web.checkins.pages import Visitor, text, title

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Limit, Round
from trifecta.apps.checkins.selectors import my_answers, my_limits, round_for
from trifecta.domain.checkins.sheets import QUESTION_COUNT

pytestmark = pytest.mark.django_db


def guess_name(world: World, round_id: str) -> str:
    return f"guess-{round_for(actor=world.alice, round_id=round_id).others[0].id}"


def test_a_check_in_starts_with_a_page_that_says_who_sees_what(world: World) -> None:
    alice = Visitor(world.alice)
    page = alice.get("start", world.partnership.id)
    assert "Bob is told by e-mail" in text(page)
    assert "opens for both of you at the same moment" in text(page)
    assert Round.objects.count() == 0
    answer = alice.post("start", world.partnership.id)
    round_id = Round.objects.get().id
    assert answer.headers["Location"] == reverse("checkins:question", args=[round_id, 1])


def test_one_that_is_open_already_is_gone_on_with(world: World) -> None:
    round_id = started(world)
    answer = Visitor(world.bob).get("start", world.partnership.id)
    assert answer.headers["Location"] == reverse("checkins:answer", args=[round_id])


def test_somebody_alone_is_told_to_invite_somebody(world: World) -> None:
    from trifecta.apps.people.partnerships import leave_partnership

    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    alice = Visitor(world.alice)
    assert "It takes two" in text(alice.get("start", world.partnership.id))
    assert alice.post("start", world.partnership.id).status_code == 409


def test_a_question_has_nothing_chosen_and_no_number_on_its_scales(world: World) -> None:
    page = Visitor(world.alice).get("question", started(world), 7)
    body = page.content.decode()
    assert title(page) == "Question 7 of 26 · Trifecta"
    assert "checked" not in body
    assert body.count('type="radio"') == 14
    words = text(page).replace("Question 7 of 26", "")
    assert not re.search(r"\d", words), "places are words, never numbers"


def test_each_place_says_its_degree_and_statement_to_a_screen_reader(world: World) -> None:
    round_id = started(world)
    question = round_for(actor=world.alice, round_id=round_id).sheet.questions[6]
    body = Visitor(world.alice).get("question", round_id, 7).content.decode()
    assert f'aria-label="Strongly: {question.left.inline}"'.replace("’", "’") in body
    assert f'aria-label="Slightly: {question.right.inline}"' in body


def test_save_and_go_on_keeps_both_marks_and_leads_to_the_next(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    sent = {"own": "-2", guess_name(world, round_id): "3"}
    answer = alice.post("question", round_id, 7, **sent)
    assert answer.headers["Location"] == reverse("checkins:question", args=[round_id, 8])
    page = alice.get("question", round_id, 7).content.decode()
    assert len(re.findall(r'value="(-2|3)" aria-label="[^"]+" checked', page)) == 2


def test_a_page_sent_again_from_the_browser_s_history_counts(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    body = alice.get("question", round_id, 7).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body))
    for mark in ("1", "-3"):
        sent = hidden | {"own": mark, guess_name(world, round_id): "0"}
        alice.client.post(reverse("checkins:question", args=[round_id, 7]), sent)
    view, answers = my_answers(actor=world.alice, round_id=round_id)
    question = view.sheet.questions[6]
    assert question.shown(answers.own[question.slot]) == -3


def test_a_missing_mark_is_named_and_what_was_marked_stays(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    page = alice.post("question", round_id, 7, own="2")
    assert page.status_code == 422
    assert title(page).startswith("Error: ")
    name = guess_name(world, round_id)
    assert f'<a href="#id_{name}">Choose what Bob would say, or skip the question.</a>' in (
        page.content.decode()
    )
    assert f'id="id_{name}"' in page.content.decode()
    assert page.content.decode().count(" checked>") == 1


def test_skipping_needs_no_mark_and_goes_on(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    answer = alice.post("question", round_id, 7, skip="1")
    assert answer.headers["Location"] == reverse("checkins:question", args=[round_id, 8])
    view, answers = my_answers(actor=world.alice, round_id=round_id)
    assert view.sheet.questions[6].slot in answers.skipped


def test_a_script_keeps_half_a_page(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    assert alice.post("question", round_id, 7, own="2", keep="1").status_code == 204
    view, answers = my_answers(actor=world.alice, round_id=round_id)
    question = view.sheet.questions[6]
    assert question.shown(answers.own[question.slot]) == 2
    assert alice.post("question", round_id, 7, own="9", keep="1").status_code == 422
    assert alice.post("points", round_id, dates="40", keep="1").status_code == 204
    assert my_answers(actor=world.alice, round_id=round_id)[1].points.by_key == {"dates": 40}


def test_it_can_be_left_and_gone_on_with_anywhere(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    assert "Begin" in text(alice.get("answer", round_id))
    alice.post("question", round_id, 1, own="1", **{guess_name(world, round_id): "1"})
    alice.post("question", round_id, 2, skip="1")
    page = alice.get("answer", round_id)
    assert "Go on with question 3" in text(page)
    assert reverse("checkins:question", args=[round_id, 3]) in page.content.decode()


def test_the_whole_way_to_the_sealed_page_and_the_opened_one(world: World) -> None:
    """alice and bob walk every page as they come; the second one to seal opens it for both."""
    round_id = started(world)
    for user in (world.alice, world.bob):
        walk(Visitor(user), round_id, world)
    for user in (world.alice, world.bob):
        page = Visitor(user).get("answer", round_id, follow=True)
        assert page.status_code == 200
        assert "How sure we are" in text(page) or "We cannot tell yet" in text(page)


def walk(visitor: Visitor, round_id: str, world: World) -> None:
    """Follow every page's button until the answers are sealed."""
    location = reverse("checkins:question", args=[round_id, 1])
    seen = []
    while not location.endswith("/review/"):
        seen.append(location)
        page = visitor.client.get(location)
        names = re.findall(r'<fieldset class="q" id="id_([^"]+)"', page.content.decode())
        data = dict.fromkeys(names, "1") | {"once": f"{len(seen):024d}"}
        if location.endswith("/judged-on/"):
            data |= {"dates": "60", "people": "40"}
        answer = visitor.client.post(location, data)
        assert answer.status_code == 302, location
        location = answer.headers["Location"]
    assert len(seen) == QUESTION_COUNT + 5
    answer = visitor.post("review", round_id, once="s" * 24)
    page = visitor.client.get(answer.headers["Location"], follow=True)
    assert page.status_code == 200


def test_points_that_do_not_add_up_say_what_to_do_and_stay(world: World) -> None:
    round_id = started(world)
    page = Visitor(world.alice).post("points", round_id, dates="60", people="30")
    assert page.status_code == 422
    assert "Your points add up to 90. Add 10 to come to 100." in text(page)
    assert "90 of 100" in text(page)
    assert 'value="60"' in page.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"dates": "-5"}, "Delivering when we said: enter a whole number from 0 to 100."),
        ({"dates": "1e9"}, "Delivering when we said: enter a whole number from 0 to 100."),
        ({"dates": "ten"}, "Delivering when we said: enter a whole number from 0 to 100."),
        ({"own-0": "100"}, "Give your own line a name of 1 to 60 characters."),
        ({"own-0": "100", "own-0-name": "x" * 100_000}, "a name of at most 60 characters"),
    ],
)
def test_points_that_cannot_be_read_name_the_line(
    world: World, data: dict[str, str], sentence: str
) -> None:
    page = Visitor(world.alice).post("points", started(world), **data)
    assert page.status_code == 422
    assert sentence in text(page)


def test_points_can_be_left_out(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    bob = round_for(actor=world.alice, round_id=round_id).others[0].id
    answer = alice.post("points", round_id, skip="1", dates="40")
    assert answer.headers["Location"] == reverse("checkins:points-guess", args=[round_id, bob])
    assert not my_answers(actor=world.alice, round_id=round_id)[1].points.by_key


def limit(**data: str) -> dict[str, str]:
    return {"kind": "leaving", "text": "Two are looking.", "visibility": "partners"} | data


def test_what_limits_me_is_kept_one_at_a_time_with_its_label(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    answer = alice.post("limits", round_id, more="1", **limit())
    assert answer.headers["Location"] == reverse("checkins:limits", args=[round_id])
    page = alice.get("limits", round_id)
    assert "Two are looking." in text(page)
    assert "You and Bob" in text(page)
    alice.post("limits", round_id, **limit(kind="review", visibility="private"))
    assert len(my_limits(actor=world.alice, round_id=round_id)[1]) == 2


def test_an_empty_form_goes_on_and_a_half_filled_one_is_not_lost(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    assert alice.post("limits", round_id, kind="", text=" ").status_code == 302
    page = alice.post("limits", round_id, kind="", text="Half a thought")
    assert page.status_code == 422
    assert "Half a thought" in page.content.decode()
    assert Limit.objects.count() == 0


def test_a_text_of_a_hundred_kilobytes_is_refused_and_kept_in_the_form(world: World) -> None:
    page = Visitor(world.alice).post("limits", started(world), **limit(text="x" * 100_000))
    assert page.status_code == 422
    assert "Use at most 1000 characters" in text(page)
    assert "x" * 100_000 in page.content.decode()


def test_a_thirteenth_statement_is_refused(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    for _ in range(12):
        alice.post("limits", round_id, more="1", **limit())
    page = alice.get("limits", round_id)
    assert "That is the most there can be" in text(page)
    assert alice.post("limits", round_id, more="1", **limit()).status_code == 422
    assert Limit.objects.count() == 12


def test_the_same_form_sent_twice_acts_once(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    for _ in range(2):
        alice.post("limits", round_id, more="1", once="t" * 24, **limit())
    assert Limit.objects.count() == 1


def test_a_statement_is_escaped(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    alice.post("limits", round_id, more="1", **limit(text="<script>alert(1)</script>"))
    body = alice.get("limits", round_id).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body


def test_guesses_about_somebody_who_is_not_in_it_are_not_found(world: World) -> None:
    round_id = started(world)
    view = round_for(actor=world.alice, round_id=round_id)
    alice = Visitor(world.alice)
    for about in (view.me.id, "x" * 20):
        for name in ("points-guess", "limits-guess"):
            assert alice.get(name, round_id, about).status_code == 404
            assert alice.post(name, round_id, about).status_code == 404


def test_forged_fields_are_passed_over(world: World) -> None:
    round_id = started(world)
    view = round_for(actor=world.alice, round_id=round_id)
    forged = {f"guess-{view.me.id}": "3", "guess-x": "3", "entry": "y", "own": "1"}
    answer = Visitor(world.alice).post(
        "question", round_id, 3, **forged, **{guess_name(world, round_id): "0"}
    )
    assert answer.status_code == 302
    _, answers = my_answers(actor=world.alice, round_id=round_id)
    assert set(answers.guesses) == {view.others[0].id}


@pytest.mark.parametrize("number", ["0", "27", "99999999999999999999"])
def test_a_question_that_is_not_there_is_not_found(world: World, number: str) -> None:
    round_id = started(world)
    assert Visitor(world.alice).get("question", round_id, number).status_code == 404


def test_the_review_shows_what_was_answered_and_what_is_open(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    alice.post("question", round_id, 1, own="-3", **{guess_name(world, round_id): "0"})
    words = text(alice.get("review", round_id))
    left = round_for(actor=world.alice, round_id=round_id).sheet.questions[0].left
    assert f"You: Strongly: {left.inline}" in words
    assert "25 questions are not fully answered" in words
    assert "Seal my answers" in words


def test_a_change_from_the_review_leads_back_to_it(world: World) -> None:
    round_id = started(world)
    alice = Visitor(world.alice)
    body = alice.get("review", round_id).content.decode()
    question = re.search(r'href="([^"]*/question/\d+[^"]*)"', body)
    assert question
    sent = {"own": "1", guess_name(world, round_id): "1", "once": "q" * 24}
    answer = alice.client.post(question.group(1), sent)
    assert answer.headers["Location"] == reverse("checkins:review", args=[round_id])


def test_the_review_never_shows_that_a_question_came_twice(world: World) -> None:
    round_id = started(world)
    answer_and_seal(actor=world.alice, round_id=round_id)
    view = round_for(actor=world.alice, round_id=round_id)
    words = text(Visitor(world.alice).get("review", round_id))
    for question in view.sheet.questions:
        if question.repeat:
            assert words.count(f"{question.left.short}, or {question.right.inline}") == 0


def test_after_sealing_an_answer_can_be_changed_and_all_taken_back(world: World) -> None:
    round_id = started(world)
    answer_and_seal(actor=world.alice, round_id=round_id)
    alice = Visitor(world.alice)
    page = alice.get("answer", round_id)
    assert "Your answers are sealed" in text(page)
    assert "Change an answer" in text(page)
    alice.post("question", round_id, 1, own="0", **{guess_name(world, round_id): "0"})
    assert "Your answers are sealed" in text(alice.get("answer", round_id))
    assert "Nobody is told" in text(alice.get("take-back", round_id))
    alice.post("take-back", round_id, erase="1")
    assert "Begin" in text(alice.get("answer", round_id))


def test_a_page_that_was_open_too_long_says_so_and_changes_nothing(world: World) -> None:
    round_id = opened(world)
    alice = Visitor(world.alice)
    before = my_answers(actor=world.alice, round_id=round_id)[1]
    page = alice.post("question", round_id, 1, own="0", **{guess_name(world, round_id): "0"})
    assert page.status_code == 409
    assert "has been opened in the meantime" in text(page)
    late = alice.post("question", round_id, 1, own="0", keep="1")
    assert late.status_code == 409
    assert my_answers(actor=world.alice, round_id=round_id)[1] == before
    assert alice.get("question", round_id, 1).status_code == 302


def test_an_overtaken_check_in_says_what_to_do(world: World) -> None:
    round_id = started(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    page = Visitor(world.alice).get("answer", round_id)
    assert "This check-in stays sealed" in text(page)
    assert reverse("checkins:start", args=[world.partnership.id]) in page.content.decode()
    assert Visitor(world.alice).post("review", round_id).status_code == 409


def test_three_people_get_a_scale_each(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    page = Visitor(world.alice).get("question", started(world), 1)
    assert page.content.decode().count('type="radio"') == 21
    assert "And for Carol, as far as you can tell" in text(page)
    assert "until all three of you have finished" in text(page)


def test_the_sealed_note_is_the_same_for_everybody_at_any_time(world: World) -> None:
    round_id = started(world)
    note = r"Sealed (\w+) cannot see this.*?kept\."

    def noted(user: str) -> str:
        found = re.search(note, text(Visitor(getattr(world, user)).get("question", round_id, 1)))
        assert found
        return found.group(0).replace(found.group(1), "X")

    before = noted("alice")
    services.save_marks(actor=world.bob, round_id=round_id, number=1, own=1, guesses={})
    assert noted("alice") == noted("bob") == before
    answer_and_seal(actor=world.bob, round_id=round_id)
    assert noted("alice") == noted("bob") == before

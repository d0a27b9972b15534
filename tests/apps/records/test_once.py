"""Forms that are sent twice act once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from trifecta.apps.people.models import User
from trifecta.apps.records.once import act_once, new_token
from trifecta.domain.errors import InvalidError


def make(email: str) -> str:
    User.objects.create_user(email=email, name="New")
    return f"/made/{email}"


@pytest.mark.django_db
def test_the_second_time_answers_with_the_first_address() -> None:
    token = new_token()
    first = act_once(actor_id="alice", token=token, act=lambda: make("a@example.com"))
    second = act_once(actor_id="alice", token=token, act=lambda: make("b@example.com"))
    assert first == second == "/made/a@example.com"
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_form_can_be_sent_again() -> None:
    token = new_token()

    def refuse() -> str:
        make("a@example.com")
        raise InvalidError("A name is missing.")

    with pytest.raises(InvalidError):
        act_once(actor_id="alice", token=token, act=refuse)
    assert User.objects.count() == 0
    assert act_once(actor_id="alice", token=token, act=lambda: make("a@example.com"))
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_tokens_of_two_people_do_not_meet() -> None:
    token = new_token()
    act_once(actor_id="alice", token=token, act=lambda: make("a@example.com"))
    act_once(actor_id="bob", token=token, act=lambda: make("b@example.com"))
    assert User.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_act_once() -> None:
    token, barrier, answers = new_token(), threading.Barrier(4), []

    def send(number: int) -> None:
        barrier.wait()
        answers.append(
            act_once(actor_id="alice", token=token, act=lambda: make(f"{number}@example.com"))
        )
        connection.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.count() == 1
    assert len(answers) == 4
    assert len(set(answers)) == 1

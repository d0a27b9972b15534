"""Saying how far a result fits: alone at first, then to those who took part, and never further."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, join, make_world

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Finding, Reply, Round
from trifecta.apps.checkins.selectors import (
    PairResult,
    ReplyView,
    history,
    journey_facts,
    my_reply,
    result_of,
    trends_of,
)
from trifecta.apps.people.models import Partnership, User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.checkins.replies import Fit
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError

pytestmark = pytest.mark.django_db
WORDS = "We agree in the office, and not when sales is in the room."


def finding(round_id: str) -> str:
    return Finding.objects.get(round_id=round_id).id


def send(
    actor: User,
    round_id: str,
    fit: str = "differs",
    words: str = WORDS,
    *,
    instead_of: str = "",
    finding_id: str = "",
) -> None:
    services.send_reply(
        actor=actor,
        round_id=round_id,
        finding_id=finding_id or finding(round_id),
        fit=fit,
        words=words,
        instead_of=instead_of,
    )


def keep(actor: User, round_id: str, fit: str = "", words: str = WORDS) -> None:
    services.keep_reply(
        actor=actor, round_id=round_id, finding_id=finding(round_id), fit=fit, words=words
    )


def pair(actor: User, round_id: str) -> PairResult:
    return result_of(actor=actor, round_id=round_id).pairs[0]


def said_by_bob(reader: User, round_id: str) -> ReplyView | None:
    return pair(reader, round_id).replies[1]


def facts(world: World, actor: User) -> Any:
    view = partnership_for(actor=actor, partnership_id=world.partnership.id)
    return journey_facts(actor=actor, partnership=view)


def lines(world: World, actor: User) -> list[str]:
    view = partnership_for(actor=actor, partnership_id=world.partnership.id)
    return [
        f"{entry.before} {entry.linked}{entry.after}"
        for entry in history(actor=actor, partnership=view)
    ]


def test_what_is_kept_is_for_its_writer_alone(world: World) -> None:
    round_id = opened(world)
    keep(world.bob, round_id)
    assert said_by_bob(world.bob, round_id) is None
    assert said_by_bob(world.alice, round_id) is None
    assert pair(world.bob, round_id).kept
    assert not pair(world.alice, round_id).kept
    mine = my_reply(actor=world.bob, round_id=round_id, finding_id=finding(round_id))
    assert (mine.words, mine.fit) == (WORDS, "")
    theirs = my_reply(actor=world.alice, round_id=round_id, finding_id=finding(round_id))
    assert (theirs.words, theirs.sent) == ("", None)


def test_what_is_sent_is_read_by_both(world: World) -> None:
    round_id = opened(world)
    keep(world.bob, round_id)
    send(world.bob, round_id)
    for reader in (world.alice, world.bob):
        said = said_by_bob(reader, round_id)
        assert said is not None
        assert (said.fit, said.words, said.earlier) == (Fit.DIFFERS, WORDS, ())
        assert pair(reader, round_id).differing == ("Bob",)
    assert Reply.objects.count() == 1


def test_changing_it_keeps_what_was_said_before(world: World) -> None:
    round_id = opened(world)
    send(world.bob, round_id)
    send(world.bob, round_id, "in_part", "Half of it.", instead_of=Reply.objects.get().id)
    said = said_by_bob(world.alice, round_id)
    assert said is not None
    assert (said.fit, said.words) == (Fit.IN_PART, "Half of it.")
    assert [(one.fit, one.words) for one in said.earlier] == [(Fit.DIFFERS, WORDS)]
    assert pair(world.alice, round_id).differing == ()


def test_saying_the_same_again_changes_nothing(world: World) -> None:
    round_id = opened(world)
    send(world.bob, round_id)
    send(world.bob, round_id)
    assert Reply.objects.count() == 1
    assert len(mail.outbox) <= 1


def test_another_tab_does_not_overwrite_what_was_sent(world: World) -> None:
    round_id = opened(world)
    send(world.bob, round_id)
    with pytest.raises(ConflictError):
        send(world.bob, round_id, "fits", "")
    said = said_by_bob(world.alice, round_id)
    assert said is not None
    assert said.fit is Fit.DIFFERS


def test_taking_it_back_removes_all_of_it(world: World) -> None:
    round_id = opened(world)
    send(world.bob, round_id)
    send(world.bob, round_id, "fits", "", instead_of=Reply.objects.get().id)
    keep(world.bob, round_id, words="Something else.")
    send(world.alice, round_id, "fits", "")
    services.take_back_reply(actor=world.bob, round_id=round_id, finding_id=finding(round_id))
    assert said_by_bob(world.alice, round_id) is None
    assert pair(world.bob, round_id).replies[0] is not None
    assert not pair(world.bob, round_id).kept
    services.take_back_reply(actor=world.bob, round_id=round_id, finding_id=finding(round_id))


@pytest.mark.parametrize(
    ("fit", "words", "field"),
    [("", WORDS, "fit"), ("perhaps", WORDS, "fit"), ("fits", "x" * 1001, "words")],
)
def test_what_cannot_be_sent_says_what_to_do(
    world: World, fit: str, words: str, field: str
) -> None:
    round_id = opened(world)
    with pytest.raises(InvalidError) as caught:
        send(world.bob, round_id, fit, words)
    assert field in caught.value.fields
    with pytest.raises(InvalidError):
        keep(world.bob, round_id, words=" ")


def test_only_the_two_it_is_about_say_something_to_it(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    round_id = started(world)
    for seed, actor in enumerate((world.alice, world.bob, world.carol)):
        answer_and_seal(actor=actor, round_id=round_id, seed=seed, guess_seed=seed)
    first = result_of(actor=world.carol, round_id=round_id).pairs[0]
    assert first.names == ("Alice", "Bob")
    assert not first.mine
    for act in (services.take_back_reply, my_reply):
        with pytest.raises(NotFoundError):
            act(actor=world.carol, round_id=round_id, finding_id=first.finding_id)
    with pytest.raises(NotFoundError):
        send(world.carol, round_id, finding_id=first.finding_id)
    send(world.bob, round_id, finding_id=first.finding_id)
    seen = result_of(actor=world.carol, round_id=round_id)
    assert [one.differing for one in seen.pairs] == [("Bob",), (), ()]
    assert "Bob said to check-in 1, about Alice and Bob: not how it is." in lines(
        world, world.carol
    )
    assert "Bob said to check-in 1, about you and Bob: not how it is." in lines(world, world.alice)


def test_nobody_outside_the_round_and_nobody_who_left_gets_near_it(world: World) -> None:
    round_id = opened(world)
    found = finding(round_id)
    send(world.bob, round_id)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    for actor in (world.bob, world.carol, world.olga, world.pat, world.mallory):
        with pytest.raises(NotFoundError):
            my_reply(actor=actor, round_id=round_id, finding_id=found)
        with pytest.raises(NotFoundError):
            send(actor, round_id)
    said = said_by_bob(world.alice, round_id)
    assert said is not None
    assert said.words == WORDS
    assert lines(world, world.carol) == []
    assert facts(world, world.carol).last_seen_differently == ()


def test_an_ended_partnership_is_closed_for_it_as_well(world: World) -> None:
    round_id = opened(world)
    Partnership.objects.filter(id=world.partnership.id).update(ended_at=timezone.now())
    with pytest.raises(NotFoundError):
        send(world.bob, round_id)


def test_a_round_that_is_sealed_has_nothing_to_reply_to(world: World) -> None:
    done = opened(world)
    sealed = started(world)
    with pytest.raises(NotFoundError):
        send(world.bob, sealed, finding_id=finding(done))
    with pytest.raises(NotFoundError):
        my_reply(actor=world.bob, round_id=sealed, finding_id=finding(done))


def test_the_others_are_told_that_it_is_there_and_nothing_else(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    round_id = opened(world)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        send(world.bob, round_id)
    (message,) = mail.outbox
    assert message.to == [world.alice.email]
    assert message.subject == "Bob has said how far your check-in fits"
    assert "not how it is" not in str(message.body).lower()
    assert WORDS not in str(message.body)


def test_the_trail_says_that_something_was_said_and_not_what(world: World) -> None:
    round_id = opened(world)
    keep(world.bob, round_id)
    send(world.bob, round_id)
    send(world.bob, round_id, "fits", "", instead_of=Reply.objects.get().id)
    services.take_back_reply(actor=world.bob, round_id=round_id, finding_id=finding(round_id))
    events = AuditEvent.objects.filter(action__startswith="checkins.reply").order_by("seq")
    assert [(event.action, event.reason) for event in events] == [
        ("checkins.reply_sent", ""),
        ("checkins.reply_changed", ""),
        ("checkins.reply_taken_back", ""),
    ]


def test_the_partnership_page_knows_that_it_is_seen_differently(world: World) -> None:
    round_id = opened(world)
    assert facts(world, world.alice).last_seen_differently == ()
    send(world.bob, round_id)
    assert facts(world, world.alice).last_seen_differently == ("Bob",)
    assert facts(world, world.bob).last_seen_differently == ("You",)
    send(world.alice, round_id)
    assert facts(world, world.alice).last_seen_differently == ("You", "Bob")
    assert facts(world, world.bob).last_seen_differently == ("You", "Alice")
    opened(world)
    assert facts(world, world.alice).last_seen_differently == ()


def test_history_says_what_was_said_and_when_it_changed(world: World) -> None:
    round_id = opened(world)
    send(world.bob, round_id)
    send(world.bob, round_id, "in_part", "", instead_of=Reply.objects.get().id)
    assert lines(world, world.alice)[-2:] == [
        "Bob said to check-in 1: it fits in part.",
        "Bob said to check-in 1: not how it is.",
    ]
    assert "You said to check-in 1: not how it is." in lines(world, world.bob)


def test_trends_mark_the_round(world: World) -> None:
    first = opened(world)
    opened(world)
    send(world.bob, first)
    found = trends_of(actor=world.alice, partnership_id=world.partnership.id)
    (mark,) = found.pairs[0].seen_differently
    assert (mark.round_id, mark.number, mark.names) == (first, 1, ("Bob",))


def test_no_later_result_is_made_with_it() -> None:
    """The same answers give the same result, whatever was said to the one before."""
    found = []
    for say in (False, True):
        with transaction.atomic():
            mark = transaction.savepoint()
            world = make_world()
            before = opened(world, alike=False)
            if say:
                send(world.bob, before)
            after = opened(world, alike=False)
            found.append(
                (
                    Finding.objects.get(round_id=after).diagnosis,
                    Round.objects.get(id=after).outcome,
                    Round.objects.get(id=before).outcome,
                )
            )
            transaction.savepoint_rollback(mark)
    assert found[0] == found[1]


def test_the_database_lets_one_hold_and_one_wait(world: World) -> None:
    round_id = opened(world)
    keep(world.bob, round_id)
    send(world.alice, round_id)
    for row in list(Reply.objects.all()):
        twin = Reply(
            organisation=row.organisation,
            finding=row.finding,
            member=row.member,
            fit="fits",
            words="",
            sent_at=row.sent_at,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)

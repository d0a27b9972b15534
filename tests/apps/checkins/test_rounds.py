"""A round starts for all, opens for all at once, and never opens in part."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, join, make_world

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Entry, Finding, Round
from trifecta.apps.checkins.selectors import my_answers, result_of, round_for
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.errors import ConflictError, NotFoundError, NotYetError


@pytest.mark.django_db
class TestStarting:
    def test_everybody_gets_an_entry_and_the_same_items(self, world: World) -> None:
        round_id = started(world)
        alice = round_for(actor=world.alice, round_id=round_id)
        bob = round_for(actor=world.bob, round_id=round_id)
        assert alice.items == bob.items
        assert len(alice.items) == 24
        assert [m.name for m in alice.others] == ["Bob"]
        assert alice.sheet != bob.sheet

    def test_starting_twice_leads_to_the_same_round(self, world: World) -> None:
        assert started(world) == started(world, by=world.bob)
        assert Round.objects.count() == 1

    def test_the_others_are_told_that_it_started(
        self, world: World, django_capture_on_commit_callbacks: Any
    ) -> None:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            started(world)
        assert [m.to for m in mail.outbox] == [["bob@example.com"]]

    def test_somebody_alone_is_told_what_comes_first(self, world: World) -> None:
        leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
        with pytest.raises(NotYetError, match="takes two"):
            started(world)

    @pytest.mark.parametrize("outsider", ["mallory", "carol", "olga", "pat", "oscar"])
    def test_nobody_else_can_start_one(self, world: World, outsider: str) -> None:
        with pytest.raises(NotFoundError):
            started(world, by=getattr(world, outsider))


@pytest.mark.django_db
class TestOpening:
    def test_it_opens_when_the_last_one_seals(self, world: World) -> None:
        round_id = started(world)
        assert answer_and_seal(actor=world.alice, round_id=round_id) is False
        with pytest.raises(NotYetError):
            result_of(actor=world.alice, round_id=round_id)
        assert answer_and_seal(actor=world.bob, round_id=round_id) is True
        for reader in (world.alice, world.bob):
            assert result_of(actor=reader, round_id=round_id).round.state == "revealed"

    def test_everybody_is_told_and_nothing_of_it_is_in_the_message(
        self, world: World, django_capture_on_commit_callbacks: Any
    ) -> None:
        round_id = started(world)
        with django_capture_on_commit_callbacks(execute=True):
            answer_and_seal(actor=world.alice, round_id=round_id)
        assert mail.outbox == []
        with django_capture_on_commit_callbacks(execute=True):
            answer_and_seal(actor=world.bob, round_id=round_id)
        assert sorted(m.to[0] for m in mail.outbox) == ["alice@example.com", "bob@example.com"]
        assert {m.subject for m in mail.outbox} == {"Your check-in for Growth is open"}
        assert round_id in mail.outbox[0].body

    def test_sealing_twice_changes_nothing(self, world: World) -> None:
        round_id = started(world)
        answer_and_seal(actor=world.alice, round_id=round_id)
        assert services.seal_entry(actor=world.alice, round_id=round_id) is False
        assert Finding.objects.count() == 0

    def test_a_pair_that_is_alike_and_knows_it_is_found_to_be(self, world: World) -> None:
        found = result_of(actor=world.alice, round_id=opened(world)).pairs[0]
        assert found.diagnosis.verdict == "neither"
        assert found.names == ("Alice", "Bob")

    def test_both_read_the_same_result(self, world: World) -> None:
        round_id = opened(world, alike=False)
        alice, bob = (result_of(actor=who, round_id=round_id) for who in (world.alice, world.bob))
        assert alice.pairs == bob.pairs
        assert alice.unseen == bob.unseen

    def test_three_people_are_three_pairs_that_all_of_them_see(self, world: World) -> None:
        join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
        round_id = started(world)
        for seed, who in enumerate((world.alice, world.bob, world.carol)):
            answer_and_seal(actor=who, round_id=round_id, seed=seed, guess_seed=seed)
        names = [pair.names for pair in result_of(actor=world.bob, round_id=round_id).pairs]
        assert names == [("Alice", "Bob"), ("Alice", "Carol"), ("Bob", "Carol")]

    def test_a_stored_diagnosis_stays_as_it_was_found(self, world: World) -> None:
        round_id = opened(world)
        before = result_of(actor=world.alice, round_id=round_id).pairs[0].diagnosis
        for _ in range(2):
            opened(world, alike=False)
        assert result_of(actor=world.alice, round_id=round_id).pairs[0].diagnosis == before

    def test_each_state_change_has_one_audit_row_and_no_words(self, world: World) -> None:
        opened(world)
        actions = AuditEvent.objects.filter(action__startswith="checkins.").order_by("seq")
        assert [(e.action, e.reason) for e in actions] == [
            ("checkins.round_started", ""),
            ("checkins.entry_sealed", ""),
            ("checkins.entry_sealed", "opened"),
        ]


@pytest.mark.django_db
class TestWhileSealed:
    def test_an_answer_can_be_changed_after_sealing(self, world: World) -> None:
        round_id = started(world)
        answer_and_seal(actor=world.alice, round_id=round_id)
        services.save_marks(actor=world.alice, round_id=round_id, number=3, own=-2, guesses={})
        view, answers = my_answers(actor=world.alice, round_id=round_id)
        question = view.sheet.questions[2]
        assert question.shown(answers.own[question.slot]) == -2
        assert view.sealed_at is not None

    def test_taking_back_keeps_the_round_from_opening(self, world: World) -> None:
        round_id = started(world)
        answer_and_seal(actor=world.alice, round_id=round_id)
        services.take_back_entry(actor=world.alice, round_id=round_id, erase=False)
        assert answer_and_seal(actor=world.bob, round_id=round_id) is False
        _, answers = my_answers(actor=world.alice, round_id=round_id)
        assert answers.begun
        assert services.seal_entry(actor=world.alice, round_id=round_id) is True

    def test_taking_back_can_remove_everything(self, world: World) -> None:
        round_id = started(world)
        services.add_limit(
            actor=world.alice, round_id=round_id, kind="tired", text="x", visibility="private"
        )
        answer_and_seal(actor=world.alice, round_id=round_id)
        services.take_back_entry(actor=world.alice, round_id=round_id, erase=True)
        _, answers = my_answers(actor=world.alice, round_id=round_id)
        assert not answers.begun
        assert Entry.objects.get(round_id=round_id, member__user=world.alice).limits.count() == 0

    def test_once_open_nothing_can_be_changed(self, world: World) -> None:
        round_id = opened(world)
        alice = world.alice
        changes = (
            lambda: services.save_marks(
                actor=alice, round_id=round_id, number=1, own=1, guesses={}
            ),
            lambda: services.skip_question(actor=alice, round_id=round_id, number=1),
            lambda: services.take_back_entry(actor=alice, round_id=round_id, erase=True),
            lambda: services.seal_entry(actor=alice, round_id=round_id),
            lambda: services.save_pulse(
                actor=alice, round_id=round_id, marks={"trust": 1}, final=False
            ),
        )
        for change in changes:
            with pytest.raises(ConflictError, match="opened in the meantime"):
                change()

    def test_two_tabs_never_lose_each_other_s_answers(self, world: World) -> None:
        """Each page writes its own question only, whatever it showed of the others."""
        round_id = started(world)
        view = round_for(actor=world.alice, round_id=round_id)
        bob = view.others[0].id
        services.save_marks(actor=world.alice, round_id=round_id, number=1, own=2, guesses={})
        services.save_marks(
            actor=world.alice, round_id=round_id, number=2, own=None, guesses={bob: -1}
        )
        services.save_marks(
            actor=world.alice, round_id=round_id, number=1, own=None, guesses={bob: 3}
        )
        _, answers = my_answers(actor=world.alice, round_id=round_id)
        first, second = view.sheet.questions[:2]
        assert first.shown(answers.own[first.slot]) == 2
        assert first.shown(answers.guesses[bob][first.slot]) == 3
        assert second.shown(answers.guesses[bob][second.slot]) == -1


@pytest.mark.django_db
class TestJoiningAndLeaving:
    def test_a_round_never_opens_for_others_than_those_it_was_started_for(
        self, world: World
    ) -> None:
        round_id = started(world)
        answer_and_seal(actor=world.alice, round_id=round_id)
        join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
        assert round_for(actor=world.bob, round_id=round_id).state == "overtaken"
        with pytest.raises(ConflictError, match="joined or left"):
            answer_and_seal(actor=world.bob, round_id=round_id)
        with pytest.raises(NotFoundError):
            round_for(actor=world.carol, round_id=round_id)

    def test_a_new_round_takes_the_place_of_an_overtaken_one(self, world: World) -> None:
        old = started(world)
        join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
        new = started(world)
        assert new != old
        assert Round.objects.get(id=old).closed_at is not None
        assert {m.name for m in round_for(actor=world.carol, round_id=new).participants} == {
            "Alice", "Bob", "Carol",
        }  # fmt: skip

    def test_who_has_left_reads_nothing_and_who_stayed_still_does(self, world: World) -> None:
        round_id = opened(world)
        leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
        with pytest.raises(NotFoundError):
            result_of(actor=world.bob, round_id=round_id)
        assert result_of(actor=world.alice, round_id=round_id).pairs[0].names == ("Alice", "Bob")

    def test_who_joined_later_reads_nothing_of_before(self, world: World) -> None:
        round_id = opened(world)
        join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
        with pytest.raises(NotFoundError):
            result_of(actor=world.carol, round_id=round_id)

    @pytest.mark.parametrize("outsider", ["mallory", "carol", "olga", "pat", "oscar"])
    def test_nobody_else_finds_a_round(self, world: World, outsider: str) -> None:
        round_id = opened(world)
        for read in (round_for, my_answers, result_of):
            with pytest.raises(NotFoundError):
                read(actor=getattr(world, outsider), round_id=round_id)


@pytest.mark.django_db(transaction=True)
def test_two_who_seal_at_the_same_moment_always_open_the_round() -> None:
    world = make_world()
    for _ in range(4):
        round_id = started(world)
        assert seal_together(round_id, world.alice, world.bob) == []
        row = Round.objects.get(id=round_id)
        assert row.revealed
        assert Finding.objects.filter(round=row).count() == 1


def seal_together(round_id: str, *actors: User) -> list[BaseException]:
    """Everybody seals in a thread of their own at the same moment; what went wrong is returned."""
    ready = threading.Barrier(len(actors))
    problems: list[BaseException] = []

    def seal(actor: User) -> None:
        try:
            ready.wait(timeout=20)
            services.seal_entry(actor=actor, round_id=round_id)
        except BaseException as error:
            problems.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=seal, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems

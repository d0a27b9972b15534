"""Models are the members' own: every change is kept, and they end in a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from tests.apps.systems.models import ABOUT, OTHER, TEXT, begun, changed, decided, words
from tests.personas import World

from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.leaving.services import close_account
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.partnerships import (
    NewPartnership,
    create_partnership,
    leave_partnership,
)
from trifecta.apps.people.putting_away import put_away_partnership
from trifecta.apps.records.models import AuditEvent
from trifecta.apps.systems.models import Decision, ModelVersion, SystemModel
from trifecta.apps.systems.selectors.models import (
    decision_for,
    model_for,
    models_of,
    version_for,
    versions_of,
)
from trifecta.apps.systems.services import models as services
from trifecta.apps.systems.services.deciding import decide, let_go, review_decision
from trifecta.apps.systems.services.models import (
    begin_model,
    delete_model,
    describe_model,
    restore_version,
    save_text,
)
from trifecta.apps.systems.services.reminding import send_reminders
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
)
from trifecta.domain.systems.decisions import ReviewWords

REVIEW = ReviewWords(done="done", outcome="otherwise", learnt="Hires stayed at two.")


def texts(world: World, model_id: str) -> list[tuple[int, str, str]]:
    rows = versions_of(actor=world.alice, model_id=model_id)
    return [(row.number, row.text, row.written_by.name) for row in rows]


def test_each_save_that_changes_the_text_is_a_version(world: World) -> None:
    model_id = begun(world)
    save_text(actor=world.bob, model_id=model_id, text=OTHER, read=1)
    save_text(actor=world.alice, model_id=model_id, text=f"{OTHER}\r\n", read=2)
    assert texts(world, model_id) == [(2, OTHER, "Bob"), (1, TEXT, "Alice")]


def test_nobody_overwrites_what_they_have_not_seen(world: World) -> None:
    model_id = changed(world)
    with pytest.raises(ConflictError):
        save_text(actor=world.alice, model_id=model_id, text="Doing(1)", read=1)
    save_text(actor=world.alice, model_id=model_id, text="Doing(1)", read=2)
    assert texts(world, model_id)[0] == (3, "Doing(1)", "Alice")


def test_an_earlier_text_comes_back_as_the_newest(world: World) -> None:
    model_id = changed(world)
    restore_version(actor=world.alice, model_id=model_id, number=1)
    restore_version(actor=world.alice, model_id=model_id, number=1)
    assert [row[:2] for row in texts(world, model_id)] == [(3, TEXT), (2, OTHER), (1, TEXT)]
    assert version_for(actor=world.bob, model_id=model_id, number=3).restored == 1
    with pytest.raises(NotFoundError):
        restore_version(actor=world.alice, model_id=model_id, number=9)


def test_a_text_that_does_not_run_is_kept_all_the_same(world: World) -> None:
    model_id = begun(world, text="a > b @ (")
    assert model_for(actor=world.bob, model_id=model_id).latest.text == "a > b @ ("


def test_what_is_too_long_is_said_at_its_field(world: World) -> None:
    with pytest.raises(InvalidError) as caught:
        begun(world, text="#" * 20_001)
    assert set(caught.value.fields) == {"text"}
    model_id = begun(world)
    wrong = replace(ABOUT, name="", question="x" * 501, period="aeon", rounds=500)
    with pytest.raises(InvalidError) as caught:
        describe_model(actor=world.alice, model_id=model_id, about=wrong)
    assert set(caught.value.fields) == {"name", "question", "period", "rounds"}


def test_there_are_only_so_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_MODELS", 1)
    monkeypatch.setattr(services, "MOST_VERSIONS", 2)
    model_id = changed(world)
    with pytest.raises(TooManyError):
        begun(world)
    with pytest.raises(TooManyError):
        save_text(actor=world.alice, model_id=model_id, text="Doing(1)", read=2)


def test_nobody_else_reads_or_changes_anything(world: World) -> None:
    model_id = changed(world)
    decision_id = decide(actor=world.alice, model_id=model_id, words=words(world)).id
    for stranger in (world.carol, world.olga, world.mallory, world.oscar):
        for act in (
            lambda who: model_for(actor=who, model_id=model_id),
            lambda who: versions_of(actor=who, model_id=model_id),
            lambda who: version_for(actor=who, model_id=model_id, number=1),
            lambda who: decision_for(actor=who, decision_id=decision_id),
            lambda who: save_text(actor=who, model_id=model_id, text="", read=2),
            lambda who: describe_model(actor=who, model_id=model_id, about=ABOUT),
            lambda who: restore_version(actor=who, model_id=model_id, number=1),
            lambda who: decide(actor=who, model_id=model_id, words=words(world)),
            lambda who: review_decision(actor=who, decision_id=decision_id, words=REVIEW),
            lambda who: let_go(actor=who, decision_id=decision_id),
            lambda who: delete_model(actor=who, model_id=model_id),
            lambda who: begin_model(
                actor=who, partnership_id=world.partnership.id, about=ABOUT, text=""
            ),
        ):
            with pytest.raises(NotFoundError):
                act(stranger)


def test_who_leaves_and_what_is_put_away_is_out_of_reach(world: World) -> None:
    model_id = changed(world)
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    with pytest.raises(NotFoundError):
        model_for(actor=world.bob, model_id=model_id)
    assert texts(world, model_id)[0][2] == "Bob"
    put_away_partnership(actor=world.alice, partnership_id=world.partnership.id)
    with pytest.raises(NotFoundError):
        model_for(actor=world.alice, model_id=model_id)


def test_nothing_of_it_stands_readable_in_the_database(world: World) -> None:
    decide(actor=world.alice, model_id=changed(world), words=words(world))
    with connection.cursor() as cursor:
        for model in (SystemModel, ModelVersion, Decision):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            stored = b" ".join(
                bytes(cell) if isinstance(cell, (bytes, memoryview)) else str(cell).encode()
                for row in cursor.fetchall()
                for cell in row
            )
            for word in (b"Screened", b"hiring", b"join", b"interview", b"Hires"):
                assert word not in stored
    assert set(AuditEvent.objects.filter(action__startswith="systems.").values_list("reason")) == {
        ("",)
    }


def test_five_texts_without_a_decision_are_told_so(world: World) -> None:
    model_id = begun(world)
    for number in range(1, 5):
        assert not model_for(actor=world.alice, model_id=model_id).needs_decision
        save_text(actor=world.alice, model_id=model_id, text=f"Doing({number})", read=number)
    view = model_for(actor=world.alice, model_id=model_id)
    assert (view.refined, view.needs_decision) == (5, True)
    assert models_of(partnership=view.partnership)[0].needs_decision
    decision_id = decide(actor=world.bob, model_id=model_id, words=words(world)).id
    assert not model_for(actor=world.alice, model_id=model_id).needs_decision
    let_go(actor=world.bob, decision_id=decision_id)
    assert model_for(actor=world.alice, model_id=model_id).needs_decision


def test_one_decision_runs_at_a_time_and_the_other_is_told(world: World) -> None:
    decision_id = decided(world)
    model_id = Decision.objects.get().model_id
    with pytest.raises(ConflictError):
        decide(actor=world.bob, model_id=model_id, words=words(world))
    told = Notice.objects.get(key__startswith="system decision:decided")
    assert told.recipient_id == world.bob.id
    assert "interview" not in told.body + told.subject
    assert decision_for(actor=world.bob, decision_id=decision_id).decision.owner.name == "Alice"


def test_the_data_can_say_nothing_before_the_day_of_the_action(world: World) -> None:
    decision_id = decided(world, due=3)
    with pytest.raises(NotYetError):
        review_decision(actor=world.alice, decision_id=decision_id, words=REVIEW)


def test_looking_back_ends_it_with_what_was_seen(world: World) -> None:
    decision_id = decided(world)
    with pytest.raises(InvalidError):
        review_decision(actor=world.bob, decision_id=decision_id, words=replace(REVIEW, learnt=""))
    review_decision(actor=world.bob, decision_id=decision_id, words=REVIEW)
    seen = decision_for(actor=world.alice, decision_id=decision_id).decision
    assert (seen.state, seen.outcome, seen.learnt) == ("reviewed", "otherwise", REVIEW.learnt)
    for again in (let_go, lambda **it: review_decision(**it, words=REVIEW)):
        with pytest.raises(ConflictError):
            again(actor=world.alice, decision_id=decision_id)


def test_a_model_with_a_running_decision_is_not_deleted(world: World) -> None:
    decision_id = decided(world)
    model_id = Decision.objects.get().model_id
    with pytest.raises(ConflictError):
        delete_model(actor=world.bob, model_id=model_id)
    let_go(actor=world.alice, decision_id=decision_id)
    assert delete_model(actor=world.bob, model_id=model_id) == world.partnership.id
    assert not SystemModel.objects.exists()
    assert not Decision.objects.exists()


def test_reminders_go_out_once_to_whom_they_are_for(world: World) -> None:
    decided(world, due=2, review=10)
    Notice.objects.all().delete()
    now = timezone.now()
    assert send_reminders(now=now) == 0
    assert send_reminders(now=now + timedelta(days=2)) == 1
    assert send_reminders(now=now + timedelta(days=3)) == 0
    assert send_reminders(now=now + timedelta(days=10)) == 2
    assert send_reminders(now=now + timedelta(days=11)) == 0
    told = {(row.recipient_id, "review" in row.key) for row in Notice.objects.all()}
    assert told == {(world.alice.id, False), (world.alice.id, True), (world.bob.id, True)}
    assert all("interview" not in one.body for one in mail.outbox)


def test_what_i_wrote_is_mine_to_take_along(world: World) -> None:
    decided(world)
    mine = everything_of(actor=world.alice)["models"]
    assert mine["begun"][0]["name"] == ABOUT.name
    assert mine["texts"][0]["text"] == TEXT
    assert mine["decided"][0]["what"] == words(world).what
    his = everything_of(actor=world.bob)["models"]
    assert his == {
        "begun": [],
        "texts": [],
        "counted": [],
        "counted_before": [],
        "ranges": [],
        "decided": [],
        "promised": [],
        "looked_back": [],
    }
    leave_partnership(actor=world.alice, partnership_id=world.partnership.id)
    left: dict[str, Any] = everything_of(actor=world.alice)["models"]
    assert left["texts"][0]["text"] is None


def test_an_organisation_of_one_goes_with_its_models(world: World) -> None:
    organisation = world.mallory.belongings.get().organisation
    partnership = create_partnership(
        actor=world.mallory,
        organisation_id=organisation.id,
        new=NewPartnership(name="Alone", team="Alone", my_role="em"),
    )
    begin_model(actor=world.mallory, partnership_id=partnership.id, about=ABOUT, text=TEXT)
    close_account(actor=world.mallory)
    assert not SystemModel.objects.exists()

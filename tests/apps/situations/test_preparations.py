"""Preparations that are kept belong to one person, unreadable at rest, and go with the account."""

from __future__ import annotations

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from tests.docs.scripts import DOCS
from tests.personas import World
from tests.privacy.stores import everything_stored

from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.leaving.services import close_account
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import verify
from trifecta.apps.records.models import AuditEvent, DataKey
from trifecta.apps.situations import services
from trifecta.apps.situations.models import KeptPreparation
from trifecta.apps.situations.selectors import kept_by, kept_one
from trifecta.apps.situations.services import (
    change_preparation,
    delete_preparation,
    keep_preparation,
    rename_preparation,
)
from trifecta.domain.errors import NotFoundError, TooManyError
from trifecta.domain.situations.sheets.preparing import Preparation, Written

pytestmark = pytest.mark.django_db
TEXT = "My PM never asks us. zq9001x"
PREPARATION = Preparation(written=Written(text=TEXT), sheet={"need": "Quiet zq9002x"})


def keep(user: User, title: str = "Before zq9003x") -> KeptPreparation:
    return keep_preparation(actor=user, title=title, preparation=PREPARATION)


def change(user: User, row: KeptPreparation) -> None:
    change_preparation(
        actor=user, preparation_id=row.id, preparation=PREPARATION, changed_at=row.changed_at
    )


def test_what_was_kept_comes_back_the_same(world: World) -> None:
    row = keep(world.alice)
    assert kept_one(actor=world.alice, preparation_id=row.id).preparation == PREPARATION
    (line,) = kept_by(actor=world.alice)
    assert (line.id, line.title) == (row.id, "Before zq9003x")


def test_it_is_for_its_owner_alone(world: World) -> None:
    row = keep(world.alice)
    for other in (world.bob, world.oscar, world.pat, world.olga):
        assert kept_by(actor=other) == []
        with pytest.raises(NotFoundError):
            kept_one(actor=other, preparation_id=row.id)
        with pytest.raises(NotFoundError):
            change(other, row)
        with pytest.raises(NotFoundError):
            rename_preparation(actor=other, preparation_id=row.id, title="Mine now")
        with pytest.raises(NotFoundError):
            delete_preparation(actor=other, preparation_id=row.id)


def test_nothing_of_it_is_readable_where_it_is_stored(world: World) -> None:
    row = keep(world.alice)
    rename_preparation(actor=world.alice, preparation_id=row.id, title="After zq9004x")
    stored = everything_stored()
    for mark in ("zq9001x", "zq9002x", "zq9003x", "zq9004x"):
        assert mark not in stored


def test_it_is_sealed_under_a_key_of_its_owners_alone(world: World) -> None:
    keep(world.alice)
    keep(world.bob)
    owners = set(DataKey.objects.values_list("organisation_id", flat=True))
    assert {world.alice.id, world.bob.id} <= owners


def test_every_act_stands_in_the_trail_without_a_word_of_it(world: World) -> None:
    row = keep(world.alice)
    change(world.alice, row)
    rename_preparation(actor=world.alice, preparation_id=row.id, title="After")
    delete_preparation(actor=world.alice, preparation_id=row.id)
    acts = AuditEvent.objects.filter(subject_id=row.id).order_by("seq")
    assert [act.action for act in acts] == [
        "situations.kept",
        "situations.changed",
        "situations.renamed",
        "situations.deleted",
    ]
    assert {act.reason for act in acts} == {""}
    assert verify().problems == ()


def test_there_is_a_most_and_deleting_makes_room(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_KEPT", 2)
    first = keep(world.alice)
    keep(world.alice)
    with pytest.raises(TooManyError, match="Delete one"):
        keep(world.alice)
    keep(world.bob)
    delete_preparation(actor=world.alice, preparation_id=first.id)
    keep(world.alice)


def test_it_is_in_the_file_with_ones_data_and_in_nobody_elses(world: World) -> None:
    keep(world.alice)
    mine = json.dumps(everything_of(actor=world.alice), cls=DjangoJSONEncoder)
    theirs = json.dumps(everything_of(actor=world.bob), cls=DjangoJSONEncoder)
    for mark in ("zq9001x", "zq9002x", "zq9003x"):
        assert mark in mine
        assert mark not in theirs


def test_the_reference_names_every_field_of_it(world: World) -> None:
    keep(world.alice)
    (one,) = everything_of(actor=world.alice)["preparations"]
    reference = (DOCS / "reference" / "your-data.md").read_text()
    section = reference.split("## Preparations")[1]
    for field in [*one, *one["written"]]:
        assert f"`{field}`" in section


def test_it_goes_with_the_account_and_so_does_its_key(world: World) -> None:
    keep(world.alice)
    kept = keep(world.bob)
    close_account(actor=world.alice)
    assert [row.id for row in KeptPreparation.objects.all()] == [kept.id]
    assert not DataKey.objects.filter(organisation_id=world.alice.id).exists()
    assert kept_one(actor=world.bob, preparation_id=kept.id).preparation == PREPARATION

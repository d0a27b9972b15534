"""Earlier ratings are looked at first, and then all of them are carried over or none."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.cycles import Scene
from tests.personas import World

from trifecta.apps.calibration.models import Case, EarlierRating
from trifecta.apps.calibration.services import cycles
from trifecta.apps.calibration.services.earlier import (
    EarlierWords,
    carry_over,
    forget_earlier,
    look_at_earlier,
)
from trifecta.apps.people.models import OrganisationMember, User
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

pytestmark = pytest.mark.django_db

FILE = "email;rating;period\nalice@example.com;2;2025\nbob@example.com;4;2025\n"
OLD = ("1", "2", "3", "4")


@pytest.fixture
def scene(world: World) -> Scene:
    return scenes.scene_at(world, Stage.DRAFT)


def carry(scene: Scene, text: str, *, choose: bool = False, **words: object) -> None:
    carry_over(
        actor=scene.world.pat,
        cycle_id=scene.cycle.id,
        words=EarlierWords(text=text, **words),  # type: ignore[arg-type]
        choose=choose,
    )


def kept(scene: Scene) -> list[tuple[str, str, str, int]]:
    rows = EarlierRating.objects.filter(cycle=scene.cycle).select_related("user")
    return sorted((row.user.name, row.period, row.label, row.step) for row in rows)


def test_steps_become_what_is_suggested_unless_people_say_otherwise(scene: Scene) -> None:
    carry(scene, FILE, labels=OLD)
    assert kept(scene) == [("Alice", "2025", "2", 1), ("Bob", "2025", "4", 4)]

    carry(scene, FILE, labels=OLD, becomes=[0, 2, 2, 3])

    assert kept(scene) == [("Alice", "2025", "2", 2), ("Bob", "2025", "4", 3)]


def test_a_higher_step_never_becomes_less(scene: Scene) -> None:
    with pytest.raises(InvalidError, match="cannot become less"):
        carry(scene, FILE, labels=OLD, becomes=[3, 2, 2, 3])
    assert kept(scene) == []


def test_with_one_problem_nothing_is_written(scene: Scene) -> None:
    preview = look_at_earlier(
        actor=scene.world.pat,
        cycle_id=scene.cycle.id,
        words=EarlierWords(text=FILE + "mallory@example.com;3;2025\n", labels=OLD),
    )

    assert [(one.line, one.words.split()[0]) for one in preview.problems] == [
        (4, "mallory@example.com")
    ]
    with pytest.raises(InvalidError, match="Nothing was carried over"):
        carry(scene, FILE + "mallory@example.com;3;2025\n", labels=OLD)
    assert kept(scene) == []


def test_looking_writes_nothing(scene: Scene) -> None:
    preview = look_at_earlier(
        actor=scene.world.pat, cycle_id=scene.cycle.id, words=EarlierWords(text=FILE, labels=OLD)
    )

    assert (preview.people, preview.ratings, preview.problems) == (2, 2, ())
    assert [one.name for one in preview.complete] == ["Growth"]
    assert kept(scene) == []


def test_a_rating_off_the_old_scale_is_named_by_its_line(scene: Scene) -> None:
    preview = look_at_earlier(
        actor=scene.world.pat,
        cycle_id=scene.cycle.id,
        words=EarlierWords(text=FILE, labels=("1", "2", "3")),
    )

    assert [(one.line, "“4” is not on the scale" in one.words) for one in preview.problems] == [
        (3, True)
    ]


def test_one_rating_alone_is_no_scale(scene: Scene) -> None:
    text = "email,rating,period\nalice@example.com,Meets,2025\n"
    with pytest.raises(InvalidError) as refused:
        look_at_earlier(
            actor=scene.world.pat, cycle_id=scene.cycle.id, words=EarlierWords(text=text)
        )
    assert "labels" in refused.value.fields


def test_people_can_be_named_without_a_rating(world: World) -> None:
    cycle = cycles.create_cycle(
        actor=world.pat, organisation_id=world.organisation.id, words=scenes.words_of_a_cycle()
    )
    carry_over(
        actor=world.pat,
        cycle_id=cycle.id,
        words=EarlierWords(text="E-Mail\nALICE@example.com\nbob@example.com\n"),
        choose=True,
    )

    assert not EarlierRating.objects.exists()
    assert [case.partnership for case in Case.objects.filter(cycle=cycle)] == [world.partnership]


def test_a_partnership_with_only_some_members_named_is_not_chosen(world: World) -> None:
    cycle = cycles.create_cycle(
        actor=world.pat, organisation_id=world.organisation.id, words=scenes.words_of_a_cycle()
    )
    preview = carry_over(
        actor=world.pat,
        cycle_id=cycle.id,
        words=EarlierWords(text="email\nalice@example.com\n"),
        choose=True,
    )

    assert [one.name for one in preview.partly] == ["Growth"]
    assert not Case.objects.filter(cycle=cycle).exists()


def test_only_people_operations_and_only_while_it_is_set_up(scene: Scene) -> None:
    world = scene.world
    for user in (world.olga, world.oscar, world.alice, world.mallory):
        with pytest.raises(NotFoundError):
            carry_over(
                actor=user, cycle_id=scene.cycle.id, words=EarlierWords(text=FILE, labels=OLD)
            )
    scenes.give_notice(scene)
    with pytest.raises(NotYetError):
        carry(scene, FILE, labels=OLD)


def test_they_can_be_taken_out_again(scene: Scene) -> None:
    carry(scene, FILE, labels=OLD)
    forget_earlier(actor=scene.world.pat, cycle_id=scene.cycle.id)

    assert kept(scene) == []
    with pytest.raises(ConflictError):
        forget_earlier(actor=scene.world.pat, cycle_id=scene.cycle.id)


def test_five_thousand_lines_are_carried_over(scene: Scene) -> None:
    world = scene.world
    people = User.objects.bulk_create(
        User(email=f"person{number}@example.com", name=f"Person {number}")
        for number in range(5_000)
    )
    OrganisationMember.objects.bulk_create(
        OrganisationMember(organisation=world.organisation, user=user) for user in people
    )
    lines = [f"{user.email},{number % 4 + 1},2025" for number, user in enumerate(people)]

    with TestCase.captureOnCommitCallbacks(execute=True):  # the key is kept in memory from then on
        carry(scene, FILE, labels=OLD)
    forget_earlier(actor=world.pat, cycle_id=scene.cycle.id)

    carry(scene, "\n".join(["email,rating,period", *lines]))
    carry(scene, "\n".join(["email,rating,period", *lines]))

    assert EarlierRating.objects.filter(cycle=scene.cycle).count() == 5_000
    row = EarlierRating.objects.select_related("organisation").first()
    assert row is not None
    assert row.label in OLD


def test_five_thousand_ratings_are_kept_by_a_few_questions(scene: Scene) -> None:
    world, people = scene.world, 500
    users = [User(email=f"p{number}@example.com", name=f"P {number}") for number in range(people)]
    User.objects.bulk_create(users)
    OrganisationMember.objects.bulk_create(
        OrganisationMember(organisation=world.organisation, user=user) for user in users
    )
    lines = [
        f"p{number % people}@example.com;{1 + number % 4};{2010 + number // people}"
        for number in range(5_000)
    ]

    with CaptureQueriesContext(connection) as captured:
        carry(scene, "email;rating;period\n" + "\n".join(lines), labels=OLD)

    assert EarlierRating.objects.filter(cycle=scene.cycle).count() == 5_000
    assert len(captured) < 100
    assert AuditEvent.objects.filter(action="calibration.earlier_ratings_kept").count() == 1

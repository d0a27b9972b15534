"""An exception is written only where blind flags allow it, and agreed to by everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration import together
from tests.apps.calibration.cycles import Scene
from tests.personas import World

from trifecta.apps.calibration.models import Consent, MemberException, Rating
from trifecta.apps.calibration.selectors.flags import flags_came_to, my_flags
from trifecta.apps.calibration.selectors.rooms import enter_case
from trifecta.apps.calibration.services import deciding, panels
from trifecta.apps.calibration.services.exceptions import drop_exception, write_exception
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

pytestmark = pytest.mark.django_db


def write(scene: Scene, number: int, *, by: User | None = None, **changed: Any) -> Rating:
    return write_exception(
        actor=by or scene.world.piet,
        case_id=scene.case.id,
        member_id=together.member(scene, scene.world.alice).id,
        words=together.exception_words(scene, **changed),
        number=number,
    )


def standing(scene: Scene, user: User) -> list[str]:
    room = enter_case(actor=user, case_id=scene.case.id)
    return [one.standing for one in flags_came_to(room)]


# ---------------------------------------------------------------- flags


def test_a_flag_is_read_by_its_giver_alone_before_the_reveal(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    together.flag(scene, world.olga, together.BELOW)

    def mine(user: User) -> int:
        return len(my_flags(enter_case(actor=user, case_id=scene.case.id)))

    assert [mine(user) for user in (world.olga, world.piet, world.oscar)] == [1, 0, 0]
    assert standing(scene, world.olga) == standing(scene, world.piet) == []


@pytest.mark.parametrize(
    ("olga", "piet", "came_to"),
    [
        (together.BELOW, together.BELOW, "may_be_discussed"),
        (together.BELOW, None, "one_alone"),
        (together.BELOW, (-1, -1, -1, -1), "too_small"),
        (together.BELOW, (2, 1, 1, 1), "opposed"),
    ],
)
def test_what_flags_come_to_is_told_to_the_room(
    world: World, olga: tuple[int, ...], piet: tuple[int, ...] | None, came_to: str
) -> None:
    scene = together.flagged(world, olga=olga, piet=piet)

    for user in (world.olga, world.piet, world.oscar):
        assert standing(scene, user) == [came_to]
    for user in (world.alice, world.pat):
        assert standing(scene, user) == []


def test_a_flag_alone_is_told_without_its_giver_or_its_words(world: World) -> None:
    scene = together.flagged(world, piet=None)

    (told,) = flags_came_to(enter_case(actor=world.piet, case_id=scene.case.id))

    assert "Olga" not in told.words
    assert told.said == ()


def test_flags_that_agree_are_told_with_names_and_words(world: World) -> None:
    scene = together.flagged(world)

    (told,) = flags_came_to(enter_case(actor=world.oscar, case_id=scene.case.id))

    assert "Olga and Piet" in told.words
    assert [(one.name, one.gap) for one in told.said] == [
        ("Olga", "1.25 steps below"),
        ("Piet", "1.25 steps below"),
    ]


def test_a_flag_goes_with_who_steps_back(world: World) -> None:
    scene = together.flagged(world)
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")

    assert standing(scene, world.olga) == ["one_alone"]


# ---------------------------------------------------------------- writing one


def test_an_exception_makes_a_new_rating_that_nobody_has_agreed_to(world: World) -> None:
    scene = together.flagged(world)
    first = together.rated(scene)
    together.all_agree(scene, first.number)

    second = write(scene, first.number)

    assert second.number == first.number + 1
    assert second.steps == first.steps
    assert not Consent.objects.filter(rating=second).exists()
    row = MemberException.objects.get(rating=second)
    assert (row.member.user, row.told_by, row.code) == (world.alice, world.olga, "absent")


@pytest.mark.parametrize("piet", [None, (-1, -1, -1, -1), (2, 2, 2, 2)])
def test_without_two_flags_that_agree_there_is_none(
    world: World, piet: tuple[int, ...] | None
) -> None:
    scene = together.flagged(world, piet=piet)
    rating = together.rated(scene)

    with pytest.raises(NotYetError, match="two blind flags"):
        write(scene, rating.number)


def test_nobody_is_excepted_for_standing_above(world: World) -> None:
    scene = together.flagged(world, olga=(2, 1, 1, 1), piet=(2, 1, 1, 1))
    rating = together.rated(scene)

    with pytest.raises(NotYetError):
        write(scene, rating.number)


def test_flags_about_one_member_allow_nothing_for_the_other(world: World) -> None:
    scene = together.flagged(world)
    rating = together.rated(scene)

    with pytest.raises(NotYetError):
        write_exception(
            actor=world.olga,
            case_id=scene.case.id,
            member_id=together.member(scene, world.bob).id,
            words=together.exception_words(scene),
            number=rating.number,
        )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "because"),
        ("evidence", []),
        ("evidence", ["nothing-of-this-kind"]),
        ("told_on", None),
        ("told_on", timezone.localdate() + timedelta(days=1)),
        ("told_by", ""),
        ("reason", "  "),
        ("steps", {}),
    ],
)
def test_what_is_missing_is_named_by_its_field(world: World, field: str, value: Any) -> None:
    scene = together.flagged(world)
    rating = together.rated(scene)

    with pytest.raises(InvalidError) as raised:
        write(scene, rating.number, **{field: value})

    name = "step_delivery" if field == "steps" else field
    assert name in raised.value.fields
    assert Rating.objects.filter(case=scene.case).count() == 1


def test_the_own_rating_is_at_least_a_step_below(world: World) -> None:
    scene = together.flagged(world)
    rating = together.rated(scene)

    with pytest.raises(InvalidError) as raised:
        write(scene, rating.number, steps=dict(rating.steps))

    assert "less than a step" in raised.value.fields["step_delivery"]


def test_somebody_outside_the_room_has_not_told_anybody(world: World) -> None:
    scene = together.flagged(world)
    rating = together.rated(scene)

    with pytest.raises(InvalidError) as raised:
        write(scene, rating.number, told_by=world.pat.id)

    assert "told_by" in raised.value.fields


def test_a_rating_that_was_changed_is_read_first(world: World) -> None:
    scene, second = together.excepted(world)

    with pytest.raises(ConflictError):
        write(scene, second.number - 1)


def test_members_and_people_operations_write_none(world: World) -> None:
    scene = together.flagged(world)
    rating = together.rated(scene)

    for user in (world.alice, world.bob, world.pat, world.mallory):
        with pytest.raises(NotFoundError):
            write(scene, rating.number, by=user)


# ---------------------------------------------------------------- deciding with one


def test_it_takes_the_consent_of_everybody_not_of_each_function(world: World) -> None:
    scene, rating = together.excepted(world)
    deciding.consent(actor=world.olga, case_id=scene.case.id, number=rating.number)

    lacking = deciding.lacking_for(enter_case(actor=world.olga, case_id=scene.case.id), rating)
    assert any("everybody’s consent" in one and "Piet" in one for one in lacking)

    deciding.consent(actor=world.piet, case_id=scene.case.id, number=rating.number)
    deciding.decide(actor=world.oscar, case_id=scene.case.id, number=rating.number)

    assert scene.fresh().stage == Stage.DECIDED


def test_it_goes_along_into_a_rating_that_is_written_anew(world: World) -> None:
    scene, rating = together.excepted(world)
    after = deciding.write_rating(
        actor=world.olga,
        case_id=scene.case.id,
        words=scenes.rating_words((3, 3, 3, 3)),
        number=rating.number,
    )

    assert MemberException.objects.filter(rating=after).count() == 1


def test_it_does_not_stand_where_the_shared_rating_came_down_to_it(world: World) -> None:
    scene, rating = together.excepted(world)
    after = deciding.write_rating(
        actor=world.olga,
        case_id=scene.case.id,
        words=scenes.rating_words((1, 1, 1, 1)),
        number=rating.number,
    )
    together.all_agree(scene, after.number)

    with pytest.raises(NotYetError, match="less than a step below"):
        deciding.decide(actor=world.oscar, case_id=scene.case.id, number=after.number)


def test_it_does_not_stand_where_one_who_flagged_steps_back(world: World) -> None:
    scene = scenes.set_up(world)
    scenes.join_organisation(world, world.dana)
    together.seat(scene, world.dana, "product")
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    for user in (world.olga, world.piet):
        together.flag(scene, user, together.BELOW)
    for user in (world.olga, world.piet, world.dana):
        scenes.look_at_everything(scene, user)
        scenes.propose(scene, user, (2, 3, 2, 3))
    scenes.talk(scene)
    for user in (world.olga, world.piet, world.dana):
        scenes.propose(scene, user, (2, 3, 2, 3), estimate="second")
    first = deciding.write_rating(
        actor=world.olga, case_id=scene.case.id, words=scenes.rating_words(), number=0
    )
    rating = write(scene, first.number)
    panels.step_back(actor=world.piet, case_id=scene.case.id, because="I am close to Bob.")
    for user in (world.olga, world.dana):
        deciding.consent(actor=user, case_id=scene.case.id, number=rating.number)

    with pytest.raises(NotYetError, match="no longer agree"):
        deciding.decide(actor=world.oscar, case_id=scene.case.id, number=rating.number)


def test_it_can_be_taken_out(world: World) -> None:
    scene, rating = together.excepted(world)

    after = drop_exception(
        actor=world.olga,
        case_id=scene.case.id,
        member_id=together.member(scene, world.alice).id,
        number=rating.number,
    )

    assert not MemberException.objects.filter(rating=after).exists()
    with pytest.raises(ConflictError, match="no exception"):
        drop_exception(
            actor=world.olga,
            case_id=scene.case.id,
            member_id=together.member(scene, world.alice).id,
            number=after.number,
        )


def test_nothing_of_it_changes_once_it_is_decided(world: World) -> None:
    scene, rating = together.excepted(world)
    together.all_agree(scene, rating.number)
    deciding.decide(actor=world.oscar, case_id=scene.case.id, number=rating.number)

    with pytest.raises(NotYetError):
        write(scene, rating.number)
    with pytest.raises(NotYetError):
        drop_exception(
            actor=world.olga,
            case_id=scene.case.id,
            member_id=together.member(scene, world.alice).id,
            number=rating.number,
        )

"""What goes with an account, what is in the file with one's data, and what is erased in time."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.cycles import Scene
from tests.personas import World
from tests.privacy.stores import everything_stored

from trifecta.apps.calibration.models import (
    Case,
    Consent,
    Cycle,
    DiscussionNote,
    EarlierRating,
    Evidence,
    Flag,
    Look,
    Proposal,
    Rating,
    Response,
    Seat,
    StageChange,
)
from trifecta.apps.calibration.selectors.own import my_calibrations
from trifecta.apps.calibration.selectors.rooms import enter_case
from trifecta.apps.calibration.services import evidence, stages, voting
from trifecta.apps.calibration.services.cycles import seat_calibrator
from trifecta.apps.calibration.services.erasing import erase_due
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.ticking import tick
from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.leaving.services import close_account
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import verify
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import NotFoundError

pytestmark = pytest.mark.django_db


def later(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


# -------------------------------------------------------------------- erasing


def test_a_closed_cycle_is_erased_after_its_day_and_not_before(world: World) -> None:
    scene = scenes.scene_at(world, Stage.CLOSED)
    keep_until(scene, timezone.localdate())

    assert erase_due(now=timezone.now()) == 0
    assert Rating.objects.filter(case=scene.case).exists()
    assert erase_due(now=later(1)) == 1
    assert erase_due(now=later(2)) == 0


def keep_until(scene: Scene, day: date) -> None:
    Cycle.objects.filter(id=scene.cycle.id).update(keep_until=day)


def test_what_was_written_goes_and_the_shell_and_the_trail_stay(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    member = scene.case.members.get(user=world.alice)
    Response(
        organisation=world.organisation, case=scene.case, member=member, text="I see it otherwise."
    ).save(force_insert=True)
    scenes.end_responses(scene)
    scenes.close(scene)
    keep_until(scene, timezone.localdate() - timedelta(days=1))
    changes = StageChange.objects.filter(cycle=scene.cycle).count()
    before = of_cases()

    tick()

    assert all(before.values())
    assert not any(of_cases().values())
    cycle = Cycle.objects.get(id=scene.cycle.id)
    assert cycle.erased_at is not None
    assert (cycle.name, cycle.seats.count(), cycle.cases.count()) == ("July to December", 2, 1)
    assert scene.case.members.count() == 2
    assert StageChange.objects.filter(cycle=cycle).count() == changes
    assert AuditEvent.objects.filter(action="calibration.cycle_erased", actor_id="").count() == 1
    assert not verify().problems
    assert my_calibrations(actor=world.olga)["proposals"] == []
    assert my_calibrations(actor=world.alice)["rated"][0]["rating"] is None


def of_cases() -> dict[str, int]:
    """How many rows there are of each kind of thing that is written in cases."""
    kinds = (Proposal, DiscussionNote, Rating, Consent, Evidence, Look, Response)
    return {kind.__name__: kind.objects.count() for kind in kinds}


def test_reasons_of_going_back_and_setting_aside_are_erased(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    wish = stages.ask_to_reopen(actor=world.olga, case_id=scene.case.id, reason="A figure was off.")
    stages.answer_reopening(actor=world.piet, reopening_id=wish.id, agreed=True)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="The team is gone.")
    Cycle.objects.filter(id=scene.cycle.id).update(stage=Stage.CLOSED)
    keep_until(scene, timezone.localdate() - timedelta(days=1))

    tick()

    changes = StageChange.objects.filter(cycle=scene.cycle)
    assert not changes.filter(reason__isnull=False).exists()
    assert (Case.objects.get(id=scene.case.id).set_aside_because or "") == ""


def test_a_cycle_that_is_not_closed_in_time_reminds_once_a_week(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    keep_until(scene, timezone.localdate() - timedelta(days=1))
    Notice.objects.all().delete()

    tick()
    tick()

    told = Notice.objects.filter(key__contains="kept_too_long")
    assert [one.recipient for one in told] == [world.pat]
    assert Rating.objects.filter(case=scene.case).exists()


def test_a_cycle_that_nobody_was_told_of_is_to_be_given_up(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    keep_until(scene, timezone.localdate() - timedelta(days=1))

    tick()

    told = Notice.objects.get(key__contains="kept_too_long")
    assert told.recipient == world.pat
    assert "Give it up" in told.body


# -------------------------------------------------------------------- reminders


def test_members_are_reminded_before_evidence_closes(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    Cycle.objects.filter(id=scene.cycle.id).update(
        evidence_until=timezone.localdate() + timedelta(days=4)
    )
    tick()
    assert not Notice.objects.filter(key__contains="evidence_soon").exists()
    Cycle.objects.filter(id=scene.cycle.id).update(
        evidence_until=timezone.localdate() + timedelta(days=3)
    )

    tick()
    tick()

    told = Notice.objects.filter(key__contains="evidence_soon")
    assert {one.recipient for one in told} == {world.alice, world.bob}
    assert told.count() == 2


def test_who_calibrates_is_reminded_alike_whatever_they_have_done(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    scenes.propose(scene, world.olga, (2, 3, 1, 3))
    change = StageChange.objects.filter(cycle=scene.cycle, case=None, after=Stage.BLIND)
    change.update(created_at=timezone.now() - timedelta(days=3))

    tick()
    tick()

    told = list(Notice.objects.filter(key__contains="proposals"))
    assert {one.recipient for one in told} == {world.olga, world.piet}
    assert len({(one.subject, one.body, one.path) for one in told}) == 1
    assert len(told) == 2


def test_nobody_is_reminded_of_proposals_when_all_is_decided(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    change = StageChange.objects.filter(cycle=scene.cycle, case=None, after=Stage.BLIND)
    change.update(created_at=timezone.now() - timedelta(days=3))

    tick()

    assert not Notice.objects.filter(key__contains="proposals").exists()


def test_members_are_reminded_before_responding_ends(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    Cycle.objects.filter(id=scene.cycle.id).update(
        respond_until=timezone.localdate() + timedelta(days=2)
    )

    tick()

    told = Notice.objects.filter(key__contains="responses_soon")
    assert {one.recipient for one in told} == {world.alice, world.bob}


# -------------------------------------------------------------------- closing an account


def test_a_seat_ends_and_what_nobody_has_read_is_deleted(world: World) -> None:
    scene = scenes.scene_at(world, Stage.BLIND)
    scenes.look_at_everything(scene, world.olga)
    member = scene.case.members.get(user=world.bob)
    voting.flag_member(
        actor=world.olga,
        case_id=scene.case.id,
        member_id=member.id,
        gaps={"delivery": -2},
        why="He was never there.",
    )
    scenes.propose(scene, world.olga, (2, 3, 1, 3))

    close_account(actor=world.olga)

    assert Seat.objects.get(user=world.olga).ended_at is not None
    assert not Proposal.objects.exists()
    assert not Flag.objects.exists()
    assert enter_case(actor=world.piet, case_id=scene.case.id).missing == ("engineering",)
    told = Notice.objects.filter(key__contains=" left ")
    assert [one.recipient for one in told] == [world.pat]
    assert not verify().problems


def test_what_the_room_has_read_stays_with_its_name(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DISCUSSED)

    close_account(actor=world.olga)

    assert Proposal.objects.get(case=scene.case, seat__user=world.olga).estimate == "first"
    assert Seat.objects.get(user=world.olga).user.name == "Olga"


def test_from_the_lock_on_who_calibrated_stays(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)

    close_account(actor=world.piet)

    assert Seat.objects.get(user=world.piet).ended_at is None
    assert len(enter_case(actor=world.alice, case_id=scene.case.id).panel) == 2


def test_who_leaves_may_complete_what_waited_for_them(world: World) -> None:
    scenes.join_organisation(world, world.dana)
    scene = scenes.set_up(world)
    seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="product"
    )
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    scenes.reveal(scene)
    assert scene.fresh().stage == Stage.BLIND

    close_account(actor=world.dana)

    assert scene.fresh().stage == Stage.REVEALED


def test_a_facilitator_and_who_answers_appeals_have_to_be_found_anew(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)

    close_account(actor=world.carol)

    cycle = Cycle.objects.get(id=scene.cycle.id)
    assert (cycle.facilitator, cycle.appeals_to) == (world.oscar, None)
    assert Notice.objects.filter(key__contains=" left ", recipient=world.pat).exists()


def test_evidence_of_somebody_who_left_stays_with_its_name(world: World) -> None:
    scene = scenes.scene_at(world, Stage.EVIDENCE)
    evidence.add_evidence(
        actor=world.alice, case_id=scene.case.id, words=EvidenceWords(title="Weekly releases")
    )

    close_account(actor=world.alice)

    row = scene.case.evidence.get()
    assert (row.title, row.by.name if row.by else "") == ("Weekly releases", "Alice")
    with pytest.raises(NotFoundError):
        enter_case(actor=User.objects.get(id=world.alice.id), case_id=scene.case.id)


# -------------------------------------------------------------------- taking along


def test_nobody_takes_another_s_proposals_along(world: World) -> None:
    scenes.scene_at(world, Stage.RELEASED)

    for name in ("olga", "piet", "alice", "bob", "oscar", "pat", "carol"):
        file = json.dumps(everything_of(actor=world.everyone[name]), cls=DjangoJSONEncoder)
        for other in ("Olga", "Piet"):
            said = f"what {other} saw of"
            assert (said in file) == (other.lower() == name), (name, other)


def test_a_member_takes_the_rating_along_once_it_is_released(world: World) -> None:
    scene = scenes.scene_at(world, Stage.LOCKED)
    assert my_calibrations(actor=world.alice)["rated"][0]["rating"] is None

    scenes.release(scene)

    (rated,) = my_calibrations(actor=world.alice)["rated"]
    assert rated["rating"]["labels"]["delivery"] == "As agreed"
    assert rated["rating"]["steps"]["delivery"] == 3
    assert my_calibrations(actor=world.carol)["rated"] == []


def test_a_cycle_that_is_set_up_is_in_nobody_s_file(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    EarlierRating(
        organisation=world.organisation,
        cycle=scene.cycle,
        user=world.alice,
        period="2025",
        label="Meets",
        step=2,
    ).save(force_insert=True)

    assert my_calibrations(actor=world.alice)["rated"] == []
    assert my_calibrations(actor=world.alice)["earlier_ratings"] == []
    assert my_calibrations(actor=world.olga)["calibrates"] == []
    scenes.give_notice(scene)
    assert my_calibrations(actor=world.alice)["earlier_ratings"][0]["became"] == "As agreed"


def test_ratings_stand_nowhere_in_the_clear(world: World) -> None:
    scene = scenes.scene_at(world, Stage.RELEASED)
    EarlierRating(
        organisation=world.organisation,
        cycle=scene.cycle,
        user=world.alice,
        period="2025",
        label="Quite outstanding",
        step=2,
    ).save(force_insert=True)

    assert "Quite outstanding" not in everything_stored()
    assert "Because of delivery" not in everything_stored()

"""What comes after the release: the letter, responses, appeals, and what is put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.test_results import except_bob
from tests.personas import World

from trifecta.apps.calibration.models import Appeal, CaseMember, Correction, Cycle, Rating
from trifecta.apps.calibration.selectors.appeals import (
    appeal_for,
    appeal_outlines,
    my_responses,
    responses_for,
)
from trifecta.apps.calibration.selectors.corrections import correction_for, corrections_in
from trifecta.apps.calibration.selectors.exporting import document_of, results_for, rows_for
from trifecta.apps.calibration.selectors.letters import letter_for
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.calibration.services import correcting, cycles, responding, stages
from trifecta.apps.calibration.services.correcting import CorrectionWords
from trifecta.apps.calibration.ticking import tick
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import OrganisationMember, RoleKind, User
from trifecta.apps.people.services import grant_role
from trifecta.apps.records.audit import verify
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
)

pytestmark = pytest.mark.django_db

SAID = "The summer was not looked at."
ANSWER = "The summer is in the evidence."
WHY = "A number was read wrong."
ALL_FOUR = dict.fromkeys(OUTCOMES, 4)


def released(world: World) -> scenes.Scene:
    return scenes.scene_at(world, Stage.RELEASED)


def appeal(scene: scenes.Scene, user: User | None = None) -> Appeal:
    return responding.appeal(actor=user or scene.world.alice, case_id=scene.case.id, text=SAID)


def answer(scene: scenes.Scene, row: Appeal, outcome: str = "stands") -> None:
    responding.answer_appeal(
        actor=scene.world.carol, appeal_id=row.id, outcome=outcome, answer=ANSWER
    )


def absent(act: Callable[..., object], *given: object, **named: object) -> None:
    """To somebody this is not there."""
    with pytest.raises(NotFoundError):
        act(*given, **named)


def mails_to(user: User) -> list[str]:
    return list(Notice.objects.filter(recipient=user).values_list("body", flat=True))


def let_it_fall_due(row: Appeal) -> None:
    Appeal.objects.filter(id=row.id).update(due_on=timezone.localdate() - timedelta(days=1))


# ------------------------------------------------------------------------ the letter


@pytest.mark.parametrize("stage", ORDER[1 : ORDER.index(Stage.RELEASED)])
def test_there_is_no_letter_before_the_release(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)

    for user in (world.alice, world.olga, world.oscar, world.pat):
        with pytest.raises(NotYetError):
            letter_for(actor=user, case_id=scene.case.id)
    absent(letter_for, actor=world.carol, case_id=scene.case.id)


def test_the_letter_says_the_rating_why_and_who(world: World) -> None:
    scene = released(world)

    letter = letter_for(actor=world.alice, case_id=scene.case.id)

    assert letter.headline == (
        "More on impact and solving the whole set of constraints. "
        "As agreed on delivery and team health."
    )
    assert (letter.rows[0].label, letter.rows[0].reason) == ("As agreed", "Because of delivery.")
    assert letter.decided_by == (("Olga", "engineering"), ("Piet", "product"))
    assert letter.evidence == 1
    assert not letter.apart
    assert not letter.elsewhere


def test_an_exception_is_read_by_whom_it_concerns(world: World) -> None:
    scene = released(world)
    except_bob(scene)

    bob = letter_for(actor=world.bob, case_id=scene.case.id)
    alice = letter_for(actor=world.alice, case_id=scene.case.id)

    assert bob.mine_apart is not None
    assert bob.headline.startswith("Far less on delivery")
    assert bob.mine_apart.member.exception is not None
    assert bob.rows[0].label == "As agreed"
    assert alice.elsewhere == ("Bob",)
    assert not alice.apart
    shown = repr((alice.rows, alice.apart, alice.elsewhere, alice.headline, alice.corrections))
    assert "What only Bob may read." not in shown
    assert "Far less" not in shown
    for user in (world.olga, world.oscar, world.pat):
        assert [one.member.name for one in letter_for(actor=user, case_id=scene.case.id).apart] == [
            "Bob"
        ]


def test_who_answers_an_appeal_reads_the_exception_of_who_appealed_alone(world: World) -> None:
    scene = released(world)
    except_bob(scene)
    appeal(scene)

    letter = letter_for(actor=world.carol, case_id=scene.case.id)
    assert letter.elsewhere == ("Bob",)

    appeal(scene, world.bob)
    letter = letter_for(actor=world.carol, case_id=scene.case.id)
    assert [one.member.name for one in letter.apart] == ["Bob"]


def test_people_operations_who_are_rated_do_not_export_what_a_partner_is_rated(
    world: World,
) -> None:
    """alice has that role too: what Bob alone is rated is blank in her files, not in pat’s."""
    scene = released(world)
    except_bob(scene)
    grant_role(
        actor=world.oscar,
        organisation_id=world.organisation.id,
        member_id=OrganisationMember.objects.get(user=world.alice, left_at=None).id,
        role=RoleKind.PEOPLE_OPERATIONS,
    )

    hers, pats = (
        results_for(actor=user, cycle_id=scene.cycle.id) for user in (world.alice, world.pat)
    )

    of_bob = {row.name: row for row in rows_for(hers)}["Bob"]
    assert (of_bob.is_exception, of_bob.outcomes) == (True, ())
    assert "Far less" not in repr(document_of(hers)["partnerships"])
    assert {row.name: row for row in rows_for(pats)}["Bob"].outcomes
    assert "Far less" in repr(document_of(pats)["partnerships"])


# ------------------------------------------------------------------------ responses


def test_responses_stay_beside_each_other(world: World) -> None:
    scene = released(world)
    for text in (SAID, "And one more thing."):
        responding.respond(actor=world.alice, case_id=scene.case.id, text=text)

    for user in (world.olga, world.piet, world.oscar, world.pat):
        _, found = responses_for(actor=user, case_id=scene.case.id)
        assert [one.text for one in found] == [SAID, "And one more thing."]
    assert my_responses(room(scene, world.alice))[0].text == SAID
    for user in (world.alice, world.bob, world.carol, world.dana, world.mallory):
        absent(responses_for, actor=user, case_id=scene.case.id)
    assert my_responses(room(scene, world.bob)) == []


def room(scene: scenes.Scene, user: User) -> CaseRoom:
    return enter_case(actor=user, case_id=scene.case.id)


def test_only_members_respond_and_only_in_their_time(world: World) -> None:
    scene = scenes.scene_at(world, Stage.LOCKED)
    with pytest.raises(NotYetError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)
    scenes.release(scene)
    for user in (world.olga, world.oscar, world.pat, world.carol, world.mallory):
        absent(responding.respond, actor=user, case_id=scene.case.id, text=SAID)
    with pytest.raises(InvalidError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text="  ")
    with pytest.raises(InvalidError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text="x" * 4_001)
    scenes.end_responses(scene)
    with pytest.raises(NotYetError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)


def test_there_is_an_end_to_responses(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responding, "MOST_RESPONSES", 1)
    scene = released(world)
    responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)

    with pytest.raises(TooManyError):
        responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)


# ------------------------------------------------------------------------ appeals


def test_an_appeal_goes_to_who_was_named_with_a_day(world: World) -> None:
    scene = released(world)

    row = appeal(scene)

    assert row.to == world.carol
    assert row.due_on == timezone.localdate() + timedelta(days=21)
    seen = appeal_for(actor=world.carol, appeal_id=row.id)
    assert (seen.text, seen.for_me, seen.open) == (SAID, True, True)
    assert "waits for your answer" in mails_to(world.carol)[-1]
    with pytest.raises(ConflictError):
        appeal(scene)


def test_until_it_is_answered_two_people_read_an_appeal(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    assert appeal_for(actor=world.alice, appeal_id=row.id).mine
    for user in (world.bob, world.olga, world.piet, world.oscar, world.pat, world.mallory):
        absent(appeal_for, actor=user, appeal_id=row.id)
    (outline,) = appeal_outlines(room(scene, world.pat), outsiders=frozenset({world.carol.id}))
    assert (outline.by, outline.to, outline.state) == ("Alice", "Carol", "open")
    assert SAID not in repr(outline)
    for user in (world.olga, world.oscar, world.bob):
        assert appeal_outlines(room(scene, user), outsiders=frozenset()) == []


def test_an_answer_that_it_stands_is_for_who_appealed(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    answer(scene, row)

    seen = appeal_for(actor=world.alice, appeal_id=row.id)
    assert (seen.found, seen.answer, seen.answered_by) == ("The rating stands", ANSWER, "Carol")
    absent(appeal_for, actor=world.olga, appeal_id=row.id)
    with pytest.raises(ConflictError):
        answer(scene, row)
    with pytest.raises(ConflictError):
        responding.withdraw_appeal(actor=world.alice, appeal_id=row.id)
    assert appeal(scene).id != row.id, "a further appeal is possible while there is time"


def test_who_is_asked_to_look_again_reads_the_appeal(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    answer(scene, row, "look_again")

    for user in (world.olga, world.piet, world.oscar):
        assert appeal_for(actor=user, appeal_id=row.id).answer == ANSWER
        assert any("look at a rating" in body for body in mails_to(user))
    for user in (world.bob, world.pat):
        absent(appeal_for, actor=user, appeal_id=row.id)


@pytest.mark.parametrize(
    ("outcome", "words", "field"),
    [("", ANSWER, "outcome"), ("lower", ANSWER, "outcome"), ("stands", " ", "answer")],
)
def test_an_answer_is_complete(world: World, outcome: str, words: str, field: str) -> None:
    scene = released(world)
    row = appeal(scene)

    with pytest.raises(InvalidError) as refused:
        responding.answer_appeal(actor=world.carol, appeal_id=row.id, outcome=outcome, answer=words)

    assert set(refused.value.fields) == {field}


def test_nobody_else_answers_or_takes_back_an_appeal(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    for user in (world.alice, world.bob, world.olga, world.oscar, world.pat, world.dana):
        absent(
            responding.answer_appeal, actor=user, appeal_id=row.id, outcome="stands", answer=ANSWER
        )
    for user in (world.bob, world.carol, world.olga, world.pat):
        absent(responding.withdraw_appeal, actor=user, appeal_id=row.id)


def test_an_appeal_that_is_taken_back_is_read_by_its_writer_alone(world: World) -> None:
    scene = released(world)
    row = appeal(scene)

    responding.withdraw_appeal(actor=world.alice, appeal_id=row.id)

    assert appeal_for(actor=world.alice, appeal_id=row.id).withdrawn
    absent(appeal_for, actor=world.carol, appeal_id=row.id)
    absent(letter_for, actor=world.carol, case_id=scene.case.id)
    absent(answer, scene, row)
    absent(responding.withdraw_appeal, actor=world.alice, appeal_id=row.id)


def test_an_open_appeal_is_answered_after_responses_have_closed(world: World) -> None:
    scene = released(world)
    row = appeal(scene)
    scenes.end_responses(scene)
    with pytest.raises(NotYetError):
        appeal(scene, world.bob)
    with pytest.raises(NotYetError, match="not been answered"):
        scenes.close(scene)

    answer(scene, row)
    scenes.close(scene)

    assert appeal_for(actor=world.alice, appeal_id=row.id).answer == ANSWER


def with_appeals_to_bob(world: World) -> scenes.Scene:
    """bob is rated, and was to answer appeals of the whole cycle."""
    scene = scenes.set_up(world)
    cycles.name_helpers(
        actor=world.pat,
        cycle_id=scene.cycle.id,
        facilitator_id=world.oscar.id,
        appeals_to_id=world.bob.id,
    )
    for stage in ORDER[1 : ORDER.index(Stage.RELEASED) + 1]:
        scenes.STEPS[stage](scene)
    return scene


def test_nobody_hears_an_appeal_about_themselves(world: World) -> None:
    scene = with_appeals_to_bob(world)

    row = appeal(scene)

    assert row.to is None
    absent(appeal_for, actor=world.bob, appeal_id=row.id)
    assert any("nobody to answer" in body for body in mails_to(world.pat))
    people = {one.name for one in responding.outsiders_of(scene.fresh().cycle, scene.case)}
    assert people == {"Carol", "Pat"}

    with pytest.raises(InvalidError):
        responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.olga.id)
    for user in (world.alice, world.bob, world.olga, world.oscar, world.mallory):
        absent(responding.name_who_answers, actor=user, appeal_id=row.id, user_id=world.carol.id)
    responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.carol.id)
    answer(scene, row)


def test_another_is_named_when_the_day_has_passed_or_they_have_gone(world: World) -> None:
    scene = released(world)
    row = appeal(scene)
    with pytest.raises(NotYetError, match="Carol has until"):
        responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.pat.id)

    OrganisationMember.objects.filter(user=world.carol).update(left_at=timezone.now())
    absent(appeal_for, actor=world.carol, appeal_id=row.id)
    responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.pat.id)
    assert appeal_for(actor=world.pat, appeal_id=row.id).for_me

    scenes.join_organisation(world, world.dana)
    let_it_fall_due(row)
    responding.name_who_answers(actor=world.pat, appeal_id=row.id, user_id=world.dana.id)
    assert appeal_for(actor=world.dana, appeal_id=row.id).overdue
    absent(appeal_for, actor=world.pat, appeal_id=row.id)


def test_reminders_come_before_the_day_and_after_it_once_each(world: World) -> None:
    scene = released(world)
    row = appeal(scene)
    assert tick()["reminders of appeals queued"] == 0

    Appeal.objects.update(due_on=timezone.localdate() + timedelta(days=2))
    assert tick()["reminders of appeals queued"] == 1
    assert tick()["reminders of appeals queued"] == 0

    let_it_fall_due(row)
    assert tick()["reminders of appeals queued"] == 2
    assert tick()["reminders of appeals queued"] == 0
    assert any("still waits for you" in body for body in mails_to(world.carol))
    assert any("name somebody else" in body for body in mails_to(world.pat))

    answer(scene, row)
    assert tick()["reminders of appeals queued"] == 0


# ------------------------------------------------------------------------ corrections


def correction(
    scene: scenes.Scene, steps: Mapping[Any, int] | None = None, **more: object
) -> Correction:
    return correcting.write_correction(
        actor=scene.world.olga,
        case_id=scene.case.id,
        words=CorrectionWords(steps=steps or ALL_FOUR, why=WHY, **more),  # type: ignore[arg-type]
    )


def confirm(scene: scenes.Scene, row: Correction, *, confirmed: bool = True) -> None:
    correcting.answer_correction(actor=scene.world.piet, correction_id=row.id, confirmed=confirmed)


def test_a_correction_counts_once_another_function_has_confirmed_it(world: World) -> None:
    scene = released(world)
    before = Rating.objects.get(case=scene.case, state="decided")
    row = correction(scene)

    assert letter_for(actor=world.alice, case_id=scene.case.id).corrections == ()
    confirm(scene, row)

    letter = letter_for(actor=world.alice, case_id=scene.case.id)
    assert letter.headline.startswith("Far more on delivery")
    assert (letter.rows[0].label, letter.rows[0].before) == ("Far more", "As agreed")
    assert [one.why for one in letter.corrections] == [WHY]
    after = Rating.objects.get(id=before.id)
    assert (after.steps, after.reasons, after.number) == (
        before.steps,
        before.reasons,
        before.number,
    ), "what is locked is not edited"
    assert any("put right" in body for body in mails_to(world.bob))
    assert not verify().problems


def test_two_people_of_two_functions_stand_behind_a_correction(world: World) -> None:
    scene = scenes.set_up(world)
    scenes.join_organisation(world, world.dana)
    cycles.seat_calibrator(
        actor=world.pat, cycle_id=scene.cycle.id, user_id=world.dana.id, function="engineering"
    )
    scenes.give_notice(scene)
    scenes.add_and_open(scene)
    for user in (world.olga, world.piet, world.dana):
        scenes.look_at_everything(scene, user)
        scenes.propose(scene, user, scenes.DECIDED)
    scenes.talk(scene)
    scenes.propose(scene, world.dana, scenes.DECIDED, estimate="second")
    scenes.agree(scene)
    scenes.lock(scene)
    row = correction(scene)

    for user, says in ((world.olga, "You wrote"), (world.dana, "same function")):
        with pytest.raises(NotYetError, match=says):
            correcting.answer_correction(actor=user, correction_id=row.id, confirmed=True)
    for user in (world.alice, world.oscar, world.pat, world.mallory):
        absent(correcting.answer_correction, actor=user, correction_id=row.id, confirmed=True)
    confirm(scene, row)


def test_before_the_release_members_are_told_nothing_of_a_correction(world: World) -> None:
    scene = scenes.scene_at(world, Stage.LOCKED)
    confirm(scene, correction(scene))

    assert not any("put right" in body for body in mails_to(world.alice))
    absent(corrections_in, room(scene, world.alice))
    scenes.release(scene)
    assert letter_for(actor=world.alice, case_id=scene.case.id).result.corrected


def test_before_the_lock_there_is_nothing_to_correct(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)

    with pytest.raises(NotYetError):
        correction(scene)


def test_a_correction_says_something_else_and_why(world: World) -> None:
    scene = released(world)
    same = dict(zip(OUTCOMES, scenes.DECIDED, strict=True))

    with pytest.raises(InvalidError, match="nothing to correct"):
        correction(scene, same)
    with pytest.raises(InvalidError) as refused:
        correcting.write_correction(
            actor=world.olga, case_id=scene.case.id, words=CorrectionWords(steps={"impact": 9})
        )
    assert set(refused.value.fields) == {*(f"step_{one}" for one in OUTCOMES), "why"}


def test_one_correction_waits_at_a_time(world: World) -> None:
    scene = released(world)
    first = correction(scene)
    with pytest.raises(ConflictError):
        correction(scene)

    confirm(scene, first, confirmed=False)
    with pytest.raises(ConflictError):
        confirm(scene, first)
    second = correction(scene)
    absent(correcting.take_back_correction, actor=world.piet, correction_id=second.id)
    correcting.take_back_correction(actor=world.olga, correction_id=second.id)

    states = [one.state for one in corrections_in(room(scene, world.oscar))]
    assert states == ["declined", "declined"]
    assert not letter_for(actor=world.alice, case_id=scene.case.id).corrections


def test_after_an_appeal_the_room_may_find_that_it_stays(world: World) -> None:
    scene = released(world)
    row = appeal(scene)
    same = dict(zip(OUTCOMES, scenes.DECIDED, strict=True))
    absent(correction, scene, same, appeal_id=row.id)
    answer(scene, row, "look_again")

    confirm(scene, correction(scene, same, appeal_id=row.id))

    seen = appeal_for(actor=world.alice, appeal_id=row.id)
    assert [why for _, why in seen.looked_again] == [WHY]
    letter = letter_for(actor=world.bob, case_id=scene.case.id)
    assert not letter.result.corrected
    assert not hasattr(letter.corrections[0], "appeal"), "a partner is not told who appealed"


def test_a_correction_to_a_failing_rating_takes_a_plan(world: World) -> None:
    scene = released(world)
    failing = {**ALL_FOUR, "delivery": 0}

    with pytest.raises(InvalidError) as refused:
        correction(scene, failing)
    assert set(refused.value.fields) == {"plan", "plan_on"}
    day = timezone.localdate() + timedelta(days=60)
    confirm(scene, correction(scene, failing, plan="Both pair with the platform.", plan_on=day))

    result = letter_for(actor=world.alice, case_id=scene.case.id).result
    assert (result.plan, result.plan_on) == ("Both pair with the platform.", day)


def test_an_exception_is_corrected_or_taken_away_and_never_made(world: World) -> None:
    scene = released(world)
    bob = except_bob(scene).member
    alice = CaseMember.objects.get(case=scene.case, user=world.alice)
    absent(correction, scene, ALL_FOUR, member_id=alice.id)

    own = dict.fromkeys(OUTCOMES, 1)
    confirm(scene, correction(scene, own, member_id=bob.id, plan="Help.", plan_on=tomorrow()))
    assert letter_for(actor=world.bob, case_id=scene.case.id).headline.startswith("Less on")
    partner = letter_for(actor=world.alice, case_id=scene.case.id)
    assert partner.corrections == ()
    assert partner.elsewhere == ("Bob",)
    assert not any("put right" in body for body in mails_to(world.alice))

    confirm(scene, correction(scene, {}, member_id=bob.id, shares=True))
    mine = letter_for(actor=world.bob, case_id=scene.case.id)
    assert mine.mine_apart is None
    assert mine.headline.startswith("More on impact")
    assert letter_for(actor=world.alice, case_id=scene.case.id).elsewhere == ()


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def test_outsiders_do_not_come_to_corrections(world: World) -> None:
    scene = released(world)
    row = correction(scene)

    for user in (world.alice, world.pat, world.carol, world.mallory):
        absent(correction_for, actor=user, correction_id=row.id)
    _, seen = correction_for(actor=world.piet, correction_id=row.id)
    assert seen.may_answer


# ------------------------------------------------------------------------ mails, audit


def test_neither_mails_nor_the_trail_hold_what_anybody_wrote(world: World) -> None:
    scene = released(world)
    except_bob(scene)
    responding.respond(actor=world.alice, case_id=scene.case.id, text=SAID)
    row = appeal(scene)
    answer(scene, row, "look_again")
    confirm(scene, correction(scene))
    Cycle.objects.update(respond_until=timezone.localdate() - timedelta(days=1))
    tick()

    told = repr(list(Notice.objects.values())) + repr(list(AuditEvent.objects.values()))
    for text in (SAID, ANSWER, WHY, "Because of", "What only Bob", "Far less", "Far more"):
        assert text not in told


def test_nothing_comes_back_from_a_case_that_was_set_aside(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DECIDED)
    stages.set_case_aside(actor=world.pat, case_id=scene.case.id, because="They were merged.")

    with pytest.raises(NotYetError):
        letter_for(actor=world.alice, case_id=scene.case.id)
    with pytest.raises(NotYetError):
        correction(scene)

"""The letter in which a released rating is read, and who reads which exception."""

from __future__ import annotations

import pytest
from tests.apps.calibration import cycles as scenes
from tests.apps.calibration.afterwards import (
    absent,
    appeal,
    released,
)
from tests.apps.calibration.test_results import except_bob
from tests.personas import World

from trifecta.apps.calibration.selectors.exporting import document_of, results_for, rows_for
from trifecta.apps.calibration.selectors.letters import letter_for
from trifecta.apps.people.models import OrganisationMember, RoleKind
from trifecta.apps.people.services import grant_role
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.errors import (
    NotYetError,
)

pytestmark = pytest.mark.django_db


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

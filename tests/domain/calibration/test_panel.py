"""Who calibrates: nobody their own, every function there, recused means absent."""

from __future__ import annotations

import pytest
from tests.domain.calibration.panels import ALICE, BOB, CARLA, calibrator

from trifecta.domain.calibration.panel import (
    CalibratingFunction,
    Interest,
    after_recusal,
    declared,
    may_take_part,
    missing_functions,
    present,
    quorum,
    required_functions,
)


@pytest.mark.parametrize(
    ("roles", "functions"),
    [
        ({"em", "pm"}, ("engineering", "product")),
        ({"em", "pm", "design"}, ("engineering", "product")),
        ({"em", "pm", "business"}, ("engineering", "product", "business")),
    ],
)
def test_business_calibrates_where_it_is_a_member(
    roles: set[str], functions: tuple[CalibratingFunction, ...]
) -> None:
    assert required_functions(roles) == functions


def test_every_required_function_has_to_be_there() -> None:
    both = required_functions({"em", "pm"})
    assert quorum([ALICE, BOB], both)
    alone = quorum([ALICE], both)
    assert not alone
    assert "product" in alone.reason
    trifecta = required_functions({"em", "pm", "business"})
    assert not quorum([ALICE, BOB], trifecta)
    assert quorum([ALICE, BOB, CARLA], trifecta)
    assert missing_functions([], trifecta) == trifecta


def test_who_steps_back_is_absent() -> None:
    gone = calibrator("Bob", "product", recused=True)
    assert present([ALICE, gone]) == (ALICE,)
    assert not quorum([ALICE, gone], ("engineering", "product"))
    assert not may_take_part([ALICE, gone], "bob")


def test_nobody_takes_part_in_their_own() -> None:
    member = calibrator("Bob", "product", Interest.MEMBER)
    decision = may_take_part([ALICE, member], "bob")
    assert not decision
    assert "their own" in decision.reason
    assert not quorum([ALICE, member], ("engineering", "product"))


def test_an_interest_is_said_to_the_others_and_excludes_nobody() -> None:
    manager = calibrator("Bob", "product", Interest.MANAGES)
    assert may_take_part([ALICE, manager], "bob")
    assert declared([ALICE, manager]) == ("Bob manages a member.",)
    gone = calibrator("Bob", "product", Interest.MANAGES, recused=True)
    assert declared([ALICE, gone]) == ()


def test_whoever_was_not_asked_takes_no_part() -> None:
    assert not may_take_part([ALICE, BOB], "mallory")


def test_before_stepping_back_it_is_said_who_is_left() -> None:
    deputy = calibrator("Dan", "product")
    required = required_functions({"em", "pm"})
    assert after_recusal([ALICE, BOB, deputy], required, person_id="bob") == (
        "For product there is Dan besides you."
    )
    assert "Nothing can be decided" in after_recusal([ALICE, BOB], required, person_id="bob")
    assert after_recusal([ALICE, BOB, CARLA], required, person_id="carla") == ""

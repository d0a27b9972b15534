"""A diagnosis that was stored is the diagnosis that was found."""

from __future__ import annotations

import json

from hypothesis import given
from tests.domain.checkins.answers import sides

from trifecta.domain.checkins.estimator import Side, diagnose
from trifecta.domain.checkins.stored import diagnosis_data, diagnosis_from


@given(one=sides, other=sides)
def test_it_comes_back_from_json_unchanged(one: Side, other: Side) -> None:
    found = diagnose(one, other)
    assert diagnosis_from(json.loads(json.dumps(diagnosis_data(found)))) == found

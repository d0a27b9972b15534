"""Models that people published, and odd corners of the language, run as the reference runs them.

The results were taken from the `systems` package 0.1.0, ten or a hundred rounds each.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from trifecta.domain.systems import SystemsError, parse, run

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[4] / "shared/data"))
FILES = [SHARED / "systems" / name for name in ("real-specs.json", "quirks.json")]
CASES = [
    pytest.param(case["spec"], case["reference"], id=f"{file.stem}: {name}")
    for file in FILES
    if file.exists()
    for name, case in json.loads(file.read_text()).items()
]


@pytest.mark.skipif(not CASES, reason="set SHARED_DATA to the folder that has systems/quirks.json")
def test_both_files_are_there() -> None:
    assert len(CASES) == 98


@pytest.mark.parametrize(("spec", "reference"), CASES)
def test_every_value_of_every_round_is_the_same(spec: str, reference: list[Any]) -> None:
    if reference[0] == "err":
        with pytest.raises(SystemsError):
            run(parse(spec))
        return
    states = run(parse(spec), rounds=len(reference[1]) - 1).states

    assert [_plain(state) for state in states] == reference[1]


def _plain(state: dict[str, float]) -> dict[str, Any]:
    """As JSON can hold it: numbers that are none, or have no end, by their names."""
    return {
        name: str(value) if str(value) in ("inf", "-inf", "nan") else value
        for name, value in state.items()
    }

"""Generated models give what the `systems` package 0.1.0 gives: each value and type, or an error.

FUZZ_SPECS=200000 looks at so many; FUZZ_SEED begins elsewhere.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.domain.systems.specs import Maker

from trifecta.domain.systems import FaultKind, SystemsError, parse, run
from trifecta.domain.systems.bounds import DEEPEST, LARGEST_TEXT, MOST_DIGITS, MOST_LINES

if importlib.util.find_spec("systems") is None:  # pragma: no cover
    pytest.skip("needs the systems package", allow_module_level=True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    reference = importlib.import_module("systems.parse")

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[4] / "shared/data"))
SPECS = int(os.environ.get("FUZZ_SPECS", "4000"))
SEED = int(os.environ.get("FUZZ_SEED", "0"))
BOUNDS = {FaultKind.TOO_LARGE, FaultKind.TOO_DEEP, FaultKind.TOO_LONG}

State = dict[str, Any]


def published() -> list[str]:
    files = [SHARED / "systems" / name for name in ("real-specs.json", "quirks.json")]
    return [
        case["spec"]
        for file in files
        if file.exists()
        for case in json.loads(file.read_text()).values()
    ]


def theirs(text: str, rounds: int) -> tuple[list[str], list[State]] | Exception:
    try:
        model = reference.parse(text, tracebacks=False)
        states: list[State] = model.run(rounds=rounds)
    except Exception as error:
        return error
    return [stock.name for stock in model.stocks if stock.show], states


def ours(text: str, rounds: int) -> tuple[list[str], list[State]] | SystemsError:
    try:
        result = run(parse(text), rounds=rounds)
    except SystemsError as error:
        return error
    return list(result.names), list(result.states)


def exact(number: Any) -> tuple[type, Any]:
    """Tells -0.0 from 0.0 and 1 from 1.0, and finds nan equal to itself."""
    return type(number), repr(number) if isinstance(number, float) else number


def same(one: tuple[list[str], list[State]], other: tuple[list[str], list[State]]) -> bool:
    return one[0] == other[0] and [
        [(name, exact(number)) for name, number in state.items()] for state in one[1]
    ] == [[(name, exact(number)) for name, number in state.items()] for state in other[1]]


def difference(text: str, rounds: int) -> str:
    """Which of the ways to agree this is; AssertionError where there is none."""
    expected, got = theirs(text, rounds), ours(text, rounds)
    if isinstance(expected, Exception):
        assert isinstance(got, SystemsError), (text, rounds, expected, got)
        return "errs"
    if isinstance(got, SystemsError):
        # a line beyond a bound is left out, and others may then miss what it says
        assert {fault.kind for fault in got.faults} & BOUNDS, (text, rounds, str(got))
        return "beyond our bounds"
    assert same(expected, got), (text, rounds, expected, got)
    return "runs"


def test_generated_models_give_what_the_reference_gives() -> None:
    maker = Maker(SEED, published())
    seen = Counter(difference(maker.spec(), maker.rounds()) for _ in range(SPECS))
    print(f"\n{SPECS} specs from seed {SEED}: {dict(seen)}")  # noqa: T201

    assert seen["runs"] > 0.5 * SPECS
    assert seen["errs"] > 0.1 * SPECS
    assert seen["beyond our bounds"] < 0.002 * SPECS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a(9) > b @ " + "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), FaultKind.TOO_DEEP),
        ("a(9) > b @ 1" + " + 1" * 250, FaultKind.TOO_LONG),
        ("a\n" * MOST_LINES, FaultKind.TOO_LONG),
        ("#" + "x" * LARGEST_TEXT, FaultKind.TOO_LONG),
        ("a(" + " * ".join(["9" * MOST_DIGITS] * 2) + ")", FaultKind.TOO_LARGE),
    ],
)
def test_what_is_beyond_our_bounds_is_refused_where_the_reference_goes_on(
    text: str, kind: FaultKind
) -> None:
    assert not isinstance(theirs(text, 1), Exception)
    got = ours(text, 1)
    assert isinstance(got, SystemsError)
    assert got.fault.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "a(9) > b @ " + "(" * DEEPEST + "1" + ")" * DEEPEST,
        "a(9) > b @ 1" + " + 1" * 249,
        "a\n" * (MOST_LINES - 1),
        "a(" + "9" * MOST_DIGITS + ")",
    ],
)
def test_what_is_within_them_runs_alike(text: str) -> None:
    assert difference(text, 1) == "runs"

"""Numba makes ensembles quicker and nothing else: without it, or its cache, all is the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import json, sys
{before}
from trifecta.domain.systems import batch, parse
model = parse("[w] > a @ 7\\na > b @ 0.5\\nb > c(3) @ Leak(0.3)\\nc > d(0, 9) @ Rate(c / 4)")
found = batch(model, {{"a > b": [0.1, 0.45, 0.9] * 200}}, rounds=30, engine="{engine}")
loaded = "numba" in sys.modules and sys.modules["numba"] is not None
print(json.dumps([found.values.tolist(), loaded]))
"""


def answer(
    engine: str, *, before: str = "", **environment: str
) -> tuple[list[list[list[float]]], bool]:
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(before=before, engine=engine)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    values, loaded = json.loads(done.stdout)
    return values, loaded


@pytest.fixture(scope="module")
def by_numpy() -> list[list[list[float]]]:
    values, _ = answer("numpy")
    return values


def test_small_work_does_not_load_numba(by_numpy: list[list[list[float]]]) -> None:
    assert answer("auto") == (by_numpy, False)


def test_without_numba_numpy_gives_the_same(by_numpy: list[list[list[float]]]) -> None:
    missing = "sys.modules['numba'] = None"
    worth_it = "from trifecta.domain.systems.ensembles import engines; engines._WORTH_STARTING = 0"
    assert answer("auto", before=f"{missing}\n{worth_it}") == (by_numpy, False)


def test_numba_without_a_place_for_its_cache_gives_the_same(
    by_numpy: list[list[list[float]]], tmp_path: Path
) -> None:
    pytest.importorskip("numba")
    nowhere = (
        "from numba.core import caching; "
        "caching.CacheImpl._locator_classes = caching.CacheImpl._locator_classes[:0]"
    )
    assert answer("numba", before=nowhere, HOME=str(tmp_path)) == (by_numpy, True)

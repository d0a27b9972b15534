"""The same words give the same analysis, also in another process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TEXTS = Path(__file__).parents[3] / "benchmarks" / "situations" / "typed.jsonl"

TWO_WAYS = "Our PM is a vile woman, the engineers say, and rotten people run product."
"""Words that two entries of a list fit at the same place and length."""

READ = """
import json, sys
from trifecta.domain.situations.reading import read
texts = [sys.argv[2], *(json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))]
for text in texts[:60]:
    print(repr(read(text)))
"""


def test_no_order_of_a_set_shows_in_an_analysis() -> None:
    """Python orders sets of words another way each time it starts; PYTHONHASHSEED says which."""
    answers = {_read_with(seed) for seed in ("1", "3", "4", "5")}

    assert len(answers) == 1
    assert answers.pop().count("Analysis(") == 60


def _read_with(seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", READ, str(TEXTS), TWO_WAYS],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

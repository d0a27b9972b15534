"""Asks a program of others that runs in a Python of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
VARIABLE = "TRIFECTA_PEERS_PYTHON"
HOW = (
    "SKIPPED: {part} needs {package}. Put it into an environment of its own and name its Python:\n"
    "  python -m venv peers && peers/bin/pip install -r benchmarks/compromise/requirements.txt\n"
    "  python -m benchmarks.compromise --peers peers/bin/python"
)


def has(python: str | None, package: str) -> bool:
    """Whether that Python can import the package."""
    if not python:
        return False
    try:
        tried = subprocess.run(
            [python, "-c", f"import {package}"], capture_output=True, check=False, timeout=300
        )
    except OSError:
        return False
    return tried.returncode == 0


def ask(python: str, peer: str, given: dict[str, Any]) -> Any:
    """What benchmarks/compromise/peers/`peer`.py answers; raises RuntimeError where it fails."""
    done = subprocess.run(
        [python, str(ROOT / "benchmarks" / "compromise" / "peers" / f"{peer}.py")],
        input=json.dumps(given).encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    if done.returncode:
        raise RuntimeError(f"{peer} failed: {done.stderr.decode()[-500:]}")
    return json.loads(done.stdout.splitlines()[-1])

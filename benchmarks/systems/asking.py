"""Asks a program of others that runs in a Python of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

PEERS = Path(__file__).parent / "peers"
HOW = (
    "SKIPPED: {package} is not there. Put it into an environment of its own and name its Python:\n"
    "  python -m venv peers && peers/bin/pip install -r benchmarks/systems/requirements.txt\n"
    "  python -m benchmarks.systems --peers peers/bin/python"
)


def ask(python: str, peer: str, given: dict[str, Any]) -> Any:
    """What peers/`peer`.py answers; raises RuntimeError where it fails."""
    done = subprocess.run(
        [python, str(PEERS / f"{peer}.py")],
        input=json.dumps(given).encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore", "PYTHONPATH": ""},
    )
    if done.returncode:
        raise RuntimeError(f"{peer} failed: {done.stderr.decode()[-500:]}")
    return json.loads(done.stdout.splitlines()[-1])

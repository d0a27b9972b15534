"""Seconds of CPU in the place of seconds on the wall, where others use the machine too."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from trifecta.domain.compromise.engine import programs

SOLVER: Final[Any] = programs
SOME_CPU: Final = 0.05
MOST_SLOWER: Final = 8.0


@contextmanager
def by_cpu() -> Iterator[Callable[[], float]]:
    """A clock of CPU seconds, and a solver whose limit, which goes by the clock on the wall, is
    longer by as much as the last program took longer than its CPU."""
    solver, slower = SOLVER.milp, 1.0

    def stretched(*given: Any, options: dict[str, Any], **more: Any) -> Any:
        nonlocal slower
        limit = options.get("time_limit")
        if limit is not None:
            options = {**options, "time_limit": limit * slower}
        wall, cpu = time.monotonic(), time.process_time()
        answer = solver(*given, options=options, **more)
        wall, cpu = time.monotonic() - wall, time.process_time() - cpu
        if cpu > SOME_CPU:
            slower = min(MOST_SLOWER, max(1.0, (slower + wall / cpu) / 2))
        return answer

    SOLVER.milp = stretched
    try:
        yield time.process_time
    finally:
        SOLVER.milp = solver

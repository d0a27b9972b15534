"""Fills a database with a large review cycle and prints its pages, each with who reads it."""

from __future__ import annotations

import json
import os
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.web.large_cycle import CALIBRATORS, Large, tell_large_cycle  # noqa: E402
from benchmarks.web.prepare import session_of  # noqa: E402
from trifecta.apps.calibration.models import Case  # noqa: E402
from trifecta.apps.people.models import User  # noqa: E402

UNTIL = "rating"
NUMBER = "BENCHMARK_PARTNERSHIPS"


def told() -> Large:
    """The cycle at the moment at which its partnerships stand at every stage."""
    number, began = int(os.environ[NUMBER]), time.perf_counter()
    for moment, large in tell_large_cycle(number):
        taken = time.perf_counter() - began
        print(f"{number} partnerships: {moment} after {taken:.0f} s", file=sys.stderr, flush=True)
        if moment == UNTIL:
            return large
    raise RuntimeError(f"the story has no moment {UNTIL!r}")


def pages(large: Large) -> list[tuple[str, str, str, str]]:
    """What to call each page, its path, words that only it has, and the cookie of who reads it."""
    kim = User.objects.get(name=CALIBRATORS[0][0])
    case = Case.objects.filter(cycle=large.cycle, stage="revealed").earliest("created_at")
    member = case.members.select_related("user").earliest("position").user
    cycle = [large.cycle.id]
    wanted = (
        ("all cycles, calibrator", kim, reverse("calibration:home"), "more on its page"),
        ("cycle, calibrator", kim, reverse("calibration:cycle", args=cycle), "Waits for you"),
        ("cycle, people operations", large.pat, reverse("calibration:cycle", args=cycle), "Each"),
        ("cycle, member", member, reverse("calibration:cycle", args=cycle), "Your partnership"),
        ("one case", kim, reverse("calibration:case", args=[case.id]), "Who takes part"),
        ("side by side", kim, reverse("calibration:side_by_side", args=[case.id]), "no average"),
        (
            "shared screen",
            large.facilitator,
            reverse("calibration:session", args=cycle),
            "On the screen",
        ),
        ("figures", kim, reverse("calibration:figures", args=cycle), "Somewhere in"),
    )
    return [(name, path, expected, session_of(user)) for name, user, path, expected in wanted]


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    print(json.dumps({"pages": pages(told())}))

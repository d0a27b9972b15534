"""The partnerships of a cycle in groups: what waits for the reader first, then by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest

from trifecta.apps.calibration.selectors.days import words_now
from trifecta.apps.calibration.selectors.rooms import CaseRoom
from trifecta.apps.calibration.selectors.waiting import Waits
from trifecta.domain.calibration.stages import ORDER
from trifecta.web.paging import page_of
from trifecta.web.views.calibration import about_case

PARTNERSHIPS: Final = 40
GROUPED_FROM: Final = 9
"""With fewer they are seen at a glance, and stay in the order of their names."""
WAITS: Final = "waits-for-you"
ASIDE: Final = "set-aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Partnerships under one heading; `count` is of all pages, `title` "" where there is none."""

    id: str
    title: str
    count: int
    cases: tuple[dict[str, Any], ...]


def partnerships(
    request: HttpRequest, cases: Sequence[CaseRoom], waits: Sequence[Waits]
) -> dict[str, Any]:
    """A page of the cycle's partnerships, in groups where there are many, and how many each has."""
    acts: dict[str, str] = {}
    for wait in waits:
        if wait.page == "case":
            acts.setdefault(wait.argument, wait.words)
    order = {case_id: place for place, case_id in enumerate(acts)}
    grouped = len(cases) >= GROUPED_FROM
    keys = {one.case.id: _key(one, acts) if grouped else "" for one in cases}
    rows = sorted(
        cases, key=lambda one: (_place(keys[one.case.id]), order.get(one.case.id, 0) * grouped)
    )
    counts: dict[str, int] = {}
    for one in rows:
        counts[keys[one.case.id]] = counts.get(keys[one.case.id], 0) + 1
    shown, pages = page_of(request, rows, size=PARTNERSHIPS, to="partnerships")
    groups = [
        _group(key, tuple(found), counts[key], acts)
        for key, found in groupby(shown, key=lambda one: keys[one.case.id])
    ]
    return {"groups": groups, "grouped": grouped, "pages": pages}


def _key(room: CaseRoom, acts: Mapping[str, str]) -> str:
    if room.set_aside:
        return ASIDE
    return WAITS if room.case.id in acts else room.stage.value


def _place(key: str) -> int:
    if key in {"", WAITS}:
        return 0
    return len(ORDER) + 1 if key == ASIDE else [stage.value for stage in ORDER].index(key) + 1


def _group(key: str, rooms: tuple[CaseRoom, ...], count: int, acts: Mapping[str, str]) -> Group:
    titles = {"": "", WAITS: "Waits for you", ASIDE: "Not rated in this cycle"}
    title = titles[key] if key in titles else words_now(rooms[0].cycle, rooms[0].stage).title
    return Group(
        id=key or "all",
        title=title,
        count=count,
        cases=tuple({**about_case(one), "waits": acts.get(one.case.id, "")} for one in rooms),
    )

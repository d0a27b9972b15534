"""Writing results for other systems: a row a member, as a CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from trifecta.domain.calibration.votes import OUTCOMES

RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What begins a formula somewhere, by OWASP's page on CSV injection; full-width forms as well."""
FULL_WIDTH: Final = ("＝", "＋", "－", "＠")
MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeResult:
    """What one member has for one outcome: the step, 0 the lowest, and its label."""

    outcome: str
    step: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One member's row: the rating of the partnership, or their own where it is an exception.

    `corrected` says that a confirmed correction has changed it after the lock.
    """

    cycle: str
    partnership: str
    team: str
    name: str
    email: str
    role: str
    outcomes: tuple[OutcomeResult, ...]
    is_exception: bool
    corrected: bool
    plan_on: date | None = None
    decided_on: date | None = None
    released_on: date | None = None


def neutralised(cell: str) -> str:
    """The cell as text that a spreadsheet shows and never runs.

    A single quotation mark goes in front of what begins a formula, whatever spaces stand before it,
    as OWASP says; quoting and doubling is the writer's. Raises nothing.
    """
    start = cell.lstrip(" \u00a0\u200b\ufeff")
    risky = cell.startswith(RUN_BY_SPREADSHEETS) or start.startswith(
        (*RUN_BY_SPREADSHEETS, *FULL_WIDTH)
    )
    return f"'{cell}" if risky else cell


def csv_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV that spreadsheets open as it is: a byte-order mark, CRLF, every cell quoted."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutralised(cell) for cell in header])
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return out.getvalue()


def header_of(outcomes: Sequence[str]) -> list[str]:
    """The columns of a file of results, in order; a label and a step an outcome."""
    rated = [name for one in outcomes for name in (one, f"{one}_step")]
    return [
        "cycle", "partnership", "team", "name", "email", "role", *rated,
        "exception", "corrected", "plan_until", "decided", "released",
    ]  # fmt: skip


def row_of(one: ResultRow, outcomes: Sequence[str]) -> list[str]:
    """A member as a row below `header_of`; steps count from 1 there, as people count."""
    found = {each.outcome: each for each in one.outcomes}
    rated: list[str] = []
    for outcome in outcomes:
        each = found.get(outcome)
        rated += [each.label, str(each.step + 1)] if each else ["", ""]
    days = (one.plan_on, one.decided_on, one.released_on)
    return [
        one.cycle, one.partnership, one.team, one.name, one.email, one.role, *rated,
        _yes(one.is_exception), _yes(one.corrected),
        *(day.isoformat() if day else "" for day in days),
    ]  # fmt: skip


def outcome_titles(outcomes: Sequence[str]) -> list[str]:
    """The outcomes as a page heads them."""
    names = {str(key): title for key, title in OUTCOMES.items()}
    return [names.get(one, one) for one in outcomes]


def _yes(value: object) -> str:
    return "yes" if value else "no"

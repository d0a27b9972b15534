"""Ratings and selections from CSV text as spreadsheets and statistics programs write it.

Columns are found by their heading, in any order; others are left alone. Commas, semicolons or tabs
divide; with the latter two, decimals may have a comma. A blank cell, or NA, is a missing score.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from math import isfinite
from typing import Final

from trifecta.domain.calibration.ratings import LARGEST_SCORE, Rating, Ratings, ratings_from
from trifecta.domain.errors import InvalidError

LARGEST_FILE: Final = 10_000_000
"""Bytes of a file."""
MOST_ROWS: Final = 200_000
MOST_OUTCOMES: Final = 50
LONGEST_NAME: Final = 200
MOST_FINDINGS: Final = 20
"""Of what is wrong with a file, so much is said; whoever mends it reads the rest next time."""

DELIMITERS: Final = ",;\t"
MISSING: Final = frozenset({"", "na"})
YES: Final = frozenset({"1", "yes", "y", "true"})
NO: Final = frozenset({"0", "no", "n", "false"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line below the headings: where it begins, and its cells by heading in small letters."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows with their headings; `decimal_comma` where commas do not divide cells.

    `headings` are in small letters; `written` has them as they stand in the file.
    """

    headings: tuple[str, ...]
    written: tuple[str, ...]
    rows: tuple[Row, ...]
    decimal_comma: bool


class Findings:
    """What is wrong, collected line by line, raised together."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def add(self, line: int, column: str, sentence: str) -> None:
        """Notes a finding; raises what was found once there is enough to do."""
        self._found.setdefault(f"line {line}, column {column}", sentence)
        if len(self._found) >= MOST_FINDINGS:
            self.settle()

    def settle(self) -> None:
        """Raises InvalidError with everything found, if anything was."""
        if self._found:
            lines = [f"{where}: {sentence}" for where, sentence in self._found.items()]
            raise InvalidError("\n".join(lines), fields=self._found)


def rows_of(text: str, *, needs: Sequence[str]) -> Table:
    """The table in `text`; raises InvalidError when it is none, too large, or a heading is missing.

    `needs` are the headings it cannot do without.
    """
    plain = text.removeprefix("\ufeff")
    if len(plain) > LARGEST_FILE:
        raise InvalidError(f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Split it.")
    if not plain.strip():
        raise InvalidError(f"The file is empty. It needs the headings {', '.join(needs)}.")
    delimiter = _delimiter(plain)
    lines = _lines(plain, delimiter)
    written = next(lines, (1, [""]))[1]
    headings = _headings(written, needs)
    rows = tuple(
        Row(line=line, cells=dict(zip(headings, cells, strict=False))) for line, cells in lines
    )
    if not rows:
        raise InvalidError("There are headings and no rows below them.")
    return Table(
        headings=headings, written=tuple(written), rows=rows, decimal_comma=delimiter != ","
    )


def _delimiter(text: str) -> str:
    """What the first line has most of, or names: Excel writes “sep=;” above the headings."""
    first = text.lstrip("\r\n").split("\n", 1)[0].strip()
    if _names_it(first):
        return first[-1]
    return max(DELIMITERS, key=first.count)


def _names_it(line: str) -> bool:
    return len(line) == 5 and line.lower().startswith("sep=") and line[-1] in DELIMITERS


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins, count = 1, 0
    try:
        for cells in reader:
            tidy = [" ".join(cell.split()) for cell in cells]
            if any(tidy) and not (count == 0 and _names_it(delimiter.join(cells).strip())):
                count += 1
                if count > MOST_ROWS + 1:
                    raise InvalidError(f"At most {MOST_ROWS:,} rows can be read. Split the file.")
                yield begins, tidy
            begins = reader.line_num + 1
    except csv.Error as error:
        sentence = "a quotation mark is missing or a cell is too long."
        raise InvalidError(
            f"line {begins}: {sentence}", fields={f"line {begins}": sentence}
        ) from error


def _headings(cells: Sequence[str], needs: Sequence[str]) -> tuple[str, ...]:
    headings = tuple(cell.lower() for cell in cells)
    for name in needs:
        if name not in headings:
            found = ", ".join(f"“{heading[:40]}”" for heading in headings[:8])
            sentence = f"the heading “{name}” is missing. There are {found}."
            raise InvalidError(f"line 1: {sentence}", fields={"line 1": sentence})
    for heading in headings:
        if heading and headings.count(heading) > 1:
            sentence = f"the heading “{heading[:40]}” stands twice. Keep one of the columns."
            raise InvalidError(f"line 1: {sentence}", fields={"line 1": sentence})
    return headings


def name_in(row: Row, column: str, findings: Findings) -> str:
    """A name from a cell, blank where it is missing or too long, with a finding."""
    name = row.cells.get(column, "")
    if not name:
        findings.add(row.line, column, f"write the name of the {column}.")
    elif len(name) > LONGEST_NAME:
        findings.add(row.line, column, f"shorten the name to {LONGEST_NAME} characters.")
        return ""
    return name


def score_in(row: Row, table: Table, findings: Findings) -> float | None:
    """The score of a row; None where it is missing, or is no number, with a finding."""
    cell = row.cells.get("score", "")
    if cell.lower() in MISSING:
        return None
    try:
        value = float(cell.replace(",", ".") if table.decimal_comma else cell)
    except ValueError:
        value = float("nan")
    if isfinite(value) and abs(value) <= LARGEST_SCORE and "_" not in cell:
        return value
    findings.add(
        row.line, "score", f"“{cell[:40]}” is not a number. Leave it blank if there is none."
    )
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFile:
    """What a file of ratings holds: `outcomes` by name ("" where there is no such column).

    `together` counts each unit and outcome as one unit. `missing` is how many scores were blank.
    """

    outcomes: Mapping[str, Ratings]
    together: Ratings
    missing: int


def ratings_in(text: str) -> RatingFile:
    """Ratings from CSV with the columns unit, rater, score, and outcome if there are several.

    Raises InvalidError that names line and column of each thing to mend.
    """
    table = rows_of(text, needs=("unit", "rater", "score"))
    findings = Findings()
    seen: dict[tuple[str, str, str], int] = {}
    found: dict[str, list[Rating]] = {}
    missing = 0
    for row in table.rows:
        unit, rater = (name_in(row, column, findings) for column in ("unit", "rater"))
        outcome = name_in(row, "outcome", findings) if "outcome" in table.headings else ""
        score = score_in(row, table, findings)
        earlier = seen.setdefault((outcome, unit, rater), row.line)
        if earlier != row.line and unit and rater:
            findings.add(
                row.line,
                "rater",
                f"“{rater}” rated “{unit}” on line {earlier} already. Keep one of the two lines.",
            )
        if score is None:
            missing += row.cells.get("score", "").lower() in MISSING
        else:
            found.setdefault(outcome, []).append(Rating(unit=unit, rater=rater, score=score))
    findings.settle()
    if not found:
        raise InvalidError("Every cell of the column score is blank.")
    if len(found) > MOST_OUTCOMES:
        raise InvalidError(f"At most {MOST_OUTCOMES} outcomes can be read at once. Split the file.")
    outcomes = {outcome: ratings_from(rows) for outcome, rows in found.items()}
    together = next(iter(outcomes.values())) if len(outcomes) == 1 else _together(found)
    return RatingFile(outcomes=outcomes, together=together, missing=missing)


def _together(found: Mapping[str, Sequence[Rating]]) -> Ratings:
    return ratings_from(
        Rating(unit=f"{row.unit}\n{outcome}", rater=row.rater, score=row.score)
        for outcome, rows in found.items()
        for row in rows
    )

"""Reads a problem from a file in our own format; docs/reference/compromise-problem.md shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import isclose
from typing import Final

from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.fields import Fields, Found, is_number, joined, said
from trifecta.domain.compromise.jsontext import parsed
from trifecta.domain.compromise.policies import held
from trifecta.domain.compromise.problem import (
    ENOUGH,
    Choice,
    Need,
    Option,
    Party,
    Plan,
    Policy,
    Problem,
    Score,
    Stage,
    shares,
)
from trifecta.domain.errors import InvalidError

FORMAT: Final = "trifecta-compromise/1"
PEOPLE: Final = "people"
"""The resource where capacity and effort are plain numbers."""

BEGINS: Final = date(2001, 1, 1)
"""The day of the first stage where a file gives an order and no dates; the next is a day later."""

_TOP: Final = (
    "format", "parties", "stages", "options", "choices", "policies", "needs", "default", "$schema",
)  # fmt: skip
_STAGE: Final = ("id", "name", "starts", "ends", "weeks", "capacity")
_OPTION: Final = ("title", "effort", "stages", "after", "excludes", "together", "asked_by")
_POLICY: Final = ("title", "never", "after")
_NEED: Final = (
    "party", "text", "weight", "enough", "by", "late", "discount", "hidden", "scores",
)  # fmt: skip


def read(text: str) -> Problem:
    """The problem in the text of a file; raises InvalidError with the line, or with each field."""
    return problem_from(parsed(text))


def problem_from(data: object) -> Problem:
    """The problem that a file's JSON describes.

    Weights are divided by their sum within a party where that is not 1. Raises InvalidError with
    one entry for each field that is wrong, all of them at once.
    """
    if not isinstance(data, Mapping):
        sentence = f"Write an object, {{…}}, not {said(data)}."
        raise InvalidError(sentence, fields={"file": sentence})
    reading = _Reading()
    problem = reading.problem(data)
    reading.found.refuse()
    check(problem, bounds=FILES)
    return problem


class _Reading:
    """One file on its way in; the ids that others may refer to, and what is wrong."""

    def __init__(self) -> None:
        self.found = Found()
        self.parties: tuple[str, ...] = ()
        self.stages: tuple[str, ...] = ()
        self.options: dict[str, None] = {}
        self.resource: str | None = None

    def problem(self, data: object) -> Problem:
        top = self.found.mapping(data, "", most=len(_TOP), known=_TOP)
        if top.get("format") != FORMAT:
            self.found.add("format", f"Write “{FORMAT}”, not {said(top.get('format', ''))}.")
        parties = self._parties(top.get("parties"))
        stages = self._stages(top.get("stages"))
        rows = self._rows(top.get("options"), "options", FILES.options, _OPTION)
        self.options = dict.fromkeys(rows)
        options = tuple(self._option(option_id, row) for option_id, row in rows.items())
        needs, scores = self._needs(top.get("needs"))
        problem = Problem(
            parties=parties,
            stages=stages,
            options=options,
            needs=needs,
            scores=scores,
            choices=self._choices(top.get("choices")),
            default=self._default(top.get("default")),
        )
        return held(problem, self._policies(top.get("policies")))

    def _rows(
        self, value: object, where: str, most: int, known: Sequence[str]
    ) -> dict[str, Fields]:
        if value is None:
            self.found.add(where, "At least one is needed.")
            return {}
        rows = self.found.mapping(value, where, most=most)
        return {
            name: self.found.mapping(row, joined(where, name), most=len(known), known=known)
            for name, row in rows.items()
        }

    def _parties(self, value: object) -> tuple[Party, ...]:
        if not value:
            self.found.add("parties", "At least one is needed.")
            return ()
        rows = self.found.mapping(value, "parties", most=FILES.parties)
        self.parties = tuple(rows)
        return tuple(
            Party(
                id=party_id,
                name=self.found.text(
                    name, joined("parties", party_id), longest=FILES.name, default=party_id
                ),
            )
            for party_id, name in rows.items()
        )

    # ------------------------------------------------------------ stages

    def _stages(self, value: object) -> tuple[Stage, ...]:
        rows = ["now"] if value is None else value
        if not isinstance(rows, list) or not 0 < len(rows) <= FILES.stages:
            self.found.add("stages", f"Write a list of one to {FILES.stages} stages, in order.")
            return ()
        read = [self._stage_row(row, place) for place, row in enumerate(rows)]
        self.stages = tuple(stage_id for stage_id, _ in read)
        for stage_id in self.stages:
            if self.stages.count(stage_id) > 1:
                self.found.add(joined("stages", stage_id), "This id is used twice.")
        capacity = [self._capacity(row, stage_id) for stage_id, row in read]
        named = {name for amounts in capacity for name in amounts}
        self.resource = PEOPLE if not named else named.pop() if len(named) == 1 else None
        dated = any(row.get("starts") or row.get("ends") for _, row in read)
        return tuple(
            self._stage(row, stage_id, capacity=amounts, invented=None if dated else place)
            for place, ((stage_id, row), amounts) in enumerate(zip(read, capacity, strict=True))
        )

    def _stage_row(self, row: object, place: int) -> tuple[str, Fields]:
        where = f"stages.{place + 1}"
        if isinstance(row, str):
            row = {"id": row}
        fields = self.found.mapping(row, where, most=len(_STAGE), known=_STAGE)
        if isinstance(row, Mapping) and "id" not in row:
            self.found.add(f"{where}.id", "Give the stage an id.")
        elif "id" in fields:
            stage_id = self.found.identity(fields["id"], f"{where}.id")
            if stage_id is not None:
                return stage_id, fields
        return str(place + 1), fields

    def _capacity(self, row: Fields, stage_id: str) -> dict[str, float]:
        where = joined(joined("stages", stage_id), "capacity")
        value = row.get("capacity")
        return self._amounts({PEOPLE: value} if is_number(value) else value, where)

    def _amounts(self, value: object, where: str) -> dict[str, float]:
        if value is None:
            return {}
        amounts = self.found.mapping(value, where, most=FILES.resources)
        return {
            name: self.found.number(amount, joined(where, name), least=0, most=FILES.weeks)
            for name, amount in amounts.items()
        }

    def _stage(
        self, row: Fields, stage_id: str, *, capacity: dict[str, float], invented: int | None
    ) -> Stage:
        where = joined("stages", stage_id)
        starts = self.found.day(row.get("starts"), f"{where}.starts")
        ends = self.found.day(row.get("ends"), f"{where}.ends")
        if invented is not None:
            starts = ends = BEGINS + timedelta(days=invented)
        elif row.get("starts") is None:
            self.found.add(f"{where}.starts", "Give every stage the day it starts, or none.")
        starts = starts or BEGINS
        weeks = weeks_of(starts, ends) if invented is None else 1.0
        return Stage(
            id=stage_id,
            name=self.found.text(
                row.get("name"), f"{where}.name", longest=FILES.name, default=stage_id
            ),
            starts=starts,
            ends=ends,
            weeks=self.found.number(
                row.get("weeks"), f"{where}.weeks", least=0, most=FILES.weeks, default=weeks
            ),
            capacity=capacity,
        )

    # ------------------------------------------------------------ options and choices

    def _option(self, option_id: str, row: Fields) -> Option:
        where = joined("options", option_id)
        links = {
            name: self.found.names(row.get(name), f"{where}.{name}", known, what)
            for name, known, what in (
                ("after", self.options, "option"),
                ("excludes", self.options, "option"),
                ("together", self.options, "option"),
                ("asked_by", self.parties, "party"),
            )
        }
        return Option(
            id=option_id,
            title=self.found.text(
                row.get("title"), f"{where}.title", longest=FILES.name, default=option_id
            ),
            effort=self._effort(row, where),
            **links,
        )

    def _effort(self, row: Fields, where: str) -> dict[str, dict[str, float]]:
        value, limited = row.get("effort"), "stages" in row
        stages = (
            self.found.names(row.get("stages"), f"{where}.stages", self.stages, "stage")
            if limited
            else self.stages
        )
        if isinstance(value, Mapping) and self._by_stage(value):
            if limited:
                self.found.add(f"{where}.stages", "The effort names the stages already.")
            return self._effort_by_stage(value, f"{where}.effort")
        amounts = self._effort_once(value, f"{where}.effort")
        return {stage_id: dict(amounts) for stage_id in stages}

    def _by_stage(self, value: Mapping[object, object]) -> bool:
        """Whether the names in an effort are stages, and not kinds of people."""
        inner = any(isinstance(amount, Mapping) for amount in value.values())
        return inner or any(name in self.stages for name in value)

    def _effort_by_stage(self, value: object, where: str) -> dict[str, dict[str, float]]:
        rows = self.found.mapping(value, where, most=FILES.stages)
        for name in rows:
            if name not in self.stages:
                self.found.missing(where, "stage", name, self.stages)
        return {
            name: self._effort_once(amount, joined(where, name)) for name, amount in rows.items()
        }

    def _effort_once(self, value: object, where: str) -> dict[str, float]:
        if not is_number(value):
            return self._amounts(value, where)
        if self.resource is None:
            self.found.add(where, 'Say whose weeks these are, such as {"engineers": 3}.')
            return {}
        weeks = self.found.number(value, where, least=0, most=FILES.weeks)
        return {self.resource: weeks}

    def _choices(self, value: object) -> tuple[Choice, ...]:
        if value is None:
            return ()
        made = []
        for choice_id, entry in self.found.mapping(value, "choices", most=FILES.choices).items():
            where = joined("choices", choice_id)
            row: object = {"options": entry} if isinstance(entry, list) else entry
            fields = self.found.mapping(row, where, most=2, known=("title", "options"))
            title = self.found.text(
                fields.get("title"), f"{where}.title", longest=FILES.name, default=choice_id
            )
            options = self.found.names(
                fields.get("options"), f"{where}.options", self.options, "option"
            )
            made.append(Choice(id=choice_id, title=title, options=options))
        return tuple(made)

    def _policies(self, value: object) -> tuple[Policy, ...]:
        if value is None:
            return ()
        rows = self._rows(value, "policies", FILES.policies, _POLICY)
        return tuple(self._policy(policy_id, row) for policy_id, row in rows.items())

    def _policy(self, policy_id: str, row: Fields) -> Policy:
        where = joined("policies", policy_id)
        before = self.found.mapping(row.get("after", {}), f"{where}.after", most=FILES.options)
        pairs = [
            (option_id, other)
            for option_id, others in before.items()
            for other in self.found.names(
                others, joined(f"{where}.after", option_id), self.options, "option"
            )
        ]
        for option_id in before:
            if option_id not in self.options:
                self.found.missing(f"{where}.after", "option", option_id, self.options)
        return Policy(
            id=policy_id,
            title=self.found.text(
                row.get("title"), f"{where}.title", longest=FILES.name, default=policy_id
            ),
            never=self.found.names(row.get("never"), f"{where}.never", self.options, "option"),
            after=tuple(pairs),
        )

    def _default(self, value: object) -> Plan | None:
        if value is None:
            return None
        rows = self.found.mapping(value, "default", most=FILES.options)
        placements = {}
        for option_id, stage_id in rows.items():
            where = joined("default", option_id)
            if option_id not in self.options:
                self.found.missing(where, "option", option_id, self.options)
            elif not isinstance(stage_id, str) or stage_id not in self.stages:
                self.found.missing(where, "stage", str(stage_id), self.stages)
            else:
                placements[option_id] = stage_id
        return Plan(placements=placements)

    # ------------------------------------------------------------ needs

    def _needs(self, value: object) -> tuple[tuple[Need, ...], tuple[Score, ...]]:
        rows = self._rows(value, "needs", FILES.needs * FILES.parties, _NEED)
        weights = self._weights(rows)
        needs = tuple(self._need(need_id, row, weights[need_id]) for need_id, row in rows.items())
        scores = [score for name, row in rows.items() for score in self._scores(name, row)]
        return needs, tuple(scores)

    def _weights(self, rows: Mapping[str, Fields]) -> dict[str, float]:
        """What each need weighs within its party: as written, or divided by the sum."""
        written: dict[object, dict[str, float]] = {}
        for need_id, row in rows.items():
            where = joined(joined("needs", need_id), "weight")
            weight = self.found.number(
                row.get("weight"), where, least=0, most=FILES.points, default=1.0
            )
            written.setdefault(str(row.get("party")), {})[need_id] = weight
        made: dict[str, float] = {}
        for mine in written.values():
            if not any(mine.values()):
                where = joined(joined("needs", next(iter(mine))), "weight")
                self.found.add(where, "Give at least one need of each party a weight above 0.")
            total = sum(mine.values())
            right = isclose(total, 1.0, abs_tol=1e-6)
            made |= mine if right else dict(zip(mine, shares([*mine.values()]), strict=True))
        return made

    def _need(self, need_id: str, row: Fields, weight: float) -> Need:
        where = joined("needs", need_id)
        party = row.get("party")
        if not isinstance(party, str):
            self.found.add(f"{where}.party", "Say whose need this is.")
        elif party not in self.parties:
            self.found.missing(f"{where}.party", "party", party, self.parties)
        return Need(
            id=need_id,
            party=str(party),
            text=self.found.text(
                row.get("text"), f"{where}.text", longest=FILES.text, default=need_id
            ),
            weight=weight,
            enough=self.found.number(
                row.get("enough"), f"{where}.enough", least=1e-9, most=FILES.points, default=ENOUGH
            ),
            discount=self._discount(row, where),
            hidden=self.found.truth(row.get("hidden"), f"{where}.hidden"),
        )

    def _discount(self, row: Fields, where: str) -> dict[str, float]:
        by, given = row.get("by"), row.get("discount")
        late = self.found.number(row.get("late"), f"{where}.late", least=0, most=1)
        if by is None and row.get("late") is not None:
            self.found.add(f"{where}.late", "Say “by” which stage it has to be, too.")
        if by is not None and given is not None:
            self.found.add(f"{where}.discount", "Write either “by” or “discount”.")
        if given is not None:
            return self._discount_by_stage(given, f"{where}.discount")
        if by is None:
            return {}
        if not isinstance(by, str) or by not in self.stages:
            self.found.missing(f"{where}.by", "stage", str(by), self.stages)
            return {}
        return deadline(self.stages, by=by, late=late)

    def _discount_by_stage(self, value: object, where: str) -> dict[str, float]:
        rows = self.found.mapping(value, where, most=FILES.stages)
        for name in rows:
            if name not in self.stages:
                self.found.missing(where, "stage", name, self.stages)
        return {
            name: self.found.number(share, joined(where, name), least=0, most=1)
            for name, share in rows.items()
        }

    def _scores(self, need_id: str, row: Fields) -> list[Score]:
        where = joined(joined("needs", need_id), "scores")
        value = row.get("scores")
        if value is None:
            return []
        made = []
        for option_id, points in self.found.mapping(value, where, most=FILES.scores).items():
            if option_id not in self.options:
                field = joined(where, option_id)
                self.found.missing(field, "option", option_id, self.options)
                continue
            most = FILES.points
            number = self.found.number(points, joined(where, option_id), least=-most, most=most)
            made.append(Score(option=option_id, need=need_id, points=number))
        return made


def weeks_of(starts: date, ends: date | None) -> float:
    """How long a stage lasts where a file does not say it; 1 where it has no end."""
    return 1.0 if ends is None else max(1, (ends - starts).days + 1) / 7


def deadline(stages: Sequence[str], *, by: str, late: float) -> dict[str, float]:
    """The discount of a need that has to be met by the end of stage `by`, for each stage id."""
    last = stages.index(by)
    return {stage_id: 1.0 if place <= last else late for place, stage_id in enumerate(stages)}

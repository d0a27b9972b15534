"""A problem as decisions with values, for answers that can be put together part by part.

A decision is a group of options that go together, with one value for each stage it can be done in
and one for leaving it out; or a choice, with one value for each of its options in each stage.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from trifecta.domain.compromise.engine.arrays import Arrays, Floats, together_of
from trifecta.domain.compromise.problem import Problem

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """D decisions; the values of decision d are `first[d]` to `first[d + 1]` - 1, V in all.

    The first value of a decision leaves it out (`stage` 0); others are in stage 1 to K. `gain` is
    V x Q, `use` V x C. `members` (V x J, sparse as a list) are the placements of a value. `needed`
    is true for a choice, which cannot be left out. Relations are in compressed rows: those of d are
    `x[x_first[d]:x_first[d + 1]]`; `before` holds all that must be done by then, in order.
    """

    arrays: Arrays
    first: Ints
    stage: Ints
    gain: Floats
    use: Floats
    members: tuple[tuple[int, ...], ...]
    needed: NDArray[np.bool_]
    before: Ints
    before_first: Ints
    behind: Ints
    behind_first: Ints
    apart: Ints
    apart_first: Ints

    def chosen(self, values: Ints) -> Floats:
        """0/1 rows over placements from rows of chosen values (n x D)."""
        rows = np.zeros((len(values), self.arrays.placements))
        for row, picked in enumerate(values):
            for value in picked:
                rows[row, list(self.members[value])] = 1.0
        return rows


def decisions_of(arrays: Arrays) -> Decisions | None:
    """The decisions, or None where a choice has options that other rules tie to the rest."""
    groups = _groups(arrays)
    if groups is None:
        return None
    decided = {option: at for at, group in enumerate(groups) for option in group.options}
    placed = _placed(arrays)
    values = [_values(arrays, group, placed) for group in groups]
    flat = [value for group in values for value in group]
    before, behind, apart = _relations(arrays, decided, len(groups))
    columns = [j for _, members in flat for j in members]
    ends = np.cumsum([0, *(len(members) for _, members in flat)])
    inside = csr_array((np.ones(len(columns)), columns, ends), shape=(len(flat), arrays.placements))
    return Decisions(
        arrays=arrays,
        first=np.cumsum([0, *(len(group) for group in values)]),
        stage=np.array([stage for stage, _ in flat]),
        gain=inside @ arrays.gain.T,
        use=inside @ arrays.use.T,
        members=tuple(members for _, members in flat),
        needed=np.array([group.choice for group in groups]),
        before=before[0],
        before_first=before[1],
        behind=behind[0],
        behind_first=behind[1],
        apart=apart[0],
        apart_first=apart[1],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    options: tuple[int, ...]
    choice: bool


def _groups(arrays: Arrays) -> list[_Group] | None:
    problem = arrays.problem
    column = {option.id: place for place, option in enumerate(problem.options)}
    groups: list[_Group] = []
    taken: set[int] = set()
    tied = _tied(problem, column)
    for choice in problem.choices:
        options = tuple(column[other] for other in choice.options)
        if not tied.isdisjoint(options) or not taken.isdisjoint(options):
            return None
        taken |= set(options)
        groups.append(_Group(options=options, choice=True))
    together = together_of(problem)
    for place in range(len(problem.options)):
        if place not in taken:
            group = (place, *sorted(together[place]))
            taken |= set(group)
            groups.append(_Group(options=group, choice=False))
    return groups


def _tied(problem: Problem, column: dict[str, int]) -> set[int]:
    """Options that rules other than choices tie to others."""
    tied: set[int] = set()
    for place, option in enumerate(problem.options):
        others = (*option.after, *option.together, *option.excludes)
        if others:
            tied |= {place, *(column[other] for other in others)}
    return tied


def _placed(arrays: Arrays) -> list[list[tuple[int, int]]]:
    """(stage from 1, placement) of each option."""
    found: list[list[tuple[int, int]]] = [[] for _ in arrays.problem.options]
    pairs = zip(arrays.option.tolist(), arrays.stage.tolist(), strict=True)
    for j, (option, stage) in enumerate(pairs):
        found[option].append((stage + 1, j))
    return found


def _values(
    arrays: Arrays, group: _Group, placed: list[list[tuple[int, int]]]
) -> list[tuple[int, tuple[int, ...]]]:
    """(stage from 1, placements) of each value, leaving out first."""
    found: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    if group.choice:
        one_of = sorted((j, stage) for option in group.options for stage, j in placed[option])
        return found + [(stage, (j,)) for j, stage in one_of]
    for at in range(1, len(arrays.problem.stages) + 1):
        here = sorted(j for option in group.options for stage, j in placed[option] if stage == at)
        if len(here) == len(group.options):
            found.append((at, tuple(here)))
    return found


Relation = tuple[Ints, Ints]


def _relations(
    arrays: Arrays, decided: dict[int, int], count: int
) -> tuple[Relation, Relation, Relation]:
    problem = arrays.problem
    column = {option.id: place for place, option in enumerate(problem.options)}
    direct: list[set[int]] = [set() for _ in range(count)]
    apart: list[set[int]] = [set() for _ in range(count)]
    for place, option in enumerate(problem.options):
        here = decided[place]
        direct[here] |= {decided[column[other]] for other in option.after} - {here}
        for other in option.excludes:
            there = decided[column[other]]
            apart[here].add(there)
            apart[there].add(here)
    before = [_ancestors(direct, at) for at in range(count)]
    behind: list[list[int]] = [[] for _ in range(count)]
    for at, ancestors in enumerate(before):
        for ancestor in ancestors:
            behind[ancestor].append(at)
    return _packed(before), _packed(behind), _packed([sorted(others) for others in apart])


def _ancestors(direct: list[set[int]], start: int) -> list[int]:
    """All that comes before `start`, each after what it waits for itself."""
    found: list[int] = []
    seen = {start}
    stack: list[tuple[int, bool]] = [(other, False) for other in sorted(direct[start])]
    while stack:
        at, done = stack.pop()
        if done:
            found.append(at)
        elif at not in seen:
            seen.add(at)
            stack.append((at, True))
            stack += [(other, False) for other in sorted(direct[at])]
    return found


def _packed(rows: list[list[int]]) -> Relation:
    flat = np.array([value for row in rows for value in row], dtype=np.int64)
    return flat, np.cumsum([0, *(len(row) for row in rows)])

"""Rating scales as organisations have them, and how one is carried over to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError

FEWEST: Final = 2
MOST: Final = 9
LONGEST_LABEL: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledScale:
    """Steps by their labels, the lowest first; the lowest `failing` of them come with a plan."""

    labels: tuple[str, ...]
    failing: int = 1

    @property
    def steps(self) -> int:
        return len(self.labels)

    def is_failing(self, step: int) -> bool:
        """Whether a step, 0 the lowest, is one of those that come with a plan."""
        return step < self.failing

    def label(self, step: int) -> str:
        """The label of a step; raises InvalidError for one that the scale does not have."""
        if not 0 <= step < self.steps:
            raise InvalidError(f"The scale has {self.steps} steps, and this is none of them.")
        return self.labels[step]

    def step_of(self, label: str) -> int:
        """The step of a label, whatever its case and spaces; raises InvalidError for no such."""
        wanted = _plain(label)
        for step, known in enumerate(self.labels):
            if _plain(known) == wanted:
                return step
        known_labels = ", ".join(f"“{one}”" for one in self.labels)
        raise InvalidError(f"“{label.strip()}” is not on the scale. It has {known_labels}.")


def scale_from(labels: Sequence[str], *, failing: int = 1) -> LabelledScale:
    """A scale that can be used; raises InvalidError naming what to change."""
    cleaned = tuple(" ".join(label.split()) for label in labels)
    cleaned = tuple(label for label in cleaned if label)
    if not FEWEST <= len(cleaned) <= MOST:
        raise InvalidError(
            f"A scale has {FEWEST} to {MOST} steps; this has {len(cleaned)}.",
            fields={"labels": f"Write {FEWEST} to {MOST} steps, the lowest first."},
        )
    long = next((label for label in cleaned if len(label) > LONGEST_LABEL), None)
    if long is not None:
        raise InvalidError(
            f"“{long[:20]}…” is longer than {LONGEST_LABEL} characters.",
            fields={"labels": f"Use {LONGEST_LABEL} characters or fewer for each step."},
        )
    if len({_plain(label) for label in cleaned}) < len(cleaned):
        raise InvalidError(
            "Two steps have the same name.", fields={"labels": "Give each step its own name."}
        )
    if not 0 <= failing < len(cleaned):
        raise InvalidError(
            "At least the highest step is not a failing one.",
            fields={"failing": f"Choose 0 to {len(cleaned) - 1}."},
        )
    return LabelledScale(labels=cleaned, failing=failing)


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How the steps of one scale stand for those of another: `to[i]` for step i, never falling."""

    to: tuple[int, ...]

    def step(self, step: int) -> int:
        return self.to[step]


def suggested(old: LabelledScale, new: LabelledScale) -> Carried:
    """Steps carried over by how far up they stand, ends to ends; halves go down.

    A suggestion to look at. Whoever runs the cycle decides what a step means.
    """
    last = old.steps - 1
    return Carried(
        to=tuple((2 * step * (new.steps - 1) + last - 1) // (2 * last) for step in range(old.steps))
    )


def check_carried(carried: Sequence[int], *, old: LabelledScale, new: LabelledScale) -> Carried:
    """Raise InvalidError unless every old step has a new one and a higher one never a lower."""
    if len(carried) != old.steps:
        raise InvalidError(f"Say for each of the {old.steps} steps what it becomes.")
    for step in carried:
        new.label(step)
    for step in range(1, old.steps):
        if carried[step] < carried[step - 1]:
            raise InvalidError(
                f"“{old.label(step)}” is above “{old.label(step - 1)}” and cannot become less "
                "than it does."
            )
    return Carried(to=tuple(carried))

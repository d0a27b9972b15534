"""Item norms: how each role tends to answer each item, so that only what is distinctive counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MIN_PEOPLE = 8
SHRINKAGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NormedAnswers:
    """One person's own answers (item key → −3..+3) under the role they answered in."""

    role: str
    own: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """Mean answer by (role, item key), on the answers' scale −3..+3; what is absent counts as 0."""

    means: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def between(self, one_role: str, other_role: str, key: str) -> float:
        """The norm both people of a pair are compared with: the mean of their roles' norms.

        One norm for the two, not one each: a norm per role would also subtract how far the roles
        usually stand apart, which is what the question about incentives asks for.
        """
        return (self.means.get((one_role, key), 0.0) + self.means.get((other_role, key), 0.0)) / 2


NEUTRAL = Norms()


def estimate_norms(people: Iterable[NormedAnswers]) -> Norms:
    """Norms from revealed answers, each person counted once: the mean, pulled towards 0.

    The pull is that of 10 neutral answers, `sum / (n + 10)`. A role's norm for an item is 0 until
    at least 8 people of the role have answered it, so that nobody's answers can be told from it.
    Subtracting norms before correlating follows Furr (2008), Journal of Personality 76:1267.
    """
    answers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for person in people:
        for key, value in person.own.items():
            answers[person.role, key].append(value)
    return Norms(
        means={
            place: sum(values) / (len(values) + SHRINKAGE)
            for place, values in answers.items()
            if len(values) >= MIN_PEOPLE
        }
    )

"""What was found is not searched for again: in this process, and long searches in no other."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from time import monotonic
from typing import Final

from django.core.cache import cache

from trifecta.apps.records.keys import UnreadableError, seal, unseal
from trifecta.domain.compromise.finder import Budget, compare_all, search
from trifecta.domain.compromise.keeping import data_of, findings_from
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Problem, without_words

REMEMBERED: Final = 64
SECONDS: Final = 2.2
"""For one search; a page makes two at most, and holds its thread so long the first time only."""

KEPT_SECONDS: Final = 7 * 24 * 3600
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class _Question:
    """A problem that is the same as another when its figures are."""

    digest: str
    problem: Problem = field(compare=False)
    organisation_id: str = field(compare=False)


def found_for(problem: Problem, *, organisation_id: str) -> Findings:
    """Searched once for the same figures; what people wrote is not kept with the answer."""
    figures = without_words(problem)
    text = json.dumps([FORMAT, organisation_id, asdict(figures)], default=str, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _remembered(_Question(digest, figures, organisation_id))


@lru_cache(maxsize=REMEMBERED)
def _remembered(question: _Question) -> Findings:
    return compare_all(question.problem) or _searched(question)


def _searched(question: _Question) -> Findings:
    """A search that ends with its time finds another plan each time: the first one counts for all.

    It is kept sealed, since figures of what somebody keeps to themselves are in it.
    """
    place = f"compromise-found-{question.digest}"
    kept = _kept(question, place)
    if kept is not None:
        return kept
    found = search(question.problem, budget=Budget.of(seconds=SECONDS, clock=monotonic))
    text = json.dumps(data_of(found)).encode()
    sealed = seal(text, organisation_id=question.organisation_id, place=place)
    cache.add(place, sealed, KEPT_SECONDS)
    return _kept(question, place) or found


def _kept(question: _Question, place: str) -> Findings | None:
    sealed = cache.get(place)
    if sealed is None:
        return None
    try:
        return findings_from(question.problem, json.loads(unseal(sealed, place=place)))
    except UnreadableError:
        return None

"""A rating as a person would say it: in the words of the scale, the best step first."""

from __future__ import annotations

from collections.abc import Mapping

from trifecta.domain.calibration.scales import LabelledScale
from trifecta.domain.calibration.votes import OUTCOMES, Outcome
from trifecta.domain.people.words import joined


def in_words(steps: Mapping[Outcome, int], scale: LabelledScale) -> str:
    """A sentence a step, the highest first: “More on impact. As agreed on team health.”"""
    sentences = []
    for step in sorted(set(steps.values()), reverse=True):
        about = [_spoken(outcome) for outcome in OUTCOMES if steps.get(outcome) == step]
        sentences.append(f"{scale.label(step)} on {joined(about)}.")
    return " ".join(sentences)


def _spoken(outcome: Outcome) -> str:
    name = OUTCOMES[outcome]
    return name[0].lower() + name[1:]

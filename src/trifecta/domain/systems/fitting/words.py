"""A fit in sentences and as text of the fitted model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trifecta.domain.systems.comparing.words import listed
from trifecta.domain.systems.fitting.fit import Fit, Fitted, Tie
from trifecta.domain.systems.places import Place


def lead(found: Fit) -> str:
    """What fits best, and what the counts cannot tell, first."""
    said = [
        f"{one.name} fits best at {figure(one.best)} ({figure(one.low)} to {figure(one.high)})"
        for one in found.numbers
        if one.told and not ties_of(one, found)
    ]
    sentences = [f"{'; '.join(said)}."] if said else []
    sentences += [_tied(tie) for tie in found.ties]
    silent = [one.name for one in found.numbers if not one.told and not ties_of(one, found)]
    if silent:
        sentences.append(f"The counts say next to nothing of {listed(silent)} within its range.")
    return " ".join(sentences)


def title(found: Fit) -> str:
    """The answer in a sentence without figures: which numbers do not fit as written."""
    told = [one for one in found.numbers if one.told and not ties_of(one, found)]
    wrong = [one.name for one in told if not written_fits(one)]
    if not told:
        return "The counts cannot tell."
    if not wrong:
        return "What was counted fits the numbers as written."
    return f"{listed(wrong)} {'does' if len(wrong) == 1 else 'do'} not fit as written."


def written_fits(one: Fitted) -> bool:
    """Whether what is written now would do as well as the best."""
    return one.low <= one.before <= one.high


def notes(found: Fit) -> tuple[str, ...]:
    """How to read it, and where a range was too narrow."""
    said = [
        f"{found.counts} counts; misfit {found.misfit:.1f}, before {found.misfit_before:.1f} "
        "(half the deviance). In brackets is what else would do, nine times in ten."
    ]
    at_end = [one.name for one in found.numbers if one.told and _at_end(one)]
    if at_end:
        said.append(f"{listed(at_end)} would go on beyond the range that was given. Widen it.")
    if found.dispersion > 1.5:
        said.append(
            f"Counts vary {found.dispersion:.1f} times as much as chance makes them, so that "
            "ranges are wider; something that the model does not have may be at work."
        )
    return tuple(said)


def fitted_text(text: str, found: Fit) -> str:
    """The text of a model with the fitted numbers in their places; all else stays as it is."""
    return with_written(
        text,
        [
            (one.parameter.place, written(one))
            for one in found.numbers
            if one.parameter.place is not None
        ],
    )


def with_written(text: str, numbers: Sequence[tuple[Place, str]]) -> str:
    """A text with other numbers in the places given, from the end so that places stay true."""
    lines = text.split("\n")
    for place, number in sorted(numbers, reverse=True):
        line = lines[place.line - 1]
        lines[place.line - 1] = line[: place.column - 1] + number + line[place.end - 1 :]
    return "\n".join(lines)


def written(one: Fitted) -> str:
    """A number as the language reads it: whole ones whole, others with digits on both sides."""
    if isinstance(one.parameter.value, int):
        return str(round(one.best))
    plain = f"{max(one.best, 0.0):.4f}".rstrip("0")
    return f"{plain}0" if plain.endswith(".") else plain


def figure(value: float) -> str:
    """Three digits, as many as a fit can bear."""
    return f"{value:.3g}"


def fit_data(found: Fit) -> dict[str, Any]:
    """Everything as plain values."""
    return {
        "headline": lead(found),
        "numbers": [
            {
                "name": one.name,
                "before": one.before,
                "best": one.best,
                "interval": [one.low, one.high],
                "range": list(one.range),
                "told": one.told,
            }
            for one in found.numbers
        ],
        "ties": [
            {"names": list(tie.names), "kind": tie.kind, "interval": [tie.low, tie.high]}
            for tie in found.ties
        ],
        "counts": found.counts,
        "misfit": found.misfit,
        "misfit_before": found.misfit_before,
        "dispersion": found.dispersion,
        "tries": found.tries,
        "notes": list(notes(found)),
    }


def _tied(tie: Tie) -> str:
    sign = " × " if tie.kind == "product" else " / "
    return (
        f"{listed(tie.names)} only matter as a {tie.kind} here: {sign.join(tie.names)} is "
        f"{figure(tie.low)} to {figure(tie.high)}, and each by itself is not known. Count what "
        "lies between them to tell them apart."
    )


def ties_of(one: Fitted, found: Fit) -> tuple[Tie, ...]:
    """Ties that a number is part of; within one, each number by itself is not known."""
    return tuple(tie for tie in found.ties if one.name in tie.names)


def _at_end(one: Fitted) -> bool:
    low, high = one.range
    near = 0.02 * (high - low)
    return one.low - low < near or (high - one.high < near and high != 1.0)

"""What the figures say, in sentences: the answer first, and at the end what they cannot tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from trifecta.domain.calibration.agreement import Agreement
from trifecta.domain.calibration.estimates import Coefficient, Estimate, Undefined
from trifecta.domain.calibration.impact import (
    FEWEST_IN_A_CELL,
    FEWEST_PEOPLE,
    GroupImpact,
    Impact,
    Verdict,
)
from trifecta.domain.calibration.levels import Adjustment
from trifecta.domain.calibration.order_check import OrderCheck
from trifecta.domain.people.words import capital, joined

NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "icc_a1": ("ICC(A,1)", "one rater's score"),
    "icc_ak": ("ICC(A,k)", "the mean of all raters"),
    "alpha_ordinal": ("alpha, ordinal", "order counts"),
    "alpha_interval": ("alpha, interval", "distance counts"),
    "alpha_nominal": ("alpha, nominal", "same or not"),
    "kappa": ("kappa", "same or not"),
    "kappa_linear": ("kappa, linear", "distance counts"),
    "kappa_quadratic": ("kappa, quadratic", "far apart counts more"),
    "fleiss_kappa": ("Fleiss' kappa", "same or not"),
}
"""How each coefficient is headed, and what it asks."""

LIKE_ORDER: Final = 0.9
"""From this rank correlation on, the two models order units alike."""


OF_PARTNERSHIPS: Final[Mapping[str, str]] = {
    "unit": "partnership",
    "rater": "calibrator",
    "score": "proposal",
}
"""What units, raters and scores are where people rate partnerships, for sentences on pages."""
_NOUN: Final = re.compile(rf"\b({'|'.join(OF_PARTNERSHIPS)})(?=s?\b)", re.IGNORECASE)


def of_partnerships(sentence: str) -> str:
    """A sentence of this module, or a reason, in the words of people who rate partnerships."""

    def word(found: re.Match[str]) -> str:
        noun = OF_PARTNERSHIPS[found[0].lower()]
        return capital(noun) if found[0][0].isupper() else noun

    return _NOUN.sub(word, sentence)


def percent(share: float) -> str:
    """A share in whole per cent, held from reaching 0% or 100% by rounding."""
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return "less than 1%"
    if whole == 100 and share < 1:
        return "more than 99%"
    return f"{whole}%"


def agreement_lead(found: Agreement) -> str:
    """How far raters agree, by the first coefficient there is."""
    one, ordinal = (found.coefficients[name] for name in ("icc_a1", "alpha_ordinal"))
    if isinstance(one, Estimate):
        if one.value <= 0:
            return "Raters agree no more than chance would have them."
        return (
            f"{capital(percent(one.value))} of the differences between single scores come from "
            f"the units; the rest is who rated, and chance{_range(one)}."
        )
    if isinstance(ordinal, Estimate):
        if ordinal.value <= 0:
            return "Raters agree no more than chance would have them."
        return (
            f"Raters get {percent(ordinal.value)} of the way from chance to full agreement"
            f"{_range(ordinal)}."
        )
    return f"Agreement cannot be told. {ordinal.reason}"


def _range(found: Estimate) -> str:
    if found.low is None or found.high is None:
        return ""
    return f" (it could be {percent(max(found.low, 0.0))} to {percent(max(found.high, 0.0))})"


def agreement_notes(found: Agreement, *, missing: int) -> Iterator[str]:
    """What the figures rest on, why some are missing, and what none of them can tell."""
    rests = [
        _many(found.units, "unit"),
        _many(found.raters, "rater"),
        _many(found.ratings, "score"),
    ]
    gaps = f" {_blank(missing)}" if missing else ""
    shared = _many(found.by_all, "unit") if found.by_all else "no unit"
    yield f"This rests on {joined(rests)}; {shared} had a score of every rater.{gaps}"
    yield from sorted(
        {each.reason for each in found.coefficients.values() if isinstance(each, Undefined)}
    )
    yield (
        "Agreement is not being right: raters can agree and all be wrong. Nothing here says who is "
        "strict. With few units, read the range and not the figure."
    )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _blank(missing: int) -> str:
    return f"{_many(missing, 'score')} {'is' if missing == 1 else 'are'} blank."


def figure(found: Coefficient) -> tuple[str, str]:
    """The value and its range for a table."""
    if isinstance(found, Undefined):
        return "–", ""
    if found.low is None or found.high is None:
        return f"{found.value:.2f}", ""
    return f"{found.value:.2f}", f"{found.low:.2f} to {found.high:.2f}"


# ---------------------------------------------------------------- levels


def adjusted_lead(found: Adjustment) -> str:
    """How many units can be told from the average at all."""
    apart = sum(each.relative.low > 0 or each.relative.high < 0 for each in found.levels)
    count = len(found.levels)
    if count == 1:
        return "There is one unit, and nothing to compare it with."
    if not apart:
        return f"None of {_many(count, 'unit')} can be told apart from the average."
    rest = count - apart
    if not rest:
        return f"All of {_many(count, 'unit')} stand apart from the average."
    verb = "stands" if apart == 1 else "stand"
    return (
        f"{apart} of {_many(count, 'unit')} {verb} apart from the average; {rest} cannot be told "
        "from it."
    )


def adjusted_notes(
    found: Adjustment, check: OrderCheck | Undefined | None, *, missing: int
) -> Iterator[str]:
    """How scores were read, what does not hold together, and what a level is not."""
    if found.as_steps is not None:
        low, high = found.as_steps.lowest, found.as_steps.highest
        yield (
            f"Scores are read as steps from {low} to {high}. A level beyond an end means: at that "
            "end, and the votes say at least so much."
        )
    if found.groups > 1:
        yield (
            f"No rater links {found.groups} parts of these ratings. Between parts, units and "
            "raters cannot be told apart."
        )
    if missing:
        yield _blank(missing)
    if check is not None:
        yield check_words(check)
    yield (
        "A level takes who happened to rate into account, and pulls units with few votes to the "
        "average. It is help for people who decide, and no rating. Low and high hold the true "
        "level nine times in ten, for one unit at a time: two that overlap may still differ."
    )


def check_words(check: OrderCheck | Undefined) -> str:
    """Whether the two models order units alike."""
    if isinstance(check, Undefined):
        return f"The check by order alone cannot be made. {check.reason}"
    alike = "much alike" if check.rank_correlation >= LIKE_ORDER else "differently"
    return (
        f"A model that takes steps as ordered and not as equally wide orders units {alike} "
        f"(rank correlation {check.rank_correlation:.2f})."
    )


# ---------------------------------------------------------------- impact


_VERDICTS: Final[Mapping[Verdict, str]] = {
    "too_few": f"fewer than {FEWEST_PEOPLE}, not compared",
    "highest": "compared with",
    "no_sign": "no sign of a difference",
    "small": "differs, above four fifths",
    "ratio_alone": "below four fifths, may be chance",
    "look": "look closer",
}


def verdict_words(found: GroupImpact) -> str:
    """A few words for a table."""
    return _VERDICTS[found.verdict]


def impact_lead(found: Impact) -> str:
    """Whether there is something to look at."""
    if found.highest is None:
        return f"No two groups have {FEWEST_PEOPLE} people or more, so none can be compared."
    if found.look:
        return (
            f"Look closer at {joined([_quoted(name) for name in found.look])}: selected less than "
            f"four fifths as often as {_quoted(found.highest)}, and chance alone seldom does that."
        )
    if any(each.verdict == "ratio_alone" for each in found.groups):
        return (
            "Some rates are below four fifths of the highest, which chance alone may do at these "
            "numbers. This is no sign by itself."
        )
    return "Nothing here is unlikely without bias. That does not show that there is none."


def impact_notes(found: Impact) -> Iterator[str]:
    """What chance does at these sizes, what is withheld, and what it cannot tell."""
    chances = [each.by_chance for each in found.groups if each.by_chance is not None]
    if chances:
        most, least = percent(max(chances)), percent(min(chances))
        between = most if most == least else f"{least} to {most}"
        yield f"Without any bias, a ratio falls below four fifths here in {between} of such counts."
    if any(each.rate is None for each in found.groups):
        yield (
            f"Figures are withheld where fewer than {FEWEST_IN_A_CELL} were selected or not "
            f"selected, and for groups under {FEWEST_PEOPLE}. Whoever knows the total may still "
            "work them out: hand on the sentence, not the table."
        )
    yield (
        "This finds no cause and clears nobody: groups may differ in role, level or time in the "
        "job, and small groups hide large differences. Looking closer means reading the cases."
    )


def _quoted(name: str) -> str:
    return f"“{name}”"

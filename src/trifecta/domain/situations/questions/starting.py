"""Which step of the framework to begin with, and why; and what a question can still find out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

from trifecta.domain.framework.pieces import GapId, StepId
from trifecta.domain.situations.analysis import (
    Loaded,
    Missing,
    RootCause,
    SignalId,
    Span,
    Statement,
    TradeOff,
)
from trifecta.domain.situations.questions.deeds import is_done_to_us, is_own_doing
from trifecta.domain.situations.questions.matters import Spoken
from trifecta.domain.situations.questions.ratings import (
    asks_how_to_rate,
    is_about_structure,
    is_told_of_both,
)
from trifecta.domain.situations.scanning import Hit, Scan

ABOUT_STRUCTURE: Final = frozenset(
    {"performance_evaluation", "partnership_structure", "team_structure_accountability"}
)
RATING: Final = "performance_evaluation"
PULLED: Final = frozenset({"incentive", "both"})
RATED: Final = "rating"
"""The theme of how people are rated."""
MUTUAL: Final = "mutual"
"""The theme of what two who lead together know of each other."""
ABOUT: Final[Mapping[str, str]] = {"support-or-roadmap": "support"}
"""A choice that a text claims only where it speaks of this: tickets alone may be any work."""
MANY: Final = 2
LONGER: Final = 9
"""So many words are quoted after those by which it is known what happened."""

Reason = Literal[
    "villain",
    "interest",
    "choice",
    "weighed",
    "third",
    "structure",
    "pulled",
    "solution",
    "unseen",
    "measured",
    "trait",
    "asked",
    "unclear",
]
START: Final[Mapping[Reason, tuple[StepId, str]]] = {
    "villain": (
        "no-villains",
        "Some of the words explain what somebody does by what they are like. As long as that is "
        "the story, no question will be heard as one.",
    ),
    "interest": (
        "interesting-work",
        "What people want to work on plays a part, and the other side may not know it.",
    ),
    "choice": (
        "compromise",
        "A choice is claimed. Most of this kind give way once both needs are known.",
    ),
    "weighed": (
        "understand",
        "A choice is claimed. Most of this kind give way once both needs are known, and they are "
        "not told yet.",
    ),
    "third": (
        "third-member",
        "It is about how people answer for results, and the business is part of it.",
    ),
    "structure": (
        "shared-rating",
        "It is about who answers for what. That is clearest where both answer for the same.",
    ),
    "pulled": (
        "shared-rating",
        "You tell what each of you is judged on, or that you understand each other. What pulls you "
        "apart then is what you are judged on, and that changes when you answer for the same.",
    ),
    "solution": (
        "understand",
        "A solution is there already. What it is meant to solve is not told yet.",
    ),
    "unseen": (
        "understand",
        "The words speak of things that one side does not see or know.",
    ),
    "measured": (
        "diagnose",
        "The words speak of what people are measured on. Find out what each of you is judged on "
        "before you ask for good will.",
    ),
    "trait": (
        "no-villains",
        "Some of the words explain an act by a trait. Look for the limit behind it.",
    ),
    "asked": (
        "understand",
        "You tell what is asked for. What it is needed for is the first thing to find out.",
    ),
    "unclear": (
        "diagnose",
        "You tell what happens. Whether you are rewarded for different things or do not know each "
        "other's needs cannot be told from it.",
    ),
}
"""Why one would begin with a step, and the step."""
OF_BOTH: Final[Mapping[Reason, str]] = {
    "villain": "Some of the words explain what somebody does by what they are like. As long as "
    "that is the story, each of them will hear that you have judged.",
    "measured": "The words speak of what people are measured on. Find out what each of them "
    "believes to be judged on before you ask them for good will; it may be yours to change.",
    "pulled": "You tell what each of them is judged on. As long as it pulls them apart, no talk "
    "between them will do; let them answer for the same.",
    "asked": "You tell what is asked for. What each of them needs it for is the first thing to "
    "find out.",
    "unclear": "You tell what happens. Whether they are rewarded for different things or do not "
    "know each other's needs cannot be told from it.",
}
"""The same where it is told to whoever leads both and is told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a relevant text when it is decided where to start."""

    signals: Collection[SignalId]
    cause: RootCause
    loaded: tuple[Loaded, ...]
    statements: tuple[Statement, ...]
    jumps: tuple[Span, ...]
    tradeoffs: tuple[TradeOff, ...]
    interesting: tuple[Span, ...]
    business: bool
    conflict: bool


def start_of(
    found: Found, scan: Scan, spoken: Spoken, *, of_both: bool = False
) -> tuple[StepId, str]:
    """The first of these that fits; when nothing special is said, finding out comes first.

    `of_both` says that it is told to whoever leads both.
    """
    reason = next(_starts(found, scan, spoken))
    step, why = START[reason]
    return step, OF_BOTH.get(reason, why) if of_both else why


def _starts(found: Found, scan: Scan, spoken: Spoken) -> Iterator[Reason]:
    if len(found.loaded) >= MANY or (found.loaded and "finger_pointing" in found.signals):
        yield "villain"
    if _asks_about_rating(found, scan):
        yield "third" if found.business else "structure"
    if found.cause.lean in PULLED and (MUTUAL in spoken.places or is_told_of_both(scan)):
        yield "pulled"
    if len(found.interesting) >= MANY:
        yield "interest"
    if found.tradeoffs and not found.conflict and found.cause.lean == "unclear":
        yield "choice" if _is_open(found) else "weighed"
    if not found.conflict and ABOUT_STRUCTURE & set(found.signals) and is_about_structure(scan):
        yield "third" if found.business else "structure"
    yield from _usual_starts(found)


def _usual_starts(found: Found) -> Iterator[Reason]:
    if found.jumps:
        yield "solution"
    if found.cause.lean == "understanding":
        yield "unseen"
    if found.cause.lean in PULLED:
        yield "measured"
    if found.loaded:
        yield "trait"
    if found.interesting:
        yield "interest"
    if any(one.kind == "position" and one.whose == "counterpart" for one in found.statements):
        yield "asked"
    yield "unclear"


def _asks_about_rating(found: Found, scan: Scan) -> bool:
    return RATING in found.signals and asks_how_to_rate(scan)


def _is_open(found: Found) -> bool:
    """Whether needs are told already, or nobody has said what they ask for or are limited by."""
    return not found.statements or any(one.kind == "need" for one in found.statements)


def missing_of(found: Found, scan: Scan, spoken: Spoken) -> tuple[Missing, ...]:
    """What is not known or only claimed: first what words show, then what is only not told."""
    each: dict[GapId, Missing] = {}
    taken: list[Span] = []
    for one in _missing(found, scan, spoken):
        if one.gap in each or (one.span and any(_same_words(one.span, span) for span in taken)):
            continue
        each[one.gap] = one
        taken += [one.span] if one.span else []
    return tuple(each.values())


def _same_words(one: Span, other: Span) -> bool:
    """Whether two quotes share most of their words; a sentence may hold what happened in it."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > max(one.end - one.start, other.end - other.start)


def _missing(found: Found, scan: Scan, spoken: Spoken) -> Iterator[Missing]:
    if found.jumps:
        yield Missing("solution-first", found.jumps[0])
    if found.interesting:
        yield Missing("interesting-work-unclear", found.interesting[0])
    for trade_off in found.tradeoffs:
        if _is_claimed(trade_off, found, spoken):
            yield Missing("claimed-trade-off", trade_off.span)
    if found.cause.lean == "incentive":
        yield Missing("judged-apart", next(iter(found.cause.spans), None))
    elif found.cause.lean == "both":
        yield Missing("judged-apart")
    elif RATING in found.signals:
        yield Missing("evaluation-unknown")
    yield from _happened(found, scan, spoken)
    rated = found.cause.lean in PULLED and RATED in spoken.places
    if "team_structure_accountability" in found.signals or rated or _asks_about_rating(found, scan):
        yield Missing("ownership-unclear")
    yield from _first(scan, "trust-broken", "trouble", "distrust")
    yield from _first(scan, "trust-broken", "understanding", "trust")
    if found.loaded or "finger_pointing" in found.signals:
        yield Missing("one-sided")
    elif "em_pm_conflict" in found.signals:
        yield Missing("seen-differently")
    yield from _dated(found, scan)
    yield from _not_told(found, scan)


def _is_claimed(one: TradeOff, found: Found, spoken: Spoken) -> bool:
    """Not in a sentence that tells what people are judged on, nor by a word of many meanings."""
    judged = found.cause.spans if found.cause.lean in PULLED else ()
    about = ABOUT.get(one.id)
    return not any(_same_words(one.span, span) for span in judged) and (
        about is None or about in spoken.places
    )


def _happened(found: Found, scan: Scan, spoken: Spoken) -> Iterator[Missing]:
    """What is told to have happened, in the order in which it is told."""
    hits = scan.hits.get("happened", [])
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if hit.first not in spoken.kept and is_done_to_us(scan, hit):
            yield Missing(cast(GapId, hit.rule.id), _quote(scan, hit))
    if "finger_pointing" in found.signals:
        yield Missing("blame-passed")


def _quote(scan: Scan, hit: Hit) -> Span:
    """With what comes after it in its clause, a few words at most and none that leads on."""
    end = scan.end_of_clause(hit)
    last = min(hit.last + LONGER, end)
    if last < end:
        while last > hit.last and scan.tokens[last - 1].word in scan.grammar.common:
            last -= 1
    last = max(last, hit.last)
    while last - 1 > hit.first and not scan.tokens[last - 1].is_word:
        last -= 1
    return scan.span(hit.first, last)


def _first(scan: Scan, gap: GapId, topic: str, rule: str) -> Iterator[Missing]:
    for hit in scan.hits.get(topic, []):
        if hit.rule.id == rule and not is_own_doing(scan, hit):
            yield Missing(gap, _quote(scan, hit))
            return


def _dated(found: Found, scan: Scan) -> Iterator[Missing]:
    for one in found.statements:
        words = {token.word for token in scan.within(one.span)}
        if not scan.grammar.deadline.isdisjoint(words):
            yield Missing("date-unclear", one.span)


def _refuses(one: Statement, scan: Scan) -> bool:
    """ "Doesn't want to be held to it" asks for nothing that would give them something."""
    return scan.within(one.span)[0].word in scan.grammar.denies


def _not_told(found: Found, scan: Scan) -> Iterator[Missing]:
    """What a text of one side usually leaves out about the other, and does not say."""
    theirs = [one for one in found.statements if one.whose == "counterpart"]
    told = {one.kind for one in theirs}
    asked = [one.span for one in theirs if one.kind == "position" and not _refuses(one, scan)]
    if asked and "need" not in told:
        yield Missing("need-unknown", asked[0])
    if "constraint" not in told:
        yield Missing("constraint-unknown")
    if found.cause.lean not in PULLED:
        yield Missing("evaluation-unknown")
    yield Missing("success-unknown")

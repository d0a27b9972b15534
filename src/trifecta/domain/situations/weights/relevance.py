"""Whether a text is about product and engineering having trouble with each other, and how surely.

Evidence is counted near a name of product or engineering, with less and less for more of the same,
and added up with weights. They were found by a penalised logistic regression on some hundred
published posts, then rounded; the decision record has how well that carries over to other texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import Final

from trifecta.domain.situations.scanning import ENGINEERING, PAIR, PRODUCT, Hit, Scan

MORE_OF_THE_SAME: Final = 0.35
MOST_OF_THE_SAME: Final = 3

TELL_OF_IT: Final[tuple[str, ...]] = (
    "trouble",
    "incentives",
    "understanding",
    "blame",
    "structure",
    "evaluation",
    "loaded",
    "calm",
    "turning",
    "work",
)
"""Lists in which there is evidence."""

TROUBLE: Final = ("trouble", "trouble_of_one", "trouble_of_others", "hints")
HINTS: Final = frozenset({"negative", "contrast", "sides"})
"""Rules of trouble that alone mean little: people also say "but" and "problem" when all is well."""

CALM: Final = {
    "good": frozenset({"good", "praise", "sound"}),
    "handbook": frozenset({"handbook"}),
    "technical": frozenset({"technical"}),
    "incident": frozenset({"incident"}),
    "own_career": frozenset({"own_career"}),
    "advice": frozenset({"advice"}),
}
"""What speaks against it, by the rules that count for it."""

PLAIN: Final = (
    "trouble",
    "trouble_of_one",
    "incentives",
    "understanding",
    "blame",
    "structure",
    "loaded",
    "debt",
)
"""At least one of these has to be there, or little is said."""

ENDED: Final = frozenset({"ended", "admitted", "afterwards", "since"})
"""Rules of turning points by which something is over."""

ALL_HINTS: Final = HINTS | {"hint"}
FRICTION: Final = ("trouble", "loaded", "blame")
TELLING: Final = ("trouble", "loaded", "blame", "understanding", "incentives")
"""Lists whose plain rules tell that something is wrong; friction is what somebody lives through."""

Evidence = dict[str, float]
Hits = Mapping[str, Sequence[Hit]]

MOST: Final = {
    "trouble": 4.0,
    "trouble_of_one": 3.0,
    "trouble_of_others": 3.0,
    "hints": 3.0,
    "incentives": 3.0,
    "understanding": 3.0,
    "blame": 2.0,
    "structure": 4.0,
    "evaluation": 2.0,
    "loaded": 3.0,
    "debt": 2.0,
    "good": 4.0,
    "handbook": 4.0,
    "technical": 4.0,
    "incident": 4.0,
    "own_career": 4.0,
    "advice": 2.0,
    "ended": 3.0,
    "open": 3.0,
}
"""What counts at most of each kind, so that a long text is not surer than a clear one."""

SHARE_OF_WORDS: Final = 0.65
"""Rules know what they look for; words know what nobody thought of. Together they are surer."""

ORDER: Final = ("ended",)
"""What comes of the order in which things are told, of which words by themselves say nothing; it
counts whole."""

LOOKED_AT_AGAIN: Final = 0.05
"""Texts that are less likely than that to be about it stay so, whatever else is found."""
CERTAIN: Final = 1e-9
"""Nothing is surer than that."""
ENOUGH_WORDS: Final = 20
"""Of fewer different words the last look says less, because hardly a text it was learned from had
fewer; one that is repeated says nothing new."""
MANY_WORDS: Final = 34
LEFT_OUT: Final = 0.4
"""Log odds for a text of ENOUGH_WORDS or fewer, and none from MANY_WORDS on: who writes that little
leaves out what is plain to them, and mostly answers what they were asked."""

SURELY_BROKEN: Final = 1.6
"""So much of what is technical or has failed, and a text is no quarrel by the last look alone."""

SUREST_IN_FEW: Final = 0.75
"""Log odds: the rules alone make a text of few words no surer than that."""

DESPITE_GOOD: Final = 0.5
"""Log odds by which it has to be surer where something good is said: a happy team that is alarmed
does not come back, and of teams in trouble few have only good to say."""

BASE: Final = -0.8
WEIGHTS: Final = {
    "product": 0.6,
    "more_product": 0.25,
    "pair": 0.65,
    "side": 0.4,
    "manager": -0.25,
    "trouble": 0.75,
    "trouble_of_one": 0.45,
    "trouble_of_others": 0.1,
    "hints": 0.63,
    "incentives": 0.5,
    "understanding": 0.67,
    "blame": 0.4,
    "structure": 0.1,
    "evaluation": 0.1,
    "loaded": 0.85,
    "debt": 0.25,
    "good": -1.15,
    "handbook": -0.9,
    "technical": -0.8,
    "incident": -0.65,
    "own_career": -0.45,
    "advice": -0.35,
    "ended": -1.0,
    "open": 0.1,
    "worsened": 0.8,
    "one_side": -0.85,
    "only_hints": -0.7,
}


def evidence_of(scan: Scan) -> Evidence:
    """What speaks for it and against it, each as a number of 0 or more."""
    said = _said(scan)
    named = [one.role for one in scan.people]
    product = named.count(PRODUCT)
    found = {
        "product": float(product > 0 or PRODUCT in scan.unnamed),
        "more_product": float(min(max(product - 1, 0), 2)),
        "pair": float(any(roles >= PAIR for roles in scan.around)),
        "side": float(not product and ENGINEERING in named and _speaks_of_product(said)),
        "manager": float(min(named.count("manager"), 2)),
    }
    found |= _trouble(scan, said)
    for topic in ("incentives", "understanding", "blame", "evaluation", "loaded"):
        found[topic] = _sum(hit for hit in _of(said, topic) if scan.is_near(hit, PAIR))
    found["structure"] = _sum(
        h for h in _of(said, "structure") if PRODUCT in scan.around[h.sentence]
    )
    found["debt"] = _sum(hit for hit in _of(said, "trouble") if hit.rule.id == "debt")
    for kind, rules in CALM.items():
        found[kind] = _sum(hit for hit in _of(said, "calm") if hit.rule.id in rules)
    found |= _turning(scan, said)
    found["one_side"] = float(not found["product"] and not found["side"])
    found["only_hints"] = float(not any(found[name] for name in PLAIN))
    return {name: min(value, MOST.get(name, value)) for name, value in found.items()}


def relevance_of(evidence: Evidence, *, words: float | None = None) -> float:
    """Between 0 and 1; the framework is taken to apply from 0.5 on.

    `words` is what the words say by themselves, as log odds; None where a language has no weights.
    """
    told = sum(WEIGHTS[name] * evidence.get(name, 0.0) for name in ORDER)
    rules = BASE + sum(WEIGHTS[name] * evidence.get(name, 0.0) for name in WEIGHTS) - told
    odds = rules if words is None else (1 - SHARE_OF_WORDS) * rules + SHARE_OF_WORDS * words
    return 1 / (1 + exp(-(odds + told)))


def log_odds(chance: float) -> float:
    """Of a chance from 0 to 1, which rounding may have made certain."""
    kept = min(max(chance, CERTAIN), 1 - CERTAIN)
    return log(kept / (1 - kept))


def looked_at_again(
    relevance: float, odds: float, *, words: int, good: float, broken: float = 0.0
) -> float:
    """The same after a last look at all that was found in so many `words`, of which `odds` come;
    `good` is how much good is said, and `broken` how much of what is technical or has failed.

    It tells people who get on from people who do not where both speak of the same things. What is
    about something else stays so, and of an outage it makes no quarrel.
    """
    if relevance < LOOKED_AT_AGAIN:
        return relevance
    if broken >= SURELY_BROKEN:
        odds = min(odds, log_odds(relevance))
    first = log_odds(relevance)
    again = first + (odds - first) * min(1.0, words / ENOUGH_WORDS)
    few = min(max((MANY_WORDS - words) / (MANY_WORDS - ENOUGH_WORDS), 0.0), 1.0)
    return 1 / (1 + exp(-(again + LEFT_OUT * few - (DESPITE_GOOD if good else 0.0))))


def told_in_few(relevance: float, evidence: Evidence, *, words: int) -> float:
    """The same of a text of so many different `words`: of few, what the rules plainly find tells
    more than words do, which were weighed in longer texts. Not where anything speaks against it.
    """
    few = max(1 - words / MANY_WORDS, 0.0)
    against = any(evidence[name] for name in (*CALM, *ORDER, "only_hints"))
    if relevance < LOOKED_AT_AGAIN or against:
        return relevance
    odds = log_odds(relevance)
    rules = min(log_odds(relevance_of(evidence)), SUREST_IN_FEW)
    return 1 / (1 + exp(-(odds + few * max(rules - odds, 0.0))))


def surely(relevance: float, odds: float, evidence: Evidence, *, words: int) -> float:
    """How surely it applies in the end: after the last look, and as few words tell it."""
    again = looked_at_again(
        relevance,
        odds,
        words=words,
        good=evidence["good"],
        broken=evidence["technical"] + evidence["incident"],
    )
    return told_in_few(again, evidence, words=words)


def _speaks_of_product(said: Hits) -> bool:
    return any(hit.rule.id == "product_side" for hit in _of(said, "work"))


def _trouble(scan: Scan, said: Hits) -> Evidence:
    """Trouble beside product, beside engineering alone and beside neither; hints beside both."""
    places: dict[str, list[Hit]] = {name: [] for name in TROUBLE}
    for hit in _of(said, "trouble"):
        around = scan.around[hit.sentence]
        if hit.rule.id in HINTS:
            name = "hints" if scan.is_near(hit, PAIR) else ""
        elif PRODUCT in around:
            name = "trouble"
        else:
            name = "trouble_of_one" if ENGINEERING in around else "trouble_of_others"
        if name:
            places[name].append(hit)
    return {name: _sum(hits) for name, hits in places.items()}


def _turning(scan: Scan, said: Hits) -> Evidence:
    """What goes on, what is over, and whether it was good before.

    An end counts only where no trouble is told after it; "the arguing stopped" is an end.
    """
    ends = [hit for hit in _of(said, "turning") if hit.rule.id in ENDED]
    goes_on = [hit for hit in _of(said, "turning") if hit.rule.id not in ENDED]
    over = {place for hit in ends for place in range(hit.first, hit.last)}
    trouble = [hit for hit in _plain(said, FRICTION) if hit.first not in over]
    last = max((hit.first for hit in (*goes_on, *trouble)), default=-1)
    return {
        "open": _sum(goes_on),
        "ended": _sum(hit for hit in ends if hit.first > last),
        "worsened": float(_worsened(scan, said, ends, goes_on)),
    }


def _worsened(scan: Scan, said: Hits, ends: Sequence[Hit], goes_on: Sequence[Hit]) -> bool:
    """Whether it was good, then came a "but" or the like, and then trouble between the two."""
    good = [hit for hit in _of(said, "calm") if hit.rule.id in CALM["good"]]
    nice = max((hit.first for hit in (*good, *ends)), default=None)
    if nice is None:
        return False
    contrast = [hit for hit in _of(said, "trouble") if hit.rule.id == "contrast"]
    turn = min((hit.first for hit in (*goes_on, *contrast) if hit.first > nice), default=None)
    trouble = (hit for hit in _plain(said, TELLING) if scan.is_near(hit, PAIR))
    return turn is not None and any(hit.first >= turn for hit in trouble)


def _plain(said: Hits, topics: Sequence[str]) -> list[Hit]:
    """What these lists tell, without hints."""
    return [hit for topic in topics for hit in _of(said, topic) if hit.rule.id not in ALL_HINTS]


def _said(scan: Scan) -> Hits:
    """What is denied ("we never argue") is left out, unless the denial is what is meant, and so is
    the good that somebody would like to have.
    """
    said = {
        topic: [hit for hit in scan.hits[topic] if not scan.is_denied(hit)]
        for topic in TELL_OF_IT
        if topic in scan.hits
    }
    return said | {"calm": [hit for hit in said.get("calm", []) if not scan.is_wished(hit)]}


def _of(said: Hits, topic: str) -> Sequence[Hit]:
    return said.get(topic, ())


def _sum(hits: Iterable[Hit]) -> float:
    """Each rule counts its weight, and a part of it for up to three times more."""
    times: dict[str, int] = {}
    total = 0.0
    for hit in hits:
        before = times.get(hit.rule.id, 0)
        times[hit.rule.id] = before + 1
        if not before:
            total += hit.rule.weight
        elif before <= MOST_OF_THE_SAME:
            total += hit.rule.weight * MORE_OF_THE_SAME
    return total

"""The words for how far a need is met, and for one plan beside another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final
from unicodedata import bidirectional

from trifecta.domain.compromise.findings import Verdict
from trifecta.domain.compromise.terms import shortened
from trifecta.domain.compromise.unmet import out_of_reach
from trifecta.domain.people.words import all_of_you, capital, counted, joined, number_word

ALL: Final = 0.995
NEARLY: Final = 0.85
"""From so much of what somebody needs on, a plan is good enough to be said without a but."""

APART: Final = 0.10

_NOISE: Final = 1e-6

_LEFTWARD: Final = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
"""Letters and signs, by their class in Unicode's bidirectional algorithm, that run to the left."""

_LEVELS: Final = (
    (ALL, "in full"),
    (0.90, "nearly in full"),
    (0.65, "for the most part"),
    (0.35, "by about half"),
    (0.05, "a little"),
    (-0.005, "not at all"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a plan gives one party: `share` of what it needs, `best` that any plan could give.

    `offered` is what the options on the list would give, were there room for them.
    """

    name: str
    reader: bool
    share: float
    best: float
    offered: float = 0.0


def level_words(level: float) -> str:
    """Such as "for the most part"; `level` is 1 for in full and below 0 where it gets worse."""
    return next((words for least, words in _LEVELS if level >= least), "worse than now")


def about(share: float) -> str:
    """ "about 95%", to the nearest 5, or "all"; shares lie between 0 and 1."""
    if share >= ALL:
        return "all"
    return f"about {5 * round(share * 20)}%"


def percent(share: float) -> str:
    """Whole per cent, such as "94%"; below 0 is 0, since a person cannot have less than nothing."""
    return f"{round(max(0.0, share) * 100)}%"


def at_least(share: float) -> str:
    """Whole per cent that are not more than the share, such as "93%" for 0.939."""
    return f"{floor(max(0.0, share) * 100 + _NOISE)}%"


def at_most(share: float) -> str:
    """Whole per cent that are not less than the share, such as "94%" for 0.932."""
    return f"{ceil(max(0.0, share) * 100 - _NOISE)}%"


def headline(parties: Sequence[Standing], *, verdict: Verdict) -> str:
    """The answer in one sentence, to the reader where one of the parties is the reader."""
    forgotten = [party for party in parties if party.best < 0.05]
    shares = [party.share for party in parties]
    if forgotten:
        offered = min(party.offered for party in forgotten)
        return out_of_reach(f"what {_need(forgotten)}", offered=offered)
    if min(shares) >= ALL:
        return f"{_can_have(parties)} all of what {_they(parties)}."
    if min(shares) >= NEARLY and max(shares) - min(shares) <= APART:
        return f"{_can_have(parties)} {about(min(shares))} of what {_they(parties)}."
    if verdict == "real":
        return _nobody(parties)
    return _each(parties)


def _can_have(parties: Sequence[Standing]) -> str:
    if len(parties) == 2 and any(party.reader for party in parties):
        return "You can both have"
    return f"{capital(_everybody(parties))} can have"


def _nobody(parties: Sequence[Standing]) -> str:
    if len(parties) == 1:
        return "No plan gives you all that you need. This one comes closest."
    lead = f"No plan gives {_everybody(parties)} what {_they(parties)}."
    return f"{lead} This one comes closest; here is what each of you gives up."


def _each(parties: Sequence[Standing]) -> str:
    first, *rest = sorted(parties, key=lambda party: not party.reader)
    lead = f"{capital(_who(first))} can have {about(first.share)} of what {_need([first])}"
    if not rest:
        return f"{lead}."
    others = [
        f"{_who(party)} {'everything' if party.share >= ALL else about(party.share)}"
        for party in rest
    ]
    return f"{lead}, {joined(others)}."


def _who(party: Standing) -> str:
    return "you" if party.reader else party.name


def _need(parties: Sequence[Standing]) -> str:
    """ "you need", "Noor needs", "you and Noor need"."""
    ordered = sorted(parties, key=lambda party: not party.reader)
    verb = "needs" if len(parties) == 1 and not ordered[0].reader else "need"
    return f"{joined([_who(party) for party in ordered])} {verb}"


def _they(parties: Sequence[Standing]) -> str:
    return "you need" if any(party.reader for party in parties) else "they need"


def _everybody(parties: Sequence[Standing]) -> str:
    """ "you both", "all three of you"; by name where the reader is none of them."""
    if not any(party.reader for party in parties):
        return joined([party.name for party in parties])
    return "you both" if len(parties) == 2 else all_of_you(len(parties))


def shared_title(parties: int) -> str:
    """What an equal share of everything that was asked for is called."""
    words: Mapping[int, str] = {2: "Half and half", 3: "A third each", 4: "A quarter each"}
    return words.get(parties, f"One part in {number_word(parties)} each")


def quoted(text: str) -> str:
    """Somebody's own words in quotation marks, in one line and without a full stop at the end."""
    return f"“{_apart(shortened(text.strip().rstrip('.'), most=90))}”"


def _apart(text: str) -> str:
    """What is written from right to left, set apart, so that the signs around it stay in place."""
    if not any(bidirectional(sign) in _LEFTWARD for sign in text):
        return text
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


_OPENINGS: Final = """
a add agree alerts all an answer ask automatic begin better borrow bring build buy call change
cheaper check choose clean clearer close collect connect cover create cut daily dashboards decide
define delay deliver deploy describe design do document documentation draft drop each ease end
every experiment experiments explain extend faster fewer find finish first five fix four fourth
freeze get give go half hand help hire hold import improve introduce invest invite invoices keep
launch lead learn leave let limit look make map measure meet merge migrate monthly more move name
next no numbers offer onboarding one only open organise own pair pay people permissions pilot plan
postpone prepare pricing promise prototype publish put quicker raise rebuild record reduce
refactor release remove rename repair replace reports retire review reviews rewrite roll rotate
round rounds run search second self-serve sell send set seven several share ship shorter show
simplify six slow smaller some sort spend split start stop support switch take talk teach tell ten
test tests the third three train trial try turn two update upgrade use visit wait weekly work
write
"""
OPENINGS: Final = frozenset(_OPENINGS.split())
"""First words of a title that lose their capital inside a sentence; any other may be a name."""


def in_sentence(title: str) -> str:
    """A title as it stands within a sentence, without a full stop at its end."""
    title = title.strip().rstrip(".")
    first = title.split(" ", 1)[0]
    return title[:1].lower() + title[1:] if first.lower() in OPENINGS else _apart(title)


def lead(stages: Sequence[Sequence[str]]) -> str:
    """The plan in a few sentences, from the titles of the work in each stage."""
    filled = [titles for titles in stages if titles]
    starts = ["First", *["Then"] * (len(filled) - 2), "After that"] if len(filled) > 1 else [""]
    sentences = []
    for start, titles in zip(starts, filled, strict=False):
        listed = joined([in_sentence(title) for title in titles[:4]], last="and")
        more = len(titles) - 4
        if more > 0:
            listed += f", and {counted(more, 'more thing')}"
        sentences.append(f"{start}, {listed}." if start else f"{capital(listed)}.")
    return " ".join(sentences) or "Nothing on the list is worth its effort for all of you."

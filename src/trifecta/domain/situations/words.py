"""How findings are called and explained, the same on a page and on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.people.words import joined
from trifecta.domain.situations.analysis import (
    EXECUTIVE,
    Analysis,
    HarmKind,
    Lean,
    SignalId,
    Span,
    Whose,
)

SIGNAL: Final[Mapping[SignalId, str]] = {
    "em_pm_conflict": "Engineering and product are in conflict",
    "misaligned_incentives": "People are rewarded for different things",
    "finger_pointing": "It is put on somebody",
    "performance_evaluation": "It is about how somebody is rated",
    "partnership_structure": "It is about how the two roles work together",
    "team_structure_accountability": "It is about who owns and answers for what",
}
LEAN: Final[Mapping[Lean, str]] = {
    "incentive": "You seem to be rewarded for different things",
    "understanding": "You seem not to know what the other needs",
    "both": "You seem to be rewarded for different things, and not to know what the other needs",
    "unclear": "It cannot be told from this why you are stuck",
}
LEAN_OF_BOTH: Final[Mapping[Lean, str]] = {
    "incentive": "They seem to be rewarded for different things",
    "understanding": "They seem not to know what the other needs",
    "both": "They seem to be rewarded for different things, and not to know what the other needs",
    "unclear": "It cannot be told from this why they are stuck",
}
"""The same, told to whoever is neither of them."""
WHOSE: Final[Mapping[Whose, str]] = {
    "writer": "yours",
    "counterpart": "theirs",
    "other": "somebody else’s",
    "unclear": "",
}
POSITION: Final = "What is asked for. It is one way to get what is needed, and seldom the only one."
NEED: Final = "Why it is asked for. This is what a plan has to meet."
CONSTRAINT: Final = "What limits somebody. The other side often does not know of it."
JUMP: Final = "A solution. Keep it for later, and begin with what it is to solve."
TRADE_OFF: Final = "A choice is claimed. Many of this kind give way once both needs are known."
INTERESTING: Final = (
    "The wish for interesting work. It limits a lead, and a counterpart rarely sees it."
)
CODDLING: Final = "Somebody is kept away from a problem out of kindness. Peers can be told."
SWEEPING: Final = "You could say what happened, and when. One time can be talked about."


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmWords:
    """What is said before anything else where a text tells of harm; `short` beside a statement, and
    `link` is a page that helps, called `linked`.
    """

    title: str
    says: str
    short: str
    link: str = ""
    linked: str = ""


HARM: Final[Mapping[HarmKind, HarmWords]] = {
    "despair": HarmWords(
        title="You first",
        says="You write of harming yourself, or of not wanting to live. Please talk to somebody "
        "now: somebody close to you, a doctor, or a crisis line, which answers at any hour; "
        "findahelpline.com names one for each country. In danger, call your emergency number. "
        "The work can wait.",
        short="Please talk to somebody now: somebody close to you, a doctor, or a crisis line "
        "(findahelpline.com names one for each country).",
        link="https://findahelpline.com",
        linked="Find a crisis line",
    ),
    "misconduct": HarmWords(
        title="This is nothing that two people have to sort out between them",
        says="Nobody has to understand why somebody is touched, threatened, or put down for who "
        "they are. Tell people operations, or somebody above both whom you trust; where nobody "
        "there helps, a works council, a union or a lawyer. In danger, call the police. Write down "
        "for yourself what happened, when, and who saw it.",
        short="This is no difference of needs, and nobody has to understand it. Tell people "
        "operations, or somebody above both whom you trust.",
    ),
}
HARMS: Final[tuple[HarmKind, ...]] = ("despair", "misconduct")
"""In the order in which they are told."""
SURE: Final = 0.75
"""From here on it is said without a reservation."""


def who_writes(analysis: Analysis) -> str:
    """Who was taken to write about whom; "" where nobody is known that it is about."""
    about = analysis.both or (analysis.counterpart,)
    others = joined([PARTNER_ROLES[role].field for role in about if role])
    if analysis.writer == EXECUTIVE:
        leads = "somebody who leads both" if analysis.both else "somebody who leads them"
        return f"{leads}, writing about {others}"
    if not others:
        return ""
    writer = PARTNER_ROLES.get(analysis.writer)
    return f"{writer.field if writer else 'somebody'} writing about {others}"


def harm_told(analysis: Analysis) -> Iterator[tuple[HarmWords, tuple[Span, ...]]]:
    """What is said first, and the sentences that it is said because of."""
    for kind in HARMS:
        spans = tuple(one.span for one in analysis.harm if one.kind == kind)
        if spans:
            yield HARM[kind], spans


def lean(analysis: Analysis) -> str:
    """Why they are stuck, as far as words tell, said to whoever writes."""
    says = LEAN_OF_BOTH if analysis.is_of_both else LEAN
    return says[analysis.root_cause.lean]


def applies(analysis: Analysis) -> str:
    """Whether the framework applies, in a sentence, as surely as it can be said."""
    if not analysis.relevant:
        return analysis.start_why
    if analysis.against_its_words:
        them = "these two" if analysis.is_of_both else "you two"
        return f"It is about {them}, you say; it does not read so, and may be read less well."
    if analysis.relevance >= SURE:
        return "This is what the framework is for: people who lead together, and are stuck."
    return "This may be what the framework is for: what is told does not make it certain."

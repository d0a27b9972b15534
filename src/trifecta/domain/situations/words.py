"""How findings are called and explained, the same on a page and on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.situations.analysis import Analysis, Lean, SignalId, Whose

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
WHOSE: Final[Mapping[Whose, str]] = {
    "writer": "yours",
    "counterpart": "theirs",
    "other": "somebody else’s",
    "unclear": "",
}
POSITION: Final = "What is asked for. It is one way to get what is needed, and seldom the only one."
NEED: Final = "Why it is asked for. This is what a plan has to meet."
CONSTRAINT: Final = "What limits somebody. The other side often does not know of it."
JUMP: Final = "A solution. Keep it for later: what it is to solve is not told yet."
TRADE_OFF: Final = "A choice is claimed. Many of this kind give way once both needs are known."
INTERESTING: Final = (
    "The wish for interesting work. It limits a lead, and a counterpart rarely sees it."
)
CODDLING: Final = "Somebody is kept away from a problem out of kindness. Peers can be told."
NOT_ENGLISH: Final = (
    "This does not seem to be English, and only English can be read so far. You can fill in the "
    "sheet all the same."
)

SURE: Final = 0.75
"""From here on it is said without a reservation."""


def applies(analysis: Analysis) -> str:
    """Whether the framework applies, in a sentence, as surely as it can be said."""
    if not analysis.relevant:
        return analysis.start_why
    if analysis.against_its_words:
        return "It is about you two, you say; it does not read so, and may be read less well."
    if analysis.relevance >= SURE:
        return "This is what the framework is for: people who lead together, and are stuck."
    return "This may be what the framework is for. Some of the words speak against it."

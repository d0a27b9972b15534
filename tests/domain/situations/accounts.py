"""Accounts of work in our own words, with what a careful reader makes of each."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.domain.situations.analysis import Lean, SignalId
from trifecta.domain.situations.labelled import Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A text, and what has to be read in it; None and () stand for what is left open."""

    text: str
    relevant: bool = True
    signal: SignalId | None = None
    lean: Lean | None = None
    villain: bool | None = None
    jump: bool | None = None


def with_label(text: str, *, relevant: bool) -> Labelled:
    """A text of which nothing else is labelled."""
    return Labelled(
        text=text,
        category="",
        relevant=relevant,
        signals=frozenset(),
        disputed=frozenset(),
        lean=None,
        villain=None,
        jump=None,
        tradeoff=None,
    )


YES_TO_SALES = "My PM keeps saying yes to sales requests."
STRUCTURE = "How should we structure EM/PM accountability?"
CONFLICT = "Our EM and our PM are in constant conflict."
DEBT_OR_FEATURES = "Should engineers work on technical debt or features?"

GROWTH = (
    "I'm the EM of the growth team. Our PM wants fifty experiments this quarter because funding "
    "depends on it. My engineers are bored, and two of them threaten to leave if we don't build "
    "something new. She thinks I block her, I think she never asks what it costs."
)

BEFORE = "My PM and I argue about the roadmap, and the engineers notice. "
"""What comes before a sentence that is tried by itself."""

ACCOUNTS = (
    Account(text=GROWTH, signal="em_pm_conflict", villain=False, jump=False),
    Account(
        text="Our product manager is rewarded for launches and I am paged when they fall over. His "
        "bonus depends on the date, mine on uptime.",
        signal="misaligned_incentives",
        lean="incentive",
        villain=False,
    ),
    Account(
        text="The developers say it is impossible and never explain why. I don't understand what "
        "takes so long, and as product owner I have no idea what to tell the customer.",
        lean="understanding",
        villain=False,
    ),
    Account(
        text="When a release slips, product blames engineering, engineering blames product, and "
        "nobody asks what happened.",
        signal="finger_pointing",
    ),
    Account(
        text="Nobody owns the decision. The PM says priorities are hers, the engineering manager "
        "says capacity is his, and when both want the same sprint there is no clear owner.",
        signal="team_structure_accountability",
    ),
    Account(
        text="How do you evaluate engineering managers when the product manager chooses what gets "
        "built? In the performance review both of them get a rating for the same launch.",
        signal="performance_evaluation",
    ),
    Account(
        text="Our tech lead is an arrogant bully and the product manager is a liar. Neither of "
        "them has ever listened to the team.",
        villain=True,
    ),
    Account(
        text="I've had it with our product owner arguing about every estimate. We should just get "
        "rid of the role: fire the PM and let the engineers talk to customers.",
        jump=True,
    ),
)

QUIET = (
    "At 03:12 UTC the primary database ran out of connections. The on-call engineer restarted the "
    "pool and traffic recovered within nine minutes. The root cause was a retry loop.",
    "The stand-up moved to 3 PM. Use an em-dash, not a hyphen, in the headings of the manual.",
    "How do I make the Swift package manager resolve a local dependency? The build fails with an "
    "error about a missing product in the manifest.",
    "The product manager will open an epic for each milestone, and the engineering manager should "
    "add labels and weights to the issues before the kickoff.",
    "I love working with our PM. She gives the engineers credit in every demo, and we decided "
    "together what to leave out. It went well and we shipped on time.",
    "I have an interview on Friday for a job with a better salary. Should I tell my boss before I "
    "hand in my notice, or wait for the offer letter?",
    "We lost the coffee machine today. I propose a second one on a different circuit.",
    "",
    "   \n\n\t",
)

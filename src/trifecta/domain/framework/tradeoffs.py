"""Trade-offs that usually are none, how each gives way, and when it is real."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.framework.pieces import FalseTradeOff

FALSE_TRADE_OFFS: Final = (
    FalseTradeOff(
        id="speed-or-quality",
        title="Speed or quality",
        dissolves="A smaller piece can be quick and sound. Decide which part has to be there on "
        "the day, and make that part well.",
        real_when="The smallest useful piece does not fit before a date that truly cannot move.",
        question="pm-half",
    ),
    FalseTradeOff(
        id="features-or-debt",
        title="Features or technical debt",
        dissolves="Not all debt costs the same. What slows down the next feature is mended as part "
        "of it; what nobody touches can wait.",
        real_when="The system is near the point where it cannot be changed safely at all.",
        question="em-technical-part",
    ),
    FalseTradeOff(
        id="interesting-or-needed",
        title="Interesting work or what the business needs",
        dissolves="What the business needs has hard parts. A tool that makes dull work quick is "
        "interesting to build, and the dull work gets done.",
        real_when="People want the technology itself, and nothing that is due can use it.",
        question="interest-due-anyway",
    ),
    FalseTradeOff(
        id="one-customer-or-all",
        title="One large customer or everybody else",
        dissolves="Find out what the large one has to be able to do. Often a part that others need "
        "too comes first, and the special rest is small, or can be done by hand for a while.",
        real_when="What they want contradicts what the product is for.",
        question="pm-large-customer",
    ),
    FalseTradeOff(
        id="now-or-later-well",
        title="Now, or properly later",
        dissolves="In stages: the first proves that it is worth it, the second makes it last. Both "
        "are promised with a date on the same day.",
        real_when="The first stage cannot be taken back, such as a price, a contract or lost data.",
        question="pm-smallest-proof",
    ),
    FalseTradeOff(
        id="experiments-or-foundations",
        title="Experiments or foundations",
        dissolves="Experiments that come in dozens want a common ground to stand on. Build it with "
        "the first ones and let the rest pay for it.",
        real_when="There will be only two or three of them.",
        question="em-test-ground",
    ),
    FalseTradeOff(
        id="autonomy-or-standards",
        title="Freedom of teams or one way for all",
        dissolves="Be strict about what others meet, such as data, alarms and log-ins, and free "
        "inside. An exception may be asked for, and then helps to improve the rule.",
        real_when="Two teams share the same running system.",
        question="any-rule",
    ),
    FalseTradeOff(
        id="support-or-roadmap",
        title="Support or the roadmap",
        dissolves="Count for a month what keeps coming back. Mending the first three causes is "
        "roadmap work, and pays for itself in weeks.",
        real_when="The questions come from a flood of new customers, and each is different.",
        question="em-week",
    ),
)
TRADE_OFF: Final[Mapping[str, FalseTradeOff]] = {one.id: one for one in FALSE_TRADE_OFFS}

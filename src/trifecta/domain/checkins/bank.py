"""The bank of trade-off questions: twenty-four topics, each worded for the roles it is put to.

How to add one: both ends are things a reasonable colleague wants and would say aloud, neither is
the virtuous one, both cost something, and they are about equally long. A wording that has been
asked is never edited, because answers are compared over time: give the new wording a new key and
put it before the old one in its topic. The last wording of each topic makes sense to every role.
"""

from __future__ import annotations

from typing import NamedTuple, get_args

from trifecta.domain.checkins.items import Item, Nearer, Pole
from trifecta.domain.people.roles import PartnerRole

_ALL: frozenset[PartnerRole] = frozenset(get_args(PartnerRole))
_BUILDERS: frozenset[PartnerRole] = frozenset({"em", "pm", "staff"})
_MAKERS: frozenset[PartnerRole] = frozenset({"em", "pm", "design", "staff"})
_ENGINEERS: frozenset[PartnerRole] = frozenset({"em", "staff"})
_CRAFT: frozenset[PartnerRole] = frozenset({"em", "design", "staff"})
_RUNNERS: frozenset[PartnerRole] = frozenset({"em", "pm", "business", "staff"})


class _Wording(NamedTuple):
    """One way to ask a topic; each pole is (asked in full, short form)."""

    key: str
    first: tuple[str, str]
    second: tuple[str, str]
    fits: frozenset[PartnerRole] = _ALL


def _topic(topic: str, nearer: Nearer, *wordings: _Wording) -> tuple[Item, ...]:
    return tuple(
        Item(
            key=wording.key,
            topic=topic,
            first=Pole(full=wording.first[0], short=wording.first[1]),
            second=Pole(full=wording.second[0], short=wording.second[1]),
            nearer=nearer,
            fits=wording.fits,
        )
        for wording in wordings
    )


TOPICS: tuple[tuple[Item, ...], ...] = (
    _topic(
        "completeness",
        "first",
        _Wording(
            "first-part",
            ("Release a first part on the day we named", "Releasing a first part early"),
            ("Release once, on the day all of it is there", "Releasing all of it at once"),
        ),
    ),
    _topic(
        "promises",
        "second",
        _Wording(
            "teaching",
            ("Let the strongest people teach the others", "Having the strongest people teach"),
            ("Let the strongest people take the hardest work", "Having the strongest people build"),
            _CRAFT,
        ),
        _Wording(
            "sales-promise",
            ("Stay with the roadmap, and help sales explain it", "Staying with the roadmap"),
            ("Keep what sales has promised, and move the roadmap", "Keeping what sales promised"),
        ),
    ),
    _topic(
        "renewal",
        "first",
        _Wording(
            "rewrite",
            ("Patch the part that slows us down, and live with it", "Patching the slow part"),
            ("Replace the part that slows us down, and wait for it", "Replacing the slow part"),
            _BUILDERS,
        ),
        _Wording(
            "redesign",
            ("Improve the flow people know, one step at a time", "Improving the flow people know"),
            ("Rethink the flow from its beginning, all at once", "Rethinking the flow"),
            _MAKERS,
        ),
        _Wording(
            "old-system",
            ("Sell what the old system can do, limits included", "Selling with the old system"),
            ("Renew the old system, and sell less for a while", "Renewing the old system"),
        ),
    ),
    _topic(
        "experiments",
        "second",
        _Wording(
            "experiments",
            (
                "Build the ground that later experiments will need",
                "Building ground for experiments",
            ),
            ("Run many small experiments on what is there", "Running many small experiments"),
        ),
    ),
    _topic(
        "launch",
        "first",
        _Wording(
            "launch",
            ("Launch while people are asking for it", "Launching while people ask"),
            ("Launch after some weeks of steady service", "Launching on a steady service"),
        ),
    ),
    _topic(
        "cleaning",
        "second",
        _Wording(
            "debt",
            ("Keep part of every month for cleaning up old work", "Cleaning up every month"),
            ("Clean up old work where something new touches it", "Cleaning up along the way"),
        ),
    ),
    _topic(
        "disturbance",
        "second",
        _Wording(
            "night-calls",
            ("Fix what wakes people at night, then build what is next", "Fixing what wakes people"),
            ("Build what is next, then fix what wakes people at night", "Building what is next"),
            _RUNNERS,
        ),
        _Wording(
            "confusion",
            (
                "Fix what confuses people today, then start what is next",
                "Fixing what confuses people",
            ),
            ("Start what is next, then fix what confuses people today", "Starting what is next"),
        ),
    ),
    _topic(
        "hiring",
        "first",
        _Wording(
            "hiring",
            ("Keep senior people on the work, and hire later", "Keeping senior people on the work"),
            ("Give senior people’s hours to hiring this quarter", "Hiring this quarter"),
        ),
    ),
    _topic(
        "evidence",
        "first",
        _Wording(
            "evidence",
            ("Decide by experience, and decide this week", "Deciding by experience"),
            ("Decide by numbers, and wait until we have them", "Deciding by numbers"),
        ),
    ),
    _topic(
        "custom",
        "second",
        _Wording(
            "root-cause",
            ("Find the root of an outage before anything else", "Finding the root of an outage"),
            ("Restore the service, note what happened, go on", "Restoring and going on"),
            _ENGINEERS,
        ),
        _Wording(
            "custom",
            ("Build what many customers would use a little", "Building for many customers"),
            ("Build what one large customer cannot do without", "Building for one large customer"),
        ),
    ),
    _topic(
        "lateness",
        "first",
        _Wording(
            "late",
            ("When we run late, take something out", "Taking something out when late"),
            ("When we run late, move the date", "Moving the date when late"),
        ),
    ),
    _topic(
        "learning",
        "second",
        _Wording(
            "learning",
            ("Give people the work they learn most from", "Giving people work they learn from"),
            ("Give people the work that is needed most", "Giving people work that is needed"),
        ),
    ),
    _topic(
        "faults",
        "first",
        _Wording(
            "faults",
            (
                "Bring it out with the small faults we know about",
                "Releasing with small known faults",
            ),
            (
                "Mend the small faults we know about before it goes out",
                "Mending small faults first",
            ),
        ),
    ),
    _topic(
        "requests",
        "first",
        _Wording(
            "requests",
            ("Answer other teams on the day they ask", "Answering other teams at once"),
            ("Let other teams wait, so that our week holds", "Guarding our own week"),
        ),
    ),
    _topic(
        "research",
        "second",
        _Wording(
            "research",
            ("Talk with more users before we build anything", "Talking with more users first"),
            ("Build something small, and watch it being used", "Building something small first"),
        ),
    ),
    _topic(
        "breadth",
        "first",
        _Wording(
            "breadth",
            ("Make many small things better for many people", "Making many small things better"),
            ("Put most of the year into one large thing", "Making one large thing"),
        ),
    ),
    _topic(
        "standards",
        "first",
        _Wording(
            "tools",
            ("Use the tools that everybody here knows", "Using the tools we know"),
            ("Use the tool made for this kind of work", "Using a tool made for this"),
            _BUILDERS,
        ),
        _Wording(
            "components",
            ("Use the components that everybody here shares", "Using the shared components"),
            ("Design a part made for this one page", "Designing a part made for this"),
            _MAKERS,
        ),
        _Wording(
            "terms",
            ("Give a large customer the terms it asks for", "Giving a large customer its terms"),
            ("Keep the same prices and terms for everybody", "Keeping the same terms for all"),
        ),
    ),
    _topic(
        "details",
        "second",
        _Wording(
            "details",
            ("Settle the details before anybody starts", "Settling details before the start"),
            ("Start, and settle the details on the way", "Settling details on the way"),
            _MAKERS,
        ),
        _Wording(
            "sold-first",
            ("Build it first, and sell what has proved itself", "Selling what has proved itself"),
            ("Sell it first, and build what was signed for", "Building what was signed for"),
        ),
    ),
    _topic(
        "safety",
        "second",
        _Wording(
            "security",
            ("Stop for every security finding, large or small", "Stopping for security findings"),
            ("Rank security findings among all our other work", "Ranking security findings"),
            _BUILDERS,
        ),
        _Wording(
            "two-looks",
            ("Wait until every page has the new look", "Waiting for one look everywhere"),
            ("Change page by page, with two looks for a while", "Changing page by page"),
            _MAKERS,
        ),
        _Wording(
            "legal",
            ("Ask legal early, and wait for the answer", "Waiting for legal’s answer"),
            ("Go ahead, and ask legal once it has a shape", "Asking legal later"),
        ),
    ),
    _topic(
        "customers",
        "first",
        _Wording(
            "one-way",
            ("Let each team build in the way it knows", "Letting teams build their own way"),
            ("Agree on one way of building for all teams", "Agreeing on one way of building"),
            _ENGINEERS,
        ),
        _Wording(
            "customers",
            ("Win customers we do not have yet", "Winning new customers"),
            ("Look after the customers we already have", "Looking after our customers"),
        ),
    ),
    _topic(
        "retiring",
        "first",
        _Wording(
            "retiring",
            ("Keep an old feature that some people rely on", "Keeping old features"),
            ("Retire an old feature, and have less to carry", "Retiring old features"),
        ),
    ),
    _topic(
        "pace",
        "second",
        _Wording(
            "pace",
            ("Keep the same pace, also before a date", "Keeping the same pace"),
            ("Push hard before a date, and rest after it", "Pushing hard before a date"),
        ),
    ),
    _topic(
        "sharing",
        "second",
        _Wording(
            "shared",
            ("Wait for a solution that other teams can share", "Waiting for a shared solution"),
            ("Build our own now, and join other teams later", "Building our own now"),
            _MAKERS,
        ),
        _Wording(
            "buying",
            ("Build what we lack ourselves, and own it", "Building what we lack"),
            ("Buy what we lack, and depend on its maker", "Buying what we lack"),
        ),
    ),
    _topic(
        "yardstick",
        "second",
        _Wording(
            "yardstick",
            ("Judge our quarter by the state the team is in", "Judging by the team’s state"),
            ("Judge our quarter by what customers got from it", "Judging by what customers got"),
        ),
    ),
)

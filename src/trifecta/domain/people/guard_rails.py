"""What tends to go wrong in partnerships, noticed early, with one thing to do about it (O2, O3).

Villain stories are noticed while a text is written. A shared rating that feels unfair, is used as a
punishment, is applied mechanically or hides an exception shows in calibration, where ratings are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from trifecta.domain.checkins.duration import minutes_for
from trifecta.domain.people.adaptation import adapt
from trifecta.domain.people.journey import AgreementFacts, Facts, Link, latest
from trifecta.domain.people.next_step import CHECK_IN_AGAIN_AFTER
from trifecta.domain.people.readiness import needed_executives
from trifecta.domain.people.roles import ORGANISATION_ROLES
from trifecta.domain.people.words import (
    all_of_you,
    capital,
    counted,
    day_words,
    joined,
    number_word,
)

SET_UP_LONG_AGO: Final = timedelta(days=28)
QUIET_TENSION: Final = timedelta(days=21)
LATE_LOOK_BACK: Final = timedelta(days=7)
MANY_PRIVATE: Final = 3
ROUNDS_IN_SILENCE: Final = 2
FEWEST_LEFT: Final = 2

PIECE_OF: Final[Mapping[str, str]] = {
    "trust_falling": "understand",
    "gate_skipped": "understanding-skipped",
    "structure_without_culture": "structure-without-culture",
    "my_invisible_constraints": "limits-kept-invisible",
    "nobody_shares": "limits-kept-invisible",
    "leadership": "leadership-absent",
    "too_early_to_rate": "understanding-skipped",
}
"""Which piece of the framework says more about what is noticed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardRail:
    """Something noticed: `title` says it, `body` what it may mean, `action` what to do about it.

    `mission` names the requirement it answers. With `only_you` it rests on what the reader alone
    knows and is shown to nobody else.
    """

    id: str
    mission: str
    title: str
    body: str
    action: str
    link: Link
    only_you: bool = False

    @property
    def piece(self) -> str:
        """The id of what the framework says about it, or ""."""
        return PIECE_OF.get(self.id, "")


def notice(facts: Facts) -> tuple[GuardRail, ...]:
    """Everything that this member may be told, what weighs most first.

    Rests on the reader's own facts and on what all members may know, so no text can tell one member
    what another keeps to themselves.
    """
    found = (detect(facts) for detect in DETECTORS)
    return tuple(one for one in found if one is not None)


def _trust_falling(facts: Facts) -> GuardRail | None:
    if not facts.checkins.trust_falling:
        return None
    return GuardRail(
        id="trust_falling",
        mission="O1, O3",
        title="Trust between you has gone down over the last check-ins",
        body="That seldom turns by itself. Take one thing that happened, write down what each of "
        "you needed in it, and leave solutions aside for a week.",
        action="Open a tension",
        link=facts.partnership.page("tensions:open"),
    )


def _gate_skipped(facts: Facts) -> GuardRail | None:
    """Solutions before understanding: the play-back was left out and is still open to do."""
    skipped = [
        one for one in facts.tensions if one.gate_skipped and one.state in {"open", "planning"}
    ]
    if skipped:
        tension = skipped[-1]
        return GuardRail(
            id="gate_skipped",
            mission="O2, O3",
            title=f"“{tension.title}” went to plans without the play-back",
            body="There was a reason, and it is on record. You can still say what you heard; it "
            "often changes what a plan has to meet.",
            action="Go to the tension",
            link=Link(url_name="tensions:tension", args=(tension.tension_id,)),
        )
    signed = [one for one in facts.agreements if one.gate_skipped and one.state == "active"]
    if not signed:
        return None
    agreement = signed[-1]
    return GuardRail(
        id="gate_skipped",
        mission="O2, O3",
        title=f"“{agreement.title}” was signed without the play-back",
        body="It may hold all the same. If a promise in it turns out hard to keep, ask first "
        "whether it meets the need it was made for.",
        action="Read the agreement",
        link=Link(url_name="compromise:agreement", args=(agreement.agreement_id,)),
    )


def _quiet_tension(facts: Facts) -> GuardRail | None:
    tension = latest(facts.tensions, among={"open", "planning"})
    if tension is None:
        return None
    touched = tension.last_change_at or tension.opened_at
    if facts.partnership.now - touched < QUIET_TENSION:
        return None
    return GuardRail(
        id="quiet_tension",
        mission="O1",
        title=f"Nothing has moved in “{tension.title}” for a while",
        body="Perhaps it has settled by itself, or it is easier to say than to write. Half an hour "
        "together with the page open can do more than another text.",
        action="Go to the tension",
        link=Link(url_name="tensions:tension", args=(tension.tension_id,)),
    )


def _structure_without_culture(facts: Facts) -> GuardRail | None:
    partnership = facts.partnership
    begun = facts.checkins.rounds_revealed or facts.checkins.open_round_id or facts.tensions
    if begun or partnership.members < 2 or _age(facts) < SET_UP_LONG_AGO:
        return None
    order = adapt(
        kind=partnership.kind, in_conflict=partnership.in_conflict, roles=partnership.roles
    )
    talk = order.first.id == "understand"
    how = (
        "Taking one disagreement and writing down what each of you needs is a beginning."
        if talk
        else f"{capital(minutes_for(partnership.members))} each, alone, show where you misread "
        "each other."
    )
    return GuardRail(
        id="structure_without_culture",
        mission="O3",
        title="The partnership is set up, and the conversation has not begun",
        body=f"Names on a page change little. {how}",
        action="Open a tension" if talk else "Start a check-in",
        link=partnership.page("tensions:open" if talk else "checkins:start"),
    )


def _stale_check_in(facts: Facts) -> GuardRail | None:
    last = facts.checkins.last_revealed_at
    if last is None or facts.checkins.open_round_id is not None:
        return None
    if facts.partnership.now - last < CHECK_IN_AGAIN_AFTER:
        return None
    day = day_words(last.date(), today=facts.partnership.now.date())
    return GuardRail(
        id="stale_check_in",
        mission="O1",
        title=f"Your last check-in was opened on {day}",
        body="What you know of each other is from that day. A new one shows what has moved.",
        action="Start a check-in",
        link=facts.partnership.page("checkins:start"),
    )


def _my_invisible_constraints(facts: Facts) -> GuardRail | None:
    mine, shared = facts.checkins.my_private_constraints, facts.checkins.my_shared_constraints
    if mine < MANY_PRIVATE or mine <= shared:
        return None
    return GuardRail(
        id="my_invisible_constraints",
        mission="O2",
        title="You carry a good deal that nobody can see",
        body=f"{capital(counted(mine, 'thing'))} that limit you are for you alone or for the plan "
        "finder. That is yours to decide. Where one of them explains something that looks odd "
        "from outside, sharing it may make things easier for you.",
        action="See who can read what",
        link=Link(url_name="people:who-sees-what"),
        only_you=True,
    )


def _nobody_shares(facts: Facts) -> GuardRail | None:
    silent = facts.checkins.rounds_without_shared_constraint
    if silent < ROUNDS_IN_SILENCE:
        return None
    return GuardRail(
        id="nobody_shares",
        mission="O2",
        title=f"In your last {number_word(silent)} check-ins nobody shared what limits them",
        body="Perhaps there is nothing. Most people have something that the others cannot see, "
        "such as a promise to somebody, a budget, or a person who is close to leaving.",
        action="See who would read it",
        link=Link(url_name="people:who-sees-what"),
    )


def _leadership(facts: Facts) -> GuardRail | None:
    """Leadership not involved; silent while the partnership is new, and in a small start-up."""
    partnership = facts.partnership
    new = facts.checkins.rounds_revealed == 0 and _age(facts) < SET_UP_LONG_AGO
    if new or partnership.kind == "startup" or partnership.members < 2:
        return None
    silent = [
        role
        for role in needed_executives(partnership)
        if role not in partnership.executives_aligned
    ]
    if not silent:
        return None
    called = capital(joined([ORGANISATION_ROLES[role].called for role in silent]))
    return GuardRail(
        id="leadership",
        mission="O2, O3",
        title="Your executives have not said where they stand",
        body=f"{called} {'has' if len(silent) == 1 else 'have'} not said that people are rated "
        "together. As long as you are judged apart, part of what pulls you apart is not yours to "
        "mend.",
        action="See what is in place",
        link=facts.partnership.page("people:readiness"),
    )


def _too_early_to_rate(facts: Facts) -> GuardRail | None:
    """Executives are ready to rate people together who have not begun to understand each other."""
    partnership = facts.partnership
    aligned = set(needed_executives(partnership)) <= partnership.executives_aligned
    understood = facts.checkins.rounds_revealed > 0 and not partnership.in_conflict
    if partnership.members < 2 or not aligned or understood:
        return None
    if partnership.in_conflict:
        why = "You are in an open conflict, and a shared rating would be heard as a threat."
    else:
        why = f"{capital(all_of_you(partnership.members))} have yet to check in."
    return GuardRail(
        id="too_early_to_rate",
        mission="O3",
        title="It is early to be rated together",
        body=f"Your executives stand behind it. {why} Understanding comes first.",
        action="Open a tension" if partnership.in_conflict else "Start a check-in",
        link=facts.partnership.page(
            "tensions:open" if partnership.in_conflict else "checkins:start"
        ),
    )


def _no_look_back(facts: Facts) -> GuardRail | None:
    running = [one for one in facts.agreements if one.state == "active"]
    late = [one for one in running if _look_back_is_late(one, facts)]
    if not late:
        return None
    agreement = late[0]
    if agreement.review_on is None:
        title = f"“{agreement.title}” has no day to look back"
        body = "Without one, what was kept and what was not is soon a matter of memory."
    else:
        day = day_words(agreement.review_on, today=facts.partnership.now.date())
        title = f"You meant to look back at “{agreement.title}” on {day}"
        body = "It takes ten minutes: kept, not kept, and what got in the way."
    return GuardRail(
        id="no_look_back",
        mission="O1",
        title=title,
        body=body,
        action="Go to the agreement",
        link=Link(url_name="compromise:agreement", args=(agreement.agreement_id,)),
    )


def _look_back_is_late(agreement: AgreementFacts, facts: Facts) -> bool:
    if agreement.review_on is None:
        return True
    return facts.partnership.now.date() - agreement.review_on > LATE_LOOK_BACK


def _promises_left(facts: Facts) -> GuardRail | None:
    kept = sum(one.kept for one in facts.agreements)
    left = sum(one.not_kept for one in facts.agreements)
    if left < FEWEST_LEFT or left <= kept:
        return None
    return GuardRail(
        id="promises_left",
        mission="O1",
        title=f"Of your promises, {number_word(kept)} {_was(kept)} kept and {number_word(left)} "
        "not",
        body="Often there are too many of them, or the plan leaves out a need that then takes its "
        "share. Fewer and smaller ones tell you which.",
        action="Open a tension",
        link=facts.partnership.page("tensions:open"),
    )


DETECTORS: Final[tuple[Callable[[Facts], GuardRail | None], ...]] = (
    _trust_falling,
    _gate_skipped,
    _structure_without_culture,
    _no_look_back,
    _promises_left,
    _quiet_tension,
    _nobody_shares,
    _my_invisible_constraints,
    _too_early_to_rate,
    _leadership,
    _stale_check_in,
)


def _age(facts: Facts) -> timedelta:
    return facts.partnership.now - facts.partnership.set_up_at


def _was(count: int) -> str:
    return "was" if count == 1 else "were"

"""The one thing to do now, for one member of a partnership."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from trifecta.domain.checkins.duration import minutes_for
from trifecta.domain.checkins.replies import sees_it_differently
from trifecta.domain.people.journey import (
    WAITING,
    AgreementFacts,
    Facts,
    Link,
    NextStep,
    TensionFacts,
    latest,
)
from trifecta.domain.people.starting import first_step, invite_somebody
from trifecta.domain.people.words import all_of_you, capital, day_words, joined, number_word

CHECK_IN_AGAIN_AFTER: Final = timedelta(days=42)


def next_step(facts: Facts) -> NextStep:
    """Exactly one step for any facts: what others wait for, then what is due, then what may come.

    Rests on what this member may know, so it cannot tell whether others have answered a sealed
    round.
    """
    for propose in PROPOSALS:
        step = propose(facts)
        if step is not None:
            return step
    return _rest(facts)


# ---------------------------------------------------------------- what others wait for


def _sign(facts: Facts) -> NextStep | None:
    waiting = [
        one
        for one in facts.agreements
        if one.my_signature_missing and one.state in {"proposed", "active"}
    ]
    if not waiting:
        return None
    agreement = waiting[0]
    body = "Everybody signs the same words; they change later only when everybody signs again."
    if agreement.kind == "navigate":
        body = f"You still disagree, and this says how you live with it. {body}"
    return NextStep(
        step="agreement",
        title="Read the agreement, then sign it or say what is off",
        body=f"{_quoted(agreement.title)}. {body}",
        action="Read and sign",
        link=Link(url_name="compromise:sign", args=(agreement.agreement_id,)),
    )


def _answer_plan(facts: Facts) -> NextStep | None:
    if not facts.suggested:
        return None
    plan = facts.suggested[-1]
    return NextStep(
        step="plan",
        title=f"{plan.by} suggests a plan",
        body=f"It is for {_quoted(plan.title)}. Read what it gives each of you and what it costs, "
        "then say yes, or say what is missing.",
        action="Read the plan",
        link=Link(url_name="compromise:plan", args=(plan.tension_id,)),
    )


TURNS: Final = ("confirm_play_back", "answer", "play_back", "ask", "write_side", "seal", "plan")
TURN_PAGES: Final = {
    "confirm_play_back": "tensions:play_back",
    "answer": "tensions:questions",
    "play_back": "tensions:play_back",
    "ask": "tensions:questions",
    "write_side": "tensions:side",
    "seal": "tensions:weights",
    "plan": "compromise:plan",
}


def _my_turn(facts: Facts) -> NextStep | None:
    mine = [tension for tension in facts.tensions if tension.my_turn]
    if not mine:
        return None
    tension = min(mine, key=lambda one: (TURNS.index(one.my_turn), one.opened_at))
    who = tension.counterpart or joined(facts.partnership.counterparts) or "the others"
    title, body, action = _turn_words(tension, who)
    return NextStep(
        step="plan" if tension.my_turn == "plan" else "tension",
        title=title,
        body=body,
        action=action,
        link=Link(url_name=TURN_PAGES[tension.my_turn], args=(tension.tension_id,)),
        second="Read the tension first",
        second_link=Link(url_name="tensions:tension", args=(tension.tension_id,)),
    )


def _turn_words(tension: TensionFacts, who: str) -> tuple[str, str, str]:
    """Title, body and button for what waits in this tension; `who` is the other's first name."""
    name = _quoted(tension.title)
    words = {
        "confirm_play_back": (
            f"Did {who} hear you right?",
            f"{who} has said what you need, as heard in {name}. Say whether that is it, or what is "
            "still missing.",
            "Read what was heard",
        ),
        "answer": (
            f"Answer what {who} asked",
            f"There are questions for you in {name}. Say as much as you want to be known.",
            "Answer the questions",
        ),
        "play_back": (
            f"Tell {who} what you heard",
            f"Say in your own words what {who} needs in {name}. {who} then tells you whether you "
            "got it right. Solutions come after that.",
            f"Play back what {who} needs",
        ),
        "ask": (
            f"Ask {who} three to five questions",
            f"In {name}: ask what you do not know. What limits {who} that you cannot see, what a "
            f"good result looks like from there, what {who} is judged on.",
            "Ask your questions",
        ),
        "write_side": (
            "Write down what you need, and why",
            f"{name}: what you ask for, what you need and what limits you each have a place. About "
            "fifteen minutes. It is yours alone until you share it.",
            "Write your side",
        ),
        "seal": (
            "Say how much each of your needs counts",
            f"In {name}, before anybody sees a plan. A few minutes: put your needs in order, say "
            "how far apart they are, and seal it. Nobody else ever reads it.",
            "Say how much each counts",
        ),
        "plan": (
            "Look for a plan together",
            f"Plans are open in {name}. "
            + (
                "The play-back was skipped, and that stays on record."
                if tension.gate_skipped
                else "Each of you has said what you heard."
            ),
            "Go to the plan",
        ),
    }
    return words[tension.my_turn]


def _check_in(facts: Facts) -> NextStep | None:
    checkins, partnership = facts.checkins, facts.partnership
    if checkins.open_round_id is None or checkins.i_have_submitted:
        return None
    everyone = all_of_you(partnership.members)
    return NextStep(
        step="check_in",
        title="Go on with your check-in" if checkins.i_have_begun else "Answer your check-in",
        body=(
            "What you have answered so far is kept. "
            if checkins.i_have_begun
            else f"{capital(minutes_for(partnership.members))}, alone. You can stop at any time "
            "and go on later. "
        )
        + f"It stays sealed until {everyone} have finished.",
        action="Go on" if checkins.i_have_begun else "Begin",
        link=Link(url_name="checkins:answer", args=(checkins.open_round_id,)),
    )


def _closed_check_in(facts: Facts) -> NextStep | None:
    """One that somebody's leaving or joining has closed, until it is long ago."""
    checkins, partnership = facts.checkins, facts.partnership
    if checkins.closed_round_id is None or checkins.closed_at is None or checkins.open_round_id:
        return None
    if partnership.now - checkins.closed_at >= CHECK_IN_AGAIN_AFTER:
        return None
    return NextStep(
        step="check_in",
        title="Your check-in closed without a result",
        body=f"{capital(checkins.closed_because)}. What was answered in it stays sealed. A new one "
        f"takes about {minutes_for(partnership.members)}, each of you alone.",
        action="Start a new check-in",
        link=partnership.page("checkins:start"),
        second="What became of the last one",
        second_link=Link(url_name="checkins:answer", args=(checkins.closed_round_id,)),
    )


# ---------------------------------------------------------------- what is due


def _look_back(facts: Facts) -> NextStep | None:
    today = facts.partnership.now.date()
    due = [
        one
        for one in facts.agreements
        if one.state == "active" and one.review_on is not None and one.review_on <= today
    ]
    if not due:
        return None
    agreement = min(due, key=lambda one: one.review_on or today)
    return NextStep(
        step="look_back",
        title="Look back at what you agreed",
        body=f"{_quoted(agreement.title)}: the day you chose for this has come. Say what was "
        "kept, what was not, and what got in the way.",
        action="Look back",
        link=Link(url_name="compromise:look_back", args=(agreement.agreement_id,)),
        second="Read the agreement",
        second_link=Link(url_name="compromise:agreement", args=(agreement.agreement_id,)),
    )


def _after_diagnosis(facts: Facts) -> NextStep | None:
    """A diagnosis that nothing has followed yet: work on what it shows, or leave it at that."""
    checkins = facts.checkins
    if checkins.last_round_id is None or checkins.last_revealed_at is None:
        return None
    if _open_tension(facts):
        return None
    if checkins.last_seen_differently and not _worked_on(facts, since=checkins.last_replied_at):
        return _talk_first(facts, checkins.last_round_id)
    if checkins.last_diagnosis == "neither":
        return None
    if _worked_on(facts, since=checkins.last_revealed_at):
        return None
    return NextStep(
        step="diagnosis",
        title="Pick one disagreement to work on",
        body="Your check-in has a result. "
        + (f"{checkins.last_headline.rstrip('.')}. " if checkins.last_headline else "")
        + "Take the disagreement that costs you most, and write down what each of you needs.",
        action="Open a tension",
        link=facts.partnership.page("tensions:open"),
        second="Read the diagnosis",
        second_link=Link(url_name="checkins:diagnosis", args=(checkins.last_round_id,)),
    )


def _worked_on(facts: Facts, *, since: datetime | None) -> bool:
    """Whether something has been written in a tension since then."""
    touched = [one.last_change_at or one.opened_at for one in facts.tensions]
    return since is not None and any(at >= since for at in touched)


def _talk_first(facts: Facts, round_id: str) -> NextStep:
    """A result that one of those it is about does not find themselves in is talked about first."""
    headline = facts.checkins.last_headline
    said = f"Your check-in says: {headline} " if headline else ""
    who = sees_it_differently(facts.checkins.last_seen_differently)
    return NextStep(
        step="diagnosis",
        title="Talk about what does not fit",
        body=f"{who}. {said}Ask what it leaves out, before anything is built on it.",
        action="Read what was said",
        link=Link(url_name="checkins:diagnosis", args=(round_id,)),
        second="Open a tension",
        second_link=facts.partnership.page("tensions:open"),
    )


def _check_in_again(facts: Facts) -> NextStep | None:
    checkins, partnership = facts.checkins, facts.partnership
    if checkins.open_round_id is not None:
        return None
    last = checkins.last_revealed_at
    if last is not None and partnership.now - last < CHECK_IN_AGAIN_AFTER:
        return None
    minutes = capital(minutes_for(partnership.members))
    body = f"{minutes}, each of you alone, sealed until you have all finished."
    if last is not None:
        day = day_words(last.date(), today=partnership.now.date())
        body = f"The last one was opened on {day}, and a lot can change in that time. {body}"
    return NextStep(
        step="check_in",
        title="Check in again" if last is not None else "Check in",
        body=body,
        action="Start a check-in",
        link=facts.partnership.page("checkins:start"),
    )


# ---------------------------------------------------------------- nothing waits


def _sealed(facts: Facts) -> NextStep | None:
    checkins = facts.checkins
    if checkins.open_round_id is None or not checkins.i_have_submitted:
        return None
    everyone = all_of_you(facts.partnership.members)
    return NextStep(
        step="check_in",
        kicker=WAITING,
        title="Your answers are sealed",
        body=f"When {everyone} have finished, you all get the diagnosis at the same moment, by "
        "e-mail and here.",
        action="Read or change your answers",
        link=Link(url_name="checkins:answer", args=(checkins.open_round_id,)),
        second="Open a tension",
        second_link=facts.partnership.page("tensions:open"),
    )


def _tension_underway(facts: Facts) -> NextStep | None:
    tension = _open_tension(facts)
    if tension is None:
        return None
    return NextStep(
        step="plan" if tension.gate_open or tension.state == "planning" else "tension",
        kicker=WAITING,
        title="Nothing waits for you",
        body=f"{_quoted(tension.title)} is open. You can read it, or add to your side.",
        action="Go to the tension",
        link=Link(url_name="tensions:tension", args=(tension.tension_id,)),
    )


def _agreement_underway(facts: Facts) -> NextStep | None:
    running = [one for one in facts.agreements if one.state == "active"]
    if not running:
        return None
    agreement = min(running, key=_review_order)
    return NextStep(
        step="look_back",
        kicker=WAITING,
        title="You have an agreement to keep",
        body=f"{_quoted(agreement.title)}. {_promises(agreement)}{_review_words(agreement, facts)}",
        action="Read the agreement",
        link=Link(url_name="compromise:agreement", args=(agreement.agreement_id,)),
        second="Open a tension",
        second_link=facts.partnership.page("tensions:open"),
    )


def _review_order(agreement: AgreementFacts) -> tuple[bool, int]:
    day = agreement.review_on
    return (day is None, day.toordinal() if day else 0)


def _promises(agreement: AgreementFacts) -> str:
    if not agreement.open:
        return "Every promise in it has an answer. "
    verb = "is" if agreement.open == 1 else "are"
    promises = "promise" if agreement.open == 1 else "promises"
    late = ""
    if agreement.overdue:
        late = f", {number_word(agreement.overdue)} of them past the day you named"
        if agreement.open == 1:
            late = ", and the day you named has passed"
    return f"{capital(number_word(agreement.open))} {promises} {verb} open{late}. "


def _review_words(agreement: AgreementFacts, facts: Facts) -> str:
    if agreement.review_on is None:
        return "There is no day to look back yet."
    day = day_words(agreement.review_on, today=facts.partnership.now.date())
    return f"You look back at it on {day}."


def _rest(facts: Facts) -> NextStep:
    return NextStep(
        step="check_in",
        kicker=WAITING,
        title="Nothing waits for you",
        body="When something pulls you apart, open a tension while it is small. Otherwise you "
        f"check in again {number_word(CHECK_IN_AGAIN_AFTER.days // 7)} weeks after the last time.",
        action="Open a tension",
        link=facts.partnership.page("tensions:open"),
        second="Check in now",
        second_link=facts.partnership.page("checkins:start"),
    )


PROPOSALS: Final[tuple[Callable[[Facts], NextStep | None], ...]] = (
    invite_somebody,
    _sign,
    _answer_plan,
    _my_turn,
    _look_back,
    _check_in,
    _closed_check_in,
    first_step,
    _after_diagnosis,
    _sealed,
    _tension_underway,
    _check_in_again,
    _agreement_underway,
)


def _open_tension(facts: Facts) -> TensionFacts | None:
    return latest(facts.tensions, among={"open", "planning"})


def _quoted(title: str) -> str:
    return f"“{title}”"

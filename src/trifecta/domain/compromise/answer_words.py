"""What explaining, testing and relaxing a plan found, in sentences; a hidden need is in none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median
from typing import Final

from trifecta.domain.compromise.engine.against import Against, Explained, Trade
from trifecta.domain.compromise.engine.changes import Change
from trifecta.domain.compromise.engine.conflicts import Conflict
from trifecta.domain.compromise.engine.draws import Spread
from trifecta.domain.compromise.engine.robust import NEAR, Robustness, Tightest
from trifecta.domain.compromise.engine.unlock import Unlocked, Unlocking
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.report import names_of
from trifecta.domain.compromise.wording import Standing, headline, percent, quoted
from trifecta.domain.people.words import capital, counted, joined, number_word

NOTICED: Final = 0.005
"""A gain below half a point is none in words."""

TOO_KIND: Final = 0.02


def named_need(problem: Problem, need_id: str) -> str:
    """A need in its owner's words, with whose it is."""
    need = problem.need(need_id)
    return f"{quoted(need.text)} ({names_of(problem)[need.party]})"


def points(share: float) -> str:
    """ "3 points", "0.4 points"; a share of 1 is 100 points."""
    number = f"{share * 100:.1f}".removesuffix(".0")
    return f"{number} point{'' if number == '1' else 's'}"


# -------------------------------------------------------------------- explain


def explained_lead(problem: Problem, found: Explained) -> str:
    """What everybody can have, and between which needs the clash is."""
    standings = [
        Standing(
            name=name,
            reader=False,
            share=found.plan.utilities[party],
            best=found.answer.ideals[party],
        )
        for party, name in names_of(problem).items()
    ]
    lead = headline(standings, verdict=found.answer.standing.verdict)
    lead = lead.replace("each of you", "each of them")
    conflict = found.filtered.conflict
    if conflict is None:
        return lead
    between = joined([named_need(problem, need_id) for need_id in conflict.needs])
    return f"{lead} The clash is between {between}."


def against_sentence(problem: Problem, found: Explained, against: Against) -> str:
    """What this plan changes for everybody beside the favourite of one."""
    names = names_of(problem)
    name = names[against.party]
    now, then = found.plan.utilities, against.favourite.utilities
    if then[against.party] - now[against.party] < NOTICED:
        best = "No plan is better" if against.proven else "No plan was found that is better"
        return f"{best} for {name} than this one."
    changes = [
        f"{names[party]} {_more_or_less(now[party] - then[party])}"
        for party in names
        if abs(now[party] - then[party]) >= NOTICED
    ]
    best = "the plan that is best" if against.proven else "the best plan that was found"
    return f"Beside {best} for {name}, this one gives {joined(changes)} of what each needs."


def _more_or_less(change: float) -> str:
    size = abs(change) if abs(change) < 0.01 else round(abs(change), 2)
    return f"{points(size)} {'more' if change > 0 else 'less'}"


def trade_words(trade: Trade) -> str:
    """How much a need weighs, and how far the favourite and this plan meet it."""
    weight = f"{percent(trade.need.weight)} of what matters"
    return f"{weight}, met {_level(trade.before)} there and {_level(trade.after)} here"


def _level(level: float) -> str:
    return "worse than now" if level < -NOTICED else percent(level)


def conflict_sentences(found: Explained) -> Iterator[str]:
    """Why everybody's favourite cannot be had at once, and how sure that is."""
    conflict = found.filtered.conflict
    if conflict is None and found.filtered.known:
        yield "Nothing keeps everybody from having as much as in their favourite plan."
    elif conflict is None:
        yield "There was not enough time to find out which needs collide."
    else:
        yield from _conflict(conflict)


def _conflict(conflict: Conflict) -> Iterator[str]:
    count = len(conflict.needs)
    yield f"No plan meets these {number_word(count)} needs as far as their owners' favourites do."
    if not conflict.irreducible:
        yield "There was not enough time to find out whether fewer of them collide already."
    elif count == 2:
        yield "Without one of them the other can be had so far."
    else:
        yield "Without any one of them the others can be had so far."


# -------------------------------------------------------------------- robust


def robust_lead(found: Robustness) -> str:
    """In how many draws the plan can be done and is close to the best."""
    draws = f"{found.draws:,} draws" if found.draws > 1 else "one draw"
    close = f"within {points(NEAR)} of the best"
    if found.holds >= 1:
        return f"In {_share(found.does_well)} of {draws} the plan stays {close}."
    return (
        f"The plan can be done in {_share(found.holds)} of {draws}; in {_share(found.does_well)} "
        f"of all it also stays {close}."
    )


def _share(share: float) -> str:
    """Whole per cent that never says all or none where that is not so."""
    if 0 < share < 0.01:
        return "less than 1%"
    return "99%" if 0.99 < share < 1 else percent(share)


def robust_sentences(problem: Problem, found: Robustness) -> Iterator[str]:
    """Regret, the weight that matters most, another plan that is sturdier, and the checks."""
    if found.tightest is not None:
        yield _tight_sentence(problem, found.tightest)
    if found.median is not None and found.most is not None:
        yield _regret_sentence(found.median, found.most)
    yield _flip_sentence(problem, found)
    if found.sturdier is not None:
        now, then = _least(found.plan.retention), _least(found.sturdier.judged.retention)
        yield (
            f"Another plan can be done and is as close in {_share(found.sturdier.does_well)} of "
            f"the draws. As things were said it leaves whoever keeps least {then} of their best, "
            f"this one {now}."
        )
    yield _check_sentence(found)


def _tight_sentence(problem: Problem, tightest: Tightest) -> str:
    stage, often = quoted(problem.stage(tightest.stage).name), _share(tightest.lacking)
    weeks = "week" if tightest.spare == 1 else "weeks"
    return (
        f"What it lacks most often is {tightest.resource} in {stage}: in {often} of the draws. "
        f"With {tightest.spare:g} more {weeks} there it would be one in twenty."
    )


def _regret_sentence(median: float, most: float) -> str:
    if most < NOTICED:
        return "Where it can be done, no plan compared leaves whoever keeps least more."
    half = "no plan compared leaves whoever keeps least more"
    if median >= NOTICED:
        half = f"whoever keeps least misses {points(median)} of their best, or less"
    return (
        f"Where it can be done, in half of the draws {half}; in 95% of them they miss at most "
        f"{points(most)}."
    )


def _least(retention: Mapping[str, float]) -> str:
    return percent(min(retention.values()))


def _flip_sentence(problem: Problem, found: Robustness) -> str:
    if found.fairer is not None:
        return (
            "Among the plans compared one is fairer than this, as things were said: it leaves "
            f"whoever keeps least {_exactly(min(found.fairer.retention.values()))} of their best "
            f"instead of {_exactly(min(found.plan.retention.values()))}."
        )
    shown = [flip for flip in found.flips if not problem.need(flip.need).hidden]
    if not shown:
        among = "" if found.whole else " of those that were compared"
        return f"No weight alone makes another plan{among} fairer."
    flip = shown[0]
    now, then = percent(flip.now), percent(flip.then)
    if now == then:
        now, then = f"{flip.now:.2%}", f"{flip.then:.2%}"
    return (
        f"It depends most on how much {named_need(problem, flip.need)} matters: at {then} instead "
        f"of {now}, another plan is fairer."
    )


def _exactly(share: float) -> str:
    return f"{share * 100:.1f}%"


def _check_sentence(found: Robustness) -> str:
    missed = [check.missed for check in found.checks if check.missed is not None]
    if not missed:
        return "No draw was solved again, for want of time; so better plans may have been missed."
    lead = f"{capital(counted(len(missed), 'draw was', 'draws were'))} solved again."
    most, least = max(row.most for row in missed), max(row.least for row in missed)
    if most < NOTICED:
        return f"{lead} No better plan than those compared was missed."
    middle = median(row.most for row in missed)
    words = (
        f"{lead} The best plan compared is at most {points(middle)} from the best there is in half "
        f"of them, and {points(most)} in all."
    )
    return f"{words} So the regret is larger than it says above." if least > TOO_KIND else words


def drawn_sentence(spread: Spread) -> str:
    """What was drawn, and how widely."""
    kinds = (("weights", spread.weights), ("work", spread.efforts), ("scores", spread.scores))
    parts = [f"{name} by {percent(share)}" for name, share in kinds if share > 0]
    if not parts:
        return "Nothing was drawn otherwise than it was said."
    return f"Drawn around what was said: {joined(parts)}."


# -------------------------------------------------------------------- unlock


def change_words(problem: Problem, change: Change) -> str:
    """What would be relaxed, as the beginning of a sentence."""
    if change.kind == "capacity":
        weeks = "week" if change.weeks == 1 else "weeks"
        stage = quoted(problem.stage(change.stage).name)
        return f"{change.weeks:g} more {weeks} of {change.resource} in {stage}"
    if change.kind == "deadline":
        stage = quoted(problem.stage(change.stage).name)
        return f"Time until {stage} for {named_need(problem, change.need)}"
    if change.kind == "policy":
        return f"An exception from {quoted(problem.policy(change.policy).title)}"
    one, other = (quoted(problem.option(name).title) for name in (change.option, change.other))
    if change.kind == "order":
        return f"Doing {one} without {other} before it"
    return (
        f"Doing both {one} and {other}"
        if change.kind == "exclusion"
        else f"Doing {one} apart from {other}"
    )


def helping(found: Unlocking) -> list[Unlocked]:
    """The changes that give whoever keeps least something, most first."""
    return [row for row in found.confirmed if row.worst - found.worst >= NOTICED]


def unlock_lead(problem: Problem, found: Unlocking) -> str:
    """The change that helps whoever keeps least most, or that none does."""
    if not found.possible:
        return "There is nothing here that could be relaxed."
    rows = helping(found)
    if not rows:
        return "None of the changes that were solved helps whoever keeps least."
    best = change_words(problem, rows[0].change)
    most = "would help most" if found.best_is_proven else "helps most of what was solved"
    return (
        f"{best} {most}: whoever keeps least goes from {percent(found.worst)} to "
        f"{percent(rows[0].worst)} of {_todays_best(found)}."
    )


def _todays_best(found: Unlocking) -> str:
    """What shares are counted against: the best of each alone, as far as that is known."""
    if found.answer.bests_are_known(within=NOTICED):
        return "today's best"
    return "the best that was found for them today"


def unlock_sentences(found: Unlocking) -> Iterator[str]:
    """What the first change does to everybody's best, and how much was looked at."""
    rows = helping(found)
    if rows and not rows[0].gains:
        bound = percent(found.answer.standing.kappa_bound)
        yield f"Today's plan is not proven to be the fairest: up to {bound} may be possible now."
    yield _looked_at(found)


def _looked_at(found: Unlocking) -> str:
    solved = counted(len(found.confirmed), "was solved", "were solved")
    lead = f"{capital(counted(found.screened, 'change was', 'changes were'))} looked at, {solved}."
    if found.others is None:
        left = found.possible - found.screened
        return f"{lead} There was no time for {counted(left, 'more', 'more')}."
    if found.best_is_proven or len(found.confirmed) == found.possible:
        return f"{lead} No other one can give more."
    return f"{lead} The others can give at most {percent(found.others)}."

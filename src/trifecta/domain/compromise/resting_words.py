"""How sturdy a plan is and what would give most, in sentences for one reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.compromise.answer_words import change_words, helping, points
from trifecta.domain.compromise.engine.changes import Change
from trifecta.domain.compromise.engine.robust import FAR, NEAR, Robustness, Sturdier, Tightest
from trifecta.domain.compromise.engine.unlock import Unlocked, Unlocking
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.wording import percent, quoted
from trifecta.domain.compromise.worth import judge
from trifecta.domain.people.words import capital, counted

NOTICED: Final = 0.005
MOSTLY: Final = 0.6
FIRM: Final = 0.9
HARDLY: Final = 0.01
WHERE_DONE: Final = 0.8
UNLIKELY: Final = 0.2
"""A weight that would have to be so much larger or smaller is hardly one that was misjudged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The plan that is looked at and the one the page suggests, as the party `reader` sees them."""

    problem: Problem
    findings: Findings
    reader: str
    plan: Plan
    suggested: Plan

    def least(self, plan: Plan) -> float:
        """What whoever keeps least keeps by a plan."""
        judged = judge(self.problem, plan, ideals=self.findings.ideals)
        return min(judged.retention.values())


def of_hundred(share: float) -> str:
    """ "83 of 100 cases"; never all or none where that is not so."""
    if 0 < share < 0.01:
        return "fewer than 1 of 100 cases"
    if 0.99 < share < 1:
        return "99 of 100 cases"
    return "all cases" if share >= 1 else f"{round(share * 100)} of 100 cases"


# -------------------------------------------------------------------- how sturdy


def sturdy_headline(found: Robustness) -> str:
    """The answer in one sentence."""
    if found.does_well >= FIRM:
        return "This plan stays good even if your guesses are a bit off."
    if found.does_well >= MOSTLY:
        return "This plan mostly stays good if your guesses are a bit off."
    if found.holds < HARDLY:
        return "This plan can only be done if nothing takes longer than you think."
    if found.does_well >= WHERE_DONE * found.holds:
        return "This plan is good, and has little room for anything to take longer."
    return "Whether this plan is a good one depends on your guesses being right."


def sturdy_lead(found: Robustness) -> str:
    """In how many cases it can be done, and stays close to the best."""
    close = f"within {points(NEAR)} of the best it was compared with"
    if found.holds < HARDLY:
        return "In hardly any of the cases could it still be done as it is."
    if found.holds >= 1:
        return f"In {of_hundred(found.does_well)} it stays {close}."
    if of_hundred(found.does_well) == of_hundred(found.holds):
        return f"It can still be done in {of_hundred(found.holds)}, and then stays {close}."
    return (
        f"It can still be done in {of_hundred(found.holds)}; in {of_hundred(found.does_well)} it "
        f"also stays {close}."
    )


def spread_of(found: Robustness) -> tuple[tuple[str, float], ...]:
    """What becomes of the plan, with the share of all draws in which it does; they sum to 1.

    In whole hundredths, the same as in `sturdy_lead`.
    """
    near, far = points(NEAR), points(FAR)
    done, well = round(found.holds * 100), round(found.does_well * 100)
    behind = min(round(found.far * 100), done - well)
    counts = (well, done - well - behind, behind, 100 - done)
    labels = (
        f"Within {near} of the best",
        f"{NEAR * 100:.0f} to {far} behind",
        f"More than {far} behind",
        "Cannot be done as it is",
    )
    return tuple((label, count / 100) for label, count in zip(labels, counts, strict=True))


def sturdy_sentences(looked: Looked, found: Robustness) -> Iterator[str]:
    """What it is short of, what it misses, and how far that can be trusted."""
    if found.tightest is not None:
        yield _tight(looked.problem, found.tightest)
    if found.median is not None and found.most is not None:
        yield _missed(found.median, found.most)
    if not found.whole:
        yield _trusted(found)


def _tight(problem: Problem, tightest: Tightest) -> str:
    stage, often = quoted(problem.stage(tightest.stage).name), of_hundred(tightest.lacking)
    weeks = counted(int(tightest.spare), "more week")
    return (
        f"What runs short first is {tightest.resource} in {stage}: in {often}. With {weeks} to "
        "spare there it would be 5 of 100."
    )


def _missed(median: float, most: float) -> str:
    if most < NOTICED:
        return "Where it can be done, no plan that was compared leaves whoever keeps least more."
    if median < NOTICED:
        return (
            "Where it can be done, half the time nothing better was found; in 95 of 100 cases "
            f"whoever keeps least misses {points(most)} of their best at most."
        )
    return (
        f"Where it can be done, half the time whoever keeps least misses {points(median)} of their "
        f"best, or less; in 95 of 100 cases they miss {points(most)} at most."
    )


def _trusted(found: Robustness) -> str:
    missed = [check.missed for check in found.checks if check.missed is not None]
    if not missed:
        return (
            f"It was compared with {found.plans:,} good plans, not with all there are. So a better "
            "one may have been missed."
        )
    lead = f"{capital(counted(len(missed), 'case was', 'cases were'))} solved again"
    most = max(row.most for row in missed)
    if most < NOTICED:
        return f"{lead}, and no better plan than those compared had been missed."
    return (
        f"{lead}: the best plan compared is at most {points(most)} from the best there is. So this "
        "plan may miss a little more than it says here."
    )


def own_weight(looked: Looked, found: Robustness) -> str:
    """Which weight of the reader's own decides; nobody is told this of anybody else's."""
    if found.fairer is not None:
        if looked.plan == looked.suggested:
            return (
                "One of the plans that were compared is a little fairer as things stand: it leaves "
                f"whoever keeps least {_exactly(found.fairer)} of their best instead of "
                f"{_exactly(found.plan)}."
            )
        if looked.least(looked.suggested) > looked.least(looked.plan):
            return (
                "The suggested plan leaves whoever keeps least more than this one as things stand. "
                "Which of your weights decides between plans is said on its page."
            )
        return "Which of your weights would make another plan fairer cannot be told for this one."
    if not found.flips:
        among = "" if found.whole else " of those that were compared"
        return f"None of your weights, changed alone, makes another plan{among} fairer."
    flip = found.flips[0]
    need = quoted(looked.problem.need(flip.need).text)
    now, then = percent(flip.now), percent(flip.then)
    at = f"at {then} instead of {now} of what matters to you"
    if now == then:
        at = f"a little {'above' if flip.then > flip.now else 'below'} {now}"
    lead = f"Of what you weighed, most depends on {need}: {at}, another plan would be fairer."
    if abs(flip.then - flip.now) >= UNLIKELY:
        return f"{lead} That is far from what you said."
    return f"{lead} If you are not sure of it, think of that one again."


def _exactly(judged: Judged) -> str:
    return f"{min(judged.retention.values()) * 100:.1f}%"


def sturdier_words(looked: Looked, row: Sturdier) -> str:
    """How much sturdier, and what it costs as things stand."""
    which = "The suggested plan" if row.judged.plan == looked.suggested else "Another plan"
    lead = f"{which} can be done and stays as close in {of_hundred(row.does_well)}."
    there, here = percent(min(row.judged.retention.values())), percent(looked.least(looked.plan))
    if there == here:
        return f"{lead} As things stand it leaves whoever keeps least as much as this one."
    return (
        f"{lead} As things stand it leaves whoever keeps least {there} of their best, this one "
        f"{here}."
    )


def beside_in_draws(here: float, there: float) -> str:
    """In how many cases a sturdier plan does well, and the one that it is sturdier than."""
    return (
        f"This one can be done and stays within {points(NEAR)} of the best in {of_hundred(here)}; "
        f"that one in {of_hundred(there)}."
    )


# -------------------------------------------------------------------- what would give most


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One change that was solved: what whoever keeps least would keep of today's best, and what
    share of their needs each party would have (by id, as `PlanLine.shares`)."""

    words: str
    worst: float
    shares: Mapping[str, float]
    helps: bool


def openings(looked: Looked, found: Unlocking) -> tuple[Opening, ...]:
    """The changes that were solved, what gives most first."""
    rows = helping(found)
    return tuple(
        Opening(
            words=_change(looked.problem, row.change),
            worst=row.worst,
            shares=row.plan.utilities,
            helps=row in rows,
        )
        for row in found.confirmed
    )


def _change(problem: Problem, change: Change) -> str:
    if change.kind != "deadline":
        return change_words(problem, change)
    stage, need = problem.stage(change.stage), problem.need(change.need)
    return f"Time until the end of {quoted(stage.name)} for {quoted(need.text)}"


def opening_lead(looked: Looked, found: Unlocking) -> str:
    """The change that gives whoever keeps least most, or that none does."""
    rows = helping(found)
    if not found.possible:
        return "There is nothing on the board that could be relaxed."
    if not rows:
        return "Nothing that was tried would leave whoever keeps least more."
    most = "would give most" if found.best_is_proven else "gives most of what was tried"
    return (
        f"{_change(looked.problem, rows[0].change)} {most}: whoever keeps least would go from "
        f"{percent(found.worst)} to {percent(rows[0].worst)} of today’s best."
    )


def opening_sentences(found: Unlocking) -> Iterator[str]:
    """Whom to talk to, and how sure it is."""
    rows = helping(found)
    if rows:
        yield _whom(found, rows[0])
        if not rows[0].gains:
            bound = percent(found.answer.standing.kappa_bound)
            yield f"It is not proven that this needs the change: up to {bound} may be possible now."
    yield _tried(found)


def _whom(found: Unlocking, row: Unlocked) -> str:
    if row.change.kind == "deadline":
        return "It is a day that you have set yourself. Only you know whether it can move."
    before = found.today.utilities
    free = all(share >= before[party] - NOTICED for party, share in row.plan.utilities.items())
    lead = (
        "Nobody among you would have less by it."
        if free
        else "The plan would be another one then; the table says what each of you would have."
    )
    if row.change.kind == "capacity":
        return (
            f"{lead} So it is worth a conversation outside the team, with whoever decides about "
            "that time."
        )
    if row.change.kind == "policy":
        return f"{lead} So it is worth asking whoever answers for it whether there can be one."
    return f"{lead} So it is worth asking whoever knows why it has to be so, also outside the team."


def _tried(found: Unlocking) -> str:
    looked = counted(found.screened, "change was", "changes were")
    solved = counted(len(found.confirmed), "was worked out", "were worked out")
    all_of_them = len(found.confirmed) == found.screened
    lead = f"{capital(looked)} looked at{' and worked out' if all_of_them else f', {solved}'}."
    if found.others is None:
        return f"{lead} There was no time for the others."
    if found.best_is_proven or len(found.confirmed) == found.possible:
        return f"{lead} No other single one can give more."
    return f"{lead} None of the others can give more than {percent(found.others)}."

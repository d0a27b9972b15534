"""An answer of the plan finder on a terminal: a sentence first, then who gets what, then why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trifecta.domain.compromise.engine.answers import Answer, Proposal
from trifecta.domain.compromise.engine.answers import Standing as Assessed
from trifecta.domain.compromise.problem import Problem, Stage
from trifecta.domain.compromise.report import names_of
from trifecta.domain.compromise.tradeoffs import proven_standing, sure
from trifecta.domain.compromise.unmet import offered
from trifecta.domain.compromise.wording import (
    Standing,
    at_least,
    at_most,
    headline,
    level_words,
    percent,
    quoted,
)
from trifecta.domain.compromise.worth import load, retained
from trifecta.domain.people.words import capital, counted, joined

FEW: Final = 6
"""So many titles of a stage stand below each other; more than that stand in a row."""

CLOSE: Final = 0.0005
"""From so small a gap on, a plan is as good as proven by the figures that are shown."""


def tell_plan(problem: Problem, answer: Answer) -> None:
    """The proposal in full, the other plans in a line each, and what is proven."""
    first, *others = answer.plans
    console = Console(highlight=False)
    console.print(Text(_plan_sentence(problem, answer), style="bold"))
    for block in (_stages(problem, first), _shares(problem, answer), _needs(problem, first)):
        console.print()
        console.print(Padding(block, (0, 0, 0, 2)))
    console.print()
    console.print(Text(_proof(first, answer)))
    if problem.policies:
        console.print(Text(_policies(problem)))
    if others:
        console.print(Text(_others(answer)))


def tell_assessment(problem: Problem, answer: Answer) -> None:
    """How much of a trade-off there is, the figures, and which needs collide."""
    console = Console(highlight=False)
    standing = proven_standing(answer)
    console.print(Text(_assessment_sentence(problem, standing), style="bold"))
    console.print()
    console.print(Padding(_figures(standing), (0, 0, 0, 2)))
    if not answer.bests_are_known(within=CLOSE):
        console.print()
        console.print(Text(_BESTS_UNPROVEN))
    collisions = [*_collisions(problem, standing)]
    if collisions:
        console.print()
    for line in collisions:
        console.print(Text(line))


# ---------------------------------------------------------------- a plan


def _plan_sentence(problem: Problem, answer: Answer) -> str:
    judged = answer.plans[0].judged
    standings = [
        Standing(
            offered=offered(problem, problem.needs_of(party)),
            name=name,
            reader=False,
            share=judged.utilities[party],
            best=answer.ideal_bounds[party],
        )
        for party, name in names_of(problem).items()
    ]
    words = headline(standings, verdict=proven_standing(answer).verdict)
    return words.replace("each of you", "each of them")


def _stages(problem: Problem, proposal: Proposal) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(ratio=1)
    table.add_column(ratio=3)
    used = load(problem, proposal.judged.plan)
    for stage in problem.stages:
        titles = [
            option.title
            for option in problem.options
            if proposal.judged.plan.stage_of(option.id) == stage.id
        ]
        between = "\n" if len(titles) <= FEW else ", "
        cell = Text(between.join(titles) or "nothing")
        weeks = _weeks(stage, used)
        if weeks:
            cell.append(f"\n{weeks}", style="dim")
        table.add_row(Text(capital(stage.name)), cell)
    return table


def _weeks(stage: Stage, used: dict[tuple[str, str], float]) -> str:
    parts = [
        f"{used[stage.id, name]:g} of {room:g} weeks of {name}"
        for name, room in stage.capacity.items()
    ]
    return joined(parts)


def _shares(problem: Problem, answer: Answer) -> RenderableType:
    judged = answer.plans[0].judged
    kept = retained(judged.utilities, answer.ideal_bounds)
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    table.add_column("of what they need", justify="right")
    table.add_column("of the best any plan could do for them", justify="right")
    for party, name in names_of(problem).items():
        share = percent(kept[party])
        if judged.retention[party] - kept[party] > CLOSE:
            share = f"at least {at_least(kept[party])}"
        table.add_row(Text(name), percent(judged.utilities[party]), share)
    return table


def _needs(problem: Problem, proposal: Proposal) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    names = names_of(problem)
    for party, name in names.items():
        shown = [need for need in problem.needs_of(party) if not need.hidden]
        for place, need in enumerate(shown):
            level = level_words(proposal.judged.levels[need.id])
            table.add_row(Text("" if place else name), Text(quoted(need.text)), level)
    return table


def _policies(problem: Problem) -> str:
    titles = joined([quoted(policy.title) for policy in problem.policies])
    return f"Every plan here keeps to {titles}. `unlock` says what an exception would give."


_MEASURES = {
    "leximin": "leaves whoever keeps least",
    "kalai-smorodinsky": "gives whoever gains least",
    "nash": "gives, in the geometric mean,",
}


def _proof(proposal: Proposal, answer: Answer) -> str:
    value, bound = proposal.value, proposal.bound
    if value is None or bound is None or proposal.rule == "alternative":
        return "This plan was not chosen by a rule."
    of = "of their best" if proposal.rule == "leximin" else "of the possible gain"
    if proposal.rule == "leximin":
        value, bound = min(value, sure(answer, proposal.judged)), min(bound, 1.0)
    lead = f"This plan {_MEASURES[proposal.rule]} {_exact(value)} {of}"
    if bound - value <= CLOSE:
        return f"{lead}. No plan does better."
    more = "A larger --budget may narrow the gap."
    if proposal.rule == "leximin" and bound >= 1 - CLOSE:
        return f"{lead}, or more. Whether another plan leaves them more is not proven. {more}"
    return (
        f"{lead}; no plan can do better than {_exact(bound)} (a gap of {_points(bound - value)}). "
        f"{more}"
    )


def _exact(share: float) -> str:
    return f"{share * 100:.1f}%"


def _points(gap: float) -> str:
    return f"{gap * 100:.1f} points"


def _others(answer: Answer) -> str:
    plans = counted(len(answer.plans) - 1, "other plan")
    more = counted(len(answer.frontier), "combination")
    whole = "That is all there are." if answer.frontier_proven else "There may be more."
    return (
        f"{capital(plans)} clearly different from it, and {more} of what people get that cannot be "
        f"made better for one without cost to another, are in --json. {whole}"
    )


# ---------------------------------------------------------------- an assessment


def _assessment_sentence(problem: Problem, standing: Assessed) -> str:
    everyone = joined([*names_of(problem).values()])
    if standing.verdict == "false":
        return (
            f"This is not the trade-off it looks like: one plan leaves {everyone} at least "
            f"{at_least(standing.kappa)} of the best each could have."
        )
    if standing.verdict == "real":
        return (
            f"This is a real trade-off: no plan leaves {everyone} more than "
            f"{at_most(standing.kappa_bound)} of the best each could have."
        )
    return (
        f"One plan leaves {everyone} at least {at_least(standing.kappa)} of the best each could "
        "have. What is missing is worth talking about."
    )


_BESTS_UNPROVEN: Final = (
    "The favourite plans are the best that were found in the time there was, and not proven to be "
    "the best there are. A larger --budget makes surer."
)


def _figures(standing: Assessed) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    most = _exact(standing.kappa)
    if standing.kappa_bound - standing.kappa > CLOSE:
        most += f" to {_exact(standing.kappa_bound)}"
    for words, figure in (
        ("The most that whoever keeps least can keep", most),
        ("What the kindest favourite plan leaves them", _exact(standing.pi)),
        ("What they have on average when favourites are drawn by lot", _exact(standing.ell)),
        ("So much of what is lost by lot can be won back", _exact(max(0.0, standing.potential))),
    ):
        table.add_row(words, figure)
    return table


def _collisions(problem: Problem, standing: Assessed) -> Iterator[str]:
    names = names_of(problem)
    for pair in standing.pairs:
        needs = [problem.need(pair.need), problem.need(pair.other)]
        if pair.verdict != "real" or any(need.hidden for need in needs):
            continue
        said = joined([f"{quoted(need.text)} ({names[need.party]})" for need in needs])
        yield f"These two collide: {said}."

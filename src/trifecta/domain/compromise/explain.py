"""What a plan means to the people in it, in sentences for one reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trifecta.domain.compromise.callout import Callout, callout
from trifecta.domain.compromise.changes import PartyChanges, changes
from trifecta.domain.compromise.clash import clash
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Need, Option, Plan, Problem, Stage
from trifecta.domain.compromise.proof import proof
from trifecta.domain.compromise.scene import Scene
from trifecta.domain.compromise.tradeoffs import REAL_BELOW
from trifecta.domain.compromise.unmet import offered, out_of_reach
from trifecta.domain.compromise.wording import (
    ALL,
    Standing,
    at_most,
    headline,
    lead,
    level_words,
    percent,
    quoted,
)
from trifecta.domain.compromise.worth import fits_somewhere, judge
from trifecta.domain.people.words import joined

MET: float = 0.65
"""From here on a need counts among what somebody gets, below among what the plan costs them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPart:
    """What one party gets and what it costs them, sentences without a full stop."""

    party: str
    name: str
    reader: bool
    share: float
    gets: tuple[str, ...]
    costs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What share of its needs a party has by the end of a stage, and the work that brings it."""

    party: str
    name: str
    reader: bool
    share: float
    brings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePart:
    """One stage of the plan: the work in it, and where it leaves everybody."""

    stage: Stage
    work: tuple[Option, ...]
    progress: tuple[Progress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything a page says about a plan; `alone` is about the plan best for the reader alone.

    `clash` names the two needs that stand most against each other, or says that none do. `proof`
    says how far it is proven that no plan is better. `changes` has every need, without an agreement
    and with this plan.
    """

    headline: str
    clash: str
    lead: str
    parties: tuple[PartyPart, ...]
    stages: tuple[StagePart, ...]
    callout: Callout | None
    limits: tuple[str, ...]
    alone: str
    proof: str
    changes: tuple[PartyChanges, ...]


def explain(
    problem: Problem, findings: Findings, *, reader: str | None = None, plan: Plan | None = None
) -> Explanation:
    """Explain `plan` (the recommended one unless given) to the party `reader`, or to nobody in it.

    `problem` and `findings` hold only what the reader may see; `plan` may come from a search that
    knew more. Nothing that is not in `problem` changes a word but by way of the plan itself.
    """
    judged = judge(problem, plan, ideals=findings.ideals) if plan else findings.recommended
    scene = Scene(problem=problem, findings=findings, judged=judged, reader=reader)
    return Explanation(
        headline=headline(
            [_standing(scene, party.id) for party in problem.parties],
            verdict=findings.standing.verdict,
        ),
        clash=clash(scene),
        lead=lead([[option.title for option in scene.work(stage)] for stage in problem.stages]),
        parties=tuple(_party_part(scene, party.id) for party in problem.parties),
        stages=tuple(_stages(scene)),
        callout=callout(scene),
        limits=tuple(_limits(scene)),
        alone=_alone(scene),
        proof=proof(scene),
        changes=changes(scene),
    )


def _standing(scene: Scene, party: str) -> Standing:
    return Standing(
        offered=offered(scene.problem, scene.problem.needs_of(party)),
        name=scene.problem.party(party).name,
        reader=party == scene.reader,
        share=scene.judged.utilities[party],
        best=scene.findings.ideal_bounds[party],
    )


def _party_part(scene: Scene, party: str) -> PartyPart:
    standing = _standing(scene, party)
    needs = scene.problem.needs_of(party)
    met = [need for need in needs if scene.judged.levels[need.id] >= MET]
    unmet = [need for need in needs if need not in met]
    return PartyPart(
        party=party,
        name=standing.name,
        reader=standing.reader,
        share=standing.share,
        gets=tuple(_need_sentence(scene, need) for need in met),
        costs=(*(_need_sentence(scene, need) for need in unmet), *_asked(scene, party)),
    )


def _need_sentence(scene: Scene, need: Need) -> str:
    level = scene.judged.levels[need.id]
    number = "" if level >= ALL or level < 0.05 else f" ({percent(level)})"
    return f"{quoted(need.text)}: {level_words(level)}{number}"


def _asked(scene: Scene, party: str) -> Iterator[str]:
    """What became of the things the party asked for, where they are not done when asked."""
    for option in scene.asked(party):
        later = scene.later_than_asked(option, party)
        if later is not None:
            yield f"{quoted(option.title)} waits until {quoted(later.name)}"
        elif scene.plan.stage_of(option.id) is None:
            yield f"{quoted(option.title)} {_left_out(scene, option)}"


def _left_out(scene: Scene, option: Option) -> str:
    if not fits_somewhere(scene.problem, option):
        return "takes more time than any stage has, so no plan can have it"
    instead = scene.gives_way_to(option)
    return f"gives way to {quoted(instead.title)}" if instead else "is left out"


def _stages(scene: Scene) -> Iterator[StagePart]:
    for stage, shares in scene.shares_after():
        yield StagePart(
            stage=stage,
            work=scene.work(stage),
            progress=tuple(
                Progress(
                    party=party.id,
                    name=party.name,
                    reader=party.id == scene.reader,
                    share=shares[party.id],
                    brings=scene.titles_that_help(party.id, stage),
                )
                for party in scene.problem.parties
            ),
        )


def _limits(scene: Scene) -> Iterator[str]:
    """What no plan gives: needs that are out of reach, and pairs that really collide."""
    for need in scene.problem.needs:
        most = scene.findings.reach[need.id].bound
        if most < 0.05:
            alone = replace(need, weight=1.0)
            yield out_of_reach(quoted(need.text), offered=offered(scene.problem, [alone]))
        elif most < ALL:
            yield (
                f"No plan meets {quoted(need.text)} in full. The most any of them does is "
                f"{_most(scene, need)}."
            )
    for pair in scene.findings.standing.pairs:
        if pair.verdict == "real":
            one = quoted(scene.problem.need(pair.need).text)
            other = quoted(scene.problem.need(pair.other).text)
            exact = scene.findings.compared is not None
            most_of_both = percent(pair.kappa) if exact else percent(REAL_BELOW)
            yield (
                f"{one} and {other} really collide. No plan gives both of them more than "
                f"{most_of_both} of what each could have alone."
            )


def _most(scene: Scene, need: Need) -> str:
    reach = scene.findings.reach[need.id]
    known = reach.bound - reach.value < 0.01
    return percent(reach.value) if known else f"not more than {at_most(reach.bound)}"


def _alone(scene: Scene) -> str:
    if scene.reader is None or len(scene.problem.parties) < 2:
        return ""
    favourite = scene.findings.favourites[scene.reader].utilities
    here, most = scene.judged.utilities[scene.reader], scene.findings.ideal_bounds[scene.reader]
    if most - here < 0.01:
        return "No plan is better for you than this one."
    if favourite[scene.reader] - here < 0.01:
        return "No plan was found that is better for you than this one."
    others = [
        f"{party.name} {percent(favourite[party.id])}"
        for party in scene.problem.parties
        if party.id != scene.reader
    ]
    own, found = percent(favourite[scene.reader]), most - favourite[scene.reader] < 0.01
    best = "The plan that is best" if found else "The best plan that was found"
    return f"{best} for you alone gives you {own}, and {joined(others)}."

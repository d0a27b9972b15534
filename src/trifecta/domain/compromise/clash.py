"""Which two needs stand against each other, in one sentence."""

from __future__ import annotations

from trifecta.domain.compromise.findings import PairAssessment
from trifecta.domain.compromise.proof import CLOSED
from trifecta.domain.compromise.scene import Scene
from trifecta.domain.compromise.tradeoffs import FALSE_FROM, REAL_BELOW
from trifecta.domain.compromise.wording import quoted
from trifecta.domain.people.words import number_word


def clash(scene: Scene) -> str:
    """The two needs that really collide, the worst first; or that none do, where that is known.

    "" where the pairs lie in between, and where there are none to compare.
    """
    pairs = scene.findings.standing.pairs
    real = sorted((pair for pair in pairs if pair.verdict == "real"), key=lambda pair: pair.kappa)
    rest = [pair for pair in pairs if pair not in real]
    free = _sure(scene) and all(pair.kappa >= FALSE_FROM for pair in rest)
    who = "you" if scene.reader else "they"
    if real:
        ending = f" The rest of what {who} need does not collide." if rest and free else ""
        return f"The clash is between {_two(scene, real[0])}{_more(len(real) - 1)}.{ending}"
    if rest and free:
        missing = any(best < REAL_BELOW for best in scene.findings.ideal_bounds.values())
        ending = (
            " What is still missing no plan here can give: it takes another option, or more time."
            if missing
            else ""
        )
        return f"No two of the needs here really stand against each other.{ending}"
    return ""


def _sure(scene: Scene) -> bool:
    """Whether it is known how far each need can be met, which the pairs are measured by."""
    return all(reach.bound - reach.value < CLOSED for reach in scene.findings.reach.values())


def _two(scene: Scene, pair: PairAssessment) -> str:
    one, other = (scene.problem.need(name) for name in (pair.need, pair.other))
    if scene.reader == other.party:
        one, other = other, one
    return f"{quoted(one.text)} and {quoted(other.text)}"


def _more(count: int) -> str:
    if not count:
        return ""
    return (
        "; one more pair collides" if count == 1 else f"; {number_word(count)} more pairs collide"
    )

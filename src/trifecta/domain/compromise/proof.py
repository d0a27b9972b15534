"""How far it is proven that no plan is better than the one on the page, in words."""

from __future__ import annotations

from typing import Final

from trifecta.domain.compromise.scene import Scene
from trifecta.domain.compromise.wording import at_least, at_most

CLOSED: Final = 0.005
"""So little between what a plan leaves and what none exceeds is said to be nothing."""


def proof(scene: Scene) -> str:
    """That all plans were compared, or what is proven where there are too many for that."""
    compared = scene.findings.compared
    if compared == 1:
        return "No option fits the time there is, so there is one plan: nothing of this."
    if compared is not None:
        return f"All {compared:,} plans that can be done were compared."
    many = "There are too many plans to compare one by one."
    least, most = scene.worst, scene.findings.standing.kappa_bound
    if len(scene.problem.parties) == 1:
        return many
    if most - least < CLOSED:
        return f"{many} It is proven that none leaves whoever keeps least more than this one does."
    who = "whoever of you keeps least" if scene.reader else "whoever keeps least"
    return (
        f"{many} This one leaves {who} at least {at_least(least)} of the best that any plan could "
        f"give them, and it is proven that no plan leaves them more than {at_most(most)}."
    )

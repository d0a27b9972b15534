"""What is sent from the pages of rating: proposals, flags, ratings and exceptions."""

from __future__ import annotations

import re

from tests.apps.calibration import together
from tests.apps.calibration.cycles import Scene
from tests.web.calibration.rating_visitor import Visitor

from trifecta.domain.calibration.votes import OUTCOMES


def proposed(step: int | str, reason: str = "I saw it.", **more: object) -> dict[str, object]:
    return {"step": step, "reason": reason, "version": 0, "estimate": "first", **more}


def propose_all(visitor: Visitor, scene: Scene, steps: tuple[int, ...], estimate: str) -> None:
    """Every outcome one after the other, as the pages lead."""
    for place, (outcome, step) in enumerate(zip(OUTCOMES, steps, strict=True)):
        page = visitor.get("propose", scene.case.id, outcome)
        version = re.search(rb'name="version" value="(\d+)"', page.content)
        assert version
        response = visitor.post(
            "propose",
            scene.case.id,
            outcome,
            **proposed(step, estimate=estimate, version=int(version[1])),
        )
        after = (
            "proposal/" if place + 1 == len(OUTCOMES) else f"propose/{list(OUTCOMES)[place + 1]}/"
        )
        assert response.headers["Location"].endswith(after)


def rating_data(number: int, step: int = 2) -> dict[str, object]:
    return {
        "number": number,
        **{f"step_{one}": step for one in OUTCOMES},
        **{f"reason_{one}": f"Because of {one}." for one in OUTCOMES},
    }


def gaps(*steps: int, why: str = "She missed the plannings.") -> dict[str, object]:
    return {"why": why, **{f"gap_{one}": gap for one, gap in zip(OUTCOMES, steps, strict=True)}}


def exception_data(scene: Scene, number: int) -> dict[str, object]:
    said = together.exception_words(scene)
    return {
        "number": number,
        "code": said.code,
        "reason": said.reason,
        "evidence": list(said.evidence),
        "told_on": said.told_on.isoformat() if said.told_on else "",
        "told_by": said.told_by,
        **{f"step_{one}": step for one, step in said.steps.items()},
    }

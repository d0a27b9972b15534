"""Calibrators of the made-up partnerships."""

from __future__ import annotations

from trifecta.domain.calibration.panel import CalibratingFunction, Calibrator, Interest


def calibrator(
    name: str,
    function: CalibratingFunction,
    *interests: Interest,
    recused: bool = False,
) -> Calibrator:
    return Calibrator(
        id=name.lower(),
        name=name,
        function=function,
        interests=frozenset(interests),
        recused=recused,
    )


ALICE = calibrator("Alice", "engineering")
BOB = calibrator("Bob", "product")
CARLA = calibrator("Carla", "business")

"""Pictures of models for the preview: stocks and flows, a run, and what could come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from trifecta.charts.chart import Chart
from trifecta.charts.fan import Fan, fan
from trifecta.charts.runs import run_panel
from trifecta.charts.stock_flow import stock_flow
from trifecta.charts.svg import Svg, element
from trifecta.domain.systems import Model, parse, run
from trifecta.domain.systems.ensembles.distributions import distribution
from trifecta.domain.systems.ensembles.outlook import look_ahead
from trifecta.domain.systems.library import starters
from trifecta.domain.systems.structure import structure_of

ROUNDS: Final = 12
COUNTED: Final = {1: 0.0, 3: 1.0, 5: 5.0, 7: 8.0, 9: 10.0, 11: 11.0}
RANGES: Final = {"Interviewers": "integers(4, 10)", "Interviewed > Offers": "uniform(0.15, 0.4)"}
MORE: Final = {"Interviewers": "integers(7, 12)", "Interviewed > Offers": "uniform(0.2, 0.4)"}

Section = Callable[..., Svg]
Figure = Callable[[Chart], Svg]


def sections(section: Section, figure: Figure) -> Sequence[Svg]:
    """A section a kind of picture, drawn as the caller draws its own."""
    hiring = parse(starters()[0].text)
    drawn = stock_flow(structure_of(hiring), title="What flows where", description="")
    return [
        section(
            "A model",
            element("figure", drawn.svg, class_="chart drawn"),
            element("div", *map(figure, _panels(hiring)), class_="panels run"),
        ),
        section("What could come", figure(_fan({"Plan": RANGES}, hiring))),
        section("Two models", figure(_fan({"Plan": RANGES, "More of us": MORE}, hiring))),
    ]


def _panels(model: Model) -> list[Chart]:
    ran = run(model, rounds=ROUNDS)
    return [
        run_panel(
            name=name,
            unit="week",
            values=ran[name],
            said=[f"{value:g}" for value in ran[name]],
            observed=COUNTED if name == "Hires" else None,
        )
        for name in ("Screened", "Offers", "Hires")
    ]


def _fan(models: dict[str, dict[str, str]], model: Model) -> Chart:
    return fan(
        title="Hires over twelve weeks",
        description="From two thousand runs.",
        stock="Hires",
        fans=[_percentiles(name, model, ranges) for name, ranges in models.items()],
        observed=list(COUNTED.items()),
        unit="week",
    )


def _percentiles(name: str, model: Model, ranges: dict[str, str]) -> Fan:
    vary = {number: distribution(text) for number, text in ranges.items()}
    found = look_ahead(model, vary, rounds=ROUNDS)
    low, lower, middle, higher, high = found["Hires"].T.tolist()
    return Fan(
        model=name, rounds=found.rounds, p05=low, p25=lower, p50=middle, p75=higher, p95=high
    )

"""One of each picture, with the people and the plans of the worked example."""

from __future__ import annotations

from datetime import date

from trifecta.charts.chart import Person
from trifecta.charts.frontier import Plan
from trifecta.charts.gaps import Answer, Guess
from trifecta.charts.odds import Possibility
from trifecta.charts.strips import Strip
from trifecta.charts.trend import TrendPoint

ROBIN = Person(name="Robin", place=0)
NOOR = Person(name="Noor", place=1)
SASHA = Person(name="Sasha", place=2)
DANA = Person(name="Dana", place=3)


def pair(
    robin: int | None, noors_guess: int | None, noor: int | None, robins_guess: int | None
) -> tuple[Answer, Answer]:
    """What Robin answered and Noor guessed, then the other way round."""
    return (
        Answer(person=ROBIN, value=robin, guesses=(Guess(by=NOOR, value=noors_guess),)),
        Answer(person=NOOR, value=noor, guesses=(Guess(by=ROBIN, value=robins_guess),)),
    )


GAPS = [
    (
        "Noor cares about keeping people far more than Robin guessed",
        "Keep everybody on the team",
        "Hit the number this quarter",
        pair(-3, -1, -1, 3),
    ),
    (
        "You both want proper statistics. Neither of you knew",
        "Stop a test when it looks won",
        "Run it to its full size",
        pair(3, 0, 2, -2),
    ),
    (
        "Here you do differ, and both of you know it",
        "Judge the quarter by experiments finished",
        "Judge it by the state of the team",
        pair(3, 2, -3, -3),
    ),
    (
        "Robin skipped this one, and Noor made no guess",
        "Fix it now",
        "Fix it with the rewrite",
        pair(None, 1, 0, None),
    ),
]

FOUR = tuple(
    Answer(
        person=person,
        value=value,
        guesses=tuple(
            Guess(by=other, value=guess)
            for other, guess in zip(
                [p for p in (ROBIN, NOOR, SASHA, DANA) if p != person], guesses, strict=True
            )
        ),
    )
    for person, value, guesses in (
        (ROBIN, 0, (0, 1, 2)),
        (NOOR, -3, (-3, -3, -2)),
        (SASHA, 3, (2, 3, None)),
        (DANA, None, (-1, 0, 1)),
    )
    for others in ([p for p in (ROBIN, NOOR, SASHA, DANA) if p != person],)
)

RISING = [
    TrendPoint(on=date(2026, 2, 10), value=0.12, low=-0.3, high=0.5),
    TrendPoint(on=date(2026, 5, 4), value=0.31, low=-0.1, high=0.62),
    TrendPoint(on=date(2026, 7, 20), value=0.48, low=0.15, high=0.75),
    TrendPoint(on=date(2026, 9, 30), value=0.66, low=0.4, high=0.85),
]
FALLING = [
    TrendPoint(on=date(2025, 11, 10), value=0.85, low=0.6, high=0.95),
    TrendPoint(on=date(2026, 5, 4), value=0.35, low=0.1, high=0.6),
    TrendPoint(on=date(2026, 9, 30), value=0.1, low=-0.3, high=0.4),
]

POSSIBILITIES = [
    Possibility(label="Both of these", probability=0.838),
    Possibility(label="Only that you misread each other", probability=0.09),
    Possibility(label="Only that you are judged differently", probability=0.069),
    Possibility(label="Neither", probability=0.003),
]

PLANS = [
    Plan(name="Kit first, people take turns", first=95, second=95, best=True, suggested=True),
    Plan(name="Kit first, forty experiments", first=99, second=82, best=True),
    Plan(name="Kit first, no turns", first=68, second=99, best=True),
    Plan(name="Half and half", first=50, second=56),
    Plan(name="Only experiments", first=22, second=86),
    Plan(name="Only the new build", first=88, second=20),
]
CROWDED = [
    *PLANS,
    Plan(
        name="Two people on the kit for the whole quarter and the rest on tests",
        first=95,
        second=95,
    ),
    Plan(name="Everybody changes every week", first=95, second=95),
    Plan(name="Nothing", first=0, second=0),
    Plan(name="Hire a contractor for the experiments", first=94, second=93),
    Plan(name="Buy a kit", first=100, second=100, best=True),
    Plan(name="Ask for a later review", first=0, second=100, best=True),
]

STRIPS = [
    Strip(name="Kit first, people take turns", met=(95, 95, 88), best=True, suggested=True),
    Strip(name="Kit first, no turns", met=(68, 99, 97), best=True),
    Strip(name="Half and half", met=(50, 56, 52)),
]

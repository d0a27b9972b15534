"""All pictures on one page, to look at: python -m tests.charts.preview build/charts.html."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.charts import preview_models as models
from tests.charts import samples

from trifecta.charts.chart import Chart, Table
from trifecta.charts.frontier import frontier
from trifecta.charts.gaps import (
    GapPicture,
    KeyEntry,
    gap_key,
    gap_key_for_many,
    gap_picture,
    gap_table,
)
from trifecta.charts.odds import odds
from trifecta.charts.promises import promises
from trifecta.charts.stages import count_bar, width_class, widths
from trifecta.charts.strips import strips
from trifecta.charts.svg import Svg, element, join
from trifecta.charts.trend import Reference, trend

STATIC = Path(__file__).parents[2] / "src" / "trifecta" / "web" / "static" / "trifecta"
SHEETS = ("tokens", "base", "forms", "components", "charts", "systems")


def page() -> Svg:
    """A whole document; it shows the pictures as the product's templates do."""
    links = [
        element("link", rel="stylesheet", href=(STATIC / f"{name}.css").as_uri()) for name in SHEETS
    ]
    view = element("meta", name="viewport", content="width=device-width, initial-scale=1")
    head = element(
        "head", element("meta", charset="utf-8"), view, element("title", "Charts"), *links
    )
    main = element(
        "main",
        _odds(),
        _gaps(),
        _many(),
        _panels(),
        _stages(),
        *_frontiers(),
        _strips(),
        *models.sections(_section, _figure),
    )
    body = element("body", element("div", main, class_="wrap"))
    return join(Svg("<!doctype html>"), element("html", head, body, lang="en"))


def _section(heading: str, *parts: Svg) -> Svg:
    return element("section", element("h2", heading), *parts, class_="section")


def _table(table: Table) -> Svg:
    head = element(
        "tr",
        *(
            element("th", c.name, scope="col", class_="n" if c.numeric else None)
            for c in table.columns
        ),
    )
    rows = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(
                element("td", cell, class_="n" if column.numeric else None)
                for cell, column in zip(row[1:], table.columns[1:], strict=True)
            ),
            class_="pick" if index == table.picked else None,
        )
        for index, row in enumerate(table.rows)
    ]
    inside = join(
        element("caption", table.caption), element("thead", head), element("tbody", *rows)
    )
    return element(
        "details",
        element("summary", "The same as a table"),
        element("div", element("table", inside), class_="scroll"),
    )


def _odds() -> Svg:
    sure = odds(caption="How sure we are", possibilities=samples.POSSIBILITIES)
    rows = [
        join(
            element("dt", row.label, class_="most" if row.most else None),
            element("dd", row.svg, class_="nums"),
        )
        for row in sure.rows
    ]
    return element(
        "section",
        element("h2", "How sure we are"),
        element("dl", *rows, class_="odds"),
        _table(sure.table),
    )


def _lanes(picture: GapPicture) -> Svg:
    poles = element(
        "div", element("span", picture.left), element("span", picture.right), class_="poles"
    )
    lanes = [
        element(
            "div",
            element("span", lane.person.name),
            lane.svg,
            element("span", lane.off_by, class_="off-by"),
            class_="lane",
        )
        for lane in picture.lanes
    ]
    return element("li", element("h3", picture.title), poles, *lanes)


def _key(entries: tuple[KeyEntry, ...]) -> Svg:
    return element("ul", *(element("li", e.svg, e.words) for e in entries), class_="key")


def _gaps() -> Svg:
    pictures = [
        gap_picture(title=title, left=left, right=right, answers=answers)
        for title, left, right, answers in samples.GAPS
    ]
    table = gap_table(caption="−3 is strongly the first, +3 strongly the second", pictures=pictures)
    return _section(
        "Where you misread each other most",
        _key(gap_key(first=samples.ROBIN, second=samples.NOOR)),
        element("ol", *map(_lanes, pictures), class_="gaps"),
        _table(table),
    )


def _many() -> Svg:
    picture = gap_picture(
        title="Four people, one question", left="Ship it", right="Finish it", answers=samples.FOUR
    )
    key = _key(gap_key_for_many([answer.person for answer in samples.FOUR]))
    table = gap_table(caption="−3 to +3", pictures=[picture])
    return _section(
        "Four of you", key, element("ol", _lanes(picture), class_="gaps"), _table(table)
    )


def _figure(chart: Chart) -> Svg:
    caption = element(
        "figcaption", element("h3", chart.title), element("p", chart.description, class_="note")
    )
    return element("figure", caption, chart.svg, _table(chart.table), class_="chart")


def _panels() -> Svg:
    chance = Reference(value=0, label="chance")
    charts = [
        trend(
            title="You read each other better",
            description="How well each of you guesses the other’s answers. Up since February.",
            points=samples.RISING,
            scale=(-0.4, 1),
            label="guessed well",
            reference=chance,
        ),
        trend(
            title="You agree less than you did",
            description="How alike your own answers are.",
            points=samples.FALLING,
            scale=(-1, 1),
            label="agree on little",
        ),
        promises(
            title="You kept five of six promises",
            description="From your last agreement, July to September.",
            kept=5,
            not_kept=1,
        ),
        trend(
            title="One check-in so far",
            description="A direction shows from the third one on.",
            points=samples.RISING[:1],
            scale=(-1, 1),
            label="guessed some",
        ),
        trend(
            title="Two check-ins so far",
            description="A direction shows from the third one on.",
            points=samples.RISING[1:3],
            scale=(-1, 1),
            label="guessed most",
        ),
        promises(
            title="Twelve promises",
            description="From the agreement before.",
            kept=1,
            not_kept=1,
            dropped=1,
            still_open=9,
        ),
    ]
    return _section(
        "How it is going between you", element("div", *map(_figure, charts), class_="panels")
    )


def _stages() -> Svg:
    shares = widths([4, 9, 7])
    texts = (("Build the kit", 7), ("Run and improve", 50), ("The new build", 50))
    columns = [
        element(
            "li",
            element("h3", name, element("small", "Weeks 1 to 4, from 12 October")),
            element(
                "dl",
                _need("a", "Robin’s need", "Four engineers build something new"),
                _need(
                    "b",
                    "Noor’s need",
                    f"{reached} experiments by then",
                    count_bar(person=samples.NOOR, reached=reached, goal=50),
                ),
            ),
            class_=f"{width_class(share)}{' later' if name == 'The new build' else ''}",
        )
        for share, (name, reached) in zip(shares, texts, strict=True)
    ]
    return _section("How it goes", element("ol", *columns, class_="stages"))


def _need(mark: str, whose: str, *what: str) -> Svg:
    dt = element("dt", element("span", " ", class_=f"mark {mark}", aria_hidden="true"), whose)
    return element("div", dt, element("dd", *what))


def _frontiers() -> list[Svg]:
    charts = [
        frontier(
            title="Every plan you argued about is worse for both of you",
            description="Along the line, one of you can only gain if the other gives something up.",
            first=samples.ROBIN,
            second=samples.NOOR,
            plans=plans,
        )
        for plans in (samples.PLANS, samples.CROWDED)
    ]
    return [
        _section(
            chart.title,
            element("p", chart.description),
            element("figure", chart.svg, class_="chart"),
            _table(chart.table),
        )
        for chart in charts
    ]


def _strips() -> Svg:
    picture = strips(people=[samples.ROBIN, samples.NOOR, samples.SASHA], plans=samples.STRIPS)
    rows = [
        element(
            "div",
            element("div", element("b", row.name) if row.suggested else element("span", row.name)),
            row.svg,
            class_="rrow",
        )
        for row in picture.rows
    ]
    head = element("div", element("div", " "), picture.scale, class_="rrow rhead")
    return _section(
        "Three of you", element("div", head, *rows, class_="reveal"), _table(picture.table)
    )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), encoding="utf-8")

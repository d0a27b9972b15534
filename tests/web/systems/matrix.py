"""Who may open the pages of models: the members of a partnership; the library everybody."""

from __future__ import annotations

from tests.apps.systems import models
from tests.personas import World
from tests.web.permission_matrix import Arguments, Row, everybody, members_only

PAIR = members_only("alice", "bob")


def partnership(world: World) -> tuple[str, ...]:
    return (world.partnership.id,)


def model(world: World) -> tuple[str, ...]:
    return (models.changed(world),)


def first_text(world: World) -> tuple[str, ...]:
    return (models.changed(world), "1")


def ranged(world: World) -> tuple[str, ...]:
    return (models.ranged(world),)


def newest_as_text(world: World) -> tuple[str, ...]:
    return (models.changed(world), "text")


def first_as_text(world: World) -> tuple[str, ...]:
    return (models.changed(world), "1", "text")


def counted(world: World) -> tuple[str, ...]:
    return (models.counted_twice(world),)


def decision(world: World) -> tuple[str, ...]:
    return (models.decided(world),)


def hiring(_: World) -> tuple[str, ...]:
    return ("hiring",)


def pages(names: str, prepare: Arguments, *, method: str = "get") -> list[Row]:
    return [
        Row(url_name=f"systems:{name}", prepare=prepare, answers=PAIR, method=method)
        for name in names.split()
    ]


ROWS = [
    Row(url_name="systems:library", answers=everybody(signed_in=False)),
    Row(url_name="systems:starter", prepare=hiring, answers=everybody(signed_in=False)),
    Row(url_name="systems:look", answers=everybody(), method="post"),
    *pages("models new", partnership),
    *pages("new", partnership, method="post"),
    *pages("model edit about versions compare observed decide delete", model),
    *pages("ranges ranges_text ranges_file", ranged),
    *pages("ranges ranges_text ranges_remove", ranged, method="post"),
    *pages("bottleneck diagnosis fit", model),
    *pages("edit about observed observed_remove decide delete fit", model, method="post"),
    *pages("observed_columns", model),
    *pages("observed_columns observed_keep", model, method="post"),
    *pages("observed_undo", counted, method="post"),
    *pages("version", first_text),
    *pages("take", newest_as_text),
    *pages("take_version", first_as_text),
    *pages("restore", first_text, method="post"),
    *pages("decision", decision),
    *pages("decision let_go", decision, method="post"),
]

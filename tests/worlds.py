"""The world of personas once more: its rows are put back instead of being made again.

Making it takes a quarter of a second, and two thousand tests begin with it. What the services wrote
the first time is written again, row by row, into the transaction of each test.
"""

from __future__ import annotations

import time
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from tests.personas import World, make_world
from trifecta.apps.records import keys

OF_DJANGO = {"django_migrations", "django_content_type", "auth_permission", "django_site"}
"""Tables that are filled when the database is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A world, and the rows of each table it is made of."""

    world: World
    rows: dict[str, list[tuple[Any, ...]]]


_kept: dict[str, _Kept] = {}


def same_world() -> World:
    """As `make_world`, with the same ids and moments each time; in an empty database.

    Outside the transaction of a test, and while its clock stands elsewhere, it is made anew. What
    the process remembers of making it (rates, keys) is forgotten each time.
    """
    world = _found()
    keys.forget_keys()
    cache.clear()
    return world


def _found() -> World:
    if not connection.in_atomic_block or abs(timezone.now().timestamp() - time.time()) > 60:
        return make_world()
    kept = _kept.get(connection.vendor)
    if kept is None:
        world = make_world()
        kept = _kept[connection.vendor] = _Kept(world=deepcopy(world), rows=_rows())
        return world
    for table, rows in kept.rows.items():
        _insert(table, rows)
    return deepcopy(kept.world)


def _rows() -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in OF_DJANGO:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                found[table] = cursor.fetchall()
    return {table: rows for table, rows in found.items() if rows}


def _insert(table: str, rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})",  # noqa: S608
            rows,
        )

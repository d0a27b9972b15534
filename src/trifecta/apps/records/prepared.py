"""Queries whose SQL is made once and then only given its arguments.

Making the SQL of a queryset costs more than running it, and the busiest pages ask the same dozen
questions each time. Rows are made as Django's own ModelIterable makes them, related rows included.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Rows = TypeVar("Rows", bound=Model)
Asked = ParamSpec("Asked")


def prepared(ask: Callable[Asked, QuerySet[Rows, Rows]]) -> Callable[Asked, list[Rows]]:
    """Make `ask`, which builds a queryset from ids, a function that returns its rows.

    `ask` is called once a thread, as database connections belong to threads. It takes texts by
    position, filters by each of them, and does not depend on what they are.
    """
    count = len(signature(ask).parameters)
    known = threading.local()

    @wraps(ask)
    def rows(*arguments: Asked.args, **named: Asked.kwargs) -> list[Rows]:
        if named or len(arguments) != count:
            raise TypeError(f"{ask.__name__} takes {count} arguments by position")
        connection = connections[DEFAULT_DB_ALIAS]
        statement: _Statement[Rows] | None = getattr(known, connection.vendor, None)
        if statement is None:
            statement = _prepare(ask, count, connection)
            setattr(known, connection.vendor, statement)
        return list(statement.rows(arguments, connection))

    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement(Generic[Rows]):
    """SQL, where each of its parameters comes from, and how what comes back becomes rows.

    `places[i]` is the argument that parameter i takes, None where it keeps its value in `fixed`.
    `start` and `end` are where the columns of the row itself begin and end.
    """

    sql: str
    fixed: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: tuple[tuple[int, Callable[..., Any], Any], ...]
    model: type[Rows]
    start: int
    end: int
    fields: tuple[str, ...]
    annotations: dict[str, int]
    related: list[Any]

    def rows(self, arguments: Sequence[Any], connection: BaseDatabaseWrapper) -> Iterator[Rows]:
        parameters = [
            value if place is None else arguments[place]
            for value, place in zip(self.fixed, self.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            found = cursor.fetchall()
        alias, start, end = connection.alias, self.start, self.end
        for values in map(list, found):
            for place, convert, expression in self.converters:
                values[place] = convert(values[place], expression, connection)
            row = self.model.from_db(alias, self.fields, values[start:end])
            for populator in self.related:
                populator.populate(values, row)
            for name, place in self.annotations.items():
                setattr(row, name, values[place])
            yield row


def _prepare(
    ask: Callable[..., QuerySet[Rows, Rows]], count: int, connection: BaseDatabaseWrapper
) -> _Statement[Rows]:
    names = [f"<argument {place}>" for place in range(count)]
    queryset = ask(*names)
    compiler = queryset.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    places = tuple(names.index(value) if value in names else None for value in parameters)
    if set(places) - {None} != set(range(count)):
        raise TypeError(f"{ask.__name__} does not filter by each of its arguments")
    chosen, columns = compiler.klass_info["select_fields"], compiler.select
    return _Statement(
        sql=sql,
        fixed=tuple(parameters),
        places=places,
        converters=_converters(compiler),
        model=queryset.model,
        start=chosen[0],
        end=chosen[-1] + 1,
        fields=tuple(columns[place][0].target.attname for place in chosen),
        annotations=dict(compiler.annotation_col_map or {}),
        related=get_related_populators(  # type: ignore[call-arg]
            compiler.klass_info, columns, connection.alias
        ),
    )


def _converters(compiler: SQLCompiler) -> tuple[tuple[int, Callable[..., Any], Any], ...]:
    """What turns a column into the value of its field, in the order in which it is done."""
    found = compiler.get_converters([column for column, _, _ in compiler.select])
    return tuple(
        (place, convert, expression)
        for place, (steps, expression) in found.items()
        for convert in steps
    )

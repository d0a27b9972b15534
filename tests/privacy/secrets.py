"""Texts that can be recognised anywhere, where each of them stands, and who may read it there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection

from tests.privacy.readers import (
    HELD_BY_A_BROWSER,
    OPEN,
    Facts,
    Names,
    Place,
    all_rows,
    sealed_columns,
)
from tests.privacy.rules import CARRIED, RULES
from trifecta.apps.people.models import User

MARK = re.compile(r"zq\d{4}x", re.IGNORECASE)
EARLIER = "tensions.EarlierStatement"
STATEMENT = "tensions.Statement"
EVERYBODY = "everybody"
WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)')


@dataclass(slots=True)
class Secret:
    """A text: who wrote it, where it has been given to be kept, and who could ever read it."""

    author: str
    given: set[str] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    could_read: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Ledger:
    """Every text somebody has written, and who may read it at this moment, by rules of our own."""

    written: dict[str, Secret] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    written_to: set[str] = field(default_factory=set)
    _standing: dict[str, dict[str, set[Place]]] = field(default_factory=dict)

    def new(self, author: str, words: str = "as somebody wrote it") -> str:
        """A text of `author` that occurs nowhere else."""
        mark = f"zq{len(self.written):04d}x"
        self.written[mark] = Secret(author=author)
        return f"{mark} {words}"

    def again(self) -> Ledger:
        """A ledger of the same moment, for another run from here."""
        written = {
            mark: Secret(one.author, set(one.given), set(one.places), set(one.could_read))
            for mark, one in self.written.items()
        }
        standing = {
            label: {mark: set(places) for mark, places in one.items()}
            for label, one in self._standing.items()
        }
        facts = Facts(names=dict(self.facts.names))
        facts.read_again(set())
        return Ledger(written, dict(self.people), facts=facts, _standing=standing)

    def leaks(self, *, reader: str, shown: str) -> list[str]:
        """What in `shown` its reader may not read, with where it stands."""
        return [
            f"{mark} of {self.written[mark].author}"
            f" in {sorted({place.kind for place in self.written[mark].places}) or 'no row'}"
            for mark in marks_in(shown)
            if mark in self.written and not self.may_read(reader, mark)
        ]

    def may_read(self, reader: str, mark: str) -> bool:
        readers = self.readers(mark)
        return reader in readers or EVERYBODY in readers

    def readers(self, mark: str) -> Names:
        """Its author, and whoever may read one of the rows it stands in."""
        secret = self.written[mark]
        found: set[str] = {secret.author}
        for place in secret.places:
            found |= self._readers_at(secret, place)
        return frozenset(found)

    def _readers_at(self, secret: Secret, place: Place) -> Names:
        if place.kind in OPEN:
            return frozenset({EVERYBODY})
        if place.kind not in RULES:
            return frozenset()
        readers = RULES[place.kind](self.facts, self._row(place))
        return readers & secret.could_read if place.model == EARLIER else readers

    def _row(self, place: Place) -> Any:
        known = self.facts.rows.get(place.model)
        if known is not None:
            return known[place.row]
        return next(row for row in all_rows(place.model) if row.pk == place.row)

    @property
    def names(self) -> dict[str, str]:
        """What the tests call people, by their account."""
        if len(self.people) != User.objects.count():
            self.people = {row.pk: row.email.split("@")[0] for row in User.objects.all()}
        return self.people

    def settle(self, *, actor: str, sent: Iterable[str] = ()) -> None:
        """After an act: where everything stands now, and whether it came there by its writer.

        `sent` is what the actor typed or sent along. A text may get to a place because somebody
        who may read it sends it there, or because the product carries it from a known place.
        """
        changed, self.written_to = self.written_to, set()
        self.facts.names = self.names
        self.facts.read_again(changed)
        for label, columns in columns_to_read().items():
            if apps.get_model(label)._meta.db_table in changed:
                self._standing[label] = places_in(label, columns)
        if changed:
            self._compare(set(marks_in("\n".join(sent))))
        if self.wrong:
            raise AssertionError(f"{actor}: {self.wrong}")

    def _compare(self, sent: set[str]) -> None:
        for mark, secret in self.written.items():
            now = set().union(*(one.get(mark, set()) for one in self._standing.values()))
            for place in sorted(now - secret.places):
                if not self._came_there(mark, secret, place, sent):
                    self.wrong.append(f"{mark} of {secret.author} was carried to {place.kind}")
                secret.given.add(place.kind)
            secret.places = now
            for place in now:
                if place.model == STATEMENT:
                    secret.could_read |= self._readers_at(secret, place)

    def _came_there(self, mark: str, secret: Secret, place: Place, sent: set[str]) -> bool:
        """Sent there, carried from a known place, or kept out of a browser of who may read it."""
        if place.kind in HELD_BY_A_BROWSER:
            return self.may_read(self.names[self._row(place).owner_id], mark)
        return mark in sent or bool(secret.given & CARRIED.get(place.kind, set()))

    def watching(self) -> AbstractContextManager[None]:
        """While it is open, every table that is written to is noticed."""

        def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            found = WRITES.match(sql)
            if found:
                self.written_to.add(found.group(1))
            return execute(sql, *rest)

        return connection.execute_wrapper(watch)

    def in_the_clear(self, stored: str) -> list[str]:
        """The texts that stand readable in what is stored or sent, but for open names."""
        return [
            mark
            for mark in marks_in(stored)
            if mark in self.written
            and not any(place.kind in OPEN for place in self.written[mark].places)
        ]


def marks_in(text: str) -> list[str]:
    return sorted({mark.lower() for mark in MARK.findall(text)})


def columns_to_read() -> dict[str, list[str]]:
    """Every sealed column, and the names that are not sealed."""
    found = sealed_columns()
    for kind in sorted(OPEN):
        label, _, column = kind.rpartition(".")
        found[label] = [*found.get(label, []), column]
    return found


def places_in(label: str, columns: list[str]) -> dict[str, set[Place]]:
    """Where each text stands in one table, its sealed columns opened."""
    found: dict[str, set[Place]] = {}
    for row in all_rows(label):
        for column in columns:
            value = getattr(row, column)
            text = value if isinstance(value, str) else json.dumps(value)
            for mark in marks_in(text):
                found.setdefault(mark, set()).add(Place(label, column, str(row.pk)))
    return found

"""The permission matrix is complete, and every cell of it is true."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.personas import World
from tests.web.permission_matrix import ASKERS, Row

HERE = Path(__file__).parent
OUTSIDE = "allauth"  # its own pages are tested in tests/web/people


def rows() -> list[Row]:
    found: list[Row] = []
    for path in sorted(HERE.glob("*/matrix.py")):
        found += importlib.import_module(f"tests.web.{path.parent.name}.matrix").ROWS
    return found


def addresses(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(getattr(pattern.urlconf_module, "__name__", "")).startswith(OUTSIDE):
                continue
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


def test_every_address_has_a_row() -> None:
    missing = set(addresses(get_resolver().url_patterns)) - {row.url_name for row in rows()}
    assert not missing, f"add these addresses to a matrix.py: {sorted(missing)}"


def test_every_row_is_an_address_and_names_every_asker() -> None:
    known = set(addresses(get_resolver().url_patterns))
    for row in rows():
        assert row.url_name in known, row.url_name
        assert set(row.answers) == set(ASKERS), row.url_name


@pytest.mark.django_db
@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.method} {row.url_name}")
def test_each_asker_gets_what_the_row_says(row: Row, world: World) -> None:
    url = reverse(row.url_name, args=row.prepare(world))
    seen = {asker: answer(row, url, world, asker) for asker in ASKERS}
    assert seen == row.answers


def answer(row: Row, url: str, world: World, asker: str) -> str:
    """What `asker` gets, without leaving anything behind for the next one."""
    client = Client()
    if asker != "anonymous":
        client.force_login(world.everyone[asker])
    with transaction.atomic():
        mark = transaction.savepoint()
        response = getattr(client, row.method)(url, row.data)
        transaction.savepoint_rollback(mark)
    if response.status_code == 404:
        return "absent"
    location = response.headers.get("Location", "")
    if location.startswith("/account/login/"):
        return "login"
    assert response.status_code < 500
    return "ok"

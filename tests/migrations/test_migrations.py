"""Migrations match the models, come one at a time, and can be taken back."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

OURS = sorted(
    config.label for config in apps.get_app_configs() if config.name.startswith("trifecta.apps.")
)


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_a_migration() -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    assert "No changes detected" in said.getvalue()


@pytest.mark.django_db
def test_each_application_has_one_newest_migration() -> None:
    loader = MigrationLoader(connection)
    newest = Counter(label for label, _ in loader.graph.leaf_nodes() if label in OURS)
    assert {label: count for label, count in newest.items() if count > 1} == {}


def test_numbers_of_migrations_are_used_once() -> None:
    loader = MigrationLoader(None)
    numbers = Counter(
        (label, name.split("_")[0]) for label, name in loader.disk_migrations if label in OURS
    )
    assert [number for number, count in numbers.items() if count > 1] == []


def test_every_step_that_runs_code_can_be_taken_back() -> None:
    loader = MigrationLoader(None)
    one_way = [
        f"{label}.{name}"
        for (label, name), migration in loader.disk_migrations.items()
        if label in OURS
        for operation in migration.operations
        if isinstance(operation, RunPython | RunSQL) and not operation.reversible
    ]
    assert one_way == []


@pytest.mark.django_db(transaction=True)
def test_everything_can_be_taken_back_and_brought_again() -> None:
    migrated = [label for label in OURS if label in MigrationLoader(connection).migrated_apps]
    try:
        for label in migrated:
            call_command("migrate", label, "zero", verbosity=0)
        left = connection.introspection.table_names()
        assert [table for table in left if table.startswith(tuple(migrated))] == []
    finally:
        call_command("migrate", verbosity=0)

"""What the database still lacks, and what it has that this version does not know."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> list[str]:
    """Names of migrations that have not been applied, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations() -> list[str]:
    """Names of applied migrations that this version does not have: the database is newer."""
    loader = MigrationExecutor(connection).loader
    known, apps = set(loader.disk_migrations), loader.migrated_apps
    replaced = {key for migration in loader.replacements.values() for key in migration.replaces}
    applied = loader.applied_migrations
    return sorted(
        f"{app}.{name}"
        for app, name in applied
        if app in apps and (app, name) not in known | replaced
    )

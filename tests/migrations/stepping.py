"""Tables as they were after an earlier step, for tests of steps that convert what is there."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrated(label: str, name: str) -> Any:
    """Go to that step, forwards or back, and give the models as they are after it."""
    executor = MigrationExecutor(connection)
    executor.migrate([(label, name)])
    return executor.loader.project_state([(label, name)]).apps

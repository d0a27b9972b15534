"""Tables as they were after an earlier step, for tests of steps that convert what is there."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrated(*steps: tuple[str, str]) -> Any:
    """Go to those steps, forwards or back, and give the models as they are after them."""
    MigrationExecutor(connection).migrate([*steps])
    return MigrationExecutor(connection).loader.project_state([*steps]).apps

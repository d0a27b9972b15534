"""What the tests of privacy share."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def stored(settings: Any) -> None:
    """Tasks and the cache are in the database, as they are in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "records_cache",
        }
    }

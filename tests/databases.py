"""The database of a run: migrated once, and copied for every process that needs one.

Going through all migrations takes a quarter of a minute, of which a test of one file has no need.
What they lead to is kept in the cache folder of pytest until a migration, a model or Django itself
changes; `pytest --create-db` makes it again, and `tests/migrations` goes the whole way each time.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

OF_MODELS = ("migrations/*.py", "models.py", "models/*.py")


def digest() -> str:
    """Changes with anything that decides what an empty database looks like."""
    found = hashlib.sha256(version("Django").encode())
    for config in apps.get_app_configs():
        folder = Path(config.path)
        for pattern in OF_MODELS:
            for path in sorted(folder.glob(pattern)):
                found.update(f"{config.label} {path.relative_to(folder)}".encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


class Kept:
    """Where a migrated database is kept; one process makes it while the others wait."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{digest()}.sqlite3"
        self._lock = (folder / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def take(self) -> bool:
        """Put it where Django looks for the database of tests; whether there was one."""
        if self.path.exists():
            creation: Any = connection.creation
            shutil.copyfile(self.path, creation._get_test_db_name())
            self.let_others_go_on()
            return True
        return False

    def keep(self) -> None:
        """Keep the database of tests as it is now, instead of any older one."""
        for older in self.path.parent.glob("*.sqlite3"):
            older.unlink()
        made = self.path.with_suffix(".new")
        made.unlink(missing_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(made)])
        made.rename(self.path)
        self.let_others_go_on()

    def let_others_go_on(self) -> None:
        self._lock.close()

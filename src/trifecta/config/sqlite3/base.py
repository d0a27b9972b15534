"""The database wrapper: pysqlite3 in place of the standard library, and a file lock before BEGIN.

SQLite lets one connection write at a time and makes the others poll, which starves some of them for
seconds. A lock on a file beside the database is handed on by the kernel instead.
"""

from __future__ import annotations

import sys
from typing import Any, Final

import pysqlite3
import pysqlite3.dbapi2

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.db.backends.sqlite3 import base  # noqa: E402

from trifecta.config.sqlite3.turns import WriteTurn  # noqa: E402

OLDEST: Final = (3, 51, 3)

if pysqlite3.sqlite_version_info < OLDEST:
    raise ImproperlyConfigured(
        f"SQLite {pysqlite3.sqlite_version} can lose data when a write-ahead log is reset. "
        f"Install pysqlite3 with SQLite {'.'.join(map(str, OLDEST))} or newer."
    )


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions queue for their turn to write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: WriteTurn | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        name = str(conn_params["database"])
        self._turn = None if _in_memory(name) else WriteTurn(f"{name}.lock")
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        if self._turn is not None:
            self._turn.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_back()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_back()

    def _give_back(self) -> None:
        if self._turn is not None:
            self._turn.give_back()


def _in_memory(name: str) -> bool:
    return ":memory:" in name or "mode=memory" in name

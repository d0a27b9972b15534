"""The database wrapper: what it acknowledges is kept, and writers wait for their turn.

SQLite lets one connection write at a time and makes the others poll, which starves some of them for
seconds. A lock on a file beside the database is handed on by the kernel instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.db.models.expressions import Col
from django.db.utils import OperationalError
from django.utils.dateparse import parse_datetime

from trifecta.config.sqlite3 import PATIENCE_SECONDS
from trifecta.config.sqlite3.engine import base, pysqlite3
from trifecta.config.sqlite3.turns import TurnTimeoutError, WriteTurn

OLDEST: Final = (3, 51, 3)
WRITES: Final = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def check_version(version: tuple[int, ...]) -> None:
    """Refuse a SQLite that can lose committed rows when its write-ahead log starts again."""
    if version < OLDEST:
        raise ImproperlyConfigured(
            f"SQLite {_dotted(version)} can lose data when its write-ahead log is reset. "
            f"Install a pysqlite3 that carries SQLite {_dotted(OLDEST)} or newer, "
            "or use PostgreSQL (DATABASE_URL)."
        )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


check_version(pysqlite3.sqlite_version_info)


def _moment(column: bytes) -> datetime | None:
    """Moments are kept in UTC, and the column does not say so."""
    text = column.decode()
    try:
        found: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        found = parse_datetime(text)
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


pysqlite3.register_converter("datetime", _moment)


@lru_cache(maxsize=1024)
def _with_question_marks(query: str) -> str:
    found: str = base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return found


def _writes(sql: str) -> bool:
    return sql.lstrip()[: len("REPLACE")].upper().startswith(WRITES)


class Cursor(base.SQLiteCursorWrapper):
    """Puts SQLite's question marks into a statement once, not each time it is run."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> Any:
        if param_names is None:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)


class DatabaseOperations(vars(base)["DatabaseOperations"]):  # type: ignore[misc]
    """Takes moments as their columns bring them; those of expressions, which bring text, as Django.

    A column has a declared type, by which `_moment` has made it a moment.
    """

    def get_db_converters(self, expression: Any) -> list[Any]:
        found: list[Any] = super().get_db_converters(expression)
        if isinstance(expression, Col):
            found = [one for one in found if one != self.convert_datetimefield_value]
        return found


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that keeps what it acknowledges and queues for its turn to write."""

    ops_class = DatabaseOperations

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._turn: WriteTurn | None = None
        self.execute_wrappers.append(self._single_write_in_turn)

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("timeout", PATIENCE_SECONDS)
        self.transaction_mode: str = self.transaction_mode or "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if self.is_in_memory_db():
            self._turn = None
            return super().get_new_connection(conn_params)
        path = f"{conn_params['database']}.lock"
        self._turn = WriteTurn(path, patience=float(conn_params["timeout"]))
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            with self._my_turn():
                connection.execute("PRAGMA journal_mode = WAL")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
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

    def _single_write_in_turn(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """A write outside a transaction is one of its own to SQLite, so it queues as well."""
        if self._turn is None or self._turn.held or not _writes(sql):
            return execute(sql, params, many, context)
        with self._my_turn():
            return execute(sql, params, many, context)

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        self._take_turn()
        try:
            yield
        finally:
            self._give_back()

    def _take_turn(self) -> None:
        if self._turn is None:
            return
        try:
            self._turn.take()
        except TurnTimeoutError as error:
            raise OperationalError(f"database is locked: {error}") from error
        except OSError as error:
            raise OperationalError(
                f"{self._turn.path} cannot be locked ({error.strerror}). "
                "The user that runs Trifecta needs to own the data folder."
            ) from error

    def _give_back(self) -> None:
        if self._turn is not None:
            self._turn.give_back()

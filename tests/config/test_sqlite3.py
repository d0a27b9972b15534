"""SQLite keeps what it acknowledges, and every writer gets a turn."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pysqlite3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.models import DateTimeField, Max
from django.db.models.expressions import Col

from trifecta.config.database import database_config
from trifecta.config.sqlite3.base import DatabaseWrapper, check_version
from trifecta.config.sqlite3.turns import TurnTimeoutError, WriteTurn

WRITERS, WRITES = 8, 25
ADD = "INSERT INTO counter VALUES (%s, %s)"
HOW_MANY = "SELECT COUNT(*) FROM counter WHERE writer = %s"


def connect(path: Path, *, timeout: float = 20) -> DatabaseWrapper:
    settings = connections.configure_settings({"default": database_config("", path.parent)})
    settings["default"]["NAME"] = path
    settings["default"]["OPTIONS"]["timeout"] = timeout
    return DatabaseWrapper(settings["default"], alias="apart")


@pytest.fixture(autouse=True)
def databases_of_our_own(django_db_blocker: Any) -> Iterator[None]:
    """These tests open files that Django's test runner knows nothing of."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "apart.sqlite3"


@pytest.fixture
def database(file: Path) -> Iterator[DatabaseWrapper]:
    connection = connect(file)
    run(connection, "CREATE TABLE counter (writer INTEGER, step INTEGER, UNIQUE (writer, step))")
    yield connection
    connection.close()


def run(connection: DatabaseWrapper, sql: str, *params: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


class Transaction:
    """What transaction.atomic does with a connection that is not in Django's registry."""

    def __init__(self, connection: DatabaseWrapper) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        self.connection.ensure_connection()
        self.connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        self.connection.in_atomic_block = True

    def __exit__(self, kind: object, *_: object) -> None:
        self.connection.in_atomic_block = False
        if kind is None:
            self.connection.commit()
        else:
            self.connection.rollback()
        self.connection.set_autocommit(True)


def can_write(path: Path) -> bool:
    """Whether somebody else gets a turn now."""
    turn = WriteTurn(f"{path}.lock", patience=0.05)
    try:
        turn.take()
    except TurnTimeoutError:
        return False
    turn.give_back()
    return True


def test_what_is_committed_survives_a_power_cut(database: DatabaseWrapper) -> None:
    assert run(database, "PRAGMA journal_mode") == [("wal",)]
    assert run(database, "PRAGMA synchronous") == [(2,)]
    assert run(database, "PRAGMA foreign_keys") == [(1,)]
    assert run(database, "PRAGMA busy_timeout") == [(20_000,)]


def test_transactions_are_immediate_even_if_nobody_asks(file: Path) -> None:
    connection = connect(file)
    connection.settings_dict["OPTIONS"] = {}
    connection.connect()
    assert connection.transaction_mode == "IMMEDIATE"
    assert run(connection, "PRAGMA busy_timeout") == [(20_000,)]
    connection.close()


def test_the_running_sqlite_is_recent_enough(database: DatabaseWrapper) -> None:
    version = tuple(map(int, run(database, "SELECT sqlite_version()")[0][0].split(".")))
    assert version >= (3, 51, 3)


def test_an_old_sqlite_is_refused_with_what_to_do() -> None:
    check_version((3, 51, 3))
    with pytest.raises(ImproperlyConfigured, match="pysqlite3"):
        check_version((3, 51, 2))


def test_other_code_keeps_its_own_sqlite() -> None:
    assert "pysqlite3" not in sqlite3.connect.__module__


def _count_in_transaction(path: Path, writer: int) -> None:
    """Read, then write what follows from it: an update is lost unless transactions are serial."""
    connection = connect(path)
    for _ in range(WRITES):
        with Transaction(connection):
            ((step,),) = run(connection, HOW_MANY, writer)
            run(connection, ADD, writer, step)
            run(connection, "UPDATE counter SET step = step - 1 WHERE writer = -1")
    connection.close()


def _count_alone(path: Path, writer: int) -> None:
    connection = connect(path)
    for step in range(WRITES):
        run(connection, ADD, writer, step)
    connection.close()


@pytest.mark.parametrize("write", [_count_in_transaction, _count_alone])
@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_eight_writers_at_once_all_succeed(
    database: DatabaseWrapper, file: Path, kind: str, write: Callable[[Path, int], None]
) -> None:
    run(database, ADD, -1, 0)
    pool = (
        ThreadPoolExecutor(WRITERS)
        if kind == "threads"
        else ProcessPoolExecutor(WRITERS, mp_context=multiprocessing.get_context("forkserver"))
    )
    with pool:
        for done in [pool.submit(write, file, writer) for writer in range(WRITERS)]:
            done.result()
    rows = run(database, "SELECT writer, step FROM counter WHERE writer >= 0 ORDER BY 1, 2")
    assert rows == [(writer, step) for writer in range(WRITERS) for step in range(WRITES)]
    if write is _count_in_transaction:
        assert run(database, "SELECT step FROM counter WHERE writer = -1") == [(-WRITERS * WRITES,)]


def test_a_turn_ends_with_its_transaction(database: DatabaseWrapper, file: Path) -> None:
    with Transaction(database):
        run(database, ADD, 1, 1)
        assert not can_write(file)
    assert can_write(file)


def test_a_turn_ends_when_the_transaction_fails(database: DatabaseWrapper, file: Path) -> None:
    def write_twice() -> None:
        with Transaction(database):
            run(database, ADD, 1, 1)
            run(database, ADD, 1, 1)

    with pytest.raises(IntegrityError):
        write_twice()
    assert can_write(file)
    assert run(database, "SELECT COUNT(*) FROM counter") == [(0,)]


def test_a_turn_ends_when_the_connection_closes(database: DatabaseWrapper, file: Path) -> None:
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not can_write(file)
    database.close()
    assert can_write(file)


def test_a_turn_ends_when_the_transaction_cannot_begin(
    database: DatabaseWrapper, file: Path
) -> None:
    hurried = connect(file, timeout=0.05)
    hurried.connect()
    stubborn = pysqlite3.connect(file, isolation_level=None)
    stubborn.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"), Transaction(hurried):
        pass
    stubborn.close()
    assert can_write(file)
    hurried.close()


def test_a_failed_single_write_gives_its_turn_back(database: DatabaseWrapper, file: Path) -> None:
    run(database, ADD, 1, 1)
    with pytest.raises(IntegrityError):
        run(database, ADD, 1, 1)
    assert can_write(file)


def test_reading_waits_for_nobody(database: DatabaseWrapper, file: Path) -> None:
    reader = connect(file, timeout=0.05)
    with Transaction(database):
        run(database, ADD, 1, 1)
        assert run(reader, "SELECT COUNT(*) FROM counter") == [(0,)]
    assert run(reader, "SELECT COUNT(*) FROM counter") == [(1,)]
    reader.close()


def test_waiting_for_a_turn_ends_with_an_error_in_the_end(
    database: DatabaseWrapper, file: Path
) -> None:
    waiting = connect(file, timeout=0.1)
    waiting.connect()
    with Transaction(database), pytest.raises(OperationalError, match="database is locked"):
        run(waiting, ADD, 1, 1)
    run(waiting, ADD, 1, 1)
    waiting.close()


def test_who_gave_up_waiting_does_not_keep_the_others_out(file: Path) -> None:
    first = WriteTurn(f"{file}.lock", patience=1)
    first.take()
    assert not can_write(file)
    first.give_back()
    later = WriteTurn(f"{file}.lock", patience=20)
    later.take()
    assert later.held
    later.give_back()


def test_turns_come_in_the_order_in_which_they_were_asked_for(file: Path) -> None:
    first = WriteTurn(f"{file}.lock", patience=20)
    first.take()
    order: list[int] = []

    def wait(number: int) -> None:
        turn = WriteTurn(f"{file}.lock", patience=20)
        turn.take()
        order.append(number)
        turn.give_back()

    with ThreadPoolExecutor(5) as pool:
        for number in range(5):
            pool.submit(wait, number)
            _until_waiting(file, number + 1)
        first.give_back()
    assert order == [0, 1, 2, 3, 4]


def _until_waiting(file: Path, number: int) -> None:
    """Until the kernel lists `number` waiters for the lock of `file`."""
    inode = f":{Path(f'{file}.lock').stat().st_ino} "
    while True:
        lines = Path("/proc/locks").read_text().splitlines()
        if sum("->" in line and inode in line for line in lines) >= number:
            return


def test_a_folder_of_somebody_else_is_explained(database: DatabaseWrapper, file: Path) -> None:
    Path(f"{file}.lock").unlink()
    Path(f"{file}.lock").mkdir()
    with pytest.raises(OperationalError, match="needs to own the data folder"):
        run(database, ADD, 1, 1)


def test_a_database_in_memory_needs_no_turn(tmp_path: Path) -> None:
    settings = connections.configure_settings({"default": database_config("", tmp_path)})
    settings["default"]["NAME"] = ":memory:"
    connection = DatabaseWrapper(settings["default"], alias="apart")
    with Transaction(connection):
        run(connection, "CREATE TABLE thing (id INTEGER)")
        run(connection, "INSERT INTO thing VALUES (1)")
    assert list(tmp_path.iterdir()) == []
    connection.connection.close()


@pytest.mark.django_db(transaction=True)
def test_nested_and_durable_transactions_hold_one_turn() -> None:
    connection = connections["default"]
    if connection.vendor != "sqlite":
        pytest.skip("this is about SQLite")
    path = Path(str(connection.settings_dict["NAME"]))
    with transaction.atomic(durable=True):
        with transaction.atomic():
            assert not can_write(path)
        assert not can_write(path)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            _ = 1 / 0
        assert not can_write(path)
    assert can_write(path)
    with pytest.raises(RuntimeError), transaction.atomic(), transaction.atomic(durable=True):
        pass
    assert can_write(path)


def test_a_percent_sign_in_a_statement_stays_one_however_often_it_is_run(
    database: DatabaseWrapper,
) -> None:
    for given in (7, 8):
        assert run(database, "SELECT %s, '100%%', '%%s'", given) == [(given, "100%", "%s")]
    with database.cursor() as cursor:
        cursor.execute("SELECT %(one)s", {"one": 1})
        assert cursor.fetchall() == [(1,)]


def test_moments_come_back_as_they_were_written(database: DatabaseWrapper) -> None:
    there = timezone(timedelta(hours=5, minutes=30))
    for moment in (
        datetime(2026, 3, 29, 1, 30, 15, 123456, tzinfo=UTC),
        datetime(2026, 10, 25, 2, 30, tzinfo=there),
        None,
    ):
        written = database.ops.adapt_datetimefield_value(moment)
        from_column, from_expression = read_as_moments(database, written)
        assert from_column == from_expression == moment
        assert moment is None or from_column.tzinfo is from_expression.tzinfo is UTC


def read_as_moments(database: DatabaseWrapper, written: str | None) -> list[Any]:
    """By way of a column, which has a type, and of an expression, which has none."""
    convert = database.ops.convert_datetimefield_value
    with database.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE moments (at datetime)")
        cursor.execute("INSERT INTO moments VALUES (%s)", [written])
        cursor.execute("SELECT at, max(at) FROM moments")
        column, expression = cursor.fetchone()
        cursor.execute("DROP TABLE moments")
    return [column, convert(expression, None, database)]


def test_columns_of_moments_need_nothing_done_to_them_and_expressions_do(
    database: DatabaseWrapper,
) -> None:
    column = Col("moments", DateTimeField())
    assert database.ops.get_db_converters(column) == []
    assert database.ops.get_db_converters(Max(column)) == [database.ops.convert_datetimefield_value]


def test_a_moment_written_by_another_hand_is_read_as_django_would(
    database: DatabaseWrapper,
) -> None:
    assert read_as_moments(database, "2026-3-9 1:05")[0] == datetime(2026, 3, 9, 1, 5, tzinfo=UTC)
    assert read_as_moments(database, "2026-03-09 01:05:00+02:00")[0] == datetime(
        2026, 3, 8, 23, 5, tzinfo=UTC
    )

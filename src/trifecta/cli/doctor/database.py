"""The database: that it answers, keeps what it acknowledges, is whole, and has every migration."""

from __future__ import annotations

from typing import Any, Final

from django.db import DatabaseError, connection

from trifecta.cli.doctor.finding import Finding, good, wrong
from trifecta.cli.migrations import pending_migrations, unknown_migrations

OLDEST_POSTGRES: Final = 15
DAMAGED: Final = "Stop the server, keep a copy of the files, and restore the latest whole backup."


def check_database() -> list[Finding]:
    """Everything about the database; one finding when it does not answer."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return [
            wrong(
                "database",
                f"It does not answer: {str(error).strip()}",
                do="Check DATABASE_URL, that the database server runs, and the data folder.",
            )
        ]
    look_at = _postgres if connection.vendor == "postgresql" else _sqlite
    return [*look_at(), _migrations()]


def value(sql: str) -> Any:
    """The first value of a query that changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
        return row[0] if row else None


def _sqlite() -> list[Finding]:
    version = value("SELECT sqlite_version()")
    mode, kept = value("PRAGMA journal_mode"), value("PRAGMA synchronous")
    findings = [good("database", f"SQLite {version} answers.")]
    if (mode, kept) != ("wal", 2):
        findings.append(
            wrong(
                "durability",
                f"journal_mode is {mode} and synchronous is {kept}; it has to be wal and 2.",
                do="Leave out other PRAGMAs from DATABASES; the folder needs a local file system.",
            )
        )
    problem = value("PRAGMA quick_check")
    if problem != "ok":
        findings.append(wrong("integrity", f"SQLite says: {problem}", do=DAMAGED))
    else:
        findings.append(good("integrity", "The file is whole."))
    if value("PRAGMA foreign_key_check") is not None:
        findings.append(wrong("references", "Some rows point to rows that are gone.", do=DAMAGED))
    return findings


def _postgres() -> list[Finding]:
    major = int(value("SHOW server_version_num")) // 10_000
    if major < OLDEST_POSTGRES:
        return [
            wrong(
                "database",
                f"PostgreSQL {major} answers; Trifecta is tested from {OLDEST_POSTGRES} on.",
                do=f"Move to PostgreSQL {OLDEST_POSTGRES} or newer.",
            )
        ]
    risky = [name for name in ("fsync", "full_page_writes") if value(f"SHOW {name}") != "on"]
    risky += ["synchronous_commit"] if value("SHOW synchronous_commit") == "off" else []
    if risky:
        return [
            wrong(
                "durability",
                f"PostgreSQL {major} may lose what it has acknowledged: {', '.join(risky)} is off.",
                do=f"Turn {', '.join(risky)} on in postgresql.conf.",
            )
        ]
    return [good("database", f"PostgreSQL {major} answers and keeps what it acknowledges.")]


def _migrations() -> Finding:
    pending, unknown = pending_migrations(), unknown_migrations()
    if unknown:
        return wrong(
            "migrations",
            f"A newer version has been here: {', '.join(unknown[:3])}.",
            do="Install that version again, or restore the backup made before the upgrade.",
        )
    if pending:
        return wrong(
            "migrations",
            f"{len(pending)} missing, the first is {pending[0]}.",
            do="Run `trifecta init`.",
        )
    return good("migrations", "The database is up to date.")

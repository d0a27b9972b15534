"""The keys: that they are good, and that the data was written with this one."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import DatabaseError

from trifecta.apps.records.selectors import data_keys, unreadable_keys
from trifecta.cli.doctor.finding import Finding, good, look, wrong

VARIED: Final = 12


def check_keys() -> list[Finding]:
    """The secret key, and the master key against the data."""
    return [_secret_key(), _master_key()]


def _secret_key() -> Finding:
    if len(set(settings.SECRET_KEY)) < VARIED:
        return wrong(
            "secret key",
            "It has too few different characters to be random.",
            do="Use 50 random characters, or remove it and run `trifecta init`.",
        )
    return good("secret key", "It is long and varied.")


def _master_key() -> Finding:
    try:
        closed, kept = unreadable_keys(), data_keys()
    except DatabaseError:
        return look(
            "master key",
            "It has the right form; the database could not be asked whether it fits.",
            do="Put the database right first.",
        )
    if closed:
        return wrong(
            "master key",
            f"It does not open {closed} of {kept} organisations' keys.",
            do="Put back the master key that this database was written with.",
        )
    if not kept:
        return good("master key", "It has the right form. Nothing is sealed yet.")
    return good("master key", f"It opens the keys of all organisations ({kept}).")

"""Random people do random things; nobody ever reads a text that is not theirs to read.

PRIVACY_EXAMPLES is how many runs there are; with it the runs differ each time. PRIVACY_SHRINK looks
for the shortest one that fails.
"""

from __future__ import annotations

import os

import pytest

from tests.privacy.machine import run
from tests.privacy.readers import OPEN, sealed_columns
from tests.privacy.rules import RULES
from tests.privacy.secrets import Ledger

EXAMPLES = 6


@pytest.mark.django_db
@pytest.mark.usefixtures("stored")
def test_nobody_ever_reads_what_is_not_theirs() -> None:
    run(
        examples=int(os.environ.get("PRIVACY_EXAMPLES", EXAMPLES)),
        repeatable="PRIVACY_EXAMPLES" not in os.environ,
        shrink="PRIVACY_SHRINK" in os.environ,
    )


def test_every_sealed_column_says_who_may_read_it() -> None:
    columns = {f"{model}.{name}" for model, names in sealed_columns().items() for name in names}
    assert columns == set(RULES), "write the rule into tests/privacy/readers.py"
    assert not columns & OPEN


def test_the_ledger_notices_a_leak() -> None:
    ledger = Ledger(people={})
    text = ledger.new("alice")
    assert ledger.leaks(reader="bob", shown=f"<p>{text}</p>")
    assert not ledger.leaks(reader="alice", shown=f"<p>{text}</p>")
    assert ledger.in_the_clear(f"stored {text}")

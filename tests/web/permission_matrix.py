"""Who may open what: a row for each address. A new address without a row fails the suite.

A row names the address, how to build its arguments in the world of personas, and what each asker
gets: "ok" (200, or a redirect after a form), "login" (sent to sign in), "absent" (404, the same
page as for an address that does not exist). Each capability keeps its rows as `ROWS` in
`tests/web/<capability>/matrix.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.personas import World

Arguments = Callable[[World], tuple[str, ...]]
ASKERS = ("anonymous", "alice", "bob", "carol", "oscar", "olga", "pat", "mallory")


def members_only(*members: str) -> dict[str, str]:
    """`members` get in, everybody else finds nothing, strangers are sent to sign in."""
    answers = dict.fromkeys(ASKERS, "absent")
    answers["anonymous"] = "login"
    return answers | dict.fromkeys(members, "ok")


def everybody(*, signed_in: bool = True) -> dict[str, str]:
    return dict.fromkeys(ASKERS, "ok") | ({"anonymous": "login"} if signed_in else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address. `prepare` makes what the page needs and returns the arguments of the address."""

    url_name: str
    answers: dict[str, str]
    prepare: Arguments = lambda world: ()
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)

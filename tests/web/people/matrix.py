"""Who may open the pages of people."""

from __future__ import annotations

from tests.personas import World
from tests.web.permission_matrix import Row, everybody, members_only


def of_partnership(world: World) -> tuple[str, ...]:
    return (world.partnership.id,)


ROWS = [
    Row(url_name="healthz", answers=everybody(signed_in=False)),
    Row(url_name="people:home", answers=everybody(signed_in=False)),
    Row(url_name="people:who-sees-what", answers=everybody(signed_in=False)),
    Row(url_name="people:how-it-works", answers=everybody(signed_in=False)),
    Row(url_name="people:account", answers=everybody()),
    Row(
        url_name="people:partnership",
        prepare=of_partnership,
        answers=members_only("alice", "bob"),
    ),
]

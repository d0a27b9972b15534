"""Who may open the pages of preparing: everybody what is theirs, nobody what another keeps."""

from __future__ import annotations

from tests.personas import World
from tests.web.permission_matrix import Row, everybody, members_only

from trifecta.apps.situations.services import keep_preparation
from trifecta.domain.situations.sheets.preparing import Preparation, Written

OPEN = everybody(signed_in=False)
NAMED = {"title": "Before Thursday"}


def kept_by_alice(world: World) -> tuple[str, ...]:
    preparation = Preparation(written=Written(text="My PM never asks us."))
    row = keep_preparation(actor=world.alice, title="Before Thursday", preparation=preparation)
    return (row.id,)


ROWS = [
    Row(url_name="situations:write", answers=OPEN),
    Row(url_name="situations:write", answers=OPEN, method="post", data={"text": "We argue."}),
    Row(url_name="situations:read", answers=OPEN),
    Row(url_name="situations:before", answers=OPEN, method="post"),
    Row(url_name="situations:about-us", answers=OPEN, method="post"),
    Row(url_name="situations:sheet", answers=OPEN),
    Row(url_name="situations:paper", answers=OPEN),
    Row(url_name="situations:markdown", answers=OPEN),
    Row(url_name="situations:forget", answers=OPEN),
    Row(url_name="situations:forget", answers=OPEN, method="post"),
    Row(url_name="situations:keep", answers=OPEN),
    Row(url_name="situations:keep-changes", answers=everybody(), method="post"),
    Row(url_name="situations:carry", answers=everybody()),
    Row(url_name="situations:kept", answers=everybody()),
    Row(url_name="situations:one", answers=members_only("alice"), prepare=kept_by_alice),
    Row(url_name="situations:kept-markdown", answers=members_only("alice"), prepare=kept_by_alice),
    Row(
        url_name="situations:go-on",
        answers=members_only("alice"),
        prepare=kept_by_alice,
        method="post",
    ),
    Row(url_name="situations:rename", answers=members_only("alice"), prepare=kept_by_alice),
    Row(
        url_name="situations:rename",
        answers=members_only("alice"),
        prepare=kept_by_alice,
        method="post",
        data=NAMED,
    ),
    Row(url_name="situations:delete", answers=members_only("alice"), prepare=kept_by_alice),
    Row(
        url_name="situations:delete",
        answers=members_only("alice"),
        prepare=kept_by_alice,
        method="post",
    ),
]

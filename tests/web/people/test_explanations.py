"""The pages that explain say what is so."""

from __future__ import annotations

import re

import pytest
from tests.personas import World
from tests.web.people.pages import address, browser, text

from trifecta.domain.access import Visibility, may_read_statement

pytestmark = pytest.mark.django_db


def rows() -> list[list[str]]:
    """The cells of the table of who reads what, row by row."""
    html = browser().get(address("who-sees-what")).content.decode()
    body = html.split("<tbody>")[1].split("</tbody>")[0]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body.split("<tr>")[1:]]


def test_the_table_of_who_reads_what_is_the_rules_themselves() -> None:
    """Partners and leaders read what the rules let them read, and nothing else."""
    for visibility, (_, partner, leader, others, _) in zip(Visibility, rows(), strict=True):
        asked = {"viewer": "v", "author": "a", "visibility": visibility, "side_shared": True}
        for cell, is_partner, is_leader in (
            (partner, True, False),
            (leader, False, True),
            (others, False, False),
        ):
            allowed = may_read_statement(
                viewer_is_active_partner=is_partner,
                viewer_is_leader=is_leader,
                **asked,  # type: ignore[arg-type]
            ).allowed
            assert (cell == "reads it") == allowed, (visibility, cell)


def test_what_is_private_is_read_by_its_writer_alone() -> None:
    assert rows()[0] == ["reads it", "no", "no", "no", "no"]


def test_before_a_side_is_shared_nobody_else_reads_any_statement_as_the_page_says() -> None:
    for visibility in Visibility:
        for is_partner, is_leader in ((True, False), (False, True), (True, True)):
            assert not may_read_statement(
                viewer="v",
                author="a",
                visibility=visibility,
                viewer_is_active_partner=is_partner,
                viewer_is_leader=is_leader,
                side_shared=False,
            )


def test_a_stranger_learns_what_this_is() -> None:
    page = text(browser().get("/"))
    assert "Find out why the two of you are stuck" in page
    assert "Noor cares about keeping people far more than Robin guessed" in page


def test_the_first_visitor_of_an_installation_may_make_an_account() -> None:
    page = text(browser().get("/"))
    assert "Make an account" in page
    assert "Nobody has an account here yet." in page


def test_later_strangers_are_told_to_open_their_link(world: World) -> None:
    page = text(browser().get("/"))
    assert "Make an account" not in page
    assert "Accounts are made by invitation." in page

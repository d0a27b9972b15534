"""Links between pages of the documentation lead somewhere, and examples name what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
TARGET = re.compile(r"`make ([a-z-]+)")
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


def headings(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    page = ROOT / name
    broken = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in headings(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("name", NAMES)
def test_every_make_target_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = TARGET.findall((ROOT / name).read_text(encoding="utf-8"))
    assert [target for target in named if f"\n{target}:" not in makefile] == []


def test_every_page_is_reachable_from_the_list_of_pages() -> None:
    start = ROOT / "docs" / "README.md"
    listed = {(start.parent / link).resolve() for link in LINK.findall(start.read_text())}
    pages = {page for page in (ROOT / "docs").rglob("*.md") if page != start}
    assert {page for page in pages if "adr" not in page.parts} - listed == set()


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "adr"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    assert {page.name for page in folder.glob("0*.md")} - listed == set()

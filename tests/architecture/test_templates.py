"""Every template compiles, obeys the content security policy, and names its fields."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from tests.architecture.sources import ROOT

FOLDER = ROOT / "web" / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.*"))
NEEDS_NO_LABEL = {"hidden", "submit", "button"}


class Page(HTMLParser):
    """Collects what the rules are about; template tags are taken out first."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.problems: list[str] = []
        self.unnamed: list[str] = []
        self.labelled: set[str] = set()
        self.posts = 0
        self._in_label = 0
        without_comments = re.sub(
            r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", source, flags=re.S
        )
        self.feed(re.sub(r"{%.*?%}", "", without_comments, flags=re.S))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.problems += [f"{tag} {name}=" for name in found if name.startswith("on")]
        self.problems += [f"{tag} {name}" for name in found if name in {"style", "http-equiv"}]
        for name in ("href", "src", "action", "formaction"):
            if found.get(name, "").strip().lower().startswith(("javascript:", "http:", "https:")):
                self.problems.append(f"{tag} {name}={found[name]}")
        if tag == "style" or (tag == "script" and "src" not in found):
            self.problems.append(f"inline {tag}")
        if tag == "form" and found.get("method", "get").lower() == "post":
            self.posts += 1
        self._note_label(tag, found)

    def _note_label(self, tag: str, found: dict[str, str]) -> None:
        if tag == "label":
            self._in_label += 1
            self.labelled.add(found.get("for", ""))
        if tag == "img" and "alt" not in found:
            self.problems.append("img without alt")
        is_field = tag in {"select", "textarea"} or (
            tag == "input" and found.get("type", "text") not in NEEDS_NO_LABEL
        )
        named = self._in_label or {"aria-label", "aria-labelledby"} & found.keys()
        if is_field and not named:
            self.unnamed.append(found.get("id", f"{tag} without id"))

    def handle_endtag(self, tag: str) -> None:
        self._in_label -= tag == "label"


def source(name: str) -> str:
    return Path(FOLDER, name).read_text(encoding="utf-8")


def html() -> list[str]:
    return [name for name in TEMPLATES if name.endswith(".html")]


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(name: str) -> None:
    engines["django"].get_template(name)


@pytest.mark.parametrize("name", html())
def test_it_obeys_the_content_security_policy(name: str) -> None:
    assert Page(source(name)).problems == []


@pytest.mark.parametrize("name", html())
def test_every_field_has_a_name(name: str) -> None:
    page = Page(source(name))
    assert [field for field in page.unnamed if field not in page.labelled] == []


@pytest.mark.parametrize("name", html())
def test_every_form_that_changes_something_is_protected(name: str) -> None:
    text = source(name)
    assert text.count("{% csrf_token %}") >= Page(text).posts


@pytest.mark.parametrize("name", html())
def test_nothing_is_marked_as_safe_by_hand(name: str) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape off|\|\s*safeseq", source(name))


def test_the_rules_catch_what_they_are_for() -> None:
    bad = '<p style="x" onclick="y"><script>1</script><form method="post"><input id="a"></form>'
    page = Page(bad)
    assert page.problems == ["p onclick=", "p style", "inline script"]
    assert (page.unnamed, page.posts) == (["a"], 1)

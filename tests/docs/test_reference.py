"""The reference names every setting and every command, as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from tests.docs.scripts import DOCS, script

from trifecta.cli.main import COMMANDS
from trifecta.config import environment


class Remembering(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> str:
        self.asked.append(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def settings() -> list[str]:
    asked = Remembering()
    with pytest.raises(environment.SettingsError):
        environment.read(asked)
    ours = {name for name in asked.asked if name.startswith(("TRIFECTA_", "DATABASE_"))}
    return sorted(name for name in ours if not name.endswith("_FILE"))


def test_there_are_settings_to_document() -> None:
    assert {"TRIFECTA_MASTER_KEY", "DATABASE_URL", "TRIFECTA_LOG_LEVEL"} <= set(settings())


@pytest.mark.parametrize("name", settings())
def test_every_setting_has_a_row(name: str) -> None:
    assert f"| `{name}` |" in (DOCS / "reference" / "settings.md").read_text()


def test_no_row_is_about_a_setting_that_is_gone() -> None:
    lines = (DOCS / "reference" / "settings.md").read_text().splitlines()
    rows = [line.split("`")[1] for line in lines if line.startswith("| `")]
    assert sorted(rows) == settings()


def test_the_command_reference_is_what_the_commands_say() -> None:
    page = script("cli_reference").page()
    assert page == (DOCS / "reference" / "cli.md").read_text(), "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section(name: str) -> None:
    assert f"## trifecta {name}\n" in (DOCS / "reference" / "cli.md").read_text()


def test_the_framework_page_is_what_the_framework_knows() -> None:
    page = script("framework_reference").page()
    assert page == (DOCS / "reference" / "framework.md").read_text(), "run `make docs`"


def test_the_list_of_pages_is_what_the_views_say() -> None:
    page = script("pages_reference").page()
    assert page == (DOCS / "reference" / "pages.md").read_text(), "run `make docs`"


def test_every_address_says_what_is_there() -> None:
    silent = [address.path for address in script("pages_reference").addresses() if not address.what]
    assert silent == []

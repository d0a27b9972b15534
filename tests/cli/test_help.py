"""Help is instant and says what each command does."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from trifecta import __version__
from trifecta.cli.main import COMMANDS, main

WHAT_WAS_IMPORTED = """
import sys
from trifecta.cli.main import main
main(["--help"], standalone_mode=False)
print("imported:", *sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_help_imports_neither_django_nor_anything_heavy() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", WHAT_WAS_IMPORTED], capture_output=True, text=True, check=True
    ).stdout
    imported = shown.split("imported:")[1].split()
    assert "click" in imported
    assert {"django", "rich", "numpy", "scipy", "granian"} & set(imported) == set()


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    for name, later in COMMANDS.items():
        assert f"  {name}" in shown.output
        assert later.help in shown.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_and_the_command_say_the_same(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.help or "").split("\n\n")[0].replace("\n", " ") == COMMANDS[name].help


def test_a_command_that_does_not_exist_is_answered_with_a_sentence() -> None:
    shown = CliRunner().invoke(main, ["sevre"])
    assert shown.exit_code == 2
    assert "No such command 'sevre'" in shown.output


def test_the_package_is_the_command() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "trifecta", "--version"], capture_output=True, text=True, check=True
    )
    assert shown.stdout == f"trifecta {__version__}\n"

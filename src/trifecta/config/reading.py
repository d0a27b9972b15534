"""Typed values from the environment, with every problem remembered instead of raised one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
YES: Final = frozenset({"1", "yes", "true", "on"})
NO: Final = frozenset({"0", "no", "false", "off"})


class SettingsError(Exception):
    """What is wrong with the environment, one sentence a problem."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        heading = "One setting is wrong:" if len(problems) == 1 else "These settings are wrong:"
        super().__init__("\n".join([heading, *(f"  - {problem}" for problem in problems)]))


class Reader:
    """Reads `X`, or the content of the file named by `X_FILE`; no problem ever quotes a secret."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []
        self.asked: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        self.asked |= {name, f"{name}_FILE"}
        value, file = self.environ.get(name, ""), self.environ.get(f"{name}_FILE", "")
        if value and file:
            self.problem(f"{name} and {name}_FILE are both set. Keep one of them.")
        if file:
            value = self.file(Path(file), called=f"{name}_FILE names {file}, which")
        return value or default

    def file(self, path: Path, *, called: str) -> str:
        """The text of a file; `called` opens the sentence that says why it cannot be had."""
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            why = f"cannot be read ({error.strerror})"
        except UnicodeDecodeError:
            why = "is not text"
        self.problem(f"{called} {why}. Name a text file that this user may read.")
        return ""

    def boolean(self, name: str, *, default: bool) -> bool:
        value = self.text(name)
        if value.lower() in YES | NO:
            return value.lower() in YES
        if value:
            self.problem(f"{name} is {value!r}. Write yes or no.")
        return default

    def choice(self, name: str, among: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value in among:
            return value
        self.problem(f"{name} is {value!r}. Write one of: {', '.join(among)}.")
        return default

    def listing(self, name: str) -> list[str]:
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def path(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().absolute()

    def url(self, name: str, default: str = "") -> str:
        value = self.text(name, default)
        if value and not _is_web_address(value):
            self.problem(
                f"{name} is {value!r}. Write a full address such as https://trifecta.example.com."
            )
            return default
        return value.rstrip("/")

    def parsed(self, name: str, parse: Callable[[str], T], *, default: str, fallback: T) -> T:
        """The value as `parse` understands it; its ValueError says what to write instead."""
        try:
            return parse(self.text(name, default))
        except ValueError as error:
            self.problem(f"{name} cannot be used: {error}")
            return fallback

    def problem(self, sentence: str) -> None:
        self.problems.append(sentence)

    def unknown(self, prefix: str) -> None:
        """A name that nobody asked for is a slip of the pen and would have no effect."""
        for name in sorted(self.environ):
            if name.startswith(prefix) and name not in self.asked:
                near = get_close_matches(name, sorted(self.asked), n=1)
                self.problem(
                    f"{name} is not a setting."
                    + (f" You may mean {near[0]}." if near else " Remove it.")
                )


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False

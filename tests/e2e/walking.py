"""Reads a tutorial as instructions, and does in a browser what its reader is told to do.

What is bold is a name on the page, and follows a verb: be **Robin**, press **Send** beside **Kit**,
choose **About half of it** for **Kit**, into **Title** write `words`. What is quoted in italics,
_“like this”_, is to be seen at that point. A comment marks where a picture is taken:
<!-- picture: plan at How it goes -->.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from playwright.sync_api import Locator, Page

Verb = Literal["be", "press", "choose", "write", "see", "picture"]

INSTRUCTION = re.compile(
    r"""
      \b[Bb]e\s\*\*(?P<be>[^*]+)\*\*
    | \b(?:[Pp]ress|then)\s\*\*(?P<press>[^*]+)\*\*(?:\sbeside\s\*\*(?P<beside>[^*]+)\*\*)?
    | \b[Cc]hoose\s\*\*(?P<choose>[^*]+)\*\*(?:\sfor\s\*\*(?P<for>[^*]+)\*\*)?
    | \b[Ii]nto\s\*\*(?P<write>[^*]+)\*\*\s(?:write|put)\s
      (?:`(?P<words>[^`]+)`|the\sdate\sin\s(?P<weeks>\d+)\sweeks)
    | _“(?P<see>[^”]+)”_
    | <!--\spicture:\s(?P<picture>\S+)(?:\sat\s(?P<at>.+?))?\s-->
    """,
    re.VERBOSE,
)
BOLD = re.compile(r"\*\*[^*]+\*\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One thing to do: the name on the page it is done to, and what is written or chosen there."""

    verb: Verb
    name: str
    value: str = ""


def instructions(page: str, *, today: date) -> list[Instruction]:
    """Everything the page tells its reader to do, in order; raises ValueError for a loose end."""
    text = " ".join(page.split())
    left_over = BOLD.findall(INSTRUCTION.sub("", text))
    if left_over:
        raise ValueError(f"no verb goes with {left_over}")
    return [_instruction(match, today) for match in INSTRUCTION.finditer(text)]


def _instruction(match: re.Match[str], today: date) -> Instruction:
    said = match.groupdict(default="")
    weeks = said["weeks"]
    day = (today + timedelta(weeks=int(weeks))).isoformat() if weeks else ""
    values = {
        "press": said["beside"],
        "choose": said["for"],
        "write": said["words"] or day,
        "picture": said["at"],
    }
    verbs: tuple[Verb, ...] = get_args(Verb)
    verb = next(verb for verb in verbs if said[verb])
    return Instruction(verb=verb, name=said[verb], value=values.get(verb, ""))


class Reader:
    """Somebody who does what a tutorial says, in the demonstration at `base`."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self._does: dict[Verb, Callable[[Instruction], None]] = {
            "be": self._be,
            "press": self._press,
            "choose": self._choose,
            "write": self._write,
            "see": self._see,
            "picture": self.picture,
        }
        page.goto(base)

    def follow(self, told: Instruction) -> None:
        """Do one thing; raises what the browser raises when it cannot be done."""
        self._does[told.verb](told)

    def picture(self, told: Instruction) -> None:
        """Bring what the picture is about to the top of the window."""
        if told.value:
            self.page.get_by_text(told.value, exact=True).first.evaluate(
                "element => window.scrollTo(0, element.getBoundingClientRect().top"
                " + window.scrollY - 24)"
            )

    def _be(self, told: Instruction) -> None:
        self.page.goto(f"{self.base}/demo/")
        self._press(Instruction(verb="press", name=f"Be {told.name}"))

    def _press(self, told: Instruction) -> None:
        self._named(told.name, beside=told.value).click()
        self.page.wait_for_load_state()

    def _choose(self, told: Instruction) -> None:
        if told.value:
            self._labelled(told.value).select_option(label=told.name)
        else:
            self._labelled(told.name).check()

    def _write(self, told: Instruction) -> None:
        self._labelled(told.name).fill(told.value)

    def _see(self, told: Instruction) -> None:
        self.page.get_by_text(told.name).first.wait_for(state="visible")

    def _named(self, name: str, *, beside: str) -> Locator:
        """The button, link or part with this name; of several the one that also says `beside`."""
        said: str | re.Pattern[str] = name
        if beside:
            said = re.compile(f"^{re.escape(name)}\\W.*{re.escape(beside)}")
        buttons = self.page.get_by_role("button", name=said, exact=True)
        links = self.page.get_by_role("link", name=said, exact=True)
        parts = self.page.locator("summary", has_text=said)
        return next((each.first for each in (buttons, links) if each.count()), parts.first)

    def _labelled(self, name: str) -> Locator:
        exact = self.page.get_by_label(name, exact=True)
        return exact.first if exact.count() else self.page.get_by_label(name).first

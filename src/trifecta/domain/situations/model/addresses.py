"""Addresses of a text: of mail, of the web, of machines, of telephones, and numbers of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.model.vocabulary import is_english, ordinary

Hidden = Literal["email", "handle", "link", "domain", "phone", "number", "name"]

RUN: Final = re.compile(r"[^\s<>()\[\]{}\"“”„«»,;|]+")
SPACED: Final = re.compile(r"\S+")
NUMBER: Final = re.compile(r"\+?\d[\d ().\-/\u00a0\u2011\u2013]*\d")
MACHINE: Final = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)")
OF_SOMEBODY: Final = re.compile(
    r"\b(?:ext|extn|extension|employee|personnel|staff|badge|desk|room|account|acct|passport|customer|"
    r"member|matriculation|durchwahl)(?: (?:id|no|nr|number))?[ .:#]{0,3}(\d[\d-]{2,})",
    re.IGNORECASE,
)
SEVERAL: Final = re.compile(r"[/\\:]+")
"""Each of these reads a text once: no part of one can be read in two ways."""

FEWEST_DIGITS: Final = 7
FEWEST_OF_A_LOGIN: Final = 4
FEWEST_COLONS: Final = 4
AT: Final = "@＠﹫"
TELLING: Final = re.compile(f"[{AT}_./:~#\\\\0-9]")
"""Without one of these a run of signs is no address."""

AROUND: Final = ".!?:'’‘*_~`/\\…"
ABBREVIATED: Final = frozenset({"e.g", "i.e", "a.m", "p.m", "a.k.a", "u.s"})
PLACES: Final = frozenset(
    {
        *("github", "gitlab", "bitbucket", "linkedin", "twitter", "telegram", "skype", "instagram"),
        *("facebook", "mastodon", "live", "discord", "slack", "in", "u", "user", "users", "home"),
    }
)
"""Before a slash or a colon: where somebody has an account."""


def addresses_in(text: str) -> Iterator[tuple[Span, Hidden]]:
    """Links first; they may share words."""
    yield from _links(text)
    yield from _runs(text)
    yield from _numbers(text)


def _links(text: str) -> Iterator[tuple[Span, Hidden]]:
    """From the scheme, or "www.", to the next space, without the signs that close a sentence."""
    if "://" not in text and "www." not in text.lower():
        return
    for match in SPACED.finditer(text):
        run = match.group()
        at = run.find("://")
        start = _scheme(run, at) if at >= 0 else run.lower().find("www.")
        if start >= 0:
            end = len(run.rstrip(AROUND + ')]}>",;'))
            yield Span(match.start() + start, match.start() + max(end, start + 3)), "link"


def _scheme(run: str, at: int) -> int:
    """Where the letters before "://" begin."""
    start = at
    while start and run[start - 1].isalnum():
        start -= 1
    return start


def _runs(text: str) -> Iterator[tuple[Span, Hidden]]:
    for match in RUN.finditer(text):
        run = match.group()
        bare = run.strip(AROUND)
        kind = _kind_of(bare) if TELLING.search(bare) else None
        if run.startswith("~") and kind is None and bare.isalnum():
            kind = _kind_of(f"u/{bare}")
        if kind is not None:
            start = match.start() + len(run) - len(run.lstrip(AROUND))
            yield Span(start, start + len(bare)), kind


def _kind_of(run: str) -> Hidden | None:
    """What a run of signs is, None where it is no address."""
    if any(sign in run for sign in AT):
        return "handle" if run[0] in AT else "email"
    if _is_login(run) or _is_account(run):
        return "handle"
    if _is_machine(run):
        return "number"
    return "domain" if any(map(_is_domain, SEVERAL.split(run))) else None


def _is_account(run: str) -> bool:
    """ "github/sunitarao", "sunitarao#1234", "sunitarao99"; not "in/out", "ticket#12", "utf8"."""
    words = ordinary()
    place, _, name = run.lower().partition("/" if "/" in run else ":")
    if place in PLACES and name:
        first = SEVERAL.split(name)[0]
        return len(first) >= FEWEST_OF_A_LOGIN and not is_english(first, words)
    stem = run.rstrip("0123456789")
    bare = stem.rstrip("#")
    if stem == run or len(bare) < FEWEST_OF_A_LOGIN or not bare.isalpha() or not bare.islower():
        return False
    return not is_english(bare, words)


def _is_machine(run: str) -> bool:
    """ "fe80::1ff:fe23", and what else has the form of an address of the sixth version."""
    if not set(run.lower()) <= set("0123456789abcdef:"):
        return False
    return run.count(":") >= FEWEST_COLONS or ("::" in run and any(map(str.isdigit, run)))


def _is_login(run: str) -> bool:
    """ "noor_haddad": letters on both sides of an underscore."""
    before, _, after = run.partition("_")
    return any(map(str.isalpha, before)) and any(map(str.isalpha, after))


def _is_domain(run: str) -> bool:
    """ "payments.example.com", "noor.haddad"; not "e.g.", "1.2", "late.She"."""
    labels = run.split(".")
    last = labels[-1]
    if len(labels) < 2 or not all(labels) or run.lower() in ABBREVIATED or not last.isalpha():
        return False
    return last.lower() in ordinary().endings or (len(last) > 1 and last.islower())


def _numbers(text: str) -> Iterator[tuple[Span, Hidden]]:
    for match in NUMBER.finditer(text):
        if sum(map(str.isdigit, match.group())) >= FEWEST_DIGITS:
            yield Span(*match.span()), "phone"
    for match in MACHINE.finditer(text):
        yield Span(*match.span()), "number"
    for match in OF_SOMEBODY.finditer(text):
        yield Span(*match.span(1)), "number"

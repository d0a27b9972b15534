"""Domains and profiles of Genius: XML with `<utility_space>`, one profile for each party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree import ElementTree

from trifecta.domain.compromise.importing.bargaining import Profile, problem_of
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.errors import InvalidError

DECLARATION: Final = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
MOST_ISSUES: Final = 60
MOST_VALUES: Final = 500
MOST_PROFILES: Final = 4
MOST_FILES: Final = 5

Element = ElementTree.Element


def problem_from(sources: Sequence[Source]) -> Problem:
    """A party for each profile, called like its file; a domain, which has no evaluations, is extra.

    An evaluation is divided by the largest of its issue unless all of them lie between 0 and 1, and
    weights by their sum. Discounts over time and reservation values are not used. Raises
    InvalidError with file and place.
    """
    if len(sources) > MOST_FILES:
        raise InvalidError(f"At most {MOST_FILES} files belong together; there are {len(sources)}.")
    spaces = [(source, space, _issues(source, space)) for source, space in _spaces(sources)]
    profiles = [
        _profile(source, space, issues, name)
        for (source, space, issues), name in zip(spaces, _names(sources), strict=True)
        if any(item.get("evaluation") is not None for issue in issues for item in issue)
    ]
    if not 2 <= len(profiles) <= MOST_PROFILES:
        found = len(profiles)
        raise InvalidError(
            f"Name two to {MOST_PROFILES} profiles with evaluations, beside the domain if you "
            f"like; {'none is' if not found else f'{found} is' if found == 1 else f'{found} are'} "
            "among these files."
        )
    for source, _, issues in spaces:
        _fits(source, issues, profiles[0])
    return problem_of(profiles)


def _names(sources: Sequence[Source]) -> list[str]:
    stems = [source.name.removesuffix(".xml")[:60] for source in sources]
    return [
        stem if stems.count(stem) == 1 else f"{stem} {place + 1}"
        for place, stem in enumerate(stems)
    ]


def _root(source: Source) -> Element:
    """The parsed file; declarations are refused, since entities can grow without end or read files.

    The text is decoded already, so that no other encoding can hide one.
    """
    text = source.plain
    if DECLARATION.search(text):
        source.refuse("a DOCTYPE or ENTITY is not read. Remove it.")
    try:
        return ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as error:
        line, _ = error.position
        source.refuse("this is not XML.", line=line)
    except ValueError:
        source.refuse("this is not XML.")


def _spaces(sources: Sequence[Source]) -> Iterator[tuple[Source, Element]]:
    for source in sources:
        root = _root(source)
        space = root if root.tag == "utility_space" else root.find(".//utility_space")
        if space is None:
            source.refuse("there is no <utility_space> in it.")
        yield source, space


def _issues(source: Source, space: Element) -> list[Element]:
    issues = list(space.iter("issue"))
    if not 0 < len(issues) <= MOST_ISSUES:
        source.refuse(f"one to {MOST_ISSUES} issues can be read; there are {len(issues)}.")
    for issue in issues:
        kind = issue.get("type") or issue.get("etype") or "discrete"
        if kind != "discrete":
            source.refuse(
                f"this issue is {kind[:20]}; only discrete ones can be read.", field=_name(issue)
            )
    return issues


def _profile(source: Source, space: Element, issues: list[Element], name: str) -> Profile:
    written = _weights(source, space)
    weights, values = {}, {}
    for issue in issues:
        title = _name(issue)
        if title in values:
            source.refuse("this issue stands twice.", field=title)
        if issue.get("index") not in written:
            source.refuse("there is no <weight> with its index.", field=title)
        weights[title] = written[issue.get("index")]
        values[title] = _values(source, issue)
    if not any(weights.values()):
        source.refuse("at least one weight has to be above 0.")
    return Profile(source=source, name=name, weights=weights, values=values)


def _weights(source: Source, space: Element) -> dict[str | None, float]:
    return {
        row.get("index"): source.number(
            row.get("value"), least=0, most=1e6, field=f"weight {row.get('index')}"
        )
        for row in space.iter("weight")
    }


def _values(source: Source, issue: Element) -> dict[str, float]:
    title, values = _name(issue), dict[str, float]()
    for item in issue.findall("item"):
        value = item.get("value") or ""
        field = f"{title}.{value[:60]}"
        if value in values:
            source.refuse("this value stands twice.", field=field)
        values[value] = source.number(item.get("evaluation"), least=0, most=1e9, field=field)
    if not 0 < len(values) <= MOST_VALUES:
        source.refuse(f"an issue has one to {MOST_VALUES} values.", field=title)
    largest = max(values.values())
    if largest <= 1:
        return values
    return {value: points / largest for value, points in values.items()}


def _fits(source: Source, issues: list[Element], profile: Profile) -> None:
    here = {_name(issue): {item.get("value") for item in issue.findall("item")} for issue in issues}
    for issue, values in profile.values.items():
        if here.get(issue) != set(values):
            source.refuse(f"this issue is not the same as in {profile.source.name}.", field=issue)


def _name(issue: Element) -> str:
    return (issue.get("name") or f"issue {issue.get('index')}")[:60]

"""Domains and profiles of Genius: XML with `<utility_space>`, one profile for each party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree

from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.importing.bargaining import Profile, bargain_of
from trifecta.domain.compromise.importing.quickly import bargain_quickly
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.errors import InvalidError

DECLARATION: Final = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
MOST_ISSUES: Final = 60
MOST_VALUES: Final = 500
MOST_PROFILES: Final = 4
MOST_FILES: Final = 5

Element = ElementTree.Element


def bargain_from(sources: Sequence[Source]) -> Bargain:
    """A party for each profile, called like its file; a domain, which has no evaluations, is extra.

    An evaluation is divided by the largest of its issue unless all of them lie between 0 and 1, and
    weights by their sum. Discounts over time and reservation values are not used. Raises
    InvalidError with file and place.
    """
    if len(sources) > MOST_FILES:
        raise InvalidError(f"At most {MOST_FILES} files belong together; there are {len(sources)}.")
    texts = [source.plain for source in sources]
    return _quickly(sources, texts) or _carefully(sources, [*_spaces(sources)])


def _quickly(sources: Sequence[Source], texts: Sequence[str]) -> Bargain | None:
    """Profiles alone with nothing to say of them."""
    if not 2 <= len(sources) <= MOST_PROFILES:
        return None
    return bargain_quickly(
        _names(sources), texts, file=sources[0].name, issues=MOST_ISSUES, values=MOST_VALUES
    )


def _carefully(sources: Sequence[Source], spaces: Sequence[tuple[Source, Element]]) -> Bargain:
    """Any files, with what is wrong in them."""
    read = [(source, space, _issues(source, space)) for source, space in spaces]
    domains, profiles = [], []
    for (source, space, issues), name in zip(read, _names(sources), strict=True):
        if any(item.get("evaluation") is not None for issue in issues for item in issue):
            profiles.append(_profile(source, space, issues, name))
        else:
            domains.append((source, _written(issues)))
    if not 2 <= len(profiles) <= MOST_PROFILES:
        found = len(profiles)
        raise InvalidError(
            f"Name two to {MOST_PROFILES} profiles with evaluations, beside the domain if you "
            f"like; {'none is' if not found else f'{found} is' if found == 1 else f'{found} are'} "
            "among these files."
        )
    for source, values in [*domains, *((other.source, other.values) for other in profiles[1:])]:
        _fits(source, values, profiles[0])
    return bargain_of(profiles)


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
    if "<!" in text and DECLARATION.search(text):
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
    names = [_name(issue) for issue in issues]
    for place, (issue, title) in enumerate(zip(issues, names, strict=True)):
        if title in names[:place]:
            source.refuse("this issue stands twice.", field=title)
        if issue.get("index") not in written:
            source.refuse("there is no <weight> with its index.", field=title)
    weights = {title: written[at.get("index")] for title, at in zip(names, issues, strict=True)}
    if not any(weights.values()):
        source.refuse("at least one weight has to be above 0.")
    rows = [issue.findall("item") for issue in issues]
    return Profile(source=source, name=name, weights=weights, values=_values(source, names, rows))


def _weights(source: Source, space: Element) -> dict[str | None, float]:
    rows = [*space.iter("weight")]
    found = source.numbers(
        [row.get("value") for row in rows],
        least=0,
        most=1e6,
        field=lambda place: f"weight {rows[place].get('index')}",
    )
    return {row.get("index"): weight for row, weight in zip(rows, found, strict=True)}


def _values(
    source: Source, issues: list[str], rows: list[list[Element]]
) -> dict[str, dict[str, float]]:
    """The evaluations of each issue by value, as shares of the largest where one is above 1."""
    names = [_names_of(source, issue, items) for issue, items in zip(issues, rows, strict=True)]
    points = source.numbers(
        [item.get("evaluation") for items in rows for item in items],
        least=0,
        most=1e9,
        field=lambda place: _fields(issues, names)[place],
    )
    found, at = dict[str, dict[str, float]](), 0
    for issue, values in zip(issues, names, strict=True):
        mine = points[at : at + len(values)]
        at += len(values)
        largest = max(mine)
        if largest > 1:
            mine = [value / largest for value in mine]
        found[issue] = dict(zip(values, mine, strict=True))
    return found


def _fields(issues: list[str], names: list[list[str]]) -> list[str]:
    return [
        f"{issue}.{name[:60]}"
        for issue, values in zip(issues, names, strict=True)
        for name in values
    ]


def _names_of(source: Source, issue: str, items: list[Element]) -> list[str]:
    names = [item.get("value") or "" for item in items]
    if not 0 < len(names) <= MOST_VALUES:
        source.refuse(f"an issue has one to {MOST_VALUES} values.", field=issue)
    if len(set(names)) < len(names):
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        source.refuse("this value stands twice.", field=f"{issue}.{twice[:60]}")
    return names


def _written(issues: list[Element]) -> Mapping[str, Mapping[str, None]]:
    """The values of each issue of a domain."""
    return {
        _name(issue): {item.get("value") or "": None for item in issue.findall("item")}
        for issue in issues
    }


def _fits(source: Source, values: Mapping[str, Mapping[str, object]], profile: Profile) -> None:
    for issue, mine in profile.values.items():
        if issue not in values or values[issue].keys() != mine.keys():
            source.refuse(f"this issue is not the same as in {profile.source.name}.", field=issue)


def _name(issue: Element) -> str:
    return (issue.get("name") or f"issue {issue.get('index')}")[:60]

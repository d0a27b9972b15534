"""The word lists of a language: rules with their patterns, and errors that name the file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.lists.alike import Alike
from trifecta.domain.situations.lists.contractions import Contractions
from trifecta.domain.situations.lists.entries import LOADED, SIDES, TRADEOFFS, Rule, rules_in
from trifecta.domain.situations.lists.grammar import Grammar
from trifecta.domain.situations.lists.matching import Finder
from trifecta.domain.situations.lists.patterns import Pattern, classes_in, pattern_of
from trifecta.domain.situations.lists.tokens import Token
from trifecta.domain.situations.weights.leanings import Leanings, leanings_from, pairs_from
from trifecta.domain.situations.weights.meanings import Meanings, meanings_from
from trifecta.domain.situations.weights.weighing import WordWeights, weights_from

TOPICS: Final = (
    "trouble",
    "incentives",
    "understanding",
    "blame",
    "structure",
    "evaluation",
    "loaded",
    "calm",
    "turning",
    "stuck",
    "statements",
    "jumps",
    "tradeoffs",
    "work",
    "sweeping",
    "own_part",
    "leading",
    "happened",
    "above",
    "harm",
    "unsaid",
)
"""The lists every language has, a file each, beside `classes`, `grammar`, `roles` and `themes`."""

PARTS: Final = ("alike", "classes", "contractions", "grammar", "roles", "themes")

ROLES: Final = ("product", "engineering", "business", "design", "manager")
LISTS_OF_A_ROLE: Final = (
    "loose",
    "not_after",
    "not_before",
    "alone",
    "alone_before",
    "alone_after",
    "alone_followed",
    "alone_not_after",
    "alone_not_before",
)
"""Beside its whole names in `words`, and its short ones in `exact`."""
ROLE_CLASSES: Final = frozenset(f"<{role}>" for role in (*ROLES, "person"))
WEIGHTS: Final = "weights"
LEANINGS: Final = "leanings"
PAIRS: Final = "pairs"
MEANINGS: Final = "meanings"
TABLES: Final = frozenset({WEIGHTS, LEANINGS, PAIRS, MEANINGS})
"""Beside the lists, which a language may lack: what each word weighs by itself, what words and
rules speak for together, what two words side by side and the meaning of a whole text add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """How a role is named, and what looks like its name but is not."""

    words: tuple[Pattern, ...]
    exact: frozenset[str]
    loose: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    alone: frozenset[str]
    alone_before: frozenset[str]
    alone_after: frozenset[str]
    alone_followed: frozenset[str]
    alone_not_after: frozenset[str]
    alone_not_before: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything that is known of a language; `neutral` is what each rule of `loaded` offers,
    `sides` the two classes of words that each trade-off is between, `unhurried` what words without
    their apostrophe stand for, `alike` what words count as, first as contractions and then
    whatever they are called.
    """

    language: str
    rules: Finder[Rule]
    roles: Mapping[str, RoleWords]
    role_names: Finder[str]
    short_names: frozenset[str]
    owning: frozenset[str]
    classes: Mapping[str, frozenset[str]]
    grammar: Grammar
    alike: tuple[Alike, Alike]
    unhurried: Mapping[str, str]
    themes: Finder[str]
    neutral: Mapping[str, str]
    sides: Mapping[str, tuple[str, str]]
    weights: WordWeights | None
    leanings: Leanings | None
    pairs: Leanings | None
    meanings: Meanings | None

    def words(self, tokens: Sequence[Token]) -> list[str]:
        """What the word of each token counts as; of two that are one the first is empty."""
        words = [token.word for token in tokens]
        for each in self.alike:
            words = each.words(words)
        return words


def lexicon_from(language: str, files: Mapping[str, str]) -> Lexicon:
    """Raises InvalidError that names the file, the entry and what is wrong with it."""
    missing = [name for name in (*PARTS, *TOPICS) if name not in files]
    if missing:
        raise InvalidError(f"The lists of “{language}” lack {', '.join(missing)}.")
    read = {name: _read(name, text) for name, text in files.items() if name not in TABLES}
    small = {name: _words("grammar", name, found) for name, found in read["grammar"].items()}
    grammar, classes = Grammar.read(small), _classes(read["classes"], small)
    owning = _words("roles", "owning", read["roles"].pop("owning", []))
    short = Contractions.read(read["contractions"])
    roles = {
        role: _role(role, read["roles"].get(role), short, grammar.owner_endings) for role in ROLES
    }
    rules = [pair for topic in TOPICS for pair in rules_in(topic, read[topic])]
    _known(rules, classes)
    return Lexicon(
        language=language,
        rules=Finder(
            [(rule, [*short.all_ways(patterns, classes)]) for rule, patterns in rules], classes
        ),
        roles=roles,
        role_names=Finder([(role, words.words) for role, words in roles.items()], {}),
        short_names=frozenset(
            word.lower()
            for words in roles.values()
            for word in (*words.exact, *words.loose, *words.alone)
        ),
        owning=owning,
        classes=classes,
        grammar=grammar,
        alike=(short.alike, Alike.read(read["alike"])),
        unhurried={word.replace("'", ""): word for word in grammar.hurried},
        themes=_themes(read["themes"]),
        neutral={rule.id: rule.neutral for rule, _ in rules if rule.topic == LOADED},
        sides=_sides(read[TRADEOFFS], classes),
        weights=weights_from(files[WEIGHTS]) if WEIGHTS in files else None,
        leanings=leanings_from(files[LEANINGS]) if LEANINGS in files else None,
        pairs=pairs_from(files[PAIRS]) if PAIRS in files else None,
        meanings=meanings_from(files[MEANINGS]) if MEANINGS in files else None,
    )


def _read(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(f"{name}.toml cannot be read: {error}.") from None


def _words(file: str, name: str, found: object) -> frozenset[str]:
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise InvalidError(f"{file}.toml: “{name}” has to be a list of words.")
    return frozenset(word.lower().replace("’", "'") for word in found)


def _classes(
    read: Mapping[str, Any], small: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """By what patterns call them; the lists of the grammar are classes as well."""
    twice = sorted(read.keys() & small.keys())
    if twice:
        raise InvalidError(f"classes.toml: “{twice[0]}” is a list of grammar.toml.")
    words = {name: _words("classes", name, found) for name, found in read.items()}
    return {f"<{name}>": found for name, found in (words | dict(small)).items()}


def _themes(read: Mapping[str, Any]) -> Finder[str]:
    words = {name: sorted(_words("themes", name, found)) for name, found in read.items()}
    return Finder([(name, [*map(pattern_of, each)]) for name, each in words.items()], {})


def _role(
    role: str, found: object, short: Contractions, owner_endings: frozenset[str]
) -> RoleWords:
    if not isinstance(found, dict):
        raise InvalidError(f"roles.toml lacks the role “{role}”.")
    strange = sorted(found.keys() - {"words", "exact", *LISTS_OF_A_ROLE})
    if strange:
        raise InvalidError(f"roles.toml: “{role}.{strange[0]}” is not known.")
    lists = {
        name: _words("roles", f"{role}.{name}", found.get(name, [])) for name in LISTS_OF_A_ROLE
    }
    lists |= {name: short.next_words(lists[name]) for name in ("alone_before", "alone_followed")}
    return RoleWords(
        words=tuple(
            _or_whose(pattern_of(written), owner_endings) for written in found.get("words", [])
        ),
        exact=frozenset(word.replace("’", "'") for word in found.get("exact", [])),
        **lists,
    )


def _or_whose(pattern: Pattern, endings: frozenset[str]) -> Pattern:
    """The same name, also with an ending of its last word that says whose something is."""
    last = pattern[-1]
    whose = {f"{word}{end}" for word in last.options for end in endings if word.isalpha()}
    return (*pattern[:-1], replace(last, options=last.options | whose))


def _sides(
    read: Mapping[str, Any], classes: Mapping[str, frozenset[str]]
) -> dict[str, tuple[str, str]]:
    """The two classes between which each trade-off is, of those that say so."""
    found = {}
    for name, entry in read.items():
        if SIDES in entry:
            sides = [f"<{one}>" for one in _words(TRADEOFFS, SIDES, entry[SIDES])]
            if len(sides) != 2 or not classes.keys() >= {*sides}:
                raise InvalidError(f"{TRADEOFFS}.toml, [{name}]: “sides” has to name two classes.")
            found[name] = (sides[0], sides[1])
    return found


def _known(
    rules: list[tuple[Rule, tuple[Pattern, ...]]], classes: Mapping[str, frozenset[str]]
) -> None:
    for rule, patterns in rules:
        strange = classes_in(patterns) - classes.keys() - ROLE_CLASSES
        if strange:
            raise InvalidError(f"{rule.topic}.toml, [{rule.id}]: {min(strange)} is no class.")

"""Word lists are data: what is wrong in one is said with its file and entry."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations import lexicons
from trifecta.domain.situations.lexicons import lexicon_in
from trifecta.domain.situations.lists.lexicon import lexicon_from
from trifecta.domain.situations.lists.matching import Finder
from trifecta.domain.situations.lists.patterns import pattern_of
from trifecta.domain.situations.lists.tokens import sentences_of, tokens_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import scan

SITUATIONS = Path(lexicons.__file__).parents[1]


def english() -> dict[str, str]:
    folder = files(lexicons).joinpath("en")
    return {
        entry.name.removesuffix(".toml"): entry.read_text("utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    }


def found(pattern: str, text: str) -> list[str]:
    finder = Finder([("it", [pattern_of(pattern)])], {"<never>": frozenset({"never", "seldom"})})
    tokens = tokens_of(text)
    return [
        text[tokens[match.first].start : tokens[match.last - 1].end]
        for match in finder.find(tokens, sentences_of(tokens))
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "quotes"),
    [
        ("push back", "They Push back. He pushes back.", ["Push back"]),
        ("push* back", "He pushes back.", ["pushes back"]),
        ("want|wants to", "She wants to go.", ["wants to"]),
        ("never _2 ask*", "They never really even ask us.", ["never really even ask"]),
        ("never _ ask*", "They never really even ask us.", []),
        ("never _2 ask*", "They never. Ask them.", []),
        ("<never> asks", "He seldom asks.", ["seldom asks"]),
        ("cross -? check", "Cross-check, cross check.", ["Cross-check", "cross check"]),
        ("don't listen", "They don’t listen.", ["don’t listen"]),
        ("a|an idiot", "An idiot.", ["An idiot"]),
    ],
)  # fmt: skip
def test_a_pattern_finds_what_it_says(pattern: str, text: str, quotes: list[str]) -> None:
    assert found(pattern, text) == quotes


@pytest.mark.parametrize(
    "pattern", ["", "_2", "one _", "_ one", "one? two", "a* b", "one||two", "on<e"]
)
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidError, match="pattern"):
        pattern_of(pattern)


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("trouble", "[x]\nmatch = 3", r"trouble\.toml, \[x\] needs a list"),
        ("trouble", "[x]\nmatch = ['a* b']", r"trouble\.toml, \[x\]: “a\*”"),
        ("trouble", "[x]\nmatch = ['<nobody> b']", r"\[x\]: <nobody> is no class"),
        ("trouble", "[x]\nmatch = ['b']\nwieght = 2", r"\[x\]: “wieght” is not known"),
        ("trouble", "[x]\nmatch = [3]", r"trouble\.toml, \[x\] needs a list"),
        ("trouble", "[x]\nmatch = ['b']\nweight = 'much'", r"\[x\]: “weight” has to be a number"),
        ("trouble", "[x]\nmatch = ['b']\nweight = -1", r"\[x\]: “weight” has to be a number"),
        ("trouble", "[x]\nmatch = ['b']\nweight = nan", r"\[x\]: “weight” has to be a number"),
        ("trouble", "[x]\nmatch = ['b']\nalone = 1", r"\[x\]: “alone” has to be true or false"),
        ("trouble", "[x]\nmatch = ['a _0 b']", r"“_0” in the pattern"),
        ("loaded", "[insult]\nmatch = ['b']", r"\[insult\]: “neutral” has to be a sentence"),
        (
            "leading",
            "[platform]\nmatch = ['b']",
            r"Known are business, design, engineering, go_between",
        ),
        ("statements", "[wish]\nmatch = ['b']", r"statements\.toml, \[wish\]: nothing asks for it"),
        ("calm", "[all_good]\nmatch = ['b']", r"calm\.toml, \[all_good\]: nothing asks for it"),
        ("trouble", "[x", r"trouble\.toml cannot be read"),
        ("roles", "owning = []", r"roles\.toml lacks the role “product”"),
        ("tradeoffs", "[tea-or-coffee]\nmatch = ['b']", r"\[tea-or-coffee\]: the framework knows"),
        ("happened", "[rain]\nmatch = ['b']", r"happened\.toml, \[rain\]: the framework knows"),
        ("tradeoffs", "[speed-or-quality]\nmatch = ['b']\nsides = ['sound']", "two classes"),
        ("tradeoffs", "[speed-or-quality]\nmatch = ['b']\nsides = 3", "“sides” has to be a list"),
        ("trouble", "[x]\nmatch = ['b']\nsides = ['sound', 'shipping']", "“sides” is not known"),
        ("classes", "not = 'never'", r"classes\.toml: “not” has to be a list"),
        ("classes", "mine = ['me']", r"classes\.toml: “mine” is a list of grammar\.toml"),
        ("grammar", "mine = ['me']", r"grammar\.toml lacks common, hurried, abbreviated, theirs"),
        ("grammar", "mine = 'me'", r"grammar\.toml: “mine” has to be a list"),
    ],
)
def test_what_is_wrong_in_a_list_is_said_with_its_place(file: str, text: str, says: str) -> None:
    with pytest.raises(InvalidError, match=says):
        lexicon_from("en", english() | {file: text})


def test_every_language_that_comes_along_can_be_read() -> None:
    folders = [
        entry for entry in files(lexicons).iterdir() if entry.joinpath("grammar.toml").is_file()
    ]

    assert [lexicon_in(folder).language for folder in folders] == [
        folder.name for folder in folders
    ]
    assert "en" in {folder.name for folder in folders}


def test_a_list_of_a_role_that_nothing_asks_for_is_no_list() -> None:
    lists = english()
    lists["roles"] = lists["roles"].replace("[product]", "[product]\nlooose = ['x']", 1)

    with pytest.raises(InvalidError, match=r"roles\.toml: “product\.looose” is not known"):
        lexicon_from("en", lists)


def test_a_language_needs_all_lists() -> None:
    lists = english()
    del lists["jumps"]

    with pytest.raises(InvalidError, match="jumps"):
        lexicon_from("xx", lists)


def test_a_list_of_the_grammar_that_nothing_asks_for_is_no_list() -> None:
    lists = english()
    lists["grammar"] += '\nminee = ["me"]\n'

    with pytest.raises(InvalidError, match="nothing asks for “minee”"):
        lexicon_from("en", lists)


def test_another_language_is_read_with_its_own_lists() -> None:
    """One contributes a language by lists alone: here German in miniature."""
    lists = english()
    lists["roles"] = lists["roles"].replace(
        '"product manager|managers|mgr|mgrs"', '"produktmanager|produktmanagerin"'
    )
    lists["loaded"] = (
        '[insult]\nalone = true\nneutral = "Was genau ist geschehen?"\nmatch = ["faul*"]'
    )
    lists["grammar"] = (
        lists["grammar"]
        .replace('together = ["we", "us"]', 'together = ["wir"]')
        .replace('abbreviated = ["vs"', 'abbreviated = ["bzw"')
    )
    german = lexicon_from("de", lists)

    analysis = read("Unser Produktmanager ist faul.", lexicon=german)

    assert [one.neutral for one in analysis.loaded] == ["Was genau ist geschehen?"]
    assert [one.role for one in analysis.people] == ["product"]
    assert read("Wir Produktmanager streiten.", lexicon=german).writer == "pm"
    assert len(scan("Der Produktmanager bzw. er streitet.", german).sentences) == 1


def test_words_are_read_without_their_apostrophe_and_quoted_as_they_stand() -> None:
    text = "our pm doesnt trust the engineers and they dont trust her"
    hurried, careful = read(text), read(text.replace("doesnt", "doesn't").replace("dont", "don't"))

    assert hurried.relevance == careful.relevance
    assert [signal.id for signal in hurried.signals] == [signal.id for signal in careful.signals]
    assert "doesnt trust" in hurried.signals[0].spans[0].of(text)


# ---------------------------------------------------------------- names of roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The PM and the EM talk.", ["product", "engineering"]),
        ("my pm keeps asking", ["product"]),
        ("The call is at 3 PM, or 3pm, or 3:30 PM.", []),
        ("Use an em-dash or an em dash here.", []),
        ("An EM-PM pair", ["engineering", "product"]),
        ("Swift PM resolves it.", []),
        ("Product wants it, engineering does not.", ["product", "engineering"]),
        ("The product is good.", []),
        ("Our engineering manager asked the product owner.", ["engineering", "product"]),
        ("Go get 'em.", []),
        ("A civil engineering job", []),
        ("The general manager asked sales.", ["business", "business"]),
    ],
)
def test_roles_are_told_from_what_only_looks_like_them(text: str, roles: list[str]) -> None:
    assert [one.role for one in read(text).people] == roles


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Version 2.5 is out, e.g. today. Good.", 2),
        ("No end", 1),
        ("- first\n- second\n- third", 3),
        ("A paragraph\nthat goes on.\n\nAnother", 2),
        ('He said "no." Then he left.', 2),
        ("", 0),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, count: int) -> None:
    tokens = tokens_of(text)
    filled = [s for s in sentences_of(tokens) if any(t.is_word for t in tokens[s.first : s.last])]

    assert len(filled) == count


def test_every_class_is_asked_for_by_a_pattern_or_by_the_reader() -> None:
    lists = english()
    patterns = "".join(text for name, text in lists.items() if name != "classes")
    code = "".join(path.read_text("utf-8") for path in SITUATIONS.rglob("*.py"))
    classes = tomllib.loads(lists["classes"])

    unused = [
        name
        for name in classes
        if f"<{name}>" not in patterns + code and f'"{name}"' not in code + patterns
    ]
    assert unused == []

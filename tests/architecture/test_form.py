"""Code stays in pieces that fit a head: short functions, files of one subject, named for it."""

from __future__ import annotations

import ast

from tests.architecture.sources import sources

LONGEST_FUNCTION = 40
LONGEST_FILE = 420
LONG_FOR_A_REASON = {
    "domain/people/next_step.py:_turn_words": "one sentence for each turn",
    "domain/situations/reading.py:read": "one field of what is found a line",
    "domain/tensions/bank.py": "questions, which are data",
}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def test_functions_are_short() -> None:
    long = {
        f"{source.path}:{function.name}"
        for source in sources()
        for function in source.functions()
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    }
    assert long - LONG_FOR_A_REASON.keys() == set()


def test_files_have_one_subject() -> None:
    long = {source.path for source in sources() if source.lines > LONGEST_FILE}
    assert long - LONG_FOR_A_REASON.keys() == set()


def test_files_are_named_for_what_is_in_them() -> None:
    parts = {part for source in sources() for part in source.path.removesuffix(".py").split("/")}
    assert parts & NAMES_THAT_SAY_NOTHING == set()


def test_every_module_says_what_lives_in_it() -> None:
    silent = [
        source.path
        for source in sources()
        if source.tree.body and not ast.get_docstring(source.tree)
    ]
    assert silent == []


def test_every_public_function_of_the_core_is_documented() -> None:
    silent = [
        f"{source.path}:{function.name}"
        for source in sources("domain/")
        for function in source.tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if not ast.get_docstring(function)
    ]
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    found = [
        (source.path, word)
        for source in sources()
        for word in ("TODO", "FIXME", "XXX")
        if word in source.text
    ]
    assert found == []

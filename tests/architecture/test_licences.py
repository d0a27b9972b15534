"""What runs with Trifecta, extras too, is free to use; a licence nobody has looked at fails."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

PINNED = [
    Path(__file__).parents[2] / "requirements" / f"{extra}.txt"
    for extra in ("language-model", "embeddings")
]
PERMISSIVE = {"MIT", "MIT-0", "BSD", "0BSD", "Apache", "PSF", "Zlib", "CC0-1.0", "ISC"}
LOOKED_AT = {
    "certifi": "MPL-2.0, weak copyleft: the list of certificate authorities",
    "llvmlite": "BSD; it carries LLVM, under Apache-2.0 with an exception that asks for less",
    "pathspec": "MPL-2.0, weak copyleft: used while installing",
    "psycopg": "LGPL-3.0, weak copyleft: used as a library, unchanged",
    "psycopg-binary": "LGPL-3.0, weak copyleft: used as a library, unchanged",
    "fido2": "BSD; it carries the public suffix list (MPL-2.0) and parts under Apache-2.0",
    "pysqlite3": "zlib, says its licence file; SQLite itself is in the public domain",
    "tqdm": "MIT, and MPL-2.0 (weak copyleft) for parts: used as a library, unchanged",
    "qrcode": "BSD; its second classifier is about the trade mark 'QR Code'",
}


def pinned() -> list[str]:
    lines = [line for file in PINNED for line in file.read_text(encoding="utf-8").splitlines()]
    found = [re.match(r"([a-z0-9._-]+)==[^;]*(;.*)?", line) for line in lines]
    return sorted(
        {
            match[1]
            for match in found
            if match and "win32" not in match[0] and "== 'emscripten'" not in match[0]
        }
    )


def said_of(name: str, header: str) -> list[str]:
    return metadata.metadata(name).get_all(header) or []


def licences(name: str) -> set[str]:
    """The licences that a package names, as words such as "MIT" and "BSD"."""
    classifiers = [text for text in said_of(name, "Classifier") if text.startswith("License")]
    expression, free = said_of(name, "License-Expression"), said_of(name, "License")
    said = " OR ".join(expression or classifiers or free)
    parts = re.split(r" OR | AND ", said.replace("License :: OSI Approved :: ", ""))
    return {re.sub(r"[- ](\d-Clause|2\.0|Software License|License)$", "", each) for each in parts}


def test_there_are_packages_to_look_at() -> None:
    assert {"django", "psycopg", "numpy"} <= set(pinned())


@pytest.mark.parametrize("name", pinned())
def test_it_is_permissive_or_was_looked_at(name: str) -> None:
    assert name in LOOKED_AT or licences(name) <= PERMISSIVE, licences(name)


@pytest.mark.parametrize("name", pinned())
def test_it_is_not_under_the_gpl(name: str) -> None:
    said = " ".join(said_of(name, "License-Expression") + said_of(name, "Classifier"))
    assert not re.search(r"(?<!L)A?GPL|(?<!Lesser )General Public License", said), said


def test_nothing_was_looked_at_that_is_gone() -> None:
    assert LOOKED_AT.keys() - set(pinned()) == set()

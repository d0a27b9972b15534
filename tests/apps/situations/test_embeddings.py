"""The encoder of sentences: the same as worked out by hand, pinned, on this machine alone."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from math import erf, exp, sqrt
from pathlib import Path

import numpy as np
import pytest
from tests.encoders import HEADS, SmallEncoder, small_encoder, weights

from trifecta.apps.situations.embeddings import files
from trifecta.apps.situations.embeddings.encoder import Encoder
from trifecta.apps.situations.embeddings.files import FilesError, meaning_in
from trifecta.apps.situations.embeddings.reading import read_by_meaning
from trifecta.domain.situations.model.checking import Reading
from trifecta.domain.situations.model.endpoint import BY_MEANING, without_meaning

SECRET = "Zqx the team argue again about the plans. We said so before, and nobody listened to us."
REAL = os.environ.get("TEST_ENCODER", "")
PUBLISHED = (
    "The weather is lovely today.",
    "It's so sunny outside!",
    "He drove to the stadium.",
)
"""With how alike they are by all-MiniLM-L6-v2, from the documentation of sentence-transformers."""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallEncoder]:
    yield small_encoder(tmp_path, monkeypatch)
    files.meaning_in.cache_clear()


def by_hand(pieces: list[int]) -> list[float]:
    """The same encoder, one number after the other."""
    w = {name: found.astype(float) for name, found in weights().items()}

    def linear(x: list[list[float]], name: str) -> list[list[float]]:
        a, b = w[f"{name}.weight"], w[f"{name}.bias"]
        return [
            [sum(a[i][j] * row[j] for j in range(len(row))) + b[i] for i in range(len(a))]
            for row in x
        ]

    def levelled(x: list[list[float]], name: str) -> list[list[float]]:
        a, b = w[f"{name}.weight"], w[f"{name}.bias"]
        found = []
        for row in x:
            mean = sum(row) / len(row)
            spread = sqrt(sum((one - mean) ** 2 for one in row) / len(row) + 1e-12)
            found.append([(one - mean) / spread * a[i] + b[i] for i, one in enumerate(row)])
        return found

    def added(x: list[list[float]], y: list[list[float]]) -> list[list[float]]:
        return [
            [a + b for a, b in zip(one, two, strict=True)] for one, two in zip(x, y, strict=True)
        ]

    x = [
        [
            w["embeddings.word_embeddings.weight"][piece][i]
            + w["embeddings.position_embeddings.weight"][at][i]
            + w["embeddings.token_type_embeddings.weight"][0][i]
            for i in range(8)
        ]
        for at, piece in enumerate(pieces)
    ]
    x = levelled(x, "embeddings.LayerNorm")
    for layer in range(2):
        name = f"encoder.layer.{layer}."
        q, k, v = (linear(x, f"{name}attention.self.{part}") for part in ("query", "key", "value"))
        seen = []
        for one in range(len(x)):
            row: list[float] = []
            for head in range(HEADS):
                part = range(head * 4, head * 4 + 4)
                scores = [exp(sum(q[one][i] * k[at][i] for i in part) / 2) for at in range(len(x))]
                for i in part:
                    row.append(sum(s * v[at][i] for at, s in enumerate(scores)) / sum(scores))
            seen.append(row)
        x = levelled(
            added(x, linear(seen, f"{name}attention.output.dense")),
            f"{name}attention.output.LayerNorm",
        )
        wide = [
            [one * (1 + erf(one / sqrt(2))) / 2 for one in row]
            for row in linear(x, f"{name}intermediate.dense")
        ]
        x = levelled(added(x, linear(wide, f"{name}output.dense")), f"{name}output.LayerNorm")
    mean = [sum(row[i] for row in x) / len(x) for i in range(8)]
    length = sqrt(sum(one * one for one in mean))
    return [one / length for one in mean]


@pytest.mark.parametrize("pieces", [[1, 2], [1, 3, 4, 5, 2], [1, *range(3, 11), 2, 0, 7]])
def test_it_is_what_one_gets_by_hand(pieces: list[int]) -> None:
    encoder = Encoder(weights=weights(), heads=HEADS)
    assert encoder.place(pieces) == pytest.approx(by_hand(pieces), abs=1e-4)


def test_a_text_is_cut_and_marked_before(small: SmallEncoder) -> None:
    meaning = meaning_in(small.folder)
    expected = meaning.encoder.place([1, 3, 4, 5, 7, 2])
    assert meaning.place("The PLANS argue") == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("text", ["", " ", "plan " * 5_000, "\x00\ufffe", "🙂" * 300])
def test_any_text_has_a_place_of_length_one(small: SmallEncoder, text: str) -> None:
    assert float(np.linalg.norm(meaning_in(small.folder).place(text))) == pytest.approx(1, abs=1e-5)


def test_of_a_long_text_beginning_and_end_are_read(small: SmallEncoder) -> None:
    meaning = meaning_in(small.folder)
    window = (files.PIECES_AT_ONCE - 2) * "team "
    middle = 20 * window
    usual = meaning.place(window * 5 + middle + window * 5)
    assert meaning.place("argue again " * 100 + window * 5 + middle + window * 4) != pytest.approx(
        usual, abs=1e-3
    )
    assert meaning.place(
        window * 5 + middle.replace("team", "plan", 300) + window * 5
    ) == pytest.approx(usual, abs=1e-5)


@pytest.mark.parametrize("name", [files.WEIGHTS, files.PIECES])
def test_another_file_is_refused(small: SmallEncoder, name: str) -> None:
    (small.folder / name).write_bytes((small.folder / name).read_bytes() + b" ")
    with pytest.raises(FilesError, match=f"{name} is another file"):
        meaning_in(small.folder)


@pytest.mark.parametrize("name", [files.WEIGHTS, files.PIECES])
def test_a_missing_file_is_named(small: SmallEncoder, name: str) -> None:
    (small.folder / name).unlink()
    with pytest.raises(FilesError, match=f"{name} cannot be read"):
        meaning_in(small.folder)


def test_what_is_meant_comes_with_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = small_encoder(tmp_path, monkeypatch, size=384)
    found = read_by_meaning(SECRET, encoder.folder)
    assert found.source == BY_MEANING
    assert found.findings is None
    assert "applies" in found.meant
    assert found == read_by_meaning(SECRET, encoder.folder)


def test_without_its_files_the_rules_read_and_the_log_has_none_of_the_text(
    small: SmallEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    (small.folder / files.WEIGHTS).write_bytes(b"")
    with caplog.at_level(logging.DEBUG):
        assert read_by_meaning(SECRET, small.folder) == Reading(source=without_meaning("files"))
    assert "another file" in caplog.text
    assert "Zqx" not in caplog.text


def test_an_encoder_that_fails_leaves_it_to_the_rules(
    small: SmallEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    """A place of eight numbers is none that the weights are for."""
    assert read_by_meaning(SECRET, small.folder) == Reading(source=without_meaning("failed"))
    assert "Zqx" not in caplog.text


def test_another_language_is_left_alone(small: SmallEncoder) -> None:
    german = (
        "Meine Produktmanagerin ändert jede Woche den Plan, und niemand sagt uns warum das so ist."
    )
    assert read_by_meaning(german, small.folder) == Reading()


@pytest.mark.skipif(not REAL, reason="set TEST_ENCODER to the folder of all-MiniLM-L6-v2")
def test_the_real_one_places_sentences_as_was_published() -> None:
    meaning_in.cache_clear()
    meaning = meaning_in(Path(REAL))
    one, two, three = (meaning.place(text) for text in PUBLISHED)
    assert float(one @ two) == pytest.approx(0.6660, abs=0.001)
    assert float(one @ three) == pytest.approx(0.1046, abs=0.001)
    assert float(two @ three) == pytest.approx(0.1411, abs=0.001)

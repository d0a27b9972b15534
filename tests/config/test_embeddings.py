"""The encoder is off by default, is a folder on this machine, and has no address and no key."""

from __future__ import annotations

from pathlib import Path

import pytest

from trifecta.config import embeddings, environment
from trifecta.config.environment import SettingsError, reading_encoder, reading_model


def named(folder: Path, **more: str) -> dict[str, str]:
    return {"TRIFECTA_READER": "embeddings", "TRIFECTA_READER_MODEL": str(folder), **more}


def problem(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        environment.read(environ)
    found = [one for one in caught.value.problems if "TRIFECTA_READER" in one]
    assert len(found) == 1, found
    return found[0]


def test_no_encoder_reads_by_default() -> None:
    assert reading_encoder({}) is None
    assert reading_encoder({"TRIFECTA_READER": "rules"}) is None


def test_a_folder_is_named_and_no_model_elsewhere_reads(tmp_path: Path) -> None:
    assert reading_encoder(named(tmp_path)) == tmp_path
    assert reading_model(named(tmp_path)) is None


def test_a_language_model_is_no_encoder() -> None:
    environ = {"TRIFECTA_READER": "ollama", "TRIFECTA_READER_MODEL": "m"}
    assert reading_encoder(environ) is None


def test_a_name_on_the_command_line_counts_instead_of_the_setting(tmp_path: Path) -> None:
    assert reading_encoder(named(tmp_path), name="rules") is None
    assert reading_encoder({"TRIFECTA_READER_MODEL": str(tmp_path)}, name="embeddings") == tmp_path


def test_the_folder_has_to_be_named_and_to_be_there(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert "TRIFECTA_READER_MODEL is missing" in problem({"TRIFECTA_READER": "embeddings"})
    assert f"{missing}, which is no folder" in problem(named(missing))


@pytest.mark.parametrize("name", ["URL", "KEY"])
def test_what_only_a_model_elsewhere_has_is_refused(tmp_path: Path, name: str) -> None:
    value = "https://models.example.com" if name == "URL" else "x"
    said = problem(named(tmp_path, **{f"TRIFECTA_READER_{name}": value}))
    assert f"TRIFECTA_READER_{name} is set, and no language model reads." in said


def test_without_the_extra_it_is_said_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embeddings, "find_spec", lambda _name: None)
    assert "pip install 'trifecta[embeddings]'" in problem(named(tmp_path))

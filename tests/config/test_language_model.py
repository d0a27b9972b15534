"""The language model that may read is off by default, and a setting that cannot be is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from trifecta.apps.situations.language_model.bounded import LIBRARIES
from trifecta.config import environment, language_model
from trifecta.config.environment import SettingsError, reading_model
from trifecta.config.logging import OF_LANGUAGE_MODELS
from trifecta.domain.situations.model.endpoint import Endpoint

OPENAI = {
    "TRIFECTA_READER": "openai",
    "TRIFECTA_READER_MODEL": "a-model",
    "TRIFECTA_READER_KEY": "sk-zq9",
}


def problem(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        reading_model(environ)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


def test_no_model_reads_by_default() -> None:
    assert reading_model({}) is None
    assert reading_model({"TRIFECTA_READER": "rules"}) is None


def test_a_provider_needs_a_model_and_a_key() -> None:
    assert reading_model(OPENAI) == Endpoint(
        kind="openai",
        url="https://api.openai.com/v1",
        host="api.openai.com",
        model="a-model",
        key="sk-zq9",
        seconds=30,
    )


def test_the_key_can_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("sk-file\n")
    environ = {**OPENAI, "TRIFECTA_READER_KEY": "", "TRIFECTA_READER_KEY_FILE": str(file)}
    found = reading_model(environ)
    assert found is not None
    assert found.key == "sk-file"


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1:11434", "http://ollama:11434", "http://10.1.2.3:80"),
        *("http://gpu.internal", "http://2130706433:11434", "http://0x7f.1", "http://[fd00::1]"),
    ],
)
def test_a_model_of_ones_own_needs_no_key_and_no_encryption(url: str) -> None:
    found = reading_model(
        {"TRIFECTA_READER": "ollama", "TRIFECTA_READER_MODEL": "m", "TRIFECTA_READER_URL": url}
    )
    assert found is not None
    assert found.url == url


@pytest.mark.parametrize(
    "host",
    [
        *("134744072", "0x8080808", "010.8.8.8", "8.8.2056", "８.８.８.８", "１３４７４４０７２"),
        *("[::ffff:8.8.8.8]", "[2001:4860:4860::8888]", "gpu.internal.example.com"),
    ],
)
def test_a_machine_out_there_is_one_however_its_address_is_written(host: str) -> None:
    with pytest.raises(SettingsError, match="would travel unencrypted"):
        reading_model(
            {
                "TRIFECTA_READER": "ollama",
                "TRIFECTA_READER_MODEL": "m",
                "TRIFECTA_READER_URL": f"http://{host}/",
            }
        )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"TRIFECTA_READER": "gpt"}, "Write one of: rules, embeddings, openai, anthropic, ollama."),
        ({"TRIFECTA_READER_MODEL": ""}, "TRIFECTA_READER_MODEL is missing."),
        ({"TRIFECTA_READER_KEY": ""}, "TRIFECTA_READER_KEY is missing. api.openai.com asks for"),
        ({"TRIFECTA_READER_URL": "http://models.example.com/v1"}, "would travel unencrypted"),
        ({"TRIFECTA_READER_URL": "http://8.8.8.8/v1"}, "would travel unencrypted"),
        ({"TRIFECTA_READER_URL": "models"}, "Write a full address"),
        ({"TRIFECTA_READER_URL": "https://me:pw@models.example.com"}, "Leave out user, password"),
        ({"TRIFECTA_READER_SECONDS": "0"}, "a number of seconds from 1 to 300"),
        ({"TRIFECTA_READER_SECONDS": "soon"}, "a number of seconds from 1 to 300"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_without_the_key(
    change: dict[str, str], says: str
) -> None:
    said = problem({**OPENAI, **change})
    assert says in said
    assert "sk-zq9" not in said
    assert "pw" not in said


@pytest.mark.parametrize("name", ["URL", "MODEL", "KEY"])
def test_half_a_setting_is_no_setting(name: str) -> None:
    value = "https://models.example.com" if name == "URL" else "x"
    said = problem({f"TRIFECTA_READER_{name}": value})
    assert f"TRIFECTA_READER_{name} is set, and no language model reads." in said


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "find_spec", lambda name: None)
    assert "pip install 'trifecta[language-model]'" in problem(OPENAI)
    assert reading_model({}) is None


def test_a_start_of_the_server_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="TRIFECTA_READER_MODEL is missing"):
        environment.read(
            {**OPENAI, "TRIFECTA_READER_MODEL": "", "TRIFECTA_DATA_DIR": str(tmp_path)}
        )


def test_a_name_on_the_command_line_counts_instead_of_the_setting() -> None:
    assert reading_model(OPENAI, name="rules") is None
    found = reading_model({**OPENAI, "TRIFECTA_READER": "rules"}, name="anthropic")
    assert found is not None
    assert found.host == "api.anthropic.com"


def test_no_log_level_makes_a_library_log_what_is_sent() -> None:
    assert set(OF_LANGUAGE_MODELS) == set(LIBRARIES)

"""Reading with a language model on the command line: told before, judged, and never by surprise."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.domain.situations.accounts import GROWTH
from tests.encoders import small_encoder
from tests.language_models import MODEL, FakeModel, Said, fake_model, recorded

from trifecta.cli.main import main
from trifecta.cli.readers import GIVE_UP_AFTER

LABELLED = {"text": GROWTH, "category": "em_pm", "labels": {"relevant": True}}


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with fake_model(recorded("ollama")) as found:
        yield found


def run(*arguments: str, model: FakeModel, given: str = GROWTH, **more: str) -> Result:
    settings = {"TRIFECTA_READER_URL": model.url, "TRIFECTA_READER_MODEL": MODEL, **more}
    environ = {"COLUMNS": "80", "TRIFECTA_READER_SECONDS": "5", **settings}
    return CliRunner().invoke(main, ["analyse", *arguments], input=given, env=environ)


@pytest.fixture
def labelled(tmp_path: Path) -> str:
    file = tmp_path / "labelled.jsonl"
    file.write_text((json.dumps(LABELLED) + "\n") * 6, "utf-8")
    return str(file)


def test_a_reader_that_is_named_reads_and_it_is_said_where_the_text_goes(model: FakeModel) -> None:
    shown = run("-", "--reader", "ollama", model=model)

    assert shown.exit_code == 0, shown.output
    assert f"A language model reads this: {MODEL} at 127.0.0.1." in shown.stderr
    assert "--reader rules keeps it on this machine" in shown.stderr
    assert f"Read by a language model, {MODEL} at 127.0.0.1." in shown.stdout
    assert "(worded by the language model)" in " ".join(shown.stdout.split())
    assert "Nothing was stored or sent" not in shown.stdout
    assert len(model.asked) == 1


def test_the_setting_counts_where_no_reader_is_named(model: FakeModel) -> None:
    shown = run("-", "--json", model=model, TRIFECTA_READER="ollama")
    found = json.loads(shown.stdout)
    assert found["reader"] == {
        "name": "ollama",
        "host": "127.0.0.1",
        "model": MODEL,
        "fell_back": None,
        "says": f"Read by a language model, {MODEL} at 127.0.0.1.",
    }
    assert found["villain_language"][0]["neutral_from"] == "model"


def test_the_rules_can_be_chosen_against_the_setting(model: FakeModel) -> None:
    shown = run("-", "--reader", "rules", model=model, TRIFECTA_READER="ollama")
    assert "Nothing was stored or sent." in shown.stdout
    assert shown.stderr == ""
    assert model.asked == []


def test_trouble_is_said_in_a_sentence_and_the_rules_read() -> None:
    with fake_model(Said(body=b"experiments", status=500)) as broken:
        shown = run("-", "--json", "--reader", "ollama", model=broken)
    found = json.loads(shown.stdout)
    assert found["reader"]["name"] == "rules"
    assert found["reader"]["fell_back"] == "failed"
    assert found["reader"]["says"] == (
        "Read by rules and word lists: the language model at 127.0.0.1 was to read it, and it "
        "failed."
    )
    assert 3 <= len(found["questions"]) <= 5


def test_a_setting_that_is_wrong_ends_it_before_anything_is_read(model: FakeModel) -> None:
    shown = run("-", "--reader", "ollama", model=model, TRIFECTA_READER_MODEL="")
    assert shown.exit_code == 2
    assert "TRIFECTA_READER_MODEL is missing" in shown.stderr
    assert model.asked == []


def test_evaluating_says_how_many_a_model_has_read(model: FakeModel, labelled: str) -> None:
    shown = run("evaluate", labelled, "--reader", "ollama", model=model)
    assert "Read by the language model (ollama): 6 of 6." in shown.stdout
    assert "instead" not in shown.stdout
    assert len(model.asked) == 6


def test_evaluating_says_how_many_fell_back_and_leaves_a_broken_model_alone(labelled: str) -> None:
    with fake_model(recorded("ollama_404", 404)) as broken:
        shown = run("evaluate", labelled, "--reader", "ollama", model=broken)
        data = json.loads(
            run("evaluate", labelled, "--reader", "ollama", "--json", model=broken).stdout
        )
    assert "Read by the rules instead: 6, because it did not accept the key" in shown.stdout
    assert data["fell_back"] == {"key": 6}
    assert data["readers"] == {"rules": 6}
    assert len(broken.asked) == 2 * GIVE_UP_AFTER


@pytest.mark.parametrize(
    "command", ["['--help']", "['analyse', '--help']", "['analyse', '--json', '-']"]
)
def test_the_default_imports_no_client(command: str) -> None:
    code = (
        "import sys\n"
        "from trifecta.cli.main import main\n"
        f"main({command}, standalone_mode=False)\n"
        "clients = {'openai', 'anthropic', 'ollama', 'httpx', 'httpx2'}\n"
        "found = (clients | {'tokenizers', 'safetensors'}) & set(sys.modules)\n"
        "assert not found, found\n"
        "assert 'django' not in sys.modules\n"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        input=GROWTH,
        text=True,
        check=True,
        capture_output=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )


def encoding(folder: Path, *arguments: str) -> Result:
    environ = {"COLUMNS": "80", "TRIFECTA_READER_MODEL": str(folder)}
    return CliRunner().invoke(main, ["analyse", *arguments], input=GROWTH, env=environ)


def test_an_encoder_reads_beside_the_rules_and_nothing_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_encoder(tmp_path, monkeypatch, size=384).folder
    shown = encoding(folder, "-", "--reader", "embeddings")
    data = json.loads(encoding(folder, "-", "--reader", "embeddings", "--json").stdout)
    plain = json.loads(encoding(folder, "-", "--reader", "rules", "--json").stdout)

    said = " ".join(shown.stdout.split())
    assert "an encoder of sentences, all on this server. Nothing was stored or sent." in said
    assert shown.stderr == ""
    assert data["reader"]["name"] == "embeddings"
    assert data["reader"]["fell_back"] is None
    assert data["relevance"] != plain["relevance"]


def test_evaluating_says_how_many_the_encoder_has_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, labelled: str
) -> None:
    folder = small_encoder(tmp_path, monkeypatch, size=384).folder
    shown = encoding(folder, "evaluate", labelled, "--reader", "embeddings")
    assert "Read with the encoder of sentences: 6 of 6." in shown.stdout


def test_other_files_end_it_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_encoder(tmp_path, monkeypatch).folder
    (folder / "model.safetensors").write_bytes(b"another")
    shown = encoding(folder, "-", "--reader", "embeddings")
    assert shown.exit_code == 2
    assert "model.safetensors is another file" in shown.stderr
    assert shown.stdout == ""

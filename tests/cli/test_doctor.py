"""`trifecta doctor` finds what is wrong, says what to do, and changes nothing."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any, get_args

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.utils import timezone
from tests.encoders import small_encoder
from tests.installation import Installation
from tests.language_models import MODEL, Said, fake_model, recorded, saying

from trifecta.apps.records.keys import seal
from trifecta.apps.records.models import AuditEvent
from trifecta.cli.doctor import clock as clock_module
from trifecta.cli.doctor import database as database_module
from trifecta.cli.doctor import language_model as language_model_module
from trifecta.cli.doctor.address import check_address
from trifecta.cli.doctor.clock import check_clock
from trifecta.cli.doctor.database import check_database
from trifecta.cli.doctor.encoder import check_encoder
from trifecta.cli.doctor.finding import Finding
from trifecta.cli.doctor.folder import check_folder
from trifecta.cli.doctor.keys import check_keys
from trifecta.cli.doctor.language_model import ADVICE, GRACE, MADE_UP, check_language_model
from trifecta.cli.doctor.mail import check_mail
from trifecta.cli.heartbeat import beat
from trifecta.domain.situations.model.endpoint import Endpoint, ModelKind, Trouble


def of(check: str, findings: list[Finding]) -> Finding:
    (found,) = [finding for finding in findings if finding.check == check]
    return found


# The command.


def test_a_fresh_installation_has_nothing_wrong(installed: Installation) -> None:
    shown = installed.run("doctor")
    assert shown.returncode == 0, shown.stdout
    assert "wrong " not in shown.stdout
    for check in ("data folder", "database", "migrations", "master key", "mail", "clock", "worker"):
        assert f" {check} " in shown.stdout


def test_the_same_findings_come_as_json(installed: Installation) -> None:
    findings = json.loads(installed.run("doctor", "--json").stdout)
    assert {finding["state"] for finding in findings} <= {"good", "look"}
    assert {"settings", "database", "secret key"} <= {finding["check"] for finding in findings}


def test_wrong_settings_are_findings_too(installed: Installation) -> None:
    shown = installed.run("doctor", "--json", more={"TRIFECTA_DEBUG": "perhaps"})
    assert shown.returncode == 1
    assert "Write yes or no" in json.loads(shown.stdout)[0]["says"]


def test_before_init_it_says_to_run_it(installation: Installation) -> None:
    shown = installation.run("doctor")
    assert shown.returncode == 1
    assert "Run `trifecta init`." in shown.stdout


def test_a_database_that_does_not_answer_is_one_finding_among_others(
    installed: Installation,
) -> None:
    shown = installed.run(
        "doctor", "--json", more={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/trifecta"}
    )
    assert shown.returncode == 1
    findings = json.loads(shown.stdout)
    assert [each["check"] for each in findings if each["state"] == "wrong"] == ["database"]


# Data folder.


def test_a_folder_that_others_may_open_is_wrong(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    found = of("data folder", check_folder(tmp_path))
    assert (found.state, found.do) == ("wrong", f"chmod go= {tmp_path}")


def test_a_key_that_others_may_read_is_wrong(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert of("data folder", check_folder(tmp_path)).state == "good"
    (tmp_path / "master-key").write_text("x")
    (tmp_path / "master-key").chmod(0o640)
    found = of("data folder", check_folder(tmp_path))
    assert found.state == "wrong"
    assert str(tmp_path / "master-key") in found.says


# Database.


@pytest.fixture
def careful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test server may be set to be fast and forgetful; answer as a careful one would."""
    real = database_module.value
    said = dict.fromkeys(("fsync", "full_page_writes", "synchronous_commit"), "on")
    monkeypatch.setattr(
        database_module, "value", lambda sql: said.get(sql.removeprefix("SHOW ")) or real(sql)
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("careful")
def test_the_database_of_the_tests_is_well() -> None:
    assert {finding.state for finding in check_database()} == {"good"}


@pytest.mark.django_db
@pytest.mark.usefixtures("careful")
@pytest.mark.parametrize(
    ("question", "answer", "check"),
    [
        ("PRAGMA synchronous", 1, "durability"),
        ("PRAGMA journal_mode", "delete", "durability"),
        ("PRAGMA quick_check", "page 3 is never used", "integrity"),
        ("PRAGMA foreign_key_check", "people_user", "references"),
        ("SHOW server_version_num", "140012", "database"),
        ("SHOW fsync", "off", "durability"),
        ("SHOW synchronous_commit", "off", "durability"),
    ],
)
def test_a_database_that_may_lose_rows_is_wrong(
    monkeypatch: pytest.MonkeyPatch, question: str, answer: Any, check: str
) -> None:
    if (connection.vendor == "postgresql") != question.startswith("SHOW"):
        pytest.skip("a question for the other database")
    real = database_module.value
    monkeypatch.setattr(
        database_module, "value", lambda sql: answer if sql == question else real(sql)
    )
    assert of(check, check_database()).state == "wrong"


@pytest.mark.django_db
def test_a_missing_migration_is_wrong() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'notices'")
    found = of("migrations", check_database())
    assert (found.state, found.do) == ("wrong", "Run `trifecta init`.")


@pytest.mark.django_db
def test_a_database_from_the_future_is_wrong() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('notices', '9999_from_the_future', '2030-01-01 00:00:00')"
        )
    found = of("migrations", check_database())
    assert found.state == "wrong"
    assert "notices.9999_from_the_future" in found.says


# Keys.


@pytest.mark.django_db
def test_a_secret_key_of_one_letter_is_wrong(settings: Any) -> None:
    settings.SECRET_KEY = "a" * 60
    assert of("secret key", check_keys()).state == "wrong"


@pytest.mark.django_db
def test_another_master_key_than_that_of_the_data_is_wrong(world: Any, settings: Any) -> None:
    assert "Nothing is sealed yet" in of("master key", check_keys()).says
    seal(b"a need", organisation_id=world.organisation.id, place="somewhere")
    assert of("master key", check_keys()).state == "good"
    settings.TRIFECTA_MASTER_KEY = "YW5vdGhlciBtYXN0ZXIga2V5LCAzMiBieXRlcyBsb24="
    found = of("master key", check_keys())
    assert found.state == "wrong"
    assert "Put back the master key" in found.do


# Mail.


@contextmanager
def mail_server(greeting: bytes) -> Iterator[int]:
    """Somebody who answers the first words of a mail program."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            client, _ = server.accept()
            with client, client.makefile("rb") as lines:
                client.sendall(greeting)
                for _ in lines:
                    client.sendall(b"250 fine\r\n")

        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


@pytest.fixture
def smtp(settings: Any) -> Any:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.DEFAULT_FROM_EMAIL = "Trifecta <trifecta@acme.example>"
    return settings


def test_a_mail_server_that_lets_us_in_is_good(smtp: Any) -> None:
    with mail_server(b"220 welcome\r\n") as port:
        smtp.EMAIL_PORT = port
        assert check_mail().state == "good"


def test_mail_from_localhost_deserves_a_look(smtp: Any) -> None:
    smtp.DEFAULT_FROM_EMAIL = "Trifecta <trifecta@localhost>"
    with mail_server(b"220 welcome\r\n") as port:
        smtp.EMAIL_PORT = port
        assert "TRIFECTA_MAIL_FROM" in check_mail().do


def test_a_mail_server_that_is_not_there_is_wrong(smtp: Any) -> None:
    smtp.EMAIL_PORT = 1
    found = check_mail()
    assert found.state == "wrong"
    assert "127.0.0.1 port 1" in found.says


def test_a_mail_server_that_turns_us_away_is_wrong(smtp: Any) -> None:
    with mail_server(b"554 go away\r\n") as port:
        smtp.EMAIL_PORT = port
        assert check_mail().state == "wrong"


def test_mail_on_the_console_deserves_a_look(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    found = check_mail()
    assert found.state == "look"
    assert "smtp://" in found.do


def test_a_mail_folder_that_cannot_be_is_wrong(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mails"
    assert check_mail().state == "look"
    (tmp_path / "mails").write_text("a file stands in the way")
    assert check_mail().state == "wrong"


# Clock.


@pytest.mark.django_db
def test_a_clock_that_went_back_is_wrong(world: Any) -> None:
    assert check_clock().state != "wrong"
    tomorrow = timezone.now() + timedelta(days=1)
    AuditEvent.objects.filter(chain=world.organisation.id, seq=1).update(at=tomorrow)
    found = check_clock()
    assert found.state == "wrong"
    assert "before the newest event" in found.says


@pytest.mark.django_db
def test_a_clock_far_from_the_database_server_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_module, "_skew", lambda: timedelta(minutes=-3))
    found = check_clock()
    assert found.state == "wrong"
    assert "180 seconds away" in found.says


def test_without_a_database_the_clock_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(clock_module, "_skew", broken)
    assert "UTC" in check_clock().says


# Address.


@pytest.fixture
def live(settings: Any) -> Any:
    settings.TRIFECTA_BASE_URL = "https://127.0.0.1:1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


@pytest.mark.django_db
def test_https_behind_a_trusted_proxy_is_good(live: Any) -> None:
    findings = check_address()
    assert of("address", findings).state == "good"
    assert of("proxy", findings).state == "good"
    assert of("demo", findings).state == "good"


@pytest.mark.django_db
def test_an_address_without_encryption_is_wrong(live: Any) -> None:
    live.TRIFECTA_BASE_URL = "http://trifecta.invalid"
    assert of("address", check_address()).state == "wrong"


@pytest.mark.django_db
def test_https_and_no_proxy_deserves_a_look(live: Any) -> None:
    live.SECURE_PROXY_SSL_HEADER = None
    assert "TRIFECTA_TRUST_PROXY=yes" in of("proxy", check_address()).do


@pytest.mark.django_db
def test_a_proxy_and_no_https_deserves_a_look(live: Any) -> None:
    live.TRIFECTA_BASE_URL = "http://127.0.0.1:1"
    assert "Remove TRIFECTA_TRUST_PROXY" in of("proxy", check_address()).do


@pytest.mark.django_db
def test_debugging_is_wrong_and_the_demonstration_is_said(live: Any) -> None:
    live.TRIFECTA_DEMO = True
    assert of("demo", check_address()).state == "look"
    live.DEBUG = True
    assert of("debug", check_address()).state == "wrong"


@pytest.mark.django_db
def test_a_server_that_does_not_answer_deserves_a_look(live: Any) -> None:
    assert of("server", check_address()).state == "look"


@pytest.mark.django_db
def test_a_worker_is_seen_while_it_is_alive(live: Any) -> None:
    assert "no mail leaves" in of("worker", check_address()).says
    beat()
    assert of("worker", check_address()).state == "good"
    cache.set("worker-seen", timezone.now() - timedelta(hours=1))
    assert "was last alive" in of("worker", check_address()).says


# Language model.


def test_without_a_model_it_says_that_nothing_leaves(settings: Any) -> None:
    settings.TRIFECTA_READER = None
    for ask in (False, True):
        found = check_language_model(ask=ask)
        assert found.state == "good"
        assert "nothing leaves this server" in found.says


def test_a_model_is_named_with_its_client_and_sent_nothing_unless_told_to(settings: Any) -> None:
    with fake_model(recorded("ollama")) as model:
        settings.TRIFECTA_READER = model.endpoint()
        found = check_language_model(ask=False)
        assert model.asked == []
    assert found.state == "good"
    assert f"{MODEL} at 127.0.0.1 is set, and asked through ollama 0." in found.says
    assert "--ask-model" in found.says


ANSWER = {
    "relevance": 80,
    "signals": [{"id": "em_pm_conflict", "quotes": ["changes the plan every week"]}],
    "root_cause": {"lean": "unclear", "quotes": []},
    "loaded": [],
    "statements": [],
    "jumps": [],
}


@pytest.mark.parametrize("kind", ["openai", "anthropic", "ollama"])
def test_a_model_that_answers_is_well_and_gets_a_made_up_text_alone(
    settings: Any, kind: ModelKind
) -> None:
    with fake_model(saying(ANSWER, kind=kind)) as model:
        settings.TRIFECTA_READER = model.endpoint(kind)
        found = check_language_model(ask=True)
        (asked,) = model.asked
    assert found.state == "good", found
    assert "It answered in" in found.says
    assert MADE_UP in str(asked)


@pytest.mark.parametrize(
    ("said", "state", "do"),
    [
        (recorded("ollama_404", 404), "wrong", "Check TRIFECTA_READER_KEY, TRIFECTA_READER_MODEL"),
        (Said(body=b"{}", status=429), "look", "Ask again later"),
        (saying("I would rather talk"), "wrong", "in a given JSON form"),
        (
            saying(ANSWER | {"signals": [{"id": "em_pm_conflict", "quotes": ["not there"]}]}),
            "wrong",
            "quotes exactly",
        ),
        (Said(body=b"", drop_by_drop=True), "wrong", "Raise TRIFECTA_READER_SECONDS"),
        (Said(body=b"{}", wait=10), "wrong", "Raise TRIFECTA_READER_SECONDS"),
        (Said(body=b"x" * 2_000_000), "wrong", "Name another model"),
        (Said(body=b"no", status=500), "wrong", "Check that TRIFECTA_READER fits"),
    ],
)
def test_each_trouble_has_a_next_step_and_ends_in_time(
    settings: Any, said: Said, state: str, do: str
) -> None:
    with fake_model(said) as model:
        settings.TRIFECTA_READER = model.endpoint(seconds=1)
        began = time.monotonic()
        found = check_language_model(ask=True)
        taken = time.monotonic() - began
    assert (found.state, do in found.do) == (state, True), found
    assert taken < 1 + GRACE + 1
    assert "a-key" not in str(found)


def test_a_model_that_is_not_there_is_said_to_be_unreachable(settings: Any) -> None:
    with fake_model(saying(ANSWER)) as model:
        endpoint = model.endpoint(seconds=2)
    settings.TRIFECTA_READER = endpoint
    found = check_language_model(ask=True)
    assert found.state == "wrong"
    assert "this machine can reach 127.0.0.1" in found.do


def test_a_host_that_takes_forever_to_find_is_waited_for_no_longer(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TRIFECTA_READER = Endpoint(
        kind="ollama", url="http://a.internal", host="a.internal", model=MODEL, seconds=1
    )
    over = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: over.wait(30))
    began = time.monotonic()
    found = check_language_model(ask=True)
    over.set()
    assert time.monotonic() - began < 1 + GRACE + 1
    assert "did not answer in time" in found.says


def test_a_client_that_does_not_start_says_what_to_install(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_kind: str) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr(language_model_module, "load", missing)
    with fake_model(saying(ANSWER)) as model:
        settings.TRIFECTA_READER = model.endpoint()
        found = check_language_model(ask=True)
        assert model.asked == []
    assert found.state == "wrong"
    assert "pip install 'trifecta[language-model]'" in found.do


def test_every_trouble_that_there_is_has_advice() -> None:
    assert set(get_args(Trouble)) - {"language", "files"} == set(ADVICE)


def test_the_command_asks_only_with_its_flag(installed: Installation) -> None:
    with fake_model(saying(ANSWER)) as model:
        named = {
            "TRIFECTA_READER": "ollama",
            "TRIFECTA_READER_MODEL": MODEL,
            "TRIFECTA_READER_URL": model.url,
            "TRIFECTA_READER_KEY": "zq9001x",
        }
        quietly = installed.run("doctor", "--json", more=named)
        assert model.asked == []
        asking = installed.run("doctor", "--json", "--ask-model", more=named)
        assert len(model.asked) == 1
    for shown, says in ((quietly, "--ask-model"), (asking, "It answered in")):
        found = [one for one in json.loads(shown.stdout) if one["check"] == "language model"]
        assert [(one["state"], says in one["says"]) for one in found] == [("good", True)]
        assert "zq9001x" not in shown.stdout + shown.stderr


def test_the_encoder_is_spoken_of_only_where_one_is_set(settings: Any) -> None:
    settings.TRIFECTA_ENCODER = None
    assert check_encoder() == []


def test_an_encoder_that_is_the_right_one_is_read(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TRIFECTA_ENCODER = small_encoder(tmp_path, monkeypatch).folder
    (found,) = check_encoder()
    assert found.state == "good"
    assert "all-MiniLM-L6-v2" in found.says


def test_another_encoder_is_wrong_and_it_is_said_what_to_do(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = settings.TRIFECTA_ENCODER = small_encoder(tmp_path, monkeypatch).folder
    (folder / "tokenizer.json").write_text("{}")
    (found,) = check_encoder()
    assert found.state == "wrong"
    assert "tokenizer.json is another file" in found.says
    assert str(folder) in found.do

"""Settings are read from the environment, and a wrong one is answered with a sentence."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from trifecta.config import environment
from trifecta.config.environment import Settings, SettingsError

SECRET = "s" * 50
MASTER = base64.urlsafe_b64encode(b"\xff" * 32).decode()


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """The least that a start needs."""
    return {
        "TRIFECTA_SECRET_KEY": SECRET,
        "TRIFECTA_MASTER_KEY": MASTER,
        "TRIFECTA_DATA_DIR": str(tmp_path),
    }


def problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        environment.read(environ)
    return caught.value.problems


def the_problem(environ: dict[str, str]) -> str:
    found = problems(environ)
    assert len(found) == 1, found
    return found[0]


def read(keys: dict[str, str], **more: str) -> Settings:
    return environment.read({**keys, **more})


def test_two_keys_are_enough_to_start(keys: dict[str, str], tmp_path: Path) -> None:
    settings = read(keys)
    assert settings.database["NAME"] == tmp_path / "trifecta.sqlite3"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.signup == "invited"
    assert not settings.debug
    assert not settings.demo
    assert settings.oidc is None


def test_all_problems_are_told_at_once(keys: dict[str, str]) -> None:
    found = problems(
        {
            **keys,
            "TRIFECTA_SECRET_KEY": "short",
            "TRIFECTA_DEBUG": "perhaps",
            "TRIFECTA_TIME_ZONE": "Middle/Earth",
            "TRIFECTA_SIGNUP": "everybody",
        }
    )
    told = "\n".join(found)
    assert len(found) == 4
    for name in (
        "TRIFECTA_SECRET_KEY",
        "TRIFECTA_DEBUG",
        "TRIFECTA_TIME_ZONE",
        "TRIFECTA_SIGNUP",
    ):
        assert name in told


def test_a_missing_key_says_which_command_makes_it(tmp_path: Path) -> None:
    found = problems({"TRIFECTA_DATA_DIR": str(tmp_path)})
    assert len(found) == 2
    assert all("trifecta init" in problem for problem in found)


def test_keys_that_init_left_in_the_data_folder_are_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text(SECRET + "\n")
    (tmp_path / "master-key").write_text(MASTER + "\n")
    settings = environment.read({"TRIFECTA_DATA_DIR": str(tmp_path)})
    assert settings.secret_key == SECRET
    assert settings.master_key == MASTER


def test_a_value_may_come_from_a_file(keys: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "from").write_text("Trifecta <hello@acme.example>\n")
    settings = read(keys, TRIFECTA_MAIL_FROM_FILE=str(tmp_path / "from"))
    assert settings.mail_from == "Trifecta <hello@acme.example>"


def test_a_value_and_a_file_for_it_contradict_each_other(
    keys: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text(SECRET)
    problem = the_problem({**keys, "TRIFECTA_SECRET_KEY_FILE": str(tmp_path / "secret")})
    assert "Keep one of them" in problem


def test_a_file_that_is_not_there_is_named(keys: dict[str, str], tmp_path: Path) -> None:
    del keys["TRIFECTA_SECRET_KEY"]
    problem = the_problem({**keys, "TRIFECTA_SECRET_KEY_FILE": str(tmp_path / "nowhere")})
    assert str(tmp_path / "nowhere") in problem
    assert "cannot be read" in problem


def test_a_file_that_is_not_text_is_named(keys: dict[str, str], tmp_path: Path) -> None:
    del keys["TRIFECTA_SECRET_KEY"]
    (tmp_path / "picture").write_bytes(b"\xff\xfe\x00")
    assert "is not text" in the_problem(
        {**keys, "TRIFECTA_SECRET_KEY_FILE": str(tmp_path / "picture")}
    )


@pytest.mark.parametrize("value", ["dG9vIHNob3J0", "not base64 at all!", MASTER[:-4] + "!!!="])
def test_a_damaged_master_key_is_not_silently_used(keys: dict[str, str], value: str) -> None:
    problem = the_problem({**keys, "TRIFECTA_MASTER_KEY": value})
    assert "TRIFECTA_MASTER_KEY" in problem
    assert value not in problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://root:hunter2@localhost/trifecta"),
        ("DATABASE_URL", "postgresql://anna:hunter2@localhost:port/trifecta"),
        ("DATABASE_URL", "postgresql://anna:hunter2@localhost"),
        ("TRIFECTA_MAIL_URL", "smtp://anna:hunter2@mail:many"),
        ("TRIFECTA_MAIL_URL", "smtp://anna:hunter2@mail?tls=perhaps"),
        ("TRIFECTA_MAIL_URL", "pigeon://anna:hunter2@loft"),
    ],
)
def test_a_wrong_address_is_answered_without_its_password(
    keys: dict[str, str], name: str, value: str
) -> None:
    problem = the_problem({**keys, name: value})
    assert name in problem
    assert "write" in problem
    assert "hunter2" not in problem


def test_a_misspelt_setting_is_not_ignored(keys: dict[str, str]) -> None:
    problem = the_problem({**keys, "TRIFECTA_BASEURL": "https://trifecta.example.com"})
    assert "You may mean TRIFECTA_BASE_URL" in problem


@pytest.mark.parametrize(
    "value", ["trifecta.example.com", "ftp://acme.example", "https://", "http://[broken"]
)
def test_the_base_url_is_a_full_address(keys: dict[str, str], value: str) -> None:
    assert "https://trifecta.example.com" in the_problem({**keys, "TRIFECTA_BASE_URL": value})


def test_the_base_url_has_a_host_of_its_own(keys: dict[str, str]) -> None:
    problem = the_problem({**keys, "TRIFECTA_BASE_URL": "https://acme.example/trifecta"})
    assert "host name of its own" in problem


def test_the_host_of_the_base_url_is_allowed(keys: dict[str, str]) -> None:
    settings = read(
        keys,
        TRIFECTA_BASE_URL="https://trifecta.acme.example/",
        TRIFECTA_ALLOWED_HOSTS="trifecta.internal, localhost",
    )
    assert settings.base_url == "https://trifecta.acme.example"
    assert settings.allowed_hosts[:3] == [
        "trifecta.internal",
        "localhost",
        "trifecta.acme.example",
    ]


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("yes", True), ("ON", True), ("1", True), ("no", False), ("0", False), ("", False)],
)
def test_yes_and_no_have_several_words(keys: dict[str, str], word: str, meaning: bool) -> None:
    assert read(keys, TRIFECTA_TRUST_PROXY=word).trust_proxy is meaning


def test_half_a_sign_in_provider_is_a_mistake(keys: dict[str, str]) -> None:
    problem = the_problem(
        {
            **keys,
            "TRIFECTA_OIDC_ISSUER": "https://id.acme.example",
            "TRIFECTA_OIDC_CLIENT_ID": "trifecta",
        }
    )
    assert "TRIFECTA_OIDC_CLIENT_SECRET is missing" in problem


def test_a_whole_sign_in_provider_is_read(keys: dict[str, str]) -> None:
    settings = read(
        keys,
        TRIFECTA_OIDC_ISSUER="https://id.acme.example",
        TRIFECTA_OIDC_CLIENT_ID="trifecta",
        TRIFECTA_OIDC_CLIENT_SECRET="hunter2",
        TRIFECTA_OIDC_NAME="Acme",
    )
    assert settings.oidc == environment.OpenIdConnect(
        name="Acme",
        issuer="https://id.acme.example",
        client_id="trifecta",
        client_secret="hunter2",
    )


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://anna:p%40ss@mail.acme.example", 587, True, False),
        ("smtps://anna:p%40ss@mail.acme.example", 465, False, True),
        ("smtp://anna:p%40ss@mail.acme.example:25?tls=none", 25, False, False),
        ("smtp://anna:p%40ss@mail.acme.example?tls=ssl", 465, False, True),
    ],
)
def test_mail_addresses(keys: dict[str, str], url: str, port: int, tls: bool, ssl: bool) -> None:
    mail = read(keys, TRIFECTA_MAIL_URL=url).mail
    assert (mail.host, mail.user, mail.password) == ("mail.acme.example", "anna", "p@ss")
    assert (mail.port, mail.use_tls, mail.use_ssl) == (port, tls, ssl)


def test_mail_can_go_to_a_folder(keys: dict[str, str]) -> None:
    mail = read(keys, TRIFECTA_MAIL_URL="file:///var/mail/trifecta").mail
    assert (mail.backend, mail.folder) == ("file", "/var/mail/trifecta")


def test_postgresql_connections_stay_open_and_are_checked(keys: dict[str, str]) -> None:
    url = "postgresql://anna:p%40ss@db.acme.example:5433/trifecta?sslmode=verify-full"
    database = read(keys, DATABASE_URL=url).database
    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "trifecta",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.acme.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_postgresql_may_be_a_socket_folder(keys: dict[str, str]) -> None:
    database = read(keys, DATABASE_URL="postgresql:///trifecta?host=/run/postgresql").database
    assert (database["HOST"], database["OPTIONS"]) == ("/run/postgresql", {})


def test_sqlite_may_be_elsewhere(keys: dict[str, str]) -> None:
    database = read(keys, DATABASE_URL="sqlite:////srv/trifecta.sqlite3").database
    assert database["NAME"] == Path("/srv/trifecta.sqlite3")
    database = read(keys, DATABASE_URL="sqlite:///other.sqlite3").database
    assert database["NAME"] == Path(keys["TRIFECTA_DATA_DIR"]) / "other.sqlite3"


def test_the_demonstration_never_meets_real_data(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "secret-key").write_text(SECRET)
    (tmp_path / "demo" / "master-key").write_text(MASTER)
    demo = {"TRIFECTA_DATA_DIR": str(tmp_path), "TRIFECTA_DEMO": "yes"}
    settings = environment.read({**demo, "TRIFECTA_MAIL_URL": "smtp://mail.acme.example"})
    assert settings.database["NAME"] == tmp_path / "demo" / "trifecta.sqlite3"
    assert settings.mail.folder == str(tmp_path / "demo" / "mail")
    assert "TRIFECTA_DEMO" in the_problem({**demo, "DATABASE_URL": "postgresql://db/trifecta"})


def test_the_data_folder_is_known_before_there_are_keys(tmp_path: Path) -> None:
    assert environment.data_folder({"TRIFECTA_DATA_DIR": str(tmp_path)}) == tmp_path

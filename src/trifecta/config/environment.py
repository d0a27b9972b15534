"""Settings from the environment: each is `X`, or the content of the file named by `X_FILE`.

All problems are collected first, so that one start names everything there is to put right.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, cast
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

KEY_BYTES: Final = 32
MIN_SECRET: Final = 32
T = TypeVar("T")


class SettingsError(Exception):
    """What is wrong with the environment, one sentence a problem."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(["The settings need putting right:", *problems]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """How mail leaves."""

    backend: Literal["smtp", "console", "file"]
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdConnect:
    """One sign-in provider."""

    name: str
    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, read and checked."""

    data_dir: Path
    secret_key: str
    master_key: str
    database: dict[str, Any]
    base_url: str
    allowed_hosts: list[str]
    debug: bool
    demo: bool
    signup: Literal["invited", "open"]
    mail: Mail
    mail_from: str
    oidc: OpenIdConnect | None
    trust_proxy: bool
    time_zone: str
    log_level: str


class Reader:
    """Reads values and remembers what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        value, file = self.environ.get(name, ""), self.environ.get(f"{name}_FILE", "")
        if value and file:
            self.problems.append(f"{name} and {name}_FILE are both set. Keep one of them.")
        if not file:
            return value or default
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            self.problems.append(
                f"{name}_FILE names {file}, which cannot be read ({error.strerror}). "
                "Make the file readable for this user, or name another one."
            )
            return default

    def boolean(self, name: str, *, default: bool) -> bool:
        value = self.text(name).lower()
        if value in {"", "1", "yes", "true", "on", "0", "no", "false", "off"}:
            return value in {"1", "yes", "true", "on"} if value else default
        self.problems.append(f"{name} is {value!r}. Write yes or no.")
        return default

    def choice(self, name: str, among: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in among:
            self.problems.append(f"{name} is {value!r}. Write one of: {', '.join(among)}.")
            return default
        return value

    def url(self, name: str, default: str) -> str:
        value = self.text(name, default)
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
            self.problems.append(
                f"{name} is {value!r}. Write a full address such as https://trifecta.example.com."
            )
            return default
        return value.rstrip("/")

    def tried(self, name: str, read: Callable[[str], T], value: str, fallback: T) -> T:
        try:
            return read(value)
        except ValueError as error:
            self.problems.append(f"{name}: {error}")
            return fallback


def read(environ: Mapping[str, str]) -> Settings:
    """Every setting; raises SettingsError that names all problems at once."""
    reader = Reader(environ)
    data_dir = Path(reader.text("TRIFECTA_DATA_DIR", "data")).expanduser().absolute()
    base_url = reader.url("TRIFECTA_BASE_URL", "http://127.0.0.1:8000")
    settings = Settings(
        data_dir=data_dir,
        secret_key=_secret(reader, data_dir),
        master_key=_master(reader, data_dir),
        database=reader.tried(
            "DATABASE_URL", lambda url: database_config(url, data_dir), reader.text("DATABASE_URL"), {}
        ),
        base_url=base_url,
        allowed_hosts=_hosts(reader, base_url),
        debug=reader.boolean("TRIFECTA_DEBUG", default=False),
        demo=reader.boolean("TRIFECTA_DEMO", default=False),
        signup=cast(
            Literal["invited", "open"],
            reader.choice("TRIFECTA_SIGNUP", ("invited", "open"), "invited"),
        ),
        mail=reader.tried(
            "TRIFECTA_MAIL_URL",
            mail_config,
            reader.text("TRIFECTA_MAIL_URL", "console:"),
            Mail(backend="console"),
        ),
        mail_from=reader.text("TRIFECTA_MAIL_FROM", "Trifecta <trifecta@localhost>"),
        oidc=_oidc(reader),
        trust_proxy=reader.boolean("TRIFECTA_TRUST_PROXY", default=False),
        time_zone=reader.tried("TRIFECTA_TIME_ZONE", _zone, reader.text("TRIFECTA_TIME_ZONE", "UTC"), "UTC"),
        log_level=reader.choice(
            "TRIFECTA_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"
        ),
    )
    if reader.problems:
        raise SettingsError(reader.problems)
    return settings


def database_config(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's database settings; an empty `url` is SQLite in the data folder."""
    if not url:
        return _sqlite(data_dir / "trifecta.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            "write postgresql://user:password@host:5432/name, or sqlite:////path/to/file."
        )
    options: dict[str, Any] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "trifecta.config.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def mail_config(url: str) -> Mail:
    """`smtp://user:password@host:587?tls=starttls`, `console:` or `file:///folder`."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return Mail(backend="console")
    if parts.scheme == "file" and parts.path:
        return Mail(backend="file", folder=unquote(parts.path))
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("write smtp://user:password@host:587?tls=starttls, console: or file:///folder.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    tls = query.get("tls", "ssl" if parts.scheme == "smtps" else "starttls")
    if tls not in {"starttls", "ssl", "none"}:
        raise ValueError(f"tls is {tls!r}; write starttls, ssl or none.")
    return Mail(
        backend="smtp",
        host=parts.hostname,
        port=parts.port or (465 if tls == "ssl" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=tls == "starttls",
        use_ssl=tls == "ssl",
    )


def _kept(reader: Reader, name: str, path: Path) -> str:
    value = reader.text(name)
    if not value and path.is_file():
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            reader.problems.append(f"{path} cannot be read ({error.strerror}). Check who owns it.")
            return ""
    if not value and not reader.problems:
        reader.problems.append(
            f"{name} is missing. Run `trifecta init`, which makes one in the data folder, "
            f"or set {name} or {name}_FILE."
        )
    return value


def _secret(reader: Reader, data_dir: Path) -> str:
    value = _kept(reader, "TRIFECTA_SECRET_KEY", data_dir / "secret-key")
    if value and len(value) < MIN_SECRET:
        reader.problems.append(
            f"TRIFECTA_SECRET_KEY has {len(value)} characters. Use at least {MIN_SECRET} random ones."
        )
    return value


def _master(reader: Reader, data_dir: Path) -> str:
    value = _kept(reader, "TRIFECTA_MASTER_KEY", data_dir / "master-key")
    try:
        size = len(base64.urlsafe_b64decode(value)) if value else KEY_BYTES
    except (binascii.Error, ValueError):
        size = 0
    if size != KEY_BYTES:
        reader.problems.append(
            "TRIFECTA_MASTER_KEY is not 32 bytes in URL-safe base64. Restore the key this data was "
            "written with; without it nothing sealed can be read."
        )
    return value


def _hosts(reader: Reader, base_url: str) -> list[str]:
    named = reader.text("TRIFECTA_ALLOWED_HOSTS").split(",")
    hosts = [host.strip() for host in named if host.strip()]
    own = urlsplit(base_url).hostname
    return [*hosts, *([own] if own and own not in hosts else []), "localhost", "127.0.0.1", "[::1]"]


def _oidc(reader: Reader) -> OpenIdConnect | None:
    issuer = reader.url("TRIFECTA_OIDC_ISSUER", "")
    client_id = reader.text("TRIFECTA_OIDC_CLIENT_ID")
    client_secret = reader.text("TRIFECTA_OIDC_CLIENT_SECRET")
    given = {
        "TRIFECTA_OIDC_ISSUER": issuer,
        "TRIFECTA_OIDC_CLIENT_ID": client_id,
        "TRIFECTA_OIDC_CLIENT_SECRET": client_secret,
    }
    missing = [name for name, value in given.items() if not value]
    if len(missing) == len(given):
        return None
    for name in missing:
        reader.problems.append(f"{name} is missing. Sign-in by OpenID Connect needs all three.")
    return OpenIdConnect(
        name=reader.text("TRIFECTA_OIDC_NAME", "your company account"),
        issuer=issuer,
        client_id=client_id,
        client_secret=client_secret,
    )


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{name!r} is not a time zone. Write one such as Europe/Berlin.") from error
    return name

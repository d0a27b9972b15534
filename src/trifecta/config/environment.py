"""Every setting of the product, read from the environment and checked before anything starts."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, cast
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trifecta.config.database import database_config
from trifecta.config.embeddings import encoder_folder
from trifecta.config.language_model import language_model
from trifecta.config.reading import Reader, SettingsError
from trifecta.domain.situations.model.endpoint import Endpoint, ReaderName

__all__ = [
    "Mail",
    "OpenIdConnect",
    "Settings",
    "SettingsError",
    "data_folder",
    "database_config",
    "read",
    "reading_encoder",
    "reading_model",
]

T = TypeVar("T")

KEY_BYTES: Final = 32
SECRET_LENGTH: Final = 32
SECRET_KEY_FILE: Final = "secret-key"  # noqa: S105 - the name of a file
MASTER_KEY_FILE: Final = "master-key"
DEFAULT_BASE_URL: Final = "http://127.0.0.1:8000"
LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
MAIL_FORM: Final = "write smtp://user:password@host:587?tls=starttls, console: or file:///folder."


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
    reader: Endpoint | None
    encoder: Path | None


def read(environ: Mapping[str, str]) -> Settings:
    """Every setting; raises SettingsError that names all problems at once."""
    reader = Reader(environ)
    demo = reader.boolean("TRIFECTA_DEMO", default=False)
    data_dir = _data_folder(reader, demo=demo)
    base_url = _base_url(reader)
    settings = Settings(
        data_dir=data_dir,
        secret_key=_secret_key(reader, data_dir),
        master_key=_master_key(reader, data_dir),
        database=_database(reader, data_dir, demo=demo),
        base_url=base_url,
        allowed_hosts=_hosts(reader, base_url),
        debug=reader.boolean("TRIFECTA_DEBUG", default=False),
        demo=demo,
        signup=cast(
            Literal["invited", "open"],
            reader.choice("TRIFECTA_SIGNUP", ("invited", "open"), "invited"),
        ),
        mail=_mail(reader, data_dir, demo=demo),
        mail_from=reader.text("TRIFECTA_MAIL_FROM", "Trifecta <trifecta@localhost>"),
        oidc=_oidc(reader),
        trust_proxy=reader.boolean("TRIFECTA_TRUST_PROXY", default=False),
        time_zone=reader.parsed("TRIFECTA_TIME_ZONE", _time_zone, default="UTC", fallback="UTC"),
        log_level=reader.choice("TRIFECTA_LOG_LEVEL", LOG_LEVELS, "INFO"),
        reader=language_model(reader),
        encoder=encoder_folder(reader),
    )
    reader.unknown("TRIFECTA_")
    if reader.problems:
        raise SettingsError(reader.problems)
    return settings


def data_folder(environ: Mapping[str, str]) -> Path:
    """Where data is kept, also before there are keys; raises SettingsError."""
    reader = Reader(environ)
    folder = _data_folder(reader, demo=reader.boolean("TRIFECTA_DEMO", default=False))
    if reader.problems:
        raise SettingsError(reader.problems)
    return folder


def reading_model(environ: Mapping[str, str], *, name: ReaderName | None = None) -> Endpoint | None:
    """The language model that reads situations, also where there is no server; None for the rules.

    `name` counts instead of the setting. Raises SettingsError.
    """
    return _reading(environ, name, language_model)


def reading_encoder(environ: Mapping[str, str], *, name: ReaderName | None = None) -> Path | None:
    """The folder of the encoder that reads beside the rules; else like `reading_model`."""
    return _reading(environ, name, encoder_folder)


def _reading(
    environ: Mapping[str, str], name: ReaderName | None, find: Callable[[Reader], T | None]
) -> T | None:
    if name == "rules":
        return None
    reader = Reader(environ if name is None else {**environ, "TRIFECTA_READER": name})
    found = find(reader)
    if reader.problems:
        raise SettingsError(reader.problems)
    return found


def mail_config(url: str) -> Mail:
    """Read `smtp://user:password@host:587?tls=starttls`, `console:` or `file:///folder`."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return Mail(backend="console")
    if parts.scheme == "file" and parts.path:
        return Mail(backend="file", folder=unquote(parts.path))
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError(MAIL_FORM)
    tls = dict(parse_qsl(parts.query)).get("tls", "ssl" if parts.scheme == "smtps" else "starttls")
    if tls not in {"starttls", "ssl", "none"}:
        raise ValueError(f"tls is {tls!r}; write starttls, ssl or none.")
    try:
        port = parts.port or (465 if tls == "ssl" else 587)
    except ValueError as error:
        raise ValueError(MAIL_FORM) from error
    return Mail(
        backend="smtp",
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=tls == "starttls",
        use_ssl=tls == "ssl",
    )


def _data_folder(reader: Reader, *, demo: bool) -> Path:
    """The demonstration lives in a folder of its own, so it never meets anybody's real data."""
    folder = reader.path("TRIFECTA_DATA_DIR", _usual_folder(reader.environ))
    return folder / "demo" if demo else folder


def _usual_folder(environ: Mapping[str, str]) -> Path:
    checkout = Path(__file__).parents[3]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "data"
    home = environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(home) / "trifecta"


def _database(reader: Reader, data_dir: Path, *, demo: bool) -> dict[str, Any]:
    database: dict[str, Any] = reader.parsed(
        "DATABASE_URL", lambda url: database_config(url, data_dir), default="", fallback={}
    )
    if demo and reader.text("DATABASE_URL"):
        reader.problem(
            "TRIFECTA_DEMO and DATABASE_URL are both set. The demonstration lets anyone sign in as "
            "anyone, so it has a database of its own. Remove one of the two."
        )
    return database


def _mail(reader: Reader, data_dir: Path, *, demo: bool) -> Mail:
    """The demonstration keeps its mail as files, where one can read it and nobody gets it."""
    console = Mail(backend="console")
    mail = reader.parsed("TRIFECTA_MAIL_URL", mail_config, default="console:", fallback=console)
    return Mail(backend="file", folder=str(data_dir / "mail")) if demo else mail


def _secret_key(reader: Reader, data_dir: Path) -> str:
    value = _kept(reader, "TRIFECTA_SECRET_KEY", data_dir / SECRET_KEY_FILE)
    if value and len(value) < SECRET_LENGTH:
        reader.problem(
            f"TRIFECTA_SECRET_KEY has {len(value)} characters. "
            f"Use at least {SECRET_LENGTH} random ones."
        )
    return value


def _master_key(reader: Reader, data_dir: Path) -> str:
    value = _kept(reader, "TRIFECTA_MASTER_KEY", data_dir / MASTER_KEY_FILE)
    if value and _key_size(value) != KEY_BYTES:
        reader.problem(
            f"TRIFECTA_MASTER_KEY is not {KEY_BYTES} bytes in URL-safe base64. Restore the key "
            "this data was written with; without it nothing sealed can be read."
        )
    return value


def _key_size(value: str) -> int:
    try:
        return len(base64.b64decode(value, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        return 0


def _kept(reader: Reader, name: str, path: Path) -> str:
    """The value of a key: from the environment, or from the file that `trifecta init` made."""
    before = len(reader.problems)
    value = reader.text(name)
    if not value and path.is_file():
        value = reader.file(path, called=str(path))
    if not value and len(reader.problems) == before:
        reader.problem(
            f"{name} is missing. Run `trifecta init`, which keeps one in {path}, "
            f"or set {name} or {name}_FILE."
        )
    return value


def _base_url(reader: Reader) -> str:
    url = reader.url("TRIFECTA_BASE_URL", DEFAULT_BASE_URL)
    parts = urlsplit(url)
    if parts.path or parts.query or parts.fragment:
        reader.problem(
            f"TRIFECTA_BASE_URL is {url!r}. Trifecta needs a host name of its own: "
            "leave out everything after it."
        )
    return url


def _hosts(reader: Reader, base_url: str) -> list[str]:
    own = urlsplit(base_url).hostname or ""
    hosts = [*reader.listing("TRIFECTA_ALLOWED_HOSTS"), own, "localhost", "127.0.0.1", "[::1]"]
    return list(dict.fromkeys(host for host in hosts if host))


def _oidc(reader: Reader) -> OpenIdConnect | None:
    provider = OpenIdConnect(
        name=reader.text("TRIFECTA_OIDC_NAME", "your company account"),
        issuer=reader.url("TRIFECTA_OIDC_ISSUER"),
        client_id=reader.text("TRIFECTA_OIDC_CLIENT_ID"),
        client_secret=reader.text("TRIFECTA_OIDC_CLIENT_SECRET"),
    )
    given = {
        "TRIFECTA_OIDC_ISSUER": provider.issuer,
        "TRIFECTA_OIDC_CLIENT_ID": provider.client_id,
        "TRIFECTA_OIDC_CLIENT_SECRET": provider.client_secret,
    }
    missing = [name for name, value in given.items() if not value]
    if len(missing) == len(given):
        return None
    for name in missing:
        reader.problem(f"{name} is missing. Sign-in by OpenID Connect needs all three.")
    return provider


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"{name!r} is not a time zone; write one such as Europe/Berlin."
        ) from error
    return name

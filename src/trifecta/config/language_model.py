"""The settings of the language model that may read situations; without them none does."""

from __future__ import annotations

from importlib.util import find_spec
from ipaddress import IPv6Address, ip_address
from socket import inet_aton, inet_ntoa
from typing import Final, cast
from urllib.parse import urlsplit

from trifecta.config.reading import Reader
from trifecta.domain.situations.model.endpoint import (
    EMBEDDINGS,
    INSTALL,
    READERS,
    Endpoint,
    ModelKind,
)

DEFAULT_URL: Final[dict[ModelKind, str]] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}
DEFAULT_SECONDS: Final = 30
MOST_SECONDS: Final = 300
ONLY_WITH_ONE: Final = ("TRIFECTA_READER_URL", "TRIFECTA_READER_MODEL", "TRIFECTA_READER_KEY")


def language_model(reader: Reader) -> Endpoint | None:
    """What TRIFECTA_READER and its companions say; None for rules and encoder.

    Problems are remembered.
    """
    before = len(reader.problems)
    name = reader.choice("TRIFECTA_READER", READERS, "rules")
    given = {one: reader.text(one) for one in ONLY_WITH_ONE}
    seconds = reader.parsed(
        "TRIFECTA_READER_SECONDS",
        _seconds,
        default=str(DEFAULT_SECONDS),
        fallback=DEFAULT_SECONDS,
    )
    if len(reader.problems) > before:
        return None
    if name == EMBEDDINGS:
        given.pop("TRIFECTA_READER_MODEL")
    if name in {"rules", EMBEDDINGS}:
        _none_of(reader, given)
        return None
    kind = cast(ModelKind, name)
    url = reader.url("TRIFECTA_READER_URL", DEFAULT_URL[kind])
    _complete(reader, kind, url)
    _private_on_its_way(reader, url)
    if find_spec(kind) is None:
        reader.problem(
            f"The reader is {kind}, and what talks to it is not installed. Run "
            f"{INSTALL}, or set TRIFECTA_READER to rules."
        )
    return Endpoint(
        kind=kind,
        url=url,
        host=urlsplit(url).hostname or "",
        model=given["TRIFECTA_READER_MODEL"],
        key=given["TRIFECTA_READER_KEY"],
        seconds=seconds,
    )


def _none_of(reader: Reader, given: dict[str, str]) -> None:
    for name, value in given.items():
        if value:
            reader.problem(
                f"{name} is set, and no language model reads. Set TRIFECTA_READER to openai, "
                f"anthropic or ollama, or remove {name}."
            )


def _complete(reader: Reader, kind: ModelKind, url: str) -> None:
    if not reader.text("TRIFECTA_READER_MODEL"):
        reader.problem(
            f"TRIFECTA_READER_MODEL is missing. The reader is {kind}; name the model that "
            "reads, as its provider calls it."
        )
    needs_key = kind == "anthropic" or (kind == "openai" and url == DEFAULT_URL["openai"])
    if needs_key and not reader.text("TRIFECTA_READER_KEY"):
        reader.problem(
            f"TRIFECTA_READER_KEY is missing. {urlsplit(url).hostname} asks for one; set it, or "
            "TRIFECTA_READER_KEY_FILE to the file that holds it."
        )


def _private_on_its_way(reader: Reader, url: str) -> None:
    """What people write crosses a network that others use only encrypted."""
    parts = urlsplit(url)
    if parts.username or parts.password or parts.query or parts.fragment:
        reader.problem(
            "TRIFECTA_READER_URL has more in it than an address. Leave out user, password and "
            "everything after “?”; the key goes into TRIFECTA_READER_KEY."
        )
    elif parts.scheme == "http" and not _is_near(parts.hostname or ""):
        reader.problem(
            f"TRIFECTA_READER_URL is {url!r}. Situations would travel unencrypted: write https, "
            "or the address of a machine in your own network."
        )


def _is_near(host: str) -> bool:
    """This machine, a private address, or a name without a point, as containers have."""
    try:
        address = ip_address(_in_four_numbers(host))
    except ValueError:
        return host.isascii() and (
            "." not in host or host.endswith((".local", ".internal", ".localhost"))
        )
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_private


def _in_four_numbers(host: str) -> str:
    """An address as it is looked up: "134744072", "0x08.8.2056" and "8.8.8.8" are the same one."""
    try:
        return inet_ntoa(inet_aton(host)) if host[:1].isdigit() else host
    except OSError:
        return host


def _seconds(written: str) -> int:
    if not written.isascii() or not written.isdigit() or not 1 <= int(written) <= MOST_SECONDS:
        raise ValueError(f"write a number of seconds from 1 to {MOST_SECONDS}.")
    return int(written)

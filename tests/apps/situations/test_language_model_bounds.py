"""Nobody waits longer than was set, nothing is unpacked, and nothing else goes than was named."""

from __future__ import annotations

import gzip
import logging
import socket
import threading
import time
from typing import Any

import pytest
from tests.apps.situations.test_language_model import NOTHING, trouble
from tests.domain.situations.accounts import GROWTH
from tests.language_models import MODEL, Said, fake_model, recorded, saying

from trifecta.apps.situations.language_model import reading as calling
from trifecta.apps.situations.language_model.clients import load
from trifecta.apps.situations.language_model.reading import read_by_model
from trifecta.domain.situations.model.endpoint import KINDS, Endpoint, ModelKind

UNASKED = {
    "OPENAI_ORG_ID": "zq-org",
    "OPENAI_PROJECT_ID": "zq-project",
    "OPENAI_CUSTOM_HEADERS": "X-Zq: zq-custom\nAuthorization: Bearer zq-other",
    "OPENAI_API_KEY": "zq-openai",
    "ANTHROPIC_CUSTOM_HEADERS": "X-Zq: zq-custom\nAuthorization: Bearer zq-other",
    "ANTHROPIC_AUTH_TOKEN": "zq-token",
    "ANTHROPIC_API_KEY": "zq-anthropic",
    "OLLAMA_API_KEY": "zq-ollama",
}
MUCH_LESS = 4.0
"""Seconds, of the ten that what is slow here takes: machines are busy at times, and 1 is set."""

EXPECTED = {
    *("host", "connection", "accept", "accept-encoding", "content-type", "content-length"),
    *("user-agent", "authorization", "x-api-key", "anthropic-version"),
}


@pytest.fixture(autouse=True)
def _loaded() -> None:
    for kind in KINDS:
        load(kind)


def at(url: str, *, kind: ModelKind = "ollama", key: str = "a-key", seconds: int = 1) -> Endpoint:
    return Endpoint(kind=kind, url=url, host="127.0.0.1", model=MODEL, key=key, seconds=seconds)


def waited(endpoint: Endpoint) -> float:
    began = time.monotonic()
    assert read_by_model(GROWTH, endpoint).source.trouble == "slow"
    return time.monotonic() - began


def all_turns_are_free(*, within: float = 5) -> bool:
    """Whether nobody is asking any more, after a moment."""
    until = time.monotonic() + within
    while calling.TURNS._value < calling.AT_ONCE and time.monotonic() < until:
        time.sleep(0.02)
    return calling.TURNS._value == calling.AT_ONCE


# ---------------------------------------------------------------- time


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "heads", ["HTTP/1.1 103 Early Hints\r\n\r\n", "HTTP/1.1 200 OK\r\nX-A: b\r\n", "HTTP/1.1 "]
)
def test_heads_that_do_not_end_are_left_in_time(kind: ModelKind, heads: str) -> None:
    with fake_model(Said(body=b"{}", heads=heads)) as model:
        assert waited(model.endpoint(kind, seconds=1)) < MUCH_LESS
        assert all_turns_are_free()


@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_that_is_left_is_cut_so_that_its_thread_ends(kind: ModelKind) -> None:
    before = threading.active_count()
    with fake_model(Said(body=b"{}", wait=10)) as model:
        assert waited(model.endpoint(kind, seconds=1)) < MUCH_LESS
        assert all_turns_are_free(within=4)
    assert threading.active_count() <= before + 1


def test_looking_up_a_machine_takes_no_longer_than_the_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()
    known = socket.getaddrinfo

    def slow(host: Any, *more: Any, **named: Any) -> Any:
        if host == "models.internal":
            over.wait(10)
            raise socket.gaierror
        return known(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    try:
        assert waited(at("http://models.internal:1")) < MUCH_LESS
    finally:
        over.set()
    assert all_turns_are_free()


def test_readers_that_hang_hold_the_turns_so_that_there_are_never_more_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calling, "SECONDS_FOR_A_TURN", 0.01)
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(10) and [])
    try:
        before = threading.active_count()
        told = [
            read_by_model(GROWTH, at("http://models.internal:1")).source.trouble
            for _ in range(calling.AT_ONCE + 2)
        ]
        assert told == ["slow"] * calling.AT_ONCE + ["busy"] * 2
        assert threading.active_count() <= before + calling.AT_ONCE
    finally:
        over.set()
    assert all_turns_are_free()


# ---------------------------------------------------------------- what comes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_an_answer_that_is_packed_is_not_unpacked(kind: ModelKind, encoding: str) -> None:
    packed = gzip.compress(recorded(kind).body)
    with fake_model(Said(body=packed, encoding=encoding)) as model:
        assert trouble(model, kind=kind) == "form"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", [b"", b"null", b"{}", b"[]", b"{", b'"yes"', b'{"choices": []}'])
def test_an_answer_of_another_form_is_asked_for_once_more(kind: ModelKind, body: bytes) -> None:
    with fake_model(Said(body=body)) as model:
        assert trouble(model, kind=kind) == "form"
    assert len(model.asked) == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [408, 504])
def test_a_time_that_is_over_elsewhere_is_slow_too(kind: ModelKind, status: int) -> None:
    with fake_model(Said(body=b"{}", status=status)) as model:
        assert trouble(model, kind=kind) == "slow"


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", "\n```JSON\n{}```\n"])
def test_a_fence_around_an_answer_is_taken_away(fence: str) -> None:
    import json

    with fake_model(saying(fence.replace("{}", json.dumps(NOTHING, indent=1)))) as model:
        assert read_by_model(GROWTH, model.endpoint()).source.by_model
    assert len(model.asked) == 1


def test_why_a_model_did_not_read_is_logged_and_nothing_of_what_it_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with fake_model(Said(body=b'{"error": "zq9001x"}', status=500)) as model:
        assert trouble(model) == "failed"
    (one,) = [record for record in caplog.records if record.name == calling.log.name]
    assert one.levelno == logging.WARNING
    assert one.getMessage() == "A language model did not read: failed (ResponseError)"
    assert one.exc_info is None


# ---------------------------------------------------------------- what goes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ["a-key", ""])
def test_variables_that_nobody_named_to_us_are_not_read(
    kind: ModelKind, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in UNASKED.items():
        monkeypatch.setenv(name, value)
    with fake_model(recorded(kind)) as model:
        url = model.endpoint(kind).url
        reading = read_by_model(GROWTH, at(url, kind=kind, key=key, seconds=5))
    assert reading.source.by_model or (kind, key) == ("anthropic", "")
    for headers in model.headers:
        assert set(headers) <= EXPECTED
        assert "zq" not in " ".join(headers.values())


def test_no_client_tells_a_tracer_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    import anthropic

    made: list[anthropic.Anthropic] = []

    class Seen(anthropic.Anthropic):
        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            made.append(self)

    monkeypatch.setenv("ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE", "content")
    monkeypatch.setattr(anthropic, "Anthropic", Seen)
    with fake_model(recorded("anthropic")) as model:
        read_by_model(GROWTH, model.endpoint("anthropic"))
    (client,) = made
    assert client.open_telemetry["traces"]["enabled"] is False


def test_a_server_that_asks_for_no_key_gets_none_of_ours() -> None:
    with fake_model(recorded("openai")) as model:
        read_by_model(GROWTH, at(f"{model.url}/v1", kind="openai", key="", seconds=5))
    assert model.headers[0]["authorization"] == "Bearer none"

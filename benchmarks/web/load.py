"""A closed loop of keep-alive connections: each asks again when it has its answer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One page, as one signed-in person."""

    port: int
    path: str
    cookie: str = ""

    @property
    def request(self) -> bytes:
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        return (
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{cookie}"
            "Accept: text/html\r\nConnection: keep-alive\r\n\r\n"
        ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: the status, the body, and how many seconds it took."""

    status: int
    body: bytes
    seconds: float


def ask(target: Target) -> Answer:
    """One answer, for checking that the page is right."""
    return asyncio.run(_ask_once(target))


def load(target: Target, *, connections: int, seconds: float) -> list[float]:
    """How long each answer took; raises RuntimeError for any answer that is not 200."""
    return asyncio.run(_load(target, connections, seconds))


async def _ask_once(target: Target) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    try:
        return await _exchange(reader, writer, target.request)
    finally:
        writer.close()


async def _load(target: Target, connections: int, seconds: float) -> list[float]:
    until = time.perf_counter() + seconds
    parts = await asyncio.gather(*(_ask_until(target, until) for _ in range(connections)))
    return [taken for part in parts for taken in part]


async def _ask_until(target: Target, until: float) -> list[float]:
    taken: list[float] = []
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    try:
        while time.perf_counter() < until:
            answer = await _exchange(reader, writer, target.request)
            if answer.status != 200:
                raise RuntimeError(f"{target.path} answered {answer.status}")
            taken.append(answer.seconds)
    finally:
        writer.close()
    return taken


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> Answer:
    start = time.perf_counter()
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    body = await reader.readexactly(_length(head))
    return Answer(
        status=int(head.split(b" ", 2)[1]), body=body, seconds=time.perf_counter() - start
    )


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise RuntimeError("an answer without a length; the loop reads only such as have one")

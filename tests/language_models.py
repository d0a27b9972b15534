"""A language model on this machine that answers what a test has put down, and remembers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from trifecta.domain.situations.model.endpoint import Endpoint, ModelKind

RECORDED = Path(__file__).parent / "recorded"
MODEL = "a-model"


@dataclass(kw_only=True)
class Said:
    """One answer: its status and body; `drop_by_drop` sends a byte now and then, without end, and
    `heads` does the same with headers, or with answers that only say that one will come (103).
    """

    body: bytes
    status: int = 200
    kind: str = "application/json"
    wait: float = 0
    drop_by_drop: bool = False
    heads: str = ""
    location: str = ""
    encoding: str = ""


def recorded(name: str, status: int = 200) -> Said:
    """A whole answer out of a file."""
    return Said(body=(RECORDED / f"{name}.json").read_bytes(), status=status)


def saying(answer: object, *, kind: ModelKind = "ollama") -> Said:
    """A model of `kind` that says `answer`: data, or words that are no data at all."""
    written = answer if isinstance(answer, str) else json.dumps(answer)
    whole = json.loads((RECORDED / f"{kind}.json").read_text())
    if kind == "ollama":
        whole["message"]["content"] = written
    elif kind == "openai":
        whole["choices"][0]["message"]["content"] = written
    else:
        whole["content"][1]["input"] = answer
    return Said(body=json.dumps(whole).encode())


@dataclass
class FakeModel:
    """Answers in the order of `says`, the last of them again and again."""

    says: list[Said]
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def endpoint(self, kind: ModelKind = "ollama", *, seconds: int = 5) -> Endpoint:
        url = f"{self.url}/v1" if kind == "openai" else self.url
        return Endpoint(
            kind=kind, url=url, host="127.0.0.1", model=MODEL, key="a-key", seconds=seconds
        )

    def everything_sent(self) -> str:
        return "\n".join(json.dumps(asked, ensure_ascii=False) for asked in self.asked)

    def next(self) -> Said:
        return self.says[min(len(self.asked), len(self.says)) - 1]


@contextmanager
def fake_model(*says: Said) -> Iterator[FakeModel]:
    model = FakeModel(list(says))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            model.asked.append(json.loads(self.rfile.read(length)))
            model.paths.append(self.path)
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            _answer(self, model.next())

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    model.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, said: Said) -> None:
    try:
        time.sleep(said.wait)
        for _ in range(100 if said.heads else 0):
            handler.wfile.write(said.heads.encode())
            handler.wfile.flush()
            time.sleep(0.1)
        handler.send_response(said.status)
        handler.send_header("Content-Type", said.kind)
        if said.location:
            handler.send_header("Location", said.location)
        if said.encoding:
            handler.send_header("Content-Encoding", said.encoding)
        if not said.drop_by_drop:
            handler.send_header("Content-Length", str(len(said.body)))
        handler.end_headers()
        if said.drop_by_drop:
            for _ in range(200):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        handler.wfile.write(said.body)
    except OSError:  # whoever asked has gone
        return

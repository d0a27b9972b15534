"""One function for each kind of back end: a request goes in, what the model answered comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

from trifecta.apps.situations.language_model.bounded import bounded, quiet
from trifecta.apps.situations.language_model.deadline import Line
from trifecta.domain.situations.model.asking import Request
from trifecta.domain.situations.model.endpoint import Endpoint, ModelKind
from trifecta.domain.situations.model.form import Answer, WrongFormError, answer_from, answer_in

FORM: Final = "reading"
MOST_TOKENS: Final = 8_192
"""Of an answer, where a back end wants to know."""

NO_KEY: Final = "none"
"""What servers of one's own are sent that ask for no key."""

NAMED: Final = {"User-Agent": "trifecta"}

CONTEXT: Final = (8_192, 16_384, 32_768, 65_536)
"""Sizes of what Ollama is to keep in mind: left alone, it cuts off the beginning of a long text."""


def load(kind: ModelKind) -> None:
    """Import what talks to it: seconds the first time, that are none of the model's."""
    import_module(kind)


class RefusedError(Exception):
    """The model declined to read."""


def ask_openai(endpoint: Endpoint, request: Request, *, until: float, line: Line) -> Answer:
    """The interface for chats of OpenAI, and of the many servers that have the same."""
    import httpx2
    import openai

    quiet()
    headers = _bearer(endpoint.key or NO_KEY)
    with httpx2.Client(**_bounds(httpx2, headers, until, line)) as http:
        client = openai.OpenAI(
            api_key=endpoint.key or NO_KEY,
            base_url=endpoint.url,
            max_retries=0,
            http_client=http,
        )
        found = client.chat.completions.create(
            model=endpoint.model,
            messages=[
                {"role": "system", "content": request.instructions},
                {"role": "user", "content": request.text},
            ],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": FORM, "strict": True, "schema": dict(request.schema)},
            },
        )
    with _in_the_form():
        choice = found.choices[0]
        refused = choice.message.refusal or choice.finish_reason == "content_filter"
        written = choice.message.content or ""
    if refused:
        raise RefusedError
    return answer_in(written)


def ask_anthropic(endpoint: Endpoint, request: Request, *, until: float, line: Line) -> Answer:
    """The messages of Anthropic, with the form as a tool that has to be used."""
    import anthropic
    import httpx2

    quiet()
    headers = {**NAMED, "X-Api-Key": endpoint.key}
    with httpx2.Client(**_bounds(httpx2, headers, until, line)) as http:
        client = anthropic.Anthropic(
            api_key=endpoint.key,
            base_url=endpoint.url,
            max_retries=0,
            open_telemetry=False,
            http_client=http,
        )
        found = client.messages.create(
            model=endpoint.model,
            max_tokens=MOST_TOKENS,
            system=request.instructions,
            messages=[{"role": "user", "content": request.text}],
            tools=[_tool(request)],
            tool_choice={"type": "tool", "name": FORM},
        )
    with _in_the_form():
        refused = found.stop_reason == "refusal"
        said = [one.input for one in found.content if one.type == "tool_use" and one.name == FORM]
    if refused:
        raise RefusedError
    if not said:
        raise WrongFormError
    return answer_from(said[0])


def ask_ollama(endpoint: Endpoint, request: Request, *, until: float, line: Line) -> Answer:
    """The chats of Ollama, with the form as the format that its answer is held to."""
    import httpx
    import ollama

    quiet()
    headers = _bearer(endpoint.key) if endpoint.key else NAMED
    with (
        ollama.Client(host=endpoint.url, **_bounds(httpx, headers, until, line)) as client,
        _in_the_form(),
    ):
        found = client.chat(
            model=endpoint.model,
            messages=[
                {"role": "system", "content": request.instructions},
                {"role": "user", "content": request.text},
            ],
            format=dict(request.schema),
            options={"temperature": 0, "seed": 0, "num_ctx": _context(request)},
        )
        written = found.message.content or ""
    return answer_in(written)


def _tool(request: Request) -> Any:
    return {
        "name": FORM,
        "description": "Takes what was read in the text.",
        "input_schema": dict(request.schema),
    }


def _bounds(http: Any, headers: Mapping[str, str], until: float, line: Line) -> dict[str, Any]:
    """What a client is made with, so that it goes nowhere else and takes no longer."""
    return {
        "transport": bounded(http, until=until, headers=headers, heard=line.heard),
        "follow_redirects": False,
        "trust_env": False,
    }


def _bearer(key: str) -> dict[str, str]:
    return {**NAMED, "Authorization": f"Bearer {key}"}


@contextmanager
def _in_the_form() -> Iterator[None]:
    """What a client made of an answer need not have the parts that its types say."""
    try:
        yield
    except (AttributeError, TypeError, LookupError):
        raise WrongFormError from None


def _context(request: Request) -> int:
    """Room for the request at two characters a token, and for an answer."""
    needed = (len(request.instructions) + len(request.text)) // 2 + 2_048
    return next((size for size in CONTEXT if size >= needed), CONTEXT[-1])


Ask = Callable[..., Answer]
ASK: Final[Mapping[ModelKind, Ask]] = {
    "openai": ask_openai,
    "anthropic": ask_anthropic,
    "ollama": ask_ollama,
}


def status_in(error: Exception) -> int:
    """The HTTP status that an error of one of the libraries stands for, or 0."""
    found: Any = getattr(error, "status_code", 0)
    return found if isinstance(found, int) else 0

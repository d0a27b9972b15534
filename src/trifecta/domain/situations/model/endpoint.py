"""Which language model reads, where it answers, and which reader a reading came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast, get_args

ModelKind = Literal["openai", "anthropic", "ollama"]
ReaderName = Literal["rules", "embeddings", "openai", "anthropic", "ollama"]
Trouble = Literal[
    "slow",
    "unreachable",
    "key",
    "busy",
    "refused",
    "form",
    "quotes",
    "large",
    "failed",
    "language",
    "files",
]

KINDS: Final = cast(tuple[ModelKind, ...], get_args(ModelKind))
INSTALL: Final = "pip install 'trifecta[language-model]'"
"""What brings the libraries that talk to them."""

READERS: Final = cast(tuple[ReaderName, ...], get_args(ReaderName))
EMBEDDINGS: Final = "embeddings"
INSTALL_EMBEDDINGS: Final = "pip install 'trifecta[embeddings]'"
ENCODER: Final = "all-MiniLM-L6-v2"
"""The one sentence encoder that there are weights for."""

BECAUSE: Final[Mapping[Trouble, str]] = {
    "slow": "it did not answer in time",
    "unreachable": "it could not be reached",
    "key": "it did not accept the key, the model or the address in the settings",
    "busy": "it is asked too much at the moment",
    "refused": "it declined to read this text",
    "form": "its answer did not have the form that was asked for, twice",
    "quotes": "it quoted words that are not in the text, twice",
    "large": "its answer was too long",
    "failed": "it failed",
    "language": "the text does not seem to be English, so names in it could not be taken out",
    "files": "its files are not those that the weights were found with",
}
"""Why the rules read a text that a model was to read, as the end of a sentence about it."""

RULES: Final = "Read by rules and word lists"
WITH_MEANING: Final = "Read by rules, word lists and an encoder of sentences, all on this server."


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A language model that may read; `seconds` is the longest that a person waits for it.

    `url` is where its interface begins, `host` the name of the machine that people are told.
    """

    kind: ModelKind
    url: str
    host: str
    model: str
    key: str = field(default="", repr=False)
    seconds: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which reader an analysis came from.

    `trouble` says why it came from the rules although a model was to read; `host` and `model` then
    name that model. Without trouble they are "" for the rules.
    """

    reader: ReaderName = "rules"
    host: str = ""
    model: str = ""
    trouble: Trouble | None = None

    @property
    def by_model(self) -> bool:
        """Whether a language model has found what stands in the analysis."""
        return self.reader in KINDS

    @property
    def fell_back(self) -> bool:
        """Whether the rules read because the model could not."""
        return self.trouble is not None

    @property
    def says(self) -> str:
        """Who has read, and why not the model if it was to; a sentence."""
        if self.trouble is not None:
            who = f"the language model at {self.host}" if self.host else "an encoder of sentences"
            return f"{RULES}: {who} was to read it, and {BECAUSE[self.trouble]}."
        if self.reader == EMBEDDINGS:
            return WITH_MEANING
        if self.by_model:
            return f"Read by a language model, {self.model} at {self.host}."
        return f"{RULES}."


BY_RULES: Final = Source()
BY_MEANING: Final = Source(reader=EMBEDDINGS, model=ENCODER)


def by_model(endpoint: Endpoint) -> Source:
    """The source of a reading that `endpoint` has made."""
    return Source(reader=endpoint.kind, host=endpoint.host, model=endpoint.model)


def instead_of(endpoint: Endpoint, trouble: Trouble) -> Source:
    """The source of a reading by the rules, because of `trouble` with `endpoint`."""
    return Source(host=endpoint.host, model=endpoint.model, trouble=trouble)


def without_meaning(trouble: Trouble) -> Source:
    """The source of a reading by the rules alone, because of `trouble` with the encoder."""
    return Source(model=ENCODER, trouble=trouble)


def source_data(source: Source) -> dict[str, Any]:
    """Plain data, from which `source_from` makes the same again."""
    return {
        "reader": source.reader,
        "host": source.host,
        "model": source.model,
        "trouble": source.trouble,
    }


def source_from(data: Mapping[str, Any]) -> Source:
    """The source that `source_data` was made from."""
    return Source(**data)

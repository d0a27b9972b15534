"""What a diagram is drawn from: nodes, pipes, links and loops, in whichever classes they come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Node(Protocol):
    """`kind` is stock, cloud or constant; `initial` and `maximum` are empty where not written."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def initial(self) -> str: ...
    @property
    def maximum(self) -> str: ...


class Pipe(Protocol):
    """A flow between two names; the destination is empty where it goes nowhere."""

    @property
    def source(self) -> str: ...
    @property
    def destination(self) -> str: ...
    @property
    def rate(self) -> str: ...
    @property
    def drains(self) -> bool: ...
    @property
    def limited(self) -> bool: ...


class Link(Protocol):
    """An influence on the valve of the pipe numbered `flow` or, where that is None, on `node`."""

    @property
    def source(self) -> str: ...
    @property
    def flow(self) -> int | None: ...
    @property
    def node(self) -> str: ...
    @property
    def use(self) -> str: ...
    @property
    def sign(self) -> str: ...


class Loop(Protocol):
    """A feedback loop by its label, such as R1, and what it goes through."""

    @property
    def label(self) -> str: ...
    @property
    def stocks(self) -> Sequence[str]: ...
    @property
    def flows(self) -> Sequence[int]: ...


class Structure(Protocol):
    """All of a diagram."""

    @property
    def nodes(self) -> Sequence[Node]: ...
    @property
    def pipes(self) -> Sequence[Pipe]: ...
    @property
    def links(self) -> Sequence[Link]: ...
    @property
    def loops(self) -> Sequence[Loop]: ...
    @property
    def more_loops(self) -> bool: ...

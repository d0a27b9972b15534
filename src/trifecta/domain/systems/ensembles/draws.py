"""Draws of parameters from a seed: the same for each draw, however many there are and in any order.

Each parameter has a stream of its own for every PAGE draws, made from the seed, its name and the
number of the page (NumPy's SeedSequence and its default generator, PCG64). So more draws leave the
first ones as they are, and one parameter more changes no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Final

import numpy as np

from trifecta.domain.systems.ensembles.distributions import Distribution, Values

PAGE: Final = 4096
"""Draws of one stream."""


def drawn(
    vary: Mapping[str, Distribution], *, draws: int, seed: int, first: int = 0
) -> dict[str, Values]:
    """The draws `first` until before `first + draws`, a number each for every parameter.

    `seed` is a whole number from 0 on.
    """
    pages = range(first // PAGE, -(-(first + draws) // PAGE))
    start = first - pages.start * PAGE
    return {
        name: np.concatenate(list(_pages(name, one, seed, pages)))[start : start + draws]
        if draws
        else np.empty(0)
        for name, one in vary.items()
    }


def _pages(name: str, what: Distribution, seed: int, pages: range) -> Iterator[Values]:
    stream = int.from_bytes(blake2b(name.encode(), digest_size=8).digest())
    for page in pages:
        yield what.sample(np.random.default_rng((seed, stream, page)), PAGE)

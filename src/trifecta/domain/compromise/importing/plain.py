"""Which bargains need not be written and read again as a problem to be checked."""

from __future__ import annotations

from itertools import chain

from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.fields import LONGEST_ID


def is_plain(bargain: Bargain) -> bool:
    """Whether the problem of a bargain is surely right with the bounds of files, and would come
    back the same and without a word when it is written to our format and read again.

    No more than the bounds allow, names that print and are short, and none that could be mistaken
    for another once an issue and a value, or a party and an issue, are put together.
    """
    sizes = [*map(len, bargain.values)]
    if len(bargain.issues) > FILES.needs or not min(sizes, default=0):
        return False
    if sum(sizes) > min(FILES.options, FILES.scores):
        return False
    return _few_parties(bargain) and _readable(bargain)


def _few_parties(bargain: Bargain) -> bool:
    return 0 < len(set(bargain.parties)) == len(bargain.parties) <= FILES.parties


def _readable(bargain: Bargain) -> bool:
    """Whether all names may be ids, which is stricter than what words may be."""
    first = (*bargain.parties, *bargain.issues)
    values = [*chain.from_iterable(bargain.values)]
    begins, everything = "".join(first), "".join(values)
    longest = max(map(len, first)) + 2 + max(map(len, (*values, *bargain.issues)))
    return (
        "/" not in begins
        and all(map(str.strip, first))
        and longest <= LONGEST_ID
        and (begins + everything).isprintable()
    )

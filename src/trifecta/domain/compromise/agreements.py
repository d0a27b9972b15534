"""The life of an agreement: written, signed by all, changed only by all, looked back at."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, get_args

from trifecta.domain.errors import ConflictError, InvalidError, NotYetError
from trifecta.domain.people.journey import AgreementState
from trifecta.domain.people.words import capital, counted, joined, number_word

FEWEST_SIGNATURES: Final = 2
OVER: Final[frozenset[AgreementState]] = frozenset({"reviewed", "ended"})

CommitmentState = Literal["open", "kept", "not_kept", "dropped"]
COMMITMENT_STATES: Final[tuple[CommitmentState, ...]] = get_args(CommitmentState)
MAX_REASON: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one agreement stands; versions count from 1 and a number is never used twice.

    `in_force` is the version everybody signed; `drafting` is being written and `waiting` is being
    signed (at most one of the two is there); `signed` are the members who have signed `waiting`.
    `ends`: the waiting version ends the agreement early instead of changing its words.
    """

    state: AgreementState = "draft"
    latest: int = 1
    in_force: int | None = None
    drafting: int | None = 1
    waiting: int | None = None
    signed: frozenset[str] = frozenset()
    ends: bool = False


def propose(standing: Standing, *, ends: bool = False) -> Standing:
    """Hand the draft to everybody for signing; raises ConflictError where there is no draft."""
    _not_over(standing)
    if standing.drafting is None:
        raise ConflictError("Nothing is being written at the moment. Read what waits to be signed.")
    return replace(
        standing,
        state="active" if standing.in_force else "proposed",
        drafting=None,
        waiting=standing.drafting,
        signed=frozenset(),
        ends=ends,
    )


def sign(standing: Standing, *, version: int, member: str, members: AbstractSet[str]) -> Standing:
    """Add `member`'s signature to `version`; with the last one of `members` it comes into force.

    Raises NotYetError where nothing waits to be signed, ConflictError where another version does.
    Signing again changes nothing by itself, and counts anew when the members are others by now.
    """
    _not_over(standing)
    if standing.waiting is None:
        if standing.in_force == version:
            raise ConflictError("Everybody has signed this already. It is in force.")
        raise NotYetError("Nothing waits to be signed here at the moment.")
    if version != standing.waiting:
        raise ConflictError(
            "The words have changed since you opened this page. Nothing was signed. Read them as "
            "they are now, then sign."
        )
    return taken_up(replace(standing, signed=standing.signed | {member}), members=members)


def taken_up(standing: Standing, *, members: AbstractSet[str]) -> Standing:
    """The standing once the waiting version has every signature of `members`; else as it was."""
    everybody = len(members) >= FEWEST_SIGNATURES and members <= standing.signed
    if standing.waiting is None or not everybody:
        return standing
    return replace(
        standing,
        state="ended" if standing.ends else "active",
        in_force=standing.waiting,
        waiting=None,
        signed=frozenset(),
    )


def withdraw_signature(standing: Standing, *, member: str) -> Standing:
    """Take a signature back while somebody else's is missing; raises ConflictError afterwards."""
    if standing.waiting is None or member not in standing.signed:
        raise ConflictError(
            "There is no signature of yours to take back. Once everybody has signed, an agreement "
            "changes when all of you sign the change."
        )
    return replace(standing, signed=standing.signed - {member})


def start_change(standing: Standing) -> Standing:
    """Begin the next version; what is in force stays, what was waiting is no longer to be signed.

    Raises ConflictError while a version is being written.
    """
    _not_over(standing)
    if standing.drafting is not None:
        raise ConflictError("A change is being written already. Go on with that one.")
    return replace(
        standing,
        state="active" if standing.in_force else "draft",
        latest=standing.latest + 1,
        drafting=standing.latest + 1,
        waiting=None,
        signed=frozenset(),
        ends=False,
    )


def decline(standing: Standing) -> Standing:
    """Turn the waiting version down; a first version is a draft again, a change is set aside."""
    _not_over(standing)
    if standing.waiting is None:
        raise ConflictError("Nothing waits to be signed here any more.")
    if standing.in_force is None:
        return start_change(standing)
    return replace(standing, waiting=None, signed=frozenset(), ends=False)


def set_change_aside(standing: Standing) -> Standing:
    """Stop writing a change; only where an earlier version is in force. Raises ConflictError."""
    if standing.drafting is None or standing.in_force is None:
        raise ConflictError("No change is being written at the moment.")
    return replace(standing, drafting=None)


def may_look_back(
    standing: Standing, *, today: date, review_on: date | None, open_commitments: int
) -> bool:
    """From the day chosen for it, or as soon as every commitment has an answer."""
    due = review_on is not None and today >= review_on
    return standing.state == "active" and (due or not open_commitments)


def close_look_back(standing: Standing, *, open_commitments: int) -> Standing:
    """Looked back at: what happened stays as it was said. Raises NotYetError or ConflictError."""
    _not_over(standing)
    if standing.state != "active":
        raise NotYetError("You look back at an agreement after everybody has signed it.")
    if open_commitments:
        what = counted(open_commitments, "commitment")
        verb = "has" if open_commitments == 1 else "have"
        raise NotYetError(
            f"{capital(what)} {verb} no answer yet. Say of each whether it was kept, then finish."
        )
    return replace(standing, state="reviewed", drafting=None, waiting=None, signed=frozenset())


def _not_over(standing: Standing) -> None:
    if standing.state in OVER:
        raise ConflictError(
            "This agreement is over and stays as it is. You can make a new one from it."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Who answers for a commitment, and when."""

    by_owner: bool
    owner_left: bool
    looking_back: bool


def settle(*, answer: str, reason: str, settling: Settling, owner: str) -> tuple[str, str]:
    """What is kept of an answer: the state and the reason. Raises InvalidError.

    The owner answers. When the owner has left, or on the day of looking back, anybody may. "Not
    kept" and "dropped" need a reason of 1 to MAX_REASON characters.
    """
    if not (settling.by_owner or settling.owner_left or settling.looking_back):
        raise InvalidError(
            f"{owner} answers for this one. On the day you look back, any of you can."
        )
    if answer not in COMMITMENT_STATES or answer == "open":
        raise InvalidError(
            "Say how it went.", fields={"answer": "Choose kept, not kept or dropped."}
        )
    text = reason.strip()
    if answer != "kept" and not text:
        raise InvalidError(
            "Say what got in the way.",
            fields={"reason": "Say in a sentence what got in the way. A fact is enough."},
        )
    if len(text) > MAX_REASON:
        raise InvalidError(
            "The reason is too long.",
            fields={"reason": f"Use at most {MAX_REASON} characters; this has {len(text)}."},
        )
    return answer, text


def kept_words(*, kept: int, not_kept: int, dropped: int, still_open: int = 0) -> str:
    """Such as "Five of six kept and one not kept", the open ones last; "" for no commitment."""
    total = kept + not_kept + dropped + still_open
    if not total:
        return ""
    if still_open == total:
        return capital(counted(total, "commitment")) + (", all open" if total > 1 else ", open")
    parts = [f"{number_word(kept) if kept else 'none'} of {number_word(total)} kept"]
    for number, words in ((not_kept, "not kept"), (dropped, "dropped"), (still_open, "open")):
        if number:
            parts.append(f"{number_word(number)} {words}")
    return capital(joined(parts))

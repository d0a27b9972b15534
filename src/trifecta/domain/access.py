"""Who may read a statement and what may use it: decisions with a reason, from facts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trifecta.domain.people.words import capital, joined


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, and the sentence that says why or why not."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


class Visibility(StrEnum):
    """Who is shown a statement, from the fewest to the most."""

    PRIVATE = "private"
    MEDIATOR = "mediator"
    PARTNERS = "partners"
    LEADERSHIP = "leadership"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibilityWords:
    """A visibility as a choice in a form; {others} and {all} stand for the partners' names."""

    title: str
    hint: str


WORDS: Final[Mapping[Visibility, VisibilityWords]] = {
    Visibility.PRIVATE: VisibilityWords(
        title="Only you",
        hint="Nobody else reads it, and no plan is made with it.",
    ),
    Visibility.MEDIATOR: VisibilityWords(
        title="The plan finder only",
        hint="Plans take it into account. Nobody is shown it, and nobody is told that it is there.",
    ),
    Visibility.PARTNERS: VisibilityWords(
        title="{all}",
        hint="{others} can read it once you share your side.",
    ),
    Visibility.LEADERSHIP: VisibilityWords(
        title="Leadership too",
        hint="{others} can read it, and so can your executives, with your name beside it. A limit "
        "is evidence where you are rated together.",
    ),
}
REMINDED: Final = (
    "Nobody is shown it, and nobody is told that it is there. Plans are counted from needs: this "
    "comes up for you alone, where you say how far each option goes."
)
IN_EVIDENCE: Final = " A limit that is evidence in a review cycle stays there once that has closed."
ORDER: Final = tuple(Visibility)
READABLE: Final = frozenset({Visibility.PARTNERS, Visibility.LEADERSHIP})


def words_for(
    visibility: Visibility, *, others: Sequence[str], counted: bool = True
) -> VisibilityWords:
    """The choice with the counterparts' names in it; `others` may be empty (nobody has joined).

    `counted` says whether plans are counted from it, as they are from needs; a limit in words
    cannot be counted with, and its writer is reminded of it instead.
    """
    names = joined(others) or "your counterpart"
    words = WORDS[visibility]
    if visibility is Visibility.MEDIATOR and not counted:
        words = VisibilityWords(title=words.title, hint=REMINDED)
    return VisibilityWords(
        title=words.title.format(all=joined(["You", *(others or ["your counterpart"])])),
        hint=capital(words.hint.format(others=names)),
    )


def may_read_statement(
    *,
    viewer: str,
    author: str,
    visibility: Visibility,
    viewer_is_active_partner: bool,
    viewer_is_leader: bool,
    side_shared: bool,
) -> Decision:
    """Whether `viewer` may be shown what `author` wrote.

    `viewer` and `author` are ids. `side_shared` says whether the author has shared with this viewer
    (for a sealed round: whether it has been opened). Being a leader opens nothing but what was
    shared with leadership.
    """
    if viewer == author:
        return Decision(True, "You wrote this.")
    if visibility in {Visibility.PRIVATE, Visibility.MEDIATOR}:
        return Decision(False, "Its writer keeps this from everybody.")
    if not side_shared:
        return Decision(False, "Its writer has not shared it.")
    if viewer_is_active_partner:
        return Decision(True, "Its writer shared this with the partnership.")
    if viewer_is_leader and visibility is Visibility.LEADERSHIP:
        return Decision(True, "Its writer shared this with leadership.")
    return Decision(False, "Its writer shared this with other people.")


def may_use_in_plan_finder(*, visibility: Visibility, side_shared: bool) -> Decision:
    """Whether plans may be made with a statement: never with a private or an unshared one."""
    if visibility is Visibility.PRIVATE:
        return Decision(False, "Its writer keeps this from everybody, the plan finder too.")
    if not side_shared:
        return Decision(False, "Its writer has not shared their side.")
    return Decision(True, "Its writer lets the plan finder use this.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibilityChange:
    """What a change does: whether it must be confirmed, and what to say beforehand."""

    widens: bool
    narrows: bool
    must_confirm: bool
    says: str


def visibility_change(
    *,
    before: Visibility,
    after: Visibility,
    side_shared: bool,
    others: Sequence[str],
    counted: bool = True,
) -> VisibilityChange:
    """What changing `before` to `after` means; `others` are the names of the other partners.
    `counted` is that of `words_for`.

    Widening what is shared already is confirmed, since it cannot be undone for whoever reads it.
    Narrowing works from now on only, and says who has been able to read it.
    """
    widens = ORDER.index(after) > ORDER.index(before)
    narrows = ORDER.index(after) < ORDER.index(before)
    if not side_shared:
        says = "You have not shared your side, so nobody has read this." if after != before else ""
        return VisibilityChange(widens=widens, narrows=narrows, must_confirm=False, says=says)
    return VisibilityChange(
        widens=widens,
        narrows=narrows,
        must_confirm=widens or narrows,
        says=_widened(after, others, counted=counted)
        if widens
        else _narrowed(before, after, others, counted=counted),
    )


def _widened(after: Visibility, others: Sequence[str], *, counted: bool) -> str:
    if after is Visibility.MEDIATOR and not counted:
        return (
            "From now on it comes up for you alone where plans are looked for. Nobody is shown it."
        )
    if after is Visibility.MEDIATOR:
        return "From now on plans take it into account. Nobody is shown it."
    names = capital(joined(others) or "your counterpart")
    if after is Visibility.PARTNERS:
        return f"{names} can read it as soon as you confirm. What has been read cannot be unread."
    return (
        f"Your executives can read it as soon as you confirm, beside {names}, with your name. "
        "What has been read cannot be unread."
    )


def _narrowed(
    before: Visibility, after: Visibility, others: Sequence[str], *, counted: bool
) -> str:
    if before is after:
        return ""
    if before is Visibility.MEDIATOR and not counted:
        return "From now on it does not come up any more where plans are looked for."
    if before is Visibility.MEDIATOR:
        return "From now on no plan is made with it. Plans found already stay as they are."
    names = joined(others) or "your counterpart"
    if before is Visibility.PARTNERS:
        return f"It is hidden from now on. {names} could read it until now, and may remember it."
    if after is Visibility.PARTNERS:
        return (
            f"Your executives no longer see it from now on; {names} still can. Your executives "
            f"could read it until now, and may remember it.{IN_EVIDENCE}"
        )
    return (
        f"It is hidden from now on. {names} and your executives could read it until now, "
        f"and may remember it.{IN_EVIDENCE}"
    )

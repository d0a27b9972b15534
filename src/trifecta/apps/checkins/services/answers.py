"""Keeping what one person answers, question by question, in their own sealed entry.

Nothing of this is audited: a draft that only its writer can read is no change for anybody else, and
a trail of it would tell who has answered. Sealing is audited.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from django.db import transaction

from trifecta.apps.checkins.selectors.rounds import RoundView
from trifecta.apps.checkins.services.access import lock_for_writing
from trifecta.apps.people.models import User
from trifecta.domain.checkins.entry import (
    EntryAnswers,
    Points,
    as_data,
    from_data,
    with_limits_guess,
    with_marks,
    with_part_done,
    with_points,
    with_pulse,
    without_question,
)
from trifecta.domain.checkins.itinerary import Place
from trifecta.domain.checkins.sheets import Question
from trifecta.domain.errors import NotFoundError

Change = Callable[[RoundView, EntryAnswers], EntryAnswers]


def save_marks(
    *,
    actor: User,
    round_id: str,
    number: int,
    own: int | None,
    guesses: Mapping[str, int | None],
) -> None:
    """Keep the marks of one question as shown to the actor, −3 leftmost to +3; None keeps the old.

    Marks are merged into the entry under a lock, so two tabs never lose each other's answers.
    """

    def change(view: RoundView, answers: EntryAnswers) -> EntryAnswers:
        _check_others(view, guesses)
        return with_marks(answers, _question(view, number), own=own, guesses=guesses)

    _change(actor=actor, round_id=round_id, change=change)


def skip_question(*, actor: User, round_id: str, number: int) -> None:
    """Skip one question; what was marked there is removed."""

    def change(view: RoundView, answers: EntryAnswers) -> EntryAnswers:
        return without_question(answers, _question(view, number))

    _change(actor=actor, round_id=round_id, change=change)


def save_points(*, actor: User, round_id: str, about: str, points: Points, final: bool) -> None:
    """Keep what the actor (`about` "") or another is judged on; a draft need not come to 100."""

    def change(view: RoundView, answers: EntryAnswers) -> EntryAnswers:
        _check_others(view, [about] if about else [])
        kept = with_points(answers, points, about=about, final=final)
        return with_part_done(kept, Place(part="points", about=about).name) if final else kept

    _change(actor=actor, round_id=round_id, change=change)


def save_limits_guess(
    *, actor: User, round_id: str, about: str, kinds: Collection[str], final: bool
) -> None:
    """Keep which kinds of limits the actor thinks another has."""

    def change(view: RoundView, answers: EntryAnswers) -> EntryAnswers:
        _check_others(view, [about])
        kept = with_limits_guess(answers, kinds, about=about)
        return with_part_done(kept, Place(part="limits", about=about).name) if final else kept

    _change(actor=actor, round_id=round_id, change=change)


def save_pulse(*, actor: User, round_id: str, marks: Mapping[str, int | None], final: bool) -> None:
    """Keep the short questions, 1 to 5; None takes a mark away."""

    def change(_view: RoundView, answers: EntryAnswers) -> EntryAnswers:
        kept = with_pulse(answers, marks)
        return with_part_done(kept, Place(part="pulse").name) if final else kept

    _change(actor=actor, round_id=round_id, change=change)


def finish_limits(*, actor: User, round_id: str) -> None:
    """Go on from the page of what limits the actor."""

    def change(_view: RoundView, answers: EntryAnswers) -> EntryAnswers:
        return with_part_done(answers, Place(part="limits").name)

    _change(actor=actor, round_id=round_id, change=change)


@transaction.atomic
def _change(*, actor: User, round_id: str, change: Change) -> None:
    view, entry = lock_for_writing(actor=actor, round_id=round_id)
    entry.answers = as_data(change(view, from_data(entry.answers)))
    entry.save(update_fields=["answers"])


def _question(view: RoundView, number: int) -> Question:
    questions = view.sheet.questions
    if not 1 <= number <= len(questions):
        raise NotFoundError
    return questions[number - 1]


def _check_others(view: RoundView, others: Collection[str]) -> None:
    if not set(others) <= {member.id for member in view.others}:
        raise NotFoundError

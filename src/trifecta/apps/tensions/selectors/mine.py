"""Single things a member works on: their statement, a question or a play-back waiting for them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import Draft, PlayBack, Question, Statement
from trifecta.apps.tensions.selectors.tension import TensionView, tension_for
from trifecta.apps.tensions.selectors.views import PlayBackView, QuestionView, StatementView
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class MyStatement:
    """A statement of the reader's own and the tension it belongs to."""

    statement: StatementView
    tension: TensionView


@dataclass(frozen=True, slots=True, kw_only=True)
class MyQuestion:
    """A question the reader has asked or was asked, and its tension."""

    question: QuestionView
    tension: TensionView


@dataclass(frozen=True, slots=True, kw_only=True)
class MyPlayBack:
    """A play-back of what the reader needs, and its tension."""

    play_back: PlayBackView
    tension: TensionView


def my_statement(*, actor: User, statement_id: str) -> MyStatement:
    """A statement of mine; raises NotFoundError for anybody else's."""
    tension = _tension_of(actor, Statement.objects.filter(id=statement_id, removed_at=None))
    for row in tension.mine.statements:
        if row.id == statement_id:
            return MyStatement(statement=row, tension=tension)
    raise NotFoundError


def question_for_me(*, actor: User, question_id: str) -> MyQuestion:
    """A question I have asked or was asked; raises NotFoundError for those between others."""
    tension = _tension_of(actor, Question.objects.filter(id=question_id, withdrawn_at=None))
    for row in tension.questions:
        if row.id == question_id and tension.me in {row.asker, row.addressee}:
            return MyQuestion(question=row, tension=tension)
    raise NotFoundError


def play_back_about_me(*, actor: User, play_back_id: str) -> MyPlayBack:
    """What somebody heard that I need; raises NotFoundError for what is about others."""
    tension = _tension_of(actor, PlayBack.objects.filter(id=play_back_id))
    for row in tension.play_backs:
        if row.id == play_back_id and row.about == tension.me:
            return MyPlayBack(play_back=row, tension=tension)
    raise NotFoundError


def _tension_of(actor: User, rows: QuerySet[Statement | Question | PlayBack]) -> TensionView:
    tension_id = rows.values_list("tension_id", flat=True).first()
    if tension_id is None:
        raise NotFoundError
    return tension_for(actor=actor, tension_id=tension_id)


def my_draft(*, tension: TensionView, place: str) -> str:
    """The text that the reader of `tension` has kept for later in this place; "" without one."""
    row = Draft.objects.filter(tension_id=tension.id, member_id=tension.me.id, place=place).first()
    return row.text if row else ""

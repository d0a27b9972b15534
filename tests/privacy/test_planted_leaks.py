"""The machine finds a leak when there is one: each is planted in the product, and found by chance.

Were the machine blind, these would fail: no leak of theirs is looked for by name.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.privacy.machine import Start, run, start
from tests.privacy.stages import (
    Teller,
    half_answered,
    newcomer,
    planning,
    sides,
    understanding,
)
from trifecta.apps.checkins.models import Limit
from trifecta.apps.checkins.selectors import rounds
from trifecta.apps.notices.services import Message
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView
from trifecta.apps.records.models import OnceToken
from trifecta.apps.records.once import new_token
from trifecta.apps.tensions.models import Draft, Statement, Tension
from trifecta.apps.tensions.selectors import MyStatement, tension_for
from trifecta.apps.tensions.selectors.views import statement_view
from trifecta.domain.errors import InvalidError, NotFoundError, NotYetError

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.can_fail,
    pytest.mark.usefixtures("stored"),
]

EXAMPLES = 800
"""Tried at most for one leak; it ends with the first one that finds it."""

FEW, MANY = 2, 12
EVERY_PAGE = 100
T, C, P = "trifecta.apps.tensions", "trifecta.apps.checkins", "trifecta.apps.people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """What is put in the place of a function of the product, and who might notice."""

    where: str
    instead: Callable[[Any], Any]
    stage: Callable[[Teller], None]
    also: tuple[str, Any] | None = None
    lookers: Sequence[str] = ()
    found: str = "reads"


def always(_kept: Any) -> Any:
    return lambda *_args, **_more: True


def statement_of_anybody(_kept: Any) -> Any:
    def my_statement(*, actor: User, statement_id: str) -> MyStatement:
        row = Statement.objects.filter(id=statement_id).first()
        if row is None:
            raise NotFoundError
        tension = tension_for(actor=actor, tension_id=row.tension_id)
        return MyStatement(statement=statement_view(row, mine=True), tension=tension)

    return my_statement


def limits_of_all(_kept: Any) -> Any:
    def everybody(view: Any) -> Any:
        rows = Limit.objects.filter(entry__round_id=view.id)
        return [rounds.limit_view(row) for row in rows]

    return everybody


def quote_a_need(kept: Any) -> Any:
    def enter(*, actor: User, tension_id: str) -> Any:
        room = kept(actor=actor, tension_id=tension_id)
        theirs = Statement.objects.filter(tension=room.tension).exclude(member_id=room.me)
        if theirs:
            raise NotYetError(f"First read what the other needs: {theirs[0].text}")
        return room

    return enter


def quote_in_mail(kept: Any) -> Any:
    def queue(*, recipient: User, key: str, message: Message) -> None:
        said = Tension.objects.all()[0].title
        kept(recipient=recipient, key=key, message=replace(message, body=said))

    return queue


def quote_in_audit(kept: Any) -> Any:
    def record(*, subject: Any, reason: str = "", **more: Any) -> None:
        kept(subject=subject, reason=getattr(subject, "text", reason)[:60], **more)

    return record


def let_people_operations_in(kept: Any) -> Any:
    def view(row: Any, actor: User) -> PartnershipView | None:
        members = [one for one in row.ordered_members if one.left_at is None]
        helped = actor.email.startswith("pat@") and members
        return kept(row, members[0].user if helped else actor)  # type: ignore[no-any-return]

    return view


def leaders_need_no_sharing(_kept: Any) -> Any:
    return lambda view: Statement.objects.filter(
        organisation=view.row, visibility="leadership"
    ).select_related("member__user", "tension__partnership__team")


def log_what_is_written(kept: Any) -> Any:
    def clean(kind: Any, *, text: str, because: str = "") -> Any:
        logging.getLogger("trifecta").warning("somebody wrote %s", text)
        return kept(kind, text=text, because=because)

    return clean


def title_from_a_draft(kept: Any) -> Any:
    return lambda title: kept(Draft.objects.all()[0].text if Draft.objects.exists() else title)


def sides_of_all_in_the_file(kept: Any) -> Any:
    return lambda *, actor: {
        **kept(actor=actor),
        "more": [row.text for row in Statement.objects.all()],
    }


def write_before_access(kept: Any) -> Any:
    def partnership_for(*, actor: User, partnership_id: str) -> Any:
        OnceToken.objects.create(actor_id=actor.id, token=new_token())
        return kept(actor=actor, partnership_id=partnership_id)

    return partnership_for


def say_that_it_is_there(kept: Any) -> Any:
    def partnership_for(**who: Any) -> Any:
        try:
            return kept(**who)
        except NotFoundError:
            raise InvalidError("You are not a member of this partnership.") from None

    return partnership_for


LEAKS = {
    "visibility does not count": Leak(
        where=f"{T}.selectors.tension._may_read",
        instead=always,
        also=(f"{T}.selectors.views.StatementView.shown", property(lambda _view: True)),
        stage=understanding,
        lookers=("bob",),
    ),
    "limits of a sealed check-in": Leak(
        where=f"{C}.selectors.rounds._limits",
        instead=limits_of_all,
        stage=half_answered,
        lookers=("bob",),
    ),
    "a statement of somebody else, opened to be changed": Leak(
        where="trifecta.web.views.tensions_side.my_statement",
        instead=statement_of_anybody,
        stage=sides,
        lookers=("bob",),
    ),
    "words from before somebody joined": Leak(
        where=f"{T}.selectors.tension._had_read", instead=always, stage=newcomer, lookers=("carol",)
    ),
    "a need in an error message": Leak(
        where=f"{T}.services.own.enter_to_change",
        instead=quote_a_need,
        stage=sides,
        found="reads|is told",
    ),
    "a text in a mail": Leak(
        where=f"{T}.news.queue",
        instead=quote_in_mail,
        stage=sides,
        found="a mail quotes|readable in the database",
    ),
    "a text in the audit trail": Leak(
        where=f"{T}.services.own.record",
        instead=quote_in_audit,
        stage=sides,
        found="readable in the database",
    ),
    "a text in the logs": Leak(
        where=f"{T}.services.statements.clean_statement",
        instead=log_what_is_written,
        stage=sides,
        found="in the logs",
    ),
    "people operations in a partnership": Leak(
        where=f"{P}.selectors.partnerships._view",
        instead=let_people_operations_in,
        stage=sides,
        lookers=("pat",),
    ),
    "leadership before a side is shared": Leak(
        where=f"{T}.selectors.leadership._rows",
        instead=leaders_need_no_sharing,
        stage=sides,
        lookers=("olga", "piet"),
    ),
    "what others wrote in the file with one's own data": Leak(
        where="trifecta.web.views.people_leaving.everything_of",
        instead=sides_of_all_in_the_file,
        stage=sides,
        lookers=("bob",),
    ),
    "a draft of one in a title for all": Leak(
        where=f"{T}.services.lifecycle._title",
        instead=title_from_a_draft,
        stage=understanding,
        found="carried to",
    ),
    "a row left behind by a stranger": Leak(
        where=f"{T}.rooms.partnership_for",
        instead=write_before_access,
        stage=planning,
        found="has changed something|acted twice",
    ),
    "a thing that says it is there": Leak(
        where=f"{T}.rooms.partnership_for",
        instead=say_that_it_is_there,
        stage=planning,
        found="can tell that",
    ),
}


def by_stage() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, leak in LEAKS.items():
        found.setdefault(leak.stage.__name__, []).append(name)
    return found


@pytest.mark.parametrize("stage", by_stage())
def test_the_machine_finds_every_planted_leak(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    leaks = [LEAKS[name] for name in by_stage()[stage]]
    begin = start(leaks[0].stage)
    for name, leak in zip(by_stage()[stage], leaks, strict=True):
        with monkeypatch.context() as patch:
            plant(leak, patch)
            with pytest.raises(AssertionError, match=leak.found):
                let_it_be_found(leak, begin)
                pytest.fail(f"nobody found {name}")


def plant(leak: Leak, patch: pytest.MonkeyPatch) -> None:
    module, _, attribute = leak.where.rpartition(".")
    kept = getattr(importlib.import_module(module), attribute)
    patch.setattr(leak.where, leak.instead(kept))
    if leak.also:
        patch.setattr(*leak.also)


def let_it_be_found(leak: Leak, begin: Start) -> None:
    run(
        examples=EXAMPLES,
        steps=FEW if leak.lookers else MANY,
        begin=begin,
        lookers=leak.lookers,
        sample=EVERY_PAGE,
    )

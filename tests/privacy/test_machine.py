"""Random people do random things; nobody ever reads a text that is not theirs to read.

After each run every address of the product, filled with every row, is opened by everybody. A
text may show only to those who may read it. No table or mail may hold one in the clear.

PRIVACY_EXAMPLES is how many runs there are; PRIVACY_SHRINK looks for the shortest one that fails.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.personas import World, join, make_world
from tests.privacy.addresses import all_addresses
from tests.privacy.secrets import Ledger, Readers
from trifecta.apps.checkins import services as checkins
from trifecta.apps.checkins.models import Entry, Finding, Limit, Reply, Round
from trifecta.apps.compromise.models import Agreement
from trifecta.apps.compromise.services.agreements import draft_agreement
from trifecta.apps.compromise.services.plans import NewOption, add_option
from trifecta.apps.compromise.services.writing import CommitmentWords, add_commitment
from trifecta.apps.people.models import PartnershipMember, User
from trifecta.apps.people.partnerships import leave_partnership, write_success
from trifecta.apps.people.putting_away import bring_back_partnership, put_away_partnership
from trifecta.apps.tensions import services as tensions
from trifecta.apps.tensions.models import (
    AnsweredLimit,
    PlayBack,
    Question,
    Side,
    Statement,
    Tension,
)
from trifecta.apps.tensions.services.drafts import play_back_place
from trifecta.domain.errors import TrifectaError

ACTORS = ("alice", "bob", "carol", "olga", "pat", "mallory")
LOOKERS = (*ACTORS, "oscar", "piet")
EXECUTIVES = frozenset({"olga", "piet"})
VISIBILITIES = ("private", "mediator", "partners", "leadership")

actors = st.sampled_from(ACTORS)
visibilities = st.sampled_from(VISIBILITIES)
picks = st.integers(min_value=0, max_value=7)


class Partnership(RuleBasedStateMachine):
    """A partnership of alice and bob, carol who may join, and people with no business in it."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.ledger = Ledger()

    @initialize()
    def begin(self) -> None:
        self.world: World = make_world()

    def teardown(self) -> None:
        try:
            if hasattr(self, "world"):
                self.everybody_looks_everywhere()
                self.nothing_stands_in_the_clear()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    # ---------------------------------------------------------------- what people do

    @rule(actor=actors)
    def carol_joins(self, actor: str) -> None:
        self.attempt(
            lambda: join(
                partnership=self.world.partnership,
                inviter=self.user(actor),
                user=self.world.carol,
                role="business",
            )
        )

    @rule(actor=st.sampled_from(["bob", "carol"]))
    def leave(self, actor: str) -> None:
        self.attempt(
            lambda: leave_partnership(
                actor=self.user(actor), partnership_id=self.world.partnership.id
            )
        )

    @rule(actor=actors)
    def put_it_away(self, actor: str) -> None:
        self.attempt(
            lambda: put_away_partnership(
                actor=self.user(actor), partnership_id=self.world.partnership.id
            )
        )

    @rule(actor=actors)
    def bring_it_back(self, actor: str) -> None:
        self.attempt(
            lambda: bring_back_partnership(
                actor=self.user(actor), partnership_id=self.world.partnership.id
            )
        )

    @rule(actor=actors)
    def say_what_success_means(self, actor: str) -> None:
        text = self.ledger.new("success", self.members)
        self.attempt(
            lambda: write_success(
                actor=self.user(actor), partnership_id=self.world.partnership.id, success=text
            )
        )

    @rule(actor=actors)
    def start_a_round(self, actor: str) -> None:
        self.attempt(
            lambda: checkins.start_round(
                actor=self.user(actor), partnership_id=self.world.partnership.id
            )
        )

    @rule(actor=actors, visibility=visibilities, pick=picks)
    def name_a_limit(self, actor: str, visibility: str, pick: int) -> None:
        row = self.pick(Round, pick)
        made: list[str] = []

        def readers() -> frozenset[str]:
            limit = Limit.objects.filter(id__in=made).first()
            if limit is None or not limit.entry.round.revealed:
                return frozenset({actor})
            taken = AnsweredLimit.objects.filter(limit=limit, statement__isnull=False)
            there = [self.readers_of_statement(actor, row.statement) for row in taken]
            took_part = set(
                Entry.objects.filter(round=limit.entry.round).values_list(
                    "member__user__name", flat=True
                )
            )
            others = {name for name in self.members() if name.capitalize() in took_part}
            return self.readers_of(actor, limit.visibility, others).union(*there)

        text = self.ledger.new("limit", readers)
        self.attempt(
            lambda: made.append(
                checkins.add_limit(
                    actor=self.user(actor),
                    round_id=row,
                    kind="leaving",
                    text=text,
                    visibility=visibility,
                )
            )
        )

    @rule(actor=actors, visibility=visibilities, pick=picks)
    def show_a_limit_to_others(self, actor: str, visibility: str, pick: int) -> None:
        limit = self.pick(Limit, pick)
        row = Limit.objects.filter(id=limit).values_list("entry__round_id", flat=True).first()
        self.attempt(
            lambda: checkins.show_limit_to(
                actor=self.user(actor),
                round_id=row or "none",
                limit_id=limit,
                visibility=visibility,
            )
        )

    @rule(actor=actors, pick=picks)
    def seal(self, actor: str, pick: int) -> None:
        row = self.pick(Round, pick)
        self.attempt(lambda: checkins.seal_entry(actor=self.user(actor), round_id=row))

    @rule(actor=actors, pick=picks, fit=st.sampled_from(["fits", "in_part", "differs"]))
    def say_how_far_a_result_fits(self, actor: str, pick: int, fit: str) -> None:
        finding, round_id = self.pick_finding(pick)
        sent: list[str] = []

        def readers() -> frozenset[str]:
            """Whoever took part and is a member, as long as it has not been taken back."""
            row = Reply.objects.filter(id__in=sent).first()
            return frozenset({actor}) | (self.took_part(round_id) if row else frozenset())

        text = self.ledger.new("reply", readers)

        def send() -> None:
            mine = Reply.objects.filter(finding_id=finding, member__user=self.user(actor))
            holds = mine.filter(sent_at__isnull=False, replaced_at=None).first()
            checkins.send_reply(
                actor=self.user(actor),
                round_id=round_id,
                finding_id=finding,
                fit=fit,
                words=text,
                instead_of=holds.id if holds else "",
            )
            sent.append(mine.get(sent_at__isnull=False, replaced_at=None).id)

        self.attempt(send)

    @rule(actor=actors, pick=picks)
    def begin_to_say_how_far_a_result_fits(self, actor: str, pick: int) -> None:
        finding, round_id = self.pick_finding(pick)
        text = self.ledger.new("replydraft", lambda: frozenset({actor}))
        self.attempt(
            lambda: checkins.keep_reply(
                actor=self.user(actor), round_id=round_id, finding_id=finding, fit="", words=text
            )
        )

    @rule(actor=actors, pick=picks)
    def take_back_what_was_said(self, actor: str, pick: int) -> None:
        finding, round_id = self.pick_finding(pick)
        self.attempt(
            lambda: checkins.take_back_reply(
                actor=self.user(actor), round_id=round_id, finding_id=finding
            )
        )

    @rule(actor=actors)
    def open_a_tension(self, actor: str) -> None:
        title = self.ledger.new("title", self.members)
        self.attempt(
            lambda: tensions.open_tension(
                actor=self.user(actor), partnership_id=self.world.partnership.id, title=title
            )
        )

    @rule(
        actor=actors,
        visibility=visibilities,
        pick=picks,
        kind=st.sampled_from(["position", "need", "constraint"]),
    )
    def write_a_statement(self, actor: str, visibility: str, pick: int, kind: str) -> None:
        row = self.pick(Tension, pick)
        made: list[str] = []

        def readers() -> frozenset[str]:
            return self.readers_of_statement(actor, Statement.objects.filter(id__in=made).first())

        text = self.ledger.new(f"statement{visibility}", readers)
        because = self.ledger.new(f"because{visibility}", readers)

        def write() -> None:
            statement = tensions.write_statement(
                actor=self.user(actor),
                tension_id=row,
                kind=kind,
                text=text,
                because=because if kind == "need" else "",
                visibility=visibility,
            )
            made.append(statement.id)

        self.attempt(write)

    @rule(actor=actors, pick=picks, other=picks)
    def take_a_limit_over(self, actor: str, pick: int, other: int) -> None:
        tension, limit = self.pick(Tension, pick), self.pick(Limit, other)
        self.attempt(
            lambda: tensions.take_limit(actor=self.user(actor), tension_id=tension, limit_id=limit)
        )

    @rule(actor=actors, visibility=visibilities, pick=picks)
    def change_who_sees_a_statement(self, actor: str, visibility: str, pick: int) -> None:
        row = self.pick(Statement, pick)
        self.attempt(
            lambda: tensions.change_visibility(
                actor=self.user(actor), statement_id=row, visibility=visibility, confirmed=True
            )
        )

    @rule(actor=actors, pick=picks)
    def share_a_side(self, actor: str, pick: int) -> None:
        row = self.pick(Tension, pick)
        self.attempt(lambda: tensions.share_side(actor=self.user(actor), tension_id=row))

    @rule(actor=actors, pick=picks, other=picks)
    def ask(self, actor: str, pick: int, other: int) -> None:
        text = self.ledger.new("question", self.members)
        tension, addressee = self.pick(Tension, pick), self.pick(PartnershipMember, other)
        self.attempt(
            lambda: tensions.ask_question(
                actor=self.user(actor), tension_id=tension, addressee_id=addressee, text=text
            )
        )

    @rule(actor=actors, pick=picks)
    def answer(self, actor: str, pick: int) -> None:
        text = self.ledger.new("answer", self.members)
        row = self.pick(Question, pick)
        self.attempt(
            lambda: tensions.answer_question(
                actor=self.user(actor), question_id=row, text=text, version=1
            )
        )

    @rule(actor=actors, pick=picks, other=picks)
    def play_back(self, actor: str, pick: int, other: int) -> None:
        text = self.ledger.new("playback", self.members)
        tension, about = self.pick(Tension, pick), self.pick(PartnershipMember, other)
        self.attempt(
            lambda: tensions.play_back(
                actor=self.user(actor), tension_id=tension, about_id=about, text=text
            )
        )

    @rule(actor=actors, pick=picks)
    def correct(self, actor: str, pick: int) -> None:
        text = self.ledger.new("correction", self.members)
        row = self.pick(PlayBack, pick)
        self.attempt(
            lambda: tensions.correct_play_back(
                actor=self.user(actor), play_back_id=row, correction=text
            )
        )

    @rule(actor=actors, pick=picks)
    def go_on_without_understanding(self, actor: str, pick: int) -> None:
        text = self.ledger.new("reason", self.members)
        row = self.pick(Tension, pick)
        self.attempt(
            lambda: tensions.skip_gate(actor=self.user(actor), tension_id=row, reason=text)
        )

    @rule(actor=actors, pick=picks)
    def add_an_option(self, actor: str, pick: int) -> None:
        title = self.ledger.new("option", self.members)
        note = self.ledger.new("note", self.members)
        row = self.pick(Tension, pick)
        self.attempt(
            lambda: add_option(
                actor=self.user(actor),
                tension_id=row,
                new=NewOption(title=title, note=note, effort={}),
            )
        )

    @rule(actor=actors)
    def draft_an_agreement(self, actor: str) -> None:
        title = self.ledger.new("agreement", self.members)
        self.attempt(
            lambda: draft_agreement(
                actor=self.user(actor), partnership_id=self.world.partnership.id, title=title
            )
        )

    @rule(actor=actors, pick=picks)
    def promise_something(self, actor: str, pick: int) -> None:
        text = self.ledger.new("promise", self.members)
        row = self.pick(Agreement, pick)
        self.attempt(
            lambda: add_commitment(
                actor=self.user(actor), agreement_id=row, words=CommitmentWords(text=text)
            )
        )

    @rule(actor=actors, pick=picks)
    def keep_a_draft(self, actor: str, pick: int) -> None:
        text = self.ledger.new("draft", lambda: frozenset({actor}))
        row = self.pick(Tension, pick)
        about = self.pick(PartnershipMember, pick + 1)
        place = play_back_place(about)
        self.attempt(
            lambda: tensions.keep_draft(
                actor=self.user(actor), tension_id=row, place=place, text=text
            )
        )

    # ---------------------------------------------------------------- what must be true

    def everybody_looks_everywhere(self) -> None:
        addresses = all_addresses()
        for name in LOOKERS:
            client = Client()
            client.force_login(self.user(name))
            for address in addresses:
                response = client.get(address)
                assert response.status_code < 500, address
                leaks = self.ledger.leaks(reader=name, shown=response.content.decode())
                assert not leaks, f"{name} reads {leaks} on {address}"

    def nothing_stands_in_the_clear(self) -> None:
        assert not self.ledger.in_the_clear(everything_stored())
        sent = "".join(f"{message.subject} {message.body}" for message in mail.outbox)
        assert not self.ledger.in_the_clear(sent)

    # ---------------------------------------------------------------- how it is done

    def user(self, name: str) -> User:
        return self.world.everyone[name]

    def members(self) -> frozenset[str]:
        """Those who may open it now; nobody while it is put away."""
        present = PartnershipMember.objects.filter(
            left_at=None, partnership__ended_at=None
        ).values_list("user_id", flat=True)
        return frozenset(name for name in LOOKERS if self.user(name).id in set(present))

    def readers_of_statement(self, author: str, statement: Statement | None) -> frozenset[str]:
        if statement is None:
            return frozenset({author})
        shared = Side.objects.filter(
            tension=statement.tension, member=statement.member, shared_at__isnull=False
        ).exists()
        others = self.members() if shared else frozenset()
        return self.readers_of(author, statement.visibility, others)

    def took_part(self, round_id: str) -> frozenset[str]:
        """Those who took part in a round and still are members."""
        entries = Entry.objects.filter(round_id=round_id, member__left_at=None)
        there = set(entries.values_list("member__user_id", flat=True))
        return frozenset(name for name in LOOKERS if self.user(name).id in there)

    def pick_finding(self, number: int) -> tuple[str, str]:
        """A finding and its round."""
        finding = self.pick(Finding, number)
        found = Finding.objects.filter(id=finding).values_list("round_id", flat=True).first()
        return finding, found or "none"

    def readers_of(
        self, author: str, visibility: str, others: frozenset[str] | set[str]
    ) -> frozenset[str]:
        """The author, and the others where they are meant to read it; executives only if named."""
        if visibility in {"private", "mediator"}:
            return frozenset({author})
        leaders = EXECUTIVES if visibility == "leadership" and others else frozenset()
        return frozenset({author, *others, *leaders})

    def attempt(self, act: Callable[[], Any]) -> None:
        """Most of what people try is refused; what is refused leaves nothing behind."""
        try:
            with transaction.atomic():
                act()
        except TrifectaError:
            pass

    def pick(self, model: Any, number: int) -> str:
        ids = list(model.objects.order_by("created_at", "id").values_list("id", flat=True))
        return ids[number % len(ids)] if ids else "0" * 20


def everything_stored() -> str:
    """Every column of every table, as it stands in the database."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value)
                    found.append(raw.decode("latin-1") if isinstance(raw, bytes) else raw)
    return "\n".join(found)


@pytest.mark.django_db
def test_nobody_ever_reads_what_is_not_theirs() -> None:
    run_state_machine_as_test(
        Partnership,
        settings=settings(
            max_examples=int(os.environ.get("PRIVACY_EXAMPLES", "10")),
            stateful_step_count=30,
            deadline=None,
            database=None,
            phases=[Phase.generate, *([Phase.shrink] if "PRIVACY_SHRINK" in os.environ else [])],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_ledger_notices_a_leak() -> None:
    ledger = Ledger()
    everybody: Readers = lambda: frozenset({"alice"})  # noqa: E731
    text = ledger.new("need", everybody)
    assert ledger.leaks(reader="bob", shown=f"<p>{text}</p>")
    assert not ledger.leaks(reader="alice", shown=f"<p>{text}</p>")
    assert ledger.in_the_clear(f"stored {text}")

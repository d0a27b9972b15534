"""A partnership and everybody around it, doing random things at browsers and by the services.

Whatever reaches anybody is read at once: pages, error pages, redirects, headers, files. After each
act the ledger sees where every text stands and whether its writer or a known path brought it there.
"""

from __future__ import annotations

import logging
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.browsing import PageForm, without_tokens
from tests.kept import kept
from tests.personas import World, make_world
from tests.privacy.addresses import (
    addresses,
    elsewhere,
    name_of,
    names,
    partnership_of,
    rows_of,
    values_of,
)
from tests.privacy.by_service import any_deed
from tests.privacy.filling import filled
from tests.privacy.people import NOBODY, Person, act, at_browsers
from tests.privacy.secrets import Ledger
from tests.privacy.stages import STAGES, Teller
from tests.privacy.stores import Heard, everything_stored, row_counts
from trifecta.apps.notices.services import send_waiting
from trifecta.apps.people.models import PartnershipMember
from trifecta.apps.records.ids import ALPHABET, ID_LENGTH, ids_from
from trifecta.apps.records.keys import forget_keys
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.errors import TrifectaError

MEMBERS = ("alice", "bob", "carol")
OUTSIDE = ("olga", "pat", "mallory", "dana", NOBODY)
LOOKERS = (*MEMBERS, *OUTSIDE, "oscar", "piet")
STEPS = 20
PAGES = 5
SAMPLE = 6
JOIN = re.compile(r"/join/[A-Za-z0-9_-]+/")

members = st.sampled_from(MEMBERS)
anybody = st.sampled_from((*MEMBERS, *MEMBERS, *OUTSIDE))
STRANGERS = ("carol", *OUTSIDE)
outsiders = st.sampled_from(STRANGERS)
seeds = st.integers(min_value=0, max_value=2**32)
picks = st.integers(min_value=0, max_value=11)

# Whoever holds a role in the organisation may make links and set partnerships up for others.
OPEN_TO_ROLES = frozenset({"people:invite", "people:revoke", "people:end-member"})
LOOKED_AT_ELSEWHERE = frozenset({"healthz", "people:who-sees-what", "people:how-it-works"})

Stage = Callable[[Teller], None]


@dataclass(frozen=True, slots=True)
class Start:
    """Where every run begins."""

    world: World
    ledger: Ledger


def drawn(seed: int) -> Callable[[], str]:
    """Ids that look as they do in the product, the same in every run."""
    draw = random.Random(seed)  # noqa: S311
    return lambda: "".join(draw.choice(ALPHABET) for _ in range(ID_LENGTH))


@kept
def start(*stages: Stage, seed: int = 1) -> Start:
    """The people, their neighbours, and as far as they have come."""
    forget_keys()  # those of an organisation with the same id that was rolled back
    ledger = Ledger()
    with ids_from(drawn(seed)), ledger.watching():
        world = make_world()
        teller = Teller(world, ledger)
        teller.neighbours()
        for stage in stages:
            stage(teller)
    return Start(world, ledger)


class Partnership(RuleBasedStateMachine):
    """alice and bob in a partnership, carol who may join, and people with no business in it."""

    start: Start
    stages: tuple[Stage, ...] = STAGES
    sample = SAMPLE
    lookers: tuple[str, ...] = LOOKERS
    strangers: tuple[str, ...] = STRANGERS
    done: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.context = ExitStack()
        self.context.enter_context(ids_from(drawn(2)))
        self.context.enter_context(transaction.atomic())
        self.ledger = self.start.ledger.again()
        self.context.enter_context(self.ledger.watching())
        self.heard = Heard()
        logging.getLogger().addHandler(self.heard)
        self.ready = False
        self.drawn = ""
        self.kept: list[tuple[PageForm, dict[str, Any], str]] = []
        forget_keys()
        cache.clear()
        mail.outbox = []

    @initialize(stage=st.integers(min_value=0, max_value=63))
    def begin(self, stage: int) -> None:
        self.drawn = str(stage)
        self.world: World = self.start.world
        self.people = at_browsers(self.world.everyone, self.ledger)
        if self.stages:
            self.stages[stage % len(self.stages)](Teller(self.world, self.ledger))
        self.ready = True

    def teardown(self) -> None:
        try:
            if self.ready:
                self.everybody_looks_around()
                self.nothing_stands_in_the_clear()
        finally:
            logging.getLogger().removeHandler(self.heard)
            transaction.set_rollback(True)
            self.context.close()

    # ---------------------------------------------------------------- at browsers

    @rule(actor=members, seed=seeds)
    def follow_links_and_fill_a_form(self, actor: str, seed: int) -> None:
        """As a person goes: from a page they have just seen to a form on it."""
        draw = self.chance(seed)
        seen = list(self.people[actor].known)[-12:]
        self.fill_one_at([draw.choice(seen) for _ in range(PAGES)], actor, draw)

    @rule(actor=members, seed=seeds)
    def fill_a_form_of_their_partnership(self, actor: str, seed: int) -> None:
        """Any page of the partnership, with any row of it, each kind of page as often."""
        draw = self.chance(seed)
        self.fill_one_at(self.some_addresses(draw, of=self.world.partnership.id), actor, draw)

    @rule(actor=anybody, seed=seeds)
    def fill_a_form_anywhere(self, actor: str, seed: int) -> None:
        """Any address of the product, with any row, whoever it belongs to."""
        draw = self.chance(seed)
        self.fill_one_at(self.some_addresses(draw), actor, draw)

    def chance(self, seed: int) -> random.Random:
        """Chance that differs at each step of each run; small numbers are drawn far too often."""
        self.drawn = f"{self.drawn} {seed}"
        return random.Random(self.drawn)  # noqa: S311

    def some_addresses(self, draw: random.Random, *, of: str = "", most: int = PAGES) -> list[str]:
        """Of some names one address each; those that have no row yet are left out."""
        known, found = names(), []
        rows = rows_of(of) if of else values_of
        for name in draw.sample(sorted(known), len(known)):
            there = addresses(name, known[name], rows)
            if there and name not in LOOKED_AT_ELSEWHERE and (known[name] or not of):
                found.append(draw.choice(there))
            if len(found) == most:
                break
        return found

    def fill_one_at(self, pages: list[str], actor: str, draw: random.Random) -> None:
        """Send the first form that there is, one that was not sent before where there is one."""
        person, sent = self.people[actor], {form.action for form, _, _ in self.kept}
        for page in pages:
            forms = person.open(page)
            new = [form for form in forms if form.action not in sent]
            if new or (forms and page == pages[-1]):
                self.send_one_of(person, new or forms, draw)
                break

    @rule(actor=outsiders, seed=seeds)
    def send_what_a_member_sent(self, actor: str, seed: int) -> None:
        """To somebody outside it is as if the thing were not there, and nothing changes."""
        draw = self.chance(seed)
        if self.kept:
            self.send_as_stranger(actor, *draw.choice(self.kept))

    def send_as_stranger(
        self, actor: str, form: PageForm, data: dict[str, Any], sender: str
    ) -> None:
        """Whoever has left by the form they send again is led to the same page, as ever."""
        if actor == sender or not self.is_outside(actor, form.action):
            return
        client = self.unguarded(actor)
        before = standing()
        answer = client.post(form.action, data)
        absent = client.post(elsewhere(form.action), data)
        assert same(answer, absent), f"{actor} can tell that {form.action} is there"
        assert standing() == before, f"{actor} has changed something by {form.action}"
        self.read(actor, answer, form.action)

    @rule(actor=members, guest=anybody)
    def invite_and_join_by_link(self, actor: str, guest: str) -> None:
        person, visitor = self.people[actor], self.people[guest]
        forms = person.open(f"/p/{self.world.partnership.id}/invite/")
        if not forms or len(self.present()) > 3:
            return
        person.post(forms[0], forms[0].data({"role": "business"}))
        link = JOIN.search(person.last)  # it is shown once, on the page that follows
        if link:
            there = visitor.open(link.group())
            for form in there[:1]:
                visitor.post(form, form.data())

    @rule(actor=members, pick=picks)
    def leave(self, actor: str, pick: int) -> None:
        if len(self.present()) < 2 or pick % 4:
            return
        person = self.people[actor]
        forms = person.open(f"/p/{self.world.partnership.id}/members/")
        for form in forms:
            if form.action.endswith("/leave/"):
                person.post(form, form.data())

    @rule(actor=anybody)
    def take_their_data_along(self, actor: str) -> None:
        """Whatever is in the file is read like a page."""
        self.people[actor].look(reverse("people:export"))

    @rule(actor=anybody, seed=seeds)
    def do_something_by_service(self, actor: str, seed: int) -> None:
        """Most of what people try is refused; what is refused leaves nothing behind."""
        if actor == NOBODY:
            return
        said: list[str] = []
        deed = any_deed(self.chance(seed))

        def words() -> str:
            said.append(self.ledger.new(actor))
            return said[-1]

        def tried() -> None:
            try:
                with transaction.atomic():
                    deed(self.world.everyone[actor], words)
            except TrifectaError as error:
                leaks = self.ledger.leaks(reader=actor, shown=str(error))
                assert not leaks, f"{actor} is told {leaks}"

        act(self.ledger, actor, tried, sent=said)

    # ---------------------------------------------------------------- what must be true

    def everybody_looks_around(self) -> None:
        """At some kinds of pages each, others each time, and at what is their own."""
        for number, name in enumerate(self.lookers):
            draw = self.chance(number)
            here = self.world.partnership.id if draw.random() < 0.5 else ""
            for address in self.some_addresses(draw, of=here, most=self.sample):
                self.people[name].look(address)
            self.people[name].look(reverse("people:export"))

    def nothing_stands_in_the_clear(self) -> None:
        act(self.ledger, "the worker", send_waiting)
        stored = self.ledger.in_the_clear(everything_stored())
        assert not stored, f"{stored} stand readable in the database"
        logged = self.ledger.in_the_clear("\n".join(self.heard.lines))
        assert not logged, f"{logged} stand in the logs"

    # ---------------------------------------------------------------- how it is done

    def send_one_of(self, person: Person, forms: list[PageForm], draw: random.Random) -> None:
        form = draw.choice(forms)
        data = filled(form, draw, lambda: self.ledger.new(person.name))
        trail = AuditEvent.objects.count()
        answer = person.post(form, data)
        self.done["sent"] += 1
        self.done["taken"] += AuditEvent.objects.count() > trail
        self.kept = [*self.kept[-30:], (form, data, person.name)]
        self.send_as_stranger(draw.choice(self.strangers), form, data, person.name)
        if draw.random() < 0.2 and answer.status_code == 302:
            before = standing()
            again = person.post(form, data)
            assert again.headers.get("Location") == answer.headers["Location"], form.action
            assert standing() == before, f"{form.action} acted twice"

    def read(self, actor: str, answer: Any, address: str) -> None:
        shown = answer.content.decode() + str(dict(answer.headers))
        leaks = self.ledger.leaks(reader=actor, shown=shown)
        assert not leaks, f"{actor} reads {leaks} on {address}"

    def unguarded(self, actor: str) -> Client:
        client = Client()
        if actor != NOBODY:
            client.force_login(self.world.everyone[actor])
        return client

    def is_outside(self, actor: str, address: str) -> bool:
        """Whether an address belongs to a partnership, and not to one of `actor`'s."""
        owner = partnership_of(address)
        if owner is None:
            return False
        rows = PartnershipMember.objects.filter(partnership_id=owner, left_at=None)
        inside = {self.ledger.names[user_id] for user_id in rows.values_list("user_id", flat=True)}
        return actor not in inside and name_of(address) not in OPEN_TO_ROLES

    def present(self) -> list[str]:
        rows = PartnershipMember.objects.filter(partnership=self.world.partnership, left_at=None)
        return [self.ledger.names[user_id] for user_id in rows.values_list("user_id", flat=True)]


def standing() -> tuple[dict[str, int], int]:
    """How many rows there are, and how long the audit trail is."""
    return row_counts(), AuditEvent.objects.count()


def same(one: Any, other: Any) -> bool:
    """Whether two answers cannot be told apart."""
    return (one.status_code, without_tokens(one.content), kept_headers(one)) == (
        other.status_code,
        without_tokens(other.content),
        kept_headers(other),
    )


def kept_headers(answer: Any) -> dict[str, str]:
    return {name: re.sub(r"next=[^&]*", "next=", value) for name, value in answer.headers.items()}


def run(
    *,
    examples: int,
    steps: int = STEPS,
    begin: Start | None = None,
    shrink: bool = False,
    repeatable: bool = True,
    sample: int = SAMPLE,
    lookers: Iterable[str] = LOOKERS,
) -> None:
    """Let people do random things; raises AssertionError with the first leak.

    They start at a stage drawn at random, or where `begin` is.
    """
    given: dict[str, Any] = {"sample": sample, "lookers": tuple(lookers)}
    given |= {"start": begin, "stages": ()} if begin else {"start": start()}
    run_state_machine_as_test(
        type("Partnership", (Partnership,), given),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=repeatable,
            phases=[Phase.generate, *([Phase.shrink] if shrink else [])],
            suppress_health_check=list(HealthCheck),
        ),
    )

"""Nobody sees another's proposal before all are in, and nothing changes after the lock.

Calibrators, members, people operations, a facilitator and people outside do random things, by the
services and at browsers, in a cycle at any stage. BLINDNESS_EXAMPLES is how many runs there are;
with it the runs differ each time.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.privacy import machine, ratings_by_service, stages_of_ratings
from tests.privacy.addresses import addresses, names, values_of
from tests.privacy.machine import Start, seeds, start
from tests.privacy.people import NOBODY, act
from tests.privacy.readers_of_ratings import ORDER
from trifecta.apps.calibration.models import (
    Case,
    Consent,
    DiscussionNote,
    Evidence,
    Flag,
    Look,
    MemberException,
    Proposal,
    Rating,
    Recusal,
)
from trifecta.apps.records.audit import verify
from trifecta.domain.errors import TrifectaError

pytestmark = pytest.mark.django_db

EXAMPLES, STEPS, SAMPLE = 8, 14, 8
INSIDE = ("olga", "piet", "oscar", "carol", "pat", "alice", "bob")
OUTSIDE = ("dana", "mallory", NOBODY)
LOOKERS = (*INSIDE, *OUTSIDE)
FROZEN = (Proposal, Flag, DiscussionNote, Evidence, Rating, Recusal)
anybody = st.sampled_from((*INSIDE, *INSIDE, *OUTSIDE))


class Calibrating(machine.Partnership):
    """The same people with one cycle, and everything there is in it."""

    stages = stages_of_ratings.STAGES
    lookers = LOOKERS
    sample = SAMPLE
    leave = invite_and_join_by_link = fill_a_form_of_their_partnership = None  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.locked: dict[str, str] = {}

    @rule(actor=anybody, seed=seeds)
    def follow_links_and_fill_a_form(self, actor: str, seed: int) -> None:
        """As a person goes: from a page they have just seen to a form on it."""
        draw = self.chance(seed)
        seen = [one for one in self.people[actor].known if "/c" in one][-12:] or ["/calibration/"]
        self.fill_one_at([draw.choice(seen) for _ in range(machine.PAGES)], actor, draw)

    @rule(actor=anybody, seed=seeds)
    def do_something_by_service(self, actor: str, seed: int) -> None:
        """Most of what people try is refused; what is refused leaves nothing behind."""
        if actor == NOBODY:
            return
        said: list[str] = []
        deed = ratings_by_service.any_deed(self.chance(seed))

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

    def some_addresses(self, draw: Any, *, of: str = "", most: int = machine.PAGES) -> list[str]:
        """Of some kinds of pages of a cycle one each."""
        del of
        known = {name: given for name, given in names().items() if name.startswith("calibration:")}
        found = []
        for name in draw.sample(sorted(known), len(known)):
            there = addresses(name, known[name], values_of)
            if there:
                found.append(draw.choice(there))
            if len(found) == most:
                break
        return found

    def is_outside(self, actor: str, address: str) -> bool:
        """Somebody who was never in the organisation; what a part opens, the matrix says."""
        return actor in {"mallory", NOBODY} and address.startswith(("/cycle/", "/case/"))

    @invariant()
    def nothing_changes_after_the_lock(self) -> None:
        for case in Case.objects.all():
            if ORDER.index(case.stage) < ORDER.index("locked"):
                continue
            now = everything_in(case)
            assert self.locked.setdefault(case.id, now) == now, f"{case.id} changed after the lock"

    @invariant()
    def nothing_is_decided_without_every_function(self) -> None:
        for rating in Rating.objects.filter(state="decided").select_related("case"):
            gone = set(Recusal.objects.filter(case=rating.case).values_list("seat_id", flat=True))
            agreed = Consent.objects.filter(rating=rating).exclude(seat_id__in=gone)
            functions = set(agreed.values_list("seat__function", flat=True))
            assert {"engineering", "product"} <= functions, "decided without a function"
            assert DiscussionNote.objects.filter(case=rating.case).exists()
            second = Proposal.objects.filter(case=rating.case, estimate="second")
            handed_in = set(
                second.filter(handed_in_at__isnull=False).values_list("seat", flat=True)
            )
            assert set(agreed.values_list("seat", flat=True)) <= handed_in
            assert Look.objects.filter(evidence__case=rating.case).exists()

    @invariant()
    def nobody_votes_on_their_own(self) -> None:
        for row in Proposal.objects.select_related("seat", "case"):
            members = set(row.case.members.values_list("user_id", flat=True))
            assert row.seat.user_id not in members, "a member proposed for their own partnership"

    def teardown(self) -> None:
        if self.ready:
            found = verify().problems  # the file beside it is not rolled back between two runs
            altered = [one for one in found if "altered" in one or "does not follow" in one]
            assert not altered, altered
        super().teardown()


def everything_in(case: Case) -> str:
    """Every row of a case that the lock closes, opened, as one text."""
    rows: list[Any] = []
    for model in FROZEN:
        rows += model.objects.filter(case=case).order_by("id")
    rows += MemberException.objects.filter(rating__case=case).order_by("id")
    rows += Consent.objects.filter(rating__case=case).order_by("id")
    return json.dumps(
        [
            {field.attname: str(getattr(row, field.attname)) for field in row._meta.concrete_fields}
            for row in rows
        ]
    )


def run(*, begin: Start | None = None, examples: int, repeatable: bool = True) -> None:
    given: dict[str, Any] = {"start": begin or start()}
    if begin:
        given["stages"] = ()
    run_state_machine_as_test(
        type("Calibrating", (Calibrating,), given),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=repeatable,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.usefixtures("stored")
def test_nobody_reads_a_proposal_before_all_are_in() -> None:
    run(
        examples=int(os.environ.get("BLINDNESS_EXAMPLES", EXAMPLES)),
        repeatable="BLINDNESS_EXAMPLES" not in os.environ,
    )

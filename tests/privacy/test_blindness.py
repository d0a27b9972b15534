"""Nobody sees another's proposal before all are in, and nothing changes after the lock.

Calibrators, members, people operations, a facilitator and people outside do random things, by the
services and at browsers, in a cycle at any stage. BLINDNESS_EXAMPLES is how many runs there are;
with it the runs differ each time.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from tests.privacy import machine, ratings_by_service, stages_of_ratings
from tests.privacy.addresses import addresses, names, values_of
from tests.privacy.commands import COMMANDS, OPERATOR, printed_by
from tests.privacy.machine import Start, seeds, start
from tests.privacy.people import NOBODY, act
from tests.privacy.readers_of_ratings import ORDER
from tests.privacy.stages import Teller
from tests.privacy.walking import forms_on_the_way
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
    Seat,
)
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import Verification, verify
from trifecta.cli.doctor.finding import Finding
from trifecta.domain.calibration.acts import Act, Part, concerns, may
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import TrifectaError

pytestmark = pytest.mark.django_db

EXAMPLES = 12 if connection.vendor == "sqlite" else 5
"""Which database it is does not decide who may read what; a server takes three times as long."""

STEPS, SAMPLE = 20, 8
ASKED, TRIED = 3, 10
"""So many people, and pages anywhere, are tried at most until there is something to fill in."""

LEAST = 2
"""Forms a run that have to change something, or nothing was tried by browser."""

INSIDE = ("olga", "piet", "oscar", "carol", "pat", "alice", "bob")
OUTSIDE = ("dana", "mallory", NOBODY)
LOOKERS = (*INSIDE, *OUTSIDE)
FROZEN = (Proposal, Flag, DiscussionNote, Evidence, Rating, Recusal)
ANYBODY = (*INSIDE, *INSIDE, *OUTSIDE)


class Calibrating(machine.Partnership):
    """The same people with one cycle, and everything there is in it."""

    stages = stages_of_ratings.STAGES
    lookers = LOOKERS
    sample = SAMPLE
    strangers = ("mallory", NOBODY)
    leave = invite_and_join_by_link = fill_a_form_of_their_partnership = None  # type: ignore[assignment]
    follow_links_and_fill_a_form = fill_a_form_anywhere = None  # type: ignore[assignment]
    send_what_a_member_sent = take_their_data_along = do_something_by_service = None  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.locked: dict[str, str] = {}

    @initialize(seed=seeds)
    def begin(self, seed: int) -> None:
        """At a stage by chance of our own; small numbers are drawn far too often."""
        super().begin(random.Random(f"stage {seed}").randrange(64))  # noqa: S311

    @rule(seed=seeds)
    def somebody_does_something(self, seed: int) -> None:
        """Half of it by a form; one rule, since Hypothesis leaves out some of several at will."""
        draw = self.chance(seed)
        deed = draw.choice(
            [self.fill_what_waits] * 5
            + [self.fill_anywhere]
            + [self.act_by_service] * 4
            + [self.send_again_from_outside]
            + [self.take_something_out, self.run_a_command]
        )
        deed(draw)

    def fill_what_waits(self, draw: random.Random) -> None:
        """As a person goes: to what waits for them, by what the page asks them to do."""
        for name in draw.sample(INSIDE, ASKED):
            forms = forms_on_the_way(self.people[name], draw)
            if forms:
                self.send_one_of(self.people[name], forms, draw)
                break

    def fill_anywhere(self, draw: random.Random) -> None:
        """Most pages are closed to most people, so several are tried until a form is there."""
        actor = draw.choice(ANYBODY)
        self.fill_one_at(self.some_addresses(draw, most=TRIED), actor, draw)

    def send_again_from_outside(self, draw: random.Random) -> None:
        if self.kept:
            self.send_as_stranger(draw.choice(self.strangers), *draw.choice(self.kept))

    def act_by_service(self, draw: random.Random) -> None:
        """Most of what people try is refused; what is refused leaves nothing behind."""
        actor = draw.choice([name for name in ANYBODY if name != NOBODY])
        said: list[str] = []
        deed = ratings_by_service.any_deed(draw)

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

    def take_something_out(self, draw: random.Random) -> None:
        """One's own data, and results as each kind of file, whether they are there or not."""
        person = self.people[draw.choice(ANYBODY)]
        person.look(reverse("people:export"))
        for cycle_id in values_of("cycle_id"):
            for name in ("results", "results_csv", "results_json"):
                person.look(reverse(f"calibration:{name}", args=[cycle_id]))

    def run_a_command(self, draw: random.Random) -> None:
        """Whoever runs the server reads what it prints, and has a part in nothing."""
        command = draw.choice(COMMANDS)
        printed = act(self.ledger, OPERATOR, lambda: printed_by(command))
        leaks = self.ledger.leaks(reader=OPERATOR, shown=printed)
        assert not leaks, f"{OPERATOR} reads {leaks} by {' '.join(command)}"

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
    def all_were_in_before_any_was_shown(self) -> None:
        for case in Case.objects.filter(first_shown_at__isnull=False):
            gone = set(Recusal.objects.filter(case=case).values_list("seat_id", flat=True))
            members = set(case.members.values_list("user_id", flat=True))
            asked = Seat.objects.filter(
                cycle=case.cycle_id, ended_at=None, created_at__lte=case.first_shown_at
            )
            there = asked.exclude(id__in=gone).exclude(user_id__in=members)
            given = Proposal.objects.filter(
                case=case, estimate="first", handed_in_at__lte=case.first_shown_at
            )
            missing = set(there.values_list("id", flat=True)) - set(
                given.values_list("seat_id", flat=True)
            )
            assert not missing, "shown before all were in"

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


def run(
    *,
    begin: Start | None = None,
    examples: int,
    steps: int = STEPS,
    lookers: tuple[str, ...] = LOOKERS,
    sample: int = SAMPLE,
    repeatable: bool = True,
) -> Counter[str]:
    """They start at a stage drawn at random, or where `begin` is; what was sent and taken."""
    done: Counter[str] = Counter()
    given: dict[str, Any] = {"start": begin or start(), "lookers": lookers, "sample": sample}
    given["done"] = done
    if begin:
        given["stages"] = ()
    run_state_machine_as_test(
        type("Calibrating", (Calibrating,), given),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=repeatable,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    return done


@pytest.mark.usefixtures("stored")
def test_nobody_reads_a_proposal_before_all_are_in() -> None:
    examples = int(os.environ.get("BLINDNESS_EXAMPLES", EXAMPLES))
    done = run(examples=examples, repeatable="BLINDNESS_EXAMPLES" not in os.environ)
    assert done["taken"] >= LEAST * examples, f"hardly anything was done by browser: {done}"


# -------------------------------------------------------------------- it can fail


EVERY_PAGE = 200
C = "trifecta.apps.calibration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """What is put in the place of functions of the product, and what is said when it is found."""

    plants: dict[str, Any]
    stage: Callable[[Teller], None]
    lookers: tuple[str, ...] = ()
    found: str = "reads"


def always(*_given: Any, **_more: Any) -> bool:
    return True


def at_any_stage(act: Act, parts: Collection[Part], _stage: Stage) -> bool:
    """Who may do something at some stage may do it at all of them; nobody reads more than that."""
    return concerns(act, parts)


def everything(*_given: Any) -> frozenset[Act]:
    return frozenset(Act)


def proposals_of_all(*, actor: User) -> dict[str, Any]:
    rows = Proposal.objects.order_by("created_at")
    return {"who": actor.id, "more": [row.reasons for row in rows]}


def export_at_any_stage(act: Act, parts: Collection[Part], stage: Stage) -> bool:
    return concerns(act, parts) if act is Act.EXPORT else may(act, parts, stage)


def counted_with_words() -> Counter[str]:
    return Counter([row.reasons["delivery"] for row in Proposal.objects.all()])


def examined_with_words(*, ask_model: bool) -> list[Finding]:
    assert not ask_model, "nobody in these tests asks a language model"
    return [Finding(check="ratings", state="good", says=one) for one in counted_with_words()]


def verified_with_words() -> Verification:
    return Verification(chains=1, events=1, problems=tuple(counted_with_words()))


LEAKS = {
    "proposals before all are in": Leak(
        plants={
            f"{C}.selectors.inside.may": always,
            f"{C}.selectors.inside.acts_at": everything,
            f"{C}.selectors.proposals.shown": always,
        },
        stage=stages_of_ratings.all_but_one,
        lookers=("oscar",),
    ),
    "all shown before all are in": Leak(
        plants={f"{C}.services.voting.may_reveal": always},
        stage=stages_of_ratings.blind,
        found="shown before all were in",
    ),
    "what others propose, in the file with one's own data": Leak(
        plants={"trifecta.web.views.people_leaving.everything_of": proposals_of_all},
        stage=stages_of_ratings.blind,
        lookers=("piet",),
    ),
    "who has stepped back is still there": Leak(
        plants={f"{C}.selectors.inside.CaseRoom.present_seats": property(lambda room: room.seats)},
        stage=stages_of_ratings.without_one,
        lookers=("oscar",),
    ),
    "results in a file before they are released": Leak(
        plants={
            f"{C}.selectors.inside.may": export_at_any_stage,
            f"{C}.selectors.results.reached": always,
        },
        stage=stages_of_ratings.decided,
        found="reads .* on /",
    ),
    "what is proposed, where the due work is counted": Leak(
        plants={"trifecta.cli.ticking.tick": counted_with_words},
        stage=stages_of_ratings.blind,
        found="reads .* by tick",
    ),
    "what is proposed, where the installation is checked": Leak(
        plants={"trifecta.cli.commands.doctor.examine": examined_with_words},
        stage=stages_of_ratings.blind,
        found="reads .* by doctor",
    ),
    "what is proposed, where the audit trail is checked": Leak(
        plants={"trifecta.apps.records.audit.verify": verified_with_words},
        stage=stages_of_ratings.blind,
        found="reads .* by audit verify",
    ),
    "changes after the lock": Leak(
        plants={f"{C}.selectors.inside.may": at_any_stage},
        stage=stages_of_ratings.locked,
        found="changed after the lock",
    ),
    "decided without a function": Leak(
        plants={f"{C}.services.deciding.still_lacking": lambda _facts: ()},
        stage=stages_of_ratings.written,
        found="decided without a function",
    ),
}


@pytest.mark.can_fail
@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("name", LEAKS)
def test_it_finds_every_planted_leak(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    leak = LEAKS[name]
    begin = start(leak.stage)
    for where, instead in leak.plants.items():
        monkeypatch.setattr(where, instead)
    with pytest.raises(AssertionError, match=leak.found):
        run(
            begin=begin,
            examples=60,
            steps=2 if leak.lookers else 25,
            lookers=leak.lookers,
            sample=EVERY_PAGE,
        )
        pytest.fail("nobody found it")

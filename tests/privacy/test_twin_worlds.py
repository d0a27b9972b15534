"""Two worlds that differ only in what bob keeps to himself look the same to everybody else.

Every page, with its headers and the number of queries it takes, is compared byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.browsing import browser, without_tokens
from tests.personas import World
from tests.privacy.addresses import addresses, names, rows_of
from tests.privacy.machine import Start, drawn, kept_headers, start
from tests.privacy.people import at_browsers
from tests.privacy.stages import Teller, both_shared, planning
from trifecta.apps.checkins import services as checkins
from trifecta.apps.checkins.models import Round
from trifecta.apps.compromise.models import Option
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.compromise.services.scoring import score_need
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import say_willing
from trifecta.apps.records.ids import ids_from
from trifecta.apps.records.models import OnceToken
from trifecta.apps.tensions import services as tensions
from trifecta.apps.tensions.models import Question, Statement, Tension
from trifecta.apps.tensions.selectors import tension, weights_for
from trifecta.apps.tensions.services.drafts import answer_place, ask_place, play_back_place
from trifecta.domain.compromise.wanted import Wanted

pytestmark = pytest.mark.django_db

Deed = Callable[[Teller], None]
Page = tuple[int, bytes, dict[str, str], int]
READERS = ("alice", "olga", "pat", "mallory")


@pytest.fixture(autouse=True)
def repeatable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Time stands still and ids are drawn from a seed, so that two runs can be compared."""
    moment = timezone.now() + timedelta(hours=1)  # after whatever the database dates itself
    monkeypatch.setattr(timezone, "now", lambda: moment)
    with ids_from(drawn(7)):
        yield


# -------------------------------------------------------------------- where they begin


def before_anything_is_shared(teller: Teller) -> None:
    """alice has shared her side and sealed her answers; bob has done nothing yet."""
    tension_id = teller.tension()
    teller.side("alice", tension_id)
    teller.share("alice", tension_id)
    round_id = teller.start_round()
    teller.limits("alice", round_id)
    teller.marks("alice", round_id)
    teller.seal("alice", round_id)


def before_anybody_has_answered(teller: Teller) -> None:
    teller.start_round()


def after_sharing(teller: Teller) -> None:
    """Both have shared, asked and answered; one question still waits for bob."""
    tension_id = both_shared(teller)
    for one, other in (("alice", "bob"), ("bob", "alice")):
        teller.questions(one, other, tension_id)
    teller.tell(
        "alice",
        lambda alice, words: tensions.ask_question(
            actor=alice, tension_id=tension_id, addressee_id=teller.member("bob"), text=words()
        ),
    )


def with_plans_to_see(teller: Teller) -> None:
    """Both have sealed what counts how much and said how far each option goes; alice has looked."""
    tension_id = both_shared(teller)
    for name in ("alice", "bob"):
        teller.weigh(name, tension_id)
        teller.seal_weights(name, tension_id)
    teller.board(tension_id)
    points = {row.id: 60 for row in Option.objects.filter(tension_id=tension_id)}

    def score(bob: User, _: Callable[[], str]) -> None:
        for need in weights_for(actor=bob, tension_id=tension_id).ids:
            score_need(actor=bob, tension_id=tension_id, need_id=need, points=points)

    teller.tell("bob", score)
    teller.tell("alice", lambda alice, _: look_at_plans(actor=alice, tension_id=tension_id))


# -------------------------------------------------------------------- what bob keeps to himself


def writes_a_side(teller: Teller) -> None:
    teller.side("bob", Tension.objects.get(partnership=teller.world.partnership).id)


def answers_half(teller: Teller) -> None:
    round_id = Round.objects.get(partnership=teller.world.partnership).id
    teller.limits("bob", round_id)
    teller.tell(
        "bob",
        lambda bob, _: checkins.save_marks(
            actor=bob, round_id=round_id, number=1, own=2, guesses={}
        ),
    )


def seals(teller: Teller) -> None:
    answers_half(teller)
    round_id = Round.objects.get(partnership=teller.world.partnership).id
    teller.marks("bob", round_id)
    teller.seal("bob", round_id)


def keeps_drafts(teller: Teller) -> None:
    tension_id = Tension.objects.get(partnership=teller.world.partnership).id
    alice = teller.member("alice")
    waiting = Question.objects.get(tension_id=tension_id, answered_at=None)
    places = (play_back_place(alice), ask_place(alice), answer_place(waiting.id))

    def keep(bob: User, words: Callable[[], str]) -> None:
        for place in places:
            tensions.keep_draft(actor=bob, tension_id=tension_id, place=place, text=words())

    teller.tell("bob", keep)


def keeps_needs_and_limits_back(teller: Teller) -> None:
    """More of them, other words for them, another of the two hidden places, and one removed."""
    tension_id = Tension.objects.get(partnership=teller.world.partnership).id

    def write(bob: object, words: Callable[[], str]) -> None:
        actor = teller.world.bob
        for kind, because, visibility in (
            ("need", words(), "mediator"),
            ("constraint", "", "mediator"),
            ("constraint", "", "private"),
        ):
            tensions.write_statement(
                actor=actor,
                tension_id=tension_id,
                kind=kind,
                text=words(),
                because=because,
                visibility=visibility,
            )
        hidden = Statement.objects.filter(
            tension_id=tension_id,
            member_id=teller.member("bob"),
            visibility__in=["private", "mediator"],
        )
        for row in hidden.filter(kind="constraint"):
            tensions.change_statement(
                actor=actor, statement_id=row.id, text=words(), version=row.version
            )
        private = hidden.filter(visibility="private")
        tensions.change_visibility(
            actor=actor, statement_id=private[0].id, visibility="mediator", confirmed=True
        )
        tensions.remove_statement(actor=actor, statement_id=private[0].id)

    teller.tell("bob", write)


def weighs_his_needs(teller: Teller) -> None:
    """An order, numbers for it, other numbers, and not sealed."""
    tension_id = Tension.objects.get(partnership=teller.world.partnership).id
    teller.weigh("bob", tension_id)
    needs = weights_for(actor=teller.world.bob, tension_id=tension_id).ids
    points = {need: 100 // len(needs) for need in needs}
    points[needs[0]] += 100 - sum(points.values())
    teller.tell(
        "bob",
        lambda bob, _: tensions.give_points(actor=bob, tension_id=tension_id, points=points),
    )


def seals_the_other_way_round(teller: Teller) -> None:
    """As in the other world, save what he says."""
    tension_id = Tension.objects.get(partnership=teller.world.partnership).id

    def weigh(bob: User, _: Callable[[], str]) -> None:
        order = weights_for(actor=bob, tension_id=tension_id).ids
        tensions.rank_needs(actor=bob, tension_id=tension_id, order=order)
        beside = dict.fromkeys(order[1:], 10)
        tensions.compare_needs(actor=bob, tension_id=tension_id, order=order, beside=beside)

    teller.tell("bob", weigh)
    teller.seal_weights("bob", tension_id)


def weighs_and_seals(teller: Teller) -> None:
    tension_id = Tension.objects.get(partnership=teller.world.partnership).id
    teller.weigh("bob", tension_id)
    teller.seal_weights("bob", tension_id)


def scores_a_hidden_need(teller: Teller) -> None:
    tension_id = Tension.objects.get(partnership=teller.world.partnership).id
    need = Statement.objects.get(
        tension_id=tension_id, member_id=teller.member("bob"), kind="need", visibility="mediator"
    )
    points = {row.id: 60 for row in Option.objects.filter(tension_id=tension_id)}
    teller.tell(
        "bob",
        lambda bob, _: score_need(
            actor=bob,
            tension_id=tension_id,
            need_id=need.id,
            points=points,
            wanted=Wanted(enough=50),
        ),
    )


def says_whether_he_is_willing(teller: Teller) -> None:
    teller.tell(
        "bob",
        lambda bob, _: say_willing(
            actor=bob, partnership_id=teller.world.partnership.id, willing=True
        ),
    )


def looks_around(teller: Teller) -> None:
    """Opening pages is nobody's business either."""
    person = at_browsers({"bob": teller.world.bob}, teller.ledger)["bob"]
    for address in pages_of(teller.world, "bob")[::4]:
        person.look(address)


@dataclass(frozen=True, slots=True)
class Twins:
    """Where both worlds begin, and what happens in one of them alone."""

    begin: Deed
    deeds: tuple[Deed, ...]


TWINS = (
    Twins(
        before_anything_is_shared,
        (
            writes_a_side,
            weighs_and_seals,
            answers_half,
            says_whether_he_is_willing,
            looks_around,
        ),
    ),
    Twins(before_anybody_has_answered, (seals,)),
    Twins(after_sharing, (keeps_drafts, keeps_needs_and_limits_back, weighs_his_needs)),
    Twins(planning, (scores_a_hidden_need, weighs_his_needs)),
    Twins(with_plans_to_see, (weighs_his_needs,)),
)


# -------------------------------------------------------------------- comparing them


@pytest.mark.parametrize("twins", TWINS, ids=lambda twins: twins.begin.__name__)
def test_what_one_keeps_to_oneself_changes_no_page_of_another(twins: Twins) -> None:
    begin = start(twins.begin)
    plain = seen_in_a_world_where(begin, ())
    for address, page in seen_in_a_world_where(begin, twins.deeds).items():
        assert page == plain[address], f"{address} tells what bob has done"


@pytest.mark.parametrize("twins", TWINS, ids=lambda twins: twins.begin.__name__)
def test_it_sends_no_mail_and_leaves_no_token(twins: Twins) -> None:
    begin = start(twins.begin)
    teller = Teller(begin.world, begin.ledger.again())
    before = Notice.objects.count(), OnceToken.objects.count(), len(mail.outbox)
    for deed in twins.deeds:
        deed(teller)
    assert (Notice.objects.count(), OnceToken.objects.count(), len(mail.outbox)) == before


@pytest.mark.can_fail
def test_the_comparison_would_notice_a_difference() -> None:
    """Once bob shares his side the worlds differ, so that the comparison can fail."""

    def shares(teller: Teller) -> None:
        writes_a_side(teller)
        teller.share("bob", Tension.objects.get(partnership=teller.world.partnership).id)

    begin = start(before_anything_is_shared)
    plain, other = seen_in_a_world_where(begin, ()), seen_in_a_world_where(begin, (shares,))
    differing = {who for (who, _), page in plain.items() if page != other[who, _]}
    assert differing == {"alice", "olga"}


@pytest.mark.parametrize(("begin_at", "told"), [(after_sharing, set()), (planning, {"alice"})])
def test_how_somebody_weighs_their_needs_shows_nowhere_before_there_are_plans(
    begin_at: Deed, told: set[str]
) -> None:
    """That he has sealed is told to members where plans wait for it; nothing else to anybody."""
    begin = start(begin_at)
    none = seen_in_a_world_where(begin, ())
    one = seen_in_a_world_where(begin, (weighs_and_seals,))
    other = seen_in_a_world_where(begin, (seals_the_other_way_round,))
    tell = [at for at, page in one.items() if without_mail(page) != without_mail(other[at])]
    assert tell == []
    assert {who for (who, at), page in one.items() if page != none[who, at]} == told


@pytest.mark.can_fail
def test_needs_in_the_order_of_what_they_count_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As others saw them once: the heaviest first."""
    told = tension._statements

    def heaviest_first(tension_id: str, member_id: str) -> list[Statement]:
        return sorted(told(tension_id, member_id), key=lambda row: -(row.weight or 0))

    monkeypatch.setattr(tension, "_statements", heaviest_first)
    begin = start(after_sharing)
    one = seen_in_a_world_where(begin, (weighs_and_seals,))
    other = seen_in_a_world_where(begin, (seals_the_other_way_round,))
    assert {who for (who, at), page in one.items() if page != other[who, at]} == {"alice"}


def test_plans_are_there_to_be_seen_where_that_is_compared() -> None:
    begin = start(with_plans_to_see)
    tension_id = Tension.objects.get(partnership=begin.world.partnership).id
    client = browser(begin.world.alice)
    assert b"How the plans compare" in client.get(f"/tension/{tension_id}/plan/").content


def without_mail(page: Page) -> tuple[int, bytes, dict[str, str], int]:
    """A page without when mails were written, which the database dates by the real clock."""
    status, content, headers, queries = page
    return status, re.sub(rb'"at": "[^"]+"', b"", content), headers, queries


def seen_in_a_world_where(begin: Start, deeds: tuple[Deed, ...]) -> dict[tuple[str, str], Page]:
    with transaction.atomic():
        there = {who: pages_of(begin.world, who) for who in READERS}
        for deed in deeds:
            deed(Teller(begin.world, begin.ledger.again()))
        found = {
            (who, address): page
            for who in READERS
            for address, page in pages_seen(begin.world, who, there[who])
        }
        transaction.set_rollback(True)
    return found


def pages_of(world: World, who: str) -> list[str]:
    """Every page of the partnership for alice; what gathers partnerships for those outside."""
    inside, here = rows_of(world.partnership.id), world.partnership
    around = {
        "organisation_id": [here.organisation_id],
        "partnership_id": [here.id],
        "team_id": [here.team_id],
    }
    member = who in {"alice", "bob"}
    return [
        address
        for name, parameters in names().items()
        if member or around.keys() >= set(parameters)
        for address in addresses(name, parameters, inside if member else around.__getitem__)[:1]
    ] + [f"/o/{here.organisation_id}/"]


def pages_seen(world: World, who: str, there: list[str]) -> Iterator[tuple[str, Page]]:
    client = browser(world.everyone[who])
    for address in there:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        content = without_tokens(page.content)
        yield address, (page.status_code, content, kept_headers(page), len(queries))

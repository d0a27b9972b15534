"""Who may open the pages of check-ins."""

from __future__ import annotations

from tests.apps.checkins.many import SPRING, closed
from tests.apps.checkins.rounds import answer_and_seal, opened, started
from tests.personas import World, join
from tests.web.permission_matrix import Row, members_only

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import Finding
from trifecta.apps.checkins.selectors import result_of, round_for

PAIR = members_only("alice", "bob")
ALICE = members_only("alice")


def of_partnership(world: World) -> tuple[str, ...]:
    return (world.partnership.id,)


def of_round(world: World) -> tuple[str, ...]:
    return (started(world),)


def of_question(world: World) -> tuple[str, ...]:
    return started(world), "7"


def about_bob(world: World) -> tuple[str, ...]:
    """bob is a counterpart for alice alone."""
    round_id = started(world)
    return round_id, round_for(actor=world.alice, round_id=round_id).others[0].id


def with_limit(world: World) -> tuple[str, str]:
    round_id = started(world)
    limit_id = services.add_limit(
        actor=world.alice,
        round_id=round_id,
        kind="leaving",
        text="Two have told me that they are looking.",
        visibility="partners",
    )
    return round_id, limit_id


def with_opened_limit(world: World) -> tuple[str, ...]:
    limit = with_limit(world)
    opened(world)
    return limit


def of_opened(world: World) -> tuple[str, ...]:
    return (opened(world),)


def of_closed_quarter(world: World) -> tuple[str, ...]:
    closed(world.organisation, SPRING, verdicts=["both"] * 5)
    return world.organisation.id, str(SPRING)


READERS = members_only("olga", "pat")
OWNER = members_only("oscar")


def of_finding(world: World) -> tuple[str, ...]:
    round_id = opened(world)
    return round_id, Finding.objects.get(round_id=round_id).id


def with_reply(world: World) -> tuple[str, ...]:
    round_id, finding_id = of_finding(world)
    for actor in (world.alice, world.bob):
        services.send_reply(
            actor=actor,
            round_id=round_id,
            finding_id=finding_id,
            fit="differs",
            words="Not in the office.",
            instead_of="",
        )
    return round_id, finding_id


def of_others(world: World) -> tuple[str, ...]:
    """What was found about alice and carol is not bob's to say anything to."""
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    round_id = started(world)
    for actor in (world.alice, world.bob, world.carol):
        answer_and_seal(actor=actor, round_id=round_id)
    pairs = result_of(actor=world.alice, round_id=round_id).pairs
    return round_id, next(p.finding_id for p in pairs if p.names == ("Alice", "Carol"))


ROWS = [
    Row(url_name="checkins:start", prepare=of_partnership, answers=PAIR),
    Row(url_name="checkins:start", prepare=of_partnership, answers=PAIR, method="post"),
    Row(url_name="checkins:trends", prepare=of_partnership, answers=PAIR),
    Row(
        url_name="checkins:leadership",
        prepare=lambda world: (world.organisation.id,),
        answers=members_only("olga"),
    ),
    Row(
        url_name="checkins:health",
        prepare=lambda world: (world.organisation.id,),
        answers=READERS,
    ),
    Row(url_name="checkins:health-of-quarter", prepare=of_closed_quarter, answers=READERS),
    Row(
        url_name="checkins:choose-health",
        prepare=lambda world: (world.organisation.id,),
        answers=OWNER,
    ),
    Row(
        url_name="checkins:choose-health",
        prepare=lambda world: (world.organisation.id,),
        answers=OWNER,
        method="post",
        data={"counted": "no"},
    ),
    Row(url_name="checkins:answer", prepare=of_round, answers=PAIR),
    Row(url_name="checkins:question", prepare=of_question, answers=PAIR),
    Row(url_name="checkins:question", prepare=of_question, answers=PAIR, method="post"),
    Row(
        url_name="checkins:question",
        prepare=of_question,
        answers=PAIR,
        method="post",
        data={"skip": "1"},
    ),
    Row(url_name="checkins:points", prepare=of_round, answers=PAIR),
    Row(url_name="checkins:points", prepare=of_round, answers=PAIR, method="post"),
    Row(url_name="checkins:points-guess", prepare=about_bob, answers=ALICE),
    Row(url_name="checkins:points-guess", prepare=about_bob, answers=ALICE, method="post"),
    Row(url_name="checkins:limits", prepare=of_round, answers=PAIR),
    Row(url_name="checkins:limits", prepare=of_round, answers=PAIR, method="post"),
    Row(url_name="checkins:limits-guess", prepare=about_bob, answers=ALICE),
    Row(url_name="checkins:limits-guess", prepare=about_bob, answers=ALICE, method="post"),
    Row(url_name="checkins:limit", prepare=with_limit, answers=ALICE),
    Row(url_name="checkins:limit", prepare=with_limit, answers=ALICE, method="post"),
    Row(url_name="checkins:take-out", prepare=with_limit, answers=PAIR, method="post"),
    Row(url_name="checkins:shown-to", prepare=with_opened_limit, answers=ALICE),
    Row(
        url_name="checkins:shown-to",
        prepare=with_opened_limit,
        answers=ALICE,
        method="post",
        data={"visibility": "private"},
    ),
    Row(url_name="checkins:pulse", prepare=of_round, answers=PAIR),
    Row(url_name="checkins:pulse", prepare=of_round, answers=PAIR, method="post"),
    Row(url_name="checkins:review", prepare=of_round, answers=PAIR),
    Row(url_name="checkins:review", prepare=of_round, answers=PAIR, method="post"),
    Row(url_name="checkins:take-back", prepare=of_round, answers=PAIR),
    Row(url_name="checkins:take-back", prepare=of_round, answers=PAIR, method="post"),
    Row(url_name="checkins:diagnosis", prepare=of_opened, answers=PAIR),
    Row(url_name="checkins:questions", prepare=of_opened, answers=PAIR),
    Row(url_name="checkins:reply", prepare=of_finding, answers=PAIR),
    Row(url_name="checkins:reply", prepare=of_others, answers=members_only("alice", "carol")),
    Row(
        url_name="checkins:reply",
        prepare=of_finding,
        answers=PAIR,
        method="post",
        data={"fit": "in_part", "words": "Half of it."},
    ),
    Row(url_name="checkins:take-back-reply", prepare=with_reply, answers=PAIR),
    Row(url_name="checkins:take-back-reply", prepare=with_reply, answers=PAIR, method="post"),
]

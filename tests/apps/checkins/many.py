"""Many partnerships of one organisation, and check-ins with nothing but the pulse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tests.personas import World, account, join, make_world

from trifecta.apps.checkins import services
from trifecta.apps.checkins.models import ClosedQuarter
from trifecta.apps.demo.clock import StoryClock, telling
from trifecta.apps.people.invitations import accept_invitation, invite_to_organisation
from trifecta.apps.people.models import Organisation, Partnership, User
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.domain.checkins.health import Dealings, Observed, health_data, health_of
from trifecta.domain.checkins.quarters import Quarter

SPRING = Quarter(year=2026, number=2)
SUMMER = SPRING.next
PULSE = ("trust", "conflict", "safety")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A partnership and its two members."""

    partnership: Partnership
    one: User
    other: User


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


@contextmanager
def since(day: date) -> Iterator[tuple[World, StoryClock]]:
    """The world of personas, founded on that day, and the clock to go on with."""
    with telling(at(day)) as clock:
        yield make_world(), clock


def go_to(clock: StoryClock, day: date) -> None:
    """The morning of that day, or a little later where it is later already."""
    clock.move_to(max(at(day), clock.read()))


def pairs(world: World, count: int, *, first: int = 0) -> list[Pair]:
    """So many new ones beside the one of alice and bob, numbered from `first` on."""
    return [_pair(world, number) for number in range(first, first + count)]


def check_in(pair: Pair, pulse: Sequence[int] = (4, 4, 4), *, second: bool = True) -> str:
    """A check-in with the same three marks of both; `second`: whether the other answers as well."""
    round_id = services.start_round(actor=pair.one, partnership_id=pair.partnership.id)
    for actor in (pair.one, pair.other) if second else (pair.one,):
        marks = dict(zip(PULSE, pulse, strict=True))
        services.save_pulse(actor=actor, round_id=round_id, marks=marks, final=True)
        services.seal_entry(actor=actor, round_id=round_id)
    return round_id


def close(moment: datetime, **dealings: Dealings) -> int:
    """Close what is over by then, with `dealings` by the id of a partnership."""
    return services.close_quarters(now=moment, dealings_in=lambda span: dealings)


def closed(organisation: Organisation, quarter: Quarter, *, verdicts: Sequence[str]) -> None:
    """A closed quarter, as if so many partnerships had checked in with these diagnoses."""
    health = health_of(
        [
            Observed(verdict=one, members=2, pulse=dict.fromkeys(PULSE, (4, 5)))  # type: ignore[arg-type]
            for one in verdicts
        ]
    )
    ClosedQuarter(
        organisation=organisation,
        quarter=str(quarter),
        shown=None if health is None else health_data(health),
    ).save(force_insert=True)


def middle(quarter: Quarter) -> date:
    return quarter.starts + timedelta(days=40)


def _pair(world: World, number: int) -> Pair:
    one, other = account(f"em{number}"), account(f"pm{number}")
    link = invite_to_organisation(actor=world.oscar, organisation_id=world.organisation.id, role="")
    accept_invitation(actor=one, token=link.token)
    partnership = create_partnership(
        actor=one,
        organisation_id=world.organisation.id,
        new=NewPartnership(name=f"Pair {number}", team=f"Team {number}", my_role="em"),
    )
    join(partnership=partnership, inviter=one, user=other, role="pm")
    return Pair(partnership=partnership, one=one, other=other)

"""A large review cycle made through the services: forty partnerships, eight calibrators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.models import Case, Cycle, Evidence, Proposal, Seat
from trifecta.apps.calibration.services import (
    cycles,
    deciding,
    evidence,
    panels,
    responding,
    stages,
    voting,
)
from trifecta.apps.calibration.services.cycles import CycleWords
from trifecta.apps.calibration.services.deciding import RatingWords
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.voting import Proposed
from trifecta.apps.demo.clock import StoryClock, telling
from trifecta.apps.people.invitations import (
    accept_invitation,
    invite_partner,
    invite_to_organisation,
)
from trifecta.apps.people.models import Organisation, PartnerRole, Partnership, RoleKind, User
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.apps.people.services import create_organisation
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES, Estimate

PARTNERSHIPS: Final = 40
TEAMS: Final = 8
LABELS: Final = ("Far less", "Less", "As agreed", "More", "Far more")
CALIBRATORS: Final = (
    ("Kim Okafor", "engineering"),
    ("Dana Reyes", "product"),
    ("Toni Brandt", "business"),
    ("Lou Petrov", "engineering"),
    ("Amal Haddad", "product"),
    ("Vera Nowak", "business"),
    ("Ola Lindqvist", "engineering"),
    ("Ren Sato", "product"),
)
EXECUTIVES: Final[Mapping[str, str]] = {
    "engineering": RoleKind.EXECUTIVE_ENGINEERING,
    "product": RoleKind.EXECUTIVE_PRODUCT,
    "business": RoleKind.EXECUTIVE_BUSINESS,
}
SUBJECTS: Final = (
    "Checkout", "Search", "Billing", "Onboarding", "Reports", "Mobile", "Partners", "Catalogue",
    "Identity", "Messaging", "Pricing", "Logistics", "Insights", "Support", "Payments", "Growth",
)  # fmt: skip
FIRST_NAMES: Final = (
    "Ada", "Ben", "Chi", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jo", "Kai", "Lea", "Max", "Nia",
    "Oz", "Pia", "Quin", "Rui", "Sam", "Tess", "Uma", "Vik", "Wim", "Xia", "Yara", "Zoe",
)  # fmt: skip
LAST_NAMES: Final = ("Aalto", "Berger", "Costa", "Dunne", "Eriksen")
CONTRIBUTION: Final = (
    "What used to take a week of somebody’s time is done before lunch, and customers stopped asking"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """The cycle with everybody in and around it."""

    organisation: Organisation
    cycle: Cycle
    pat: User
    facilitator: User
    hears: User
    clock: StoryClock
    today: date


def tell_large_cycle(partnerships: int = PARTNERSHIPS) -> Iterator[tuple[str, Large]]:
    """Each moment worth a look, when it is reached: evidence, blind, rating, locked, released.

    At "rating" partnerships stand at every stage that a case can have while others are proposed.
    """
    with telling(timezone.now() - timedelta(days=60)) as clock:
        large = _set_up(clock, partnerships)
        yield "draft", large
        _advance(large, Stage.EVIDENCE)
        _add_evidence(large)
        yield "evidence", large
        _later(large, 15)
        _advance(large, Stage.BLIND)
        yield "blind", large
        cases = list(Case.objects.filter(cycle=large.cycle).order_by("partnership__name"))
        _rate_some(large, cases)
        yield "rating", large
        for place, case in enumerate(cases):
            _finish(large, case, place)
        _advance(large, Stage.LOCKED)
        yield "locked", large
        _advance(large, Stage.RELEASED)
        _respond(cases)
        yield "released", large


def _later(large: Large, days: int) -> None:
    large.clock.move_to(large.clock.read() + timedelta(days=days))


def _advance(large: Large, to: Stage) -> None:
    stages.advance_cycle(actor=large.pat, cycle_id=large.cycle.id, to=to)


def _account(name: str) -> User:
    address = name.lower().replace(" ", ".")
    return User.objects.create_user(email=f"{address}@example.com", name=name)


def _join(pat: User, organisation: Organisation, user: User, role: str = "") -> None:
    link = invite_to_organisation(actor=pat, organisation_id=organisation.id, role=role)
    accept_invitation(actor=user, token=link.token)


@transaction.atomic
def _set_up(clock: StoryClock, partnerships: int) -> Large:
    pat, facilitator, hears = (_account(name) for name in ("Pat Engel", "Mo Farouk", "Ines Falk"))
    organisation = create_organisation(actor=pat, name="Everything Together")
    _join(pat, organisation, pat, RoleKind.PEOPLE_OPERATIONS)
    for user in (facilitator, hears):
        _join(pat, organisation, user)
    seats = [(_account(name), function) for name, function in CALIBRATORS]
    for user, function in seats:
        _join(pat, organisation, user, EXECUTIVES[function])
    chosen = []
    for number in range(partnerships):
        clock.move_to(clock.read() + timedelta(hours=1))
        chosen.append(_partnership(pat, organisation, number))
    today = timezone.localdate()
    cycle = cycles.create_cycle(
        actor=pat,
        organisation_id=organisation.id,
        words=CycleWords(
            name="The second half of the year",
            starts_on=today - timedelta(days=183),
            ends_on=today,
            evidence_until=today + timedelta(days=14),
            keep_until=today + timedelta(days=700),
            labels=LABELS,
            respond_days=60,
        ),
    )
    cycles.choose_partnerships(
        actor=pat, cycle_id=cycle.id, partnership_ids=[one.id for one in chosen]
    )
    for user, function in seats:
        cycles.seat_calibrator(actor=pat, cycle_id=cycle.id, user_id=user.id, function=function)
    cycles.name_helpers(
        actor=pat, cycle_id=cycle.id, facilitator_id=facilitator.id, appeals_to_id=hears.id
    )
    return Large(
        organisation=organisation,
        cycle=cycle,
        pat=pat,
        facilitator=facilitator,
        hears=hears,
        clock=clock,
        today=today,
    )


def _partnership(pat: User, organisation: Organisation, number: int) -> Partnership:
    """Every third is a trifecta, and every seventh has a designer in it."""
    roles = [PartnerRole.EM, PartnerRole.PM]
    if number % 3 == 2:
        roles.append(PartnerRole.BUSINESS)
    if number % 7 == 6:
        roles.append(PartnerRole.DESIGN)
    subject = SUBJECTS[number % len(SUBJECTS)]
    after = ("", " for companies", " abroad")[number // len(SUBJECTS)]
    row = create_partnership(
        actor=pat,
        organisation_id=organisation.id,
        new=NewPartnership(name=f"{subject}{after}", team=f"Team {number % TEAMS + 1}"),
    )
    for place, role in enumerate(roles):
        user = _account(_name(number * 4 + place))
        link = invite_partner(actor=pat, partnership_id=row.id, role=role)
        accept_invitation(actor=user, token=link.token)
    return row


def _name(number: int) -> str:
    last = LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]
    again = number // (len(FIRST_NAMES) * len(LAST_NAMES))
    return f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {last}{'-Lund' * again}"


@transaction.atomic
def _add_evidence(large: Large) -> None:
    for case in Case.objects.filter(cycle=large.cycle):
        for place, member in enumerate(case.members.select_related("user")):
            for number in range(2):
                evidence.add_evidence(
                    actor=member.user,
                    case_id=case.id,
                    words=EvidenceWords(
                        kind="contribution" if number else "other",
                        title=f"{CONTRIBUTION} ({place + 1}, {number + 1})",
                        body="Counted by hand for two months, and by the system since then. "
                        "What it cost is in the same report.",
                        came_of_it="Complaints halved within a quarter.",
                        outcomes=tuple(OUTCOMES)[number : number + 2],
                    ),
                )


@transaction.atomic
def _rate_some(large: Large, cases: list[Case]) -> None:
    """A third stays blind, in every state of completeness; the others are further on."""
    for place, case in enumerate(cases):
        _meddle(case, place)
        seats = _seats(case)
        if place % 3 == 0:
            for seat in seats[: place // 3 % len(seats)]:
                _propose(case, seat, "first", place)
            continue
        for seat in seats:
            _propose(case, seat, "first", place)
        if place % 3 == 2:
            _go_on(large, case, place, far=place // 3 % 4)


def _meddle(case: Case, place: int) -> None:
    """Some declare that they manage a member; here and there somebody steps back."""
    seats = _seats(case)
    if place % 4 == 0:
        panels.declare_interest(
            actor=seats[place // 4 % len(seats)].user, case_id=case.id, kind="manages"
        )
    if place % 9 == 4:
        panels.step_back(
            actor=seats[-1].user, case_id=case.id, because="We share a house, and a mortgage."
        )


def _seats(case: Case) -> list[Seat]:
    """Those who take part, in the order in which they were asked."""
    roles = set(case.members.values_list("role", flat=True))
    rows = Seat.objects.filter(cycle_id=case.cycle_id, ended_at=None).select_related("user")
    gone = set(case.recusals.values_list("seat_id", flat=True))
    return [
        row
        for row in rows
        if row.id not in gone and (row.function != "business" or PartnerRole.BUSINESS in roles)
    ]


def _propose(case: Case, seat: Seat, estimate: Estimate, place: int) -> None:
    row = Proposal.objects.filter(case=case, seat=seat, estimate=estimate).first()
    if row is not None and row.handed_in_at is not None:
        return
    if estimate == "first":
        piece = Evidence.objects.filter(case=case, withdrawn_at=None)[seat.user.name < "M"]
        evidence.mark_looked_at(actor=seat.user, evidence_id=piece.id)
    version = row.version if row else 0
    for number, outcome in enumerate(OUTCOMES):
        spread = len(seat.user.name) * (number + 3) + place * (number + 1)
        step = 1 + spread % (4 if estimate == "first" else 3)
        saved = voting.save_proposal(
            actor=seat.user,
            case_id=case.id,
            estimate=estimate,
            outcome=outcome,
            proposed=Proposed(
                step=step,
                reason="Most of what was agreed came when it was due, and what did not was said "
                "early enough for others to plan around it.",
            ),
            version=version,
        )
        version = saved.version
    voting.hand_in(actor=seat.user, case_id=case.id, estimate=estimate)


def _go_on(large: Large, case: Case, place: int, *, far: int) -> None:
    """How far after the reveal: 1 talked about, 2 proposed once more, 3 decided."""
    case.refresh_from_db()
    if case.stage == Stage.DECIDED:
        return
    if case.stage == Stage.REVEALED and far:
        deciding.write_note(
            actor=large.facilitator,
            case_id=case.id,
            text="Each had seen another half of the same months.",
        )
        deciding.finish_talking(actor=large.facilitator, case_id=case.id)
    if far < 2:
        return
    for seat in _seats(case):
        _propose(case, seat, "second", place)
    if far < 3:
        return
    rating = deciding.write_rating(
        actor=large.facilitator, case_id=case.id, words=_rating(large, place), number=0
    )
    for seat in _seats(case):
        deciding.consent(actor=seat.user, case_id=case.id, number=rating.number)
    deciding.decide(actor=large.facilitator, case_id=case.id, number=rating.number)


def _rating(large: Large, place: int) -> RatingWords:
    steps: dict[str, int] = {
        outcome: 1 + (place + number) % 4 for number, outcome in enumerate(OUTCOMES)
    }
    if place % 11 == 5:
        steps["delivery"] = 0
    return RatingWords(
        steps=steps,
        reasons=dict.fromkeys(OUTCOMES, "What was agreed came, and what it cost was said."),
        plan="Fewer things at once, and a look every second week." if 0 in steps.values() else "",
        plan_on=large.today + timedelta(days=400) if 0 in steps.values() else None,
    )


@transaction.atomic
def _finish(large: Large, case: Case, place: int) -> None:
    for seat in _seats(case):
        if not case.first_shown_at:
            _propose(case, seat, "first", place)
    _go_on(large, case, place, far=3)


@transaction.atomic
def _respond(cases: list[Case]) -> None:
    for place, case in enumerate(cases):
        members = list(case.members.select_related("user"))
        if place % 3 == 0:
            responding.respond(
                actor=members[0].user, case_id=case.id, text="This is how I saw it as well."
            )
        if place % 8 == 1:
            responding.appeal(
                actor=members[1].user,
                case_id=case.id,
                text="The weeks of the migration are counted twice.",
            )

"""A cycle in every stage, made through the real services with the people of `personas`.

olga calibrates for engineering and piet for product, oscar leads the session, carol answers
appeals; pat runs people operations; alice and bob are rated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from tests.kept import kept
from tests.personas import World

from trifecta.apps.calibration.models import Case, Cycle, Proposal
from trifecta.apps.calibration.services import cycles, deciding, evidence, stages, voting
from trifecta.apps.calibration.services.cycles import CycleWords
from trifecta.apps.calibration.services.deciding import RatingWords
from trifecta.apps.calibration.services.evidence import EvidenceWords
from trifecta.apps.calibration.services.voting import Proposed
from trifecta.apps.people.invitations import accept_invitation, invite_to_organisation
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import ORDER, Stage
from trifecta.domain.calibration.votes import OUTCOMES, Estimate

LABELS: Final = ("Far less", "Less", "As agreed", "More", "Far more")
FIRST: Final = {"olga": (2, 3, 1, 3), "piet": (2, 3, 3, 2)}
SECOND: Final = {"olga": (2, 3, 2, 3), "piet": (2, 3, 2, 3)}
DECIDED: Final = (2, 3, 2, 3)
SECRET: Final = "what {name} saw of {outcome}, {estimate}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A cycle with one case; `world` are the people in and around it."""

    world: World
    cycle: Cycle
    case: Case

    def fresh(self) -> Case:
        return Case.objects.select_related("cycle", "partnership").get(id=self.case.id)


def words_of_a_cycle(*, today: date | None = None) -> CycleWords:
    today = today or timezone.localdate()
    return CycleWords(
        name="July to December",
        starts_on=today - timedelta(days=183),
        ends_on=today,
        evidence_until=today,
        keep_until=today + timedelta(days=730),
        labels=LABELS,
    )


def join_organisation(world: World, *users: User) -> None:
    for user in users:
        link = invite_to_organisation(
            actor=world.oscar, organisation_id=world.organisation.id, role=""
        )
        accept_invitation(actor=user, token=link.token)


def set_up(world: World) -> Scene:
    """A cycle that nobody has been told of, complete."""
    join_organisation(world, world.carol)
    cycle = cycles.create_cycle(
        actor=world.pat, organisation_id=world.organisation.id, words=words_of_a_cycle()
    )
    cycles.choose_partnerships(
        actor=world.pat, cycle_id=cycle.id, partnership_ids=[world.partnership.id]
    )
    for user, function in ((world.olga, "engineering"), (world.piet, "product")):
        cycles.seat_calibrator(
            actor=world.pat, cycle_id=cycle.id, user_id=user.id, function=function
        )
    cycles.name_helpers(
        actor=world.pat,
        cycle_id=cycle.id,
        facilitator_id=world.oscar.id,
        appeals_to_id=world.carol.id,
    )
    return Scene(world=world, cycle=cycle, case=Case.objects.get(cycle=cycle))


def give_notice(scene: Scene) -> None:
    stages.advance_cycle(actor=scene.world.pat, cycle_id=scene.cycle.id, to=Stage.EVIDENCE)


def add_and_open(scene: Scene) -> None:
    evidence.add_evidence(
        actor=scene.world.alice,
        case_id=scene.case.id,
        words=EvidenceWords(title="Releases went from monthly to weekly", outcomes=["delivery"]),
    )
    let_evidence_close(scene.cycle)
    stages.advance_cycle(actor=scene.world.pat, cycle_id=scene.cycle.id, to=Stage.BLIND)


def let_evidence_close(cycle: Cycle) -> None:
    """The day passes until which members can add evidence."""
    Cycle.objects.filter(id=cycle.id).update(
        evidence_until=timezone.localdate() - timedelta(days=1)
    )


def let_responses_close(cycle: Cycle) -> None:
    """The day passes until which members can respond."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Cycle.objects.filter(id=cycle.id).update(respond_until=yesterday)


def look_at_everything(scene: Scene, user: User) -> None:
    for row in scene.case.evidence.filter(withdrawn_at=None):
        evidence.mark_looked_at(actor=user, evidence_id=row.id)


def propose(
    scene: Scene, user: User, steps: tuple[int, ...], *, estimate: Estimate = "first"
) -> None:
    """Propose these steps, each with a reason that says whose it is, and hand in."""
    for outcome, step in zip(OUTCOMES, steps, strict=True):
        row = Proposal.objects.filter(case=scene.case, seat__user=user, estimate=estimate).first()
        voting.save_proposal(
            actor=user,
            case_id=scene.case.id,
            estimate=estimate,
            outcome=outcome,
            proposed=Proposed(
                step=step,
                reason=SECRET.format(name=user.name, outcome=outcome, estimate=estimate),
            ),
            version=row.version if row else 0,
        )
    voting.hand_in(actor=user, case_id=scene.case.id, estimate=estimate)


def reveal(scene: Scene) -> None:
    for user in (scene.world.olga, scene.world.piet):
        look_at_everything(scene, user)
        propose(scene, user, FIRST[user.name.lower()])


def talk(scene: Scene) -> None:
    deciding.write_note(
        actor=scene.world.oscar, case_id=scene.case.id, text="Both saw the same two months."
    )
    deciding.finish_talking(actor=scene.world.olga, case_id=scene.case.id)


def rating_words(steps: tuple[int, ...] = DECIDED) -> RatingWords:
    return RatingWords(
        steps=dict(zip(OUTCOMES, steps, strict=True)),
        reasons={outcome: f"Because of {outcome}." for outcome in OUTCOMES},
    )


def agree(scene: Scene) -> None:
    world = scene.world
    for user in (world.olga, world.piet):
        propose(scene, user, SECOND[user.name.lower()], estimate="second")
    rating = deciding.write_rating(
        actor=world.olga, case_id=scene.case.id, words=rating_words(), number=0
    )
    for user in (world.olga, world.piet):
        deciding.consent(actor=user, case_id=scene.case.id, number=rating.number)
    deciding.decide(actor=world.oscar, case_id=scene.case.id, number=rating.number)


def lock(scene: Scene) -> None:
    stages.advance_cycle(actor=scene.world.pat, cycle_id=scene.cycle.id, to=Stage.LOCKED)


def release(scene: Scene) -> None:
    stages.advance_cycle(actor=scene.world.pat, cycle_id=scene.cycle.id, to=Stage.RELEASED)


def end_responses(scene: Scene) -> None:
    let_responses_close(scene.cycle)
    stages.advance_cycle(actor=scene.world.pat, cycle_id=scene.cycle.id, to=Stage.RESPONDED)


def close(scene: Scene) -> None:
    stages.advance_cycle(actor=scene.world.pat, cycle_id=scene.cycle.id, to=Stage.CLOSED)


STEPS: Final[Mapping[Stage, Callable[[Scene], None]]] = {
    Stage.EVIDENCE: give_notice,
    Stage.BLIND: add_and_open,
    Stage.REVEALED: reveal,
    Stage.DISCUSSED: talk,
    Stage.DECIDED: agree,
    Stage.LOCKED: lock,
    Stage.RELEASED: release,
    Stage.RESPONDED: end_responses,
    Stage.CLOSED: close,
}


@kept
def scene_at(world: World, stage: Stage) -> Scene:
    """A cycle whose only case stands at `stage`, and came there as it does in life."""
    if stage == ORDER[0]:
        return set_up(world)
    scene = scene_at(world, ORDER[ORDER.index(stage) - 1])
    STEPS[stage](scene)
    return scene

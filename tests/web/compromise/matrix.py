"""Who may open the pages of plans and agreements."""

from __future__ import annotations

from tests import agreeing
from tests.personas import World
from tests.web.permission_matrix import Arguments, Row, members_only

from trifecta.apps.compromise.models import AgreementVersion, Commitment

PAIR = members_only("alice", "bob")


def partnership(world: World) -> tuple[str, ...]:
    return (world.partnership.id,)


def draft(world: World) -> tuple[str, ...]:
    return (agreeing.drafted(world),)


def proposed(world: World) -> tuple[str, ...]:
    return (agreeing.proposed(world),)


def active(world: World) -> tuple[str, ...]:
    return (agreeing.active(world),)


def drafted_commitment(world: World) -> tuple[str, ...]:
    agreement_id = agreeing.drafted(world)
    version = AgreementVersion.objects.get(agreement=agreement_id)
    return (agreement_id, version.terms["promises"][0]["key"])


def signed_commitment(world: World) -> tuple[str, ...]:
    first = Commitment.objects.filter(agreement=agreeing.active(world)).first()
    assert first is not None
    return (first.id,)


def tension(world: World) -> tuple[str, ...]:
    return (agreeing.open_plans(world),)


def plan(world: World) -> tuple[str, ...]:
    return (agreeing.suggestion(world).id,)


def pages(names: str, prepare: Arguments) -> list[Row]:
    return [
        Row(url_name=f"compromise:{name}", prepare=prepare, answers=PAIR) for name in names.split()
    ]


def posts(names: str, prepare: Arguments) -> list[Row]:
    return [
        Row(url_name=f"compromise:{name}", prepare=prepare, answers=PAIR, method="post")
        for name in names.split()
    ]


AGREEMENT_ROWS = [
    *pages("agreements agreement_new", partnership),
    *posts("agreement_new", partnership),
    *pages("agreement_edit agreement_words commitment_add", draft),
    *posts("agreement_edit agreement_words commitment_add discard", draft),
    *pages("commitment_edit", drafted_commitment),
    *posts("commitment_edit commitment_remove", drafted_commitment),
    *pages("sign decline", proposed),
    *posts("sign decline withdraw_signature", proposed),
    *pages("agreement change end calendar look_back", active),
    *posts("change set_change_aside end look_back finish_look_back renew", active),
    *pages("commitment", signed_commitment),
    *posts("commitment", signed_commitment),
    *pages("navigate", tension),
    *posts("navigate", tension),
    *posts("from_plan", plan),
]

ROWS = [*AGREEMENT_ROWS]

"""Agreements for tests, made through the real services: written, proposed, signed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.personas import World
from trifecta.apps.compromise.models import Agreement, Proposal
from trifecta.apps.compromise.services.agreements import draft_agreement, draft_navigation
from trifecta.apps.compromise.services.signing import propose, sign
from trifecta.apps.compromise.services.writing import (
    CommitmentWords,
    Words,
    add_commitment,
    edit_draft,
)
from trifecta.apps.people.models import PartnershipMember, User
from trifecta.apps.tensions.services import (
    open_tension,
    seal_weights,
    share_side,
    skip_gate,
    write_statement,
)

TITLE = "Kit first, then fifty tests"
SUMMARY = "A small kit first; the tests run on it, and people take turns."
KIT = "Build the kit with two engineers"
TESTS = "Choose ten kinds of question"


def member(world: World, user: User) -> str:
    """The id of a user's membership in the world's partnership."""
    return PartnershipMember.objects.get(partnership=world.partnership, user=user).id


def words(*, title: str = TITLE, review_in: int = 40) -> Words:
    day = timezone.localdate() + timedelta(days=review_in)
    return Words(title=title, summary=SUMMARY, review_on=day)


def commitment(world: World, user: User, text: str = KIT, *, due_in: int = 14) -> CommitmentWords:
    due = timezone.localdate() + timedelta(days=due_in)
    return CommitmentWords(text=text, owner=member(world, user), due=due)


def drafted(world: World) -> str:
    """A draft of alice's that lacks nothing; returns its id."""
    row = draft_agreement(actor=world.alice, partnership_id=world.partnership.id, title=TITLE)
    edit_draft(actor=world.alice, agreement_id=row.id, words=words())
    for user, text in ((world.alice, KIT), (world.bob, TESTS)):
        add_commitment(actor=world.alice, agreement_id=row.id, words=commitment(world, user, text))
    return row.id


def proposed(world: World) -> str:
    agreement_id = drafted(world)
    propose(actor=world.alice, agreement_id=agreement_id)
    return agreement_id


def active(world: World) -> str:
    agreement_id = proposed(world)
    for user in (world.alice, world.bob):
        sign(actor=user, agreement_id=agreement_id, version=1)
    return agreement_id


def open_plans(world: World, *, title: str = "Fifty, or something new") -> str:
    """A tension whose plans were opened on the record by bob; returns its id."""
    tension = open_tension(actor=world.alice, partnership_id=world.partnership.id, title=title)
    for user in (world.alice, world.bob):
        for kind, text in (
            ("position", "All of it, this quarter"),
            ("need", "Proof by January, and work to learn from"),
        ):
            write_statement(
                actor=user,
                tension_id=tension.id,
                kind=kind,
                text=text,
                because="it decides what happens to us" if kind == "need" else "",
                visibility="partners",
            )
        share_side(actor=user, tension_id=tension.id)
        seal_weights(actor=user, tension_id=tension.id, version=0)
    skip_gate(actor=world.bob, tension_id=tension.id, reason="The review is on Monday already.")
    return tension.id


def navigating(world: World) -> str:
    """The draft of an outcome in which the disagreement stays; returns its id."""
    return draft_navigation(actor=world.alice, tension_id=open_plans(world)).id


def suggestion(world: World, *, state: str = "taken_up") -> Proposal:
    """A plan of alice's with one piece of work, as it is stored once bob has said yes."""
    today = timezone.localdate()
    answered = timezone.now() if state != "suggested" else None
    proposal = Proposal(
        organisation=world.organisation,
        tension_id=open_plans(world),
        suggested_by_id=member(world, world.alice),
        state=state,
        answered_at=answered,
        plan={
            "title": TITLE,
            "summary": "Kit, then tests.",
            "placements": {},
            "stages": [
                {
                    "name": "Build",
                    "starts": today.isoformat(),
                    "ends": (today + timedelta(days=28)).isoformat(),
                    "options": [{"title": "The kit", "note": ""}],
                },
                {"name": "Later", "starts": today.isoformat(), "ends": None, "options": []},
            ],
        },
    )
    proposal.save(force_insert=True)
    return proposal


def row(agreement_id: str) -> Agreement:
    return Agreement.objects.get(id=agreement_id)

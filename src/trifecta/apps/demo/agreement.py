"""Faster reviews and quieter nights: six promises of a summer, and the day to look back on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from trifecta.apps.compromise.services.agreements import draft_agreement
from trifecta.apps.compromise.services.keeping import Answer, add_note, settle_commitment
from trifecta.apps.compromise.services.signing import propose, sign
from trifecta.apps.compromise.services.writing import (
    CommitmentWords,
    Words,
    add_commitment,
    edit_draft,
)
from trifecta.apps.demo.cast import NOOR, ROBIN, Character
from trifecta.apps.demo.story import Story
from trifecta.apps.people.models import Partnership
from trifecta.apps.people.selectors import partnership_for

TITLE: Final = "Faster reviews, quieter nights"
SUMMARY: Final = (
    "Changes wait two days to be read, and the old event pipeline wakes people. Both come before "
    "anything new this summer; launches are spaced so that nobody has two in one week."
)
LOOK_BACK_DAYS_AGO: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promise:
    """One commitment: who, what, by when (days ago), and what became of it when."""

    owner: Character
    text: str
    due: int
    answer: Answer | None
    answered: int = 0


PROMISES: Final = (
    _Promise(
        owner=ROBIN,
        text="Every change gets its first reader within one working day",
        due=115,
        answer=Answer(state="kept"),
        answered=116,
    ),
    _Promise(
        owner=NOOR,
        text="No two launches in one week until the pipeline is replaced",
        due=100,
        answer=Answer(state="kept"),
        answered=98,
    ),
    _Promise(
        owner=ROBIN,
        text="The three alarms that wake us most are gone",
        due=92,
        answer=Answer(state="kept"),
        answered=90,
    ),
    _Promise(
        owner=NOOR,
        text="Ask for experiments in batches of five, with the question written down first",
        due=75,
        answer=Answer(state="kept"),
        answered=73,
    ),
    _Promise(
        owner=ROBIN,
        text="The event pipeline runs on the new system",
        due=60,
        answer=Answer(
            state="not_kept",
            reason="It took four weeks longer than we thought; it is half moved over.",
        ),
        answered=58,
    ),
    _Promise(
        owner=NOOR,
        text="Tell the executives, with numbers, what the quiet weeks were for",
        due=20,
        answer=None,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An agreement in force, and the ids of its commitments in the order of PROMISES."""

    agreement_id: str
    commitments: tuple[str, ...]


def agree_in_summer(story: Story, growth: Partnership) -> Agreed:
    """Written by Robin, proposed, and signed by both."""
    robin, noor = story.account(ROBIN), story.account(NOOR)
    story.at(142, 10)
    agreement_id = draft_agreement(actor=robin, partnership_id=growth.id, title=TITLE).id
    review_on = _day(story, LOOK_BACK_DAYS_AGO)
    words = Words(title=TITLE, summary=SUMMARY, review_on=review_on)
    edit_draft(actor=robin, agreement_id=agreement_id, words=words)
    members = _member_ids(story, growth)
    commitments = [
        add_commitment(
            actor=robin,
            agreement_id=agreement_id,
            words=CommitmentWords(
                text=promise.text, owner=members[promise.owner.key], due=_day(story, promise.due)
            ),
        )
        for promise in PROMISES
    ]
    story.at(141, 11)
    version = propose(actor=robin, agreement_id=agreement_id)
    sign(actor=robin, agreement_id=agreement_id, version=version)
    story.at(140, 9, 20)
    sign(actor=noor, agreement_id=agreement_id, version=version)
    return Agreed(agreement_id=agreement_id, commitments=tuple(commitments))


def keep_promises(story: Story, agreed: Agreed) -> None:
    """What became of them, as far as it has been said."""
    for promise, commitment_id in zip(PROMISES, agreed.commitments, strict=True):
        if promise.answer:
            story.at(promise.answered, 17)
            settle_commitment(
                actor=story.account(promise.owner),
                commitment_id=commitment_id,
                answer=promise.answer,
            )


def begin_to_look_back(story: Story, agreed: Agreed) -> None:
    """Noor has written a note; one promise has no answer yet."""
    story.at(2, 15)
    add_note(
        actor=story.account(NOOR),
        agreement_id=agreed.agreement_id,
        text="The alarms made the difference for me: nobody was short with anybody on a Monday. "
        "The pipeline was too much for one summer, and I had asked for it.",
    )


def _member_ids(story: Story, growth: Partnership) -> dict[str, str]:
    view = partnership_for(actor=story.account(ROBIN), partnership_id=growth.id)
    return {
        character.key: member.id
        for character in (ROBIN, NOOR)
        for member in view.members
        if member.user_id == story.account(character).id
    }


def _day(story: Story, days_ago: int) -> date:
    return story.today - timedelta(days=days_ago)

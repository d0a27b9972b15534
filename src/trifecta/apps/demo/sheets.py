"""Filling in a check-in as a person does: question by question, through the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.apps.checkins.selectors.rounds import RoundView, round_for
from trifecta.apps.checkins.services import (
    add_limit,
    finish_limits,
    save_limits_guess,
    save_marks,
    save_points,
    save_pulse,
    seal_entry,
)
from trifecta.apps.demo.answers import Marks
from trifecta.apps.demo.cast import Character
from trifecta.apps.demo.story import Story
from trifecta.domain.checkins.entry import Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Something that limits a person: its kind, their words, and who may see it."""

    kind: str
    text: str
    visibility: str = "partners"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    """All that one person answers in a round; what is about others has their first name as key."""

    who: Character
    marks: Marks
    guesses: Mapping[str, Marks]
    points: Mapping[str, int]
    points_guesses: Mapping[str, Mapping[str, int]]
    limits: tuple[Limit, ...]
    limits_guesses: Mapping[str, frozenset[str]]
    pulse: Mapping[str, int]


def fill_in(story: Story, *, round_id: str, sheet: FilledIn) -> None:
    """Answer everything and seal it."""
    actor = story.account(sheet.who)
    view = round_for(actor=actor, round_id=round_id)
    _mark_questions(view, story, sheet, upto=len(view.sheet.questions))
    _share_out_points(view, story, sheet)
    _write_limits(view, story, sheet)
    save_pulse(actor=actor, round_id=round_id, marks=sheet.pulse, final=True)
    seal_entry(actor=actor, round_id=round_id)


def begin(story: Story, *, round_id: str, sheet: FilledIn, questions: int) -> None:
    """Answer the first questions, and stop."""
    view = round_for(actor=story.account(sheet.who), round_id=round_id)
    _mark_questions(view, story, sheet, upto=questions)


def _mark_questions(view: RoundView, story: Story, sheet: FilledIn, *, upto: int) -> None:
    for question in view.sheet.questions[:upto]:
        key = question.item.key
        save_marks(
            actor=story.account(sheet.who),
            round_id=view.id,
            number=question.number,
            own=question.shown(sheet.marks[key]),
            guesses={
                other.id: question.shown(sheet.guesses[other.name][key]) for other in view.others
            },
        )


def _share_out_points(view: RoundView, story: Story, sheet: FilledIn) -> None:
    actor = story.account(sheet.who)
    save_points(
        actor=actor, round_id=view.id, about="", points=Points(known=sheet.points), final=True
    )
    for other in view.others:
        points = Points(known=sheet.points_guesses[other.name])
        save_points(actor=actor, round_id=view.id, about=other.id, points=points, final=True)


def _write_limits(view: RoundView, story: Story, sheet: FilledIn) -> None:
    actor = story.account(sheet.who)
    for limit in sheet.limits:
        add_limit(
            actor=actor,
            round_id=view.id,
            kind=limit.kind,
            text=limit.text,
            visibility=limit.visibility,
        )
    finish_limits(actor=actor, round_id=view.id)
    for other in view.others:
        kinds = sheet.limits_guesses[other.name]
        save_limits_guess(actor=actor, round_id=view.id, about=other.id, kinds=kinds, final=True)

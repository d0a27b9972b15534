"""What one person has written in tensions, to take along: nothing that anybody else wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Q

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors.own import where_i_read
from trifecta.apps.tensions.models import (
    Draft,
    EarlierStatement,
    EarlierWeights,
    GateSkip,
    PlayBack,
    Question,
    Side,
    Statement,
    Tension,
    WeightsDraft,
)

Data = dict[str, Any]
Grouped = Mapping[str, list[Data]]


def my_tensions(*, actor: User) -> list[Data]:
    """Every tension of the partnerships `actor` is or was in, with their own words in it.

    The title belongs to all members: it comes along while `actor` is one of them.
    """
    rows = Tension.objects.filter(
        Q(opened_by__user=actor)
        | Q(sides__member__user=actor)
        | Q(statements__member__user=actor)
        | Q(questions__asker__user=actor)
        | Q(questions__addressee__user=actor)
        | Q(drafts__member__user=actor)
        | Q(skips__member__user=actor)
        | Q(withdrawn_by__user=actor)
    ).distinct()
    known = {row.id: row for row in rows.select_related("opened_by", "withdrawn_by")}
    parts = {name: collect(actor) for name, collect in PARTS.items()}
    read = where_i_read(actor=actor)
    return [
        _tension(row, actor, read, {name: found.get(row.id, []) for name, found in parts.items()})
        for row in sorted(known.values(), key=lambda one: (one.created_at, one.id))
    ]


def _tension(row: Tension, actor: User, read: frozenset[str], parts: Mapping[str, Any]) -> Data:
    mine = row.withdrawn_by is not None and row.withdrawn_by.user_id == actor.id
    return {
        "id": row.id,
        "partnership_id": row.partnership_id,
        "title": row.title if row.partnership_id in read else None,
        "opened": row.created_at,
        "opened_by_me": row.opened_by.user_id == actor.id,
        "state": row.state,
        "set_aside_because": row.withdrawn_because if mine else None,
        **parts,
    }


def _by_tension(rows: Iterable[Any], made: Callable[[Any], Data]) -> Grouped:
    found: dict[str, list[Data]] = defaultdict(list)
    for row in rows:
        found[row.tension_id].append(made(row))
    return found


def _sides(actor: User) -> Grouped:
    rows = Side.objects.filter(member__user=actor).order_by("created_at", "id")
    return _by_tension(
        rows,
        lambda row: {
            "first_shared": row.first_shared_at,
            "last_shared": row.shared_at,
            "weights_sealed": row.weights_sealed_at,
        },
    )


def _weights(actor: User) -> Grouped:
    """What is not sealed yet, and what was before."""
    drafts = _by_tension(
        WeightsDraft.objects.filter(member__user=actor),
        lambda row: {"kept": row.created_at, "draft": row.said},
    )
    earlier = _by_tension(
        EarlierWeights.objects.filter(member__user=actor),
        lambda row: {
            "sealed": row.sealed_at,
            "until": row.created_at,
            "version": row.version,
            "weights": row.shares,
        },
    )
    return {key: [*earlier.get(key, []), *drafts.get(key, [])] for key in {*earlier, *drafts}}


def _statements(actor: User) -> Grouped:
    rows = Statement.objects.filter(member__user=actor)
    earlier: dict[str, list[Data]] = defaultdict(list)
    for one in EarlierStatement.objects.filter(statement__member__user=actor).order_by("version"):
        earlier[one.statement_id].append(
            {"text": one.text, "because": one.because, "visibility": one.visibility}
        )
    return _by_tension(
        rows,
        lambda row: {
            "id": row.id,
            "kind": row.kind,
            "text": row.text,
            "because": row.because,
            "visibility": row.visibility,
            "weight": row.weight,
            "written": row.created_at,
            "changed": row.changed_at,
            "removed": row.removed_at,
            "earlier": earlier[row.id],
        },
    )


def _asked(actor: User) -> Grouped:
    return _by_tension(
        Question.objects.filter(asker__user=actor),
        lambda row: {
            "to": row.addressee_id,
            "text": row.text,
            "asked": row.created_at,
            "taken_back": row.withdrawn_at,
        },
    )


def _answered(actor: User) -> Grouped:
    return _by_tension(
        Question.objects.filter(addressee__user=actor).exclude(answered_at=None, declined_at=None),
        lambda row: {
            "to": row.asker_id,
            "text": row.answer,
            "answered": row.answered_at,
            "declined": row.declined_at,
        },
    )


def _said_back(actor: User) -> Grouped:
    return _by_tension(
        PlayBack.objects.filter(speaker__user=actor),
        lambda row: {
            "about": row.about_id,
            "text": row.text,
            "said": row.created_at,
            "verdict": row.verdict,
        },
    )


def _corrected(actor: User) -> Grouped:
    return _by_tension(
        PlayBack.objects.filter(about__user=actor).exclude(decided_at=None),
        lambda row: {
            "to": row.speaker_id,
            "verdict": row.verdict,
            "text": row.correction,
            "decided": row.decided_at,
        },
    )


def _skipped(actor: User) -> Grouped:
    return _by_tension(
        GateSkip.objects.filter(member__user=actor),
        lambda row: {"stage": row.stage, "reason": row.reason, "at": row.created_at},
    )


def _drafts(actor: User) -> Grouped:
    return _by_tension(
        Draft.objects.filter(member__user=actor).order_by("created_at", "id"),
        lambda row: {"place": row.place, "text": row.text, "kept": row.created_at},
    )


PARTS: Mapping[str, Callable[[User], Grouped]] = {
    "sides": _sides,
    "statements": _statements,
    "weights": _weights,
    "questions": _asked,
    "answers": _answered,
    "said_back": _said_back,
    "verdicts": _corrected,
    "skips": _skipped,
    "drafts": _drafts,
}

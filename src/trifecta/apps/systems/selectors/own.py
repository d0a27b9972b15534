"""What one person has put into models, to take along.

Words that all members share come along while their reader is one of them.
"""

from __future__ import annotations

from typing import Any

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors.own import where_i_read
from trifecta.apps.systems.models import Decision, ModelVersion, Observed, Ranges, SystemModel

Data = dict[str, Any]


def my_models(*, actor: User) -> Data:
    """Models `actor` has begun, texts they wrote, counts, ranges, and decisions."""
    read = where_i_read(actor=actor)
    return {
        "begun": [_begun(row, row.partnership_id in read) for row in _models(actor)],
        "texts": [_text(row, row.model.partnership_id in read) for row in _texts(actor)],
        "counted": [
            _counted(row, row.model.partnership_id in read)
            for row in Observed.objects.filter(brought_by__user=actor).select_related("model")
        ],
        "counted_before": [
            _counted_before(row, row.model.partnership_id in read)
            for row in Observed.objects.filter(before_by__user=actor).select_related("model")
        ],
        "ranges": [
            _ranges(row, row.model.partnership_id in read)
            for row in Ranges.objects.filter(said_by__user=actor).select_related("model")
        ],
        "decided": [
            _decision(row, row.model.partnership_id in read)
            for row in Decision.objects.filter(decided_by__user=actor).select_related("model")
        ],
        "promised": [
            _decision(row, row.model.partnership_id in read)
            for row in Decision.objects.filter(owner__user=actor).select_related("model")
        ],
        "looked_back": [
            _looked_back(row, row.model.partnership_id in read)
            for row in Decision.objects.filter(ended_by__user=actor).select_related("model")
        ],
    }


def _models(actor: User) -> list[SystemModel]:
    rows = SystemModel.objects.filter(started_by__user=actor)
    return list(rows.order_by("created_at", "id"))


def _texts(actor: User) -> list[ModelVersion]:
    rows = ModelVersion.objects.filter(written_by__user=actor).select_related("model")
    return list(rows.order_by("created_at", "id"))


def _begun(row: SystemModel, reads: bool) -> Data:
    return {
        "id": row.id,
        "partnership_id": row.partnership_id,
        "begun": row.created_at,
        "name": row.name if reads else None,
        "question": row.question if reads else None,
    }


def _text(row: ModelVersion, reads: bool) -> Data:
    return {
        "model_id": row.model_id,
        "version": row.number,
        "written": row.created_at,
        "text": row.text if reads else None,
        "semantics": row.semantics,
    }


def _ranges(row: Ranges, reads: bool) -> Data:
    return {
        "model_id": row.model_id,
        "said": row.said_at,
        "ranges": row.text if reads else None,
    }


def _counted(row: Observed, reads: bool) -> Data:
    return {
        "model_id": row.model_id,
        "brought_in": row.brought_at,
        "counts": row.counts if reads else None,
        "columns_mapped": row.mapping if reads else None,
    }


def _counted_before(row: Observed, reads: bool) -> Data:
    return {
        "model_id": row.model_id,
        "brought_in": row.before_at,
        "counts": row.before if reads else None,
    }


def _decision(row: Decision, reads: bool) -> Data:
    return {
        "model_id": row.model_id,
        "decision_id": row.id,
        "taken": row.created_at,
        "what": row.what if reads else None,
        "expected": row.expected if reads else None,
        "due": row.due,
        "review_on": row.review_on,
        "state": row.state,
    }


def _looked_back(row: Decision, reads: bool) -> Data:
    return {
        "model_id": row.model_id,
        "decision_id": row.id,
        "done": row.done,
        "outcome": row.outcome,
        "learnt": row.learnt if reads else None,
    }

"""What whoever runs the installation may know of the records, and what a person did by them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from trifecta.apps.records.audit import Identified
from trifecta.apps.records.keys import opens
from trifecta.apps.records.models import AuditEvent, DataKey


def unreadable_keys() -> int:
    """How many data keys the current master key does not open; none before the first migration."""
    if DataKey._meta.db_table not in connection.introspection.table_names():
        return 0
    return sum(not opens(key) for key in DataKey.objects.all().iterator())


def data_keys() -> int:
    """How many organisations have sealed something."""
    return DataKey.objects.count()


def latest_event_at() -> datetime | None:
    """When the newest event of the audit trail happened."""
    latest: datetime | None = AuditEvent.objects.aggregate(latest=Max("at"))["latest"]
    return latest


def acts_of(*, actor: Identified) -> list[dict[str, Any]]:
    """What the audit trail says `actor` has done, oldest first; it never holds what was written."""
    rows = AuditEvent.objects.filter(actor_id=actor.id).order_by("at", "id")
    return [
        {"at": row.at, "act": row.action, "on": row.subject_type, "reason": row.reason}
        for row in rows.iterator(2000)
    ]

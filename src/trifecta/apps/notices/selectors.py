"""What one person has been told by mail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from trifecta.apps.notices.models import Notice


def my_notices(*, actor: AbstractBaseUser) -> list[dict[str, Any]]:
    """Every notice to `actor`, oldest first; none quotes what anybody wrote."""
    rows = Notice.objects.filter(recipient_id=actor.pk).order_by("created_at", "id")
    return [
        {"at": row.created_at, "sent": row.sent_at, "subject": row.subject, "body": row.body}
        for row in rows
    ]

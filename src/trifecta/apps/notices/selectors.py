"""What one person has been told by mail, and which mails they want."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from trifecta.apps.notices.models import MailChoice, Mails, Notice


def chosen_by(*, recipient_id: str) -> str:
    """Which mails somebody has chosen; each as it happens until they have."""
    row = MailChoice.objects.filter(recipient_id=recipient_id).first()
    return row.choice if row else Mails.EACH.value


def my_mails(*, actor: AbstractBaseUser) -> str:
    """Which mails `actor` has chosen."""
    return chosen_by(recipient_id=str(actor.pk))


def my_notices(*, actor: AbstractBaseUser) -> list[dict[str, Any]]:
    """Every notice to `actor`, oldest first; none quotes what anybody wrote."""
    rows = Notice.objects.filter(recipient_id=actor.pk).order_by("created_at", "id")
    return [
        {
            "at": row.created_at,
            "sent": row.sent_at,
            "left_out": row.quiet_at,
            "subject": row.subject,
            "body": row.body,
        }
        for row in rows
    ]

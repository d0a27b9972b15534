"""Background work of notices."""

from __future__ import annotations

from django_tasks import task


@task()
def send_notice(notice_id: str) -> None:
    """Send one queued notice."""
    from trifecta.apps.notices.services import send

    send(notice_id=notice_id)

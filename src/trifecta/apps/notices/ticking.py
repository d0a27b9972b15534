"""What is due for notices now and then."""

from __future__ import annotations

from trifecta.apps.notices.services import send_waiting


def tick() -> dict[str, int]:
    return {"notices sent": send_waiting()}

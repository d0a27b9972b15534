"""What every page knows: the demo banner, and where a text may go to be read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def product(_request: HttpRequest) -> dict[str, Any]:
    model = settings.TRIFECTA_READER
    return {"demo": settings.TRIFECTA_DEMO, "reader_host": model.host if model else ""}

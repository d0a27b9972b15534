"""What every page knows: the demo banner and whether sign-in by OIDC is there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def product(_request: HttpRequest) -> dict[str, Any]:
    return {"demo": settings.TRIFECTA_DEMO}

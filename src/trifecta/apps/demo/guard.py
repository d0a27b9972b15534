"""Stops the product before real data is opened as the demonstration, or the other way round."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from trifecta.apps.demo.selectors import reason_to_refuse


def refuse_to_mix() -> None:
    """Raise ImproperlyConfigured, with what to do, when database and mode do not match."""
    reason = reason_to_refuse(demo=settings.TRIFECTA_DEMO)
    if reason:
        raise ImproperlyConfigured(reason)

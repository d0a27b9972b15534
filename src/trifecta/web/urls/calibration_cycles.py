"""Addresses of setting a cycle up, taking it on, and exchanging it with other systems."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

patterns: list[URLPattern | URLResolver] = []

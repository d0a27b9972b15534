"""Addresses of evidence, and of what comes after the release."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

patterns: list[URLPattern | URLResolver] = []

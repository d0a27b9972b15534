"""Addresses of proposing, talking and deciding."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

patterns: list[URLPattern | URLResolver] = []

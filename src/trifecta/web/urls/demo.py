"""Addresses of the demonstration; they exist only where TRIFECTA_DEMO is on."""

from __future__ import annotations

from django.urls import URLPattern, path

from trifecta.web.views import demo

app_name = "demo"
urlpatterns: list[URLPattern] = [
    path("", demo.people, name="people"),
    path("be/", demo.be, name="be"),
]

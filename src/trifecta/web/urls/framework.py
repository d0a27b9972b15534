"""The address of what the framework knows."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from trifecta.web.views import framework

app_name = "framework"

urlpatterns: list[URLPattern | URLResolver] = [
    path("framework/", framework.framework, name="framework"),
]

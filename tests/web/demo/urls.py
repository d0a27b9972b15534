"""The product's addresses as they are where the demonstration is on."""

from __future__ import annotations

from django.urls import include, path

from trifecta.config.urls import handler404, handler500
from trifecta.config.urls import urlpatterns as everywhere

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [*everywhere, path("demo/", include("trifecta.web.urls.demo"))]

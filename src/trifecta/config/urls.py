"""Every address of the web application."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from trifecta.web.views.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("account/", include("allauth.urls")),
    path("", include("trifecta.web.urls.checkins")),
    path("", include("trifecta.web.urls.tensions")),
    path("", include("trifecta.web.urls.people")),
    path("", include("trifecta.web.urls.compromise")),
    path("", include("trifecta.web.urls.calibration")),
    path("", include("trifecta.web.urls.framework")),
    path("", include("trifecta.web.urls.situations")),
    path("", include("trifecta.web.urls.systems")),
]

if settings.TRIFECTA_DEMO:
    urlpatterns.append(path("demo/", include("trifecta.web.urls.demo")))

handler400 = "trifecta.web.views.errors.refused"
handler404 = "trifecta.web.views.errors.not_found"
handler429 = "trifecta.web.views.errors.too_many"  # allauth looks for it here
handler500 = "trifecta.web.views.errors.broken"

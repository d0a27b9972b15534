"""Addresses of calibration: cycles, evidence and what comes after, and rating."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from trifecta.web.urls import calibration_cycles, calibration_evidence, calibration_rating
from trifecta.web.views import calibration

app_name = "calibration"

urlpatterns: list[URLPattern | URLResolver] = [
    path("calibration/", calibration.home, name="home"),
    path("cycle/<str:cycle_id>/", calibration.cycle, name="cycle"),
    path("case/<str:case_id>/", calibration.case, name="case"),
    *calibration_cycles.patterns,
    *calibration_evidence.patterns,
    *calibration_rating.patterns,
]

"""Addresses of calibration: cycles, evidence and what comes after, and rating."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from trifecta.web.urls import calibration_cycles, calibration_evidence, calibration_rating
from trifecta.web.views import calibration, calibration_explained, calibration_figures

app_name = "calibration"

urlpatterns: list[URLPattern | URLResolver] = [
    path("calibration/sharing/", calibration_explained.sharing_helps, name="sharing"),
    path("calibration/who-does-what/", calibration_explained.who_does_what, name="who-does-what"),
    path("calibration/telling/", calibration_explained.telling, name="telling"),
    path("calibration/telling.txt", calibration_explained.telling_text, name="telling-text"),
    path("cycle/<str:cycle_id>/figures/", calibration_figures.figures, name="figures"),
    path("case/<str:case_id>/", calibration.case, name="case"),
    *calibration_cycles.patterns,
    *calibration_evidence.patterns,
    *calibration_rating.patterns,
]

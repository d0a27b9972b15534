"""The calibration application."""

from django.apps import AppConfig


class CalibrationConfig(AppConfig):
    name = "trifecta.apps.calibration"
    label = "calibration"

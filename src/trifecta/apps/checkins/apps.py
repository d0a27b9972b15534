"""The checkins application."""

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "trifecta.apps.checkins"
    label = "checkins"

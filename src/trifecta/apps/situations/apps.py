"""The situations application."""

from django.apps import AppConfig


class SituationsConfig(AppConfig):
    name = "trifecta.apps.situations"
    label = "situations"

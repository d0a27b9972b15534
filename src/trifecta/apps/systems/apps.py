"""The systems application."""

from django.apps import AppConfig


class SystemsConfig(AppConfig):
    name = "trifecta.apps.systems"
    label = "systems"

"""The tensions application."""

from django.apps import AppConfig


class TensionsConfig(AppConfig):
    name = "trifecta.apps.tensions"
    label = "tensions"

"""The records application."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "trifecta.apps.records"
    label = "records"

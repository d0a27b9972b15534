"""The notices application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "trifecta.apps.notices"
    label = "notices"

"""The compromise application."""

from django.apps import AppConfig


class CompromiseConfig(AppConfig):
    name = "trifecta.apps.compromise"
    label = "compromise"

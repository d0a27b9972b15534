"""The people application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "trifecta.apps.people"
    label = "people"

"""The web application: templates, tags and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "trifecta.web"
    label = "web"

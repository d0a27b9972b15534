"""The web application: templates, tags and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "trifecta.web"
    label = "web"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from trifecta.web.signing_in import note

        user_logged_in.connect(note, dispatch_uid="trifecta.web.signing_in")

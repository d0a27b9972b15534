"""Fills a database with the made-up history and prints which pages to measure, and as whom."""

from __future__ import annotations

import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from benchmarks.web.pages import pages  # noqa: E402
from trifecta.apps.demo.services import load_demo  # noqa: E402
from trifecta.apps.people.models import User  # noqa: E402


def session_of(user: User) -> str:
    """A session as the sign-in page would give, without asking for a password."""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_demo()
    reader, found = pages()
    print(json.dumps({"cookie": session_of(reader), "pages": found}))

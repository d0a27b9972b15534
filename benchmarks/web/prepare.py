"""Fills a database with the made-up history and prints which pages to measure, and as whom."""

from __future__ import annotations

import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.web.pages import pages  # noqa: E402
from trifecta.apps.demo.services import load_demo  # noqa: E402
from trifecta.apps.people.models import User  # noqa: E402


def session_of(user: User) -> str:
    """The cookies a browser has after signing in, without asking for a password."""
    client = Client(headers={"host": "127.0.0.1"})
    client.get(reverse("account_login"))
    client.force_login(user)
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    return "; ".join(f"{name}={client.cookies[name].value}" for name in names)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_demo()
    reader, found = pages()
    cookie = session_of(reader)
    print(json.dumps({"pages": [(*page, cookie) for page in found]}))

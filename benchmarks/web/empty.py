"""The pages to compare with: a fresh Django project, its usual middleware, and hardly a template.

One page asks nothing of the database. The other is for people who are signed in, so it reads a
session and an account, as every page of the product has to. Both use the product's own database
settings, in a database of their own.

    python -m benchmarks.web.empty   makes the tables and an account, and prints its cookie as JSON
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from benchmarks.web import EMPTY_PATH, EMPTY_TEXT, SIGNED_IN_PATH
from trifecta.config.database import database_config

PAGE = f"<!doctype html><title>Empty</title><h1>{{{{ heading }}}}</h1><p>{EMPTY_TEXT}</p>"
FOLDER = Path(os.environ["EMPTY_FOLDER"])

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1", "testserver"],
    DATABASES={"default": database_config(os.environ.get("DATABASE_URL", ""), FOLDER)},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ROOT_URLCONF="benchmarks.web.empty",
    SECRET_KEY=os.environ["EMPTY_SECRET_KEY"],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
application = get_wsgi_application()
TEMPLATE = engines["django"].from_string(PAGE)


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TEMPLATE.render({"heading": "Empty"}, request))


@login_required
def signed_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TEMPLATE.render({"heading": request.user.get_username()}, request))


urlpatterns = [path(EMPTY_PATH[1:], empty), path(SIGNED_IN_PATH[1:], signed_in)]


def prepare() -> None:
    """Tables, an account, and a session for it."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    call_command("migrate", verbosity=0)
    client = Client()
    client.force_login(get_user_model().objects.create_user("somebody"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    print(json.dumps({"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}))


if __name__ == "__main__":
    prepare()

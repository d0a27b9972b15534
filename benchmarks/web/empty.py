"""The page to compare with: a fresh Django project with its usual middleware and a template."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from benchmarks.web import EMPTY_TEXT

PAGE = f"<!doctype html><title>Empty</title><h1>{{{{ heading }}}}</h1><p>{EMPTY_TEXT}</p>"

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY=secrets.token_hex(32),
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
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


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TEMPLATE.render({"heading": "Empty"}, request))


urlpatterns = [path("", page)]
application = get_wsgi_application()
TEMPLATE = engines["django"].from_string(PAGE)

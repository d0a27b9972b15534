"""Pages of calibration as one person gets them."""

from __future__ import annotations

import html
import re
from typing import Any

from django.urls import reverse
from tests.browsing import browser, forms_of, send

from trifecta.apps.people.models import User


def address(name: str, *arguments: str) -> str:
    return reverse(f"calibration:{name}", args=arguments)


def text_of(response: Any) -> str:
    """What is on the page, without tags, spaces made one."""
    body = re.sub(r"(?s)<head>.*?</head>", " ", response.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def page(user: User, name: str, *arguments: str, query: str = "") -> str:
    response = browser(user).get(address(name, *arguments) + query)
    assert response.status_code == 200, response.status_code
    return text_of(response)


def source(user: User, name: str, *arguments: str) -> str:
    return browser(user).get(address(name, *arguments)).content.decode()


def fill(
    reader: User, name: str, *arguments: str, to: str = "", query: str = "", **given: Any
) -> Any:
    """Open the page and send the form on it that leads to `to`, or back to the page itself."""
    client = browser(reader)
    here = address(name, *arguments) + query
    shown = client.get(here)
    assert shown.status_code == 200, shown.status_code
    wanted = address(to, *arguments) if to else here
    form = next(
        one for one in forms_of(shown.content.decode(), here) if one.action.startswith(wanted)
    )
    press = given.pop("press", 0)
    return send(client, form, form.data(given, press=press))

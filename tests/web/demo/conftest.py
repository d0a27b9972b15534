"""The product in the mode of the demonstration."""

from __future__ import annotations

from typing import Any

import pytest

from trifecta.apps.demo.cast import ROBIN
from trifecta.apps.people.models import User
from trifecta.apps.people.services import create_organisation


@pytest.fixture
def demo(settings: Any) -> None:
    settings.TRIFECTA_DEMO = True
    settings.ROOT_URLCONF = "tests.web.demo.urls"


@pytest.fixture
def robin(db: None) -> User:
    """Robin of the story, in an organisation of the demonstration."""
    user = User.objects.create_user(email=ROBIN.email, name=ROBIN.name)
    create_organisation(actor=user, name="Larkspur", is_demo=True)
    return user

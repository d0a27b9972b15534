"""The demonstration and real data never meet in one database."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from tests.personas import account

from trifecta.apps.demo.guard import refuse_to_mix
from trifecta.apps.people.services import create_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_mode(settings: Any) -> None:
    settings.TRIFECTA_DEMO = True


def test_an_empty_database_may_become_either() -> None:
    refuse_to_mix()


@pytest.mark.usefixtures("demo_mode")
def test_the_demonstration_opens_what_it_made() -> None:
    create_organisation(actor=account("Robin"), name="Larkspur", is_demo=True)

    refuse_to_mix()


@pytest.mark.usefixtures("demo_mode")
def test_the_demonstration_refuses_a_real_organisation() -> None:
    create_organisation(actor=account("Alice"), name="Acme")

    with pytest.raises(ImproperlyConfigured, match="not of the demonstration"):
        refuse_to_mix()


@pytest.mark.usefixtures("demo_mode")
def test_the_demonstration_refuses_an_account_that_belongs_nowhere() -> None:
    create_organisation(actor=account("Robin"), name="Larkspur", is_demo=True)
    account("Alice")

    with pytest.raises(ImproperlyConfigured, match="not of the demonstration"):
        refuse_to_mix()


def test_real_work_refuses_what_the_demonstration_made() -> None:
    create_organisation(actor=account("Robin"), name="Larkspur", is_demo=True)

    with pytest.raises(ImproperlyConfigured, match="made by `trifecta demo`"):
        refuse_to_mix()


def test_real_work_opens_real_data() -> None:
    create_organisation(actor=account("Alice"), name="Acme")

    refuse_to_mix()

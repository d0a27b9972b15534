"""The page of the framework shows all of it, each part under its own address."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from trifecta.domain.framework.lookup import PIECES, SECTIONS
from trifecta.domain.framework.questions import QUESTIONS

pytestmark = pytest.mark.django_db


def page() -> str:
    return Client().get(reverse("framework:framework")).content.decode()


def test_every_piece_has_an_anchor_of_its_own_and_every_anchor_is_reached() -> None:
    ids = re.findall(r' id="([^"]+)"', page())
    assert len(ids) == len(set(ids))
    assert {piece.id for piece in PIECES} | {section.id for section in SECTIONS} <= set(ids)
    inner = set(re.findall(r'href="#([^"]+)"', page()))
    assert inner <= set(ids)


def test_every_question_stands_there_once_in_its_group() -> None:
    shown = html.unescape(page())
    for question in QUESTIONS:
        assert shown.count(f">{question.text}</li>") == 1


def test_it_is_linked_at_the_foot_of_every_page() -> None:
    how = Client().get(reverse("people:how-it-works")).content.decode()
    foot = how[how.index("<footer") :]
    assert f'href="{reverse("framework:framework")}"' in foot

"""Pages for everybody, signed in or not: what this is, how it works, who can see what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.people.selectors import any_account
from trifecta.charts.chart import Person
from trifecta.charts.gaps import Answer, GapPicture, Guess, KeyEntry, gap_key, gap_picture
from trifecta.domain.access import (
    Visibility,
    may_read_statement,
    may_use_in_plan_finder,
    words_for,
)

ROBIN: Final = Person(name="Robin", place=0)
NOOR: Final = Person(name="Noor", place=1)
READERS: Final = ("You", "Your partners", "Your executives", "Everybody else", "The plan finder")


def welcome(request: HttpRequest) -> HttpResponse:
    """What this is, for somebody who is not signed in."""
    context = {
        "open": get_adapter(request).is_open_for_signup(request),
        "first": not any_account(),
        "example": example(),
        "key": example_key(),
    }
    return render(request, "pages/welcome.html", context)


@cache
def example() -> GapPicture:
    """The picture that a check-in ends in, of two people who are made up."""
    return gap_picture(
        title="Noor cares about keeping people far more than Robin guessed",
        left="Keep everybody on the team",
        right="Hit the number this quarter",
        answers=[
            Answer(person=ROBIN, value=-3, guesses=(Guess(by=NOOR, value=-1),)),
            Answer(person=NOOR, value=-1, guesses=(Guess(by=ROBIN, value=3),)),
        ],
    )


@cache
def example_key() -> tuple[KeyEntry, ...]:
    return gap_key(first=ROBIN, second=NOOR)


@login_not_required
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """The way from being stuck to a signed agreement, explained."""
    return render(request, "pages/how_it_works.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One visibility, and which readers it lets read a statement that has been shared."""

    visibility: Visibility
    hint: str
    readers: tuple[tuple[str, bool], ...]


@login_not_required
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """The rules by which statements are shown, asked of the rules themselves."""
    context = {"rules": [_rule(visibility) for visibility in Visibility], "readers": READERS}
    return render(request, "pages/who_sees_what.html", context)


def _rule(visibility: Visibility) -> Rule:
    words = words_for(visibility, others=["your partners"])

    def may(viewer: str, *, partner: bool = False, leader: bool = False) -> bool:
        return may_read_statement(
            viewer=viewer,
            author="me",
            visibility=visibility,
            viewer_is_active_partner=partner,
            viewer_is_leader=leader,
            side_shared=True,
        ).allowed

    answers = (
        may("me", partner=True),
        may("partner", partner=True),
        may("executive", leader=True),
        may("somebody"),
        may_use_in_plan_finder(visibility=visibility, side_shared=True).allowed,
    )
    readers = tuple(zip(READERS, answers, strict=True))
    return Rule(visibility=visibility, hint=words.hint, readers=readers)

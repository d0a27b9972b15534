"""Telling the story from its beginning, and starting afresh."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from trifecta.apps.demo.agreement import agree_in_summer, begin_to_look_back, keep_promises
from trifecta.apps.demo.cast import EVERYBODY
from trifecta.apps.demo.clock import telling
from trifecta.apps.demo.founding import found_company, found_growth, found_prices
from trifecta.apps.demo.models_of_growth import (
    count_what_happened,
    model_their_hiring,
    model_their_open_work,
)
from trifecta.apps.demo.ratings import rate_growth_in_spring
from trifecta.apps.demo.ratings_now import (
    begin_the_autumn_cycle,
    close_the_evidence,
    propose_for_growth,
)
from trifecta.apps.demo.rounds_of_growth import check_in_three_times
from trifecta.apps.demo.rounds_of_prices import begin_the_next_one, check_in_as_three
from trifecta.apps.demo.selectors import reason_to_refuse, told_already
from trifecta.apps.demo.story import LONGEST_AGO, Story, moment
from trifecta.apps.demo.tension import half_understand_each_other
from trifecta.apps.notices.services import let_rest
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import heads_path


def load_demo() -> bool:
    """Tell the story in an empty database; returns whether it was told now.

    Everything is done by the services that people's own clicks call, on the days it happened on,
    counted back from today. Raises ImproperlyConfigured where there is data of somebody else's.
    """
    reason = reason_to_refuse(demo=True)
    if reason:
        raise ImproperlyConfigured(reason)
    if told_already():
        return False
    with transaction.atomic():
        _tell()
        let_rest()
    return True


def reset_demo() -> None:
    """Forget everything that was done in the demonstration, and tell the story again."""
    reason = reason_to_refuse(demo=True)
    if reason:
        raise ImproperlyConfigured(reason)
    call_command("flush", interactive=False, verbosity=0)
    heads_path().unlink(missing_ok=True)
    load_demo()


def _tell() -> None:
    zone = ZoneInfo(settings.TIME_ZONE)
    today = timezone.now().astimezone(zone).date()
    with telling(moment(today, zone, LONGEST_AGO, 8)) as clock:
        people = {
            character.key: User.objects.create_user(email=character.email, name=character.name)
            for character in EVERYBODY
        }
        _tell_in_order(Story(clock=clock, today=today, zone=zone, people=people))


def _tell_in_order(story: Story) -> None:
    company = found_company(story)
    growth = found_growth(story, company)
    check_in_three_times(story, growth, first=1, last=2)
    rate_growth_in_spring(story, company, growth)
    agreed = agree_in_summer(story, growth)
    prices = found_prices(story, company)
    keep_promises(story, agreed)
    model_their_hiring(story, growth)
    model_their_open_work(story, growth)
    check_in_as_three(story, prices)
    check_in_three_times(story, growth, first=3, last=3)
    autumn = begin_the_autumn_cycle(story, company, growth, prices)
    half_understand_each_other(story, growth)
    close_the_evidence(story, autumn)
    begin_the_next_one(story, prices)
    count_what_happened(story, growth)
    begin_to_look_back(story, agreed)
    propose_for_growth(story, autumn, growth)

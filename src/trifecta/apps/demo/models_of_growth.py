"""Two models of the growth team: hiring, which led to a decision, and open work, which has not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from trifecta.apps.demo.cast import NOOR, ROBIN
from trifecta.apps.demo.story import Story
from trifecta.apps.people.models import Partnership
from trifecta.apps.people.selectors import MemberView, partnership_for
from trifecta.apps.systems.selectors.models import models_of
from trifecta.apps.systems.services.deciding import decide
from trifecta.apps.systems.services.models import About, begin_model, save_text
from trifecta.apps.systems.services.observing import bring_in_counts
from trifecta.apps.systems.services.ranging import save_ranges
from trifecta.domain.systems.decisions import DecisionWords

HIRING: Final = """# Every round is a week. Numbers of the last two quarters.
Recruiters(2)
Interviewers(4)

[Candidates] > Sourced @ Recruiters * 12
Sourced > Screened @ Conversion(0.5)
Screened > Interviewed @ Interviewers * 2
Interviewed > Offers @ Conversion(0.25)
Offers > Hires @ Conversion(0.5)"""
FIRST_HIRING: Final = HIRING.replace("Interviewers * 2", "Interviewers * 4")
OPEN_WORK: Final = """# Every round is a week.
Doing(14)

[Asked_for] > Doing @ 5
Doing > Done @ 6 - (Doing / 12)"""
REVIEWED_DAYS_AGO: Final = 1
COUNTED: Final = """week,stock or flow,value
1,Sourced,25
1,Screened,0
2,Sourced,22
2,Screened,11
3,Sourced,24
3,Screened,14
3,Screened > Interviewed,8
4,Sourced,26
4,Screened,17
4,Screened > Interviewed,7
5,Sourced,23
5,Screened,22
5,Screened > Interviewed,8
6,Sourced,24
6,Screened,26
6,Screened > Interviewed,8
7,Sourced,25
7,Screened,30
7,Screened > Interviewed,11
8,Sourced,22
8,Screened,28
8,Screened > Interviewed,14
9,Sourced,24
9,Screened,25
9,Screened > Interviewed,15
10,Sourced,23
10,Screened,21
10,Screened > Interviewed,15
11,Sourced,25
11,Screened,17
11,Screened > Interviewed,16
12,Sourced,24
12,Screened,14
12,Screened > Interviewed,14
13,Sourced,23
13,Screened,11
13,Screened > Interviewed,15"""


MAY_BE = """# Two of us are on leave in turn, two more are learning.
Interviewers = integers(3, 6)
# The last two quarters had 0.4 and 0.6.
Sourced > Screened = triangular(0.3, 0.5, 0.65)
Interviewed > Offers = uniform(0.15, 0.35)"""


def model_their_hiring(story: Story, growth: Partnership) -> None:
    """Noor thought that too few people apply; the model says where they wait."""
    robin, noor = story.account(ROBIN), story.account(NOOR)
    story.at(54, 10)
    model = begin_model(
        actor=noor,
        partnership_id=growth.id,
        about=About(
            name="Hiring for growth",
            question="Do we need more candidates, or something else, to hire twelve people "
            "in a quarter?",
            answered_by="Hires",
            period="week",
            rounds=13,
        ),
        text=FIRST_HIRING,
    )
    story.at(53, 14, 20)
    save_text(actor=robin, model_id=model.id, text=HIRING, read=1)
    story.at(52, 11)
    members = {one.user_id: one.id for one in _members(story, growth)}
    decide(
        actor=robin,
        model_id=model.id,
        words=DecisionWords(
            what="Two more engineers learn to interview, and take two interviews a week each",
            expected="Those who wait for an interview go from 30 to below 10 within six weeks, "
            "and offers from two to three a week.",
            owner=members[robin.id],
            due=_day(story, 38),
            review_on=_day(story, REVIEWED_DAYS_AGO),
        ),
    )


def count_what_happened(story: Story, growth: Partnership) -> None:
    """What Robin counted in the weeks since, and between what Noor thinks its numbers may be."""
    robin = story.account(ROBIN)
    (hiring,) = (
        one
        for one in models_of(partnership=partnership_for(actor=robin, partnership_id=growth.id))
        if one.running
    )
    story.at(2, 12)
    bring_in_counts(actor=robin, model_id=hiring.id, counts=COUNTED)
    story.at(1, 16, 30)
    noor = story.account(NOOR)
    save_ranges(actor=noor, model_id=hiring.id, text=MAY_BE, read=0)


def model_their_open_work(story: Story, growth: Partnership) -> None:
    """Five texts in four days, and nothing decided."""
    noor = story.account(NOOR)
    story.at(44, 9, 40)
    model = begin_model(
        actor=noor,
        partnership_id=growth.id,
        about=About(
            name="What we have open",
            question="Would we finish more experiments if we began fewer?",
            answered_by="Done",
            period="week",
            rounds=26,
        ),
        text=OPEN_WORK,
    )
    texts = (
        OPEN_WORK.replace("/ 12", "/ 10"),
        OPEN_WORK.replace("Doing(14)", "Doing(18)"),
        OPEN_WORK.replace("@ 5", "@ 4"),
        OPEN_WORK.replace("Doing(14)", "Doing(10, 10)"),
    )
    for number, text in enumerate(texts, start=1):
        story.at(44 - number, 16, 10)
        save_text(actor=noor, model_id=model.id, text=text, read=number)


def _members(story: Story, growth: Partnership) -> tuple[MemberView, ...]:
    return partnership_for(actor=story.account(ROBIN), partnership_id=growth.id).members


def _day(story: Story, days_ago: int) -> date:
    return story.today - timedelta(days=days_ago)

"""Fifty experiments, or something new to build: a tension half-way to being understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trifecta.apps.demo.cast import NOOR, ROBIN, Character
from trifecta.apps.demo.story import Story, spoken
from trifecta.apps.people.models import Partnership
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.tensions.services import (
    answer_question,
    ask_question,
    confirm_play_back,
    correct_play_back,
    give_points,
    open_tension,
    play_back,
    seal_weights,
    share_side,
    write_statement,
)

TITLE: Final = "Fifty experiments, or something new to build"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One statement of a side; a need without points is one its writer has not weighed yet."""

    kind: str
    text: str
    because: str = ""
    visibility: str = "partners"
    points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exchange:
    """A question and its answer."""

    question: str
    answer: str


def half_understand_each_other(story: Story, growth: Partnership) -> str:
    """Everything up to Robin's second try to say what Noor needs; returns the tension's id.

    Robin has sealed how much each need counts; Noor has not begun to.
    """
    story.at(12, 10)
    tension_id = open_tension(actor=story.account(ROBIN), partnership_id=growth.id, title=TITLE).id
    story.at(12, 10, 15)
    _write_side(story, tension_id, ROBIN, _side_of_robin())
    story.at(11, 16)
    _write_side(story, tension_id, NOOR, _side_of_noor(story))
    story.at(10, 9, 30)
    robin, noor = _member_ids(story, growth)
    _ask(story, tension_id, ROBIN, noor, _asked_by_robin(story))
    story.at(9, 13)
    _ask(story, tension_id, NOOR, robin, ASKED_BY_NOOR)
    _say_back(story, tension_id, robin=robin, noor=noor)
    return tension_id


def _side_of_robin() -> tuple[_Said, ...]:
    return (
        _Said(
            kind="position",
            text="Not another quarter of the same small tests. Let us build the new onboarding "
            "service.",
        ),
        _Said(
            kind="need",
            text="Work this quarter that my engineers learn something from",
            because="two of them are close to leaving, and told me why",
            points=65,
        ),
        _Said(
            kind="need",
            text="Nobody on the same kind of test for more than two weeks",
            because="people asked to move in the summer, and I gave them my word",
            points=35,
        ),
        _Said(
            kind="constraint",
            text="I have six engineers. How many of them are still here in spring is what I am "
            "judged on.",
        ),
        _Said(
            kind="constraint",
            text="Somebody holds an offer from outside and will take it if nothing new has been "
            "promised by the end of next month. I know who, and may not say.",
            visibility="mediator",
        ),
    )


def _side_of_noor(story: Story) -> tuple[_Said, ...]:
    return (
        _Said(
            kind="position",
            text="All fifty experiments this quarter, before anybody starts anything else.",
        ),
        _Said(
            kind="need",
            text=f"Proof by {spoken(story.review)} that we can win customers this way",
            because="three of our eight seats are paid for until then, and not longer",
        ),
        _Said(
            kind="need",
            text="Results that hold when somebody checks them",
            because="last year’s were taken apart in front of everybody",
        ),
        _Said(
            kind="constraint",
            text=f"The funding review on {spoken(story.review)} counts experiments that are "
            "finished. One that is still running counts as none.",
            visibility="leadership",
        ),
    )


def _asked_by_robin(story: Story) -> tuple[_Exchange, ...]:
    return (
        _Exchange(
            question="Is it the number fifty that matters, or something that fifty would show?",
            answer="They do count, so the number is real. What would win them over is range: ten "
            "kinds of question say more than fifty tests of one kind.",
        ),
        _Exchange(
            question="What happens to you if we finish thirty?",
            answer="Three seats go in the month after, and two of those are your engineers’. I had "
            "kept that to myself; I did not want people to hear it as a threat.",
        ),
        _Exchange(
            question="Do they have to be spread over the quarter?",
            answer=f"Nobody looks at when they ran. They have to be done, and sound, by "
            f"{spoken(story.done_by)}.",
        ),
    )


ASKED_BY_NOOR: Final = (
    _Exchange(
        question="When your engineers say that they want something interesting, what is it?",
        answer="A hard problem, and knowing something at the end that they did not know before. "
        "Nobody asked for a particular technology. Two of them said statistics.",
    ),
    _Exchange(
        question="What is it about the experiments that wears people down?",
        answer="Weeks of changing the same page, with nothing left standing afterwards. If they "
        "took turns, and something was built that stays, I would hear another tone.",
    ),
    _Exchange(
        question="How does Kim look at your quarter?",
        answer="By who is still here. Two people left last year, and it has come up in every "
        "conversation since.",
    ),
)


def _write_side(
    story: Story, tension_id: str, who: Character, statements: tuple[_Said, ...]
) -> None:
    actor = story.account(who)
    points: dict[str, int] = {}
    for said in statements:
        row = write_statement(
            actor=actor,
            tension_id=tension_id,
            kind=said.kind,
            text=said.text,
            because=said.because,
            visibility=said.visibility,
        )
        if said.kind == "need":
            points[row.id] = said.points
    if all(points.values()):
        give_points(actor=actor, tension_id=tension_id, points=points)
        seal_weights(actor=actor, tension_id=tension_id, version=1)
    share_side(actor=actor, tension_id=tension_id)


def _ask(
    story: Story,
    tension_id: str,
    asker: Character,
    addressee_id: str,
    exchanges: tuple[_Exchange, ...],
) -> None:
    """All questions first, then all answers."""
    addressee = story.account(NOOR if asker is ROBIN else ROBIN)
    asked = [
        ask_question(
            actor=story.account(asker),
            tension_id=tension_id,
            addressee_id=addressee_id,
            text=exchange.question,
        )
        for exchange in exchanges
    ]
    for row, exchange in zip(asked, exchanges, strict=True):
        answer_question(
            actor=addressee, question_id=row.id, text=exchange.answer, version=row.version
        )


def _say_back(story: Story, tension_id: str, *, robin: str, noor: str) -> None:
    story.at(7, 11, 20)
    of_robin = play_back(
        actor=story.account(NOOR),
        tension_id=tension_id,
        about_id=robin,
        text="Your people have to learn something this quarter and must not be stuck on one kind "
        "of test. Two of them are ready to go, and whether they stay is what you are judged on.",
    )
    story.at(6, 9, 50)
    confirm_play_back(actor=story.account(ROBIN), play_back_id=of_robin.id)
    story.at(6, 10, 10)
    of_noor = play_back(
        actor=story.account(ROBIN),
        tension_id=tension_id,
        about_id=noor,
        text="You need fifty experiments because fifty is your target.",
    )
    story.at(5, 15, 30)
    correct_play_back(
        actor=story.account(NOOR),
        play_back_id=of_noor.id,
        correction="It is our team’s seats that hang on it, more than any target of mine. And the "
        "results have to hold when somebody checks, or they count for nothing.",
    )


def _member_ids(story: Story, growth: Partnership) -> tuple[str, str]:
    """Robin's and Noor's, as members of the partnership."""
    view = partnership_for(actor=story.account(ROBIN), partnership_id=growth.id)
    noor = story.account(NOOR)
    return view.me.id, next(m.id for m in view.members if m.user_id == noor.id)

"""What two people do on the way from "we are stuck" to a signed agreement, page by page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.test import Client
from tests.e2e.conftest import Person

from trifecta.apps.people.models import User
from trifecta.domain.compromise.problem import Option, Problem, Stage

PASSWORD = "a long and honest password"


def make_account(person: Person, *, name: str, email: str) -> None:
    """On the page that asks for it."""
    person.fill("Your name", name)
    person.fill("E-mail address", email)
    person.page.locator("input[type=password]").first.fill(PASSWORD)
    person.press("Make the account")


def sign_in(person: Person, user: User) -> None:
    """Without the form, for tests that are about something else."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    person.page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": person.base}]
    )


def found_company(person: Person, *, company: str, team: str) -> None:
    """From the first page of a new account to the link for the counterpart."""
    person.press("Start")
    person.page.get_by_label("What is it called?").fill(company)
    person.page.locator("input[name=kind][value=general]").check()
    person.press("Save and go on")
    person.page.get_by_label("Which team do you lead together?").fill(team)
    person.page.locator("input[name=my_role][value=em]").check()
    person.page.locator("input[name=in_conflict][value=no]").check()
    person.page.locator("main form .button").first.click()
    person.page.wait_for_load_state()


def link_for(person: Person, *, role: str) -> str:
    """Make an invitation and read its link."""
    person.page.locator(f"input[name=role][value={role}]").check()
    person.press("Make the link")
    return person.page.locator("input[readonly]").first.input_value()


def accept_link(person: Person, link: str, *, name: str, email: str) -> None:
    person.page.goto(link)
    person.press("Make an account")
    make_account(person, name=name, email=email)
    person.press("Join")


def answer_questions(person: Person, *, own: int, guess: int) -> None:
    """Answer every question of a check-in; varied, so that there is something to compare."""
    for number in range(60):
        if not re.search(r"Question \d+ of", person.page.title()):
            return
        shift = (number % 5) - 2
        choose(person, "own", own + shift)
        choose(person, "guess", guess - shift)
        person.press("Save and go on")
    raise AssertionError("the questions do not end")


def choose(person: Person, name: str, value: int) -> None:
    value = max(-3, min(3, value))
    person.page.locator(f"input[name^={name}][value='{value}']").check()


def share_points(person: Person, points: Mapping[str, int]) -> None:
    for label, number in points.items():
        person.page.get_by_label(label, exact=True).fill(str(number))
    person.press("Save and go on")


def finish_check_in(person: Person, *, limit_kind: str, limit: str) -> None:
    """Points for both, one limit to share, the guess, the short questions, and the seal."""
    fields = person.page.locator("input[data-points]")
    for _ in range(2):
        fields.nth(0).fill("60")
        fields.nth(2).fill("40")
        person.press("Save and go on")
    person.page.locator("select[name=kind]").select_option(limit_kind)
    person.page.locator("textarea[name=text]").fill(limit)
    person.page.locator("input[name=visibility][value=partners]").check()
    person.press("Save and go on")
    person.press("Save and go on")
    for name in person.page.locator("fieldset.q").all():
        name.locator("input").nth(2).check()
    person.press("Save and go on")
    person.press("Seal my answers")


def write_side(
    person: Person, *, asks: str, needs: Mapping[str, str], weights: list[int], limit: str
) -> None:
    """What one asks for, needs and is limited by, from the first question to sharing it."""
    keep(person, "Save and go on", text=asks)
    go_on(person)
    for number, (need, because) in enumerate(needs.items()):
        if number and person.page.locator("textarea[name=because]").count() == 0:
            person.page.go_back()
        if number:
            person.page.locator("main details summary").first.click()
        keep(person, person_button(person, "Keep|Save"), text=need, because=because)
    go_on(person)
    seal_weights(person, list(needs), weights)
    keep(person, "Save and go on", text=limit)
    go_on(person)
    person.press(person_button(person, "Share it with"))


def seal_weights(person: Person, needs: list[str], weights: list[int]) -> None:
    """Put needs in the order of `weights`, say how far apart they are, and seal it."""
    order = sorted(range(len(needs)), key=lambda place: -weights[place])
    if len(needs) == 2:
        person.page.get_by_label(needs[order[0]]).check()
    else:
        put_in_order(person, [needs[place] for place in order])
    person.press("Save and go on")
    for place in order[1:]:
        beside = round(100 * weights[place] / weights[order[0]])
        person.page.get_by_label(needs[place], exact=True).fill(str(beside))
    person.press("Save and go on")
    person.press("Seal it")


def put_in_order(person: Person, needs: list[str]) -> None:
    """By the arrows, one place at a time."""
    for place, need in enumerate(needs):
        while place != (now := order_of(person).index(need)):
            row = person.page.locator(".ranks > li").nth(now)
            row.get_by_role("button", name=re.compile("^Move up")).click()
            person.page.wait_for_load_state()


def order_of(person: Person) -> list[str]:
    """The needs as they stand on the page."""
    return person.page.locator(".ranks .played").all_inner_texts()


def go_on(person: Person) -> None:
    """Go on, where a page asks whether there is more."""
    if person.page.get_by_role("link", name="Go on", exact=True).count():
        person.press("Go on")


def keep(person: Person, button: str, **texts: str) -> None:
    for name, text in texts.items():
        person.page.locator(f"textarea[name={name}]").first.fill(text)
    person.press(button)


def ask(person: Person, ask_path: str, questions: list[str]) -> None:
    """Put each question to the counterpart."""
    for question in questions:
        person.go(ask_path)
        keep(person, person_button(person, "Send to"), text=question)


def person_button(person: Person, starts: str) -> str:
    """The whole name of the button that starts with `starts`."""
    button = person.page.get_by_role("button", name=re.compile(f"^{starts}"))
    return button.first.inner_text().strip()


def links_to(person: Person, pattern: str) -> list[str]:
    """Every address on this page that looks like `pattern`, once each, in order."""
    found = [link.get_attribute("href") or "" for link in person.page.query_selector_all("a")]
    return list(dict.fromkeys(href for href in found if re.search(pattern, href)))


def write_board(person: Person, tension: str, problem: Problem) -> None:
    """The stages and the options of `problem`, one form each."""
    for stage in problem.stages:
        person.go(f"/{tension}/plan/stages/add/")
        write_stage(person, stage)
    for option in problem.options:
        person.go(f"/{tension}/plan/options/add/")
        write_option(person, option, problem)


def write_stage(person: Person, stage: Stage) -> None:
    person.page.locator("input[name=name]").fill(stage.name)
    person.page.locator("input[name=starts]").fill(stage.starts.isoformat())
    if stage.ends:
        person.page.locator("input[name=ends]").fill(stage.ends.isoformat())
    for resource, weeks in stage.capacity.items():
        known = person.page.locator("input[name=weeks_0]")
        if known.count():
            known.fill(str(weeks))
        else:
            person.page.locator("input[name=new_name]").fill(resource)
            person.page.locator("input[name=new_weeks]").fill(str(weeks))
    person.page.locator("main form .button").first.click()
    person.page.wait_for_load_state()


def write_option(person: Person, option: Option, problem: Problem) -> None:
    person.page.locator("input[name=title]").fill(option.title)
    for place, stage in enumerate(problem.stages):
        for weeks in option.effort.get(stage.id, {}).values():
            person.page.locator(".effort input").nth(place).fill(str(weeks))
    links = [
        (name, problem.option(other).title)
        for name in ("after", "excludes")
        for other in getattr(option, name)
    ]
    if links:
        person.page.locator("summary", has_text="What it depends on").click()
    for name, title in links:
        fieldset = person.page.locator("fieldset", has=person.page.locator(f"input[name={name}]"))
        fieldset.get_by_label(title, exact=True).check()
    if person.role in option.asked_by:
        person.page.locator("input[name=asked]").check()
    person.press("Add it")


def score_needs(person: Person, tension: str, problem: Problem, *, party: str) -> None:
    """How far each option goes towards each need of `party`, in numbers, and by when it is due."""
    points = {(score.option, score.need): score.points for score in problem.scores}
    last = [stage.ends for stage in problem.stages if stage.ends][-1]
    for need in problem.needs_of(party):
        person.go(f"/{tension}/plan/made-of/")
        row = person.page.locator("ul.rows > li", has_text=need.text)
        row.locator("a").first.click()
        person.page.wait_for_load_state()
        for option in problem.options:
            line = person.page.locator("tbody tr").filter(
                has=person.page.locator("th", has_text=re.compile(f"^{re.escape(option.title)}"))
            )
            line.locator("select").select_option("number")
            value = points.get((option.id, need.id), 0)
            line.locator("input[type=number]").fill(f"{value:.0f}")
        if need.discount:
            person.page.locator("input[name=needed_by]").fill(last.isoformat())
        person.press("Save and go on")


def add_commitment(person: Person, *, text: str, owner: str, due: date) -> None:
    person.press("Add a commitment")
    person.page.locator("textarea[name=text], input[name=text]").first.fill(text)
    person.page.get_by_label(owner, exact=True).check()
    person.page.locator("input[name=due]").fill(due.isoformat())
    person.press("Add it")

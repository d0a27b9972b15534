"""A model is written in a browser: it is looked at while one types, saved, and decided from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.apps.systems.models import begun
from tests.e2e.axe import problems
from tests.e2e.conftest import Person
from tests.e2e.steps import sign_in
from tests.personas import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_page_answers_while_one_types(
    world: World, open_browser: Callable[..., Person]
) -> None:
    model_id = begun(world)
    person = open_browser(reduced_motion="reduce")
    sign_in(person, world.alice)
    person.go(f"/model/{model_id}/edit/")
    page = person.page
    text = page.locator("#id_text")
    text.fill("[Candidates] > Screened @ 10\nScreened > Hires @ 4")
    page.get_by_role("heading", name="After 12 weeks, Hires is at 44.").wait_for()
    text.fill("[Candidates] > Screened @ 10\nScreened > Hires @ 4 4 +")
    page.get_by_role("heading", name="It does not run yet").wait_for()
    assert page.locator(".gutter b").inner_text().strip().endswith("2")
    page.locator("[data-line='2']").first.click()
    assert page.evaluate("document.activeElement.id") == "id_text"
    text.press("Tab")
    assert page.evaluate("document.activeElement.id") != "id_text"
    text.fill("[Candidates] > Screened @ 10\nScreened > Hires @ 3")
    text.press("Control+Enter")
    page.get_by_role("heading", name="After 12 weeks, Hires is at 33.").wait_for()
    person.press("Save")
    assert person.sees("What follows from it?")
    parts = "edit compare versions observed ranges ranges/text decide delete"
    found = [
        problem
        for part in ("", *(f"{part}/" for part in parts.split()))
        for problem in problems(person, f"/model/{model_id}/{part}")
    ]
    assert found == []

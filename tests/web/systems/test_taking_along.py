"""A model leaves as files that other tools read, under safe names and right types."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.apps.systems.models import ABOUT, OTHER, TEXT, begun, changed
from tests.crawling import signed_in_as
from tests.personas import World
from tests.web.systems.test_model_pages import page, words_of

from trifecta.apps.systems.services.models import begin_model
from trifecta.domain.systems import Semantics, parse, run
from trifecta.domain.systems.xmile import model_text_from
from trifecta.web.views.systems_taking import FORMS, RUN_IT

TYPES = {
    "text": "text/plain",
    "xmile": "application/xml",
    "svg": "image/svg+xml",
    "mermaid": "text/plain",
    "dot": "text/vnd.graphviz",
    "csv": "text/csv",
}


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


def named(world: World, name: str, *, text: str = TEXT, sane: bool = False) -> str:
    about = replace(ABOUT, name=name, semantics=Semantics.SANE if sane else None)
    return begin_model(
        actor=world.alice, partnership_id=world.partnership.id, about=about, text=text
    ).id


def taken(client: Client, model_id: str, form: str, *, status: int = 200) -> Any:
    answer = client.get(page("take", model_id, form))
    assert answer.status_code == status
    return answer


def test_every_form_has_its_type_and_is_never_shown_as_a_page(world: World, alice: Client) -> None:
    model_id = begun(world)
    assert set(TYPES) == set(FORMS)
    for form, kind in TYPES.items():
        answer = taken(alice, model_id, form)
        assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="our-hiring')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content.decode().endswith("\n")


def test_the_page_leads_to_every_form(world: World, alice: Client) -> None:
    model_id = changed(world)
    whole, first = (
        alice.get(one).content.decode()
        for one in (page("model", model_id), page("version", model_id, 1))
    )
    for form in FORMS:
        assert page("take", model_id, form) in whole
        assert page("take_version", model_id, 1, form) in first


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ('"; x="../../etc', "xetc.txt"),
        ("Größe & Wachstum\n", "groe-wachstum.txt"),
        ("人数", "model.txt"),
        ("a" * 120, f"{'a' * 60}.txt"),
    ],
)
def test_file_names_are_safe_whatever_a_model_is_called(
    world: World, alice: Client, name: str, file: str
) -> None:
    answer = taken(alice, named(world, name), "text")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'


def test_an_earlier_text_is_taken_as_it_was(world: World, alice: Client) -> None:
    model_id = changed(world)
    assert taken(alice, model_id, "text").content.decode() == f"{OTHER}\n"
    first = alice.get(page("take_version", model_id, 1, "text"))
    assert first.content.decode() == f"{TEXT}\n"
    assert first.headers["Content-Disposition"] == 'attachment; filename="our-hiring-text-1.txt"'


def test_a_text_run_by_sane_semantics_says_so_and_means_the_same(
    world: World, alice: Client
) -> None:
    model_id = named(world, "Sane", text="A(9) > B @ 2 + 3 * 4", sane=True)
    text = taken(alice, model_id, "text").content.decode()
    assert text == f"{RUN_IT}\nA(9) > B @ 2 + 3 * 4\n"
    assert parse(text) == parse("A(9) > B @ 2 + 3 * 4")
    again = named(world, "Again", text=text, sane=True)
    assert taken(alice, again, "text").content.decode() == text


def test_the_run_as_csv_has_what_the_page_shows(world: World, alice: Client) -> None:
    for sane in (False, True):
        text = "[C] > Screened @ 25\nScreened > Hires @ Leak(0.5)"
        model_id = named(world, "Run", text=text, sane=sane)
        answer = taken(alice, model_id, "csv")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="run-run.csv"'
        rows = list(csv.reader(io.StringIO(answer.content.decode())))
        ran = run(parse(text), rounds=12, semantics="sane" if sane else "systems")
        assert rows[0] == ["week", "Screened", "Hires"]
        assert rows[1:] == [[str(at), *map(str, row)] for at, row in enumerate(ran.rows())]


def test_xmile_comes_back_as_the_same_text(world: World, alice: Client) -> None:
    model_id = named(world, "A <b> & c")
    text = taken(alice, model_id, "xmile").content.decode()
    assert model_text_from(text).text == TEXT
    assert "<name>A &lt;b&gt; &amp; c</name>" in text


def test_what_differs_in_xmile_is_said_before(world: World, alice: Client) -> None:
    model_id = named(world, "Time", text="Time(3) > Done @ 1")
    assert "Time is called" in words_of(taken(alice, model_id, "xmile"))
    file = alice.get(page("take", model_id, "xmile") + "?anyway=yes")
    assert file.headers["Content-Type"].startswith("application/xml")


def test_what_cannot_be_written_is_refused_with_other_ways(world: World, alice: Client) -> None:
    refused = words_of(
        taken(alice, named(world, "I", text="[x] > b @ 3\na(1) > b @ x"), "xmile", status=422)
    )
    assert "XMILE has no number for it." in refused
    assert "What else there is" in refused
    sane = taken(alice, named(world, "S", sane=True), "xmile", status=422)
    assert "Choose the published way" in words_of(sane)


def test_a_text_that_does_not_run_leaves_as_text_alone(world: World, alice: Client) -> None:
    model_id = named(world, "Off", text="A thing > B @ 1 1 +")
    assert taken(alice, model_id, "text").content.decode() == "A thing > B @ 1 1 +\n"
    for form in FORMS.keys() - {"text"}:
        assert "Line 1" in words_of(taken(alice, model_id, form, status=422))


def test_an_empty_model_breaks_no_form(world: World, alice: Client) -> None:
    model_id = named(world, "Empty", text="")
    assert "nothing to draw yet" in words_of(taken(alice, model_id, "svg", status=422))
    for form in FORMS.keys() - {"svg"}:
        taken(alice, model_id, form)


def test_the_picture_is_a_document_that_runs_nothing(world: World, alice: Client) -> None:
    text = taken(alice, named(world, "<script>alert(1)</script>"), "svg").content.decode()
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_a_form_that_there_is_none_of_is_not_there(world: World, alice: Client) -> None:
    taken(alice, begun(world), "exe", status=404)


def test_a_tangle_is_offered_as_text_for_other_tools(world: World, alice: Client) -> None:
    text = "\n".join(f"S{n} > S{n + 1} @ S{(n * 7) % 90}" for n in range(90))
    model_id = named(world, "Tangle", text=text)
    assert "Mermaid and dot have no such bound" in words_of(
        taken(alice, model_id, "svg", status=422)
    )
    assert taken(alice, model_id, "mermaid").content.decode().startswith("flowchart LR\n")
    assert taken(alice, model_id, "dot").content.decode().startswith("digraph model {\n")
    seen = words_of(alice.get(page("model", model_id)))
    assert "too large to be drawn here" in seen


def test_a_long_chain_is_drawn_while_one_writes(alice: Client) -> None:
    text = "\n".join(f"Step{n} > Step{n + 1} @ Leak(0.2)" for n in range(74))
    shown = alice.post(page("look"), {"text": text}).content.decode()
    assert 'class="stock-flow wide"' in shown
    assert "too large to be drawn" not in shown


def test_what_a_page_has_no_time_to_draw_may_still_leave_as_a_picture(
    world: World, alice: Client
) -> None:
    text = "\n".join(f"S{n} > S{n + 1} @ S{(n * 7 + 3) % 36}" for n in range(36))
    model_id = named(world, "Between", text=text)
    assert "too large to be drawn here" in words_of(alice.get(page("model", model_id)))
    assert taken(alice, model_id, "svg").content.decode().startswith("<svg")

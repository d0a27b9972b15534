"""Files in and out: a file is looked at first, results open in a spreadsheet and never run."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.apps.calibration import cycles as scenes
from tests.docs.scripts import DOCS
from tests.personas import World
from tests.web.people.pages import browser, send, text

from trifecta.apps.calibration.models import (
    Correction,
    EarlierRating,
    Export,
    MemberException,
    Rating,
)
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import verify
from trifecta.apps.records.models import AuditEvent
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import OUTCOMES

pytestmark = pytest.mark.django_db

FILE = "email;rating;period\r\nalice@example.com;2;2025\r\nbob@example.com;4;2025\r\n"


def page(name: str, *args: str) -> str:
    return reverse(f"calibration:{name}", args=args)


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ratings.csv", data, content_type="text/csv")


# -------------------------------------------------------------------- in


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_is_looked_at_and_then_carried_over(world: World, encoding: str) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    pat, address = browser(world.pat), page("earlier", scene.cycle.id)

    shown = send(pat, address, do="look", file=upload(FILE.encode(encoding)), labels="1\n2\n3\n4")

    assert shown.status_code == 200
    assert "Two people and two ratings. Nothing is written yet." in text(shown)
    assert "alice@example.com" in shown.content.decode()  # the lines stay on the page
    assert not EarlierRating.objects.exists()

    done = send(
        pat,
        address,
        do="carry",
        text=FILE,
        labels="1\n2\n3\n4",
        becomes_0="0",
        becomes_1="2",
        becomes_2="2",
        becomes_3="4",
    )

    assert done.status_code == 302
    rows = EarlierRating.objects.order_by("user__name")
    assert [(row.user.name, row.label, row.step) for row in rows] == [
        ("Alice", "2", 2),
        ("Bob", "4", 4),
    ]
    assert "2 earlier ratings of 2 people are kept" in text(pat.get(page("cycle", scene.cycle.id)))


def test_every_problem_stands_on_the_page_and_nothing_is_written(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    pat, address = browser(world.pat), page("earlier", scene.cycle.id)
    lines = FILE + "nobody@example.com;3;2025\r\nodd;1;2025\r\n"

    for what in ("look", "carry"):
        shown = send(pat, address, do=what, text=lines, labels="1\n2\n3\n4")
        assert shown.status_code == 422
        words = text(shown)
        assert "Line 4 nobody@example.com is not in your organisation" in words
        assert "Line 5 “odd” is no address" in words
        assert "nobody@example.com;3;2025" in words
    assert not EarlierRating.objects.exists()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Choose a file, or paste its lines."),
        ({"text": "name\nAlice\n"}, "There is no column “email”"),
        ({"text": "email,rating,period\nalice@example.com,Meets,2025\n"}, "Write 2 to 9 steps"),
        ({"file": b"\x89PNG\r\n\x1a\n\x00"}, "CSV UTF-8"),
        ({"text": FILE, "labels": "1\n2\n3\n4", "becomes_0": "9"}, "Choose a step of this cycle"),
        (
            {
                "text": FILE,
                "labels": "1\n2\n3\n4",
                "do": "again",
                **{f"becomes_{step}": str(4 - step) for step in range(4)},
            },
            "cannot become less",
        ),
    ],
)
def test_what_cannot_be_used_says_what_to_do(
    world: World, answers: dict[str, Any], words: str
) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    sent = {"do": "look", **answers}
    if "file" in sent:
        sent["file"] = upload(sent["file"])

    shown = send(browser(world.pat), page("earlier", scene.cycle.id), **sent)

    assert shown.status_code == 422
    assert words in text(shown)


def test_hostile_cells_are_shown_as_text(world: World) -> None:
    scene = scenes.scene_at(world, Stage.DRAFT)
    lines = "email,rating,period\n<script>alert(1)</script>@x,=1+1,2025\n"

    shown = send(
        browser(world.pat), page("earlier", scene.cycle.id), do="look", text=lines, labels="a\nb"
    )

    assert b"<script>alert" not in shown.content
    assert "&lt;script&gt;" in shown.content.decode()


# -------------------------------------------------------------------- out


@pytest.fixture
def released(world: World) -> scenes.Scene:
    """alice's name begins a formula; bob is an exception, and the rating was corrected."""
    User.objects.filter(id=world.alice.id).update(name="=cmd|' /C calc'!A0")
    scene = scenes.scene_at(world, Stage.RELEASED)
    rating = Rating.objects.get(case=scene.case)
    members = {one.user_id: one for one in scene.case.members.all()}
    MemberException(
        organisation=world.organisation,
        rating=rating,
        member=members[world.bob.id],
        code="absent",
        steps=dict.fromkeys(OUTCOMES, 0),
        reason="He was away for three months.",
        evidence=[],
        told_on=scene.cycle.ends_on,
        told_by=world.piet,
    ).save(force_insert=True)
    Correction(
        organisation=world.organisation,
        case=scene.case,
        number=1,
        steps=dict.fromkeys(OUTCOMES, 4),
        why="A figure was read from the wrong quarter.",
        asked_by=world.olga,
        confirmed_by=world.piet,
        confirmed_at=scene.cycle.created_at,
    ).save(force_insert=True)
    return scene


def test_results_open_in_a_spreadsheet_a_row_a_member(released: scenes.Scene) -> None:
    world = released.world
    shown = browser(world.pat).get(page("results_csv", released.cycle.id))

    assert shown.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="trifecta-july-to-december.csv"' in shown.headers["Content-Disposition"]
    body = shown.content.decode()
    assert body.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"), newline="")))
    alice, bob = rows
    assert (alice["name"], alice["email"]) == ("'=cmd|' /C calc'!A0", "alice@example.com")
    assert (alice["delivery"], alice["delivery_step"]) == ("Far more", "5")
    assert (alice["exception"], alice["corrected"]) == ("no", "yes")
    assert (bob["delivery"], bob["delivery_step"]) == ("Far less", "1")
    assert bob["exception"] == "yes"
    assert "away for three months" not in body


def test_the_json_has_what_the_documentation_says(released: scenes.Scene) -> None:
    shown = browser(released.world.pat).get(page("results_json", released.cycle.id))
    document = json.loads(shown.content)
    described = (DOCS / "reference" / "calibration-files.md").read_text()

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return {*value, *(key for one in value.values() for key in keys(one))}
        return {key for one in value for key in keys(one)} if isinstance(value, list) else set()

    assert {key for key in keys(document) if f"`{key}`" not in described} == set()
    (one,) = document["partnerships"]
    assert one["rating"]["delivery"] == {"step": 5, "label": "Far more"}
    assert one["as_decided"]["delivery"] == 3
    assert [member["exception"] for member in one["members"]] == [False, True]
    assert one["corrections"][0]["confirmed_by"] == "Piet"
    assert "away for three months" not in shown.content.decode()


def test_the_printable_page_shows_exceptions_and_corrections(released: scenes.Scene) -> None:
    words = text(browser(released.world.pat).get(page("results", released.cycle.id)))

    assert "An exception: Bob has a rating of their own" in words
    assert "A figure was read from the wrong quarter." in words
    assert "Because of delivery." in words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("results", "as a page to print"),
        ("results_csv", "as a CSV"),
        ("results_json", "as a JSON"),
    ],
)
def test_whoever_takes_results_out_stands_in_the_history(
    released: scenes.Scene, name: str, said: str
) -> None:
    world = released.world
    assert "taken out" not in text(browser(world.alice).get(page("history", released.cycle.id)))

    assert browser(world.pat).get(page(name, released.cycle.id)).status_code == 200

    for reader in (world.pat, world.alice, world.olga):
        words = text(browser(reader).get(page("history", released.cycle.id)))
        assert f"Results taken out {said}, by Pat" in words
    event = AuditEvent.objects.get(action="calibration.results_taken_out")
    assert (event.actor_id, event.subject_id) == (world.pat.id, released.cycle.id)
    assert event.reason == (name.partition("_")[2] or "page")
    assert verify().problems == ()


@pytest.mark.parametrize("name", ["results", "results_csv", "results_json"])
def test_what_is_refused_or_only_asked_about_is_no_export(
    released: scenes.Scene, name: str
) -> None:
    address = page(name, released.cycle.id)
    assert browser(released.world.pat).head(address).status_code == 200
    for reader in (released.world.alice, released.world.olga, released.world.mallory):
        assert browser(reader).get(address).status_code in {404, 409}

    assert not Export.objects.exists()
    assert not AuditEvent.objects.filter(action="calibration.results_taken_out").exists()


@pytest.mark.parametrize("stage", [Stage.BLIND, Stage.DECIDED, Stage.LOCKED])
def test_nothing_leaves_before_the_release(world: World, stage: Stage) -> None:
    scene = scenes.scene_at(world, stage)
    for name in ("results", "results_csv", "results_json"):
        shown = browser(world.pat).get(page(name, scene.cycle.id))
        assert shown.status_code == 409
        assert b"As agreed" not in shown.content


def test_every_column_of_the_csv_is_described(released: scenes.Scene) -> None:
    body = browser(released.world.pat).get(page("results_csv", released.cycle.id)).content.decode()
    described = (DOCS / "reference" / "calibration-files.md").read_text()
    for column in next(csv.reader(io.StringIO(body.removeprefix("\ufeff")))):
        assert f"`{column}`" in described or column.endswith("_step"), column

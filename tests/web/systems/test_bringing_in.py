"""XMILE becomes a text that is looked over before anything is kept, or is refused in full."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.crawling import signed_in_as
from tests.domain.systems.test_xmile import file_with
from tests.personas import World
from tests.web.systems.test_model_pages import NEW, page, words_of

from trifecta.apps.systems.models import ModelVersion, SystemModel
from trifecta.domain.systems import parse
from trifecta.domain.systems.xmile import xmile_of
from trifecta.web.views import systems

FISH = file_with(
    '<stock name="Fish"><eqn>100</eqn><inflow>births</inflow><units>fish</units></stock>'
    '<flow name="births"><eqn>Fish * 2</eqn></flow>',
    "<header><name>A <b>lake</b></name></header>"
    '<sim_specs method="Euler"><start>0</start><stop>52</stop><dt>1</dt></sim_specs>',
).replace("<b>lake</b>", "&lt;b&gt;lake&lt;/b&gt;")
READ = "[births_source] &gt; Fish @ Rate(Fish * 2)"


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


def file_of(text: str, name: str = "lake.stmx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


@pytest.mark.parametrize("pasted", [True, False])
def test_what_was_read_is_looked_over_before_it_is_kept(
    world: World, alice: Client, pasted: bool
) -> None:
    sent = {**NEW, "name": "", "text": FISH if pasted else "typed(1)"}
    shown = alice.post(
        page("new", world.partnership.id), sent if pasted else {**sent, "file": file_of(FISH)}
    )
    assert shown.status_code == 200
    assert not SystemModel.objects.exists()
    seen = words_of(shown)
    assert "1 stock and 1 flow" in seen
    assert "Left out, since a text has no place for it: units." in seen
    assert "would let fall below zero" in seen
    body = shown.content.decode()
    assert READ in body
    assert "How many people join?" in body
    assert 'value="A &lt;b&gt;lake&lt;/b&gt;"' in body
    assert 'value="52"' in body


def test_what_the_writer_chose_stays(world: World, alice: Client) -> None:
    sent = {**NEW, "rounds": "7", "text": FISH, "semantics": "sane", "period": "month"}
    body = alice.post(page("new", world.partnership.id), sent).content.decode()
    assert 'value="7"' in body
    assert 'value="Hiring"' in body
    assert '<option value="month" selected>' in body
    assert 'value="sane" id="id_semantics_1" checked' in " ".join(body.split())


def test_what_was_looked_over_is_then_kept(world: World, alice: Client) -> None:
    text = "[C] > Screened @ 10\n# why\nScreened > Hires @ 2"
    file = file_of(xmile_of(parse(text), source=text, name="Hiring").text)
    shown = alice.post(page("new", world.partnership.id), {**NEW, "text": "", "file": file})
    assert "Nothing was left out" in words_of(shown)
    alice.post(page("new", world.partnership.id), {**NEW, "text": text})
    assert ModelVersion.objects.get().text == text


def test_every_reason_is_told_at_once_and_nothing_typed_is_lost(
    world: World, alice: Client
) -> None:
    bad = file_with(
        '<stock name="s"><eqn>5</eqn><outflow>f</outflow><outflow>g</outflow></stock>\n'
        '<flow name="f"><eqn>DELAY1(s, 3)</eqn></flow>\n<flow name="g"><eqn>s ^ 2</eqn></flow>'
    )
    shown = alice.post(page("new", world.partnership.id), {**NEW, "file": file_of(bad)})
    assert shown.status_code == 422
    seen = words_of(shown)
    assert "Line 3: f: DELAY1() has no counterpart" in seen
    assert "Line 4: g: ^ has no counterpart" in seen
    assert "Screened &gt; Hires @ 2" in shown.content.decode()
    assert not SystemModel.objects.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><xmile>&b;</xmile>',
        '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><xmile/>',
        "<xmile>" + "<a>" * 200,
        "<xmile>" + "<a/>" * 30_000,
        "<xmile",
        "<?xml version='1.0' encoding='utf-7'?><xmile/>",
        "<xmile>\x00</xmile>",
    ],
)
def test_hostile_files_are_refused(world: World, alice: Client, hostile: str) -> None:
    shown = alice.post(page("new", world.partnership.id), {**NEW, "file": file_of(hostile)})
    assert shown.status_code == 422
    assert "root:" not in shown.content.decode()
    assert not SystemModel.objects.exists()


def test_a_file_beyond_a_megabyte_is_not_read(world: World, alice: Client) -> None:
    file = file_of("<xmile>" + " " * 1_000_000)
    shown = alice.post(page("new", world.partnership.id), {**NEW, "file": file})
    assert shown.status_code == 422
    assert "larger than a model can be" in words_of(shown)


def test_reading_files_is_limited(
    world: World, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systems, "MOST_BROUGHT_IN", 1)
    sent = {**NEW, "text": FISH}
    codes = [alice.post(page("new", world.partnership.id), sent).status_code for _ in range(2)]
    assert codes == [200, 429]

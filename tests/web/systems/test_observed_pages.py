"""What was counted stands beside the model: all of it or none, and where the two part is said."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.systems.models import COUNTS, begun
from tests.crawling import signed_in_as
from tests.personas import World
from tests.web.systems.test_model_pages import page, words_of

from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.systems.models import Observed
from trifecta.apps.systems.services.models import save_text
from trifecta.apps.systems.services.observing import bring_in_counts
from trifecta.domain.errors import NotFoundError


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


def test_counts_are_put_beside_the_model(world: World, alice: Client) -> None:
    model_id = begun(world)
    assert "never wrong" in words_of(alice.get(page("observed", model_id)))
    sent = alice.post(page("observed", model_id), {"counts": COUNTS})
    assert sent.headers["Location"] == page("observed", model_id)
    seen = words_of(alice.get(page("observed", model_id)))
    assert "Screened > Hires" in seen
    assert "Alice brought the counts in" in seen
    shown = alice.get(page("model", model_id)).content.decode()
    assert "Beside what was counted" in shown
    assert "b-ring" in shown


def test_a_file_does_as_well_and_takes_the_place_of_the_last(world: World, alice: Client) -> None:
    model_id = begun(world)
    alice.post(page("observed", model_id), {"counts": COUNTS})
    file = SimpleUploadedFile("counts.csv", b"week;Screened\n1;8\n2;16\n")
    alice.post(page("observed", model_id), {"counts": "", "file": file})
    assert Observed.objects.get().counts.startswith("week;Screened")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ("", "Paste the counts, or choose a file."),
        ("week,stock or flow,value\n1,Screened,8\nx,Screened,9", "Line 3"),
        ("week,stock or flow,value\n1,Nobody,8", "Line 2"),
        ("nothing of the kind", "no rows below"),
        ("stock,value\n1,2", "Line 1: no heading is “week” or “date”."),
        ("week," * 60_000, "leave out older weeks"),
    ],
)
def test_what_cannot_be_read_is_said_by_its_line_and_nothing_is_kept(
    world: World, alice: Client, counts: str, said: str
) -> None:
    shown = alice.post(page("observed", begun(world)), {"counts": counts})
    assert shown.status_code == 422
    assert said in words_of(shown)
    assert not Observed.objects.exists()


def test_a_text_that_no_longer_has_the_names_says_what_to_do(world: World, alice: Client) -> None:
    model_id = begun(world)
    bring_in_counts(actor=world.bob, model_id=model_id, counts=COUNTS)
    save_text(actor=world.bob, model_id=model_id, text="[A] > B @ 1", read=1)
    assert "Names in the text have changed" in words_of(alice.get(page("observed", model_id)))
    save_text(actor=world.bob, model_id=model_id, text="A > B @ (", read=2)
    assert "does not run at the moment" in words_of(alice.get(page("observed", model_id)))
    shown = alice.post(page("observed", model_id), {"counts": COUNTS})
    assert "Mend the text first" in words_of(shown)


def test_counts_are_the_members_own_and_can_be_deleted(world: World, alice: Client) -> None:
    model_id = begun(world)
    with pytest.raises(NotFoundError):
        bring_in_counts(actor=world.carol, model_id=model_id, counts=COUNTS)
    bring_in_counts(actor=world.alice, model_id=model_id, counts=COUNTS)
    assert everything_of(actor=world.alice)["models"]["counted"][0]["counts"] == COUNTS
    alice.post(page("observed_remove", model_id))
    assert not Observed.objects.exists()

"""The file with one's data: all that a person wrote, and nothing that anybody else wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.docs.scripts import DOCS
from tests.personas import World
from tests.privacy.machine import Start, start
from tests.privacy.secrets import marks_in
from tests.privacy.stages import (
    Teller,
    agreed,
    half_answered,
    newcomer,
    opened,
    suggested,
    understanding,
)

from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.people.models import User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.people.putting_away import put_away_partnership

pytestmark = pytest.mark.django_db

STAGES = [opened, half_answered, understanding, newcomer, suggested, agreed]
MEMBERS = ("alice", "bob", "carol", "dana")


def written_out(user: User) -> str:
    return json.dumps(everything_of(actor=user), cls=DjangoJSONEncoder)


def own_marks(begun: Start, name: str) -> list[str]:
    """What somebody wrote that still stands somewhere."""
    return sorted(
        mark
        for mark, secret in begun.ledger.written.items()
        if secret.author == name and {place.kind for place in secret.places} - SHARED_BY_ALL
    )


# The words of the board and of drafts belong to all members, and have no writer.
SHARED_BY_ALL = {
    "compromise.Stage.name",
    "compromise.AgreementVersion.terms",
    "compromise.Agreement.skips",
}


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
@pytest.mark.parametrize("name", MEMBERS)
def test_everything_somebody_wrote_is_in_it(stage: Any, name: str) -> None:
    begun = start(stage)
    found = set(marks_in(written_out(begun.world.everyone[name])))
    assert set(own_marks(begun, name)) <= found


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_nothing_is_in_it_that_its_reader_may_not_read(stage: Any) -> None:
    begun = start(stage)
    for name, user in begun.world.everyone.items():
        assert begun.ledger.leaks(reader=name, shown=written_out(user)) == []


# Words that all members have written together, while one is a member.
OF_ALL = {
    "agreements.signed.words",
    "agreements.commitments.text",
    "partnerships.what_success_means",
    "plans.options.title",
    "plans.options.note",
    "plans.suggestions.plan",
    "tensions.title",
}


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
@pytest.mark.parametrize("name", MEMBERS)
def test_what_another_wrote_is_in_it_only_where_all_wrote_together(stage: Any, name: str) -> None:
    begun = start(stage)
    found = everything_of(actor=begun.world.everyone[name])
    for path, text in texts_of(found):
        for mark in marks_in(text):
            own = begun.ledger.written[mark].author == name
            assert own or any(path.startswith(one) for one in OF_ALL), path


def texts_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with the keys that lead to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_of(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, path)
    elif isinstance(value, str):
        yield path, value


@pytest.mark.parametrize("part", ["left", "put away"])
def test_after_leaving_their_own_words_come_along_and_nobody_elses(part: str) -> None:
    begun = start(suggested, agreed)
    bob = begun.world.bob
    act = leave_partnership if part == "left" else put_away_partnership
    with begun.ledger.watching():
        act(actor=bob, partnership_id=begun.world.partnership.id)
    begun.ledger.settle(actor="bob")
    words = written_out(bob)
    assert set(own_marks(begun, "bob")) <= set(marks_in(words))
    assert begun.ledger.leaks(reader="bob", shown=words) == []
    (signed,) = everything_of(actor=bob)["agreements"]["signed"]
    assert signed["words"] is None


def test_a_note_and_a_signature_are_in_it() -> None:
    begun = start(agreed)
    found = everything_of(actor=begun.world.alice)["agreements"]
    assert [one["version"] for one in found["signed"]] == [1, 1]
    assert {one["state"] for one in found["commitments"]} == {"open"}


def test_no_password_token_or_key_is_in_it(world: World) -> None:
    words = written_out(world.alice)
    assert world.alice.password not in words
    assert "token_digest" not in words


def test_it_takes_as_many_queries_however_much_there_is() -> None:
    begun = start(agreed)
    few = queries_of(begun.world.alice)
    agreed(Teller(begun.world, begun.ledger))
    assert queries_of(begun.world.alice) == few


def queries_of(user: User) -> int:
    with CaptureQueriesContext(connection) as asked:
        everything_of(actor=user)
    return len(asked)


def test_the_documentation_names_every_field() -> None:
    begun = start(opened, understanding, suggested, agreed)
    page = (DOCS / "reference" / "your-data.md").read_text()
    everybody = (begun.world.alice, begun.world.oscar)
    fields = {key for user in everybody for key in fields_of(everything_of(actor=user))}
    assert {key for key in fields if f"`{key}`" not in page} == set()


WHOLE = {
    "answers",
    "questions",
    "words",
    "plan",
    "points",
}  # described as a whole where they are one


def fields_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            if name not in WHOLE or isinstance(inner, list):
                yield from fields_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from fields_of(inner)

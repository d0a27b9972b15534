"""Who can be signed in with one click, what the story reads, and which database it may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from trifecta.apps.calibration.models import Case, Evidence, Proposal
from trifecta.apps.demo.cast import EVERYBODY, GROUPS, Character
from trifecta.apps.people.models import Organisation, User


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOfTheStory:
    """Somebody one can be; `id` is their account's."""

    id: str
    character: Character


def people_of_the_story() -> list[PersonOfTheStory]:
    """Those whose accounts are there and belong to the demonstration, in the order of the cast."""
    users = User.objects.filter(belongings__organisation__is_demo=True, is_active=True)
    ids = dict(users.values_list("email", "id"))
    return [
        PersonOfTheStory(id=ids[character.email], character=character)
        for character in EVERYBODY
        if character.email in ids
    ]


def groups_of_the_story() -> list[tuple[str, list[PersonOfTheStory]]]:
    """The same people under the headings of the cast; none where the story has not been told."""
    people = {person.character: person for person in people_of_the_story()}
    groups = [
        (heading, [people[one] for one in characters if one in people])
        for heading, characters in GROUPS
    ]
    return [(heading, members) for heading, members in groups if members]


def account_in_the_story(*, user_id: str) -> User | None:
    """The account, when it is one of the story's; nobody else can be signed in by a click."""
    if user_id not in {person.id for person in people_of_the_story()}:
        return None
    return User.objects.get(id=user_id)


def told_already() -> bool:
    """Whether the demonstration is there."""
    return Organisation.objects.filter(is_demo=True).exists()


def reason_to_refuse(*, demo: bool) -> str:
    """Why this database must not be opened in this mode, as a sentence; empty when it may be.

    In the demonstration anybody can be anybody, so it never opens real data; and what it made is
    never opened as if it were real.
    """
    if Organisation._meta.db_table not in connection.introspection.table_names():
        return ""
    if not demo and told_already():
        return (
            "This database was made by `trifecta demo`, in which anybody can sign in as anybody. "
            "Use another TRIFECTA_DATA_DIR or DATABASE_URL for real work."
        )
    if demo and _holds_others():
        return (
            "This database holds organisations or accounts that are not of the demonstration. "
            "In the demonstration anybody can sign in as anybody, so it does not open them. "
            "Unset TRIFECTA_DEMO, or use another TRIFECTA_DATA_DIR."
        )
    return ""


def _holds_others() -> bool:
    strangers = User.objects.exclude(belongings__organisation__is_demo=True)
    return Organisation.objects.filter(is_demo=False).exists() or strangers.exists()


def cases_by_name(*, cycle_id: str) -> dict[str, str]:
    """The cases of a cycle by the name of their partnership."""
    rows = Case.objects.filter(cycle_id=cycle_id).select_related("partnership")
    return {row.partnership.name: row.id for row in rows}


def evidence_of_case(*, case_id: str) -> list[str]:
    """Everything there is to look at, in order."""
    rows = Evidence.objects.filter(case_id=case_id, withdrawn_at=None)
    return list(rows.values_list("id", flat=True))


def version_of_proposal(*, actor: User, case_id: str, estimate: str) -> int:
    """That of what `actor` has proposed so far; 0 before there is any."""
    rows = Proposal.objects.filter(case_id=case_id, seat__user=actor, estimate=estimate)
    return rows.values_list("version", flat=True).first() or 0

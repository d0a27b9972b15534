"""Which questions to suggest to one member for another, from what both of them can see."""

from __future__ import annotations

from trifecta.apps.tensions.selectors.tension import TensionView
from trifecta.domain.tensions.questions import Situation, Suggestion, suggest


def suggestions_for(*, tension: TensionView, addressee_id: str) -> tuple[Suggestion, ...]:
    """Questions for a counterpart in a tension its reader has been let into."""
    addressee = tension.side_of(addressee_id).member
    asked = frozenset(
        question.source
        for question in tension.questions
        if question.addressee.id == addressee_id and question.source
    )
    return suggest(
        Situation(
            asker_role=tension.me.role,
            addressee_role=addressee.role,
            name=addressee.name,
            company=tension.partnership.organisation.kind,
            asked=asked,
        )
    )

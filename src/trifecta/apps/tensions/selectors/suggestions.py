"""Which questions to suggest to one member for another, from what both of them can see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trifecta.apps.checkins.selectors import PairResult, RoundResult, journey_facts, result_of
from trifecta.apps.people.models import User
from trifecta.apps.tensions.selectors.tension import TensionView
from trifecta.domain.checkins.gaps import APART, WIDE, Gap, widest
from trifecta.domain.errors import NotFoundError, NotYetError
from trifecta.domain.tensions.questions import Situation, Suggestion, suggest

MOST_GAPS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the last check-in of two members says that both of them can read."""

    diagnosis: str = ""
    gap_topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def suggestions_for(
    *, actor: User, tension: TensionView, addressee_id: str
) -> tuple[Suggestion, ...]:
    """Questions for a counterpart, in a tension as `actor` sees it."""
    addressee = tension.side_of(addressee_id).member
    hints = _hints(actor, tension, addressee_id)
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
            diagnosis=hints.diagnosis,
            gap_topics=hints.gap_topics,
            kinds=hints.kinds,
            company=tension.partnership.organisation.kind,
            asked=asked,
        )
    )


def _hints(actor: User, tension: TensionView, addressee_id: str) -> Hints:
    facts = journey_facts(actor=actor, partnership=tension.partnership)
    if facts.last_round_id is None:
        return Hints()
    try:
        result = result_of(actor=actor, round_id=facts.last_round_id)
    except (NotFoundError, NotYetError):
        return Hints()
    both = {tension.me.id, addressee_id}
    pair = next((p for p in result.pairs if {p.first.id, p.second.id} == both), None)
    if pair is None:
        return Hints()
    return Hints(
        diagnosis=pair.diagnosis.verdict,
        gap_topics=_topics(pair),
        kinds=_kinds(result, about=addressee_id, news_to=tension.me.id),
    )


def _topics(pair: PairResult) -> tuple[str, ...]:
    return tuple(gap.item.topic for gap in widest(pair.gaps, MOST_GAPS) if _is_wide(gap))


def _is_wide(gap: Gap) -> bool:
    off = max((steps for steps in gap.off if steps is not None), default=0)
    return off >= WIDE or (gap.apart or 0) >= APART


def _kinds(result: RoundResult, *, about: str, news_to: str) -> tuple[str, ...]:
    """Kinds of limits the other shares and the asker had not thought of, as written."""
    found = [
        limit.kind
        for person in result.unseen
        if person.member.id == about
        for limit, members in person.limits
        if any(member.id == news_to for member in members)
    ]
    return tuple(dict.fromkeys(found))

"""Who may read what stands in a calibration, written down a second time.

As in `readers.py`, nothing here asks the product who may read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.privacy.readers import Facts, Names

ORDER = (
    "draft",
    "evidence",
    "blind",
    "revealed",
    "discussed",
    "decided",
    "locked",
    "released",
    "responded",
    "closed",
)
NONE: Names = frozenset()
Rule = Callable[[Facts, Any], Names]


def at_least(case: Any, stage: str) -> bool:
    return ORDER.index(case.stage) >= ORDER.index(stage)


def rows_of(facts: Facts, table: str, **wanted: str) -> Iterator[Any]:
    for row in facts.rows[f"calibration.{table}"].values():
        if all(getattr(row, key) == value for key, value in wanted.items()):
            yield row


# -------------------------------------------------------------------- who somebody is


def belonging(facts: Facts, organisation_id: str, user_ids: set[str]) -> Names:
    """Those of them who are in the organisation now, by name."""
    there = {
        row.user_id
        for row in facts.rows["people.OrganisationMember"].values()
        if row.organisation_id == organisation_id and row.left_at is None
    }
    return frozenset(facts.names[user_id] for user_id in user_ids & there)


def people_operations(facts: Facts, organisation_id: str) -> Names:
    members = facts.rows["people.OrganisationMember"]
    return frozenset(
        facts.names[members[role.member_id].user_id]
        for role in facts.rows["people.OrganisationRole"].values()
        if role.organisation_id == organisation_id
        and role.ended_at is None
        and role.role == "people_operations"
        and members[role.member_id].left_at is None
    )


def rated(facts: Facts, case: Any) -> set[str]:
    return {row.user_id for row in rows_of(facts, "CaseMember", case_id=case.pk)}


def seated(facts: Facts, case: Any) -> dict[str, str]:
    """Everybody asked to calibrate this partnership: the account by the seat."""
    roles = {row.role for row in rows_of(facts, "CaseMember", case_id=case.pk)}
    functions = {"engineering", "product", *(["business"] if "business" in roles else [])}
    return {
        row.pk: row.user_id
        for row in rows_of(facts, "Seat", cycle_id=case.cycle_id)
        if row.ended_at is None and row.function in functions
    }


def calibrating(facts: Facts, case: Any) -> set[str]:
    """Those who take part: not members, and not gone."""
    gone = {row.seat_id for row in rows_of(facts, "Recusal", case_id=case.pk)}
    there = {user for seat, user in seated(facts, case).items() if seat not in gone}
    return there - rated(facts, case)


def leading(facts: Facts, case: Any) -> set[str]:
    cycle = facts.row("calibration.Cycle", case.cycle_id)
    everywhere = {
        row.user_id for row in rows_of(facts, "Seat", cycle_id=cycle.pk) if row.ended_at is None
    }
    found = {cycle.facilitator_id} - {None}
    return found - everywhere - rated(facts, case)


def hearing(facts: Facts, case: Any) -> set[str]:
    """Those an appeal went to, who were not in the room."""
    asked = {
        row.to_id for row in rows_of(facts, "Appeal", case_id=case.pk) if row.withdrawn_at is None
    }
    inside = set(seated(facts, case).values()) | leading(facts, case) | rated(facts, case)
    return asked - inside


def in_the_room(facts: Facts, case: Any) -> Names:
    """Nobody before members were told."""
    if not at_least(case, "evidence"):
        return NONE
    there = calibrating(facts, case) | leading(facts, case)
    return belonging(facts, case.organisation_id, there)


def members_of(facts: Facts, case: Any) -> Names:
    if not at_least(case, "evidence"):
        return NONE
    return belonging(facts, case.organisation_id, rated(facts, case))


def outside_the_room(facts: Facts, case: Any) -> Names:
    if not at_least(case, "released"):
        return NONE
    return belonging(facts, case.organisation_id, hearing(facts, case))


# -------------------------------------------------------------------- what stands where


def case_of(facts: Facts, row: Any) -> Any:
    return facts.row("calibration.Case", row.case_id)


def cycle_words(facts: Facts, row: Any) -> Names:
    """People operations, and once they were told everybody with a part in it."""
    found = people_operations(facts, row.organisation_id)
    if row.stage == "draft":
        return found
    people = {row.facilitator_id} - {None}
    people |= {one.user_id for one in rows_of(facts, "Seat", cycle_id=row.pk) if not one.ended_at}
    for case in rows_of(facts, "Case", cycle_id=row.pk):
        people |= rated(facts, case) | hearing(facts, case)
    return found | belonging(facts, row.organisation_id, people)


def of_its_cycle(facts: Facts, row: Any) -> Names:
    """Why the cycle moved; why a case did, those with a part in the case."""
    cycle = facts.row("calibration.Cycle", row.cycle_id)
    return everybody_in(facts, case_of(facts, row)) if row.case_id else cycle_words(facts, cycle)


def everybody_in(facts: Facts, case: Any) -> Names:
    return (
        people_operations(facts, case.organisation_id)
        | in_the_room(facts, case)
        | members_of(facts, case)
        | outside_the_room(facts, case)
    )


def set_aside(facts: Facts, row: Any) -> Names:
    return everybody_in(facts, row)


def of_the_room(facts: Facts, row: Any) -> Names:
    return in_the_room(facts, case_of(facts, row))


def why_it_is_reopened(facts: Facts, row: Any) -> Names:
    """A decided case: the room, where it is agreed everybody in it. A cycle: everybody in it."""
    if not row.case_id:
        return of_its_cycle(facts, row)
    return everybody_in(facts, case_of(facts, row)) if row.agreed else of_the_room(facts, row)


def earlier_rating(facts: Facts, row: Any) -> Names:
    """People operations, who brought it; the calibrators of its bearer, once all have voted."""
    found = people_operations(facts, row.organisation_id)
    for case in rows_of(facts, "Case", cycle_id=row.cycle_id):
        if row.user_id in rated(facts, case) and case.first_shown_at is not None:
            found |= in_the_room(facts, case)
    return found | belonging(facts, row.organisation_id, {row.user_id})


def evidence(facts: Facts, row: Any) -> Names:
    case = case_of(facts, row)
    if row.withdrawn_at is not None:
        return NONE
    return in_the_room(facts, case) | members_of(facts, case) | outside_the_room(facts, case)


def comment(facts: Facts, row: Any) -> Names:
    if row.withdrawn_at is not None:
        return NONE
    return evidence(facts, facts.row("calibration.Evidence", row.evidence_id))


def proposal(facts: Facts, row: Any) -> Names:
    """Its giver's alone until all are in; of who has stepped back, nobody's."""
    case = case_of(facts, row)
    shown = case.first_shown_at if row.estimate == "first" else case.second_shown_at
    gone = {one.seat_id for one in rows_of(facts, "Recusal", case_id=case.pk)}
    if shown is None or row.handed_in_at is None or row.seat_id in gone:
        return NONE
    return in_the_room(facts, case)


def flag(facts: Facts, row: Any) -> Names:
    case = case_of(facts, row)
    return in_the_room(facts, case) if case.first_shown_at is not None else NONE


def rating(facts: Facts, row: Any) -> Names:
    """The room's; once released, the decided one goes to whom it is about, and on from there."""
    case = case_of(facts, row)
    found = in_the_room(facts, case)
    if row.state != "decided" or not at_least(case, "released"):
        return found
    return (
        found
        | members_of(facts, case)
        | outside_the_room(facts, case)
        | people_operations(facts, case.organisation_id)
    )


def exception(facts: Facts, row: Any) -> Names:
    """As the rating it is in, save that of the members only the one it is about reads it."""
    within = facts.row("calibration.Rating", row.rating_id)
    case = case_of(facts, within)
    about = {facts.row("calibration.CaseMember", row.member_id).user_id}
    partners = belonging(facts, case.organisation_id, rated(facts, case) - about)
    return rating(facts, within) - partners


def response(facts: Facts, row: Any) -> Names:
    """Who wrote it, the room, and people operations; not the partners, whoever they are."""
    case = case_of(facts, row)
    outside = people_operations(facts, case.organisation_id) - members_of(facts, case)
    return in_the_room(facts, case) | outside


def appeal(facts: Facts, row: Any) -> Names:
    """Who wrote it and whom it goes to; the room only once it is asked to look again."""
    case = case_of(facts, row)
    member = facts.row("calibration.CaseMember", row.member_id)
    heard = {row.to_id} & hearing(facts, case) if row.withdrawn_at is None else set()
    asked = belonging(facts, case.organisation_id, {member.user_id} | heard)
    return asked | (in_the_room(facts, case) if row.outcome == "look_again" else NONE)


def correction(facts: Facts, row: Any) -> Names:
    """The room's until it is confirmed; then as the rating beside which it stands."""
    case = case_of(facts, row)
    found = in_the_room(facts, case)
    if row.confirmed_at is None or not at_least(case, "released"):
        return found
    members = members_of(facts, case)
    if row.member_id:
        about = {facts.row("calibration.CaseMember", row.member_id).user_id}
        members = belonging(facts, case.organisation_id, about)
    return (
        found
        | members
        | outside_the_room(facts, case)
        | people_operations(facts, case.organisation_id)
    )


RULES: dict[str, Rule] = {
    "calibration.Cycle.words": cycle_words,
    "calibration.Case.set_aside_because": set_aside,
    "calibration.Interest.words": of_the_room,
    "calibration.Recusal.because": of_the_room,
    "calibration.StageChange.reason": of_its_cycle,
    "calibration.Reopening.reason": why_it_is_reopened,
    "calibration.EarlierRating.label": earlier_rating,
    "calibration.EarlierRating.step": earlier_rating,
    "calibration.Evidence.title": evidence,
    "calibration.Evidence.body": evidence,
    "calibration.Evidence.facts": evidence,
    "calibration.Evidence.link": evidence,
    "calibration.EvidenceComment.text": comment,
    "calibration.Proposal.steps": proposal,
    "calibration.Proposal.reasons": proposal,
    "calibration.Flag.gaps": flag,
    "calibration.Flag.why": flag,
    "calibration.DiscussionNote.text": of_the_room,
    "calibration.Rating.steps": rating,
    "calibration.Rating.reasons": rating,
    "calibration.Rating.plan": rating,
    "calibration.MemberException.steps": exception,
    "calibration.MemberException.reason": exception,
    "calibration.MemberException.evidence": exception,
    "calibration.Response.text": response,
    "calibration.Appeal.text": appeal,
    "calibration.Appeal.answer": appeal,
    "calibration.Correction.steps": correction,
    "calibration.Correction.plan": correction,
    "calibration.Correction.why": correction,
}

# What the product itself carries from one column into another.
CARRIED = {
    "calibration.Proposal.reasons": {"calibration.Proposal.reasons"},
    "calibration.StageChange.reason": {"calibration.Reopening.reason"},
    "calibration.MemberException.reason": {"calibration.MemberException.reason"},
    "calibration.MemberException.evidence": {"calibration.MemberException.evidence"},
    "calibration.Rating.reasons": {"calibration.Rating.reasons"},
    "calibration.Rating.plan": {"calibration.Rating.plan"},
    "calibration.Evidence.title": {
        "compromise.AgreementVersion.terms",
        "tensions.Tension.title",
    },
    "calibration.Evidence.facts": {"compromise.Commitment.text"},
    "calibration.Evidence.body": {"compromise.AgreementVersion.terms"},
}

"""Whether the exceptions in a rating still stand, as decisions and pages ask it."""

from __future__ import annotations

from trifecta.apps.calibration.models import Consent, MemberException, Rating
from trifecta.apps.calibration.selectors.flags import as_rules, flags_by_member
from trifecta.apps.calibration.selectors.rooms import CaseRoom, first_name
from trifecta.domain.calibration.exceptions import far_enough, may_be_excepted
from trifecta.domain.calibration.panel import present
from trifecta.domain.people.words import joined


def exceptions_lacking(room: CaseRoom, rating: Rating) -> tuple[str, ...]:
    """What an exception in the rating lacks: flags, a step's gap, and everybody's consent.

    Flags go with who steps back and a gap with a new rating, so both are asked again.
    """
    rows = list(MemberException.objects.filter(rating=rating))
    if not rows:
        return ()
    flags = flags_by_member(room)
    names = {one.id: first_name(one.user) for one in room.members}
    found = []
    for row in rows:
        if not may_be_excepted(as_rules(room, flags.get(row.member_id, []))):
            found.append(
                f"The flags about {names[row.member_id]} no longer agree. Take the exception out."
            )
        elif not far_enough(
            shared=[rating.steps[one] for one in room.outcomes],
            own=[row.steps[one] for one in room.outcomes],
        ):
            found.append(
                f"{names[row.member_id]}’s own rating is less than a step below the one all share "
                "now. Write it anew, or take the exception out."
            )
    return (*found, *_silent(room, rating))


def _silent(room: CaseRoom, rating: Rating) -> tuple[str, ...]:
    """An exception takes everybody who takes part, not one of each function."""
    agreeing = set(Consent.objects.filter(rating=rating).values_list("seat_id", flat=True))
    silent = [one.name for one in present(room.panel) if one.id not in agreeing]
    if not silent:
        return ()
    return (f"An exception takes everybody’s consent. It lacks that of {joined(silent)}.",)

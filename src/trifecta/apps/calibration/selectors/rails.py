"""What goes wrong when ratings are shared, noticed in the cases that the reader may read."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.apps.calibration.models import DiscussionNote, MemberException, Rating, RatingState
from trifecta.apps.calibration.selectors.proposals import may_read
from trifecta.apps.calibration.selectors.rooms import CaseRoom
from trifecta.domain.calibration.acts import Act, Part
from trifecta.domain.calibration.rails import Noticed, RatedCase, notice
from trifecta.domain.calibration.stages import Stage, reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """Something noticed, and the case in which its next step is."""

    noticed: Noticed
    room: CaseRoom


def rails_of(rooms: list[CaseRoom]) -> list[Rail]:
    """Everything noticed in these cases of one cycle, for who calibrates or leads them.

    Three questions however many there are. A case whose rating is not written yet says only who
    is missing in it.
    """
    mine = [
        one
        for one in rooms
        if not one.set_aside
        and not one.parts.isdisjoint({Part.CALIBRATOR, Part.FACILITATOR})
        and reached(one.stage, Stage.EVIDENCE)
    ]
    rated = _rated([one for one in mine if Act.READ_DRAFT_RATING in one.acts and may_read(one)])
    by_id = {one.case.id: one for one in mine}
    found = list(notice(list(rated.values())))
    for one in mine:
        if one.case.id not in rated and one.missing:
            found += notice([_bare(one)])
    return [Rail(noticed=one, room=by_id[one.case_id or _where(one, rated)]) for one in found]


def _where(noticed: Noticed, rated: dict[str, RatedCase]) -> str:
    """The case in which to begin with something that is about the whole cycle."""
    if noticed.id == "bulk_exceptions":
        return next(one.id for one in rated.values() if one.exceptions)
    return next(one.id for one in rated.values() if not one.notes)


def _bare(room: CaseRoom) -> RatedCase:
    return RatedCase(
        id=room.case.id, steps=(), notes=0, members=len(room.members), missing=room.missing
    )


def _rated(rooms: list[CaseRoom]) -> dict[str, RatedCase]:
    ids = [one.case.id for one in rooms]
    rows = Rating.objects.filter(case_id__in=ids).exclude(state=RatingState.REPLACED)
    ratings = {row.case_id: row for row in rows}
    exceptions: dict[str, list[str]] = {}
    for row in MemberException.objects.filter(rating__in=list(ratings.values())):
        exceptions.setdefault(row.rating_id, []).append(row.reason)
    noted = list(DiscussionNote.objects.filter(case_id__in=ids).values_list("case_id", flat=True))
    found = {}
    for room in rooms:
        rating = ratings.get(room.case.id)
        if rating is None:
            continue
        reasons = [*rating.reasons.values(), rating.plan or "", *exceptions.get(rating.id, [])]
        found[room.case.id] = RatedCase(
            id=room.case.id,
            steps=tuple(rating.steps[one] for one in room.outcomes),
            notes=noted.count(room.case.id),
            members=len(room.members),
            exceptions=len(exceptions.get(rating.id, [])),
            missing=room.missing,
            reasons="\n".join(reasons),
        )
    return found

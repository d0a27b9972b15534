"""Bringing people and their earlier ratings into a cycle: looked at first, then all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from trifecta.apps.calibration.models import Case, EarlierRating
from trifecta.apps.calibration.selectors.rooms import CycleRoom, enter_cycle
from trifecta.apps.calibration.services.cycles import choose_partnerships
from trifecta.apps.people.models import OrganisationMember, User
from trifecta.apps.people.selectors import PartnershipOutline, partnership_outlines
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.earlier import (
    EarlierLine,
    Problem,
    Read,
    counts_by_label,
    read_earlier,
    unknown_people,
)
from trifecta.domain.calibration.scales import (
    Carried,
    LabelledScale,
    check_carried,
    scale_from,
    suggested,
)
from trifecta.domain.errors import ConflictError, InvalidError

AT_ONCE: Final = 500
FEWEST_MEMBERS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierWords:
    """What was brought: the lines, the period where they name none, and the scale they are on.

    `labels` are the steps of that scale, the lowest first; none where the file's own are meant.
    `becomes` says for each of them which step of the cycle's scale it is now; None to suggest it.
    """

    text: str
    period: str = ""
    labels: Sequence[str] = ()
    becomes: Sequence[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be carried over, and all that stands in the way.

    `complete` are partnerships all of whose members are named, `partly` those with only some.
    """

    read: Read
    problems: tuple[Problem, ...]
    old: LabelledScale | None
    carried: Carried | None
    counts: Counter[str]
    complete: tuple[PartnershipOutline, ...]
    partly: tuple[PartnershipOutline, ...]

    @property
    def people(self) -> int:
        return len({one.email for one in self.read.lines})

    @property
    def ratings(self) -> int:
        return sum(self.counts.values())


def look_at_earlier(*, actor: User, cycle_id: str, words: EarlierWords) -> Preview:
    """What a file would bring; nothing is written. Raises InvalidError about the old scale."""
    room = enter_cycle(actor=actor, cycle_id=cycle_id)
    room.require(Act.SET_UP)
    return _preview(room, words)


@transaction.atomic
def carry_over(*, actor: User, cycle_id: str, words: EarlierWords, choose: bool = False) -> Preview:
    """Keep every rating of the file with this cycle; with one problem, none of them.

    What was kept of the same people and periods is replaced. With `choose`, partnerships all of
    whose members are named are rated in this cycle.
    """
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.SET_UP)
    preview = _preview(room, words)
    if preview.problems:
        raise InvalidError(
            "Nothing was carried over. Put these lines right, or take them out.",
            fields={"text": f"{len(preview.problems):,} things to put right, listed below."},
        )
    if preview.old is not None and preview.carried is not None:
        _keep(room, preview.read.lines, preview.old, preview.carried)
    if choose:
        there = Case.objects.filter(cycle=room.cycle).values_list("partnership_id", flat=True)
        wanted = [*there, *(one.id for one in preview.complete)]
        choose_partnerships(
            actor=actor, cycle_id=cycle_id, partnership_ids=list(dict.fromkeys(wanted))
        )
    _record(actor, room, "calibration.earlier_ratings_kept")
    return preview


@transaction.atomic
def forget_earlier(*, actor: User, cycle_id: str) -> None:
    """Take every earlier rating out of a cycle that nobody has been told of."""
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.SET_UP)
    gone, _ = EarlierRating.objects.filter(cycle=room.cycle).delete()
    if not gone:
        raise ConflictError("There are no earlier ratings here.")
    _record(actor, room, "calibration.earlier_ratings_forgotten")


def _preview(room: CycleRoom, words: EarlierWords) -> Preview:
    read = read_earlier(words.text, period=words.period)
    known = frozenset(_people(room))
    old = _old_scale(read, words)
    problems = [*read.problems, *unknown_people(read.lines, known), *_off_scale(read, old)]
    named = {one.email for one in read.lines}
    complete, partly = _partnerships(room, named)
    return Preview(
        read=read,
        problems=tuple(sorted(problems, key=lambda one: one.line)),
        old=old,
        carried=_carried(room, old, words),
        counts=counts_by_label(read.lines),
        complete=complete,
        partly=partly,
    )


def _old_scale(read: Read, words: EarlierWords) -> LabelledScale | None:
    if not read.labels:
        return None
    try:
        return scale_from([one for one in words.labels if one.strip()] or read.labels, failing=0)
    except InvalidError as error:
        fields = {"labels": error.fields.get("labels", error.message)}
        raise InvalidError(
            "Write down the scale these ratings are on, the lowest first.", fields=fields
        ) from error


def _off_scale(read: Read, old: LabelledScale | None) -> list[Problem]:
    if old is None:
        return []
    found = []
    for one in read.lines:
        try:
            if one.rating:
                old.step_of(one.rating)
        except InvalidError as error:
            found.append(Problem(line=one.line, words=error.message))
    return found


def _carried(room: CycleRoom, old: LabelledScale | None, words: EarlierWords) -> Carried | None:
    if old is None:
        return None
    if words.becomes is None:
        return suggested(old, room.scale)
    return check_carried(words.becomes, old=old, new=room.scale)


def _people(room: CycleRoom) -> dict[str, str]:
    """The ids of everybody in the organisation, by address."""
    rows = OrganisationMember.objects.filter(
        organisation_id=room.cycle.organisation_id, left_at=None
    )
    return dict(rows.values_list("user__email", "user_id"))


def _partnerships(
    room: CycleRoom, named: set[str]
) -> tuple[tuple[PartnershipOutline, ...], tuple[PartnershipOutline, ...]]:
    outlines = partnership_outlines(actor=room.actor, organisation_id=room.cycle.organisation_id)
    ids = {user_id: email for email, user_id in _people(room).items()}
    complete, partly = [], []
    for outline in outlines:
        there = [ids.get(member.user_id, "") in named for member in outline.members]
        if len(there) >= FEWEST_MEMBERS and all(there):
            complete.append(outline)
        elif any(there):
            partly.append(outline)
    return tuple(complete), tuple(partly)


def _keep(
    room: CycleRoom, lines: Sequence[EarlierLine], old: LabelledScale, carried: Carried
) -> None:
    people = _people(room)
    rows = []
    for one in lines:
        if one.rating:
            step = old.step_of(one.rating)
            rows.append(
                EarlierRating(
                    organisation=room.cycle.organisation,
                    cycle=room.cycle,
                    user_id=people[one.email],
                    period=one.period,
                    label=old.label(step),
                    step=carried.step(step),
                )
            )
    wanted = {(row.user_id, row.period.casefold()) for row in rows}
    there = EarlierRating.objects.filter(cycle=room.cycle).values_list("id", "user_id", "period")
    stale = [id for id, user_id, period in there if (user_id, period.casefold()) in wanted]
    for place in range(0, len(stale), AT_ONCE):
        EarlierRating.objects.filter(id__in=stale[place : place + AT_ONCE]).delete()
    EarlierRating.objects.bulk_create(rows, batch_size=AT_ONCE)


def _record(actor: User, room: CycleRoom, action: str) -> None:
    record(actor=actor, organisation=room.cycle.organisation, action=action, subject=room.cycle)

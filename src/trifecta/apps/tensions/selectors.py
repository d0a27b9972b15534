"""What one member may read of tensions: their own side, what others have shared, and the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView
from trifecta.apps.tensions.models import (
    Draft,
    EarlierStatement,
    GateSkip,
    PlayBack,
    Question,
    Side,
    Statement,
    Tension,
    TensionState,
)
from trifecta.apps.tensions.rooms import Room, enter, question_state
from trifecta.domain.access import Visibility, may_read_statement, may_use_in_plan_finder
from trifecta.domain.errors import NotFoundError, NotYetError
from trifecta.domain.people.journey import HistoryEntry, Link, TensionFacts
from trifecta.domain.tensions.gate import Gate, Turn, gate_of, turns_of
from trifecta.domain.tensions.gate_words import gate_words
from trifecta.domain.tensions.statements import Kind
from trifecta.domain.tensions.weights import completed


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement its reader may read; `weight` and `version` are there for its writer alone."""

    id: str
    kind: str
    text: str
    because: str
    visibility: str
    mine: bool
    weight: float | None = None
    version: int = 0
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One member's side as its reader sees it; an unshared side of somebody else is always empty."""

    member: MemberView
    mine: bool
    shared: bool
    positions: tuple[StatementView, ...] = ()
    needs: tuple[StatementView, ...] = ()
    constraints: tuple[StatementView, ...] = ()
    kept_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question and its answer, between any two members; all members read all of them."""

    id: str
    asker: MemberView
    addressee: MemberView
    text: str
    state: str
    answer: str
    asked_at: datetime
    answered_at: datetime | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayBackView:
    """One try, and what the person it is about said to it."""

    id: str
    speaker: MemberView
    about: MemberView
    text: str
    verdict: str
    correction: str
    sent_at: datetime
    decided_at: datetime | None
    outdated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipView:
    """Who went on without understanding, and why."""

    member: MemberView
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionView:
    """A tension as one member sees it."""

    id: str
    title: str
    state: str
    opened_at: datetime
    opened_by: MemberView
    withdrawn_because: str
    partnership: PartnershipView
    sides: tuple[SideView, ...]
    questions: tuple[QuestionView, ...]
    play_backs: tuple[PlayBackView, ...]
    skips: tuple[SkipView, ...]
    gate: Gate
    gate_words: dict[str, str]
    turns: tuple[Turn, ...]

    @property
    def mine(self) -> SideView:
        return next(side for side in self.sides if side.mine)


def tension_for(*, actor: User, tension_id: str) -> TensionView:
    """Raises NotFoundError for anybody who is not an active member."""
    room = enter(actor=actor, tension_id=tension_id)
    facts, gate = room.facts, room.gate
    names = {member.id: member.name for member in room.partnership.members}
    return TensionView(
        id=room.tension.id,
        title=room.tension.title,
        state=room.tension.state,
        opened_at=room.tension.created_at,
        opened_by=room.partnership.member(room.tension.opened_by_id),
        withdrawn_because=room.tension.withdrawn_because or "",
        partnership=room.partnership,
        sides=_sides(room),
        questions=tuple(_question(room, row) for row in room.questions),
        play_backs=tuple(_play_back(room, row) for row in room.play_backs),
        skips=tuple(
            SkipView(
                member=room.partnership.member(row.member_id),
                reason=row.reason,
                at=row.created_at,
            )
            for row in room.skips
        ),
        gate=gate,
        gate_words={
            str(name): words
            for name, words in gate_words(facts, gate, reader=room.me, names=names).items()
        },
        turns=turns_of(facts, room.me),
    )


def _sides(room: Room) -> tuple[SideView, ...]:
    readable: dict[str, list[Statement]] = {}
    kept_back = 0
    shared = [member for member in room.sides if room.shared(member)]
    rows = Statement.objects.filter(
        tension=room.tension, removed_at=None, member_id__in={*shared, room.me}
    )
    for row in rows:
        if _may_read(room, row):
            readable.setdefault(row.member_id, []).append(row)
    for row in readable.get(room.me, []):
        kept_back += row.visibility in {Visibility.PRIVATE, Visibility.MEDIATOR}
    former = [m for m in room.partnership.former if readable.get(m.id)]
    return tuple(
        _side(room, member, readable.get(member.id, []), kept_back=kept_back)
        for member in (*room.partnership.members, *former)
    )


def _may_read(room: Room, row: Statement) -> bool:
    return may_read_statement(
        viewer=room.me,
        author=row.member_id,
        visibility=Visibility(row.visibility),
        viewer_is_active_partner=True,
        viewer_is_leader=False,
        side_shared=room.shared(row.member_id),
    ).allowed


def _side(room: Room, member: MemberView, rows: list[Statement], *, kept_back: int) -> SideView:
    mine = member.id == room.me

    def views(kind: Kind) -> tuple[StatementView, ...]:
        return tuple(_statement(row, mine=mine) for row in rows if row.kind == kind)

    return SideView(
        member=member,
        mine=mine,
        shared=room.shared(member.id),
        positions=views(Kind.POSITION),
        needs=views(Kind.NEED),
        constraints=views(Kind.CONSTRAINT),
        kept_back=kept_back if mine else 0,
    )


def _statement(row: Statement, *, mine: bool) -> StatementView:
    return StatementView(
        id=row.id,
        kind=row.kind,
        text=row.text,
        because=row.because or "",
        visibility=row.visibility,
        mine=mine,
        weight=row.weight if mine else None,
        version=row.version if mine else 0,
        changed_at=row.changed_at,
    )


def _question(room: Room, row: Question) -> QuestionView:
    return QuestionView(
        id=row.id,
        asker=room.partnership.member(row.asker_id),
        addressee=room.partnership.member(row.addressee_id),
        text=row.text,
        state=question_state(row),
        answer=row.answer or "",
        asked_at=row.created_at,
        answered_at=row.answered_at,
        source=row.source,
    )


def _play_back(room: Room, row: PlayBack) -> PlayBackView:
    side = room.sides.get(row.about_id)
    return PlayBackView(
        id=row.id,
        speaker=room.partnership.member(row.speaker_id),
        about=room.partnership.member(row.about_id),
        text=row.text,
        verdict=row.verdict,
        correction=row.correction or "",
        sent_at=row.created_at,
        decided_at=row.decided_at,
        outdated=row.verdict == "confirmed" and side is not None and side.edition != row.edition,
    )


def my_statement(*, actor: User, statement_id: str) -> StatementView:
    """A statement of mine; raises NotFoundError for anybody else's."""
    row = Statement.objects.filter(id=statement_id, removed_at=None).first()
    if row is None:
        raise NotFoundError
    room = enter(actor=actor, tension_id=row.tension_id)
    if row.member_id != room.me:
        raise NotFoundError
    return _statement(row, mine=True)


def statement_tension_id(*, actor: User, statement_id: str) -> str:
    """The tension a statement of mine belongs to."""
    my_statement(actor=actor, statement_id=statement_id)
    return Statement.objects.values_list("tension_id", flat=True).get(id=statement_id)


def earlier_words(*, actor: User, statement_id: str) -> list[EarlierStatement]:
    """What a statement of mine said before, the newest first."""
    my_statement(actor=actor, statement_id=statement_id)
    return list(EarlierStatement.objects.filter(statement_id=statement_id).order_by("-version"))


def my_draft(*, actor: User, tension_id: str, place: str) -> str:
    room = enter(actor=actor, tension_id=tension_id)
    row = Draft.objects.filter(tension=room.tension, member_id=room.me, place=place[:40]).first()
    return row.text if row else ""


# ---------------------------------------------------------------- for plans and agreements


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """Whether plans are open, and who opened them on the record."""

    open: bool
    skips: tuple[SkipView, ...]
    partnership: PartnershipView
    tension_id: str
    title: str
    state: str


def gate_for(*, actor: User, tension_id: str) -> GateView:
    """Raises NotFoundError for anybody who is not an active member."""
    room = enter(actor=actor, tension_id=tension_id)
    return GateView(
        open=room.gate.open,
        skips=tuple(
            SkipView(
                member=room.partnership.member(row.member_id),
                reason=row.reason,
                at=row.created_at,
            )
            for row in room.skips
        ),
        partnership=room.partnership,
        tension_id=room.tension.id,
        title=room.tension.title,
        state=room.tension.state,
    )


def require_open_gate(*, actor: User, tension_id: str) -> GateView:
    """The gate, when it is open; raises NotYetError with what comes first."""
    view = gate_for(actor=actor, tension_id=tension_id)
    if not view.open:
        raise NotYetError("Plans open when each of you has said what you heard.")
    return view


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedForFinder:
    """A need the plan finder works with. `hidden` ones are used and never shown to anybody else."""

    id: str
    member_id: str
    text: str
    because: str
    weight: float
    hidden: bool


def needs_for_finder(*, actor: User, tension_id: str) -> list[NeedForFinder]:
    """Every present member's needs with weights (0 to 1, sum 1 a member), hidden ones included.

    For the plan finder alone: what a page shows of them goes through `may_read_statement` or is the
    reader's own.
    """
    room = enter(actor=actor, tension_id=tension_id)
    present = {member.id for member in room.partnership.members}
    rows = [
        row
        for row in Statement.objects.filter(
            tension=room.tension, kind=Kind.NEED, removed_at=None, member_id__in=present
        )
        if may_use_in_plan_finder(
            visibility=Visibility(row.visibility), side_shared=room.shared(row.member_id)
        )
    ]
    weights: dict[str, float] = {}
    for member in present:
        weights |= completed({row.id: row.weight for row in rows if row.member_id == member})
    return [
        NeedForFinder(
            id=row.id,
            member_id=row.member_id,
            text=row.text,
            because=row.because or "",
            weight=weights[row.id],
            hidden=row.visibility == Visibility.MEDIATOR,
        )
        for row in rows
    ]


# ---------------------------------------------------------------- for the partnership's page


def _rooms(partnership: PartnershipView) -> list[Room]:
    """Every tension of a partnership, in a number of queries that does not grow with it."""
    tensions = Tension.objects.filter(partnership=partnership.row).order_by("-changed_at", "-id")
    rooms = {row.id: Room(tension=row, partnership=partnership) for row in tensions}
    for side in Side.objects.filter(tension__in=rooms):
        rooms[side.tension_id].sides[side.member_id] = side
    for question in Question.objects.filter(tension__in=rooms):
        rooms[question.tension_id].questions.append(question)
    for play_back in PlayBack.objects.filter(tension__in=rooms):
        rooms[play_back.tension_id].play_backs.append(play_back)
    for skip in GateSkip.objects.filter(tension__in=rooms):
        rooms[skip.tension_id].skips.append(skip)
    return list(rooms.values())


def journey_facts(*, actor: User, partnership: PartnershipView) -> tuple[TensionFacts, ...]:
    """Every tension of a partnership `actor` has been let into, the last changed first."""
    _own(actor, partnership)
    return tuple(_facts(room) for room in _rooms(partnership))


def _facts(room: Room) -> TensionFacts:
    facts = room.facts
    gate = gate_of(facts)
    first = next(iter(turns_of(facts, room.me)), None)
    live = room.tension.state in {TensionState.OPEN, TensionState.PLANNING}
    return TensionFacts(
        tension_id=room.tension.id,
        title=room.tension.title,
        state=room.tension.state,  # type: ignore[arg-type]
        opened_at=room.tension.created_at,
        opened_by_me=room.tension.opened_by_id == room.me,
        my_turn=first.kind if first and live else "",
        counterpart=room.names.get(first.about, "") if first else "",
        gate_open=gate.open,
        gate_skipped=gate.skipped,
        last_change_at=room.tension.changed_at,
    )


def history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """What happened in tensions, as far as every member may know it."""
    _own(actor, partnership)
    entries: list[HistoryEntry] = []
    for room in _rooms(partnership):
        link = Link(url_name="tensions:tension", args=(room.tension.id,))
        who = (
            "You" if room.tension.opened_by_id == room.me else room.names[room.tension.opened_by_id]
        )
        entries.append(
            HistoryEntry(
                at=room.tension.created_at,
                before=f"{who} opened a tension:",
                linked=room.tension.title,
                link=link,
                after=".",
            )
        )
        entries += _events(room, link)
    return entries


def _events(room: Room, link: Link) -> list[HistoryEntry]:
    def name(member_id: str) -> str:
        return "You" if member_id == room.me else room.names.get(member_id, "A former member")

    def entry(at: datetime, before: str) -> HistoryEntry:
        return HistoryEntry(at=at, before=before, linked=room.tension.title, link=link, after=".")

    events = [
        entry(side.shared_at, f"{name(side.member_id)} shared a side of")
        for side in room.sides.values()
        if side.shared_at
    ]
    events += [
        entry(row.decided_at, f"{name(row.about_id)} confirmed what {_heard(room, row)} heard in")
        for row in room.play_backs
        if row.verdict == "confirmed" and row.decided_at
    ]
    events += [
        entry(skip.created_at, f"{name(skip.member_id)} opened the plans early in")
        for skip in room.skips
    ]
    return events


def _heard(room: Room, row: PlayBack) -> str:
    return "you" if row.speaker_id == room.me else room.names.get(row.speaker_id, "a former member")


def _own(actor: User, partnership: PartnershipView) -> None:
    if partnership.me.user_id != actor.id:
        raise NotFoundError

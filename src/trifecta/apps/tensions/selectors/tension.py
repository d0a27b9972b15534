"""A tension as one member sees it: sides, questions, play-backs, the gate and whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView
from trifecta.apps.records.prepared import prepared
from trifecta.apps.tensions.models import EarlierStatement, Statement
from trifecta.apps.tensions.rooms import Room, enter
from trifecta.apps.tensions.selectors.views import (
    EarlierView,
    PlayBackView,
    QuestionView,
    SideView,
    SkipView,
    StatementView,
    earlier_view,
    play_back_view,
    question_view,
    skip_views,
    statement_view,
)
from trifecta.domain.access import Visibility, may_read_statement
from trifecta.domain.tensions.gate import Gate, GateFacts, StageName, Turn, gate_of, turns_of
from trifecta.domain.tensions.gate_words import gate_words
from trifecta.domain.tensions.statements import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionView:
    """A tension as one member sees it; `heard_me` are those who have said back what I need."""

    id: str
    title: str
    state: str
    opened_at: datetime
    opened_by: MemberView
    withdrawn_by: MemberView | None
    withdrawn_because: str
    partnership: PartnershipView
    sides: tuple[SideView, ...]
    questions: tuple[QuestionView, ...]
    play_backs: tuple[PlayBackView, ...]
    skips: tuple[SkipView, ...]
    facts: GateFacts
    gate: Gate
    gate_words: Mapping[StageName, str]
    turns: tuple[Turn, ...]
    heard_me: tuple[str, ...]

    @property
    def me(self) -> MemberView:
        return self.partnership.me

    @property
    def mine(self) -> SideView:
        return next(side for side in self.sides if side.mine)

    @property
    def names(self) -> dict[str, str]:
        return {member.id: member.name for member in self.partnership.members}

    @property
    def live(self) -> bool:
        """Whether sides can still change."""
        return self.state in {"open", "planning"}

    def side_of(self, member_id: str) -> SideView:
        return next(side for side in self.sides if side.member.id == member_id)

    def between(self, asker: str, addressee: str) -> list[QuestionView]:
        return [q for q in self.questions if (q.asker.id, q.addressee.id) == (asker, addressee)]

    def tries(self, speaker: str, about: str) -> list[PlayBackView]:
        return [p for p in self.play_backs if (p.speaker.id, p.about.id) == (speaker, about)]


def tension_for(*, actor: User, tension_id: str) -> TensionView:
    """Raises NotFoundError for anybody who is not an active member."""
    room = enter(actor=actor, tension_id=tension_id)
    row, member = room.tension, room.partnership.member
    facts = room.facts
    gate = gate_of(facts)
    return TensionView(
        id=row.id,
        title=row.title,
        state=room.state_behind(gate),
        opened_at=row.created_at,
        opened_by=member(row.opened_by_id),
        withdrawn_by=member(row.withdrawn_by_id) if row.withdrawn_by_id else None,
        withdrawn_because=row.withdrawn_because or "",
        partnership=room.partnership,
        sides=_sides(room),
        questions=tuple(
            question_view(room, q)
            for q in room.questions
            if room.i_read(q.asker_id, q.addressee_id)
        ),
        play_backs=tuple(
            play_back_view(room, p)
            for p in room.play_backs
            if room.i_read(p.speaker_id, p.about_id)
        ),
        skips=skip_views(room),
        facts=facts,
        gate=gate,
        gate_words=gate_words(facts, gate, reader=room.me, names=room.names),
        turns=turns_of(facts, room.me),
        heard_me=tuple(heard.name for heard in room.heard_me()),
    )


def _sides(room: Room) -> tuple[SideView, ...]:
    """Only rows of my own and of sides shared with me are fetched at all."""
    authors = {author for author in room.sides if room.i_read(author)} | {room.me}
    written = [row for author in authors for row in _statements(room.tension.id, author)]
    rows = [row for row in written if _may_read(room, row)]
    earlier = _earlier(room, rows)
    former = [m for m in room.partnership.former if any(row.member_id == m.id for row in rows)]
    return tuple(
        _side(room, member, [row for row in rows if row.member_id == member.id], earlier)
        for member in (*room.partnership.members, *former)
    )


@prepared
def _statements(tension_id: str, member_id: str) -> QuerySet[Statement]:
    return Statement.objects.filter(tension_id=tension_id, member_id=member_id, removed_at=None)


def _may_read(room: Room, row: Statement | EarlierStatement, *, author: str = "") -> bool:
    author = author or row.member_id  # type: ignore[union-attr]
    return may_read_statement(
        viewer=room.me,
        author=author,
        visibility=Visibility(row.visibility),
        viewer_is_active_partner=True,
        viewer_is_leader=False,
        side_shared=room.i_read(author),
    ).allowed


def _earlier(room: Room, rows: list[Statement]) -> dict[str, tuple[EarlierView, ...]]:
    """What the reader was able to read before, by statement, the newest first."""
    authors = {row.id: row.member_id for row in rows}
    changed = [row.id for row in rows if row.version > 1]
    found: dict[str, list[EarlierView]] = {}
    if changed:
        kept = EarlierStatement.objects.filter(statement_id__in=changed).order_by("-version")
        for row in kept:
            author = authors[row.statement_id]
            if _had_read(room, row, author=author) and _may_read(room, row, author=author):
                found.setdefault(row.statement_id, []).append(earlier_view(row))
    return {key: tuple(views) for key, views in found.items()}


def _had_read(room: Room, row: EarlierStatement, *, author: str) -> bool:
    """Whether the words were shared with the reader before they were replaced."""
    if author == room.me:
        return True
    shared_at = row.shared_at or room.sides[author].first_shared_at
    return shared_at is not None and room.partnership.me.joined_at <= shared_at


def _side(
    room: Room,
    member: MemberView,
    rows: list[Statement],
    earlier: Mapping[str, tuple[EarlierView, ...]],
) -> SideView:
    mine = member.id == room.me
    side = room.sides.get(member.id)
    seen = side is not None and room.i_read(member.id)

    def views(kind: Kind) -> tuple[StatementView, ...]:
        chosen = [row for row in rows if row.kind == kind]
        if mine and kind is Kind.NEED:  # in anybody else's eyes an order would say what counts
            chosen.sort(key=lambda row: -(row.weight or 0.0))
        return tuple(
            statement_view(row, mine=mine, earlier=_differing(row, earlier.get(row.id, ())))
            for row in chosen
        )

    return SideView(
        member=member,
        mine=mine,
        shared=room.shared(member.id) and seen,
        left=member.left_at is not None,
        positions=views(Kind.POSITION),
        needs=views(Kind.NEED),
        constraints=views(Kind.CONSTRAINT),
        shared_at=side.shared_at if side and seen else None,
        weights_sealed_at=side.weights_sealed_at if side and mine else None,
        not_yet=_not_yet(room) if mine and room.shared(room.me) else (),
    )


def _differing(row: Statement, earlier: tuple[EarlierView, ...]) -> tuple[EarlierView, ...]:
    """Earlier words that differ from those of now; a change of visibility keeps the words."""
    said = (row.text, row.because or "")
    return tuple(view for view in earlier if (view.text, view.because) != said)


def _not_yet(room: Room) -> tuple[str, ...]:
    return tuple(m.name for m in room.partnership.counterparts if not room.reads(m, room.me))

"""The gate: plans open when each member has asked, been answered and said the others' needs back.

Two members: each asks the other three to five questions, each is answered, and each says back what
the other needs until the other confirms it. Three or four members: three to five questions each in
all, at least one to each counterpart, and each says back every counterpart's need. A skip opens the
gate on the record and undoes nothing that was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from trifecta.domain.access import Decision
from trifecta.domain.people.words import joined, number_word

FEWEST: Final = 3
MOST: Final = 5

QuestionState = Literal["open", "answered", "declined"]
Verdict = Literal["waiting", "confirmed", "corrected"]
StageName = Literal["asked", "answered", "played_back", "plans"]
StageState = Literal["done", "half", "not_yet"]
TurnKind = Literal["write_side", "ask", "answer", "play_back", "confirm_play_back", "seal", "plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question between two members (ids); a declined one counts for nobody."""

    asker: str
    addressee: str
    state: QuestionState = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedBack:
    """One try of `speaker` to say what `about` needs.

    `edition` is the edition of the needs that `about` had in mind when confirming; 0 before.
    """

    speaker: str
    about: str
    verdict: Verdict = "waiting"
    edition: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFacts:
    """What has happened in a tension, between its present members (ids, in the order of joining).

    `shared` are those whose side the others can read. `editions` counts for each member how often
    the meaning of needs that others can read has changed (0 where it is missing). `play_backs` are
    in the order they were sent. `skipped_by` are those who opened the gate on the record. `sealed`
    are those who have sealed how much their needs count, as far as the others know of it.
    """

    members: tuple[str, ...]
    shared: frozenset[str] = frozenset()
    questions: tuple[Asked, ...] = ()
    play_backs: tuple[PlayedBack, ...] = ()
    editions: Mapping[str, int] = field(default_factory=dict)
    skipped_by: tuple[str, ...] = ()
    sealed: frozenset[str] = frozenset()

    @property
    def unsealed(self) -> tuple[str, ...]:
        """The members whom plans wait for, in the order of joining."""
        return tuple(member for member in self.members if member not in self.sealed)

    def counterparts(self, member: str) -> tuple[str, ...]:
        return tuple(other for other in self.members if other != member)

    def counted(self, asker: str, *states: QuestionState) -> list[Asked]:
        """Questions of `asker` to present members, in one of `states`."""
        return [
            question
            for question in self.questions
            if question.asker == asker
            and question.addressee in self.members
            and question.state in states
        ]

    def last_try(self, speaker: str, about: str) -> PlayedBack | None:
        tries = [t for t in self.play_backs if (t.speaker, t.about) == (speaker, about)]
        return tries[-1] if tries else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Something that waits for one member; `about` is the counterpart it concerns, "" for none."""

    kind: TurnKind
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """How far each stage is, and whether plans are open."""

    stages: Mapping[StageName, StageState]
    open: bool
    skipped: bool

    @property
    def first_missing(self) -> StageName:
        """The first stage that is not done; "plans" when all are."""
        names: tuple[StageName, ...] = ("asked", "answered", "played_back")
        return next((name for name in names if self.stages[name] != "done"), "plans")


def gate_of(facts: GateFacts) -> Gate:
    """The state of every stage; with fewer than two members nothing is ever done."""
    members = facts.members if len(facts.members) > 1 else ()
    pairs = [(one, other) for one in members for other in facts.counterparts(one)]
    stages: dict[StageName, StageState] = {
        "asked": _stage([has_asked(facts, member) for member in members]),
        "answered": _stage([has_been_answered(facts, member) for member in members]),
        "played_back": _stage([has_played_back(facts, one, other) for one, other in pairs]),
    }
    understood = all(state == "done" for state in stages.values())
    skipped = bool(facts.skipped_by)
    stages["plans"] = "done" if understood or skipped else "not_yet"
    return Gate(stages=stages, open=understood or skipped, skipped=skipped)


def _stage(done: list[bool]) -> StageState:
    if done and all(done):
        return "done"
    return "half" if any(done) else "not_yet"


def has_asked(facts: GateFacts, member: str) -> bool:
    """Three questions or more, at least one to each counterpart."""
    return _enough(facts, member, facts.counted(member, "open", "answered"))


def has_been_answered(facts: GateFacts, member: str) -> bool:
    """Three answers or more, at least one from each counterpart."""
    return _enough(facts, member, facts.counted(member, "answered"))


def _enough(facts: GateFacts, member: str, questions: list[Asked]) -> bool:
    reached = {question.addressee for question in questions}
    return len(questions) >= FEWEST and reached.issuperset(facts.counterparts(member))


def has_played_back(facts: GateFacts, speaker: str, about: str) -> bool:
    """Whether `about` has confirmed a try of `speaker` and needs the same thing still."""
    edition = facts.editions.get(about, 0)
    return any(
        (t.speaker, t.about, t.verdict, t.edition) == (speaker, about, "confirmed", edition)
        for t in facts.play_backs
    )


def turns_of(facts: GateFacts, member: str) -> tuple[Turn, ...]:
    """What waits for `member`, first what somebody else cannot go on without."""
    if len(facts.members) < 2:
        return () if member in facts.shared else (Turn(kind="write_side"),)
    if member not in facts.shared:
        return (*_answers(facts, member), Turn(kind="write_side"))
    turns = [*_answers(facts, member), *_verdicts(facts, member)]
    sealed, opened = member in facts.sealed, gate_of(facts).open
    if opened:
        turns.append(Turn(kind="plan" if sealed else "seal"))
    turns += _questions(facts, member)
    turns += [
        Turn(kind="play_back", about=other)
        for other in facts.counterparts(member)
        if may_play_back(facts, member, other)
    ]
    if not sealed and not opened:
        turns.append(Turn(kind="seal"))
    return tuple(turns)


def _answers(facts: GateFacts, member: str) -> list[Turn]:
    askers = [
        other
        for other in facts.counterparts(member)
        if any(q.addressee == member for q in facts.counted(other, "open"))
    ]
    return [Turn(kind="answer", about=asker) for asker in askers]


def _verdicts(facts: GateFacts, member: str) -> list[Turn]:
    return [
        Turn(kind="confirm_play_back", about=other)
        for other in facts.counterparts(member)
        if (last := facts.last_try(other, member)) and last.verdict == "waiting"
    ]


def _questions(facts: GateFacts, member: str) -> list[Turn]:
    if has_asked(facts, member):
        return []
    asked = {question.addressee for question in facts.counted(member, "open", "answered")}
    ready = [other for other in facts.counterparts(member) if other in facts.shared]
    return [
        Turn(kind="ask", about=other)
        for other in sorted(ready, key=lambda other: other in asked)
        if may_ask(facts, member, other)
    ]


def may_ask(
    facts: GateFacts, asker: str, addressee: str, *, names: Mapping[str, str] | None = None
) -> Decision:
    """Whether `asker` may put one more question to `addressee`; `names` are for the reason."""
    names = names or {}
    if addressee not in facts.counterparts(asker):
        return Decision(False, "Ask somebody you are in this partnership with.")
    if asker not in facts.shared:
        return Decision(False, "Share your side first; then you can ask.")
    if addressee not in facts.shared:
        name = names.get(addressee, "your counterpart")
        return Decision(False, f"You can ask once you can read what {name} needs.")
    return _question_left(facts, asker, addressee, names)


def _question_left(
    facts: GateFacts, asker: str, addressee: str, names: Mapping[str, str]
) -> Decision:
    asked = facts.counted(asker, "open", "answered")
    reached = {question.addressee for question in asked}
    if addressee not in reached:
        return Decision(True, "You have not asked them anything yet.")
    if len(asked) >= MOST:
        return Decision(
            False,
            f"You have asked {number_word(MOST)} questions, which is the most. Take one back that "
            "has not been answered, or say what you have heard.",
        )
    unasked = [other for other in facts.counterparts(asker) if other not in reached]
    if len(asked) + 1 + len(unasked) > MOST:
        left = joined([names.get(other, "the others") for other in unasked])
        return Decision(False, f"Keep your last questions for {left}.")
    return Decision(True, "You have a question left.")


def may_play_back(facts: GateFacts, speaker: str, about: str) -> Decision:
    """Whether `speaker` may now say what `about` needs."""
    if about not in facts.counterparts(speaker):
        return Decision(False, "Say it about somebody you are in this partnership with.")
    if about not in facts.shared or speaker not in facts.shared:
        return Decision(False, "This comes once you have shared your sides with each other.")
    last = facts.last_try(speaker, about)
    if last is not None and last.verdict == "waiting":
        return Decision(False, "What you sent is waiting to be read.")
    if has_played_back(facts, speaker, about):
        return Decision(False, "They have said that you have it right.")
    if last is None and not has_been_answered(facts, speaker):
        return Decision(
            False,
            f"First ask {number_word(FEWEST)} questions and read the answers; "
            "then say what you heard.",
        )
    return Decision(True, "You have heard enough to say it back.")

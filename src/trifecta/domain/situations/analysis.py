"""What is found in a text about work: each finding with the exact words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.framework.pieces import GapId, StepId
from trifecta.domain.situations.model.endpoint import BY_RULES, Source

SignalId = Literal[
    "em_pm_conflict",
    "misaligned_incentives",
    "finger_pointing",
    "performance_evaluation",
    "partnership_structure",
    "team_structure_accountability",
]
Lean = Literal["incentive", "understanding", "both", "unclear"]
Whose = Literal["writer", "counterpart", "other", "unclear"]
Kind = Literal["position", "need", "constraint"]
HarmKind = Literal["despair", "misconduct"]

SIGNALS: Final[tuple[SignalId, ...]] = (
    "em_pm_conflict",
    "misaligned_incentives",
    "finger_pointing",
    "performance_evaluation",
    "partnership_structure",
    "team_structure_accountability",
)
"""What the framework is for, in the order in which it is told."""

LEANS: Final[tuple[Lean, ...]] = ("incentive", "understanding", "both", "unclear")

EXECUTIVE: Final = "executive"
"""The role of whoever leads two who lead together, and writes of both."""

RELEVANT: Final = 0.5
"""From here on the framework is taken to apply."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words stand in the text that was read: `text[start:end]`, in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One of the signals that the framework applies, and the words that say so."""

    id: SignalId
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RootCause:
    """Which way the words lean, why, and how clearly: the two strengths are 0 or more."""

    lean: Lean
    spans: tuple[Span, ...]
    because: str
    incentive: float
    understanding: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Words that make a villain or a victim of somebody, with a neutral reading of the same.

    `by_model` says that the neutral reading was worded by a language model.
    """

    span: Span
    kind: str
    neutral: str
    by_model: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """A sentence of what is no difference of needs: somebody is touched, threatened or put down for
    who they are (`misconduct`), or may be a danger to themselves (`despair`).
    """

    kind: HarmKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A position (what is asked for), a need (why), or a constraint (what limits).

    It is of an `other` where it was said who the counterpart is, and somebody else is named.
    """

    kind: Kind
    span: Span
    whose: Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeOff:
    """A trade-off that is claimed; `id` is the framework's."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A role that is named: product, engineering, business, design or manager."""

    role: str
    span: Span
    is_writer: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not known, and the words that show it; None where it is only not told."""

    gap: GapId
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to ask, what it is for in this text, and the words that it comes from if any."""

    id: str
    text: str
    gap: GapId
    why: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything that was read.

    `relevant` says whether the framework applies; `relevance` (0 to 1) how sure that is, and is at
    least 0.5 exactly where `relevant` is true, unless that is so by the writer's word, `about_us`.
    Nothing is guessed for texts where it does not apply: they have no signals, their root cause is
    unclear, and there is no step and no question; jumps and sweeping words are there from a
    relevance of 0.4 on. Spans are in the order of the text and never cross each other within a
    list. `writer` and `counterpart` are partnership roles, "" where they are not known; a writer
    who leads both is `executive`. `both` are the two roles that they lead, or that somebody stands
    beside who is neither, unless they said whom of them they speak of; else it is empty.
    `start_step` is the framework's step to begin with, `start_why` the sentence that says why.
    Where it tells of `harm`, nothing else is found in those sentences; where that is misconduct,
    nothing in the whole text, with a relevance of 0, unless by the writer's word.
    `source` is the reader that it came from; a step, gaps and questions always come from the rules.
    """

    relevant: bool
    relevance: float
    signals: tuple[Signal, ...]
    root_cause: RootCause
    loaded: tuple[Loaded, ...]
    statements: tuple[Statement, ...]
    jumps: tuple[Span, ...]
    tradeoffs: tuple[TradeOff, ...]
    interesting_work: tuple[Span, ...]
    coddling: tuple[Span, ...]
    sweeping: tuple[Span, ...]
    own_part: tuple[Span, ...]
    people: tuple[Person, ...]
    writer: str
    counterpart: str
    both: tuple[str, ...]
    is_english: bool
    start_step: StepId | None
    start_why: str
    gaps: tuple[GapId, ...]
    questions: tuple[Asked, ...]
    harm: tuple[Harm, ...] = ()
    source: Source = BY_RULES
    about_us: bool = False

    @property
    def against_its_words(self) -> bool:
        """Whether it counts as relevant only because its writer says so."""
        return self.about_us and self.relevance < RELEVANT

    @property
    def is_of_both(self) -> bool:
        """Whether it is told by somebody who is neither of the two, and to be said of them."""
        return bool(self.both) or self.writer == EXECUTIVE

    @property
    def tells_of_misconduct(self) -> bool:
        """Whether that alone counts; not where its writer says that it is about the two of them."""
        return not self.about_us and any(one.kind == "misconduct" for one in self.harm)

    @property
    def villain_language(self) -> bool:
        """Whether somebody is made a villain or a victim of."""
        return bool(self.loaded)

    @property
    def jumped_to_solution(self) -> bool:
        """Whether a solution is there before the need is."""
        return bool(self.jumps)

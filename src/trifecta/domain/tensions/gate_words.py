"""What each bar of the gate says to one member: what is done, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from trifecta.domain.people.words import capital, counted, joined, number_word
from trifecta.domain.tensions.gate import (
    FEWEST,
    MOST,
    Gate,
    GateFacts,
    StageName,
    has_asked,
    has_been_answered,
    has_played_back,
)


def gate_words(
    facts: GateFacts, gate: Gate, *, reader: str, names: Mapping[str, str]
) -> dict[StageName, str]:
    """One or two short sentences a stage, as `reader` (an id in `facts.members`) reads them.

    `names` has the name of every member. No sentence tells whether an unshared side was begun.
    """
    room = _Room(facts=facts, reader=reader, names=names)
    return {
        "asked": room.asked(gate),
        "answered": room.answered(gate),
        "played_back": room.played_back(gate),
        "plans": room.plans(gate),
    }


class _Room:
    """The people of one tension as one of them addresses them."""

    def __init__(self, *, facts: GateFacts, reader: str, names: Mapping[str, str]) -> None:
        self.facts = facts
        self.reader = reader
        self.names = names
        self.others = facts.counterparts(reader)

    def asked(self, gate: Gate) -> str:
        if gate.stages["asked"] == "done":
            return self._asked_counts()
        if not self.facts.shared.issuperset(self.facts.members):
            return "Once your sides are shared"
        if gate.stages["asked"] == "half":
            return self._who(lambda member: has_asked(self.facts, member), "asked")
        mine = len(self.facts.counted(self.reader, "open", "answered"))
        if not mine:
            return f"{capital(number_word(FEWEST))} to {number_word(MOST)} questions each"
        to_go = FEWEST - mine
        more = f"{capital(number_word(to_go))} or more to go." if to_go > 0 else "Ask each of them."
        return f"You have asked {number_word(mine)}. {more}"

    def _asked_counts(self) -> str:
        counts = {m: len(self.facts.counted(m, "open", "answered")) for m in self.facts.members}
        if len(set(counts.values())) == 1:
            return f"{capital(counted(counts[self.reader], 'question'))} each"
        if len(self.others) == 1:
            other = self.others[0]
            mine, theirs = number_word(counts[self.reader]), number_word(counts[other])
            return f"You asked {mine}, {self.names[other]} {theirs}"
        return f"All of you, {counted(sum(counts.values()), 'question')}"

    def answered(self, gate: Gate) -> str:
        waiting = self._waiting_for_me()
        for_me = f"{capital(number_word(waiting))} {_waits(waiting)} for you." if waiting else ""
        if gate.stages["answered"] == "done":
            return for_me or self._all_answered()
        if gate.stages["answered"] == "half":
            done = [m for m in self.facts.members if has_been_answered(self.facts, m)]
            heard = f"{self._people(done)} {self._have(done)} been answered."
            return f"{heard} {for_me or self._waiting_for_others()}".strip()
        return for_me or self._waiting_for_others() or "Not yet"

    def _waiting_for_me(self) -> int:
        return sum(
            question.addressee == self.reader
            for other in self.others
            for question in self.facts.counted(other, "open")
        )

    def _waiting_for_others(self) -> str:
        mine = self.facts.counted(self.reader, "open")
        if not mine:
            return ""
        who = joined([self.names[o] for o in self.others if any(q.addressee == o for q in mine)])
        return f"{capital(number_word(len(mine)))} of yours {_waits(len(mine))} for {who}."

    def _all_answered(self) -> str:
        questions = [
            q for m in self.facts.members for q in self.facts.counted(m, "open", "answered")
        ]
        left = sum(question.state == "open" for question in questions)
        if left:
            return f"Enough to go on; {number_word(left)} still open"
        return f"All {number_word(len(questions))}"

    def played_back(self, gate: Gate) -> str:
        if gate.stages["played_back"] == "done":
            return (
                "Each of you has said what the others need"
                if len(self.others) > 1
                else ("Each of you has said what the other needs")
            )
        to_read = [o for o in self.others if self._waits_for_verdict(o, self.reader)]
        if to_read:
            names = joined([self.names[other] for other in to_read])
            verb = "has" if len(to_read) == 1 else "have"
            return f"{names} {verb} told you what they heard. Your turn to read it."
        if gate.stages["played_back"] == "half":
            return self._who(self._has_played_all, "it right")
        sent = [o for o in self.others if self._waits_for_verdict(self.reader, o)]
        if sent:
            return f"What you heard is with {joined([self.names[other] for other in sent])}."
        return "Not yet"

    def _has_played_all(self, member: str) -> bool:
        others = self.facts.counterparts(member)
        return all(has_played_back(self.facts, member, other) for other in others)

    def _waits_for_verdict(self, speaker: str, about: str) -> bool:
        last = self.facts.last_try(speaker, about)
        return last is not None and last.verdict == "waiting"

    def plans(self, gate: Gate) -> str:
        if not gate.open:
            return "Not open yet"
        opened = "Open"
        if gate.skipped:
            skippers = [self._you_or_name(member) for member in self.facts.skipped_by]
            opened = f"Opened by {joined(skippers)}, on the record"
        return opened + self._seals()

    def _seals(self) -> str:
        """Who has not yet sealed how much their needs count, "" when everybody has."""
        waiting = self._ordered(self.facts.unsealed)
        if not waiting:
            return ""
        names = joined([self._you_or_name(member) for member in waiting])
        verb = "seals" if len(waiting) == 1 and waiting[0] != self.reader else "seal"
        return f". To be seen once {names} {verb} what counts how much"

    def _who(self, done: Callable[[str], bool], what: str) -> str:
        """ "Noor has asked. Your turn." for the two halves of the members."""
        ready = [member for member in self.facts.members if done(member)]
        rest = [member for member in self.facts.members if not done(member)]
        turn = f"{self._possessive(rest)} turn."
        if not ready:
            return turn
        return f"{self._people(ready)} {self._have(ready)} {what}. {turn}"

    def _you_or_name(self, member: str) -> str:
        return "you" if member == self.reader else self.names.get(member, "a former member")

    def _ordered(self, members: Sequence[str]) -> list[str]:
        return sorted(members, key=lambda member: member != self.reader)

    def _people(self, members: Sequence[str]) -> str:
        return capital(joined([self._you_or_name(member) for member in self._ordered(members)]))

    def _have(self, members: Sequence[str]) -> str:
        return "has" if len(members) == 1 and members[0] != self.reader else "have"

    def _possessive(self, members: Sequence[str]) -> str:
        words = [
            "your" if member == self.reader else f"{self.names[member]}’s"
            for member in self._ordered(members)
        ]
        return capital(joined(words))


def _waits(number: int) -> str:
    return "waits" if number == 1 else "wait"

"""Plans open when everybody has asked, been answered and said the others' needs back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.tensions.gate import (
    FEWEST,
    MOST,
    Asked,
    GateFacts,
    PlayedBack,
    StageName,
    Turn,
    gate_of,
    may_ask,
    may_play_back,
    turns_of,
)
from trifecta.domain.tensions.gate_words import gate_words

PAIR = ("alice", "bob")
TRIO = ("alice", "bob", "carol")
QUARTET = ("alice", "bob", "carol", "dana")
NAMES = {name: name.capitalize() for name in QUARTET}


def asked(asker: str, addressee: str, number: int, state: str = "answered") -> tuple[Asked, ...]:
    return (Asked(asker=asker, addressee=addressee, state=state),) * number  # type: ignore[arg-type]


def shared(members: tuple[str, ...], **rest: object) -> GateFacts:
    everybody = frozenset(members)
    rest = {"sealed": everybody, **rest}
    return GateFacts(members=members, shared=everybody, **rest)  # type: ignore[arg-type]


def confirmed(speaker: str, about: str, edition: int = 0) -> PlayedBack:
    return PlayedBack(speaker=speaker, about=about, verdict="confirmed", edition=edition)


def understood(members: tuple[str, ...]) -> GateFacts:
    """Everybody has asked each counterpart as often as it takes, and every pair has played back."""
    each = {2: 3, 3: 2, 4: 1}[len(members)]
    pairs = [(one, other) for one in members for other in members if one != other]
    return shared(
        members,
        questions=tuple(q for one, other in pairs for q in asked(one, other, each)),
        play_backs=tuple(confirmed(one, other) for one, other in pairs),
    )


@pytest.mark.parametrize("members", [PAIR, TRIO, QUARTET])
def test_the_gate_opens_when_everybody_has_understood_everybody(members: tuple[str, ...]) -> None:
    gate = gate_of(understood(members))
    assert gate.open
    assert not gate.skipped
    assert set(gate.stages.values()) == {"done"}
    assert gate.first_missing == "plans"


@pytest.mark.parametrize("members", [PAIR, TRIO, QUARTET])
def test_the_gate_stays_closed_while_one_play_back_is_missing(members: tuple[str, ...]) -> None:
    facts = understood(members)
    for number in range(len(facts.play_backs)):
        left = facts.play_backs[:number] + facts.play_backs[number + 1 :]
        gate = gate_of(replace(facts, play_backs=left))
        assert not gate.open
        assert gate.stages["played_back"] == "half"
        assert gate.first_missing == "played_back"


def test_two_questions_are_not_enough() -> None:
    facts = shared(PAIR, questions=asked("alice", "bob", 2) + asked("bob", "alice", 3))
    assert gate_of(facts).stages["asked"] == "half"


def test_a_declined_question_counts_for_nobody() -> None:
    questions = asked("alice", "bob", 2) + asked("alice", "bob", 3, "declined")
    facts = shared(PAIR, questions=questions + asked("bob", "alice", 3))
    assert gate_of(facts).stages["asked"] == "half"
    assert may_ask(facts, "alice", "bob")


def test_three_questions_to_one_of_two_counterparts_are_not_enough() -> None:
    facts = shared(TRIO, questions=asked("alice", "bob", 4))
    assert gate_of(facts).stages["asked"] == "not_yet"
    assert turns_of(facts, "alice")[0] == Turn(kind="ask", about="carol")


def test_one_answer_short_leaves_the_second_stage_half() -> None:
    questions = (
        asked("alice", "bob", 3) + asked("bob", "alice", 2) + asked("bob", "alice", 1, "open")
    )
    gate = gate_of(shared(PAIR, questions=questions))
    assert (gate.stages["asked"], gate.stages["answered"]) == ("done", "half")


def test_a_fourth_question_left_open_does_not_hold_anybody_up() -> None:
    facts = understood(PAIR)
    later = replace(facts, questions=facts.questions + asked("alice", "bob", 1, "open"))
    assert gate_of(later).open
    assert turns_of(later, "bob")[0] == Turn(kind="answer", about="alice")


def test_a_corrected_try_does_not_count_and_asks_for_another() -> None:
    facts = replace(
        understood(PAIR),
        play_backs=(
            confirmed("bob", "alice"),
            PlayedBack(speaker="alice", about="bob", verdict="corrected"),
        ),
    )
    assert not gate_of(facts).open
    assert Turn(kind="play_back", about="bob") in turns_of(facts, "alice")


def test_a_need_that_changes_afterwards_asks_for_a_new_play_back() -> None:
    facts = replace(understood(PAIR), editions={"bob": 1})
    assert not gate_of(facts).open
    assert turns_of(facts, "alice") == (Turn(kind="play_back", about="bob"),)
    again = replace(facts, play_backs=(*facts.play_backs, confirmed("alice", "bob", edition=1)))
    assert gate_of(again).open


def test_a_skip_opens_the_gate_and_stays_visible() -> None:
    facts = GateFacts(members=PAIR, shared=frozenset(PAIR), skipped_by=("alice",))
    gate = gate_of(facts)
    assert gate.open
    assert gate.skipped
    assert gate.first_missing == "asked"
    both = gate_of(replace(understood(PAIR), skipped_by=("alice",)))
    assert both.skipped


def test_nothing_is_ever_done_alone() -> None:
    gate = gate_of(GateFacts(members=("alice",), shared=frozenset({"alice"})))
    assert not gate.open
    assert set(gate.stages.values()) == {"not_yet"}


def test_somebody_who_joins_later_is_asked_and_heard_too() -> None:
    pair = understood(PAIR)
    trio = replace(pair, members=TRIO)
    gate = gate_of(trio)
    assert not gate.open
    assert turns_of(trio, "carol") == (Turn(kind="write_side"),)


def test_what_was_asked_of_somebody_who_left_no_longer_counts() -> None:
    facts = shared(PAIR, questions=asked("alice", "carol", 3) + asked("bob", "alice", 3))
    assert gate_of(facts).stages["asked"] == "half"


def test_the_sixth_question_is_refused_with_what_to_do_instead() -> None:
    facts = shared(PAIR, questions=asked("alice", "bob", MOST, "open"))
    decision = may_ask(facts, "alice", "bob")
    assert not decision
    assert "five" in decision.reason
    assert "Take one back" in decision.reason


def test_with_four_members_a_question_is_kept_for_each_counterpart() -> None:
    facts = shared(QUARTET, questions=asked("alice", "bob", 3))
    decision = may_ask(facts, "alice", "bob", names=NAMES)
    assert not decision
    assert decision.reason == "Keep your last questions for Carol and Dana."
    assert may_ask(facts, "alice", "carol")


def test_somebody_who_joins_after_five_questions_can_still_be_asked_one() -> None:
    facts = replace(understood(PAIR), members=TRIO, shared=frozenset(TRIO))
    facts = replace(facts, questions=facts.questions + asked("alice", "bob", 2))
    assert may_ask(facts, "alice", "carol")
    assert not may_ask(facts, "alice", "bob")


def test_nobody_asks_before_sharing_their_own_side_nor_before_the_other_has() -> None:
    mine = GateFacts(members=PAIR, shared=frozenset({"alice"}))
    assert not may_ask(mine, "alice", "bob")
    assert not may_ask(mine, "bob", "alice")
    assert not may_ask(shared(PAIR), "alice", "alice")
    assert not may_ask(shared(PAIR), "alice", "carol")


def test_nobody_plays_back_before_the_answers_nor_while_a_try_is_being_read() -> None:
    early = shared(PAIR, questions=asked("alice", "bob", 3, "open"))
    assert not may_play_back(early, "alice", "bob")
    heard = shared(PAIR, questions=asked("alice", "bob", 3))
    assert may_play_back(heard, "alice", "bob")
    sent = replace(heard, play_backs=(PlayedBack(speaker="alice", about="bob"),))
    assert not may_play_back(sent, "alice", "bob")
    assert turns_of(sent, "bob")[0] == Turn(kind="confirm_play_back", about="alice")


def test_what_others_wait_for_comes_before_ones_own_next_step() -> None:
    facts = shared(PAIR, questions=asked("bob", "alice", 1, "open"))
    assert [turn.kind for turn in turns_of(facts, "alice")] == ["answer", "ask"]


def test_whoever_has_not_sealed_what_counts_how_much_does_so_before_going_to_plans() -> None:
    facts = replace(understood(PAIR), sealed=frozenset({"bob"}))
    assert gate_of(facts).open
    assert turns_of(facts, "alice")[0] == Turn(kind="seal")
    assert turns_of(facts, "bob")[0] == Turn(kind="plan")
    assert facts.unsealed == ("alice",)


def test_before_plans_are_open_sealing_comes_after_what_else_there_is_to_do() -> None:
    facts = shared(PAIR, sealed=frozenset())
    assert [turn.kind for turn in turns_of(facts, "alice")] == ["ask", "seal"]
    alone = GateFacts(members=PAIR, shared=frozenset({"bob"}))
    assert [turn.kind for turn in turns_of(alone, "alice")] == ["write_side"]


@given(st.sampled_from([PAIR, TRIO, QUARTET]), st.data())
def test_plans_wait_for_exactly_those_who_have_not_sealed(
    members: tuple[str, ...], data: st.DataObject
) -> None:
    sealed = data.draw(st.frozensets(st.sampled_from(members)))
    facts = replace(understood(members), sealed=sealed)
    assert set(facts.unsealed) == set(members) - sealed
    for member in members:
        first = turns_of(facts, member)[0].kind
        assert first == ("plan" if member in sealed else "seal")


# ---------------------------------------------------------------- laws

SIZES = st.sampled_from([PAIR, TRIO, QUARTET])


@st.composite
def histories(draw: st.DrawFn) -> GateFacts:
    members = draw(SIZES)
    pair = st.sampled_from([(a, b) for a in members for b in members if a != b])
    questions = draw(
        st.lists(st.tuples(pair, st.sampled_from(["open", "answered", "declined"])), max_size=24)
    )
    tries = draw(
        st.lists(
            st.tuples(
                pair,
                st.sampled_from(["waiting", "confirmed", "corrected"]),
                st.integers(0, 1),
            ),
            max_size=14,
        )
    )
    return GateFacts(
        members=members,
        shared=frozenset(draw(st.sets(st.sampled_from(members)))),
        questions=tuple(
            Asked(asker=a, addressee=b, state=state)  # type: ignore[arg-type]
            for (a, b), state in questions
        ),
        play_backs=tuple(
            PlayedBack(speaker=a, about=b, verdict=verdict, edition=edition)  # type: ignore[arg-type]
            for (a, b), verdict, edition in tries
        ),
        editions=draw(st.dictionaries(st.sampled_from(members), st.integers(0, 1))),
        sealed=draw(st.sampled_from([frozenset(members), frozenset(members[1:])])),
    )


@given(histories())
def test_without_a_skip_the_gate_is_open_only_when_every_stage_is_done(facts: GateFacts) -> None:
    gate = gate_of(facts)
    stages = [gate.stages[name] for name in ("asked", "answered", "played_back")]
    assert gate.open == all(state == "done" for state in stages)
    assert (gate.stages["plans"] == "done") == gate.open


@given(histories())
def test_whatever_has_happened_somebody_can_go_on(facts: GateFacts) -> None:
    """No dead end: the gate is open, or at least one member has something to do."""
    if not gate_of(facts).open:
        turns = [turn for member in facts.members for turn in turns_of(facts, member)]
        assert any(turn.kind != "seal" for turn in turns)


@given(histories())
def test_every_turn_is_something_its_member_may_do(facts: GateFacts) -> None:
    for member in facts.members:
        for turn in turns_of(facts, member):
            if turn.kind == "ask":
                assert may_ask(facts, member, turn.about)
            if turn.kind == "play_back":
                assert may_play_back(facts, member, turn.about)


@given(histories(), st.sampled_from(QUARTET))
def test_a_skip_never_changes_what_the_other_stages_say(facts: GateFacts, who: str) -> None:
    skipped = gate_of(replace(facts, skipped_by=(who,)))
    plain = gate_of(facts)
    for name in ("asked", "answered", "played_back"):
        assert skipped.stages[name] == plain.stages[name]
    assert skipped.open


@given(SIZES, st.data())
def test_asking_as_often_as_allowed_always_reaches_everybody(
    members: tuple[str, ...], data: st.DataObject
) -> None:
    """Whatever order one asks in, the limit never shuts out a counterpart who was not asked."""
    facts = shared(members)
    asker = data.draw(st.sampled_from(members))
    while able := [other for other in members if may_ask(facts, asker, other)]:
        other = data.draw(st.sampled_from(able))
        facts = replace(facts, questions=(*facts.questions, Asked(asker=asker, addressee=other)))
    mine = facts.counted(asker, "open")
    assert FEWEST <= len(mine) <= MOST
    assert {question.addressee for question in mine} == set(members) - {asker}


# ---------------------------------------------------------------- words


def words(facts: GateFacts, reader: str) -> dict[StageName, str]:
    return gate_words(facts, gate_of(facts), reader=reader, names=NAMES)


def test_the_bars_say_whose_turn_it_is_to_each_reader() -> None:
    facts = replace(understood(PAIR), play_backs=(confirmed("bob", "alice"),))
    assert words(facts, "alice")["played_back"] == "Bob has it right. Your turn."
    assert words(facts, "bob")["played_back"] == "You have it right. Alice’s turn."
    assert words(facts, "alice")["asked"] == "Three questions each"
    assert words(facts, "alice")["answered"] == "All six"
    assert words(facts, "alice")["plans"] == "Not open yet"


def test_the_bars_count_what_waits_for_the_reader_and_not_who_is_late() -> None:
    facts = shared(PAIR, questions=asked("bob", "alice", 2, "open") + asked("bob", "alice", 1))
    assert words(facts, "alice")["answered"] == "Two wait for you."
    assert words(facts, "bob")["answered"] == "Two of yours wait for Alice."
    assert words(facts, "alice")["asked"] == "Bob has asked. Your turn."
    assert words(facts, "bob")["asked"] == "You have asked. Alice’s turn."


def test_before_the_sides_are_shared_the_bars_say_the_same_whoever_has_begun() -> None:
    assert words(GateFacts(members=PAIR), "bob")["asked"] == "Once your sides are shared"


def test_the_bars_name_everybody_whose_turn_it_is_in_a_trio() -> None:
    facts = shared(TRIO, questions=asked("alice", "bob", 2) + asked("alice", "carol", 1))
    assert words(facts, "alice")["asked"] == "You have asked. Bob’s and Carol’s turn."
    assert words(facts, "bob")["asked"] == "Alice has asked. Your and Carol’s turn."


def test_a_skip_is_named_on_the_last_bar() -> None:
    facts = shared(PAIR, skipped_by=("bob",))
    assert words(facts, "alice")["plans"] == "Opened by Bob, on the record"
    assert words(facts, "bob")["plans"] == "Opened by you, on the record"


@given(histories())
def test_every_bar_says_something_short_without_a_percentage(facts: GateFacts) -> None:
    for reader in facts.members:
        for sentence in words(facts, reader).values():
            assert 0 < len(sentence) < 120
            assert "%" not in sentence
            assert sentence[0].isupper()

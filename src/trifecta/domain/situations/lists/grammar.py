"""The small words of a language that the reader itself asks for, beside patterns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from trifecta.domain.errors import InvalidError

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """A list each of `grammar.toml`, where what it is for stands beside it."""

    common: Words
    hurried: Words
    abbreviated: Words
    mine: Words
    theirs: Words
    oneself: Words
    ourselves: Words
    to_oneself: Words
    likens: Words
    infinitive: Words
    their_labels: Words
    my_labels: Words
    addressed: Words
    others: Words
    own: Words
    leads: Words
    together: Words
    i_am: Words
    inside: Words
    works: Words
    titles: Words
    am_also: Words
    been: Words
    became: Words
    how_endings: Words
    formerly: Words
    not_me: Words
    as_a: Words
    greets: Words
    kinds: Words
    one_of: Words
    signs: Words
    thanks: Words
    answers: Words
    own_labels: Words
    here: Words
    asides: Words
    doing_endings: Words
    works_at: Words
    speaking_as: Words
    articles: Words
    definite: Words
    is_one: Words
    somebodys: Words
    corrects: Words
    determiners: Words
    groups: Words
    makers: Words
    runs: Words
    not_building: Words
    talks: Words
    meets: Words
    led: Words
    staff: Words
    managers: Words
    plural_endings: Words
    owner_endings: Words
    denies: Words
    raises: Words
    supposes: Words
    softens: Words
    joins: Words
    begins_anew: Words
    clause_ends: Words
    leads_over: Words
    unfinished: Words
    reasons: Words
    conditions: Words
    whenever: Words
    occasion: Words
    since: Words
    relative: Words
    supposing: Words
    each_time: Words
    nowadays: Words
    not_then: Words
    how_much: Words
    made: Words
    reason_joints: Words
    half_said: Words
    until: Words
    asks: Words
    unable: Words
    unasked: Words
    named_next: Words
    goes_without: Words
    wants: Words
    needs: Words
    asked_in_passing: Words
    left_open: Words
    spans_of_time: Words
    passive: Words
    between: Words
    hence: Words
    fillers: Words
    comes_of: Words
    follows: Words
    soon: Words
    to_choose: Words
    mended: Words
    unproposed: Words
    takes_back: Words
    reports: Words
    they_say: Words
    asks_to: Words
    asks_why: Words
    told: Words
    is_it: Words
    says_little: Words
    that_is: Words
    names_it: Words
    outsiders: Words
    deadline: Words
    about_people: Words
    possible: Words
    done: Words
    proposes: Words
    against: Words
    answers_for: Words
    towards: Words
    stays: Words
    tells: Words
    only: Words
    bad: Words

    @classmethod
    def read(cls, found: Mapping[str, Words]) -> Self:
        """Raises InvalidError that names a list that lacks, or that nothing asks for."""
        names = [field.name for field in fields(cls)]
        lacking = [name for name in names if name not in found]
        if lacking:
            raise InvalidError(f"grammar.toml lacks {', '.join(lacking)}.")
        strange = sorted(found.keys() - set(names))
        if strange:
            raise InvalidError(f"grammar.toml: nothing asks for “{strange[0]}”.")
        return cls(**found)

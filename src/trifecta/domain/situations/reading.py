"""Text in, analysis out: the same for the same words, always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from trifecta.domain.framework.pieces import StepId
from trifecta.domain.situations.analysis import (
    EXECUTIVE,
    RELEVANT,
    Analysis,
    Asked,
    Harm,
    Lean,
    Loaded,
    Missing,
    Person,
    RootCause,
    Signal,
    Span,
    Statement,
)
from trifecta.domain.situations.covering import Covered
from trifecta.domain.situations.findings.cause import BECAUSE, root_cause_of
from trifecta.domain.situations.findings.choices import tradeoffs_in
from trifecta.domain.situations.findings.harm import apart_from, harm_in, is_misconduct, spans_of
from trifecta.domain.situations.findings.jumps import LIKELY, jumps_in
from trifecta.domain.situations.findings.loaded import STORY, loaded_by_its_words, loaded_in
from trifecta.domain.situations.findings.own_part import own_part_in
from trifecta.domain.situations.findings.signals import is_conflict, signals_of
from trifecta.domain.situations.findings.statements import statements_in
from trifecta.domain.situations.findings.sweeping import sweeping_in
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.language import is_in_language
from trifecta.domain.situations.lists.lexicon import Lexicon
from trifecta.domain.situations.model.checking import Findings, Reading
from trifecta.domain.situations.model.endpoint import BY_RULES
from trifecta.domain.situations.questions.asking import asker_of, questions_for
from trifecta.domain.situations.questions.matters import NOTHING_SPOKEN, Spoken, spoken_in
from trifecta.domain.situations.questions.starting import Found, missing_of, start_of
from trifecta.domain.situations.scanning import Scan, scan
from trifecta.domain.situations.weights.evidence import all_evidence
from trifecta.domain.situations.weights.leanings import APPLIES
from trifecta.domain.situations.weights.meanings import NOTHING_MEANT, Meant
from trifecta.domain.situations.weights.relevance import (
    evidence_of,
    relevance_of,
    surely,
)
from trifecta.domain.situations.weights.telling import Told, told_by
from trifecta.domain.situations.weights.weighing import spoken_for
from trifecta.domain.situations.who.sides import NAMED, said_of, sides_of, two_of

NO_CAUSE: Final = RootCause(
    lean="unclear", spans=(), because=BECAUSE["unclear"], incentive=0.0, understanding=0.0
)
NOT_FOR_THIS: Final = (
    "This does not read like trouble between people who lead a team together, so no step and no "
    "question is suggested. If it is, say who they are and what happened between them."
)
MISCONDUCT: Final = (
    "This tells of something that is no difference of needs, so no step and no question is "
    "suggested."
)
NOT_ENGLISH: Final = (
    "This does not seem to be English, and only English can be read so far. You can fill in the "
    "sheet all the same."
)
NOTHING_FOUND: Final = Found(
    signals=frozenset(),
    cause=NO_CAUSE,
    loaded=(),
    statements=(),
    jumps=(),
    tradeoffs=(),
    interesting=(),
    conflict=False,
    business=False,
)


def read(
    text: str,
    *,
    company: str = "",
    role: str = "",
    counterpart: str = "",
    about_us: bool = False,
    reading: Reading | None = None,
    lexicon: Lexicon | None = None,
) -> Analysis:
    """What `text` says about people who lead a team together.

    `company`, the writer's `role` and the `counterpart`'s are "" where not said; `about_us` is the
    writer's word that it is about two who lead together. A `reading` is what another reader found
    in this text, which counts instead of the rules, or what it means, which counts beside them.
    """
    seen = scan(text, words := lexicon or lexicon_of(), about=said_of(role, counterpart))
    who = sides_of(seen, role=role, counterpart=counterpart)
    least = 0.0 if about_us else RELEVANT
    is_english = is_in_language(text, seen.tokens, words)
    harm = harm_in(seen) if is_english else ()
    seen = apart_from(harm, seen)
    relevance, found, signals = 0.0, NOTHING_FOUND, tuple[Signal, ...]()
    if (is_english or (reading and reading.findings)) and (about_us or not is_misconduct(harm)):
        relevance, found, signals = _read_by(reading, seen, words, (who[0], counterpart), least)
        found = _beside(harm, found)
    relevant = found is not NOTHING_FOUND and relevance >= least
    both = two_of(seen, *who)
    of_both = bool(both) or who[0] == EXECUTIVE
    spoken = spoken_in(seen, words.themes, apart=spans_of(harm)) if relevant else NOTHING_SPOKEN
    step, why, missing = (
        _where_to_start(found, seen, spoken, of_both=of_both)
        if relevant
        else (None, _why_not(harm, is_english=is_english), ())
    )
    return Analysis(
        relevant=relevant,
        relevance=relevance,
        signals=signals,
        root_cause=found.cause,
        loaded=found.loaded,
        statements=found.statements,
        jumps=found.jumps,
        tradeoffs=found.tradeoffs,
        interesting_work=found.interesting,
        coddling=_work(seen, "coddling") if is_english else (),
        sweeping=sweeping_in(seen) if is_english and relevance >= min(least, LIKELY) else (),
        own_part=own_part_in(seen) if relevant else (),
        people=_people(seen),
        writer=who[0],
        counterpart=who[1],
        both=both,
        is_english=is_english,
        start_step=step,
        start_why=why,
        gaps=tuple(one.gap for one in missing),
        questions=_questions(
            missing, found, (seen, spoken, words), (*who, company), of_both=of_both
        ),
        harm=harm,
        source=reading.source if reading else BY_RULES,
        about_us=about_us,
    )


def _beside(harm: Sequence[Harm], found: Found) -> Found:
    """Without what a whole text or a model says of these sentences."""
    told = Covered(spans_of(harm))
    return replace(
        found,
        loaded=tuple(one for one in found.loaded if not told.meets(one.span)),
        statements=tuple(one for one in found.statements if not told.meets(one.span)),
        jumps=tuple(span for span in found.jumps if not told.meets(span)),
    )


def _why_not(harm: Sequence[Harm], *, is_english: bool) -> str:
    if is_misconduct(harm):
        return MISCONDUCT
    return NOT_FOR_THIS if is_english else NOT_ENGLISH


def _where_to_start(
    found: Found, seen: Scan, spoken: Spoken, *, of_both: bool
) -> tuple[StepId, str, tuple[Missing, ...]]:
    """The step, why it, and what is not told."""
    step, why = start_of(found, seen, spoken, of_both=of_both)
    return step, why, missing_of(found, seen, spoken)


def _questions(
    missing: Sequence[Missing],
    found: Found,
    text: tuple[Scan, Spoken, Lexicon],
    who: tuple[str, str, str],
    *,
    of_both: bool,
) -> tuple[Asked, ...]:
    """None where nothing is missing; `who`: the writer, the counterpart, the kind of company."""
    if not missing:
        return ()
    seen, spoken, words = text
    return questions_for(missing, asker_of(seen, spoken, found, who, of_both=of_both), words.themes)


def _read_by(
    reading: Reading | None, seen: Scan, words: Lexicon, who: tuple[str, str], least: float
) -> tuple[float, Found, tuple[Signal, ...]]:
    """How surely the framework applies, what is found, and the signals, by whoever has read; from
    `least` on, as surely as that, it is taken to apply.
    """
    if reading is not None and reading.findings is not None:
        return _by_model(seen, reading.findings, least)
    return _by_rules(seen, words, who, reading.meant if reading else NOTHING_MEANT, least)


def _by_rules(
    seen: Scan, words: Lexicon, who: tuple[str, str], meant: Meant, least: float
) -> tuple[float, Found, tuple[Signal, ...]]:
    """Where a text is about something else, less is looked for. `who`: writer and counterpart."""
    writer, counterpart = (NAMED.get(role, "") for role in who)
    loaded, jumps = loaded_in(seen), jumps_in(seen)
    relevance, told = _looked_at(seen, words, meant, jumps=len(jumps), loaded=len(loaded))
    relevant = relevance >= least
    loaded = loaded or loaded_by_its_words(words, told)
    said = statements_in(seen, writer=writer, counterpart=counterpart)
    heard = told if relevance >= LIKELY else None
    signals = signals_of(seen, heard, surely=relevance >= RELEVANT) if relevant else ()
    found = Found(
        signals=frozenset(signal.id for signal in signals),
        cause=root_cause_of(seen, heard) if relevant else NO_CAUSE,
        loaded=loaded,
        statements=_without_accusations(said, loaded, _work(seen, "coddling")),
        jumps=jumps if relevance >= min(least, LIKELY) else (),
        tradeoffs=tradeoffs_in(seen, told) if relevant else (),
        interesting=_work(seen, "interesting"),
        conflict=is_conflict(seen),
        business=_names_business(seen),
    )
    return relevance, found, signals


def _without_accusations(
    statements: Sequence[Statement], loaded: Sequence[Loaded], spared: Sequence[Span]
) -> tuple[Statement, ...]:
    """Without what somebody is only said to be after ("she only cares about her bonus"), and
    without what is told of as sparing somebody.
    """
    accused = Covered(one.span for one in loaded if one.kind != STORY)
    apart = Covered(spared)
    return tuple(
        one
        for one in statements
        if not (one.kind == "need" and accused.has_start_of(one.span)) and not apart.meets(one.span)
    )


def _looked_at(
    seen: Scan, words: Lexicon, meant: Meant, *, jumps: int, loaded: int
) -> tuple[float, Told | None]:
    """How surely the framework applies, and what the whole text speaks for if there is a table.

    `jumps` and `loaded` say how many were found.
    """
    evidence = evidence_of(seen)
    spoken = spoken_for(seen.counts, words.weights) if words.weights else None
    relevance = relevance_of(evidence, words=spoken)
    if words.leanings is None:
        return relevance, None
    found = all_evidence(seen, evidence, relevance, jumps=jumps, loaded=loaded)
    told = told_by(seen, found, words.leanings, pairs=words.pairs, meant=meant)
    if APPLIES not in told.odds:
        return relevance, told
    return surely(relevance, told.odds[APPLIES], evidence, words=len(seen.counts)), told


def _by_model(
    seen: Scan, findings: Findings, least: float
) -> tuple[float, Found, tuple[Signal, ...]]:
    """A model's labels and quotes; what it is not asked for comes from the rules."""
    relevant = findings.relevance >= least
    signals = findings.signals if relevant else ()
    ids = frozenset(signal.id for signal in signals)
    found = Found(
        signals=ids,
        cause=_cause(findings) if relevant else NO_CAUSE,
        loaded=findings.loaded,
        statements=findings.statements,
        jumps=findings.jumps if findings.relevance >= min(least, LIKELY) else (),
        tradeoffs=tradeoffs_in(seen) if relevant else (),
        interesting=_work(seen, "interesting"),
        conflict="em_pm_conflict" in ids,
        business=_names_business(seen),
    )
    return findings.relevance, found, signals


def _cause(findings: Findings) -> RootCause:
    """A cause that no words are quoted for is unclear."""
    lean: Lean = findings.lean if findings.because else "unclear"
    return RootCause(
        lean=lean,
        spans=findings.because if lean != "unclear" else (),
        because=BECAUSE[lean],
        incentive=float(lean in {"incentive", "both"}),
        understanding=float(lean in {"understanding", "both"}),
    )


def _names_business(seen: Scan) -> bool:
    return any(one.role == "business" for one in seen.people)


def _people(seen: Scan) -> tuple[Person, ...]:
    return tuple(
        Person(role=one.role, span=seen.span(one.first, one.last), is_writer=one.is_writer)
        for one in seen.people
    )


def _work(seen: Scan, rule: str) -> tuple[Span, ...]:
    return seen.spans(
        [
            hit
            for hit in seen.hits.get("work", [])
            if hit.rule.id == rule and not seen.is_negated(hit)
        ]
    )

"""Filling in any form: words that can be recognised, choices at random, sometimes nonsense."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from tests.browsing import Field, PageForm

Words = Callable[[], str]

NEVER_TYPED = frozenset({"csrfmiddlewaretoken", "once"})
LONGEST = 100_000
NONSENSE = (
    "{} \x00\x01\x1b and \u202egnol\u202c",
    "{} first\r\nBcc: everybody@example.com\r\n\r\nsecond",
    "{} <script>alert(1)</script> {{% load x %}} {{{{ y }}}}",
    "{} " + "long " * (LONGEST // 5),
    "   ",
    "",
)


def filled(
    form: PageForm, draw: random.Random, words: Words, *, odd: float = 0.1
) -> dict[str, str | list[str]]:
    """What somebody sends: each field by its kind; `odd` is how often a field gets nonsense."""
    answers: dict[str, str | list[str]] = {}
    numbers = [one for one in form.fields.values() if one.kind == "number"]
    hundred = draw.random() < 0.8
    for one in form.fields.values():
        if one.name in NEVER_TYPED or one.kind == "hidden":
            continue
        if one.typed:
            answers[one.name] = _typed(one, draw, words, odd)
        elif one.kind == "number":
            answers[one.name] = _number(one, draw, odd, numbers if hundred else [])
        elif one.kind == "date":
            answers[one.name] = _day(draw, odd)
        elif one.kind == "checkbox":
            answers[one.name] = [choice for choice in one.choices if draw.random() < 0.4]
        elif one.choices:
            answers[one.name] = "nonsense" if draw.random() < odd / 4 else draw.choice(one.choices)
    return form.data(answers, press=draw.randrange(4))


def _typed(one: Field, draw: random.Random, words: Words, odd: float) -> str:
    kept = one.values[0] if one.values else ""
    if draw.random() < odd:
        return draw.choice(NONSENSE).format(words())
    return kept if kept and draw.random() < 0.3 else words()


def _number(one: Field, draw: random.Random, odd: float, share: list[Field]) -> str:
    if draw.random() < odd / 2:
        return draw.choice(["-1", "1e9", "٣", "NaN", "three", "9" * 400])
    if len(share) > 1:
        each = 100 // len(share)
        return str(each + (100 - each * len(share) if one is share[0] else 0))
    least = int(float(one.least)) if one.least else 1
    most = int(float(one.most)) if one.most else 100
    return str(draw.randint(least, max(least, min(most, least + 100))))


def _day(draw: random.Random, odd: float) -> str:
    if draw.random() < odd:
        return draw.choice(["1999-02-30", "2001-01-01", "9999-12-31", "", "tomorrow"])
    return (timezone.localdate() + timedelta(days=draw.randrange(1, 200))).isoformat()

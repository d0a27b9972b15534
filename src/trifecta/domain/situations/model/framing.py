"""Which words in small letters stand where a name does, although no list knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.domain.situations.lists.tokens import Token
from trifecta.domain.situations.model.vocabulary import Ordinary, is_english

SIGNS: Final = frozenset({",", ":", "(", "-", "–", "—", "\n", "=", "/", "&", "+", "."})
ENDS_WITH_A_NAME: Final = frozenset({".", ",", "!", "?", "\n", "that", "to", "about", "so", "and"})
"""Behind "told will" and the like; "whoever we asked will come" goes on in another way."""

SHORTENED: Final = frozenset({"dr", "mr", "mrs", "ms", "prof", "st"})
FEWEST_LETTERS: Final = 2
SHAPES: Final = (
    *("ing", "ed", "ly", "ness", "tion", "sion", "ment", "ity", "able", "ible", "ful", "less"),
    *("ous", "ship", "ism", "ware", "ise", "ize", "ists", "ings", "ers", "ors", "ies", "oes", "ts"),
    *("ns", "ks", "ds", "gs", "ps", "ms", "ls", "ves", "ches", "shes", "ces", "ges", "bs", "ces"),
)
"""What only English words that are no names end with, most of the time."""


def framed(tokens: Sequence[Token], forms: Sequence[str], words: Ordinary) -> set[int]:
    """Places of words that no list knows and that stand where people or companies are named:
    behind "my pm", "told" or "at", before "said", alone on the last line.
    """
    found: set[int] = set()
    for place, form in enumerate(forms):
        if not form or not form[0].islower():
            continue
        base = bare(form)
        if is_english(base, words):
            continue
        if place - 1 in found or _stands_as_name(tokens, forms, place, words):
            found.add(place)
    return found


def named_by_verb(tokens: Sequence[Token], place: int, words: Ordinary) -> bool:
    """Whether a word that is a name and another word too is one here: "told mark", "mark says"."""
    before = tokens[place - 1].word if place else "\n"
    after = tokens[place + 1].word if place + 1 < len(tokens) else "\n"
    if before in words.told:
        return tokens[place].word not in words.closed or after in ENDS_WITH_A_NAME
    return after in words.says and (before == "that" or before not in words.determiners)


def bare(form: str) -> str:
    """The word without the "'s" of what belongs to somebody."""
    return form.lower().replace("’", "'").removesuffix("'s")


def _stands_as_name(
    tokens: Sequence[Token], forms: Sequence[str], place: int, words: Ordinary
) -> bool:
    base = bare(forms[place])
    if not base.replace("'", "").isalpha() or len(base) < FEWEST_LETTERS:
        return False
    before = tokens[place - 1].word if place else "\n"
    ahead = tokens[place - 2].word if place > 1 else "\n"
    after = tokens[place + 1].word if place + 1 < len(tokens) else "\n"
    if before == "." and (ahead in SHORTENED or (len(ahead) == 1 and ahead.isalpha())):
        return True
    if before == "\n" == after and place:
        return True
    return not base.endswith(SHAPES) and (
        _is_led_up_to(before, ahead, words)
        or (before not in words.determiners and (_owns(forms[place]) or after in words.says))
    )


def _is_led_up_to(before: str, ahead: str, words: Ordinary) -> bool:
    """Whether a name comes next, by the word or sign before it and the one ahead of that."""
    if before in SIGNS:
        return ahead in words.introduces or ahead in words.greets
    if before == "is":
        return ahead == "name"
    return before in words.leads_up


def _owns(form: str) -> bool:
    return form.lower().replace("’", "'").endswith("'s")

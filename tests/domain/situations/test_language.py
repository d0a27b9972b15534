"""A text in another language is said to be one, and nothing is read in it."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.lists.language import in_english
from trifecta.domain.situations.reading import NOT_ENGLISH, read

ENGLISH = (
    "Product only cares about shipping features and engineering only cares about refactoring.",
    "Marketing VP demands launch Tuesday; engineering lead refuses; product manager stuck between.",
    "PM keeps moving goalposts, eng estimates always wrong, nobody talking anymore. Planning "
    "meetings = shouting matches.",
    "PM quit talking; sprint reviews awkward; roadmap decided without engineering; morale low.",
    "Agnieszka Wiśniewska, Jean-François Lefèvre and I fight about Müller.",
    "My PM lies.",
    "",
    "12345 !!! ???",
)
OTHER = (
    "Mein PM hört nie zu und verspricht Termine ohne zu fragen. Wir streiten uns ständig.",
    "Mon PM ne m'écoute jamais et promet des dates sans demander.",
    "Mi jefe de producto nunca escucha y siempre promete fechas sin preguntar.",
    "Il mio product manager promette date ai clienti senza chiedere al team.",
    "Mijn product manager luistert nooit en belooft data zonder te vragen.",
    "Min produktchef lyssnar aldrig och lovar datum utan att fråga oss.",
    "O meu gerente de produto nunca ouve a equipe e promete datas sem perguntar.",
    "Mój product manager nigdy nie słucha i obiecuje terminy bez pytania zespołu.",
    "我的产品经理从来不听我们的意见",
    "מנהל המוצר שלי אף פעם לא מקשיב",
    "Мой продакт никогда не слушает и обещает сроки.",
)


@pytest.mark.parametrize("text", ENGLISH)
def test_terse_english_and_foreign_names_are_read(text: str) -> None:
    assert read(text).is_english


@pytest.mark.parametrize("text", OTHER)
@pytest.mark.parametrize("about_us", [False, True])
def test_another_language_is_left_alone(text: str, *, about_us: bool) -> None:
    found = read(text, about_us=about_us)

    assert not found.is_english
    assert not found.relevant
    assert found.relevance == 0
    assert found.start_why == NOT_ENGLISH
    assert not [*found.signals, *found.loaded, *found.statements, *found.questions]


@pytest.mark.parametrize("text", ["The weather is nice.", "12345 !!! ???", ""])
def test_nothing_is_made_up_of_a_text_that_its_writer_says_is_about_the_two(text: str) -> None:
    found = read(text, about_us=True)

    assert found.relevant
    assert not found.signals


HURRIED = (
    "dont wont cant didnt oye kabhi nahi sunta",
    "theyre shouldnt wouldnt arent ich nicht du auch nie",
    "i cant, he wont, they dont, nous non plus jamais",
    "isnt wasnt havent hasnt quoi encore toujours",
)


@pytest.mark.parametrize("text", [*ENGLISH, *OTHER, *HURRIED])
def test_what_may_be_sent_is_what_is_read(text: str) -> None:
    assert in_english(text) == read(text).is_english

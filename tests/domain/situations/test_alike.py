"""A text weighs the same whoever it speaks of, by whatever name, and however it is broken."""

from __future__ import annotations

import re

import pytest
from tests.domain.situations.test_word_lists import english

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.lists.alike import Alike
from trifecta.domain.situations.lists.lexicon import lexicon_from
from trifecta.domain.situations.lists.tokens import breaks_in, tokens_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.sheets.quoting import Quotes, one_line

TEXTS = (
    "Our PM went behind my back to the CTO. He says it was his duty, and I don't believe him.",
    "My engineering manager blames me for each date that slips. He's rated on uptime and I'm "
    "rated on launches; when I asked him why, he shrugged himself out of the room.",
    "That guy wants it all by Friday. He'd sooner see the developers cry than tell his boss no.",
    "The man is a bully. He lies about what his team can do, and product has to believe him.",
    "He asks me each Monday what the customers said, and the roadmap is ours, his and mine.",
)
SHE = {
    "he": "she", "he's": "she's", "he'd": "she'd", "him": "her", "his": "her", "himself": "herself",
    "man": "woman", "guy": "girl",
}  # fmt: skip


def about_her(text: str) -> str:
    def swapped(match: re.Match[str]) -> str:
        word = SHE.get(match.group().lower(), match.group())
        return word.capitalize() if match.group()[0].isupper() else word

    return re.sub(r"[\w']+", swapped, text)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_about_her_is_read_as_one_about_him(text: str) -> None:
    him, her = read(text), read(about_her(text))

    assert about_her(text) != text
    assert her.relevance == him.relevance
    assert [one.id for one in her.signals] == [one.id for one in him.signals]
    assert her.root_cause.lean == him.root_cause.lean
    assert len(her.loaded) == len(him.loaded)
    assert [one.kind for one in her.statements] == [one.kind for one in him.statements]
    assert [one.id for one in her.questions] == [one.id for one in him.questions]


@pytest.mark.parametrize(
    ("one", "other"),
    [("PM", "product manager"), ("engineers", "developers"), ("engineers", "programmers")],
)
@pytest.mark.parametrize(
    "text",
    [
        "My PM blames the engineers for every date, and nobody knows what either is rated on.",
        "The PM promised it over our heads. The engineers heard of it from a customer.",
        "Every Thursday our PM has lunch with the engineers, and I learn more there than anywhere.",
    ],
)
def test_a_role_by_another_name_is_read_alike(text: str, one: str, other: str) -> None:
    first, second = read(text), read(text.replace(one, other))

    assert second.relevance == pytest.approx(first.relevance, abs=0.05)
    assert [signal.id for signal in first.signals] == [signal.id for signal in second.signals]


def test_words_count_as_what_the_list_says() -> None:
    alike = Alike.read({"pm": ["product manager"], "He": ["she"], "manager": ["boss man"]})

    assert alike.words(["the", "product", "manager", "she"]) == ["the", "", "pm", "he"]
    assert alike.words(["product", "boss", "man"]) == ["product", "", "manager"]


@pytest.mark.parametrize("text", ["he = 'she'", "he = []", 'he = ["she and her"]', "he = [3]"])
def test_what_is_wrong_in_the_list_is_said(text: str) -> None:
    with pytest.raises(InvalidError, match=r"alike\.toml: “he” needs a list"):
        lexicon_from("en", english() | {"alike": text})


MAIL = """\
Our PM does not tell us why a date is what it is, and the
engineers do not ask any more. I am done with it and have
handed in my notice this morning, before the next launch
is promised over our heads."""


def test_a_mail_is_read_as_if_its_lines_were_not_broken() -> None:
    whole, quoted = MAIL.replace("\n", " "), "> " + MAIL.replace("\n", "\n> ")
    expected = read(whole)

    assert expected.jumps
    for text in (MAIL, quoted, MAIL.replace("\n", "\r\n")):
        found = read(text)
        assert found.relevance == pytest.approx(expected.relevance)
        assert [one.id for one in found.signals] == [one.id for one in expected.signals]
        quotes = [re.sub(r"[\s>]+", " ", one.of(text)) for one in found.jumps]
        assert quotes == [one.of(whole) for one in expected.jumps]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "one line and nothing else, however long that line may be, which is not broken",
        "pm says no\nwe say yes\nnobody asks",
        "The PM wants the new screen by Friday, we do not.\nCustomers want it too.",
        "- the PM decides alone what is built, and when\n- the engineers hear of it last\n- both "
        "complain",
        "A long paragraph " * 20 + "\nand another line",
    ],
)
def test_lines_that_somebody_ended_are_lines(text: str) -> None:
    assert not list(breaks_in(text))
    assert sum(token.word == "\n" for token in tokens_of(text)) == text.count("\n")


def test_words_of_a_broken_mail_stand_where_they_stood() -> None:
    text = "> " + MAIL.replace("\n", "\n> ")

    assert {"\n"}.isdisjoint(token.word for token in tokens_of(text))
    assert all(text[t.start : t.end].lower() == t.word for t in tokens_of(text))


def test_what_is_quoted_of_a_mail_has_none_of_its_marks() -> None:
    text = "Anna wrote:\n\n> " + MAIL.replace("\n", "\n> ")
    (jump,) = read(text).jumps

    assert "\n> " in jump.of(text)
    assert one_line(jump.of(text)) == (
        "I am done with it and have handed in my notice this morning"
    )
    assert Quotes(text).around(jump) == (
        "I am done with it and have handed in my notice this morning, before the next launch is "
        "promised over our heads."
    )


def test_a_sentence_ends_where_somebody_ended_its_line() -> None:
    text = "the pm promised it\nwe handed in our notice\nnobody asked"
    start = text.index("handed")

    assert Quotes(text).around(Span(start, start + 6)) == "we handed in our notice"


def test_a_sign_in_the_middle_of_a_line_stays() -> None:
    assert one_line("a > b\n\n >> c") == "a > b c"

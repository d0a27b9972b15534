"""Files of earlier ratings: whatever a spreadsheet writes is read, and what is wrong is named."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.earlier import (
    LARGEST_FILE,
    MOST_LINES,
    read_earlier,
    text_of,
    unknown_people,
)
from trifecta.domain.errors import InvalidError

PLAIN = "email,rating,period\nalice@example.com,Meets,2025\nbob@example.com,Exceeds,2025\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_save_is_read(encoding: str, delimiter: str, ending: str) -> None:
    data = PLAIN.replace(",", delimiter).replace("\n", ending).encode(encoding)

    read = read_earlier(text_of(data))

    assert read.problems == ()
    assert [(one.line, one.email, one.rating, one.period) for one in read.lines] == [
        (2, "alice@example.com", "Meets", "2025"),
        (3, "bob@example.com", "Exceeds", "2025"),
    ]


def test_columns_stand_in_any_order_and_others_are_left_alone() -> None:
    read = read_earlier("Salary;Rating;E-Mail\n1;3;Alice@Example.com\n", period="2025")

    assert read.problems == ()
    assert (read.lines[0].email, read.lines[0].rating) == ("alice@example.com", "3")


def test_every_problem_is_named_by_its_line() -> None:
    read = read_earlier(
        "email,rating,period\n,Meets,2025\nnobody,Meets,2025\n\n"
        "alice@example.com,Meets,\nbob@example.com,Meets,2025\nbob@example.com,Less,2025\n"
    )

    assert [one.line for one in read.problems] == [2, 3, 5, 7]
    assert "no address" in read.problems[0].words
    assert "“nobody”" in read.problems[1].words
    assert "period" in read.problems[2].words
    assert "line 6" in read.problems[3].words


def test_lines_are_read_as_they_were_copied_from_a_sheet() -> None:
    read = read_earlier("\ufeffWork email\tFinal rating\tReview period\nA@B.c\tMeets\t2025\n")

    assert read.problems == ()
    assert [(one.email, one.rating, one.period) for one in read.lines] == [
        ("a@b.c", "Meets", "2025")
    ]


def test_a_cell_over_two_lines_keeps_the_count_of_lines() -> None:
    read = read_earlier('email,rating,period\n"alice@example.com","a\nb",2025\nx,y,z\n')

    assert read.lines[0].rating == "a b"
    assert [one.line for one in read.problems] == [4]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("name,rating\nAlice,3\n", "no column “email”, only “name”, “rating”."),
        ("email,mail\na@b.c,d@e.f\n", "Two columns"),
        ("email,rating\n", "no line below"),
        ('email,rating\n"alice@example.com,3\n', "never closed"),
        ("email\n" + "a@b.c\n" * (MOST_LINES + 1), "5,000 lines are the most"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text: str, words: str) -> None:
    read = read_earlier(text)

    assert [one.line for one in read.problems] == [0]
    assert words in read.problems[0].words


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\xff\xfe\x00", b"\xff"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidError, match="CSV UTF-8"):
        text_of(data)


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(InvalidError, match="characters are the most"):
        read_earlier("email\n" + "x" * LARGEST_FILE)


def test_five_thousand_lines_are_read_in_a_moment() -> None:
    lines = [f"person{number}@example.com,{number % 5},2025" for number in range(MOST_LINES)]

    read = read_earlier("\n".join(["email,rating,period", *lines]))

    assert (len(read.lines), read.problems) == (MOST_LINES, ())
    assert read.labels == ("0", "1", "2", "3", "4")


def test_numbers_are_in_their_order_and_words_in_that_of_the_file() -> None:
    numbers = read_earlier("email,rating\na@x,10\nb@x,2\nc@x,\nd@x,3.5\n", period="2025")
    words = read_earlier("email,rating\na@x,Meets\nb@x,meets\nc@x,Below\n", period="2025")

    assert numbers.labels == ("2", "3.5", "10")
    assert words.labels == ("Meets", "Below")


def test_who_is_not_in_the_organisation_is_named() -> None:
    read = read_earlier(PLAIN)

    found = unknown_people(read.lines, frozenset({"alice@example.com"}))

    assert [(one.line, one.words.split()[0]) for one in found] == [(3, "bob@example.com")]


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), max_size=8), st.sampled_from(",;\t"))
def test_whatever_was_written_as_csv_comes_back(
    rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["email", "rating", "period"])
    writer.writerows(rows)

    read = read_earlier(text_of(out.getvalue().encode()))

    wanted = [[" ".join(cell.split()) for cell in row] for row in rows]
    assert [[one.email, one.rating, one.period] for one in read.lines] == [
        [email.casefold(), rating, period]
        for email, rating, period in wanted
        if email + rating + period
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    try:
        said = [one.words for one in read_earlier(text_of(data)).problems]
    except InvalidError as error:
        said = [error.message]
    assert all(words.endswith(".") for words in said)


@given(st.text(max_size=200))
def test_every_line_is_used_or_has_a_problem(text: str) -> None:
    read = read_earlier("email,rating,period\n" + text.replace("\x00", ""))

    bad = {one.line for one in read.problems}
    for one in read.lines:
        assert one.line in bad or ("@" in one.email and (one.period or not one.rating))

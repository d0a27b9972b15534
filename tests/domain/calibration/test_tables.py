"""Files of ratings: what spreadsheets write is read, what is wrong is named by line and column."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.calibration.selections import selections_in
from trifecta.domain.calibration.tables import LARGEST_FILE, MOST_ROWS, RatingFile, ratings_in
from trifecta.domain.errors import InvalidError

PLAIN = "unit,rater,score\nTern,Ana,3\nTern,Ben,4\nHeron,Ana,2\n"


def scores(read: RatingFile) -> dict[tuple[str, str], float]:
    found = read.together
    return {
        (found.units[unit], found.raters[rater]): float(score)
        for unit, rater, score in zip(found.unit_of, found.rater_of, found.scores, strict=True)
    }


def refused(text: str) -> str:
    with pytest.raises(InvalidError) as caught:
        ratings_in(text)
    return caught.value.message


KNOWN = scores(ratings_in(PLAIN))


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace("unit,rater,score", " Unit , RATER,Score "),
        PLAIN.replace("Tern,Ana,3", '"Tern","Ana","3.0"'),
        PLAIN.replace("\n", "\n\n"),
        PLAIN.replace("\n", ",\n"),
        "note,score,unit,rater\nx,3,Tern,Ana\n,4,Tern,Ben\n,2,Heron,Ana\n",
    ],
    ids=["mark", "crlf", "semicolons", "tabs", "capitals", "quoted", "blank", "ragged", "order"],
)
def test_what_spreadsheets_write_is_read_alike(text: str) -> None:
    assert scores(ratings_in(text)) == KNOWN


def test_decimals_may_have_a_comma_where_commas_do_not_divide() -> None:
    assert scores(ratings_in("unit;rater;score\nTern;Ana;3,5\n")) == {("Tern", "Ana"): 3.5}


def test_blank_scores_are_missing_and_counted() -> None:
    read = ratings_in("unit,rater,score\nTern,Ana,3\nTern,Ben,\nHeron,Ana,NA\n")
    assert (read.missing, read.together.size) == (2, 1)


def test_a_quoted_line_break_in_a_name_becomes_a_space_and_lines_are_still_counted() -> None:
    text = 'unit,rater,score\n"Tern\nnorth",Ana,3\nHeron,Ana,many\n'
    assert refused(text).startswith("line 4, column score: “many” is not a number")
    assert ("Tern north", "Ana") in scores(ratings_in(text.replace("many", "1")))


def test_outcomes_are_kept_apart_and_joined_by_unit_and_outcome() -> None:
    text = "unit,rater,score,outcome\nTern,Ana,3,delivery\nTern,Ana,5,impact\n"
    read = ratings_in(text)
    assert list(read.outcomes) == ["delivery", "impact"]
    assert len(read.together.units) == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Tern,Ana,four", "line 3, column score: “four” is not a number. Leave it blank"),
        ("Tern,Ana,NaN", "line 3, column score: “NaN” is not a number"),
        ("Tern,Ana,inf", "line 3, column score: “inf” is not a number"),
        ("Tern,Ana,1e400", "line 3, column score"),
        ("Tern,Ana,1_000", "line 3, column score"),
        (",Ana,4", "line 3, column unit: write the name of the unit"),
        ("Tern,,4", "line 3, column rater: write the name of the rater"),
        ("x" * 201 + ",Ana,4", "line 3, column unit: shorten"),
        ("Heron,Ana,4", "line 3, column rater: “Ana” rated “Heron” on line 2 already. Keep one"),
        ('"Tern,Ana,4', "line 3: a quotation mark is missing"),
    ],
)
def test_a_bad_row_is_named_with_what_to_do(row: str, sentence: str) -> None:
    assert sentence in refused(f"unit,rater,score\nHeron,Ana,2\n{row}\n")


def test_everything_wrong_is_said_at_once_up_to_a_limit() -> None:
    rows = "".join(f"Tern {n},Ana,bad\n" for n in range(50))
    assert refused(f"unit,rater,score\n{rows}").count("\n") == 19


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty. It needs the headings unit, rater, score."),
        ("unit,rater,score\n", "no rows below"),
        (
            "unit,score\nTern,3\n",
            "line 1: the heading “rater” is missing. There are “unit”, “score”",
        ),
        ("unit,rater,score,score\nTern,Ana,3,4\n", "stands twice"),
        ("unit,rater,score\nTern,Ana,\n", "Every cell of the column score is blank."),
        ("x" * (LARGEST_FILE + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_table_of_ratings_says_what_is_missing(text: str, sentence: str) -> None:
    assert sentence in refused(text)


def test_a_file_with_too_many_rows_is_refused_before_anything_is_computed() -> None:
    rows = "a,b,1\n" * (MOST_ROWS + 1)
    assert "At most 200,000 rows" in refused(f"unit,rater,score\n{rows}")


@given(text=st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    for whole in (text, f"unit,rater,score\n{text}"):
        with suppress(InvalidError):
            assert ratings_in(whole).together.size > 0


# ---------------------------------------------------------------- selections


def test_selections_are_counted_by_group() -> None:
    text = "unit,group,selected\na,x,yes\nb,x,No\nc,y,1\nd,y,\n"
    found = [(c.group, c.people, c.selected) for c in selections_in(text)]
    assert found == [("x", 2, 1), ("y", 1, 1)]


def test_a_score_of_so_much_or_more_is_selected() -> None:
    text = "unit,group,score\na,x,4\nb,x,3.9\nc,y,5\n"
    found = [(c.group, c.people, c.selected) for c in selections_in(text, at_least=4)]
    assert found == [("x", 2, 1), ("y", 1, 1)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("unit,group,selected\na,x,perhaps\n", "line 2, column selected: write yes or no"),
        ("unit,group,selected\na,x,1\na,x,0\n", "line 3, column unit: “a” stands on line 2"),
        ("unit,group,selected\na,,1\n", "line 2, column group: write the name of the group"),
        ("unit,group,selected\na,x,\n", "Every cell of the column selected is blank"),
        ("unit,selected\na,1\n", "the heading “group” is missing"),
    ],
)
def test_a_bad_selection_is_named(text: str, sentence: str) -> None:
    with pytest.raises(InvalidError, match=sentence):
        selections_in(text)

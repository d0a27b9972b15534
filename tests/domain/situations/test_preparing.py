"""A preparation keeps what was typed, says its limits, and can go back one text."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.situations.accounts import ACCOUNTS

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.sheets.preparing import (
    LONGEST_FIELD,
    LONGEST_TITLE,
    MOST_BYTES,
    SHEET,
    Preparation,
    Written,
    alone,
    clean_title,
    clean_written,
    digest_of,
    fill_in,
    from_data,
    go_back,
    is_another_text,
    rewrite,
    say_what_about,
    to_data,
)

FIRST = Preparation(written=Written(text="My PM never asks us."))


def test_a_text_with_nothing_in_it_is_asked_for() -> None:
    with pytest.raises(InvalidError) as found:
        clean_written(text=" \r\n ")
    assert found.value.fields == {"text": found.value.message}


def test_line_ends_are_of_one_kind_so_that_places_in_the_text_stay_true() -> None:
    assert clean_written(text="one\r\ntwo\rthree\n").text == "one\ntwo\nthree"


def test_the_longest_text_fits_and_one_byte_more_is_told_how_long_it_is() -> None:
    assert clean_written(text="a" * MOST_BYTES).text == "a" * MOST_BYTES
    with pytest.raises(InvalidError, match="101 kB long, and 100 kB is the most"):
        clean_written(text="a" * (MOST_BYTES + 1))


def test_length_is_counted_in_bytes_and_not_in_letters() -> None:
    assert clean_written(text="ä" * (MOST_BYTES // 2))
    with pytest.raises(InvalidError):
        clean_written(text="ä" * (MOST_BYTES // 2 + 1))


def test_a_role_or_company_that_does_not_exist_is_not_said() -> None:
    written = clean_written(text="We argue.", role="ceo", counterpart="pm", company="circus")
    assert (written.role, written.counterpart, written.company) == ("", "pm", "")


def test_another_text_can_be_undone_and_redone() -> None:
    second = rewrite(FIRST, Written(text="She asks, and I do not answer."))
    assert second.earlier == FIRST.written
    back = go_back(second)
    assert back.written == FIRST.written
    assert go_back(back) == second


def test_the_same_text_again_forgets_nothing() -> None:
    second = rewrite(FIRST, Written(text="Another."))
    assert rewrite(second, Written(text="Another.")) == second


def test_without_a_text_before_there_is_nowhere_to_go_back_to() -> None:
    assert go_back(FIRST) == FIRST


def test_the_sheet_outlives_a_few_other_words() -> None:
    filled = fill_in(FIRST, {"need": "Quiet nights"}, suggested={})
    changed = rewrite(filled, Written(text="My PM never asks me or us."))
    assert changed.sheet == go_back(changed).sheet == {"need": "Quiet nights"}


def test_with_another_text_the_sheet_begins_anew_and_comes_back_with_the_text_before() -> None:
    filled = fill_in(FIRST, {"need": "Quiet nights"}, suggested={})
    another = fill_in(rewrite(filled, Written(text=OTHER)), {"ask": "A date"}, suggested={})
    assert another.sheet == {"ask": "A date"}
    back = go_back(another)
    assert (back.written, back.sheet) == (filled.written, filled.sheet)
    assert go_back(back) == another


def with_two() -> Preparation:
    """Another text with a sheet of its own, and before it the first one with its sheet."""
    filled = fill_in(FIRST, {"need": "Quiet nights"}, suggested={})
    return fill_in(rewrite(filled, Written(text=OTHER)), {"ask": "A date"}, suggested={})


def test_a_few_other_words_leave_another_text_before_it_where_it_is() -> None:
    changed = rewrite(with_two(), Written(text=OTHER.replace("every", "each")))
    assert changed.sheet == {"ask": "A date"}
    back = go_back(changed)
    assert (back.written, back.sheet) == (FIRST.written, {"need": "Quiet nights"})


@pytest.mark.parametrize("text", [FIRST.written.text, "My PM never asks me or us."])
def test_whoever_writes_the_text_before_again_has_its_sheet_again(text: str) -> None:
    two = with_two()
    again = rewrite(two, Written(text=text))
    assert (again.written.text, again.sheet) == (text, {"need": "Quiet nights"})
    assert (again.earlier, again.earlier_sheet) == (two.written, two.sheet)


def test_the_text_before_is_known_again_though_this_one_has_its_words_too() -> None:
    both = rewrite(with_two(), Written(text=f"{OTHER} {FIRST.written.text}"))
    assert rewrite(both, FIRST.written).sheet == {"need": "Quiet nights"}


def test_alone_it_has_no_text_before_and_no_sheet_of_one() -> None:
    two = with_two()
    assert alone(two) == Preparation(written=two.written, sheet=two.sheet)


def test_what_it_is_about_is_said_of_one_text_and_not_of_another() -> None:
    said = say_what_about(FIRST, about_us=True)
    assert rewrite(said, Written(text="My PM never asks me or us.")).written.about_us
    assert not rewrite(said, Written(text=OTHER)).written.about_us


LONG = (
    "I lead engineering, and my PM keeps promising dates to sales before anybody has looked at the "
    "work. I want to stop new features in May, so that the billing code can be mended."
)
OTHER = "Our designer throws every draft away, and tells nobody that he begins again."


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        LONG.replace("my PM", "our product manager").replace("May", "June"),
        LONG.upper().replace(",", " –"),
        LONG.partition(".")[0],
        f"{OTHER} {LONG} {OTHER} {OTHER}",
    ],
)
def test_a_text_that_was_gone_over_is_the_same_one(text: str) -> None:
    assert not is_another_text(text, LONG)
    assert not is_another_text(LONG, text)


@pytest.mark.parametrize(
    "text",
    [OTHER, "Hm.", "I lead design, and my PM is fine. We go to lunch.", "???", f"{OTHER}\n" * 40],
)
def test_a_text_about_something_else_is_another_one(text: str) -> None:
    assert is_another_text(text, LONG)
    assert is_another_text(LONG, text)


CHINESE = (
    "我负责工程团队，产品经理总是答应销售各种日期，却从来不问我们能不能做到。"
    "我希望五月停止新功能，这样可以修好计费代码。"
)
OTHERS_WITHOUT_SPACES = (
    "我们的设计师每次都把草稿全部扔掉，也不告诉任何人他又重新开始了。",
    "我负责设计，产品经理很好。我们一起吃午饭。",
    "デザイナーはいつも下書きを全部捨てて、また最初から始めることを誰にも言いません。",
    OTHER,
)


@pytest.mark.parametrize(
    "text",
    [
        CHINESE,
        CHINESE.replace("五月", "六月份"),
        CHINESE.replace("，", ""),
        CHINESE.partition("。")[0],
        CHINESE.replace("产品经理", "我的 PM "),
    ],
)
def test_a_text_without_spaces_that_was_gone_over_is_the_same_one(text: str) -> None:
    assert not is_another_text(text, CHINESE)
    assert not is_another_text(CHINESE, text)


@pytest.mark.parametrize("text", OTHERS_WITHOUT_SPACES)
def test_a_text_without_spaces_about_something_else_is_another_one(text: str) -> None:
    assert is_another_text(text, CHINESE)
    assert is_another_text(CHINESE, text)


def test_two_characters_more_in_a_short_text_without_spaces_keep_it_the_same() -> None:
    assert not is_another_text("他从来不问我们的意见", "他从来不问我们")


def test_no_two_accounts_of_different_things_are_one_text() -> None:
    texts = [account.text for account in ACCOUNTS]
    assert all(is_another_text(one, other) for one, other in combinations(texts, 2))


def test_a_digest_tells_texts_and_who_is_who_apart_and_says_neither() -> None:
    all_of_them = [
        FIRST.written,
        Written(text=OTHER),
        Written(text=OTHER, role="em"),
        Written(text=OTHER, counterpart="em"),
        Written(text=f"{OTHER}em"),
        Written(text=OTHER, company="startup"),
    ]
    assert len({digest_of(one) for one in all_of_them}) == len(all_of_them)
    assert digest_of(replace(FIRST.written, about_us=True)) == digest_of(FIRST.written)
    assert OTHER not in digest_of(Written(text=OTHER))
    assert digest_of(Written(text="\ud800"))


def test_what_was_kept_with_one_sheet_for_both_texts_has_one_still() -> None:
    data = to_data(rewrite(FIRST, Written(text=OTHER))) | {"sheet": {"need": "Quiet nights"}}
    del data["earlier_sheet"]
    assert go_back(from_data(data)).sheet == {"need": "Quiet nights"}


def test_a_suggestion_that_is_left_as_it_is_stays_one() -> None:
    filled = fill_in(
        FIRST, {"need": "Quiet\r\nnights", "ask": "A date"}, suggested={"need": "Quiet\nnights"}
    )
    assert filled.sheet == {"ask": "A date"}


def test_a_suggestion_can_be_taken_out() -> None:
    assert fill_in(FIRST, {"need": ""}, suggested={"need": "Quiet nights"}).sheet == {"need": ""}


def test_what_is_no_part_of_the_sheet_is_not_kept() -> None:
    assert fill_in(FIRST, {"rating": "5"}, suggested={}).sheet == {}


def test_every_part_that_is_too_long_is_named() -> None:
    entries = {"ask": "a" * (LONGEST_FIELD + 1), "need": "b" * (LONGEST_FIELD + 2), "opening": "c"}
    with pytest.raises(InvalidError) as found:
        fill_in(FIRST, entries, suggested={})
    assert set(found.value.fields) == {"ask", "need"}


def test_a_name_has_no_signs_that_turn_other_words_round() -> None:
    assert clean_title("\u202eevil\u202c \x1b[31m\tname\u2066") == "evil [31m name"
    assert clean_title("לפני יום חמישי") == "לפני יום חמישי"
    assert clean_title("👩\u200d💻 and me") == "👩\u200d💻 and me"


@pytest.mark.parametrize("title", ["", "  \n ", "\u202e\x00", "x" * (LONGEST_TITLE + 1)])
def test_a_name_has_words_and_fits(title: str) -> None:
    with pytest.raises(InvalidError):
        clean_title(title)


def test_a_name_is_one_line() -> None:
    assert clean_title(" With \n product ") == "With product"


def words() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def sheets() -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from([part.id for part in SHEET]), words())


def writings() -> st.SearchStrategy[Written]:
    return st.builds(
        Written,
        text=words(),
        role=st.sampled_from(["", "em", "pm"]),
        counterpart=st.sampled_from(["", "design"]),
        company=st.sampled_from(["", "startup"]),
    )


@given(
    st.builds(
        Preparation,
        written=writings(),
        earlier=st.none() | writings(),
        sheet=sheets(),
        earlier_sheet=st.none() | sheets(),
    )
)
def test_what_is_kept_as_data_comes_back_the_same(preparation: Preparation) -> None:
    assert from_data(json.loads(json.dumps(to_data(preparation)))) == preparation

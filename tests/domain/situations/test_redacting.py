"""Names and addresses are taken out before a text leaves, and every place leads back exactly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.situations.accounts import ACCOUNTS

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.model.redacting import PLACEHOLDER, redacted

WORDS = ("my", "PM", "never", "asks", "what", "it", "costs,", "and", "we", "ship", "late.", "She")
NAMES = (
    "Noor",
    "Haddad",
    "Priya",
    "O'Brien",
    "Zbigniew",
    "Ximena",
    "Bjørn",
    "McAllister",
    "Quimby",
)
ADDRESSES = (
    "noor.haddad@example.com",
    "<priya+okr@mail.quimby.co.uk>",
    "mailto:zb@quimby.example",
    "@priya_k",
    "(@noor)",
    "https://quimby.example/okr?a=1,2&b=(3)",
    "www.quimby.example",
    "quimby.example",
    "payments.quimby.io:8443/x",
    "noor_haddad",
    "zbigniew.kowalski",
    "+49 170 1234567",
    "(555) 010-4477",
)
SECRETS = re.compile(
    r"noor|haddad|priya|o'brien|zbigniew|ximena|bjørn|mcallister|quimby|kowalski|okr|@|://|1234567|4477",
    re.IGNORECASE,
)
PARTS = st.lists(st.sampled_from((*WORDS, *NAMES, *ADDRESSES)), min_size=1, max_size=30)
JOINTS = st.sampled_from((" ", "\n", ". ", ", ", " – ", '" "', " ("))


def sent(text: str, *known: str) -> str:
    return redacted(text, known=known).text


# ---------------------------------------------------------------- laws


@given(st.text(), st.data())
def test_any_place_in_what_is_sent_leads_to_a_place_in_the_text(
    text: str, data: st.DataObject
) -> None:
    found = redacted(text)
    if not found.text:
        assert text == ""
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    span = found.original(Span(start, end))

    assert 0 <= span.start < span.end <= len(text)
    if not any(
        piece.hidden and piece.sent.start < end and start < piece.sent.end for piece in found.pieces
    ):
        assert span.of(text) == found.text[start:end]


@given(st.one_of(st.text(), st.builds(" ".join, PARTS)))
def test_the_pieces_are_the_whole_text_once(text: str) -> None:
    found = redacted(text)

    assert "".join(piece.original.of(text) for piece in found.pieces) == text
    assert "".join(piece.sent.of(found.text) for piece in found.pieces) == found.text
    for piece in found.pieces:
        assert found.original(piece.sent) == piece.original
        if piece.hidden:
            assert PLACEHOLDER.fullmatch(piece.sent.of(found.text))


@given(PARTS, st.lists(JOINTS, min_size=30, max_size=30))
def test_no_name_handle_or_address_leaves_whatever_stands_around_it(
    parts: list[str], joints: list[str]
) -> None:
    text = "".join(part + joint for part, joint in zip(parts, joints, strict=False))
    left = SECRETS.search(PLACEHOLDER.sub("", sent(text)))
    assert left is None, left


@given(st.text())
def test_no_address_leaves_whatever_the_text(text: str) -> None:
    assert not re.search(r"[^\s<>()\[\]{}\"“”„«»,;|.!?:'’‘*_~`/\\…@]@", sent(text))


@given(st.text(), st.emails())
def test_an_address_of_any_form_leaves_nothing_of_its_domain(text: str, email: str) -> None:
    domain = email.rpartition("@")[2]
    found = redacted(f"Ask {email} today")
    assert "@" not in found.text.replace("[email-1]", "")
    assert domain not in found.text
    assert redacted(text) == redacted(text)


# ---------------------------------------------------------------- examples


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("My PM Noor is late.", "My PM [name-1] is late."),
        ("Noor said so. I asked Noor’s lead.", "[name-1] said so. I asked [name-1]’s lead."),
        ("Priya promised it. priya always does.", "[name-1] promised it. [name-1] always does."),
        ("Jean-pierre left. Will can't.", "[name-1] left. [name-2] can't."),
        ("We use Salesforce at Acme.", "We use [name-1] at [name-2]."),
        ("I'm the Head of Product, e.g. of Growth.", "I'm the Head of Product, e.g. of Growth."),
        ("We ship late.She agrees.", "We ship late.She agrees."),
        ("See a@b.example, a@b.example.", "See [email-1], [email-1]."),
        ("On 3 May we had 1,200 users.", "On 3 [name-1] we had 1,200 users."),
        ("In Q3 our OKRs and the API are late.", "In Q3 our OKRs and the API are late."),
    ],
)
def test_what_leaves(text: str, leaves: str) -> None:
    assert sent(text) == leaves


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.text[:30])
def test_an_account_without_names_leaves_as_it_is(account: object) -> None:
    text: str = account.text  # type: ignore[attr-defined]
    assert "[name-1]" not in sent(text)


def test_known_names_are_taken_out_in_small_letters_too() -> None:
    assert sent("cosima never asks", "Cosima Bo") == "[name-1] never asks"


def test_a_name_that_is_a_common_word_stays_a_word_in_small_letters() -> None:
    assert sent("I asked Will. he will not do it.") == "I asked [name-1]. he will not do it."


def test_a_placeholder_that_somebody_wrote_themselves_is_left_alone() -> None:
    found = redacted("[name-1] and Noor")
    assert found.text == "[name-1] and [name-1]"
    assert found.original(Span(0, 8)) == Span(0, 8)
    assert found.original(Span(13, 21)).of("[name-1] and Noor") == "Noor"


@pytest.mark.parametrize("part", ["Noor a@b ", "a.", "@", "1 ", "_a", "A-", "Noor.", "x://", "("])
def test_time_grows_with_the_text_and_not_faster(part: str) -> None:
    """By calls of functions, which do not depend on the machine."""
    assert _calls(part * 2_000) < 2.6 * _calls(part * 1_000) + 1_000


def _calls(text: str) -> int:
    import cProfile
    import pstats

    redacted("warm up")
    profile = cProfile.Profile()
    profile.runcall(redacted, text)
    found: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return found

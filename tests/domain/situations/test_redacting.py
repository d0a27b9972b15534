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


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Ravshan moves every date and I told ravshan so.", "ravshan"),
        ("Ravshan moves every date. Then ravshan says we are slow.", "ravshan"),
        ("i asked ravshan first.\nRavshan said no. Ravshan's boss agrees.", "ravshan"),
        ("Initrode never plans, and we at initrode pay for it.", "initrode"),
        ("My PM Ravshan left. ravshans team is lost.", "ravshan"),
        ("- Ravshan: no\n- me: yes, if ravshan listens", "ravshan"),
        ('Ravshan wrote "engineering never delivers". ravshan is our pm', "ravshan"),
        ("Quibbletech is late, so quibbletech pays.", "quibbletech"),
    ],
)
def test_a_name_that_begins_a_sentence_is_one_in_small_letters_too(text: str, secret: str) -> None:
    assert secret not in sent(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "Nobody asks us, and nobody listens.",
        "Estimates are wrong, and estimates are all they want.",
        "Meetings take all day. I hate meetings.",
        "Refactoring waits. They call refactoring a hobby.",
        "Deadlines move and we miss deadlines.",
        "Friendly words, no friendly deeds.",
    ],
)
def test_a_word_that_begins_a_sentence_and_is_an_ordinary_one_stays(text: str) -> None:
    assert sent(text) == text


@pytest.mark.parametrize(
    "name",
    [
        "김민준",
        "田中",
        "محمد",
        "דוד",
        "राहुल",
        "王小明",
        "Наталья",
        "Αλέξης",
        "ნინო",
        "สมชาย",
        "Ｓｕｎｉ",
    ],
)
@pytest.mark.parametrize("text", ["My PM {} changed the scope again.", "i told {}, and {} said no"])
def test_a_word_in_another_script_is_taken_out_with_all_its_marks(name: str, text: str) -> None:
    left = PLACEHOLDER.sub("", sent(text.format(name, name)))
    assert left == text.replace("{}", "")


@pytest.mark.parametrize(
    "text", ["We ship – late … “why?” 👍🏽 → 5 €, 3 ½ ≥ 2", "naïve café, à la carte"]
)
def test_signs_and_pictures_are_no_words_in_another_script(text: str) -> None:
    assert sent(text) == text


FRAMES = (
    "my pm {} keeps changing the scope",
    "our em, {}, never asks",
    "the product manager is called {}",
    "i told {} that it is late",
    "we lost two weeks when {} left",
    "i work with {} on payments",
    "i lead engineering at {} and we are stuck",
    "the mail from {} was rude",
    "our client {} wants a date",
    "project {} is late again",
    "{} said that we are slow",
    "nobody likes {}'s roadmap",
    "it is late.\n\ncheers, {}",
    "it is late.\nthanks\n{}\n",
    "pm: {}, and me",
    "my boss and {} agreed on it",
    "dr. {} wants it",
    "my pm's name is {}",
)


@pytest.mark.parametrize("text", FRAMES)
@pytest.mark.parametrize(
    "name", ["wojtunia", "oyelaran", "tlalpan", "zhuoyang", "initrode", "hye-won"]
)
def test_a_word_that_no_list_knows_is_taken_out_where_a_name_stands(text: str, name: str) -> None:
    assert name not in sent(text.format(name))


@pytest.mark.parametrize(
    "text",
    [
        "my pm overpromises and our em underestimates everything",
        "we told nobody, and asked everyone",
        "work with deliverables and from unclear tickets",
        "the client called off the rollout at noon",
        "they ship at midnight with regressions and rollbacks",
        "our designer rewrites mockups from screenshots",
        "thanks, everyone",
        "project planning and client onboarding are late",
        "he keeps rescheduling and refactoring",
        "mark my words, i hope and may ask for grace",
        "the new hope said nothing, and a bill is a bill",
        "whoever we asked will come, and those we invited may say no",
    ],
)
def test_an_ordinary_word_stays_where_a_name_may_stand(text: str) -> None:
    assert sent(text) == text


@pytest.mark.parametrize(
    "name",
    [
        "agnieszka",
        "amara",
        "bartosz",
        "chidi",
        "deepika",
        "dmytro",
        "emre",
        "eoin",
        "farhan",
        "giorgi",
        "hye-jin",
        "itzel",
        "jayden",
        "kwame",
        "linh",
        "makayla",
        "ngozi",
        "oksana",
        "parisa",
        "rohit",
        "siobhan",
        "thabo",
        "uwe",
        "venkat",
        "willemijn",
        "xiaoming",
        "yuki",
        "zeynep",
        "nguyen",
        "okafor",
        "papadopoulos",
        "patel",
        "sharma",
        "yildirim",
    ],
)
def test_names_of_many_origins_are_known_in_small_letters(name: str) -> None:
    assert name not in sent(f"today {name} is on leave")


@pytest.mark.parametrize(
    ("text", "known", "leaves"),
    [
        (
            "mark told me that grace wants it",
            ["Mark Long", "Grace Kim"],
            "[name-1] told me that [name-2] wants it",
        ),
        ("joy is late, hope too", ["Joy Abara", "Hope Li"], "[name-1] is late, [name-2] too"),
        ("at dawn best left", ["Dawn Best"], "at [name-1] [name-2] left"),
        ("i told cosimas team", ["Cosima Bo"], "i told [name-1] team"),
        ("ask cosimabo", ["Cosima Bo"], "ask [name-1]"),
        ("today zoltán and zoltan left", ["Zoltán Őry"], "today [name-1] and [name-1] left"),
        ("today zoltán left", ["Zoltan"], "today [name-1] left"),
        ("muller is mueller", ["Jo Müller"], "[name-1] is [name-2]"),
        ("will says it will be late", ["Will Best"], "[name-1] says it will be late"),
        ("you can do it", ["An Can"], "you can do it"),
        ("i told will to wait", [], "i told [name-1] to wait"),
        ("today the markets moved", ["Mark Long"], "today the markets moved"),
    ],
)
def test_known_names_are_taken_out_in_whichever_way_they_are_written(
    text: str, known: list[str], leaves: str
) -> None:
    assert sent(text, *known) == leaves


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("write to noor (at) quimby (dot) com", "noor quimby"),
        ("write to noor [at] quimby [dot] com", "noor quimby"),
        ("noor.h at quimby dot co dot uk is my address", "noor quimby"),
        ("see quimby[.]com or quimby。com or quimby․com", "quimby"),
        ("on skype: live:noor.haddad.q", "noor haddad"),
        ("see github/noorhaddad, in/noorhaddad and ~noorhaddad", "noorhaddad"),
        ("i am noorhaddad#1234 or noorhaddad99", "noorhaddad"),
        (r"see http:\\\\quimby.com", "quimby"),
        ("the server 10.0.0.1 or fe80::1ff:fe23:4567:890a", "10.0 fe23"),
        ("ext. 4411, employee 98123, badge no. 77123, account #123456", "4411 98123 77123 123456"),
        ("Cheers, oyelaran", "oyelaran"),
        ("s. oyelaran said so", "oyelaran"),
        ("i told no\u200bor and wojtu\u00adnia", "or wojtu nia"),
        ("i told Noo\u0301r and zolta\u0301n", "no\u0301 zolt"),
    ],
)
def test_addresses_in_other_clothes_are_taken_out(text: str, secrets: str) -> None:
    left = PLACEHOLDER.sub("", sent(text)).split()
    assert not [one for one in secrets.split() if any(one in word for word in left)]


@pytest.mark.parametrize(
    "text",
    [
        "either/or, in/out, and/or, w/o",
        "we meet at noon and connect the dots",
        "ticket#1234, utf8, h264, sprint12",
        "version 1.2 at 10:30:00, a ratio of 3:1",
        "we lost 40 customers and 3 rooms",
        "it costs 1,200 a month (at most)",
    ],
)
def test_what_only_resembles_an_address_stays(text: str) -> None:
    assert sent(text) == text


def test_known_names_are_taken_out_in_small_letters_too() -> None:
    assert sent("cosima never asks", "Cosima Bo") == "[name-1] never asks"


def test_a_name_that_is_a_common_word_stays_a_word_in_small_letters() -> None:
    assert sent("I asked Will. he will not do it.") == "I asked [name-1]. he will not do it."


def test_a_placeholder_that_somebody_wrote_themselves_is_left_alone() -> None:
    found = redacted("[name-1] and Noor")
    assert found.text == "[name-1] and [name-1]"
    assert found.original(Span(0, 8)) == Span(0, 8)
    assert found.original(Span(13, 21)).of("[name-1] and Noor") == "Noor"


@pytest.mark.parametrize(
    "part",
    [
        *(
            "Noor a@b ",
            "a.",
            "@",
            "1 ",
            "_a",
            "A-",
            "Noor.",
            "x://",
            "(",
            "my pm zq ",
            "한 ",
            "a\u200b",
        ),
        *(" at x dot ", "[", " ", "ext ", "1.", "a:", "a/", "~a "),
    ],
)
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

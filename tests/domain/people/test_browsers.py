"""What a browser calls itself becomes what a person calls it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.people.browsers import browser_words

LIKE_GECKO = "AppleWebKit/537.36 (KHTML, like Gecko)"
ON_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
ON_A_MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
ON_AN_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)"
ON_ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{ON_WINDOWS} Gecko/20100101 Firefox/145.0", "Firefox on Windows"),
        (f"{ON_WINDOWS} {LIKE_GECKO} Chrome/142.0 Safari/537.36", "Chrome on Windows"),
        (f"{ON_WINDOWS} {LIKE_GECKO} Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        (f"{ON_WINDOWS} {LIKE_GECKO} Chrome/142.0 Safari/537.36 OPR/125", "Opera on Windows"),
        (f"{ON_A_MAC} AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15", "Safari on a Mac"),
        (f"{ON_AN_IPHONE} AppleWebKit/605.1 CriOS/142.0 Safari/604.1", "Chrome on an iPhone"),
        (f"{ON_AN_IPHONE} AppleWebKit/605.1 FxiOS/145.0 Safari/605.1", "Firefox on an iPhone"),
        (f"{ON_ANDROID} {LIKE_GECKO} Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            f"{ON_ANDROID} {LIKE_GECKO} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/142.0", "Chrome on a Chromebook"),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0", "Chrome on Linux"),
        ("Something/1.0 (Windows NT 10.0)", "A browser on Windows"),
        ("curl/8.5.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_it_is_said_in_plain_words(user_agent: str, words: str) -> None:
    assert browser_words(user_agent) == words


@given(st.text(max_size=400))
def test_whatever_is_sent_stays_short_and_is_never_repeated(user_agent: str) -> None:
    known = {"", " on an iPhone", " on an iPad", " on Android", " on a Chromebook", " on Windows"}
    known |= {" on a Mac", " on Linux"}
    words = browser_words(user_agent)
    assert len(words) <= 60
    assert any(words.endswith(end) for end in known)
    assert words.split(" on ")[0] in {
        *("A browser", "Edge", "Opera", "Vivaldi", "Samsung Internet"),
        *("Firefox", "Chrome", "Safari"),
    }

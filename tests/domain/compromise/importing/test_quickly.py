"""What is read quickly is what care would have read, and nothing wrong is let through."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.importing import genius
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.importing.tags import Taken, taken_out
from trifecta.domain.errors import InvalidError

TITLES = ("Laptop", "Disk", "a/b", "x" * 61, "", " ", "Laptop")
NUMBERS = ("0", "0.5", "1", "4", " 2 ", "-1", "nan", "inf", "1e10", "five", "")
SOUND = ("0", "0.5", "1", "4", "0.25")


def written(names: list[str], kinds: list[str], points: list[list[str]], weights: list[str]) -> str:
    issues = "".join(
        f'<issue index="{at}" name={quoteattr(name)} {kind}>'
        + "".join(
            f'<item value="v{value}" evaluation="{score}"/>' for value, score in enumerate(row)
        )
        + "</issue>"
        for at, (name, kind, row) in enumerate(zip(names, kinds, points, strict=True))
    )
    counted = "".join(f'<weight index="{at}" value="{w}"/>' for at, w in enumerate(weights))
    return f"<utility_space>{issues}{counted}</utility_space>"


@st.composite
def profiles(draw: st.DrawFn) -> list[str]:
    """Two or three files that mostly agree, and now and then hold what nobody should write."""
    sound = draw(st.booleans())
    count = draw(st.integers(1, 3))
    titles = st.permutations((*TITLES[:2], "Screen")) if sound else st.permutations(TITLES)
    names = draw(titles)[:count]
    sizes = draw(st.lists(st.integers(1, 3), min_size=count, max_size=count))
    figures = st.sampled_from(SOUND if sound else NUMBERS)
    kinds = st.sampled_from(
        ['type="discrete"'] if sound else ['type="discrete"', "", 'type="real"']
    )
    return [
        written(
            names if draw(st.integers(0, 9)) else names[::-1],
            [draw(kinds) for _ in range(count)],
            [[draw(figures) for _ in range(size)] for size in sizes],
            [draw(figures) for _ in range(count)],
        )
        for _ in range(draw(st.integers(1 if not sound else 2, 3)))
    ]


HIDDEN = '<item value="hidden" evaluation="1"/>'
DISTURBED = (
    ("</issue>", f"<!-- {HIDDEN} --></issue>"),
    ("</issue>", f"<![CDATA[{HIDDEN}]]></issue>"),
    ("</issue>", f"<?note {HIDDEN}?></issue>"),
    ("</issue>", f"|{HIDDEN}</issue>"),
    ("</issue>", f"</issue>{HIDDEN}"),
    ("</issue>", f"<range>{HIDDEN}</range></issue>"),
    ("</issue>", '<item value="a &amp; b" evaluation="1"/></issue>'),
    ("</issue>", '<item value="new&#10;line" evaluation="1"/></issue>'),
    ("</issue>", '<item value="two\nlines" evaluation="1"/></issue>'),
    ("</issue>", '<item value="twice" value="twice" evaluation="1"/></issue>'),
    ("</issue>", '<item evaluation="1" value="the other way round"/></issue>'),
    ("</issue>", "<item value='single' evaluation='1'/></issue>"),
    ("</issue>", '<item value="\x01" evaluation="1"/></issue>'),
    ("</issue>", '<item value="a"\u00a0evaluation="1"/></issue>'),
    ("</issue>", '<item value="a" evaluation="1"><item value="b" evaluation="1"/></item></issue>'),
    ('"/>', '" note="what is this for?"/>'),
    ("</utility_space>", "<weight index='0' value='9'/></utility_space>"),
    ("</utility_space>", '<weight value="9" index="0"/></utility_space>'),
    ("</utility_space>", '<weight index="0" value="9"/></utility_space>'),
    ("</utility_space>", '</utility_space><weight index="0" value="9"/>'),
    ("</issue>", '<weight index="0" value="9"/></issue>'),
    ("<weight ", "<weight note='a' "),
    ('<issue index="0"', '<issue index="7"'),
    ('<issue index="0"', '<issue note="another" index="0"'),
    ('"/>', '"></item>'),
    ('evaluation="', 'evaluation = "'),
    ("<issue ", f"<issue note='{HIDDEN}' "),
    ("<utility_space>", '<?xml version="1.0" encoding="UTF-8"?>\n<utility_space>'),
    ("<utility_space>", "<!DOCTYPE utility_space><utility_space>"),
    ("<utility_space>", f"{HIDDEN}<utility_space>"),
    ("<utility_space>", "<utility_space><issue>"),
    ("</utility_space>", ""),
    ("</utility_space>", f"</utility_space>{HIDDEN}"),
)


@st.composite
def disturbed(draw: st.DrawFn) -> list[str]:
    """Sound files, one of which has something that people and programs write into XML."""
    count = draw(st.integers(1, 3))
    kinds, rows = ['type="discrete"'] * count, [["0.5", "1", "0.25"]] * count
    sound = written([*"abc"[:count]], kinds, rows, ["1"] * count)
    old, new = draw(st.sampled_from(DISTURBED))
    texts = [sound, sound.replace(old, new, draw(st.sampled_from((1, -1))))]
    return texts if draw(st.booleans()) else [texts[1], texts[1]]


def outcome(texts: list[str]) -> Bargain | str:
    try:
        return genius.bargain_from(
            [Source(name=f"{at}.xml", text=text) for at, text in enumerate(texts)]
        )
    except InvalidError as error:
        return error.message


@settings(max_examples=400, deadline=None)
@given(profiles() | disturbed())
def test_a_quick_reading_says_what_a_careful_one_says(texts: list[str]) -> None:
    quick = outcome(texts)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(genius, "bargain_quickly", lambda *_, **__: None)
        assert outcome(texts) == quick


def test_sound_profiles_are_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        written(["Laptop"], ['type="discrete"'], [["1", "4"]], ["1"]),
        written(["Laptop"], ['type="discrete"'], [["0.5", "0"]], ["3"]),
    ]

    def careful(*_: object) -> Bargain:
        raise AssertionError

    monkeypatch.setattr(genius, "_carefully", careful)
    found = outcome(texts)
    assert isinstance(found, Bargain)
    assert found.scores == (((0.25, 1.0),), ((0.5, 0.0),))
    assert found.weights == ((1.0,), (1.0,))


@pytest.mark.parametrize("count", [1, 5])
def test_as_many_profiles_as_before_are_let_in(count: int) -> None:
    text = written(["Laptop"], ['type="discrete"'], [["1", "4"]], ["1"])
    assert "Name two to 4 profiles" in str(outcome([text] * count))


def test_bounds_of_size_hold_for_sound_profiles_too() -> None:
    kinds = ['type="discrete"'] * 61
    names = [f"i{at}" for at in range(61)]
    many = written(names, kinds, [["1"]] * 61, ["1"] * 61)
    assert "one to 60 issues" in str(outcome([many, many]))
    long = written(["Laptop"], kinds[:1], [["1"] * 501], ["1"])
    assert "one to 500 values" in str(outcome([long, long]))


def items_of(text: str) -> Taken | None:
    return taken_out(text, "item", "value", "evaluation")


@pytest.mark.parametrize(
    ("item", "rest"),
    [
        ('<item index="1" value="a" evaluation="2"/>', "|"),
        ('<item evaluation="2" value="a" description="what it is"></item>', "|"),
        ('<item value="a" evaluation="2" />\n', "|\n"),
    ],
)
def test_items_are_taken_out_in_any_order_of_attributes(item: str, rest: str) -> None:
    taken = items_of(f"<issue>{item * 2}</issue>")

    assert taken == Taken(f"<issue>{rest * 2}</issue>", ["a", "a"], ["2", "2"])


def test_an_item_written_otherwise_than_the_first_stays_in() -> None:
    other = '<item evaluation="1" value="b"/>'
    taken = items_of(f'<issue><item value="a" evaluation="2"/>{other}</issue>')

    assert taken is not None
    assert taken.rest == f"<issue>|{other}</issue>"


def test_taking_items_out_is_linear_whatever_the_text() -> None:
    """A hundred times the text would take ten thousand times as long if it were not."""
    for piece in (
        '<item value="',
        '<item value="a" ',
        "<item ",
        " ",
        '<item value="a" evaluation="',
    ):
        assert items_of(piece * 60_000) is None

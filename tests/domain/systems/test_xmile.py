"""Models go to XMILE and come back doing the same, and files nobody should trust are refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model, SystemsError, parse, run
from trifecta.domain.systems.xmile import model_text_from, xmile_of
from trifecta.domain.systems.xmile.documents import document_of
from trifecta.domain.systems.xmile.equations import Tree, tree_of
from trifecta.domain.systems.xmile.refusing import MOST_REFUSALS, RefusedError

HIRING = """[Candidates] > Screens @ 25
Screens > Offers @ 0.5
Offers > Hires(5) @ Leak(0.3)
Hires > [Left] @ 2
"""


def exported(text: str) -> str:
    return xmile_of(parse(text), source=text).text


def without_our_text(xmile: str) -> str:
    return re.sub(r"<trifecta:source>.*</trifecta:source>", "", xmile, flags=re.DOTALL)


def values(model: Model, rounds: int = 12) -> list[dict[str, float]]:
    names = [stock.name for stock in model.stocks if stock.shown]
    return [{name: state[name] for name in names} for state in run(model, rounds=rounds).states]


def computed(tree: Tree, known: dict[str, float]) -> float:
    """A small XMILE of the tests' own: it runs equations, and knows nothing of our language."""
    if tree.head == "number":
        return float(tree.word)
    if tree.head == "name":
        return known[tree.word]
    if tree.head == "call" and tree.word == "if":
        return computed(tree.parts[1 if computed(tree.parts[0], known) else 2], known)
    parts = [computed(part, known) for part in tree.parts]
    if tree.head == "call":
        if tree.word == "int":
            return parts[0] // 1
        return {"max": max, "min": min}[tree.word](parts)
    a, b = parts
    return {
        "+": lambda: a + b,
        "-": lambda: a - b,
        "*": lambda: a * b,
        "/": lambda: a / b,
        "=": lambda: float(a == b),
        ">": lambda: float(a > b),
    }[tree.head]()


def euler(xmile: str, rounds: int) -> list[dict[str, float]]:
    """Every stock and auxiliary of a document, round by round, as XMILE says to run it."""
    variables = document_of(xmile).variables
    state: dict[str, float] = {}
    flows = [name for name, each in variables.items() if each.kind == "flow"]
    waiting = [name for name in variables if name not in flows]
    while waiting:
        name = next(n for n in waiting if variables[n].equation.names() <= state.keys())
        state[name] = computed(variables[name].equation, state)
        waiting.remove(name)
    states = [dict(state)]
    for _ in range(rounds):
        known, left = dict(state), list(flows)
        while left:
            name = next(n for n in left if variables[n].equation.names() <= known.keys())
            known[name] = computed(variables[name].equation, known)
            left.remove(name)
        for name in state:
            each = variables[name]
            state[name] += sum(known[f] for f in each.inflows)
            state[name] -= sum(known[f] for f in each.outflows)
        states.append(dict(state))
    return states


@st.composite
def models(draw: st.DrawFn) -> str:
    names = ["a", "b", "c", "d"][: draw(st.integers(2, 4))]
    lines = []
    for name in names:
        limit = f", {draw(st.integers(0, 60))}" if draw(st.integers(0, 4)) == 0 else ""
        lines.append(f"{name}({draw(st.integers(0, 40))}{limit})")
    for _ in range(draw(st.integers(1, 6))):
        source, to = draw(st.permutations(names))[:2]
        kind = draw(st.sampled_from(["rate", "leak", "conversion", "cloud", "formula"]))
        share = draw(st.sampled_from(["0.1", "0.25", "0.5", "1.0"]))
        formula = " ".join(
            [
                draw(st.sampled_from(names)),
                draw(st.sampled_from("+-*")),
                draw(st.sampled_from("123")),
            ]
        )
        lines.append(
            {
                "rate": f"{source} > {to} @ {draw(st.integers(0, 9))}",
                "leak": f"{source} > {to} @ Leak({share})",
                "conversion": f"{source} > {to} @ {share}",
                "cloud": f"[In] > {to} @ {draw(st.integers(0, 9))}",
                "formula": f"{source} > {to} @ {formula}",
            }[kind]
        )
    return "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(models())
def test_what_is_written_runs_to_the_same_values(text: str) -> None:
    ours = values(parse(text))
    theirs = euler(exported(text), 12)

    for one, other in zip(ours, theirs, strict=True):
        assert {name: other[name] for name in one} == pytest.approx(one, rel=1e-9, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(models())
def test_out_and_back_is_the_same_text(text: str) -> None:
    back = model_text_from(exported(text))

    assert back.text == text
    assert back.notes == ()


@settings(max_examples=80, deadline=None)
@given(models())
def test_equations_alone_come_back_to_the_same_runs_or_are_refused(text: str) -> None:
    try:
        back = model_text_from(without_our_text(exported(text)))
    except InvalidError as error:
        if "has no counterpart" not in error.message:
            raise
        return
    for one, other in zip(values(parse(text)), values(parse(back.text)), strict=True):
        assert {name: other[name] for name in one} == pytest.approx(one, rel=1e-9, abs=1e-9)


def test_equations_alone_are_enough_for_the_hiring_pipeline() -> None:
    back = model_text_from(without_our_text(exported(HIRING)))

    assert values(parse(back.text)) == values(parse(HIRING))
    assert "Conversion(0.5)" in back.text
    assert "Leak(0.3)" in back.text


def test_a_file_that_was_changed_elsewhere_counts_as_it_is_now() -> None:
    changed = exported(HIRING).replace("<eqn>25</eqn>", "<eqn>30</eqn>")

    back = model_text_from(changed)

    assert "Rate(30)" in back.text
    assert "was changed" in back.notes[0]


def test_names_that_only_capitals_tell_apart_stay_apart() -> None:
    out = xmile_of(parse("a(9) > A @ 1\nA > Time @ 2"), source="")

    assert 'name="a"' in out.text
    assert 'name="A_2"' in out.text
    assert 'name="Time_2"' in out.text
    assert "A is called A_2" in out.notes[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a(5) > b @ 1\n[x] > c @ a + inf", "inf"),
        ("[x] > a @ 1\n[y] > b @ x / 2", "x, which is infinite"),
        ("a(5) > b @ (c + 1)", "no stock is called"),
        ("a(5) @ 3", "goes nowhere"),
    ],
)
def test_what_xmile_has_no_words_for_is_refused(text: str, why: str) -> None:
    with pytest.raises((InvalidError, SystemsError), match=re.escape(why)):
        exported(text)


def file_with(variables: str, specs: str = "") -> str:
    return f"<xmile>{specs}<model><variables>\n{variables}\n</variables></model></xmile>"


STOCK = '<stock name="s"><eqn>5</eqn><outflow>f</outflow></stock>'


def flow(equation: str) -> str:
    return f'{STOCK}\n<flow name="f"><eqn>{equation}</eqn></flow>'


@pytest.mark.parametrize(
    ("xmile", "why"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaa">]><xmile>&a;</xmile>', "Line 1: a DOCTYPE"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><xmile/>', "Line 1: a DOCTYPE"),
        ("<xmile>", "not XML"),
        ("", "not XML"),
        ("<html/>", "is not XMILE"),
        ("<xmile/>", "one <model>"),
        ("<xmile>" + "<a>" * 100, "inside each other"),
        ("<xmile>" + "<a/>" * 30_000, "elements"),
        ("x" * 1_000_001, "characters"),
        (file_with(flow("DELAY1(s, 3)")), "Line 3: f: DELAY1()"),
        (file_with(flow("SMTH1(s, 3)")), "SMTH1()"),
        (file_with(flow("s ^ 2")), "^ has no counterpart"),
        (file_with(flow("TIME * 2")), "time is not a stock"),
        (file_with(flow("s +")), "ends where a number"),
        (file_with(flow("s ; 2")), 'f: ";" cannot be read'),
        (file_with(flow("(" * 500 + "s" + ")" * 500)), "inside each other"),
        (file_with(flow("IF s &gt; 1 THEN 1 ELSE 2")), "IF()"),
        (file_with(STOCK), "names f as a flow"),
        (file_with('<aux name="g"><eqn>1</eqn><gf/></aux>'), "lookup tables"),
        (file_with('<module name="m"/>'), "modules"),
        (file_with('<stock name="s"><eqn>1</eqn><dimensions/></stock>'), "arrays"),
        (file_with('<stock name="s"/>'), "s has no equation"),
        (file_with("<stock><eqn>1</eqn></stock>"), "has no name"),
        (file_with(STOCK, "<sim_specs><dt>0.25</dt></sim_specs>"), "dt = 1"),
        (file_with(STOCK, '<sim_specs method="rk4"/>'), "Euler"),
        (
            file_with(
                '<aux name="a"><eqn>b</eqn></aux><aux name="b"><eqn>a</eqn></aux>' + flow("a")
            ),
            "itself",
        ),
    ],
)
def test_everything_else_is_refused_with_its_reason(xmile: str, why: str) -> None:
    with pytest.raises(InvalidError, match=re.escape(why)):
        model_text_from(xmile)


def test_auxiliaries_that_change_are_put_where_they_are_used() -> None:
    back = model_text_from(
        file_with(
            '<stock name="Fish"><eqn>100</eqn><inflow>births</inflow></stock>'
            '<aux name="Share"><eqn>0.1</eqn></aux>'
            '<aux name="young fish"><eqn>Fish / 4</eqn></aux>'
            '<flow name="births"><eqn>"young fish" * Share</eqn></flow>'
        )
    )

    assert back.text.splitlines()[-1] == "[births_source] > Fish @ Rate((Fish / 4) * Share)"
    assert values(parse(back.text))[1]["Fish"] == 102.5


def test_flows_stand_in_an_order_in_which_each_sees_the_round_begin() -> None:
    back = model_text_from(
        file_with(
            '<stock name="a"><eqn>10</eqn><outflow>f</outflow></stock>'
            '<stock name="b"><eqn>0</eqn><inflow>f</inflow></stock>'
            '<stock name="c"><eqn>0</eqn><inflow>g</inflow></stock>'
            '<flow name="g"><eqn>a</eqn></flow><flow name="f"><eqn>4</eqn></flow>'
        )
    )

    assert values(parse(back.text))[1] == {"a": 6, "b": 4, "c": 10}


def test_two_that_empty_what_both_look_at_are_named() -> None:
    back = model_text_from(
        file_with(
            '<stock name="a"><eqn>10</eqn><outflow>f</outflow><outflow>g</outflow></stock>'
            '<flow name="f"><eqn>a / 2</eqn></flow><flow name="g"><eqn>a / 5</eqn></flow>'
        )
    )

    assert any("f, g look at stocks" in note for note in back.notes)


@given(st.text(max_size=200))
def test_no_text_at_all_does_more_than_be_refused(text: str) -> None:
    try:
        model_text_from(text)
    except InvalidError:
        return
    pytest.fail("that was no XMILE")


@given(st.text(alphabet='ab1.+-*/^()<>= ,ifthenelse"{}', max_size=60))
def test_no_equation_breaks_the_reader(equation: str) -> None:
    try:
        tree_of(equation)
    except InvalidError:
        return


def test_all_that_is_in_the_way_is_told_together() -> None:
    bad = file_with(
        '<stock name="a"/>\n<module name="m"/>\n<aux name="b"><eqn>1 +</eqn></aux>',
        '<sim_specs method="rk4"/>',
    )
    with pytest.raises(RefusedError) as raised:
        model_text_from(bad)
    lines = [int(one.split(":")[0].removeprefix("Line ")) for one in raised.value.refusals]
    assert sorted(lines) == [1, 2, 3, 4]
    assert raised.value.message.split("\n") == list(raised.value.refusals)


def test_no_more_reasons_are_told_than_anybody_reads() -> None:
    with pytest.raises(RefusedError) as raised:
        model_text_from(file_with('<aux name="a"/>\n' * 500))
    assert len(raised.value.refusals) == MOST_REFUSALS


def test_what_a_text_has_no_place_for_is_said() -> None:
    back = model_text_from(
        file_with('<aux name="a"><eqn>1</eqn><doc>why</doc><units>x</units></aux>', "<view/>")
    )
    assert back.notes == (
        "Left out, since a text has no place for it: how it is drawn, descriptions, units.",
    )


def test_equations_are_looked_at_also_where_the_method_is_refused() -> None:
    bad = file_with(flow("DELAY1(s, 3)"), "<sim_specs><dt>0.25</dt></sim_specs>")
    with pytest.raises(RefusedError) as raised:
        model_text_from(bad)
    assert [one.split(":")[0] for one in raised.value.refusals] == ["Line 1", "Line 3"]

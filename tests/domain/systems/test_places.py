"""Everything in a model knows where it stands, whichever way its line was read."""

from __future__ import annotations

import re

import pytest
from tests.domain.systems.specs import Maker

from trifecta.domain.systems import parse, saying
from trifecta.domain.systems.parsing import read_model


def test_lines_of_the_usual_form_say_the_same_as_read_sign_by_sign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    maker = Maker(20261127)
    texts = [
        *(maker.spec() for _ in range(1_500)),
        "  [ab]  >  c_1( 5 ,  7 )   @  Leak( 0.5 )  ",
        "a( b*2 , c + 1 ) > d @ a + b * 3.5 ",
        "a>b@5",
        "a (5)",
    ]
    quickly = [repr(read_model(text)) for text in texts]
    monkeypatch.setattr(saying, "_PLAIN_LINE", re.compile("(?!)"))
    assert quickly == [repr(read_model(text)) for text in texts]


def test_a_formula_stands_where_it_was_written() -> None:
    model = parse("# first\n [w] >  Hires(2, 9)  @ Recruiters * 3\nRecruiters(4)")
    places = [model.stocks[1].place, model.stocks[1].maximum.place, model.flows[0].formula.place]
    assert [str(place) for place in places] == [
        "line 2, column 9",
        "line 2, column 18",
        "line 2, column 24",
    ]

"""The page and the schema of problem files agree with what is read."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

import pytest
from tests.docs.schemas import allows
from tests.docs.scripts import DOCS

from trifecta.domain.compromise import files
from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.importing import spreadsheet
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.writing import data_of
from trifecta.domain.errors import InvalidError

PAGE = (DOCS / "reference" / "compromise-problem.md").read_text(encoding="utf-8")
SCHEMA = json.loads((DOCS / "reference" / "compromise-problem.schema.json").read_text())
EXAMPLE = json.loads((DOCS / "examples" / "growth-team.json").read_text(encoding="utf-8"))
SMALL = json.loads(re.findall(r"```json\n(.+?)```", PAGE, flags=re.S)[0])
SHEET = re.findall(r"```text\n(option,.+?)```", PAGE, flags=re.S)[0]


def readable(data: object) -> bool:
    try:
        files.problem_from(data)
    except InvalidError:
        return False
    return True


@pytest.mark.parametrize("data", [EXAMPLE, SMALL], ids=["growth team", "the page's"])
def test_an_example_is_read_and_allowed(data: Any) -> None:
    assert readable(data)
    assert allows(data, SCHEMA, SCHEMA)
    assert allows(data_of(files.problem_from(data)), SCHEMA, SCHEMA)


def test_the_sheet_of_the_page_is_read() -> None:
    problem = spreadsheet.problem_from(Source(name="plan.csv", text=SHEET))
    assert allows(data_of(problem), SCHEMA, SCHEMA)


BROKEN: list[tuple[str, object]] = [
    ("format", "trifecta-compromise/2"),
    ("partys", {}),
    ("parties", {}),
    ("parties", {f"p{n}": "x" for n in range(5)}),
    ("parties/em", ""),
    ("stages", []),
    ("stages", "now"),
    ("stages/0/id", 5),
    ("stages/0/name", "x" * 201),
    ("stages/0/starts", "tomorrow"),
    ("stages/0/weeks", 0),
    ("stages/0/capacity", {"engineers": -1}),
    ("stages/0/length", 4),
    ("options", {}),
    ("options/kit", "a kit"),
    ("options/kit/effort", "16"),
    ("options/kit/effort", {"now": {"engineers": "16"}}),
    ("options/kit/after", {}),
    ("options/kit/cost", 5),
    ("choices", {"how": []}),
    ("choices", {"how": {"options": ["kit"], "of": 1}}),
    ("policies", []),
    ("policies", {"kit": {}}),
    ("policies", {"kit": {"never": 5}}),
    ("policies", {"kit": {"after": ["kit"]}}),
    ("policies", {"kit": {"never": "kit", "why": "so"}}),
    ("needs/proof/party", None),
    ("needs/proof/weight", -1),
    ("needs/proof/enough", 0),
    ("needs/proof/late", 2),
    ("needs/proof/hidden", "no"),
    ("needs/proof/scores", {"kit": "much"}),
    ("needs/proof/scores", {"kit": 1e7}),
    ("needs/proof/discount", {"now": 2}),
    ("default", ["kit"]),
]


@pytest.mark.parametrize(("path", "value"), BROKEN)
def test_what_is_broken_is_neither_read_nor_allowed(path: str, value: object) -> None:
    data = deepcopy(SMALL)
    *folders, last = path.split("/")
    at: Any = data
    for name in folders:
        at = at[int(name) if isinstance(at, list) else name]
    at[last] = value
    assert not readable(data)
    assert not allows(data, SCHEMA, SCHEMA)


def test_the_schema_has_the_bounds_and_the_fields_of_the_reader() -> None:
    top = SCHEMA["properties"]
    assert top["parties"]["maxProperties"] == FILES.parties
    assert top["stages"]["maxItems"] == FILES.stages
    assert top["options"]["maxProperties"] == FILES.options
    assert top["choices"]["maxProperties"] == FILES.choices
    assert top["policies"]["maxProperties"] == FILES.policies
    assert top["needs"]["maxProperties"] == FILES.needs * FILES.parties
    need = SCHEMA["$defs"]["need"]["properties"]
    assert need["scores"]["maxProperties"] == FILES.scores
    for kind in ("stage", "option", "policy", "need"):
        for field in SCHEMA["$defs"][kind]["properties"]:
            assert f"`{field}`" in PAGE

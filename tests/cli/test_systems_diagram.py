"""`trifecta systems diagram` draws a model as text, picture, Mermaid or dot."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from trifecta.charts.stock_flow import files
from trifecta.cli.main import main

PROJECTS = """Team(3)
[Ideas] > Projects(0, 9) @ Team / (Projects+1)
Projects > Done @ Leak(0.5)
"""
STATIC = Path(__file__).parents[2] / "src/trifecta/web/static/trifecta"


def diagram(*arguments: str, given: str = PROJECTS) -> Result:
    return CliRunner().invoke(main, ["systems", "diagram", *arguments, "-"], input=given)


def test_without_a_format_it_is_a_sketch_in_lines() -> None:
    assert diagram().stdout.splitlines() == [
        "Flows",
        "  [Ideas] ==Team / (Projects + 1) (B)==> Projects ==50% (B)==> Done",
        "",
        "Values",
        "  Team: 3",
        "  Projects: at most 9",
        "",
        "Looks at",
        "  [Ideas] > Projects looks at Team (+)",
        "  [Ideas] > Projects looks at Projects (−)",
        "",
        "Loops",
        "  B1 balancing: Projects → Projects",
    ]


def test_mermaid_has_boxes_valves_and_dotted_links() -> None:
    assert diagram("--format", "mermaid").stdout.splitlines() == [
        "flowchart LR",
        '  n0(["Team<br>3"])',
        '  n2["Projects<br>at most 9"]',
        '  n3["Done"]',
        '  c0a(("Ideas"))',
        '  c0a === v0{{"Team / (Projects + 1)"}} ==> n2',
        '  n2 === v1{{"50%"}} ==> n3',
        '  n0 -. "+" .-> v0',
        '  n2 -. "−" .-> v0',
        "  %% B1 balancing: Projects → Projects",
    ]


def test_dot_has_the_same() -> None:
    shown = diagram("--format", "dot").stdout

    assert 'n2 [shape=box, label="Projects\\nat most 9"];' in shown
    assert "v0 -> n2 [penwidth=3];" in shown
    assert 'n0 -> v0 [style=dashed, label="+"];' in shown


@pytest.mark.parametrize(
    "name", ['"]; x', "<script", "`md`", "\\N\\", "</style", "a]]b", "%%{init}%%"]
)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    model = f"[{name}] > a @ 1"

    mermaid = diagram("--format", "mermaid", given=model).stdout
    dot = diagram("--format", "dot", given=model).stdout
    picture = ET.fromstring(diagram("--format", "svg", given=model).stdout)  # noqa: S314 - ours

    quoted = re.findall(r'"([^"]*)"', mermaid)
    assert all(not set(text) & set("<>`\\[]{}\"'") for text in quoted)
    assert mermaid.count('"') % 2 == 0
    assert dot.count("\n") == diagram("--format", "dot", given="[x] > a @ 1").stdout.count("\n")
    assert {node.tag.split("}")[1] for node in picture.iter()} <= {
        *("svg", "title", "desc", "style", "path", "polygon", "text", "rect"),
    }


def test_a_terminal_gets_no_signs_that_steer_it() -> None:
    assert "\x1b" not in diagram(given="[\x1b[31m] > a @ 1").stdout


def test_a_picture_goes_to_a_file_with_the_colours_of_the_pages(tmp_path: Path) -> None:
    file = tmp_path / "model.svg"

    assert diagram("--format", "svg", "-o", str(file)).exit_code == 0

    text = file.read_text()
    assert ET.fromstring(text).get("width")  # noqa: S314 - our own
    tokens = (STATIC / "tokens.css").read_text()
    for colours in (files.LIGHT, files.DARK):
        for name, colour in colours.items():
            assert f"--{name}: {colour};" in tokens
            assert f"--{name}: {colour};" in text


def test_too_much_for_a_picture_says_what_still_works() -> None:
    given = "\n".join(f"a{at} > b{at} @ 1" for at in range(60))
    shown = diagram("--format", "svg", given=given)

    assert shown.exit_code == 2
    assert "at most 150 stocks and flows. The other formats have no such bound." in shown.stderr
    assert diagram("--format", "dot", given=given).exit_code == 0


def test_a_model_that_cannot_be_read_is_refused_with_its_place() -> None:
    shown = diagram(given="a > b @ 1 +")

    assert shown.exit_code == 2
    assert "Line 1, column 11" in shown.stderr

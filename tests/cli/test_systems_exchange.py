"""`trifecta systems export` and `import` go to XMILE and back, and say what differs."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from trifecta.cli.main import main

HIRING = "# ours\n[Candidates] > Screens @ 25\nScreens > Offers(0, 9) @ 0.3\n"


def systems(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(main, ["systems", *arguments], input=given)


def test_out_and_back_is_the_same_text(tmp_path: Path) -> None:
    file = tmp_path / "hiring.xmile"

    out = systems("export", "--to", "xmile", "-o", str(file), "-", given=HIRING)
    back = systems("import", str(file))

    assert out.exit_code == 0
    assert "takes what would fill its room" in out.stderr
    assert back.stdout == HIRING
    assert back.stderr == ""


def test_what_cannot_be_written_is_refused_with_its_line() -> None:
    shown = systems("export", "--to", "xmile", "-", given="a(5) > b @ 1\n[x] > c @ a + inf")

    assert shown.exit_code == 2
    assert shown.stderr == (
        "standard input: Line 2, column 11: a + inf looks at inf. XMILE has no number for it.\n"
    )


def test_what_cannot_be_read_is_refused_with_its_line() -> None:
    shown = systems("import", "-", given='<xmile><model>\n<variables><stock name="a"/>')

    assert shown.exit_code == 2
    assert shown.stderr.startswith("standard input: Line 2: this is not XML")


def test_an_import_says_what_is_not_quite_the_same() -> None:
    given = """<xmile><model><variables>
<stock name="Fish in the sea"><eqn>100</eqn><inflow>births</inflow></stock>
<flow name="births"><eqn>Fish_in_the_sea * 0.1</eqn></flow>
</variables></model></xmile>"""
    shown = systems("import", "-", given=given)

    assert shown.stdout.splitlines() == [
        "Fish_in_the_sea(100)",
        "[births_source] > Fish_in_the_sea @ Rate(Fish_in_the_sea * 0.1)",
    ]
    assert "stops at zero here" in shown.stderr

"""`trifecta systems diagram`: stocks, flows, links and loops, as text or as a picture."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

if TYPE_CHECKING:
    from trifecta.domain.systems.structure import Structure

Form = Literal["text", "svg", "mermaid", "dot"]
FORMS: Final[tuple[Form, ...]] = ("text", "svg", "mermaid", "dot")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="What to write: lines for a terminal, a picture, or text for Mermaid or Graphviz.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to this file, not to the terminal.")
@click.argument("file", metavar="FILE")
def diagram(file: str, *, form: Form, output: str | None) -> None:
    """Draw a model: what piles up where, what flows, and what looks at what.

    Feedback loops are found and labelled R (reinforcing) or B (balancing), and links have their
    sign, where the formulas tell it. docs/reference/systems-diagrams.md says how to read it.
    """
    from trifecta.cli.model_files import model_in
    from trifecta.cli.problem_files import write
    from trifecta.domain.systems.structure import structure_of

    structure = structure_of(model_in(file))
    title = "Model" if file == "-" else Path(file).stem
    write(_drawn(structure, form, title, file), output)


def _drawn(structure: Structure, form: Form, title: str, file: str) -> str:
    if form == "text":
        from trifecta.domain.systems.sketching import sketch_of

        return sketch_of(structure, width=shutil.get_terminal_size().columns)
    if form == "svg":
        return _svg(structure, title, file)
    from trifecta.domain.systems.notation import dot_of, mermaid_of

    return mermaid_of(structure) if form == "mermaid" else dot_of(structure)


def _svg(structure: Structure, title: str, file: str) -> str:
    from trifecta.charts.stock_flow.files import svg_file
    from trifecta.cli.problem_files import BadInputError

    try:
        return svg_file(structure, title=title)
    except ValueError as error:
        name = "standard input" if file == "-" else file
        sentence = f"No picture can be made: {error}. The other formats have no such bound."
        raise BadInputError(f"{name}: {sentence}") from error

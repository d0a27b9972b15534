"""What is imported is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.sources import sources

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
USED_BY_NAME_ALONE = {"psycopg", "whitenoise", "django-csp", "django-htmx"}
OUR_OWN = {"trifecta", "tests", "benchmarks"}


def name_of(requirement: str) -> str:
    """`Django>=5.2,<5.3` as `django`."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return match[0].lower().replace("_", "-") if match else ""


def imported(trees: Iterable[ast.Module]) -> set[str]:
    """Distributions that are imported, by their names."""
    modules: set[str] = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    distributions = packages_distributions()
    foreign = modules - set(sys.stdlib_module_names) - OUR_OWN
    return {name_of(each) for module in foreign for each in distributions.get(module, [module])}


def declared() -> set[str]:
    """With what extras add."""
    return {name_of(requirement) for requirement in PROJECT["dependencies"]} | optional()


def optional() -> set[str]:
    return {name for extra in PROJECT["optional-dependencies"] for name in added_by(extra)}


def added_by(extra: str) -> set[str]:
    return {name_of(requirement) for requirement in PROJECT["optional-dependencies"][extra]}


def for_development() -> set[str]:
    lines = (ROOT / "requirements" / "dev.in").read_text().splitlines()
    return {name_of(line) for line in lines if line and not line.startswith(("#", "-"))}


def of_peers() -> set[str]:
    """What benchmarks compare with, in environments of their own and never in ours."""
    files = (ROOT / "benchmarks").rglob("requirements.txt")
    lines = [line for file in files for line in file.read_text().splitlines()]
    return {name_of(line) for line in lines if line and not line.startswith("#")}


def test_what_the_product_imports_is_declared() -> None:
    assert imported(source.tree for source in sources()) - declared() == set()


def test_what_is_declared_is_imported() -> None:
    unused = declared() - imported(source.tree for source in sources())
    assert unused - USED_BY_NAME_ALONE == set()


def test_what_the_tests_import_is_declared() -> None:
    folders = (ROOT / "tests", ROOT / "benchmarks", ROOT / "docs")
    trees = (ast.parse(path.read_text()) for folder in folders for path in folder.rglob("*.py"))
    assert imported(trees) - declared() - for_development() - of_peers() == set()


def test_no_peer_is_in_our_own_environment() -> None:
    assert of_peers() & (declared() | for_development()) == set()


def test_everything_declared_is_pinned() -> None:
    everybody = declared() - optional()
    for file, names in (
        ("run", everybody),
        *((extra, everybody | added_by(extra)) for extra in PROJECT["optional-dependencies"]),
        ("dev", declared() | for_development()),
    ):
        lines = (ROOT / "requirements" / f"{file}.txt").read_text().splitlines()
        pinned = {name_of(line) for line in lines if "==" in line and not line.startswith(" ")}
        assert names - pinned == set(), f"{file}.txt: run `make lock`"


def test_what_an_extra_adds_is_not_in_what_everybody_installs() -> None:
    run = (ROOT / "requirements" / "run.txt").read_text()
    assert [name for name in optional() if re.search(rf"^{re.escape(name)}==", run, re.M)] == []


def test_what_an_extra_adds_is_imported_where_it_is_used_and_nowhere_before() -> None:
    """Without the extra everything else works: no module imports it while it is loaded."""
    early = {source.path for source in sources() if _loaded_at_once(source.tree) & optional()}
    assert early == set()


def _loaded_at_once(tree: ast.Module) -> set[str]:
    """Modules of others that are imported at the top, by their first names."""
    found: set[str] = set()
    for one in tree.body:
        if isinstance(one, ast.Import):
            found |= {alias.name.split(".")[0] for alias in one.names}
        elif isinstance(one, ast.ImportFrom) and one.module:
            found.add(one.module.split(".")[0])
    return found

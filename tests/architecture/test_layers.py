"""What the import contracts cannot see: who asks the database, and what the core may not do."""

from __future__ import annotations

import ast

from tests.architecture.sources import Source, sources

DATA_MODULES = {"models", "services", "selectors"}
SERVICES_BY_THEIR_SUBJECT = {
    "apps/people/closing.py",
    "apps/people/invitations.py",
    "apps/people/partnerships.py",
    "apps/people/putting_away.py",
    "apps/people/sign_ins.py",
    "apps/records/audit.py",
    "apps/records/keys.py",
    "apps/records/once.py",
    "apps/tensions/rooms.py",
}
CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now")
DOORS = {"open", "print", "input"}


def asks_the_database(source: Source) -> bool:
    return any(node.attr in {"objects", "_default_manager"} for node in source.attributes())


def is_for_data(source: Source) -> bool:
    parts = source.path.removesuffix(".py").split("/")
    return parts[0] == "apps" and not DATA_MODULES.isdisjoint(parts)


def test_only_models_services_and_selectors_ask_the_database() -> None:
    asking = {source.path for source in sources() if asks_the_database(source)}
    for_data = {source.path for source in sources() if is_for_data(source)}
    assert asking - for_data - SERVICES_BY_THEIR_SUBJECT == set()


def test_the_services_named_here_are_still_there() -> None:
    asking = {source.path for source in sources("apps/") if asks_the_database(source)}
    assert SERVICES_BY_THEIR_SUBJECT - asking == set()


def test_the_core_takes_time_as_an_argument() -> None:
    found = [
        (source.path, name)
        for source in sources("domain/", "charts/")
        for name, _ in source.calls()
        if name.endswith(CLOCKS)
    ]
    assert found == []


def test_the_core_takes_chance_as_an_argument() -> None:
    found = [
        (source.path, name)
        for source in sources("domain/", "charts/")
        for name, call in source.calls()
        if "np.random." in name and not (name.endswith("default_rng") and call.args)
    ]
    assert found == []


def test_the_core_opens_and_prints_nothing() -> None:
    found = [
        (source.path, name)
        for source in sources("domain/", "charts/")
        for name, _ in source.calls()
        if name in DOORS
    ]
    assert found == []


def test_whoever_acts_is_named_by_keyword() -> None:
    """An actor by position is easily mistaken for somebody else."""
    found = [
        f"{source.path}:{function.name}"
        for source in sources("apps/")
        for function in source.functions()
        if not function.name.startswith("_")
        if "actor" in {argument.arg for argument in function.args.args + function.args.posonlyargs}
    ]
    assert found == []


def test_values_of_the_core_do_not_change() -> None:
    changeable = [
        f"{source.path}:{node.name}"
        for source in sources("domain/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        for said in map(ast.unparse, node.decorator_list)
        if "dataclass" in said and not ("frozen=True" in said and "slots=True" in said)
    ]
    assert changeable == []

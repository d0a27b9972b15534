"""One round of what is due, collected from every capability that has something."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.management import call_command

logger = logging.getLogger(__name__)


class TickFailedError(Exception):
    """Some of the due work failed; the rest was done."""

    def __init__(self, capabilities: list[str]) -> None:
        super().__init__(", ".join(capabilities))
        self.capabilities = capabilities


def tick() -> Counter[str]:
    """Do what is due, and count what was done; one that fails does not stop the rest."""
    done: Counter[str] = Counter()
    failed: list[str] = []
    for capability, work in _pieces():
        try:
            done.update(work())
        except Exception:
            logger.exception("the due work of %s failed", capability)
            failed.append(capability)
    if failed:
        raise TickFailedError(failed)
    return done


def _pieces() -> list[tuple[str, Callable[[], dict[str, int]]]]:
    """`ticking.tick` of each of our applications that has one, and what the frameworks leave."""
    names = [(config.label, f"{config.name}.ticking") for config in apps.get_app_configs()]
    ours = [
        (label, import_module(name).tick)
        for label, name in names
        if name.startswith("trifecta.") and find_spec(name)
    ]
    return [*ours, ("housekeeping", sweep)]


def sweep() -> dict[str, int]:
    """Remove sessions that have ended and the records of finished background tasks."""
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)
    return {}

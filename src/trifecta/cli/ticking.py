"""One round of what is due, collected from every capability that has something."""

from __future__ import annotations

import logging
from collections import Counter
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

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
    for module in _modules():
        try:
            done.update(import_module(module).tick())
        except Exception:
            logger.exception("%s failed", module)
            failed.append(module.split(".")[-2])
    if failed:
        raise TickFailedError(failed)
    return done


def _modules() -> list[str]:
    """`ticking` of each of our applications that has one."""
    names = [f"{config.name}.ticking" for config in apps.get_app_configs()]
    return [name for name in names if name.startswith("trifecta.") and find_spec(name)]

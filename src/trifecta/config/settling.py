"""What a server process does once, when it has loaded everything."""

from __future__ import annotations

import gc
from typing import Final

NEW_OBJECTS: Final = 10_000


def settle() -> None:
    """Let the garbage collector leave alone what was loaded, and look at the rest less often.

    Modules, templates and models stay until the process ends; looking at all of them again and
    again is time taken from people who wait for a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 50)

"""Django's SQLite backend on a current SQLite, with writers that wait their turn."""

from typing import Final

PATIENCE_SECONDS: Final = 20

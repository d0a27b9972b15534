"""How fast the busiest pages are, beside an empty Django page on the same machine, in one run."""

EMPTY_TEXT = "Nothing to see here."

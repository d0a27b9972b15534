"""How fast the busiest pages are, beside empty Django pages on the same machine, in one run."""

EMPTY_TEXT = "Nothing to see here."
EMPTY_PATH = "/"
SIGNED_IN_PATH = "/signed-in/"

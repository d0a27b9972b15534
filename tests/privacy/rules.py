"""Every rule there is of who may read a sealed column, whichever part of the product it is in."""

from __future__ import annotations

from tests.privacy import readers, readers_of_ratings

RULES = readers.RULES | readers_of_ratings.RULES
CARRIED = readers.CARRIED | readers_of_ratings.CARRIED

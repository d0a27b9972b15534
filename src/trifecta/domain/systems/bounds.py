"""How large a model and a run may be, so that nobody's text can take a machine."""

from __future__ import annotations

from typing import Final

LARGEST_TEXT: Final = 100_000
"""Characters of a model's text."""
MOST_LINES: Final = 2_000
MOST_TOKENS: Final = 500
"""Values and operations of one formula, those in brackets counted."""
DEEPEST: Final = 100
"""Brackets in brackets."""
MOST_ROUNDS: Final = 100_000
MOST_VALUES: Final = 5_000_000
"""Rounds times stocks of one run, which is kept whole."""
MOST_DIGITS: Final = 4_300
"""Digits of a whole number; Python writes no longer one, and neither does any table."""
MOST_DRAWS: Final = 10_000_000
"""Draws of one ensemble."""
MOST_KEPT: Final = 50_000_000
"""Numbers of a batch, which is kept whole: draws times rounds kept times stocks."""
MOST_REPLAYED: Final = 20_000
"""Draws of an ensemble that may be run one by one."""
MOST_SERIES: Final = 20_000
"""Stocks times rounds of an ensemble of which percentiles are kept."""

"""Who may set a cycle up, take it on, and exchange it."""

from __future__ import annotations

from tests.web.permission_matrix import Row

ROWS: list[Row] = []

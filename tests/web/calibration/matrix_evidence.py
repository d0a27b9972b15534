"""Who may read and add evidence, respond and appeal."""

from __future__ import annotations

from tests.web.permission_matrix import Row

ROWS: list[Row] = []

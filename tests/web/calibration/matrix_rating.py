"""Who may propose, talk and decide."""

from __future__ import annotations

from tests.web.permission_matrix import Row

ROWS: list[Row] = []

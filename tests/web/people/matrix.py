"""Who may open the pages of people."""

from __future__ import annotations

from tests.web.permission_matrix import Row, everybody

ROWS = [
    Row(url_name="healthz", answers=everybody(signed_in=False)),
]

"""Who may open the page of the framework: everybody."""

from __future__ import annotations

from tests.web.permission_matrix import Row, everybody

ROWS = [Row(url_name="framework:framework", answers=everybody(signed_in=False))]

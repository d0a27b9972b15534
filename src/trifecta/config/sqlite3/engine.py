"""Django's SQLite backend on pysqlite3; all other code keeps the standard library's module."""

from __future__ import annotations

import sys

import pysqlite3
import pysqlite3.dbapi2
from django.core.exceptions import ImproperlyConfigured

__all__ = ["base", "pysqlite3"]

_replaced = {"sqlite3": pysqlite3, "sqlite3.dbapi2": pysqlite3.dbapi2}
_standard = {name: sys.modules.get(name) for name in _replaced}
sys.modules.update(_replaced)
try:
    from django.db.backends.sqlite3 import base
finally:
    for _name, _module in _standard.items():
        if _module is None:
            del sys.modules[_name]
        else:
            sys.modules[_name] = _module

if vars(base)["Database"] is not pysqlite3.dbapi2:
    raise ImproperlyConfigured(
        "Django's own SQLite backend was loaded before Trifecta's. "
        "Import trifecta.config.sqlite3 first, and use it for every SQLite database."
    )

"""Settings of the test suite: keys and a data folder of its own, else as in production."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("TRIFECTA_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("TRIFECTA_MASTER_KEY", "dGVzdHMgdGVzdHMgdGVzdHMgdGVzdHMgdGVzdHMgISE=")
# Each process of a run that is shared out has a folder of its own.
os.environ["TRIFECTA_DATA_DIR"] = tempfile.mkdtemp(prefix="trifecta-tests-")
atexit.register(shutil.rmtree, os.environ["TRIFECTA_DATA_DIR"], ignore_errors=True)

os.makedirs(os.path.join(os.environ["TRIFECTA_DATA_DIR"], "static"), exist_ok=True)

from trifecta.config.settings import *  # noqa: E402, F403
from trifecta.config.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "trifecta.config.sqlite3":
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(os.environ["TRIFECTA_DATA_DIR"], "test.sqlite3")
    }
    # Rows that nobody put into an order come the other way round than anybody would expect.
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "init_command": "PRAGMA reverse_unordered_selects = ON",
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
application = get_wsgi_application()

# Imported once the applications are loaded.
from django.db import connection  # noqa: E402

from trifecta.apps.demo.guard import refuse_to_mix  # noqa: E402
from trifecta.config.settling import settle  # noqa: E402

refuse_to_mix()
connection.close()
settle()

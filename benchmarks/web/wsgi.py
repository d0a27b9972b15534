"""The product as granian serves it, on the made-up history, in the mode of real work."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
application = get_wsgi_application()

from trifecta.config.settling import settle  # noqa: E402

settle()

"""A sheet as a file to take along."""

from __future__ import annotations

from django.http import HttpResponse

from trifecta.domain.situations.preparing import Preparation
from trifecta.web.views.situations_words import as_markdown


def as_file(preparation: Preparation) -> HttpResponse:
    """A download that browsers keep as a file."""
    response = HttpResponse(as_markdown(preparation), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="conversation.md"'
    return response

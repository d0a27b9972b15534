"""Who reads a text: the rules, or the language model of the settings if its writer lets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors.partnerships import partnerships_of
from trifecta.apps.situations.embeddings.reading import read_by_meaning
from trifecta.apps.situations.language_model.reading import read_by_model
from trifecta.domain.situations.model.checking import Reading
from trifecta.domain.situations.model.endpoint import Endpoint
from trifecta.domain.situations.sheets.preparing import Preparation, Written
from trifecta.web.forms.situations import HERE, MODEL


def model_in_use() -> Endpoint | None:
    """The language model that may read, where the settings name one."""
    return settings.TRIFECTA_READER


def encoder_in_use() -> Path | None:
    """The folder of the encoder of sentences that reads beside the rules, where one is set."""
    return settings.TRIFECTA_ENCODER


def chosen_before(now: Preparation | None) -> str:
    """What the choice shows at first: whoever had it read here only has to say so once."""
    return HERE if now is not None and now.written.reading is None else MODEL


def with_reading(
    request: HttpRequest, written: Written, *, reader: str, before: Preparation | None
) -> Written:
    """`written` with what the model finds in it, if it is to read; asked once for the same text.

    An encoder reads on this server, so that nobody has to be asked.
    """
    model, encoder = model_in_use(), encoder_in_use()
    if model is None and encoder is not None:
        return replace(written, reading=read_by_meaning(written.text, encoder))
    if model is None or reader != MODEL:
        return written
    known = _known_reading(written, before, model)
    if known is not None:
        return replace(written, reading=known)
    return replace(written, reading=read_by_model(written.text, model, known=_people(request)))


def _known_reading(written: Written, before: Preparation | None, model: Endpoint) -> Reading | None:
    if before is None or before.written.text != written.text:
        return None
    found = before.written.reading
    if found is None or found.findings is None:
        return None
    source = found.source
    same = (source.reader, source.host, source.model) == (model.kind, model.host, model.model)
    return found if same else None


def _people(request: HttpRequest) -> list[str]:
    """The names of whoever asks and of those they lead with, which are taken out whatever else."""
    if not isinstance(request.user, User):
        return []
    partnerships = partnerships_of(actor=request.user)
    return [
        request.user.name,
        *(member.full_name for one in partnerships for member in one.members),
    ]

"""Reading a text with the encoder beside the rules, or with the rules where that does not work."""

from __future__ import annotations

import logging
from pathlib import Path

from trifecta.apps.situations.embeddings.files import FilesError, meaning_in
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.language import in_english
from trifecta.domain.situations.model.checking import Reading
from trifecta.domain.situations.model.endpoint import BY_MEANING, without_meaning

log = logging.getLogger(__name__)


def read_by_meaning(text: str, folder: Path) -> Reading:
    """What a text means as a whole; nothing, and why, where the encoder cannot tell.

    It runs in this process: the text goes nowhere, and nothing of it is logged.
    """
    meanings = lexicon_of().meanings
    if meanings is None or not in_english(text):
        return Reading()
    try:
        place = meaning_in(folder).place(text)
        return Reading(source=BY_MEANING, meant=meanings.meant(place.tolist()))
    except FilesError as error:
        log.error("The encoder of sentences is not used: %s", error)
        return Reading(source=without_meaning("files"))
    except Exception as error:
        log.error("The encoder of sentences failed: %s", type(error).__name__)
        return Reading(source=without_meaning("failed"))

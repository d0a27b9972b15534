"""Whether the encoder of sentences is the one that its weights were found with."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings

from trifecta.apps.situations.embeddings.files import FilesError, meaning_in
from trifecta.cli.doctor.finding import Finding, good, wrong
from trifecta.domain.situations.model.endpoint import ENCODER, INSTALL_EMBEDDINGS

CHECK: Final = "encoder"


def check_encoder() -> list[Finding]:
    """Nothing where none is set; else it is read, and a made-up sentence is placed with it."""
    folder: Path | None = settings.TRIFECTA_ENCODER
    if folder is None:
        return []
    try:
        meaning_in(folder).place("We argue about the plan every week.")
    except FilesError as error:
        return [wrong(CHECK, str(error), do=f"Put the files of {ENCODER} into {folder}.")]
    except Exception as error:
        return [
            wrong(
                CHECK,
                f"The encoder of sentences does not start ({type(error).__name__}).",
                do=f"Run {INSTALL_EMBEDDINGS}.",
            )
        ]
    return [good(CHECK, f"{ENCODER} reads situations beside the rules, on this server.")]

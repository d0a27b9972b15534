"""Mail: that the server takes our name and password. Nothing is sent."""

from __future__ import annotations

import os
from pathlib import Path
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from trifecta.cli.doctor.finding import Finding, good, look, wrong

CHECK: Final = "mail"
SECONDS: Final = 5


def check_mail() -> Finding:
    """Sign in to the mail server and say goodbye."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return _folder(Path(str(settings.EMAIL_FILE_PATH)))
    backend = get_connection(fail_silently=False)
    if isinstance(backend, EmailBackend):
        return _smtp(backend)
    return look(
        CHECK,
        "Mail is printed in the log and reaches nobody.",
        do="Set TRIFECTA_MAIL_URL=smtp://user:password@host:587?tls=starttls.",
    )


def _smtp(backend: EmailBackend) -> Finding:
    where = f"{settings.EMAIL_HOST} port {settings.EMAIL_PORT}"
    backend.timeout = SECONDS
    try:
        backend.open()
        backend.close()
    except (OSError, SMTPException) as error:
        return wrong(
            CHECK,
            f"{where} does not let us in ({type(error).__name__}).",
            do="Check host, port, tls, user and password in TRIFECTA_MAIL_URL.",
        )
    if "localhost" in settings.DEFAULT_FROM_EMAIL:
        return look(
            CHECK,
            f"{where} lets us in, and mail comes from {settings.DEFAULT_FROM_EMAIL}.",
            do="Set TRIFECTA_MAIL_FROM to an address of yours, or mail may be taken for spam.",
        )
    return good(CHECK, f"{where} lets us in.")


def _folder(folder: Path) -> Finding:
    existing = folder if folder.exists() else folder.parent
    if existing.is_dir() and os.access(existing, os.W_OK):
        return look(
            CHECK,
            f"Mail is kept in {folder} and reaches nobody.",
            do="Use an smtp:// address in TRIFECTA_MAIL_URL when people should get it.",
        )
    return wrong(
        CHECK, f"Mail cannot be kept in {folder}.", do="Make the folder, writable for this user."
    )

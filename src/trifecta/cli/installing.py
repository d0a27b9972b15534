"""What `trifecta init` does, step by step; each step leaves alone what is already right."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path
from typing import Final

import click

from trifecta.config.environment import MASTER_KEY_FILE, SECRET_KEY_FILE

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600
KEY_FILES: Final = {
    "TRIFECTA_SECRET_KEY": SECRET_KEY_FILE,
    "TRIFECTA_MASTER_KEY": MASTER_KEY_FILE,
}


def make_folder(folder: Path) -> str:
    """The data folder, for its owner alone."""
    existed = folder.is_dir()
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o777 != PRIVATE_FOLDER:
            folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise click.ClickException(
            f"The data folder {folder} cannot be made ({error.strerror}). "
            "Make it yours, or name another one with TRIFECTA_DATA_DIR."
        ) from error
    return f"{'Kept' if existed else 'Made'} the data folder {folder}."


def new_keys(folder: Path) -> dict[str, str]:
    """Fresh values for the keys that neither the environment nor the folder has."""
    made = {
        "TRIFECTA_SECRET_KEY": secrets.token_urlsafe(50),
        "TRIFECTA_MASTER_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }
    return {
        name: value
        for name, value in made.items()
        if not os.environ.get(name)
        and not os.environ.get(f"{name}_FILE")
        and not (folder / KEY_FILES[name]).exists()
    }


def refuse_to_orphan(keys: dict[str, str]) -> None:
    """A new master key beside old data would make everything sealed unreadable for ever."""
    if "TRIFECTA_MASTER_KEY" not in keys:
        return
    from trifecta.apps.records.selectors import unreadable_keys

    if unreadable_keys():
        raise click.ClickException(
            "The database holds sealed text, and its master key is not here. Put the key back "
            f"({MASTER_KEY_FILE} in the data folder, or TRIFECTA_MASTER_KEY) and try again. "
            "Nothing was changed."
        )


def keep_keys(folder: Path, keys: dict[str, str]) -> list[str]:
    """Write each new key to a file that only its owner reads."""
    for name, value in keys.items():
        path = folder / KEY_FILES[name]
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "w") as file:
            file.write(value + "\n")
    return [f"Made {folder / KEY_FILES[name]}." for name in keys]


def migrate() -> str:
    """Bring the database up to date."""
    from django.core.management import call_command

    from trifecta.cli.migrations import pending_migrations

    pending = len(pending_migrations())
    call_command("migrate", verbosity=0, interactive=False)
    if not pending:
        return "The database is up to date."
    return f"Brought the database up to date ({pending} migrations)."


def gather_static() -> None:
    """Copy styles, scripts and pictures to where the server hands them out, compressed."""
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.STATIC_ROOT).mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)

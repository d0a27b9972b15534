"""All checks in the order in which one would put things right."""

from __future__ import annotations

import os
from pathlib import Path

from trifecta.cli.doctor.finding import Finding, good, wrong
from trifecta.config.environment import SettingsError, data_folder, read


def examine(*, ask_model: bool = False) -> list[Finding]:
    """Look at everything; wrong settings end it early, because nothing else can be asked then.

    The language model is asked something only where `ask_model` says so.
    """
    try:
        folder = read(os.environ).data_dir
    except SettingsError as error:
        return _without_settings(error)
    from trifecta.cli.starting import start_django

    start_django()
    return [
        good("settings", "All settings can be used."),
        *_with_settings(folder, ask_model=ask_model),
    ]


def _without_settings(error: SettingsError) -> list[Finding]:
    findings = [wrong("settings", problem, do="") for problem in error.problems]
    try:
        folder = data_folder(os.environ)
    except SettingsError:
        return findings
    if not folder.is_dir():
        findings.append(wrong("data folder", f"{folder} is missing.", do="Run `trifecta init`."))
    return findings


def _with_settings(folder: Path, *, ask_model: bool) -> list[Finding]:
    from trifecta.cli.doctor.address import check_address
    from trifecta.cli.doctor.clock import check_clock
    from trifecta.cli.doctor.database import check_database
    from trifecta.cli.doctor.encoder import check_encoder
    from trifecta.cli.doctor.folder import check_folder
    from trifecta.cli.doctor.keys import check_keys
    from trifecta.cli.doctor.language_model import check_language_model
    from trifecta.cli.doctor.mail import check_mail

    if not folder.is_dir():
        return [wrong("data folder", f"{folder} is missing.", do="Run `trifecta init`.")]
    return [
        *check_folder(folder),
        *check_database(),
        *check_keys(),
        check_mail(),
        check_clock(),
        *check_address(),
        check_language_model(ask=ask_model),
        *check_encoder(),
    ]

"""Makes the pictures of the README: walks the tutorial and takes one at each mark in it.

make screenshots
"""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright
from tests.e2e.walking import Instruction, Reader, instructions
from tests.installation import Installation

DOCS: Final = Path(__file__).parent
TUTORIAL: Final = DOCS / "tutorial" / "from-stuck-to-signed.md"
PICTURES: Final = DOCS / "pictures"
WIDTH, HEIGHT = 1280, 800


class Photographer(Reader):
    """Somebody who follows the tutorial with a camera."""

    def picture(self, told: Instruction) -> None:
        super().picture(told)
        self.page.screenshot(path=PICTURES / f"{told.name}.png")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    today = date.today()  # noqa: DTZ011 - the reader's own day
    told = instructions(TUTORIAL.read_text(encoding="utf-8"), today=today)
    with (
        tempfile.TemporaryDirectory() as folder,
        Installation(Path(folder) / "data").demonstration(log=Path(folder) / "log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"]
        )
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light"
        )
        reader = Photographer(context.new_page(), address)
        for instruction in told:
            reader.follow(instruction)
        browser.close()


if __name__ == "__main__":
    main()

"""Text from the bytes of a file, as spreadsheets and systems save it."""

from __future__ import annotations

import codecs
from typing import Final

from trifecta.domain.errors import InvalidError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def text_in(data: bytes) -> str:
    """UTF-8 or UTF-16 with its mark, UTF-8, or else Windows-1252, which Excel saves CSV in.

    Raises InvalidError for workbooks and other files that are no text, with what to do.
    """
    if data.startswith(_WORKBOOKS):
        raise InvalidError(
            "This is a workbook or an archive. Open it in a spreadsheet, save it as CSV (UTF-8), "
            "and choose that file."
        )
    known = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for name in (known,) if known else ("utf-8", "cp1252"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\r\n\f\v" for sign in text):
            return text
    raise InvalidError("This is no text file. Save the table as CSV (UTF-8), and choose that file.")

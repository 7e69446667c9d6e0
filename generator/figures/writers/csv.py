"""The data of a figure as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from generator.figures.figure import plain_value
from generator.language import _

if TYPE_CHECKING:
    from generator.figures.figure import Table, Value

_UNSEEN: Final = re.compile(r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*")
_ACTIVE: Final = frozenset("=+-@")
"""What a spreadsheet takes for the beginning of a formula, in any width (OWASP ASVS 5.0, 1.2.10)."""
_CONTROL: Final = ("\t", "\r", "\0")


def csv_of(table: Table, licence: str = "") -> bytes:
    """Return a table as CSV with a row of heads, and the licence, where there is one, in a last column.

    Numbers stand as they are. So does text, also where it looks like a number; text that could be a formula is quoted by an
    apostrophe. The mark at the beginning (U+FEFF) tells a spreadsheet that this is UTF-8. A licence in a column goes wherever rows
    are copied to. No program stumbles over it, as over a line above the heads, and it is not lost, as a file beside this one.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    named = (_("Licence"), licence) if licence else ()
    writer.writerow([_written(cell) for cell in (*table.columns, *named[:1])])
    writer.writerows([_written(cell) for cell in (*row, *named[1:])] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Value) -> str:
    if not isinstance(cell, str):
        return plain_value(cell)
    begins = normalize("NFKC", _UNSEEN.sub("", cell, count=1)[:1])
    return f"'{cell!s}" if begins in _ACTIVE or cell.startswith(_CONTROL) else cell

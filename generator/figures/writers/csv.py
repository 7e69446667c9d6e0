"""Writes the data of a figure as CSV (RFC 4180) that is safe to open in a spreadsheet."""

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

_INVISIBLE: Final = re.compile(r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*")
_FORMULA_STARTS: Final = frozenset("=+-@")
"""Characters that start a formula in spreadsheets, also as fullwidth forms (OWASP ASVS 5.0, 1.2.10)."""
_CONTROL: Final = ("\t", "\r", "\0")


def csv_of(table: Table, licence: str = "") -> bytes:
    """Return a table as CSV with a header row, and the licence, if any, as last column.

    Numbers and text are written unchanged; text that could be a formula gets a leading apostrophe. The BOM (U+FEFF) tells
    spreadsheets that this is UTF-8. A licence column is copied with the rows: a comment above the header would break parsers, and a
    separate file would get lost.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    licence_column = (_("Licence"), licence) if licence else ()
    writer.writerow([_escaped(cell) for cell in (*table.columns, *licence_column[:1])])
    writer.writerows([_escaped(cell) for cell in (*row, *licence_column[1:])] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _escaped(cell: Value) -> str:
    if not isinstance(cell, str):
        return plain_value(cell)
    first = normalize("NFKC", _INVISIBLE.sub("", cell, count=1)[:1])
    return f"'{cell!s}" if first in _FORMULA_STARTS or cell.startswith(_CONTROL) else cell

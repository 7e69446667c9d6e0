"""The data of a figure as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.figures.figure import Table, Value

_NUMBER: Final = re.compile(r"[−+-]?\d[\d,]*(\.\d+)?")
_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
"""What a spreadsheet takes for the beginning of a formula (OWASP ASVS 5.0, 1.2.10)."""


def csv_of(table: Table) -> str:
    """Return a table as CSV with a row of heads; numbers are plain, and words that could be a formula are quoted by an apostrophe."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_guarded(column) for column in table.columns])
    writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _guarded(cell: Value) -> Value:
    if not isinstance(cell, str):
        return cell
    if _NUMBER.fullmatch(cell):
        return cell.replace("−", "-").replace(",", "").removeprefix("+")
    return f"'{cell}" if cell.startswith(_ACTIVE) else cell

"""The data of a figure as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.charts.figure import Table

_NUMBER: Final = re.compile(r"[−+-]?\d[\d,]*(\.\d+)?")
_SPECIAL: Final = re.compile(r'[",\r\n]')
"""What a cell is put in quotes for."""
_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
"""What a spreadsheet takes for the beginning of a formula (OWASP ASVS 5.0, 1.2.10)."""


def csv_of(table: Table) -> str:
    """Return a table as CSV with a row of heads; numbers are plain, and words that could be a formula are quoted by an apostrophe."""
    return "".join([f"{','.join(map(_written, row))}\r\n" for row in (table.columns, *table.rows)])


@lru_cache(maxsize=1 << 15)
def _written(cell: str) -> str:
    if _NUMBER.fullmatch(cell):
        return cell.replace("−", "-").replace(",", "").removeprefix("+")
    guarded = f"'{cell}" if cell.startswith(_ACTIVE) else cell
    return '"' + guarded.replace('"', '""') + '"' if _SPECIAL.search(guarded) else guarded

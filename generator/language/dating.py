"""Words of dates that are no single day, month or year: seasons and other parts of a year, ranges, and lists."""

from __future__ import annotations

from typing import Final

from generator.language import message, say

RANGE: Final = message("{dates}–{last}")
"""From one date to another; with spaces where one of them has any."""
_NAMES: Final = (
    *(message("spring {year}"), message("summer {year}"), message("autumn {year}"), message("winter {year}")),
    *(message("northern spring {year}"), message("northern summer {year}")),
    *(message("northern autumn {year}"), message("northern winter {year}")),
    *(message("southern spring {year}"), message("southern summer {year}")),
    *(message("southern autumn {year}"), message("southern winter {year}")),
    *(message("first quarter of {year}"), message("second quarter of {year}")),
    *(message("third quarter of {year}"), message("fourth quarter of {year}")),
    *(message("first third of {year}"), message("second third of {year}"), message("third third of {year}")),
    *(message("first half of {year}"), message("second half of {year}")),
)
_SPANS: Final = ((3, 3, 4), (3, 3, 4), (9, 3, 4), (1, 3, 4), (1, 4, 3), (1, 6, 2))
"""The first month of the first of a kind, the length of each in months, and how many there are."""
SEASONS: Final = {
    str(21 + i): (name, *span)
    for i, (name, span) in enumerate(
        zip(_NAMES, (((start + length * i - 1) % 12 + 1, length) for start, length, many in _SPANS for i in range(many)), strict=True)
    )
}
"""What EDTF writes in the place of a month, from 21 on: its name with the year, its first month, its length in months."""


def joined(words: list[str], pattern: str) -> str:
    """Join dates by a pattern, writing once what they all end in: '15 or 16 Jun 2025', '9 Mar and 11 Dec 2015'."""
    rows = [one.split() for one in dict.fromkeys(words)]
    shared, most = 0, len(rows[0]) - 1 if len({len(row) for row in rows}) == 1 else 0
    while shared < most and len({row[-1 - shared] for row in rows}) == 1:
        shared += 1
    *heads, last = (" ".join(row[: len(row) - shared]) for row in rows)
    if pattern == RANGE and any(" " in head for head in (*heads, last)):
        pattern = message("{dates} – {last}")
    together = say(pattern, dates=", ".join(heads), last=last) if heads else last
    return " ".join([together, *rows[0][len(rows[0]) - shared :]])

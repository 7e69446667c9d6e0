"""Dates in words of the language spoken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.language import kept, message, month_name, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.dates.edtf import Edtf

_RANGE: Final = message("{dates}–{last}")
"""From one date to another; with spaces where one of them has any."""
_HALVES: Final[Mapping[tuple[str, str, str], str]] = {
    ("interval", "known", "open"): message("since {date}"),
    ("interval", "known", "unknown"): message("from {date}, end not known"),
    ("interval", "open", "known"): message("until {date}"),
    ("interval", "unknown", "known"): message("by {date}, start not known"),
    ("one-of", "known", "open"): message("{date} or later"),
    ("one-of", "open", "known"): message("{date} or earlier"),
}
"""By the kind of a date of which one end is known, and by the start and the end."""
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


@kept
def words_of(when: Edtf, *, short: bool) -> str:
    """Return a date in words, with short or long names of months."""
    parts = _ends(when)
    if not parts:
        return _single_words(when, short=short)
    words, is_nested = [part.words(short=short) for part in parts], any(part.parts for part in parts)
    if len(words) == 1 and (half := _HALVES.get((when.kind, when.start, when.end))):
        return say(half, date=words[0])
    if when.kind == "one-of" and "," in when.text:
        return _joined(words, message("{dates} or {last}"), folded=not is_nested)
    if when.kind == "interval" and is_nested:
        return say("from {date} to {last}", date=words[0], last=words[1])
    together = _joined(words, _RANGE if when.kind == "interval" else message("{dates} and {last}"), folded=not is_nested)
    return say("between {dates}", dates=together) if when.kind == "one-of" and len(set(words)) > 1 else together


def _ends(when: Edtf) -> Sequence[Edtf]:
    """Return the parts of a date; of a range of possible dates the first and the last that are possible."""
    if when.kind != "one-of" or "," in when.text or not when.parts:
        return when.parts
    first, last = when.parts[0], when.parts[-1]
    opening, closing = (first.parts[:1] or (first,)), (last.parts[-1:] or (last,))
    return {(True, False): opening, (False, True): closing}.get((when.start == "known", when.end == "known"), (*opening, *closing))


def _joined(words: Sequence[str], pattern: str, *, folded: bool) -> str:
    """Join dates by a pattern; folded, with what they all end in written once: '15 or 16 Jun 2025', '9 Mar and 11 Dec 2015'."""
    rows = [one.split() for one in dict.fromkeys(words)]
    shared, most = 0, len(rows[0]) - 1 if folded and len({len(row) for row in rows}) == 1 else 0
    while shared < most and len({row[-1 - shared] for row in rows}) == 1:
        shared += 1
    *heads, last = (" ".join(row[: len(row) - shared]) for row in rows)
    if pattern == _RANGE and any(" " in head for head in (*heads, last)):
        pattern = message("{dates} – {last}")
    together = say(pattern, dates=", ".join(heads), last=last) if heads else last
    return " ".join([together, *rows[0][len(rows[0]) - shared :]])


def _single_words(when: Edtf, *, short: bool) -> str:
    core, first = re.sub("[?~%]", "", when.text), when.sort_key[0]
    year = first.year if "X" in core[:4] else int(core[:4])
    marked = _unit_words(when, first, year, core, short=short)
    marked = say("about {date}", date=marked) if when.approximate else marked
    marked = say("{date} (uncertain)", date=marked) if when.uncertain else marked
    if "XX" not in core:
        return marked
    return say("some month in {date}", date=marked) if core.count("-") == 1 else say("some day in {date}", date=marked)


def _unit_words(when: Edtf, first: date, year: int, core: str, *, short: bool) -> str:
    if when.kind == "season":
        return say(SEASONS[core[5:7]][0], year=year)
    if when.kind == "year":
        return str(year)
    if when.kind == "decade":
        return say("{year}s", year=year // 10 * 10)
    month = month_name(first.month, short=short)
    return (
        say("{day} {month} {year}", day=first.day, month=month, year=year) if when.is_day else say("{month} {year}", month=month, year=year)
    )

"""Dates in words of the current locale."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.language import N_, _, cached_per_locale, month_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.model.dates.edtf import Edtf

_RANGE: Final = N_("{dates}–{last}")
"""From one date to another; with spaces around the dash if either has any."""
_HALF_KNOWN: Final[Mapping[tuple[str, str, str], str]] = {
    ("interval", "known", "open"): N_("since {date}"),
    ("interval", "known", "unknown"): N_("from {date}, end not known"),
    ("interval", "open", "known"): N_("until {date}"),
    ("interval", "unknown", "known"): N_("by {date}, start not known"),
    ("one-of", "known", "open"): N_("{date} or later"),
    ("one-of", "open", "known"): N_("{date} or earlier"),
}
"""Messages for dates with one known end, by kind, start and end."""
_NAMES: Final = (
    *(N_("spring {year}"), N_("summer {year}"), N_("autumn {year}"), N_("winter {year}")),
    *(N_("northern spring {year}"), N_("northern summer {year}")),
    *(N_("northern autumn {year}"), N_("northern winter {year}")),
    *(N_("southern spring {year}"), N_("southern summer {year}")),
    *(N_("southern autumn {year}"), N_("southern winter {year}")),
    *(N_("first quarter of {year}"), N_("second quarter of {year}")),
    *(N_("third quarter of {year}"), N_("fourth quarter of {year}")),
    *(N_("first third of {year}"), N_("second third of {year}"), N_("third third of {year}")),
    *(N_("first half of {year}"), N_("second half of {year}")),
)
_SPANS: Final = ((3, 3, 4), (3, 3, 4), (9, 3, 4), (1, 3, 4), (1, 4, 3), (1, 6, 2))
"""For each kind: the first month of the first, the length in months, and how many there are."""
SEASONS: Final = {
    str(21 + i): (name, *span)
    for i, (name, span) in enumerate(
        zip(_NAMES, (((start + length * i - 1) % 12 + 1, length) for start, length, many in _SPANS for i in range(many)), strict=True)
    )
}
"""By EDTF code in place of a month, from 21 on: the message with the year, the first month, and the length in months."""


@cached_per_locale
def words_of(when: Edtf, *, short: bool) -> str:
    """Return a date in words, with short or long month names."""
    parts = _ends(when)
    if not parts:
        return _single_words(when, short=short)
    if when.kind == "interval" and len(parts) > 1 and all(part.approximate and not (part.uncertain or part.parts) for part in parts):
        exact = tuple(replace(part, approximate=False) for part in parts)
        (_first, *shared), (_last, *shared_too) = (part.words(short=short).split() for part in exact)
        if shared and shared == shared_too:
            return _("about {date}", date=words_of(replace(when, parts=exact), short=short))
    words, is_nested = [part.words(short=short) for part in parts], any(part.parts for part in parts)
    if len(words) == 1 and (half := _HALF_KNOWN.get((when.kind, when.start, when.end))):
        return _(half, date=words[0])
    if when.kind == "one-of" and "," in when.text:
        return _joined(words, N_("{dates} or {last}"), folded=not is_nested)
    if when.kind == "interval" and is_nested:
        return _("from {date} to {last}", date=words[0], last=words[1])
    together = _joined(words, _RANGE if when.kind == "interval" else N_("{dates} and {last}"), folded=not is_nested)
    return _("between {dates}", dates=together) if when.kind == "one-of" and len(set(words)) > 1 else together


def _ends(when: Edtf) -> Sequence[Edtf]:
    """Return the parts of a date; for a range of possible dates only the first and last possible one."""
    if when.kind != "one-of" or "," in when.text or not when.parts:
        return when.parts
    first, last = when.parts[0], when.parts[-1]
    opening, closing = (first.parts[:1] or (first,)), (last.parts[-1:] or (last,))
    return {(True, False): opening, (False, True): closing}.get((when.start == "known", when.end == "known"), (*opening, *closing))


def _joined(words: Sequence[str], pattern: str, *, folded: bool) -> str:
    """Join dates with a message, optionally with their common ending written once: '15 or 16 Jun 2025', '9 Mar and 11 Dec 2015'."""
    rows = [date.split() for date in dict.fromkeys(words)]
    shared, most = 0, len(rows[0]) - 1 if folded and len({len(row) for row in rows}) == 1 else 0
    while shared < most and len({row[-1 - shared] for row in rows}) == 1:
        shared += 1
    *heads, last = (" ".join(row[: len(row) - shared]) for row in rows)
    if pattern == _RANGE and any(" " in head for head in (*heads, last)):
        pattern = N_("{dates} – {last}")
    together = _(pattern, dates=", ".join(heads), last=last) if heads else last
    return " ".join([together, *rows[0][len(rows[0]) - shared :]])


def _single_words(when: Edtf, *, short: bool) -> str:
    core, first = re.sub("[?~%]", "", when.text), when.sort_key[0]
    year = first.year if "X" in core[:4] else int(core[:4])
    marked = _unit_words(when, first, year, core, short=short)
    marked = _("about {date}", date=marked) if when.approximate else marked
    marked = _("{date} (uncertain)", date=marked) if when.uncertain else marked
    if "XX" not in core:
        return marked
    return _("some month in {date}", date=marked) if core.count("-") == 1 else _("some day in {date}", date=marked)


def _unit_words(when: Edtf, first: date, year: int, core: str, *, short: bool) -> str:
    if when.kind == "season":
        return _(SEASONS[core[5:7]][0], year=year)
    if when.kind == "year":
        return str(year)
    if when.kind == "decade":
        return _("{year}s", year=year // 10 * 10)
    month = month_name(first.month, short=short)
    return _("{day} {month} {year}", day=first.day, month=month, year=year) if when.is_day else _("{month} {year}", month=month, year=year)

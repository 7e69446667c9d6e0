"""Days as documents print them, to EDTF; what may mean two days means none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.model import BadDate, number_of_month, parse_edtf

if TYPE_CHECKING:
    from datetime import date

_ISO: Final = re.compile(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:[T ,].*|$)|(\d{4})-(\d\d)$|(\d{4})$", re.ASCII)
_LOOSE: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$", re.ASCII)
_MONTH: Final = r"(?P<month>[a-z]{3,9})\.?"
_WRITTEN: Final = re.compile(
    rf"\b(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.replace('month', 'month2')},? (?P<year2>\d{{4}}))\b",
    re.ASCII,
)
_BEFORE: Final = re.compile(r"^(?:(?:Published|Updated|Posted)\b[:\s]*(?:on\s+)?)?(?:[A-Z][a-z]{2,8},?\s+(?=\w+ \d))?")
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", re.ASCII)
_FIRST: Final = "1990-01-01"
"""Days before that are those of a clock that was never set, where a page gives them for its own."""


def day_of(text: str, today: date) -> str | None:
    """Return the day, month or year that a document gives for its publication; nothing for what is none, is to come or is ambiguous."""
    return _possible(_read(text.strip()), today)


def day_alone(line: str, today: date) -> str | None:
    """Return the day that a line gives and nothing else: 'Published on Monday, 16 June 2025'."""
    said = _BEFORE.sub("", line.strip()).rstrip(".")
    return day_of(said, today) if _ISO.match(said) or _LOOSE.match(said) or _WRITTEN.fullmatch(said.lower()) else None


def day_in_address(address: str, today: date) -> str | None:
    """Return the day that an address names, as in '/2025/06/16/'; nothing where it names none."""
    found = _IN_ADDRESS.search(address)
    return _possible("-".join((found[1], found[2].zfill(2), found[3].zfill(2))), today) if found else None


def day_written(text: str, today: date) -> str | None:
    """Return the first day that English words name: '16 June 2025', 'June 16th, 2025'."""
    return next((day for found in _WRITTEN.finditer(text.lower()) if (day := _possible(_of(found), today))), None)


def _read(text: str) -> str:
    if found := _ISO.match(text):
        return "-".join(part for part in found.groups() if part)
    if found := _LOOSE.match(text):
        return "-".join((found[1], found[2].zfill(2), found[3].zfill(2)))
    found = _WRITTEN.search(text.lower())
    return _of(found) if found else ""


def _of(found: re.Match[str]) -> str:
    month = number_of_month(found["month"] or found["month2"])
    return f"{found['year'] or found['year2']}-{month}-{(found['day'] or found['day2']).zfill(2)}" if month else ""


def _possible(text: str, today: date) -> str | None:
    try:
        when = parse_edtf(text)
    except BadDate:
        return None
    first = when.earliest
    return text if first is not None and first <= today and (text >= _FIRST or len(text) < len(_FIRST)) else None

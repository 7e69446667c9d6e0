"""Dates that are known by their distance from others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.model.dates.edtf import BadDate, moved, read

if TYPE_CHECKING:
    from generator.model.dates.edtf import Edtf, Kind

_UNITS: Final[dict[Kind, tuple[int, int]]] = {"day": (10, 1), "month": (7, 1), "season": (4, 12), "year": (4, 12), "decade": (3, 120)}
"""How many characters of an ISO date write the unit, and how many months one step of it takes."""
_EACH: Final = re.compile(r"[^][{}/,.\s]+")
_DURATION: Final = re.compile(r"(-?)P(?=\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?", re.ASCII)


def shift(when: Edtf, offset: str) -> Edtf:
    """Move a date by a duration, for what is known only by its distance from something else.

    A day stays a day; a month, season, year or decade stays one if moved by whole ones; an interval or a set stays one if all its
    dates do. Anything else becomes the range in which it then lies, '[first..last]'. Days that a month does not have become its last.

    Args:
        when: The date to measure from.
        offset: An ISO 8601 duration in years, months, weeks and days: 'P2D' is two days later, '-P1Y2M' 14 months earlier.

    Raises:
        BadDate: The offset is no such duration, or leads out of the years 1 to 9999.
    """
    if (found := _DURATION.fullmatch(offset)) is None:
        raise BadDate(offset, "is not a duration", hint="write 'P2D' for two days later, '-P1W' for a week earlier")
    years, months, weeks, days = (int(found[1] + (number or "0")) for number in found.groups()[1:])
    months, days = 12 * years + months, 7 * weeks + days
    singles = {text: _stepped(read(text), months, days) for text in _EACH.findall(when.text)}
    if all(singles.values()):
        return read(_EACH.sub(lambda each: singles[each[0]], when.text))
    mark = ("", "?", "~", "%")[2 * when.approximate + when.uncertain]
    first, last = (moved(day, months, days).isoformat() + mark if day else "" for day in (when.earliest, when.latest))
    return read(first if first == last else f"[{first}..{last}]")


def _stepped(one: Edtf, months: int, days: int) -> str:
    """Return a single date moved in its own unit; nothing where the move is no multiple of it."""
    first, (width, step) = one.sort_key[0], _UNITS.get(one.kind, (10, 1))
    if not one.text.startswith(first.isoformat()[:width]) or (not one.is_day and (days or months % step)):
        return ""
    return moved(first, months, days).isoformat()[:width] + one.text[width:]


def later(when: Edtf) -> Edtf:
    """Return the date of what came at some time after another, or with it: '[2025-06-13..]'.

    Raises:
        BadDate: The start of the other is not known.
    """
    if when.earliest is None:
        raise BadDate(when.text, "has no known start", hint="write the date, or the time that lies between as 'offset'")
    mark = ("", "?", "~", "%")[2 * when.approximate + when.uncertain]
    return read(f"[{when.earliest.isoformat()}{mark}..]")

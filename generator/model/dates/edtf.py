"""Dates of limited precision: EDTF (ISO 8601-2:2019, levels 0 to 2), with strict bounds, in words, and relative to others.

Source: the profile of the Library of Congress, https://www.loc.gov/standards/datetime/. Our interpretation: qualifiers ('?', '~', '%')
never move a bound, winter runs from December to the end of February, and a time of day, which is kept only in the text, matters only for
the order of an interval's ends. The first digit of a year must be known, since 'XXXX' places nothing in time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise, product
from typing import Final, Literal

from generator.model.dates.words import SEASONS, words_of

Kind = Literal["day", "month", "season", "year", "decade", "interval", "one-of", "all-of"]
End = Literal["known", "open", "unknown"]
LONGEST_DATE: Final = 100
"""The most characters of a date."""
_SHAPES: Final[dict[str, Kind]] = {"0000": "year", "0000-00": "month", "0000-00-00": "day", "000X": "decade"}
_MISSING_ENDS: Final[dict[str, End]] = {"..": "open", "": "unknown"}
_FAR: Final = re.compile(r"-\d{4}|0000(?!\d)|Y-?(?:\d{5}|\d+E\d)", re.ASCII)
_TIME: Final = r"T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?"
_CORE: Final = re.compile(rf"(?!0000)([\dX]{{4}})(?:(?<=\d{{4}})S([1-4])|-([\dX]{{2}})(?:-([\dX]{{2}})(?:{_TIME})?)?)?", re.ASCII)
_MARKED: Final = re.compile(
    r"(?:[?~%]?\d{4}|\d{4}[?~%])(?:-[?~%]?[01]\d(?:-[?~%]?\d\d)?)?|\d{4}-\d\d[?~%]-\d\d",
    re.ASCII,
)
"""A date with inner qualifiers: before a component for it alone, after the year or month for everything to the left."""


class BadDate(ValueError):
    """Raised for a text that is not a date, or not one that can be placed in time."""

    def __init__(self, text: str, problem: str = "is not an EDTF date", *, hint: str = "", rule: str = "bad-date") -> None:
        """Describe the problem with a text."""
        super().__init__(f"'{text}' {problem}")
        self.rule = rule
        """'bad-date', or 'reversed-interval' for one that ends before it starts."""
        self.hint = hint
        """How to fix it, as a clause without a full stop."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date of limited precision. Bounds are whole days, both inclusive; at least one of the two is known."""

    text: str
    """The EDTF text as written; parsing it gives an equal value."""
    kind: Kind
    """The unit that is known ('2025-06-XX' is a month); 'day' is a single day, 'one-of' lies somewhere within the bounds."""
    earliest: date | None
    """The first day it may include; None if the start is open or unknown."""
    latest: date | None
    """The last day it may include; None if the end is open or unknown."""
    approximate: bool
    """Whether any part is qualified '~' or '%': the true date is near."""
    uncertain: bool
    """Whether any part is qualified '?' or '%': the source is doubtful."""
    start: End
    """Whether the start is known, open ('..': always so before) or unknown (nothing before the '/')."""
    end: End
    """Whether the end is known, open ('..': still going on) or unknown (nothing after the '/')."""
    start_latest: date | None
    """The day by which it had begun. From here to `end_earliest`, if in this order, it was certainly going on, qualifiers aside."""
    end_earliest: date | None
    """The day before which it had not ended; like `start_latest`, None if that end is open or unknown."""
    parts: tuple[Edtf, ...] = ()
    """The known ends of an interval or of a range of possible dates; the members of a set."""

    def __hash__(self) -> int:
        """Hash by the text, which determines all other fields."""
        return hash(self.text)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """A total order: by the first day (or the last, if there is none), then the last day, then the text."""
        latest = self.latest or date.max
        return self.earliest or latest, latest, self.text

    @property
    def years(self) -> range:
        """The years from the first to the last that it may include; an open or unknown end adds none."""
        years = [day.year for day in (self.earliest, self.latest) if day]
        return range(years[0], years[-1] + 1)

    @property
    def is_day(self) -> bool:
        """Whether it is a single day, qualified or not."""
        return self.kind == "day"

    def words(self, *, short: bool = True) -> str:
        """Return the date in words, with short or long month names: '15 Jun 2025 (uncertain)', 'about Aug 2024', 'since 2024'."""
        return words_of(self, short=short)


def read(text: str) -> Edtf:
    """Parse a date. Raise BadDate, without a hint, if it is none."""
    if len(text) > LONGEST_DATE:
        raise BadDate(f"{text[:20]}…", f"is longer than {LONGEST_DATE} characters")
    return _set(text) if text.startswith(("[", "{")) else _span(text, "/", "interval")


def moved(day: date, months: int, days: int = 0) -> date:
    """Return a day moved by months, then by days; a day that its month lacks becomes the last of the month.

    Raise BadDate if that leaves the years 1 to 9999.
    """
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) + timedelta(days)
    except (ValueError, OverflowError):
        raise BadDate(str(day), f"moved by {months} months and {days} days is outside the years 1 to 9999") from None


def _single(text: str) -> Edtf:
    core = re.sub("[?~%]", "", text)
    match = _CORE.fullmatch(core)
    if match is None or (core != text and (core != text[:-1] or "T" in core) and not _MARKED.fullmatch(text)):
        raise BadDate(text, "is outside the years 1 to 9999" if _FAR.match(text) else "is not an EDTF date")
    year, digits, month, day = match.groups()
    if year.startswith("X"):
        raise BadDate(text, "has no known year")
    season = SEASONS.get(month or "") if day is None and year.isdigit() else None
    bounds = bounds_of(year[: int(digits or 4)].ljust(4, "X"), month, day)
    if season:
        bounds = date(int(year), season[1], 1), moved(date(int(year), 1, 31), season[1] + season[2] - 2)
    if bounds is None:
        raise BadDate(text)
    stem = re.sub(r"(?<=\d)(-XX)+$", "", core[:10])
    kind: Kind = "season" if season else "year" if digits else _SHAPES.get(re.sub(r"\d", "0", stem), "one-of")
    ends = {bound.isoformat()[: len(stem)] + text[len(core) :]: None for bound in bounds if kind == "one-of"}
    marks = bool(digits or re.search("[~%]", text)), bool(re.search("[?%]", text))
    return Edtf(text, kind, *bounds, *marks, "known", "known", *bounds[::-1], tuple(map(_single, ends)))


def bounds_of(year: str, month: str | None = None, day: str | None = None) -> tuple[date, date] | None:
    """Return the first and last day that match a pattern of digits and X, or None if there is none."""
    fields = _numbers(year, 1, 9999), _numbers(month or "XX", 1, 12), _numbers(day or "XX", 1, 31)
    orders = product(*fields), product(*(field[::-1] for field in fields))
    first, last = (next((date(*parts) for parts in order if parts[2] <= monthrange(*parts[:2])[1]), None) for order in orders)
    return (first, last) if first and last else None


def _numbers(pattern: str, least: int, most: int) -> list[int]:
    every = (int("".join(digits)) for digits in product(*(sign.replace("X", "0123456789") for sign in pattern)))
    return [number for number in every if least <= number <= most]


def _span(text: str, joint: str, kind: Kind, whole: str = "") -> Edtf:
    """Parse a date, or two separated by `joint`: an interval, or the range that contains the date meant ('one-of').

    'whole' is the set that the text is part of, if it is.
    """
    if joint not in text:
        return _single(text)
    first, second = (end or joint.strip("/") for end in text.split(joint, 1))
    start, end = _MISSING_ENDS.get(first, "known"), _MISSING_ENDS.get(second, "known")
    if text.count(joint) > 1 or "known" not in (start, end):
        raise BadDate(text)
    opening, closing = (_single(side) if side not in _MISSING_ENDS else None for side in (first, second))
    earliest, latest = opening.earliest if opening else None, closing.latest if closing else None
    is_later = _is_later(first, second)
    if earliest and latest and (is_later or earliest > latest):
        in_one_zone = is_later is None or earliest == latest or is_later == (earliest > latest)
        swapped = (whole or text).replace(text, f"{second}{joint}{first}")
        hint = f"write '{swapped}'" if in_one_zone else "write both times in the same time zone"
        raise BadDate(text, "ends before it starts", hint=hint, rule="reversed-interval")
    parts = tuple(part for part in (opening, closing) if part)
    marks = any(part.approximate for part in parts), any(part.uncertain for part in parts)
    if kind == "one-of":
        return Edtf(f"[{text}]", kind, earliest, latest, *marks, start, end, latest, earliest, parts)
    begun = min(opening.sort_key[1], latest or date.max) if opening else None
    lasting = max(closing.sort_key[0], earliest or date.min) if closing else None
    return Edtf(f"{first}/{second}", kind, earliest, latest, *marks, start, end, begun, lasting, parts)


def _is_later(first: str, second: str) -> bool | None:
    """Return whether one time of day is after another, or None if they cannot be compared."""
    if "T" not in first or "T" not in second:
        return None
    start, end = datetime.fromisoformat(first), datetime.fromisoformat(second)
    return start > end if (start.tzinfo is None) == (end.tzinfo is None) else None


def _set(text: str) -> Edtf:
    choice, pieces = text[0] == "[", [piece.strip() for piece in text[1:-1].split(",")]
    if text[-1] != ("]" if choice else "}") or (len(pieces) == 1 and ".." not in text):
        raise BadDate(text)
    members = tuple(_span(piece, "..", "one-of" if choice else "interval", text) for piece in pieces)
    start, end = members[0].start, members[-1].end
    if any("open" in (before.end, after.start) for before, after in pairwise(members)) or start == end == "open":
        raise BadDate(text)
    if choice and len(members) == 1:
        return replace(members[0], text=text)
    earliest = min(member.sort_key[0] for member in members) if start == "known" else None
    latest = max(member.sort_key[1] for member in members) if end == "known" else None
    marks = any(member.approximate for member in members), any(member.uncertain for member in members)
    return Edtf(text, "one-of" if choice else "all-of", earliest, latest, *marks, start, end, latest, earliest, members)


_UNITS: Final[dict[Kind, tuple[int, int]]] = {"day": (10, 1), "month": (7, 1), "season": (4, 12), "year": (4, 12), "decade": (3, 120)}
"""The number of characters of the unit in an ISO date, and the number of months in one step of it."""
EACH_DATE: Final = re.compile(r"[^][{}/,.\s]+")
"""A single date within an interval or a set."""
_DURATION: Final = re.compile(r"(-?)P(?=\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?", re.ASCII)


def shift(when: Edtf, offset: str) -> Edtf:
    """Move a date by an ISO 8601 duration in years, months, weeks and days: 'P2D' is two days later, '-P1Y2M' 14 months earlier.

    A day stays a day; a month, season, year or decade stays one if moved by whole ones; an interval or set stays one if all its
    dates do. Anything else becomes the range that then contains it, '[first..last]'. Days that a month lacks become its last.
    Raise BadDate if it is no such duration, or leaves the years 1 to 9999.
    """
    if (match := _DURATION.fullmatch(offset)) is None:
        raise BadDate(offset, "is not a duration", hint="write 'P2D' for two days later, '-P1W' for a week earlier")
    years, months, weeks, days = (int(match[1] + (number or "0")) for number in match.groups()[1:])
    months, days = 12 * years + months, 7 * weeks + days
    singles = {text: _shifted_single(read(text), months, days) for text in EACH_DATE.findall(when.text)}
    if all(singles.values()):
        return read(EACH_DATE.sub(lambda match: singles[match[0]], when.text))
    mark = ("", "?", "~", "%")[2 * when.approximate + when.uncertain]
    first, last = (moved(day, months, days).isoformat() + mark if day else "" for day in (when.earliest, when.latest))
    return read(first if first == last else f"[{first}..{last}]")


def _shifted_single(single: Edtf, months: int, days: int) -> str:
    """Return a single date moved in its own unit, or an empty string if the offset is not a multiple of it."""
    first, (width, step) = single.sort_key[0], _UNITS.get(single.kind, (10, 1))
    if not single.text.startswith(first.isoformat()[:width]) or (not single.is_day and (days or months % step)):
        return ""
    return moved(first, months, days).isoformat()[:width] + single.text[width:]


def later(when: Edtf) -> Edtf:
    """Return the date of something at an unknown time after another date, or at the same time: '[2025-06-13..]'.

    Raise BadDate if the start of the other is not known.
    """
    if when.earliest is None:
        raise BadDate(when.text, "has no known start", hint="write the date, or the time between the two as 'offset'")
    mark = ("", "?", "~", "%")[2 * when.approximate + when.uncertain]
    return read(f"[{when.earliest.isoformat()}{mark}..]")

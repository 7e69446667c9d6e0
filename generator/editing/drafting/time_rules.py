"""The forms in which English words name a time, each with what it means from the day on which a text was published, as EDTF.

'On Monday' is the last Monday up to the day of publication, that day included; the next one where its sentence speaks of what is to
come. 'Last' with a weekday is one before that day; with a month or a season, the last that was over or had begun in an earlier month;
with a week, a month or a year, the one of the calendar before. A week has no name in EDTF: it is one of its days. So many weeks,
months or years ago are about a day, a month or a year. Where only the month or year of publication is known, a time is given only if
every day of it leads to the same.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from string import Template
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.lists import either, lists, words
from generator.model import BadDate, meant_date, parse_edtf, shift

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS: Final = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
"""How many weeks, months or years a word for which one is away."""
_UNITS: Final = {
    "day": (10, 1, "D"),
    "week": (10, 1, "W"),
    "month": (7, 1, "M"),
    "year": (4, 1, "Y"),
    "decade": (4, 10, "Y"),
    **dict.fromkeys(("century", "centurie"), (4, 100, "Y")),
}
"""What is counted in each unit: as many characters of a day in EDTF, and so many of a letter of ISO 8601 durations."""
_OVER: Final = 7
_FRIDAY: Final = 4
_WINTER: Final = 24
_FEBRUARY: Final = 2


class Seen(NamedTuple):
    """From where a time is counted."""

    day: date
    is_future: bool
    """Whether its sentence speaks of what is to come."""


class TimeRule(NamedTuple):
    """How words name a time: their form, and what they mean from a day."""

    pattern: re.Pattern[str]
    value: Callable[[re.Match[str], Seen], str]
    is_counted: bool = True
    """Whether it is counted from the day of publication."""
    needs: bool = False
    """Whether it is a time only behind a word such as 'in' or 'since'."""


def _month(text: str) -> int:
    return next(number for number, name in enumerate(lists("times")["months"], 1) if name.startswith(text[:3].lower()))


def day_of(year: int, month: int, day: int) -> str:
    """Return a day as EDTF; nothing where the month has none of that number."""
    return f"{year:04}-{month:02}-{day:02}" if day <= monthrange(year, month)[1] else ""


def _full(found: re.Match[str], seen: Seen) -> str:
    month, day, year = _month(found["m"]), int(found["d"]), found.groupdict().get("y")
    return day_of(int(year) if year else _year_of(month, day, seen), month, day)


def _pair(found: re.Match[str], seen: Seen) -> str:
    year = int(found["y"]) if found["y"] else _year_of(_month(found["m"]), int(found["d1"]), seen)
    first, last = (day_of(year, _month(found["m"]), int(found[name])) for name in ("d1", "d2"))
    return f"{first}/{last}" if first and last and first < last else ""


def _year_of(month: int, number: int, seen: Seen) -> int:
    day = seen.day
    here = (month, number) if number else (month, day.day)
    if seen.is_future:
        return day.year if here >= (day.month, day.day) else day.year + 1
    return day.year if here <= (day.month, day.day) else day.year - 1


def _named_month(found: re.Match[str], seen: Seen) -> str:
    month, which, year = _month(found["m"]), (found["which"] or "").lower(), seen.day.year
    if which in _STEPS:
        year += month <= seen.day.month if _STEPS[which] > 0 else -(month >= seen.day.month)
    elif not which:
        year = _year_of(month, 0, seen)
    return f"{year:04}-{month:02}"


def _weekday(found: re.Match[str], seen: Seen) -> str:
    wanted, which = lists("times")["weekdays"].index(found["w"].lower()), (found["which"] or "").lower()
    back, ahead = (seen.day.weekday() - wanted) % _OVER, (wanted - seen.day.weekday()) % _OVER
    if which in _STEPS:
        days = ahead or _OVER if _STEPS[which] > 0 else -(back or _OVER)
    else:
        days = ahead if seen.is_future or which == "this" else -back
    return (seen.day + timedelta(days)).isoformat()


def _near(found: re.Match[str], seen: Seen) -> str:
    phrase = found[0].lower()
    steps = {"before yesterday": -2, "after tomorrow": 2, "yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1}
    return (seen.day + timedelta(next((step for words_, step in steps.items() if words_ in phrase), 0))).isoformat()


def _period(found: re.Match[str], seen: Seen) -> str:
    step = _STEPS.get(found["which"].lower(), 0)
    unit = found["u"].lower()
    if unit in ("week", "weekend"):
        monday = seen.day - timedelta(seen.day.weekday()) + timedelta(_OVER * step)
        if unit == "week":
            return f"[{monday.isoformat()}..{(monday + timedelta(_OVER - 1)).isoformat()}]"
        return _days_of_weekend(monday, seen.day, is_over=step == 0)
    if unit == "month":
        return _moved(seen.day.isoformat()[:7], f"{'-' if step < 0 else ''}P{abs(step)}M")
    if unit == "year":
        return f"{seen.day.year + step:04}"
    if unit == "quarter":
        quarter = (seen.day.month - 1) // 3 + step
        return f"{seen.day.year + quarter // 4:04}-{33 + quarter % 4}"
    decade = seen.day.year // 10 + step
    return f"{decade:03}X" if unit == "decade" else f"{seen.day.year // 100 + step:02}XX"


def _days_of_weekend(monday: date, day: date, *, is_over: bool) -> str:
    """Return the two days of the weekend of a week; where it has to be over or under way on a day, else of that before."""
    saturday = monday + timedelta(_FRIDAY + 1)
    if is_over and day < saturday:
        saturday -= timedelta(_OVER)
    return f"[{saturday.isoformat()},{(saturday + timedelta(1)).isoformat()}]"


def _weekend(_found: re.Match[str], seen: Seen) -> str:
    return _days_of_weekend(seen.day - timedelta(seen.day.weekday()), seen.day, is_over=not seen.is_future)


def _season(found: re.Match[str], seen: Seen) -> str:
    number = 21 + ["spring", "summer", "autumn", "winter"].index(found["s"].lower().replace("fall", "autumn"))
    first, which = 3 * (number - 20), (found["which"] or "").lower()
    year = seen.day.year
    if which in ("last", "past"):
        year -= (first + 2 >= seen.day.month) + (number == _WINTER and seen.day.month <= _FEBRUARY)
    elif which == "next" or (not which and seen.is_future):
        year += first <= seen.day.month
    elif not which:
        year -= first > seen.day.month
    return f"{year:04}-{number}"


def _moved(text: str, by: str) -> str:
    try:
        return shift(parse_edtf(text), by).text
    except BadDate:
        return ""


def _distant(found: re.Match[str], seen: Seen) -> str:
    return _away(found, seen.day, "-" if found["ago"] else "")


def _away(found: re.Match[str], day: date, sign: str) -> str:
    number, unit = float(lists("times")["numbers"].get(" ".join(found["n"].lower().split()), found["n"])), found["u"].lower()
    if number != int(number) or not number:
        return ""
    length, many, letter = _UNITS[unit]
    is_exact = unit == "day" and not found["about"]
    return _moved(day.isoformat()[:length], f"{sign}P{int(number) * many}{letter}") + ("" if is_exact else "~")


def _stretch(found: re.Match[str], seen: Seen) -> str:
    is_past = found["which"].lower() in ("last", "past", "previous")
    end = _away(found, seen.day, "-" if is_past else "").rstrip("~")
    here = seen.day.isoformat()[: len(end)]
    return (f"{end}~/{here}" if is_past else f"{here}/{end}~") if end else ""


def _as_written(found: re.Match[str], _seen: Seen) -> str:
    return meant_date(found[0].lower().removeprefix("the year ")) or ""


def _day_of_week(found: re.Match[str], seen: Seen) -> str:
    step = _STEPS.get(found["which"].lower(), 0)
    wanted = lists("times")["weekdays"].index(found["w"].lower())
    return (seen.day - timedelta(seen.day.weekday()) + timedelta(_OVER * step + wanted)).isoformat()


def _nothing(_found: re.Match[str], _seen: Seen) -> str:
    return ""


ABOUT: Final = either(words("times", "about"))
_NUMBER: Final = either(lists("times")["numbers"]) + r"|\d{1,3}(?:\.\d)?"
_UNIT: Final = "|".join(_UNITS)
_MONTHS: Final = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in lists("times")["months"])
_PARTS: Final = {
    **lists("times")["parts"],
    "month": f"(?P<m>{_MONTHS.replace('sep(?:tember)?', 'sept?(?:ember)?')})",
    "day": f"(?P<w>{'|'.join(lists('times')['weekdays'])})",
    "number": _NUMBER,
    "unit": _UNIT,
    "length": rf"(?:(?P<about>{ABOUT}) )?(?P<n>{_NUMBER}) (?P<u>{_UNIT})s?",
}
_MEANINGS: Final = {
    one.__name__.removeprefix("_"): one
    for one in (
        *(_as_written, _pair, _full, _near, _distant, _stretch, _day_of_week),
        *(_period, _weekend, _weekday, _season, _named_month, _nothing),
    )
}
RULES: Final = tuple(
    TimeRule(
        re.compile(rf"\b(?:{Template(one['form']).safe_substitute(_PARTS)})\b", re.IGNORECASE),
        _MEANINGS[one["means"]],
        is_counted="whole" not in one,
        needs="needs" in one,
    )
    for one in lists("times")["forms"]
)

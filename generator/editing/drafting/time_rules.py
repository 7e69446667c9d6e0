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
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.lists import lists, words
from generator.model import BadDate, meant_date, parse_edtf, shift

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS: Final = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "may" else "may" for name in lists("times")["months"]).replace(
    "sep(?:tember)?", "sept?(?:ember)?"
)
_DAYS: Final = "|".join(lists("times")["weekdays"])
_NUMBER: Final = "|".join(sorted(map(re.escape, lists("times")["numbers"]), key=len, reverse=True)) + r"|\d{1,3}(?:\.\d)?"
_UNITS: Final = "day|week|month|year|decade|century|centurie"
_SEASONS: Final = "spring|summer|autumn|fall|winter"
_PART: Final = r"(?:[ -](?:morning|afternoon|evening|night|midday|noon|midnight))?"
_ORDINAL: Final = "(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_STEPS: Final = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
"""How many weeks, months or years a word for which one is away."""
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


def _full(found: re.Match[str], _seen: Seen) -> str:
    return day_of(int(found["y"]), _month(found["m"]), int(found["d"]))


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


def _no_year(found: re.Match[str], seen: Seen) -> str:
    month, number = _month(found["m"]), int(found["d"])
    return day_of(_year_of(month, number, seen), month, number)


def _named_month(found: re.Match[str], seen: Seen) -> str:
    month, which = _month(found["m"]), (found["which"] or "").lower()
    year = _year_of(month, 0, seen)
    if which == "next":
        year = seen.day.year + (month <= seen.day.month)
    elif which in ("last", "past"):
        year = seen.day.year - (month >= seen.day.month)
    elif which == "this":
        year = seen.day.year
    return f"{year:04}-{month:02}"


def _weekday(found: re.Match[str], seen: Seen) -> str:
    wanted, which = lists("times")["weekdays"].index(found["w"].lower()), (found["which"] or "").lower()
    back, ahead = (seen.day.weekday() - wanted) % _OVER, (wanted - seen.day.weekday()) % _OVER
    if which in ("next", "coming"):
        return (seen.day + timedelta(ahead or _OVER)).isoformat()
    if which in ("last", "past", "previous"):
        return (seen.day - timedelta(back or _OVER)).isoformat()
    if seen.is_future or which == "this":
        return (seen.day + timedelta(ahead)).isoformat()
    return (seen.day - timedelta(back)).isoformat()


def _near(found: re.Match[str], seen: Seen) -> str:
    said = found[0].lower()
    steps = (("before yesterday", -2), ("after tomorrow", 2), ("yesterday", -1), ("tomorrow", 1), ("last night", -1), ("last evening", -1))
    return (seen.day + timedelta(next((step for words_, step in steps if words_ in said), 0))).isoformat()


def _period(found: re.Match[str], seen: Seen) -> str:
    step = _STEPS.get(found["which"].lower(), 0)
    unit = found["u"].lower()
    if unit in ("week", "weekend"):
        monday = seen.day - timedelta(seen.day.weekday()) + timedelta(_OVER * step)
        if unit == "week":
            return f"[{monday.isoformat()}..{(monday + timedelta(_OVER - 1)).isoformat()}]"
        return _weekend(monday, seen.day, step)
    if unit == "month":
        return _moved(f"{seen.day.year:04}-{seen.day.month:02}", f"{'-' if step < 0 else ''}P{abs(step)}M")
    if unit == "year":
        return f"{seen.day.year + step:04}"
    if unit == "quarter":
        quarter = (seen.day.month - 1) // 3 + step
        return f"{seen.day.year + quarter // 4:04}-{33 + quarter % 4}"
    decade = seen.day.year // 10 + step
    return f"{decade:03}X" if unit == "decade" else f"{seen.day.year // 100 + step:02}XX"


def _weekend(monday: date, day: date, step: int) -> str:
    """Return the two days of a weekend: without a word for which, or with 'last', the one that is past or under way."""
    saturday = monday + timedelta(_FRIDAY + 1)
    if step == 0 and day < saturday:
        saturday -= timedelta(_OVER)
    return f"[{saturday.isoformat()},{(saturday + timedelta(1)).isoformat()}]"


def _the_weekend(_found: re.Match[str], seen: Seen) -> str:
    monday = seen.day - timedelta(seen.day.weekday())
    if seen.is_future:
        saturday = monday + timedelta(_FRIDAY + 1)
        return f"[{saturday.isoformat()},{(saturday + timedelta(1)).isoformat()}]"
    return _weekend(monday, seen.day, 0)


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


def _count(text: str) -> float:
    return float(lists("times")["numbers"].get(" ".join(text.lower().split()), text))


def _ago(found: re.Match[str], seen: Seen) -> str:
    return _distant(found, seen.day, "-")


def _ahead(found: re.Match[str], seen: Seen) -> str:
    return _distant(found, seen.day, "")


def _distant(found: re.Match[str], day: date, sign: str) -> str:
    number, unit = _count(found["n"]), found["u"].lower().removesuffix("s")
    if number != int(number) or not number:
        return ""
    number = int(number)
    if unit == "day":
        return _moved(day.isoformat(), f"{sign}P{number}D") + ("~" if found["about"] else "")
    if unit == "week":
        return _moved(day.isoformat(), f"{sign}P{number}W") + "~"
    if unit == "month":
        return _moved(f"{day.year:04}-{day.month:02}", f"{sign}P{number}M") + "~"
    years = number * {"year": 1, "decade": 10}.get(unit, 100)
    return _moved(f"{day.year:04}", f"{sign}P{years}Y") + "~"


def _stretch(found: re.Match[str], seen: Seen) -> str:
    is_past = found["which"].lower() in ("last", "past", "previous")
    end = _distant(found, seen.day, "-" if is_past else "").rstrip("~")
    here = seen.day.isoformat()[: len(end)]
    return (f"{end}~/{here}" if is_past else f"{here}/{end}~") if end else ""


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def _as_meant(found: re.Match[str], _seen: Seen) -> str:
    return meant_date(found[0].lower().removeprefix("the year ")) or ""


def _day_of_week(found: re.Match[str], seen: Seen) -> str:
    step = _STEPS.get(found["which"].lower(), 0)
    wanted = lists("times")["weekdays"].index(found["w"].lower())
    return (seen.day - timedelta(seen.day.weekday()) + timedelta(_OVER * step + wanted)).isoformat()


def _nowhere(_found: re.Match[str], _seen: Seen) -> str:
    return ""


ABOUT: Final = "|".join(sorted(words("times", "about"), key=len, reverse=True))
_WHICH: Final = "last|past|previous|this|next|coming"
_TO: Final = " ?(?:-|–|to|and|through|until) ?"
RULES: Final = (
    TimeRule(_said(rf"{_YEAR}-\d\d-\d\d"), _as_meant, is_counted=False),
    TimeRule(
        _said(rf"(?P<d1>\d{{1,2}}){_ORDINAL}{_TO}(?P<d2>\d{{1,2}}){_ORDINAL}(?: of)? (?P<m>{_MONTHS})\.?(?:,? (?P<y>{_YEAR}))?"), _pair
    ),
    TimeRule(_said(rf"(?P<m>{_MONTHS})\.? (?P<d1>\d{{1,2}}){_ORDINAL}{_TO}(?P<d2>\d{{1,2}}){_ORDINAL}(?:,? (?P<y>{_YEAR}))?"), _pair),
    TimeRule(_said(rf"(?P<d>\d{{1,2}}){_ORDINAL}(?: of)? (?P<m>{_MONTHS})\.?,? (?P<y>{_YEAR})"), _full, is_counted=False),
    TimeRule(_said(rf"(?P<m>{_MONTHS})\.? (?P<d>\d{{1,2}}){_ORDINAL},? (?P<y>{_YEAR})"), _full, is_counted=False),
    TimeRule(_said(rf"(?P<m>{_MONTHS})\.?,? (?:of )?{_YEAR}"), _as_meant, is_counted=False),
    TimeRule(_said(rf"(?:{_SEASONS}) (?:of )?{_YEAR}"), _as_meant, is_counted=False),
    TimeRule(
        _said(rf"(?:first|second|third|fourth|last) (?:quarter|half|third) of {_YEAR}|Q[1-4][ /-]?{_YEAR}|H[12][ /-]?{_YEAR}"),
        _as_meant,
        is_counted=False,
    ),
    TimeRule(_said(r"(?:the )?(?:1[5-9]|20)\d0['’]?s|(?:the )?\d{1,2}(?:st|nd|rd|th)[ -]century"), _as_meant, is_counted=False),
    TimeRule(_said(rf"(?P<d>\d{{1,2}}){_ORDINAL}(?: of)? (?P<m>{_MONTHS})"), _no_year),
    TimeRule(_said(rf"(?P<m>{_MONTHS})\.? (?P<d>\d{{1,2}}){_ORDINAL}(?![\d:]|,\d|\.\d)"), _no_year),
    TimeRule(
        _said(
            "(?:the )?day before yesterday|(?:the )?day after tomorrow|yesterday|tomorrow|today|tonight|last night|last evening"
            "|this (?:morning|afternoon|evening)"
        ),
        _near,
    ),
    TimeRule(_said(rf"(?:(?P<about>{ABOUT}) )?(?P<n>{_NUMBER}) (?P<u>{_UNITS})s? ago"), _ago),
    TimeRule(
        _said(rf"the (?P<which>last|past|previous|next|coming) (?:(?P<about>{ABOUT}) )?(?P<n>{_NUMBER}) (?P<u>{_UNITS})s?"),
        _stretch,
    ),
    TimeRule(
        _said(rf"(?:in|within) (?:(?P<about>{ABOUT}) )?(?P<n>{_NUMBER}) (?P<u>{_UNITS})s?(?:['’]s? time| from now)?(?=\s*[,.;:)]|$)"),
        _ahead,
    ),
    TimeRule(_said(rf"(?P<w>{_DAYS}),? (?:of )?(?P<which>{_WHICH}) week"), _day_of_week),
    TimeRule(_said(rf"(?P<which>{_WHICH}) (?P<u>weekend|week|month|year|quarter|decade|century)"), _period),
    TimeRule(_said("the weekend"), _the_weekend),
    TimeRule(_said(rf"(?:(?P<which>{_WHICH}) )?(?P<w>{_DAYS}){_PART}"), _weekday),
    TimeRule(_said(rf"(?P<which>last|past|next|this) (?P<s>{_SEASONS})"), _season),
    TimeRule(_said(rf"(?P<which>last|past|next|this) (?P<m>{_MONTHS})"), _named_month),
    TimeRule(_said(rf"(?P<which>\bx)?(?P<m>{_MONTHS})"), _named_month, needs=True),
    TimeRule(_said(rf"(?P<which>\bx)?(?:the )(?P<s>{_SEASONS})"), _season, needs=True),
    TimeRule(_said(rf"(?:the year )?{_YEAR}"), _as_meant, is_counted=False, needs=True),
    TimeRule(
        _said(rf"(?:{_NUMBER}) (?:{_UNITS})s? (?:later|earlier|before|after)|the (?:following|next|previous|same) (?:day|week|month|year)"),
        _nowhere,
    ),
)

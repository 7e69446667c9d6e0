"""Times that English words name in a text, as EDTF: the forms of 'words/times.yml', each with what it means from the day of publication.

'On Monday' is the last Monday up to that day, that day included; the next one where its sentence speaks of what is to come. 'Last' with a
weekday is one before that day; with a month or a season, the last that was over or had begun in an earlier month; with a week, a month or
a year, the one of the calendar before. A week has no name in EDTF: it is one of its days. So many weeks, months or years ago are about a
day, a month or a year. None is made more exact than it is told. Where only the month or year of publication is known, a time is given only
if every day of it leads to the same.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from string import Template
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.lists import either, lists, words
from generator.model import BadDate, Edtf, meant_date, parse_edtf, shift
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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
_WEEK: Final = 7
_SATURDAY: Final = 5
_SPRING, _WINTER = 21, 24  # as EDTF counts them
_FEBRUARY: Final = 2
_BEFORE: Final = 40
_MOST_DAYS: Final = 400


class Time(NamedTuple):
    """A time that a text names."""

    span: Span
    value: str | None
    """The time as EDTF; nothing where the day of publication does not tell it."""
    why: str


class _Seen(NamedTuple):
    """From where a time is counted."""

    day: date
    is_future: bool
    """Whether its sentence speaks of what is to come."""

    def monday(self, weeks: int = 0) -> date:
        """Return the Monday of the week of the day, or of one so many weeks after it."""
        return self.day + timedelta(_WEEK * weeks - self.day.weekday())


if TYPE_CHECKING:
    _Meaning = Callable[[re.Match[str], _Seen], str]


class _Rule(NamedTuple):
    """How words name a time: their form, and what they mean from a day."""

    pattern: re.Pattern[str]
    value: _Meaning
    is_counted: bool
    """Whether it is counted from the day of publication."""
    needs: bool
    """Whether it is a time only behind a word such as 'in' or 'since'."""


class _Atom(NamedTuple):
    rule: _Rule
    found: re.Match[str]


def _month(found: re.Match[str]) -> int:
    return next(number for number, name in enumerate(lists("times")["months"], 1) if name.startswith(found["m"][:3].lower()))


def _which(found: re.Match[str]) -> str:
    return (found["which"] or "").lower()


def _year_of(first: tuple[int, int], last: tuple[int, int], seen: _Seen, which: str = "") -> int:
    """Return the year of a time that is told without one, from its first month and day to its last."""
    here, year = (seen.day.month, seen.day.day), seen.day.year
    if step := _STEPS.get(which):
        return year + (first <= here) if step > 0 else year - (last >= here)
    if which == "this":
        return year
    return year + (last < here) if seen.is_future else year - (first > here)


def _day(found: re.Match[str], seen: _Seen, number: str = "d") -> str:
    month, day, year = _month(found), int(found[number]), found.groupdict().get("y")
    return f"{int(year) if year else _year_of((month, day), (month, day), seen):04}-{month:02}-{day:02}"


def _pair(found: re.Match[str], seen: _Seen) -> str:
    first = _day(found, seen, "d1")
    return f"{first}/{first[:-2]}{int(found['d2']):02}" if int(found["d1"]) < int(found["d2"]) else ""


def _named_month(found: re.Match[str], seen: _Seen) -> str:
    month = (_month(found), seen.day.day)
    return f"{_year_of(month, month, seen, _which(found)):04}-{month[0]:02}"


def _season(found: re.Match[str], seen: _Seen) -> str:
    number = _SPRING + ["spring", "summer", "autumn", "winter"].index(found["s"].lower().replace("fall", "autumn"))
    first, which = 3 * (number - _SPRING + 1), _which(found)
    year = _year_of((first, seen.day.day), (first + 2, seen.day.day), seen, which)
    is_winter_now = number == _WINTER and seen.day.month <= _FEBRUARY
    return f"{year - (is_winter_now and _STEPS.get(which) == -1):04}-{number}"


def _weekday(found: re.Match[str], seen: _Seen) -> str:
    wanted, which = lists("times")["weekdays"].index(found["w"].lower()), _which(found)
    back, ahead = (seen.day.weekday() - wanted) % _WEEK, (wanted - seen.day.weekday()) % _WEEK
    if step := _STEPS.get(which):
        days = ahead or _WEEK if step > 0 else -(back or _WEEK)
    else:
        days = ahead if seen.is_future or which == "this" else -back
    return (seen.day + timedelta(days)).isoformat()


def _day_of_week(found: re.Match[str], seen: _Seen) -> str:
    return (seen.monday(_STEPS.get(_which(found), 0)) + timedelta(lists("times")["weekdays"].index(found["w"].lower()))).isoformat()


def _near(found: re.Match[str], seen: _Seen) -> str:
    steps = (int(step) for phrase, step in lists("times")["near"].items() if phrase in found[0].lower())
    return (seen.day + timedelta(next(steps, 0))).isoformat()


def _period(found: re.Match[str], seen: _Seen) -> str:
    step, unit, day = _STEPS.get(_which(found), 0), found["u"].lower(), seen.day
    if unit == "week":
        return f"[{seen.monday(step)}..{seen.monday(step) + timedelta(_WEEK - 1)}]"
    if unit == "weekend":  # one that is told of without 'last' or 'next', and not as to come, has begun
        is_next = step == 0 and day.weekday() < _SATURDAY and not seen.is_future
        saturday = seen.monday(step - is_next) + timedelta(_SATURDAY)
        return f"[{saturday},{saturday + timedelta(1)}]"
    if unit == "quarter":
        quarter = (day.month - 1) // 3 + step
        return f"{day.year + quarter // 4:04}-{33 + quarter % 4}"
    value = _moved(day, unit, step)
    return {"decade": f"{value[:3]}X", "century": f"{value[:2]}XX"}.get(unit, value)


def _distant(found: re.Match[str], seen: _Seen) -> str:
    end = _away(found, seen.day, -1 if found["ago"] else 1)
    return end if not end or (found["u"].lower() == "day" and not found["about"]) else f"{end}~"


def _stretch(found: re.Match[str], seen: _Seen) -> str:
    step = _STEPS[_which(found)]
    end = _away(found, seen.day, step)
    here = seen.day.isoformat()[: len(end)]
    return "" if not end else f"{end}~/{here}" if step < 0 else f"{here}/{end}~"


def _away(found: re.Match[str], day: date, step: int) -> str:
    """Return the day, month or year so many units before or after a day; nothing where how many is not told."""
    number = float(lists("times")["numbers"].get(" ".join(found["n"].lower().split()), found["n"]))
    return _moved(day, found["u"].lower(), step * int(number)) if number and number.is_integer() else ""


def _moved(day: date, unit: str, number: int) -> str:
    length, many, letter = _UNITS[unit]
    return shift(parse_edtf(day.isoformat()[:length]), f"{'-' if number < 0 else ''}P{abs(number) * many}{letter}").text


def _as_written(found: re.Match[str], _seen: _Seen) -> str:
    return meant_date(found[0].lower().removeprefix("the year ")) or ""


_ABOUT: Final = either(words("times", "about"))
_NUMBER: Final = either(lists("times")["numbers"]) + r"|\d{1,3}(?:\.\d)?"
_UNIT: Final = "|".join(_UNITS)
_MONTHS: Final = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in lists("times")["months"])
_PARTS: Final = {
    **lists("times")["parts"],
    "month": f"(?P<m>{_MONTHS.replace('sep(?:tember)?', 'sept?(?:ember)?')})",
    "day": f"(?P<w>{'|'.join(lists('times')['weekdays'])})",
    "number": _NUMBER,
    "unit": _UNIT,
    "length": rf"(?:(?P<about>{_ABOUT}) )?(?P<n>{_NUMBER}) (?P<u>{_UNIT})s?",
}
_TOLD: Final = (_as_written, _pair, _day, _near, _distant, _stretch, _day_of_week, _period, _weekday, _season, _named_month)
_MEANINGS: Final[Mapping[str, _Meaning]] = {"nothing": lambda *_: "", **{one.__name__[1:]: one for one in _TOLD}}
_RULES: Final = tuple(
    _Rule(
        re.compile(rf"\b(?:{Template(one['form']).safe_substitute(_PARTS)})\b", re.IGNORECASE),
        _MEANINGS[one["means"]],
        is_counted="whole" not in one,
        needs="needs" in one,
    )
    for one in lists("times")["forms"]
)
_BEHIND: Final = re.compile(
    r"\b(?:(?P<wrap>since|until|till|through|by|before|after|from|between|as of)\s+)?"
    r"(?:(?:the )?(?P<edge>early|mid|late|earlier|later|beginning of|start of|end of|middle of)[ -])?"
    rf"(?:(?P<about>{_ABOUT}) )?(?:(?:in|on|of|during|at|to|and|over|throughout) )?(?:the (?:month of |year )?)?$",
    re.IGNORECASE,
)
_NEEDED: Final = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|from|of|during|early|late|mid|around|about|circa|through|to|and|between|the)[ -]|[(–-])$",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"\s*(?:to|and|through|until|till|–|-)\s*(?:in\s+|on\s+)?", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\s+(?:people|men|women|troops|soldiers|dollars|million|billion|km|miles|kilomet|per|%)|[%,.]\d|%")
"""What shows that a number before it is no year."""
_FUTURE: Final = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in words("times", "future")), re.IGNORECASE)


def times(text: str, sentences: list[Span], published: Edtf | None) -> Iterator[Time]:
    """Yield the times that sentences name, in order."""
    for sentence in sentences:
        line = text[sentence.start : sentence.end]
        future = _FUTURE.search(line) is not None
        atoms = _atoms(line)
        while atoms:
            atom = last = atoms.pop(0)
            behind = _BEHIND.search(line[max(0, atom.found.start() - _BEFORE) : atom.found.start()])
            wrap = (behind["wrap"] or "").lower() if behind else ""
            if atoms and wrap in ("from", "between") and _JOINT.fullmatch(line, atom.found.end(), atoms[0].found.start()):
                last = atoms.pop(0)
            is_counted = atom.rule.is_counted or last.rule.is_counted
            days = _days(published) if is_counted else [date(2000, 1, 1)]
            values = {_meant(atom, last, behind, wrap, _Seen(day, future)) for day in days}
            lead = len(behind[0]) if behind and (wrap or behind["edge"] or behind["about"]) else 0
            span = Span(sentence.start + atom.found.start() - lead, sentence.start + last.found.end())
            yield _time_of(span, text[span.start : span.end], values, published if is_counted else None, is_counted=is_counted)


def _time_of(span: Span, phrase: str, values: set[str], published: Edtf | None, *, is_counted: bool) -> Time:
    value = values.pop() if len(values) == 1 else ""
    if value:
        counted = f", counted from {published.text}, the day of publication" if published else ""
        return Time(span, value, f"'{phrase}' is {value}{counted}")
    if published is None and is_counted:
        return Time(span, None, f"'{phrase}' is counted from the day of publication, which is not known")
    if len(values) > 1 and published is not None:
        return Time(span, None, f"'{phrase}' means different times on different days of {published.text}, when the text was published")
    return Time(span, None, f"'{phrase}' is a time that the day of publication alone does not tell")


def _days(published: Edtf | None) -> list[date]:
    if published is None or published.earliest is None or published.latest is None:
        return []
    first, last = published.earliest, published.latest
    return [first + timedelta(step) for step in range(min((last - first).days + 1, _MOST_DAYS))]


def _atoms(phrase: str) -> list[_Atom]:
    found: list[_Atom] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(phrase):
            is_free = all(one.found.end() <= match.start() or match.end() <= one.found.start() for one in found)
            if is_free and _is_time(phrase, match, rule):
                found.append(_Atom(rule, match))
    return sorted(found, key=lambda one: one.found.start())


def _is_time(phrase: str, match: re.Match[str], rule: _Rule) -> bool:
    told = match.groupdict()
    is_small = any(told[name][0].islower() for name in ("m", "w") if told.get(name))
    if (is_small and not told.get("y")) or (rule.needs and not _NEEDED.search(phrase[: match.start()])):
        return False
    return not (match[0].isdigit() and _COUNTED.match(phrase, match.end()))


def _meant(atom: _Atom, last: _Atom, behind: re.Match[str] | None, wrap: str, seen: _Seen) -> str:
    """Return what a time means with the words before it, or a time from one to another; nothing where it means none."""
    try:
        return parse_edtf(value).text if (value := _whole(atom, last, behind, wrap, seen)) else ""
    except BadDate:
        return ""


def _whole(atom: _Atom, last: _Atom, behind: re.Match[str] | None, wrap: str, seen: _Seen) -> str:
    value = atom.rule.value(atom.found, seen._replace(is_future=seen.is_future and wrap != "since"))
    if last is not atom:
        end = last.rule.value(last.found, seen)
        if end < value:
            end = last.rule.value(last.found, seen._replace(is_future=True))
        return f"{value}/{end}" if value and end and not {"[", "/"} & {value[0], end[0]} else ""
    if not value or behind is None:
        return value
    edge, about = (behind["edge"] or "").lower(), behind["about"]
    if edge in ("earlier", "later"):
        value = _side(value, seen.day, is_before=edge == "earlier")
    elif edge:
        value = meant_date(f"{edge} {value}") or value
    if about and value[-1].isdigit() and "/" not in value:
        value += "~"
    if wrap == "since":  # of several days, about the first of them
        return re.split(r"\.\.|,", value.strip("[]"))[0] + "~/.." if value.startswith("[") else f"{value.partition('/')[0]}/.."
    if wrap in ("until", "till", "through"):
        return f"../{value}" if "[" not in value else value
    if wrap in ("by", "before", "after") and "[" not in value and "/" not in value:
        return meant_date(f"{wrap} {value}") or value
    return value


def _side(value: str, day: date, *, is_before: bool) -> str:
    """Return the part of a week, a month or a year before or after the day of publication."""
    whole, length = parse_edtf(value), len("2025-06") if len(value) == len("2025") else len("2025-06-13")
    if whole.earliest == whole.latest:
        return value
    first, here, last = (str(one)[:length] for one in (whole.earliest, day, whole.latest))
    first, last = (first, here) if is_before else (here, last)
    return f"[{first}..{last}]" if first < last else first

"""Parse times in English text to EDTF: the forms of 'words/times.yml', resolved from the day of publication.

'On Monday' is the last Monday up to and including that day, or the next one in a sentence about the future. 'Last' with a weekday is
before that day; with a month or a season, the last that was over or had begun in an earlier month; with a week, a month or a year, the
previous one of the calendar. EDTF has no weeks: a week is one of its days. A number of weeks, months or years ago is about a day, a month
or a year. No time is made more precise than stated. If only the month or year of publication is known, a time is given only if every day
of it gives the same.
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
"""The offset in weeks, months or years of a word."""
_UNITS: Final = {
    "day": (10, 1, "D"),
    "week": (10, 1, "W"),
    "month": (7, 1, "M"),
    "year": (4, 1, "Y"),
    "decade": (4, 10, "Y"),
    **dict.fromkeys(("century", "centurie"), (4, 100, "Y")),
}
"""The precision of each unit, as a length of an EDTF day, and its ISO 8601 duration: a number and a letter."""
_WEEK: Final = 7
_SATURDAY: Final = 5
_SPRING, _WINTER = 21, 24  # as EDTF counts them
_FEBRUARY: Final = 2
_LEAD_IN_LENGTH: Final = 40
_MOST_DAYS: Final = 400


class Time(NamedTuple):
    """A time named in a text."""

    span: Span
    value: str | None
    """The time as EDTF, or None if the day of publication does not determine it."""
    why: str


class _BaseDay(NamedTuple):
    """The day that a time is relative to."""

    day: date
    is_future: bool
    """Whether the sentence is about the future."""

    def monday(self, weeks: int = 0) -> date:
        """Return the Monday of the week, or of a number of weeks later."""
        return self.day + timedelta(_WEEK * weeks - self.day.weekday())


if TYPE_CHECKING:
    _Meaning = Callable[[re.Match[str], _BaseDay], str]


class _Rule(NamedTuple):
    """A form of words for a time, and its meaning relative to a day."""

    pattern: re.Pattern[str]
    value: _Meaning
    is_relative: bool
    """Whether it is relative to the day of publication."""
    needs_preposition: bool
    """Whether it must follow a preposition such as 'in' or 'since'."""


class _Atom(NamedTuple):
    rule: _Rule
    match: re.Match[str]


def _month(match: re.Match[str]) -> int:
    return next(number for number, name in enumerate(lists("times")["months"], 1) if name.startswith(match["m"][:3].lower()))


def _which(match: re.Match[str]) -> str:
    return (match["which"] or "").lower()


def _year_of(first: tuple[int, int], last: tuple[int, int], base: _BaseDay, which: str = "") -> int:
    """Return the year of a time without one, given its first and last month and day."""
    today, year = (base.day.month, base.day.day), base.day.year
    if step := _STEPS.get(which):
        return year + (first <= today) if step > 0 else year - (last >= today)
    if which == "this":
        return year
    return year + (last < today) if base.is_future else year - (first > today)


def _day(match: re.Match[str], base: _BaseDay, number: str = "d") -> str:
    month, day, year = _month(match), int(match[number]), match.groupdict().get("y")
    return f"{int(year) if year else _year_of((month, day), (month, day), base):04}-{month:02}-{day:02}"


def _pair(match: re.Match[str], base: _BaseDay) -> str:
    first = _day(match, base, "d1")
    return f"{first}/{first[:-2]}{int(match['d2']):02}" if int(match["d1"]) < int(match["d2"]) else ""


def _named_month(match: re.Match[str], base: _BaseDay) -> str:
    month = (_month(match), base.day.day)
    return f"{_year_of(month, month, base, _which(match)):04}-{month[0]:02}"


def _season(match: re.Match[str], base: _BaseDay) -> str:
    number = _SPRING + ["spring", "summer", "autumn", "winter"].index(match["s"].lower().replace("fall", "autumn"))
    first, which = 3 * (number - _SPRING + 1), _which(match)
    year = _year_of((first, base.day.day), (first + 2, base.day.day), base, which)
    is_winter_now = number == _WINTER and base.day.month <= _FEBRUARY
    return f"{year - (is_winter_now and _STEPS.get(which) == -1):04}-{number}"


def _weekday(match: re.Match[str], base: _BaseDay) -> str:
    weekday, which = lists("times")["weekdays"].index(match["w"].lower()), _which(match)
    back, ahead = (base.day.weekday() - weekday) % _WEEK, (weekday - base.day.weekday()) % _WEEK
    if step := _STEPS.get(which):
        days = ahead or _WEEK if step > 0 else -(back or _WEEK)
    else:
        days = ahead if base.is_future or which == "this" else -back
    return (base.day + timedelta(days)).isoformat()


def _day_of_week(match: re.Match[str], base: _BaseDay) -> str:
    return (base.monday(_STEPS.get(_which(match), 0)) + timedelta(lists("times")["weekdays"].index(match["w"].lower()))).isoformat()


def _near(match: re.Match[str], base: _BaseDay) -> str:
    steps = (int(step) for phrase, step in lists("times")["near"].items() if phrase in match[0].lower())
    return (base.day + timedelta(next(steps, 0))).isoformat()


def _period(match: re.Match[str], base: _BaseDay) -> str:
    step, unit, day = _STEPS.get(_which(match), 0), match["u"].lower(), base.day
    if unit == "week":
        return f"[{base.monday(step)}..{base.monday(step) + timedelta(_WEEK - 1)}]"
    if unit == "weekend":  # without 'last' or 'next', and not in the future, it has begun
        is_next = step == 0 and day.weekday() < _SATURDAY and not base.is_future
        saturday = base.monday(step - is_next) + timedelta(_SATURDAY)
        return f"[{saturday},{saturday + timedelta(1)}]"
    if unit == "quarter":
        quarter = (day.month - 1) // 3 + step
        return f"{day.year + quarter // 4:04}-{33 + quarter % 4}"
    value = _shifted(day, unit, step)
    return {"decade": f"{value[:3]}X", "century": f"{value[:2]}XX"}.get(unit, value)


def _distant(match: re.Match[str], base: _BaseDay) -> str:
    end = _offset_from(match, base.day, -1 if match["ago"] else 1)
    return end if not end or (match["u"].lower() == "day" and not match["about"]) else f"{end}~"


def _within(match: re.Match[str], base: _BaseDay) -> str:
    end = _offset_from(match, base.day, 1)
    return f"[{base.day.isoformat()[: len(end)]}..{end}]" if end else ""


def _stretch(match: re.Match[str], base: _BaseDay) -> str:
    step = _STEPS[_which(match)]
    end = _offset_from(match, base.day, step)
    present = base.day.isoformat()[: len(end)]
    return "" if not end else f"{end}~/{present}" if step < 0 else f"{present}/{end}~"


def _offset_from(match: re.Match[str], day: date, step: int) -> str:
    """Return the day, month or year a number of units before or after a day, or "" if the number is vague."""
    number = float(lists("times")["numbers"].get(" ".join((match["n"] or "a").lower().split()), match["n"]))
    return _shifted(day, match["u"].lower(), step * int(number)) if number and number.is_integer() else ""


def _shifted(day: date, unit: str, number: int) -> str:
    length, count, letter = _UNITS[unit]
    return shift(parse_edtf(day.isoformat()[:length]), f"{'-' if number < 0 else ''}P{abs(number) * count}{letter}").text


def _as_written(match: re.Match[str], _base: _BaseDay) -> str:
    return meant_date(match[0].lower().removeprefix("the year ")) or ""


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
_MEANT: Final = (_as_written, _pair, _day, _near, _distant, _within, _stretch, _day_of_week, _period, _weekday, _season, _named_month)
_MEANINGS: Final[Mapping[str, _Meaning]] = {"nothing": lambda *_: "", **{named.__name__[1:]: named for named in _MEANT}}
_RULES: Final = tuple(
    _Rule(
        re.compile(rf"\b(?:{Template(form['form']).safe_substitute(_PARTS)})\b", re.IGNORECASE),
        _MEANINGS[form["means"]],
        is_relative="whole" not in form,
        needs_preposition="needs" in form,
    )
    for form in lists("times")["forms"]
)
_LEAD_IN: Final = re.compile(
    r"\b(?:(?P<wrap>since|until|till|through|by|before|after|from|between|as of)\s+)?"
    r"(?:(?:the )?(?P<edge>early|mid|late|earlier|later|beginning of|start of|end of|middle of|week of)[ -])?"
    rf"(?:(?P<about>{_ABOUT}) )?(?:(?:in|on|of|during|at|to|and|over|throughout) )?(?:the (?:month of |year )?)?$",
    re.IGNORECASE,
)
_PREPOSITION: Final = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|from|of|during|early|late|mid|around|about|circa|through|to|and|between|the)[ -]|[(–-])$",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"\s*(?:to|and|through|until|till|–|-)\s*(?:in\s+|on\s+)?", re.IGNORECASE)
_UNIT_OF_NUMBER: Final = re.compile(
    r"\s+(?:people|(?:wo)?men|troops|soldiers|dollars|million|billion|BCE?|km|miles|kilomet|per|%)|[%,.]\d|%"
)
"""Units after a number that show that it is not a year."""
_FUTURE: Final = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words("times", "future")), re.IGNORECASE)


def times(text: str, sentences: list[Span], published: Edtf | None) -> Iterator[Time]:
    """Yield the times named in sentences, in order."""
    for sentence in sentences:
        line = text[sentence.start : sentence.end]
        future = _FUTURE.search(line) is not None
        atoms = _atoms(line)
        while atoms:
            atom = last = atoms.pop(0)
            lead_in = _LEAD_IN.search(line[max(0, atom.match.start() - _LEAD_IN_LENGTH) : atom.match.start()])
            preposition = (lead_in["wrap"] or "").lower() if lead_in else ""
            if atoms and preposition in ("from", "between") and _JOINT.fullmatch(line, atom.match.end(), atoms[0].match.start()):
                last = atoms.pop(0)
            is_relative = atom.rule.is_relative or last.rule.is_relative
            days = _days(published) if is_relative else [date(2000, 1, 1)]
            values = {_edtf_of(atom, last, lead_in, preposition, _BaseDay(day, future)) for day in days}
            lead_length = len(lead_in[0]) if lead_in and (preposition or lead_in["edge"] or lead_in["about"]) else 0
            span = Span(sentence.start + atom.match.start() - lead_length, sentence.start + last.match.end())
            yield _time_of(span, text[span.start : span.end], values, published if is_relative else None, is_relative=is_relative)


def _time_of(span: Span, phrase: str, values: set[str], published: Edtf | None, *, is_relative: bool) -> Time:
    value = values.pop() if len(values) == 1 else ""
    if value:
        basis = f", counted from {published.text}, the date of publication" if published else ""
        return Time(span, value, f"'{phrase}' is {value}{basis}")
    if published is None and is_relative:
        return Time(span, None, f"'{phrase}' is relative to the date of publication, which is unknown")
    if len(values) > 1 and published is not None:
        return Time(span, None, f"'{phrase}' depends on the day within {published.text} on which the text was published")
    return Time(span, None, f"'{phrase}' is a time that the date of publication does not determine")


def _days(published: Edtf | None) -> list[date]:
    if published is None or published.earliest is None or published.latest is None:
        return []
    first, last = published.earliest, published.latest
    return [first + timedelta(step) for step in range(min((last - first).days + 1, _MOST_DAYS))]


def _atoms(phrase: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(phrase):
            is_free = all(atom.match.end() <= match.start() or match.end() <= atom.match.start() for atom in atoms)
            if is_free and _is_time(phrase, match, rule):
                atoms.append(_Atom(rule, match))
    return sorted(atoms, key=lambda atom: atom.match.start())


def _is_time(phrase: str, match: re.Match[str], rule: _Rule) -> bool:
    groups = match.groupdict()
    is_small = any(groups[name][0].islower() for name in ("m", "w") if groups.get(name))
    if (is_small and not groups.get("y")) or (rule.needs_preposition and not _PREPOSITION.search(phrase[: match.start()])):
        return False
    return not (match[0].isdigit() and _UNIT_OF_NUMBER.match(phrase, match.end()))


def _edtf_of(atom: _Atom, last: _Atom, lead_in: re.Match[str] | None, preposition: str, base: _BaseDay) -> str:
    """Return the EDTF of a time with its lead-in, or of a range, or "" if it is invalid."""
    try:
        return parse_edtf(value).text if (value := _combined(atom, last, lead_in, preposition, base)) else ""
    except BadDate:
        return ""


def _combined(atom: _Atom, last: _Atom, lead_in: re.Match[str] | None, preposition: str, base: _BaseDay) -> str:
    value = atom.rule.value(atom.match, base._replace(is_future=base.is_future and preposition != "since"))
    if last is not atom:
        end = last.rule.value(last.match, base)
        if end < value:
            end = last.rule.value(last.match, base._replace(is_future=True))
        return f"{value}/{end}" if value and end and not {"[", "/"} & {value[0], end[0]} else ""
    if not value or lead_in is None:
        return value
    edge, about = (lead_in["edge"] or "").lower(), lead_in["about"]
    if edge in ("earlier", "later", "week of"):
        value = _part(value, base.day, edge)
    elif edge:
        value = meant_date(f"{edge} {value}") or value
    if about and value[-1].isdigit() and "/" not in value:
        value += "~"
    if preposition == "since":  # of several days: approximately the first
        return re.split(r"\.\.|,", value.strip("[]"))[0] + "~/.." if value.startswith("[") else f"{value.partition('/')[0]}/.."
    if preposition in ("until", "till", "through"):
        return f"../{value}" if "[" not in value else value
    if preposition in ("by", "before", "after") and "[" not in value and "/" not in value:
        return meant_date(f"{preposition} {value}") or value
    return value


def _part(value: str, day: date, edge: str) -> str:
    """Return the week of a day, or the part of a period before or after the day of publication."""
    period, length = parse_edtf(value), len("2025-06") if len(value) == len("2025") else len("2025-06-13")
    if period.earliest == period.latest and period.earliest and edge == "week of":
        monday = period.earliest - timedelta(period.earliest.weekday())
        return f"[{monday}..{monday + timedelta(_WEEK - 1)}]"
    if period.earliest == period.latest or edge == "week of":
        return value
    first, present, last = (str(bound)[:length] for bound in (period.earliest, day, period.latest))
    first, last = (first, present) if edge == "earlier" else (present, last)
    return f"[{first}..{last}]" if first < last else first

"""Geometry and numbers that figures share: positions in per cent, ticks of time, figures as readers write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from generator.figures.figure import AxisTick
from generator.language import SOURCE, kept, month_name, say, say_count, spoken
from generator.language.foreign import marked, of_the_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LABEL_EDGE: Final = 94.0
_STEPS: Final = (
    (8, (1, 2, 2)),
    (24, (3, 6, 6)),
    (84, (6, 12, 12)),
    (168, (12, 24, 24)),
    (480, (60, 60, 60)),
    (960, (120, 120, 120)),
    (1920, (240, 240, 240)),
    (4800, (600, 600, 600)),
    (9600, (1200, 1200, 1200)),
    (19200, (2400, 2400, 2400)),
    (24000, (1200, 6000, 1200)),
    (48000, (6000, 12000, 6000)),
    (120000, (12000, 12000, 12000)),
)
"""By the months to show: the months between lines, between words, and to which the start is rounded down."""
_PAIR: Final = 2
_SHORT: Final = 3
"""How many letters of an English month stand on an axis."""
_DOTTED: Final = frozenset({"az", "tr"})
"""Languages in which the capital of 'i' keeps its dot."""


def months_between(first: date, last: date) -> str:
    """Return a period in words, to the month: 'January 2024 to June 2026'."""
    start, end = (month_of(day.year, day.month) for day in (first, last))
    return start if start == end else say("{start} to {end}", start=start, end=end)


def dated(what: str, days: Sequence[date]) -> str:
    """Return what happened with the months from its first to its last day; by itself where there is no day."""
    return say("{what}, {period}", what=what, period=months_between(min(days), max(days))) if days else what


@kept
def month_of(year: int, month: int) -> str:
    """Return a month, 1 to 12, of a year in words: 'June 2025'."""
    return say("{month} {year}", month=month_name(month), year=year)


@kept
def axis_month(month: int, year: int | None = None) -> str:
    """Return a month, 1 to 12, as it stands on an axis: 'Sep', 'Sep 2025'."""
    name = month_name(month)[:_SHORT] if spoken().tag == SOURCE else month_name(month, short=True)
    return name if year is None else say("{month} {year}", month=name, year=year)


def in_a_drawing(text: str) -> str:
    """Return words for a drawing, which runs from left to right in every language, so that they keep their own direction in it."""
    return of_the_same(f"\u2068{text}\u2069", text) if spoken().direction == "rtl" else text


@kept
def events_of(number: int) -> str:
    """Return a number of events: '1 event', '3 events'."""
    return say_count("{number} event", "{number} events", number)


@kept
def acts_of(number: int) -> str:
    """Return a number of acts: '1 act', '3 acts'."""
    return say_count("{number} act", "{number} acts", number)


def capital(text: str) -> str:
    """Return words with a capital at their beginning."""
    first = "İ" if text[:1] == "i" and spoken().tag.split("-")[0] in _DOTTED else text[:1].upper()
    return of_the_same(first + text[1:], text)


def listed(words: Sequence[str], joint: Literal["and", "or"] = "and") -> str:
    """Return words as a list in a sentence: 'a', 'a and b', 'a, b and c'."""
    if len(words) < _PAIR:
        return words[0] if words else ""
    before, last = commas(words[:-1]), words[-1]
    return say("{all} or {last}", all=before, last=last) if joint == "or" else say("{all} and {last}", all=before, last=last)


def commas(words: Iterable[str]) -> str:
    """Return words in a row: 'a, b, c'."""
    return _in_row(words, say(", "))


def _in_row(words: Iterable[str], between: str) -> str:
    found = [*words]
    return found[0] if len(found) == 1 else between.join(map(marked, found))


def clauses(words: Iterable[str]) -> str:
    """Return parts of a sentence in a row: 'a; b; c'."""
    return _in_row(words, say("; "))


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A stretch of time laid out from 0 to 100 per cent."""

    start: date
    end: date
    """The day after the last."""
    step: int
    """The distance between lines, in months."""
    label_step: int
    """The distance between words, in months."""

    def at(self, day: date) -> float:
        """Return the place of a day's beginning, in per cent, kept within the scale."""
        first = self.start.toordinal()
        share = (day.toordinal() - first) / (self.end.toordinal() - first) * 100
        return 0.0 if share <= 0 else min(share, 100.0)

    @property
    def ticks(self) -> Sequence[AxisTick]:
        """The lines of the scale, from left to right."""
        return _ticks(self)


@kept
def _ticks(scale: TimeScale) -> tuple[AxisTick, ...]:
    first, last = (_month_number(day) for day in (scale.start, scale.end))
    return tuple(_tick(month, scale) for month in range(first // scale.step * scale.step, last, scale.step))


def _tick(month: int, scale: TimeScale) -> AxisTick:
    day = _day(month)
    return AxisTick(scale.at(day), "" if month % scale.label_step else _label(day, scale), day.month == 1)


def _label(day: date, scale: TimeScale) -> str:
    if scale.at(day) > _LABEL_EDGE:
        return ""
    if scale.label_step % 12 == 0:
        return str(day.year)
    return in_a_drawing(axis_month(day.month, day.year if day == scale.start or day.month == 1 else None))


def time_scale(days: Iterable[date]) -> TimeScale | None:
    """Return a scale that holds all days, rounded out to whole months, quarters or years; nothing where there is no day."""
    known = sorted(days)
    if not known:
        return None
    first, last = known[0], known[-1]
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    step, label_step, start_unit = _steps(span)
    start = _floor(first, start_unit)
    end = _floor(last, step)
    return TimeScale(start, _add_months(end, step), step, label_step)


def _steps(months: int) -> tuple[int, int, int]:
    return next(steps for most, steps in _STEPS if months <= most)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    """Return the first day of a month by its number, kept within the calendar: the year 0 is drawn as the year 1."""
    return date(max(month // 12, 1), month % 12 + 1, 1) if month // 12 <= date.max.year else date.max


def _floor(day: date, unit: int) -> date:
    return _day(_month_number(day) // unit * unit)


def _add_months(day: date, months: int) -> date:
    return _day(_month_number(day) + months)

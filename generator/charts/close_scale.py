"""A scale of time that fits its days closely, down to single days, with few enough words for the narrowest screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Final

from generator.charts.scale import Tick, TimeScale, axis_month, in_a_drawing
from generator.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BEFORE: Final = 0.05
_AFTER: Final = 0.12
"""The room before the first and after the last day, as shares of the time between them."""
_LEAST: Final = 6
"""The shortest time, in days, of which the room is a share."""
_MOST_DAYS: Final = 3.3
_MOST_MONTHS: Final = 4.5
"""How many lines at most: the words of days are longer than those of months."""
_LAST_WORDS: Final = 82.0
"""Where the last words of the axis may begin, in per cent."""
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 36000)
_MONTH: Final = 30.44
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class CloseScale(TimeScale):
    """A stretch of time laid out from 0 to 100 per cent, whose lines stand at days of their own."""

    lines: Sequence[Tick] = ()

    @property
    def ticks(self) -> Sequence[Tick]:
        """The lines of the scale, from left to right."""
        return self.lines


def close_scale(days: Iterable[date]) -> CloseScale | None:
    """Return a scale that holds all days with a little room around them; nothing where there is no day."""
    known = sorted(days)
    if not known:
        return None
    first, last = known[0].toordinal(), known[-1].toordinal() + 1
    span = max(last - first, _LEAST)
    start = date.fromordinal(max(1, first - ceil(span * _BEFORE)))
    end = date.fromordinal(min(date.max.toordinal(), last + ceil(span * _AFTER)))
    shown = (end - start).days
    step = next((one for one in _DAYS if one * _MOST_DAYS >= shown), 0)
    months = next((one for one in _MONTHS if one * _MONTH * _MOST_MONTHS >= shown), _MONTHS[-1])
    found = _by_days(start, end, step) if step else _by_months(start, end, months)
    bare = TimeScale(start, end, months, months)
    return CloseScale(start, end, months, months, [*_labelled(found, bare, 0 if step else months)])


def _by_days(start: date, end: date, step: int) -> list[date]:
    """Days at which a step begins; weeks begin on Monday."""
    first = start.toordinal() + (1 - start.toordinal()) % step
    return [date.fromordinal(day) for day in range(first, end.toordinal(), step)]


def _by_months(start: date, end: date, step: int) -> list[date]:
    first, last = (day.year * _YEAR + day.month - 1 for day in (start, end))
    found = [date(month // _YEAR, month % _YEAR + 1, 1) for month in range(-(-first // step) * step, last + 1, step) if month >= _YEAR]
    return [day for day in found if start <= day < end]


def _labelled(days: Sequence[date], scale: TimeScale, months: int) -> Iterator[Tick]:
    """Give each line its words; the year stands at the first and wherever it changes."""
    year = 0
    for day in days:
        label = ""
        if scale.at(day) <= _LAST_WORDS:
            label = str(day.year) if months and months % _YEAR == 0 else _label(day, whole=bool(months), with_year=day.year != year)
            year = day.year
        yield Tick(day, label, day.month == 1 and day.day == 1)


def _label(day: date, *, whole: bool, with_year: bool) -> str:
    if whole:
        return in_a_drawing(axis_month(day.month, day.year if with_year else None))
    month = axis_month(day.month)
    if with_year:
        return in_a_drawing(say("{day} {month} {year}", day=day.day, month=month, year=day.year))
    return in_a_drawing(say("{day} {month}", day=day.day, month=month))

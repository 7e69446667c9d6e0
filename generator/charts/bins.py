"""Stretches of time of one length, into which events are counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from generator.charts.scale import axis_month, month_of
from generator.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.dates import Edtf

Unit = Literal["month", "year", "decade", "century"]

_MOST: Final = 72
"""The most stretches of which each can still be pointed at."""
_LENGTHS: Final[dict[Unit, int]] = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_WORDS: Final = 6
"""The most words over the strip."""
_EDGE: Final = 0.9
_STEPS: Final[dict[Unit, Sequence[int]]] = {
    "month": (1, 3, 6, 12, 24),
    "year": (1, 2, 5, 10, 20),
    "decade": (1, 2, 5, 10, 20),
    "century": (1, 2, 5, 10, 20),
}


@dataclass(frozen=True, slots=True)
class Bins:
    """A row of months, years, decades or centuries without a gap."""

    unit: Unit
    first: int
    """The first stretch, counted in its unit from the beginning of the calendar."""
    number: int

    def at(self, day: date) -> int:
        """Return the stretch of a day, from 0."""
        return (day.year * 12 + day.month - 1) // _LENGTHS[self.unit] - self.first

    def year(self, index: int) -> int:
        """Return the year in which a stretch begins."""
        return (self.first + index) * _LENGTHS[self.unit] // 12

    def years(self, index: int) -> range:
        """Return the years that a stretch touches."""
        start = self.year(index)
        return range(start, start + max(1, _LENGTHS[self.unit] // 12))

    def name(self, index: int) -> str:
        """Return a stretch in words: 'June 2025', '2025', '1960s', '1900 to 1999'."""
        start = self.year(index)
        if self.unit == "month":
            return month_of(start, (self.first + index) % 12 + 1)
        if self.unit == "year":
            return str(start)
        if self.unit == "decade":
            return say("{year}s", year=start)
        return say("{start} to {end}", start=max(1, start), end=start + 99)

    def holds(self, when: Edtf) -> bool:
        """Tell whether a date surely lies within one stretch."""
        first, last = when.earliest, when.latest
        return first is not None and last is not None and not (when.approximate or when.uncertain) and self.at(first) == self.at(last)

    @property
    def words(self) -> Sequence[tuple[int, str]]:
        """What stands over the strip, by stretch: round figures, few enough not to meet."""
        fitting = (step for step in _STEPS[self.unit] if self.number / step <= _WORDS)
        step = next(fitting, _STEPS[self.unit][-1])
        places = [index for index in range(self.number) if (self.first + index) % step == 0]
        kept = [index for index in places if index <= _EDGE * self.number] or [0]
        return [(index, self._short(index, step)) for index in kept]

    def _short(self, index: int, step: int) -> str:
        if self.unit != "month" or step >= _LENGTHS["year"]:
            return str(max(1, self.year(index)))
        return axis_month((self.first + index) % 12 + 1, self.year(index))


def bins_of(days: Sequence[date]) -> Bins:
    """Return the stretches for days in order of time: the shortest unit of which not too many are needed."""
    for unit in _LENGTHS:
        whole = Bins(unit, 0, 0)
        first, last = whole.at(days[0]), whole.at(days[-1])
        if last - first < _MOST:
            break
    return Bins(unit, first, last - first + 1)

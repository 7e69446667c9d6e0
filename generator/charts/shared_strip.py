"""One strip of time on which every row of a list has its mark."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from generator.charts.edtf_marks import kinds_shown, mark
from generator.charts.edtf_shapes import note_of
from generator.charts.figure import escaped
from generator.charts.markup import strip, time_axis
from generator.charts.scale import time_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.scale import TimeScale
    from generator.dates import Edtf
    from generator.derive.timeline import Row

_OUTLIERS: Final = 0.1
_GAP: Final = 0.4
_ROOM: Final = 0.06
"""The least share of the strip that an open or unknown end takes."""
_HIGH: Final = 40
"""How high the part of a tall strip is that holds the marks, in pixels."""


class SharedStrip:
    """A strip of time for the events of one list; its lines are written once and used again in every row."""

    def __init__(self, scale: TimeScale, grid_id: str) -> None:
        """Lay out a scale of time, under an id for its lines that is unique on the page."""
        self._scale = scale
        self._id = grid_id
        self._grid = f'<use href="#{escaped(grid_id)}"/>'
        self._axes = 0

    def axis(self) -> str:
        """Return the words over the strip; the first has what the others use again."""
        self._axes += 1
        if self._axes == 1:
            return time_axis(self._scale, self._id)
        return strip(f'{self._grid}<use href="#{escaped(self._id)}-words"/>', "axis")

    def row(self, row: Row) -> str:
        """Return the strip of one event."""
        return strip(self._grid + mark(row.when, self._scale, _other(row)))

    def tall(self, row: Row) -> str:
        """Return the strip of an event that may take many lines: the mark stands at the first, the lines run through."""
        return strip(f'{self._grid}<svg class="tall" height="{_HIGH}">{mark(row.when, self._scale, _other(row))}</svg>')

    def note(self, rows: Sequence[Row]) -> str:
        """Return how to read the marks of events."""
        return note_of({kind for row in rows for kind in kinds_shown(row.when, self._scale, _other(row))})


def shared_strip(rows: Sequence[Row], grid_id: str) -> SharedStrip | None:
    """Return the strip for events in order of time; nothing where there is none."""
    scale = time_scale(shown_days(rows))
    return SharedStrip(scale, grid_id) if scale else None


def days_of(rows: Sequence[Row]) -> list[date]:
    """Return the first and last day of each event that has them, in order of time."""
    return sorted(day for row in rows for day in (row.when.earliest, row.when.latest) if day is not None)


def shown_days(rows: Sequence[Row]) -> list[date]:
    """Return the days of events, in order, without a few events so far before all others that they would press the rest together."""
    spans = sorted((row.when.sort_key[0], row.when.latest or row.when.sort_key[0]) for row in rows)
    if not spans:
        return []
    ends = list(accumulate((last for _, last in spans), max))
    most = int(len(spans) * _OUTLIERS)
    least = _GAP * (ends[-1] - spans[0][0]).days
    cuts = [index for index in range(1, most + 1) if (spans[index][0] - ends[index - 1]).days > least]
    shown = [day for span in spans[cuts[-1] if cuts else 0 :] for day in span]
    return sorted([*shown, *_room(rows, min(shown), max(shown))])


def _room(rows: Sequence[Row], first: date, last: date) -> list[date]:
    """Return the days by which a strip must be longer for what is open or has an unknown end to be seen going on."""
    room = timedelta(days=int(_ROOM * (last - first).days))
    onward = [row.when.earliest for row in rows if row.when.earliest is not None and row.when.latest is None]
    before = [row.when.latest for row in rows if row.when.latest is not None and row.when.earliest is None]
    later = [max(onward) + room] if onward and max(onward) < date.max - room else []
    earlier = [min(before) - room] if before and min(before) > date.min + room else []
    return [day for day in (*earlier, *later) if not first <= day <= last]


def _other(row: Row) -> Edtf | None:
    return row.after.when if row.after else None

"""The time axis that the rows of a grid share, and the notation of dates on it, which shows exactly the precision of each date.

A dot is a day, a bar an interval, a hatched bar a month, season or year. Faded ends mean approximate, a dashed ring or frame uncertain.
Joined dots are the days of a set: hollow if it was one of them, with hatching between if it was any day from one to the other. A bar
that fades to the edge is open; a hatched one has an unknown end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from generator.figures.figure import AxisTick, Piece, Strip
from generator.figures.words import axis_month
from generator.language import _, cached_per_locale, in_a_drawing, sentence_list
from generator.model import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.figures.figure import DateStyle, Tone
    from generator.model import Edtf

    Shape = tuple[DateStyle, date, date]
    """A shape of a date: its style, first day, and the day after its last; for a dot, its day twice."""

NOTES: Final = names_of("dates.drawn")
"""The legend text of each style, in the order of notes."""
_SAME_NOTE: Final = {"ring": "uncertain", "halo": "uncertain", "frame": "uncertain", "open-before": "open", "unknown-before": "unknown"}
"""Styles that share the legend text of another."""


@lru_cache(maxsize=1 << 12)
def shapes(when: Edtf) -> tuple[Shape, ...]:
    """Return the shapes of a date, from bottom to top."""
    return tuple(_shapes(when))


def kinds(when: Edtf) -> frozenset[str]:
    """Return the keys of NOTES that a date needs."""
    notes = frozenset(_SAME_NOTE.get(style, style) for style, _start, _end in shapes(when))
    return (notes - {"hatch", "maybe"}) | {"range"} if is_range(when) else notes


def is_range(when: Edtf) -> bool:
    """Return whether a date is any day between two, not one of several listed ones."""
    return when.kind == "one-of" and "," not in when.text


def day_after(day: date) -> date:
    """Return the next day, or date.max for itself."""
    return day + timedelta(days=1) if day < date.max else day


def _shapes(when: Edtf) -> Iterator[Shape]:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        yield from _half_open(when)
        return
    whole = first, day_after(last)
    if when.kind in ("one-of", "all-of"):
        yield from _members(when, first, last)
    elif when.approximate:
        yield "fade", *whole
    elif when.kind == "interval":
        yield from _interval(when, first, last)
    elif when.kind != "day":
        yield "hatch", *whole
    elif not when.uncertain:
        yield "dot", first, first
    if when.uncertain and when.kind == "day":
        yield "halo" if when.approximate else "ring", first, first
    elif when.uncertain:
        yield "frame", *whole


def _half_open(when: Edtf) -> Iterator[Shape]:
    if when.earliest is not None:
        first, last = when.earliest, when.start_latest or when.earliest
        yield "open" if when.end == "open" else "unknown", last, date.max
    elif when.latest is not None:
        first, last = when.end_earliest or when.latest, when.latest
        yield "open-before" if when.start == "open" else "unknown-before", date.min, day_after(first)
    else:
        return
    if first != last:
        yield "fade" if when.approximate else "hatch", first, day_after(last)
    else:
        yield "ring" if when.uncertain else "dot", first, first


def _interval(when: Edtf, first: date, last: date) -> Iterator[Shape]:
    sure_from, sure_to = when.start_latest or first, when.end_earliest or last
    if sure_from > sure_to:
        yield "hatch", first, day_after(last)
        return
    if sure_from > first:
        yield "hatch", first, sure_from
    if last > sure_to:
        yield "hatch", day_after(sure_to), day_after(last)
    yield "bar", sure_from, day_after(sure_to)


def _members(when: Edtf, first: date, last: date) -> Iterator[Shape]:
    if is_range(when):
        yield from (("hatch", first, day_after(last)), ("maybe", first, first), ("maybe", last, last))
        return
    yield "join", first, last
    for part in when.parts:
        if part.earliest is not None and part.earliest == part.latest:
            yield "maybe" if when.kind == "one-of" else "member", part.earliest, part.earliest
        elif part.earliest is not None and part.latest is not None:
            yield "hatch", part.earliest, day_after(part.latest)


_LABEL_EDGE: Final = 94.0
"""The position in per cent from which ticks have no label."""
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
"""By number of months shown: the months between ticks, between labels, and the unit to which the start is rounded down."""
CLOSE: Final = 4.0
"""If all days of a set are within this distance, in per cent, they are drawn a few pixels apart."""
APART: Final = 5.0
"""Half of the distance between such days, in pixels."""
_MEMBERS: Final = frozenset({"member", "maybe"})
_MAX_OUTLIERS: Final = 0.1
"""The maximum share of dates before the start of an axis."""
_MIN_GAP: Final = 0.4
"""The minimum gap between those and the others, as a share of the whole time."""
_MIN_OPEN_END: Final = 0.06
"""The minimum share of a strip for an open or unknown end."""


@dataclass(frozen=True, slots=True)
class TimeStrip:
    """A time axis that maps a period to 0 to 100 per cent."""

    start: date
    end: date
    """The day after the last one."""
    step: int
    """The months between ticks."""
    label_step: int
    """The months between labels."""

    def at(self, day: date) -> float:
        """Return the position of the start of a day in per cent, clamped to the strip."""
        first = self.start.toordinal()
        share = (day.toordinal() - first) / (self.end.toordinal() - first) * 100
        return 0.0 if share <= 0 else min(share, 100.0)

    @property
    def ticks(self) -> tuple[AxisTick, ...]:
        """The ticks of the axis, from left to right."""
        return _ticks(self)

    def strip(self, when: Edtf, *, after: Edtf | None = None, tone: Tone = "accent", faint: bool = False) -> Strip:
        """Return a date on the strip; `after` is a date from which it is measured, drawn as a tick joined to it."""
        return Strip(tuple(self._pieces(when, after, tone, faint=faint)))

    def sign(self, when: Edtf, glyph: str) -> Strip:
        """Return a glyph at a date, on top of the date's uncertainty if its day is not known."""
        pieces = tuple(self._pieces(when, None, "plain", faint=True)) if when.kind != "day" or when.approximate or when.uncertain else ()
        first, last = when.earliest or when.latest, when.latest or when.earliest
        at = 50.0 if first is None or last is None else (self.at(first) + self.at(last)) / 2
        return Strip((*pieces, Piece("glyph", at, at, glyph=glyph, tone="plain")))

    def since(self, first: date, last: date | None) -> Strip:
        """Return a bar from one day to another, or to the edge if `last` is None."""
        start = self.at(first)
        bar = Piece("open", start, 100.0, faint=True) if last is None else Piece("bar", start, self.at(last), faint=True)
        return Strip((bar, Piece("dot", start, start)))

    def note(self, dates: Iterable[Edtf], *, measured: bool = False) -> str:
        """Return the legend of some dates."""
        shown = {kind for when in dates for kind in ({"before"} if self._is_before(when) else kinds(when))}
        return sentence_list(_(text) for kind, text in NOTES.items() if kind in shown or (measured and kind == "after"))

    def _is_before(self, when: Edtf) -> bool:
        return when.end == "known" and when.latest is not None and when.latest < self.start

    def _pieces(self, when: Edtf, after: Edtf | None, tone: Tone, *, faint: bool) -> Iterator[Piece]:
        if self._is_before(when):
            yield Piece("before", 0, 0, tone, faint)
            return
        if after is not None:
            at, origin = (self.at(day.sort_key[0]) for day in (when, after))
            yield Piece("join", min(at, origin), max(at, origin), tone, faint)
            yield Piece("tick", origin, origin, "plain")
        members: list[tuple[DateStyle, float]] = []
        for style, start, end in shapes(when):
            if style in _MEMBERS:
                members.append((style, self.at(start)))
            else:
                yield Piece(style, self.at(start), self.at(end), tone, faint)
        close = bool(members) and members[-1][1] - members[0][1] < CLOSE
        middle = sum(at for _style, at in members) / (len(members) or 1)
        for index, (style, at) in enumerate(members):
            place, shift = (middle, (2 * index - len(members) + 1) * APART) if close else (at, 0.0)
            yield Piece(style, place, place, tone, faint, shift=shift)


@cached_per_locale
def _ticks(strip: TimeStrip) -> tuple[AxisTick, ...]:
    ticks, last = [], _month_number(strip.end)
    for month in range(_month_number(strip.start) // strip.step * strip.step, last, strip.step):
        day = _first_of_month(month)
        position, label = strip.at(day), ""
        if month % strip.label_step == 0 and position <= _LABEL_EDGE:
            month_words = axis_month(day.month, day.year if day == strip.start else None)
            label = str(day.year) if day.month == 1 else in_a_drawing(month_words)
        ticks.append(AxisTick(position, label, day.month == 1))
    return tuple(ticks)


def time_strip(dates: Sequence[Edtf], *, also: Iterable[date] = ()) -> TimeStrip:
    """Return a strip for dates, and for further days that it must show.

    A few outliers long before all other dates are left out, since they would compress the rest.
    """
    days = [*_shown_days(dates), *also]
    return strip_of(min(days), max(days))


def strip_of(first: date, last: date) -> TimeStrip:
    """Return a strip from one day to another, rounded outwards to the tick interval."""
    begin, end = _month_number(first), _month_number(last)
    step, label_step, unit = next(steps for most, steps in _STEPS if end - begin < most)
    return TimeStrip(_first_of_month(begin // unit * unit), _first_of_month(end // step * step + step), step, label_step)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of_month(month: int) -> date:
    """Return the first day of a month by number, clamped to the calendar: the year 0 is drawn as the year 1."""
    return date(max(month // 12, 1), month % 12 + 1, 1) if month // 12 <= date.max.year else date.max


def days_of(dates: Iterable[Edtf]) -> list[date]:
    """Return the known first and last days of dates, sorted."""
    return sorted(day for when in dates for day in (when.earliest, when.latest) if day is not None)


def _shown_days(dates: Sequence[Edtf]) -> list[date]:
    spans = sorted((when.sort_key[0], when.latest or when.sort_key[0]) for when in dates)
    ends = list(accumulate((last for _, last in spans), max))
    most = int(len(spans) * _MAX_OUTLIERS)
    least = _MIN_GAP * (ends[-1] - spans[0][0]).days
    cuts = [index for index in range(1, most + 1) if (spans[index][0] - ends[index - 1]).days > least]
    shown = [day for span in spans[cuts[-1] if cuts else 0 :] for day in span]
    return sorted([*shown, *_open_end_days(dates, min(shown), max(shown))])


def _open_end_days(dates: Sequence[Edtf], first: date, last: date) -> list[date]:
    """Return days that extend a strip, so that open and unknown ends are visible."""
    room = timedelta(days=int(_MIN_OPEN_END * (last - first).days))
    onward = [when.earliest for when in dates if when.earliest is not None and when.latest is None]
    before = [when.latest for when in dates if when.latest is not None and when.earliest is None]
    later = [max(onward) + room] if onward and max(onward) < date.max - room else []
    earlier = [min(before) - room] if before and min(before) > date.min + room else []
    return [day for day in (*earlier, *later) if not first <= day <= last]

"""How a date is drawn: as far as it is known and no further, the same in every figure.

A dot is a day; a bar an interval; a hatched bar a month, season or year of which no more is known; faded ends mean about; a
dashed ring or frame means uncertain; two joined dots are the days of a set, hollow where it was one of them, with hatching
between where it was some day from one to the other; a bar that fades to the edge is still open; a hatched one has an end
that nobody knows.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.model import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.figures.figure import DateStyle
    from generator.model import Edtf

    Shape = tuple[DateStyle, date, date]
    """A piece of a date's drawing: its style, the day at which it begins, and the day after its last; for a dot, its day twice."""

NOTES: Final = names_of("dates.drawn")
"""How to read each style, in the order in which notes list them."""
_ALIKE: Final = {"ring": "uncertain", "halo": "uncertain", "frame": "uncertain", "open-before": "open", "unknown-before": "unknown"}
"""Styles that are read as another of NOTES."""


@lru_cache(maxsize=1 << 12)
def shapes(when: Edtf) -> tuple[Shape, ...]:
    """Return the pieces of a date's drawing, from the ground up."""
    return tuple(_shapes(when))


def kinds(when: Edtf) -> frozenset[str]:
    """Return which of NOTES a date's drawing needs."""
    found = frozenset(_ALIKE.get(style, style) for style, _start, _end in shapes(when))
    return (found - {"hatch", "maybe"}) | {"range"} if is_range(when) else found


def is_range(when: Edtf) -> bool:
    """Tell whether a date is some day between two, not one of several that are named."""
    return when.kind == "one-of" and "," not in when.text


def day_after(day: date) -> date:
    """Return the next day; the last day of the calendar has none and stays."""
    return day + timedelta(days=1) if day < date.max else day


def _shapes(when: Edtf) -> Iterator[Shape]:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        yield from _half(when)
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


def _half(when: Edtf) -> Iterator[Shape]:
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

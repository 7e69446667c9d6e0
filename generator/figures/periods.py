"""Periods, months and counts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.analysis import DECADE
from generator.language import SOURCE, _, cached_per_locale, current_locale, month_name, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.analysis import TimelinePeriod

_SHORT: Final = 3
"""How many letters of an English month stand on an axis."""


def dated(what: str, days: Sequence[date]) -> str:
    """Return what happened with the months from its first to its last day, 'January 2024 to June 2026'; by itself without a day."""
    if not days:
        return what
    start, end = (month_of(day.year, day.month) for day in (min(days), max(days)))
    return _("{what}, {period}", what=what, period=start if start == end else _("{start} to {end}", start=start, end=end))


@cached_per_locale
def month_of(year: int, month: int) -> str:
    """Return a month, 1 to 12, of a year in words: 'June 2025'."""
    return _("{month} {year}", month=month_name(month), year=year)


@cached_per_locale
def axis_month(month: int, year: int | None) -> str:
    """Return a month, 1 to 12, as it stands on an axis: 'Sep', 'Sep 2025'."""
    name = month_name(month)[:_SHORT] if current_locale().tag == SOURCE else month_name(month, short=True)
    return name if year is None else _("{month} {year}", month=name, year=year)


@cached_per_locale
def events_of(number: int) -> str:
    """Return a number of events: '1 event', '3 events'."""
    return ngettext("{number} event", "{number} events", number)


def period_label(period: TimelinePeriod[Any]) -> str:
    """Return a stretch of time in words: '2024', '1960s', '1900 to 1999'."""
    if period.start is None:
        return _("Date not known")
    if period.length == 1:
        return str(period.start)
    if period.length == DECADE:
        return _("{year}s", year=period.start)
    return _("{first} to {last}", first=max(1, period.start), last=period.start + period.length - 1)

"""The pages over which the timeline is spread where one would be too long, and where on them each record stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.derive.timeline import TimelinePeriod, by_year, periods, timeline
from generator.pages.page import Address, address_of
from generator.records import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.corpus import Corpus
    from generator.records import Record

TIMELINE: Final = "timeline.md"
MOST_ON_ONE: Final = 40
"""The most events on one page; with more, each stretch of time has a page of its own."""


@dataclass(frozen=True, slots=True)
class TimelineStretch:
    """A stretch of time with a page of its own."""

    path: str
    period: TimelinePeriod


@lru_cache(maxsize=4)
def stretches(corpus: Corpus) -> Sequence[TimelineStretch]:
    """Return the stretches of time in order, each with its page; none where all events stand on one.

    A stretch is a year; where years are many, it is a decade or longer, but for one of too many events, whose years are apart.
    """
    rows = timeline(corpus, corpus.all(Event), retired=True)
    if len(rows) <= MOST_ON_ONE:
        return ()
    return [TimelineStretch(f"timeline/{_name(one)}.md", one) for period in periods(by_year(rows)) for one in _split(period)]


def _split(period: TimelinePeriod) -> Iterator[TimelinePeriod]:
    if period.events <= MOST_ON_ONE or len(period.years) == 1:
        yield period
    else:
        yield from (TimelinePeriod(year.year, 1, [year]) for year in period.years)


def _name(period: TimelinePeriod) -> str:
    """Return a stretch as an address says it, the same in every language."""
    if period.start is None:
        return "date-not-known"
    return str(period.start) if period.length == 1 else f"{period.start}-{period.start + period.length - 1}"


@lru_cache(maxsize=4)
def _pages_of_events(corpus: Corpus) -> Mapping[str, str]:
    return {row.event.id: one.path for one in stretches(corpus) for year in one.period.years for row in year.rows}


def place_of(corpus: Corpus, record: Record) -> Address:
    """Return where a record stands with all that is known of it; its lasting address (`address_of`) at least leads there."""
    address = address_of(record)
    path = _pages_of_events(corpus).get(record.id) if isinstance(record, Event) else None
    return address._replace(path=path) if path else address

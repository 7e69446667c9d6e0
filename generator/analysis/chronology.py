"""Dated records in chronological order, events in lanes by issue or actor, and places with their records.

The number of lanes is limited to what readers can tell apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Generic, Literal, NamedTuple, TypeVar

from generator.model import Act, Cost, Event, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.model import Corpus, Edtf

    Located = Event | Act | Cost

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Item]):
    """A stretch of whole years, and the events or other dated items that began in it."""

    start: int | None
    """Its first year, or None for undated items."""
    length: int
    """Its length in years."""
    rows: Sequence[Item]
    years: Sequence[Stretch[Item]] = ()
    """For a stretch of several years, the years or spans of years in which its items began."""

    @property
    def slug(self) -> str:
        """The stretch in a path, the same in every language: '2024', '1960-1969'."""
        if self.start is None:
            return "date-not-known"
        return str(self.start) if self.length == 1 else f"{self.start}-{self.start + self.length - 1}"


DECADE: Final = 10
_LENGTHS: Final = (1, DECADE, 100, 1000)
MOST_PERIODS: Final = 25
"""The most stretches to offer as a choice, if longer stretches can reduce their number."""


def timeline(events: Iterable[Event], *, retired: bool = False) -> list[Event]:
    """Return events in chronological order, then by id. Retired events are left out unless `retired`."""
    shown = (event for event in events if retired or event.retired is None)
    return sorted(shown, key=lambda event: (event.when.sort_key, event.id))


def measured_from(corpus: Corpus, event: Event) -> Event | None:
    """Return the event that another event's date is relative to, or None."""
    return corpus.find(Event, event.after.event) if event.after else None


def _years_of(when: Edtf | None) -> tuple[int | None, int]:
    """Return the year in which a date begins (or ends, if the beginning is unknown) and the number of years in which it may have begun."""
    day = (when.earliest or when.latest) if when else None
    if when is None or day is None:
        return None, 1
    return day.year, when.start_latest.year - day.year + 1 if when.earliest and when.start_latest else 1


def in_years(
    items: Iterable[Item], when: Callable[[Item], Edtf | None] = attrgetter("when"), *, newest_first: bool = False
) -> list[Stretch[Item]]:
    """Group items by the year in which they began, undated ones last.

    Items that began in a year or one of the following come before those of the year itself, the least precise first.
    """
    by_years: dict[tuple[int | None, int], list[Item]] = {}
    for item in items:
        by_years.setdefault(_years_of(when(item)), []).append(item)
    order = sorted(by_years, key=lambda years: ((years[0] or 0) * (-1 if newest_first else 1), -years[1]))
    return [Stretch(*years, by_years[years]) for years in sorted(order, key=lambda years: years[0] is None)]


def periods(years: Iterable[Stretch[Item]]) -> list[Stretch[Item]]:
    """Group years, in chronological order, into the shortest stretches of which there are no more than MOST_PERIODS."""
    for length in _LENGTHS:
        by_stretch: dict[tuple[int | None, int], list[Stretch[Item]]] = {}
        for year in years:
            stretch = (year.start, year.length) if year.start is None or year.length > length else (year.start // length * length, length)
            by_stretch.setdefault(stretch, []).append(year)
        if len(by_stretch) <= MOST_PERIODS:
            break
    return [Stretch(*stretch, [row for year in inside for row in year.rows], inside) for stretch, inside in by_stretch.items()]


def stretches(years: Sequence[Stretch[Item]], is_full: Callable[[Sequence[Item]], bool]) -> list[Stretch[Item]]:
    """Group years, in chronological order, into stretches, leaving the years of a full one separate."""
    shown: list[Stretch[Item]] = []
    for period in periods(years):
        apart = len(period.years) > 1 and is_full(period.rows)
        shown += [replace(year, years=[year]) for year in period.years] if apart else [period]
    return shown


By = Literal["issue", "actor"]
MOST_LANES: Final = 8
FEWEST_IN_LANE: Final = 2
"""The fewest events for a lane or page of their own; also the fewest lanes of an overview."""


class Lane(NamedTuple):
    """Events that belong together; an event may be in the lanes of several actors."""

    id: str
    """The issue or actor, or empty for the rest."""
    rows: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes of an overview, the one with most events first, the rest last."""

    by: By
    lanes: Sequence[Lane]
    everywhere: Sequence[Lane]
    """Actors named in more than half of all events; their lanes would repeat the whole timeline, so they are left out."""
    events: int


def lanes_of(rows: Sequence[Event], by: By) -> Lanes:
    """Return events, in chronological order, in lanes by issue or actor."""
    by_key = grouped(rows, by)
    common = [] if by == "issue" else [key for key in by_key if len(by_key[key]) * 2 > len(rows)]
    eligible = [key for key in by_key if key not in common and (by == "issue" or len(by_key[key]) >= FEWEST_IN_LANE)]
    if len(eligible) < FEWEST_IN_LANE:
        common, eligible = [], list(by_key)
    is_whole = len(eligible) < MOST_LANES or all(set(keys_of(row, by)) & set(eligible) for row in rows)  # no lane is needed for the rest
    chosen = eligible if len(eligible) <= MOST_LANES and is_whole else eligible[: MOST_LANES - 1]
    rest = [row for row in rows if not set(keys_of(row, by)) & set(chosen)]
    lanes = [*(Lane(key, by_key[key]) for key in chosen), *([Lane("", rest)] if rest else [])]
    return Lanes(by, lanes, [Lane(key, by_key[key]) for key in common], len(rows))


def keys_of(event: Event, by: By) -> Iterable[str]:
    """Return the issue of an event, if any, or its distinct actors."""
    if by == "actor":
        return dict.fromkeys(event.actors)
    return (event.issue,) if event.issue else ()


def grouped(events: Iterable[Event], by: By) -> dict[str, list[Event]]:
    """Return the events of each issue or actor, those with most first."""
    by_key: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for key in keys_of(event, by):
            by_key[key].append(event)
    return dict(sorted(by_key.items(), key=lambda item: (-len(item[1]), item[0])))


@dataclass(frozen=True, slots=True)
class Stop:
    """A place with its records, earliest first, undated last."""

    place: Place
    records: Sequence[Located]


def stops(corpus: Corpus, records: Iterable[Located]) -> list[Stop]:
    """Return the places that records name, in the order of their first records; retired places and records are left out."""
    by_place: dict[str, list[Located]] = {}
    standing = (record for record in records if record.retired is None)
    for record in sorted(standing, key=lambda record: (record.date is None, record.date.sort_key if record.date else (), *record.key)):
        for place in record.places:
            by_place.setdefault(place, []).append(record)
    places = {place.id: place for place in corpus.all(Place) if place.retired is None}
    return [Stop(places[place], named) for place, named in by_place.items() if place in places]


def all_stops(corpus: Corpus) -> list[Stop]:
    """Return every place on record; those without records come last, by name."""
    named = stops(corpus, [*corpus.all(Event), *corpus.all(Act), *corpus.all(Cost)])
    others = {place for place in corpus.all(Place) if place.retired is None} - {stop.place for stop in named}
    return [*named, *(Stop(place, ()) for place in sorted(others, key=lambda place: (place.name.casefold(), place.id)))]

"""Dated records in order of time, and events by issue or by actor: the lanes of an overview, at most as many as can be told apart.

And places with what is on record there, in order of time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Generic, Literal, NamedTuple, TypeVar

from generator.model import Act, Cost, Event, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.model import Corpus, Edtf

    Located = Event | Act | Cost

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Year(Generic[Item]):
    """What began in one year: events, or other things with a date."""

    year: int | None
    rows: Sequence[Item]


@dataclass(frozen=True, slots=True)
class TimelinePeriod(Generic[Item]):
    """The years in one stretch of time: one year, or a decade, century or millennium where there are many."""

    start: int | None
    """The year in which the stretch begins."""
    length: int
    """How many years it has: 1, 10, 100 or 1000."""
    years: Sequence[Year[Item]]

    @property
    def slug(self) -> str:
        """The stretch as an address says it, the same in every language: '2024', '1960-1969'."""
        if self.start is None:
            return "date-not-known"
        return str(self.start) if self.length == 1 else f"{self.start}-{self.start + self.length - 1}"

    @property
    def rows(self) -> list[Item]:
        """What began in it."""
        return [row for year in self.years for row in year.rows]


DECADE: Final = 10
_LENGTHS: Final = (1, DECADE, 100, 1000)
MOST_PERIODS: Final = 25
"""The most stretches of time that a reader is given to choose from at once, where longer ones make them fewer."""


def timeline(events: Iterable[Event], *, retired: bool = False) -> list[Event]:
    """Return events in order of time; those with the same date by id. Retired events are left out unless asked for."""
    shown = (event for event in events if retired or event.retired is None)
    return sorted(shown, key=lambda event: (event.when.sort_key, event.id))


def measured_from(corpus: Corpus, event: Event) -> Event | None:
    """Return the event from which the date of another is measured."""
    return corpus.find(Event, event.after.event) if event.after else None


def year_of(when: Edtf | None) -> int | None:
    """Return the year in which a date begins, or ends where that is not known; nothing where neither is."""
    day = (when.earliest or when.latest) if when else None
    return day.year if day else None


def in_years(
    items: Iterable[Item], when: Callable[[Item], Edtf | None] = attrgetter("when"), *, newest_first: bool = False
) -> list[Year[Item]]:
    """Return things in any order by the years of their dates; those without a year last."""
    found: dict[int | None, list[Item]] = {}
    for item in items:
        found.setdefault(year_of(when(item)), []).append(item)
    order = sorted((year for year in found if year is not None), reverse=newest_first)
    return [Year(year, found[year]) for year in (*order, *({None} & found.keys()))]


def periods(years: Sequence[Year[Item]]) -> list[TimelinePeriod[Item]]:
    """Return years in order of time grouped into stretches, the shortest of which there are not too many to choose from."""
    for length in _LENGTHS:
        found = [
            TimelinePeriod(start, length, list(group))
            for start, group in groupby(years, key=lambda year: year.year and year.year // length * length)
        ]
        if len(found) <= MOST_PERIODS:
            break
    return found


def stretches(years: Sequence[Year[Item]], is_full: Callable[[Sequence[Item]], bool]) -> list[TimelinePeriod[Item]]:
    """Return years in order of time grouped into stretches, but for one that is too full, whose years are apart."""
    found: list[TimelinePeriod[Item]] = []
    for period in periods(years):
        apart = len(period.years) > 1 and is_full(period.rows)
        found += [TimelinePeriod(year.year, 1, [year]) for year in period.years] if apart else [period]
    return found


By = Literal["issue", "actor"]
MOST_LANES: Final = 8
FEWEST_IN_LANE: Final = 2
"""The fewest events that make a lane of their own, or are named as many."""


class Lane(NamedTuple):
    """Events that belong together; one event may stand in the lanes of several actors."""

    id: str
    """The issue or actor; nothing for what is left."""
    rows: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes of an overview, the fullest first, what is left last."""

    by: By
    lanes: Sequence[Lane]
    everywhere: Sequence[Lane]
    """Actors named in more than half of all events, whose lane would be the whole timeline again and is left out."""
    events: int


def lanes_of(rows: Sequence[Event], by: By) -> Lanes:
    """Return events, given in order of time, in lanes by issue or by actor."""
    found = grouped(rows, by)
    common = [] if by == "issue" else [key for key in found if len(found[key]) * 2 > len(rows)]
    able = [key for key in found if key not in common and (by == "issue" or len(found[key]) >= FEWEST_IN_LANE)]
    if len(able) < FEWEST_IN_LANE:
        common, able = [], list(found)
    is_whole = len(able) < MOST_LANES or all(set(keys_of(row, by)) & set(able) for row in rows)  # no lane is needed for what is left
    chosen = able if len(able) <= MOST_LANES and is_whole else able[: MOST_LANES - 1]
    rest = [row for row in rows if not set(keys_of(row, by)) & set(chosen)]
    lanes = [*(Lane(key, found[key]) for key in chosen), *([Lane("", rest)] if rest else [])]
    return Lanes(by, lanes, [Lane(key, found[key]) for key in common], len(rows))


def keys_of(event: Event, by: By) -> Iterable[str]:
    """Return the issue of an event, if it has one, or the actors that it names, each once."""
    if by == "actor":
        return dict.fromkeys(event.actors)
    return (event.issue,) if event.issue else ()


def grouped(events: Iterable[Event], by: By) -> dict[str, list[Event]]:
    """Return the events of each issue or actor, those with most first."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for key in keys_of(event, by):
            found[key].append(event)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


@dataclass(frozen=True, slots=True)
class Stop:
    """A place with what is on record there, the earliest first, what has no date last."""

    place: Place
    records: Sequence[Located]


def stops(corpus: Corpus, records: Iterable[Located]) -> list[Stop]:
    """Return the places that records name, in the order in which something first happened there; what is retired is left out."""
    found: dict[str, list[Located]] = {}
    standing = (one for one in records if one.retired is None)
    for record in sorted(standing, key=lambda one: (one.date is None, one.date.sort_key if one.date else (), *one.key)):
        for place in record.places:
            found.setdefault(place, []).append(record)
    known = {place.id: place for place in corpus.all(Place) if place.retired is None}
    return [Stop(known[place], named) for place, named in found.items() if place in known]


def all_stops(corpus: Corpus) -> list[Stop]:
    """Return every place on record, those where nothing is on record last, by name."""
    named = stops(corpus, [*corpus.all(Event), *corpus.all(Act), *corpus.all(Cost)])
    others = {place for place in corpus.all(Place) if place.retired is None} - {stop.place for stop in named}
    return [*named, *(Stop(place, ()) for place in sorted(others, key=lambda place: (place.name.casefold(), place.id)))]

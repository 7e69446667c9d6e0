"""Dated records in order of time, and events by issue or by actor: the lanes of an overview, at most as many as can be told apart.

And places with what is on record there, in order of time.
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
    """A stretch of time in whole years, and what began in it: events, or other things with a date."""

    start: int | None
    """Its first year; nothing for what has no date."""
    length: int
    """How many years it has."""
    rows: Sequence[Item]
    years: Sequence[Stretch[Item]] = ()
    """Of one of several years, each of them in which something began, or the few in one of which it did."""

    @property
    def slug(self) -> str:
        """The stretch as an address says it, the same in every language: '2024', '1960-1969'."""
        if self.start is None:
            return "date-not-known"
        return str(self.start) if self.length == 1 else f"{self.start}-{self.start + self.length - 1}"


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


def _years_of(when: Edtf | None) -> tuple[int | None, int]:
    """Return the year in which a date begins, or ends where that is not known, and in how many from there on it may have begun."""
    day = (when.earliest or when.latest) if when else None
    if when is None or day is None:
        return None, 1
    return day.year, when.start_latest.year - day.year + 1 if when.earliest and when.start_latest else 1


def in_years(
    items: Iterable[Item], when: Callable[[Item], Edtf | None] = attrgetter("when"), *, newest_first: bool = False
) -> list[Stretch[Item]]:
    """Return things in any order by the years in which they began, those without one last.

    What began in that year or in one of the next stands before it, the least known first.
    """
    found: dict[tuple[int | None, int], list[Item]] = {}
    for item in items:
        found.setdefault(_years_of(when(item)), []).append(item)
    order = sorted(found, key=lambda years: ((years[0] or 0) * (-1 if newest_first else 1), -years[1]))
    return [Stretch(*years, found[years]) for years in sorted(order, key=lambda years: years[0] is None)]


def periods(years: Iterable[Stretch[Item]]) -> list[Stretch[Item]]:
    """Return years in order of time grouped into stretches, the shortest of which there are not too many to choose from."""
    for length in _LENGTHS:
        found: dict[tuple[int | None, int], list[Stretch[Item]]] = {}
        for year in years:
            stretch = (year.start, year.length) if year.start is None or year.length > length else (year.start // length * length, length)
            found.setdefault(stretch, []).append(year)
        if len(found) <= MOST_PERIODS:
            break
    return [Stretch(*stretch, [row for year in inside for row in year.rows], inside) for stretch, inside in found.items()]


def stretches(years: Sequence[Stretch[Item]], is_full: Callable[[Sequence[Item]], bool]) -> list[Stretch[Item]]:
    """Return years in order of time grouped into stretches, but for one that is too full, whose years are apart."""
    found: list[Stretch[Item]] = []
    for period in periods(years):
        apart = len(period.years) > 1 and is_full(period.rows)
        found += [replace(year, years=[year]) for year in period.years] if apart else [period]
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

"""Places with what is on record there, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Act, Cost, Event, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Corpus

    Located = Event | Act | Cost


@dataclass(frozen=True, slots=True)
class Stop:
    """A place with what is on record there, the earliest first, what has no date last."""

    place: Place
    records: Sequence[Located]


def stops(corpus: Corpus, records: Iterable[Located]) -> list[Stop]:
    """Return the places that records name, in the order in which something first happened there; what is retired is left out."""
    found: dict[str, list[Located]] = {}
    for record in sorted((one for one in records if one.retired is None), key=_order):
        for place in record.places:
            found.setdefault(place, []).append(record)
    known = {place.id: place for place in corpus.all(Place) if place.retired is None}
    return [Stop(known[place], named) for place, named in found.items() if place in known]


def all_stops(corpus: Corpus) -> list[Stop]:
    """Return every place on record, those where nothing is on record last, by name."""
    named = stops(corpus, [*corpus.all(Event), *corpus.all(Act), *corpus.all(Cost)])
    others = {place for place in corpus.all(Place) if place.retired is None} - {stop.place for stop in named}
    return [*named, *(Stop(place, ()) for place in sorted(others, key=lambda place: (place.name.casefold(), place.id)))]


def _order(record: Located) -> tuple[bool, object, str, str]:
    when = record.date
    return when is None, when.sort_key if when else (), *record.key

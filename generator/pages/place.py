"""The page of a place: where it is and how that is known, what is on record there, how far something is said to reach from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.places import Stop, all_stops
from generator.figures.maps import KINDS, KNOWN, km_words
from generator.language import numeral, say
from generator.pages import figures
from generator.pages.blocks import Backlinks, Fact, backlinks, facts
from generator.pages.citations import Citations, SourceEntry
from generator.pages.foot import Foot, foot
from generator.pages.page import Page, Rich, address_of
from generator.pages.ways import Beside, beside
from generator.pages.words import row_of
from generator.records import Place
from generator.records.shared import evidence_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk

ON_THE_MAP = "What is on record there"
"""The heading of backlinks that the list beside the map has."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What the page of a place shows."""

    name: str
    kind: str
    summary: Rich
    contested: Rich
    retired: Rich
    facts: Sequence[Fact]
    map: str
    ranges: str
    backlinks: Sequence[Backlinks]
    sources: Sequence[SourceEntry]
    foot: Foot
    beside: Beside


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every place."""
    order = sorted(desk.corpus.all(Place), key=lambda place: (place.name.casefold(), place.id))
    found = {stop.place: stop for stop in all_stops(desk.corpus)}
    for place in order:
        path = address_of(place).path
        view = _view(desk.at(path), found.get(place, Stop(place, ())), order)
        described = say("{kind}: where it is, how exactly that is known, and what happened there.", kind=say(KINDS[place.kind]))
        yield Page(path, "place", place.name, described, "place.md.j2", view, place.path)


def _view(desk: Desk, stop: Stop, order: Sequence[Place]) -> PlaceView:
    place = stop.place
    citations = Citations(desk, list(evidence_in(place)))
    return PlaceView(
        place.name,
        say(KINDS[place.kind]),
        desk.rich(place.summary, citations),
        desk.rich(place.contested, citations),
        desk.retired(place),
        facts(
            (say("Position"), (position_words(place), *citations.refs(place.evidence))),
            (say("How exactly known"), say(KNOWN[place.known])),
            (say("Reach of the area"), say("{distance} around", distance=km_words(place.radius_km)) if place.radius_km else None),
            (say("Also written"), row_of(place.aliases)),
        ),
        figures.places(desk, [stop], whole=True),
        figures.ranges(desk, [place], citations=citations) if place.ranges else "",
        backlinks(desk, place, without=(ON_THE_MAP,)),
        citations.entries,
        foot(desk, place),
        beside(desk, order, place),
    )


def position_words(place: Place) -> str:
    """Return a position for readers: '33.7° N, 73.17° E'."""
    north, east = (numeral(f"{abs(part):f}") for part in (place.latitude, place.longitude))
    latitude = say("{degrees}° S", degrees=north) if place.latitude < 0 else say("{degrees}° N", degrees=north)
    longitude = say("{degrees}° W", degrees=east) if place.longitude < 0 else say("{degrees}° E", degrees=east)
    return say("{latitude}, {longitude}", latitude=latitude, longitude=longitude)

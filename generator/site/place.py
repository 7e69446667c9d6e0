"""The page of a place: where it is and how that is known, what is on record there, how far something is said to reach from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analysis import Stop
from generator.figures import km_words
from generator.language import _, numeral
from generator.model import PLACE_KINDS, PLACE_PRECISION, Place, evidence_in
from generator.site import figures
from generator.site.citations import Citations
from generator.site.page import Page, View, address_of
from generator.site.page_parts import backlinks, facts
from generator.site.record_actions import record_actions
from generator.site.wayfinding import neighbours
from generator.site.words import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.context import PageContext

ON_THE_MAP = "What is on record there"
"""The heading of backlinks that the list beside the map has."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of every place."""
    order = sorted(context.corpus.all(Place), key=lambda place: (place.name.casefold(), place.id))
    found = {stop.place: stop for stop in context.facts.stops}
    for path, number in context.wanted((address_of(one).path, number) for number, one in enumerate(order)):
        place, around = order[number], neighbours(context.at(path), order, number)
        view = _view(context.at(path), found.get(place, Stop(place, ())), around)
        described = _("{kind}: where it is, how exactly that is known, and what happened there.", kind=_(PLACE_KINDS[place.kind]))
        yield Page(path, "place", place.name, described, "place.md.j2", view, place.path)


def _view(context: PageContext, stop: Stop, around: View) -> View:
    place = stop.place
    citations = Citations(context, list(evidence_in(place)))
    return View(
        name=place.name,
        kind=_(PLACE_KINDS[place.kind]),
        summary=context.rich(place.summary, citations),
        contested=context.rich(place.contested, citations),
        retired=context.retired(place),
        facts=facts(
            (_("Position"), (position_words(place), *citations.refs(place.evidence))),
            (_("How exactly known"), _(PLACE_PRECISION[place.known])),
            (_("Reach of the area"), _("{distance} around", distance=km_words(place.radius_km)) if place.radius_km else None),
            (_("Also written"), row_of(place.aliases)),
        ),
        map=figures.places(context, [stop], whole=True),
        ranges=figures.ranges(context, [place], citations=citations) if place.ranges else None,
        backlinks=backlinks(context, place, without=(ON_THE_MAP,)),
        sources=citations.entries,
        record_actions=record_actions(context, place),
        neighbours=around,
    )


def position_words(place: Place) -> str:
    """Return a position for readers: '33.7° N, 73.17° E'."""
    north, east = (numeral(f"{abs(part):f}") for part in (place.latitude, place.longitude))
    latitude = _("{degrees}° S", degrees=north) if place.latitude < 0 else _("{degrees}° N", degrees=north)
    longitude = _("{degrees}° W", degrees=east) if place.longitude < 0 else _("{degrees}° E", degrees=east)
    return _("{latitude}, {longitude}", latitude=latitude, longitude=longitude)

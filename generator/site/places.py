"""The overview of places, with a map, and a page per place: position and its precision, records there, and ranges."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from generator.analysis import Stop, all_stops
from generator.figures import MOST_WHOLE, is_disputed, km_words, status_sign
from generator.language import N_, _, numeral
from generator.model import PLACE_KINDS, PLACE_PRECISION, Place, evidence_in
from generator.site import figures
from generator.site.citations import Citations
from generator.site.page import Page, View, row_of
from generator.site.page_parts import backlink_list, backlinks, facts, in_order
from generator.site.parts import ListOfPage, by_letter, by_year, in_parts, row_weight
from generator.site.record_actions import record_actions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import Located
    from generator.model import Backlink
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

_MOST_LISTED: Final = 5
"""How many records of a place are listed beside a map of many places."""
ON_THE_MAP = N_("What is on record there")
"""The heading of the backlinks that the list beside the map already has."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the overview of places and a page per place; nothing if there are no places.

    If there are too many places for one page, the overview links to a page per letter, each with a map; the page of a place with very many
    records or backlinks links to pages for parts of them.
    """
    order = sorted(context.corpus.all(Place), key=lambda place: (place.name.casefold(), place.id))
    if not order:
        return
    stops = all_stops(context.corpus)
    page = Page("places/index.md", "places", _("Places"), _("Where it happened, and how exactly that is known."), "places.md.j2", None)
    name = attrgetter("place.name")
    weigh = row_weight(lambda stop: (stop.place.name, *(record.label for record in stop.records[:_MOST_LISTED])), 2_500)  # and on two maps
    named = ListOfPage("all", "", stops, weigh, partial(by_letter, filed=name))
    yield from in_parts(context, page, [named], _overview, title_of=name)
    by_place = {stop.place: stop for stop in stops}
    for path, place, around in in_order(context, order):
        described = _("{kind}: where it is, how exactly that is known, and what happened there.", kind=_(PLACE_KINDS[place.kind]))
        page = Page(path, "place", place.name, described, "place.md.j2", None, place.path)
        stop = by_place.get(place, Stop(place, ()))
        yield from in_parts(context, page, _lists(context, stop), partial(_view, stop=stop, around=around))


def _overview(here: PageContext, part: ListPart, stops: Sequence[Stop]) -> View:
    centres = [stop.place for stop in stops if stop.place.ranges]
    return View(
        part=part,
        map=figures.places(here, stops) if stops else None,
        ranges=figures.ranges(here, centres) if centres else None,
        retired=[here.link(place) for place in here.corpus.all(Place) if place.retired and not part.label],
    )


def _lists(context: PageContext, stop: Stop) -> list[ListOfPage[Any]]:
    """Return the records at a place, if the map does not list them all, and its backlinks."""
    weigh = row_weight(attrgetter("label", "id"), 100)
    records = stop.records if len(stop.records) > MOST_WHOLE else ()
    return [
        ListOfPage("on-record", _(ON_THE_MAP), records, weigh, partial(by_year, when=attrgetter("date")), is_first=True),
        backlink_list(context, stop.place, without=(ON_THE_MAP,)),
    ]


def _view(context: PageContext, part: ListPart, records: Sequence[Located], uses: Sequence[Backlink], *, stop: Stop, around: View) -> View:
    place = stop.place
    citations = Citations(context, list(evidence_in(place)))
    return View(
        part=part,
        kicker=_("Place"),
        kind=_(PLACE_KINDS[place.kind]),
        summary=context.rich(place.summary, citations),
        refs=(),
        contested=context.rich(place.contested, citations),
        retired=context.retired(place),
        facts=facts(
            (_("Position"), (position_words(place), *citations.refs(place.evidence))),
            (_("How exactly known"), _(PLACE_PRECISION[place.known])),
            (_("Reach of the area"), _("{distance} around", distance=km_words(place.radius_km)) if place.radius_km else None),
            (_("Also written"), row_of(place.aliases)),
        ),
        map=None if part.label else figures.places(context, [stop], whole=True),
        ranges=figures.ranges(context, [place], citations=citations) if place.ranges and not part.label else None,
        records=[
            View(
                when=record.date.words() if record.date else "",
                link=context.link(record),
                doubt=status_sign("disputed") if is_disputed(record) else None,
            )
            for record in records
        ],
        backlinks=backlinks(context, uses),
        sources=() if part.label else citations.entries,
        record_actions=record_actions(context, place),
        neighbours=around,
        beside=_("Beside this place"),
    )


def position_words(place: Place) -> str:
    """Return a position in degrees: '33.7° N, 73.17° E'."""
    north, east = (numeral(f"{abs(part):f}") for part in (place.latitude, place.longitude))
    latitude = _("{degrees}° S", degrees=north) if place.latitude < 0 else _("{degrees}° N", degrees=north)
    longitude = _("{degrees}° W", degrees=east) if place.longitude < 0 else _("{degrees}° E", degrees=east)
    return _("{latitude}, {longitude}", latitude=latitude, longitude=longitude)

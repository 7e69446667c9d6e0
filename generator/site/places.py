"""The page of all places, on a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.language import _
from generator.model import Place
from generator.site import figures
from generator.site.letters import heading, heading_order
from generator.site.page import Link, Page
from generator.site.parts import by_letter, in_parts, is_long, row_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import Stop
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.site.parts import ListPart

PATH = "places/index.md"
_OF_A_PLACE: Final = 2_500
"""What a place weighs beside its name and the records there: its point on two drawings of a map, and its row below it."""
_MOST_TOLD: Final = 5
"""How many records of a place are told beside a map of many."""


@dataclass(frozen=True, kw_only=True)
class PlacesView:
    """What the page of all places shows."""

    part: ListPart
    map: FigureView | None
    ranges: FigureView | None
    """How far something is said to reach, or nothing."""
    retired: Sequence[Link]


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all places, where there are any: one, or one that leads to a page for each letter, each with a map."""
    if not context.corpus.all(Place):
        return
    found = context.facts.stops
    page = Page(PATH, "places", _("Places"), _("Where it happened, and how exactly that is known."), "places.md.j2", None)
    named = sorted(found, key=lambda stop: (heading_order(heading(stop.place.name)), stop.place.name.casefold(), stop.place.id))
    parts = by_letter("places/all", named, _name, _weigh) if is_long(found, _weigh) else ()
    yield from in_parts(context, page, found, parts, _view, begins=_name)


def _name(stop: Stop) -> str:
    return stop.place.name


def _weigh(stop: Stop) -> int:
    return _OF_A_PLACE + row_weight(stop.place.name, *(one.label for one in stop.records[:_MOST_TOLD]))


def _view(here: PageContext, found: Sequence[Stop], part: ListPart) -> PlacesView:
    stops = found if part.has_items else ()
    centres = [stop.place for stop in stops if stop.place.ranges]
    return PlacesView(
        part=part,
        map=figures.places(here, stops) if stops else None,
        ranges=figures.ranges(here, centres) if centres else None,
        retired=[here.link(place) for place in here.corpus.all(Place) if place.retired and not part.label],
    )

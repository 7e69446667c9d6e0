"""The page of all places, on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.language import _
from generator.model import Place
from generator.site import figures
from generator.site.letters import heading, heading_order
from generator.site.page import Page, View
from generator.site.parts import by_letter, in_parts, is_long, row_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import Stop
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

PATH = "places/index.md"
_OF_A_PLACE: Final = 2_500
"""What a place weighs beside its name and the records there: its point on two drawings of a map, and its row below it."""
_MOST_TOLD: Final = 5
"""How many records of a place are told beside a map of many."""


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


def _view(here: PageContext, found: Sequence[Stop], part: ListPart) -> View:
    stops = found if part.has_items else ()
    centres = [stop.place for stop in stops if stop.place.ranges]
    return View(
        part=part,
        map=figures.places(here, stops) if stops else None,
        ranges=figures.ranges(here, centres) if centres else None,
        retired=[here.link(place) for place in here.corpus.all(Place) if place.retired and not part.label],
    )

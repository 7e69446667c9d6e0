"""The page of all places, on a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.pages import figures
from generator.pages.page import Link, Page
from generator.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext
    from generator.pages.gallery import FigureView

PATH = "places/index.md"


@dataclass(frozen=True, kw_only=True)
class PlacesView:
    """What the page of all places shows."""

    map: FigureView | None
    ranges: FigureView | None
    """How far something is said to reach, or nothing."""
    retired: Sequence[Link]


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all places; none where there is none."""
    here = context.at(PATH)
    places = here.corpus.all(Place)
    if not places:
        return
    stops = here.facts.stops
    centres = [stop.place for stop in stops if stop.place.ranges]
    view = PlacesView(
        map=figures.places(here, stops) if stops else None,
        ranges=figures.ranges(here, centres) if centres else None,
        retired=[here.link(place) for place in places if place.retired],
    )
    yield Page(PATH, "places", _("Places"), _("Where it happened, and how exactly that is known."), "places.md.j2", view)

"""The pages of what happened that name one actor, or that was about one issue."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from generator.analysis import by_year, periods
from generator.language import _
from generator.model import Actor
from generator.site import figures
from generator.site.page import Address, Page, View, href
from generator.site.parts import by_year as parts_by_year
from generator.site.parts import in_parts, is_long, row_weight
from generator.site.shared_pages import TIMELINE
from generator.site.timeline_parts import filters, jumps, selection_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import By, TimelineRow
    from generator.site.context import PageContext
    from generator.site.parts import ListPart


_YEAR: Final = "fig-timeline-year-"
"""What the places of years in the list begin with."""
_OF_AN_EVENT: Final = 550
"""What an event weighs beside its title: its day, its mark on a strip of time, the names of its actors."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield a page for each issue and actor with enough events; of one with very many events, with a page for each year."""
    for by, selections in context.facts.selections.items():
        for path, (key, rows) in context.wanted((selection_path(by, one[0]), one) for one in selections.items()):
            yield from _pages(context, path, rows, by, key)


def _weigh(row: TimelineRow) -> int:
    return _OF_AN_EVENT + row_weight(row.event.title)


def _anchors(row: TimelineRow) -> Sequence[str]:
    return (f"{_YEAR}{row.year or 'unknown'}",)


def _pages(context: PageContext, path: str, found: Sequence[TimelineRow], by: By, key: str) -> Iterator[Page]:
    name = context.name(key) if by == "actor" else context.corpus.issue_label(key)
    described = _("What happened, in order of time: the events that name one actor, or that were about one issue.")
    page = Page(path, "timeline", _("Timeline: {name}", name=name), described, "timelines.md.j2", None)
    parts = parts_by_year(path.removesuffix(".md"), found, lambda row: row.when, _weigh) if is_long(found, _weigh) else ()
    yield from in_parts(context, page, found, parts, partial(_view, by=by, key=key, name=name), anchors=_anchors)


def _view(context: PageContext, found: Sequence[TimelineRow], part: ListPart, *, by: By, key: str, name: str) -> View:
    actor = context.corpus.get(Actor.section, key) if by == "actor" else None
    return View(
        part=part,
        by=by,
        name=name,
        chosen=context.link(actor) if actor else name,
        events=len(found),
        of=len(context.facts.standing),
        all=href(context.page, Address(TIMELINE)),
        filters=filters(context, selection=True),
        jumps=jumps(periods(by_year(found)) if part.is_whole else (), _YEAR),
        timeline=figures.timeline(context, found, selection=True) if part.has_items else None,
    )

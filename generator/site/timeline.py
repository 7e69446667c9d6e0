"""The timeline: everything that happened, on one page, or on an overview and a page for each stretch of time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.analysis import by_year, periods, stops
from generator.figures import period_label
from generator.language import _, current_locale
from generator.site import figures
from generator.site.citations import Citations
from generator.site.page import Address, Link, Page, Rich, View, href
from generator.site.page_parts import places_of
from generator.site.record_actions import shared_view
from generator.site.timeline_pages import TIMELINE, timeline_stretches
from generator.site.timeline_parts import Choice, Choices, anchor_of, filters, jumps
from generator.site.words import with_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import TimelinePeriod, TimelineRow
    from generator.model import Event
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.site.timeline_pages import TimelineStretch


MOST_LINES: Final = 400
"""The most events that have a line each on the overview."""
_BY_ACTOR: Final = "../figures/timeline/lanes-actor/"


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the timeline's page, or its overview with a page for each stretch of time."""
    here = context.at(TIMELINE)
    standing, found = here.facts.standing, timeline_stretches(here.facts)
    described = _("What happened, in order of time, with its evidence and its doubts.")
    acted = any(row.event.actors for row in standing)
    lanes = figures.lanes(here, standing, listed=True) if standing else None
    by_actor = figures.lanes(here, standing, by="actor", listed=True) if acted else None
    where = stops(here.corpus, [row.event for row in standing])
    if not found:
        view = _whole(here, here.facts.timeline, lanes, by_actor, figures.places(here, where) if where else None)
        yield Page(TIMELINE, "timeline", _("Timeline"), described, "timeline.md.j2", view)
        return
    overview = View(
        filters=filters(here),
        lanes=lanes,
        by_actor=_BY_ACTOR if by_actor else "",
        has_places=bool(where),
        has_lines=len(here.facts.timeline) <= MOST_LINES,
        stretches=[_stretch(here, one) for one in found],
    )
    yield Page(TIMELINE, "timeline", _("Timeline"), described, "timeline-overview.md.j2", overview)
    for one in found:
        title = _("Timeline: {name}", name=one.label)
        yield Page(one.path, "timeline", title, described, "timeline-stretch.md.j2", _page(context, found, one))


def _whole(
    context: PageContext, rows: Sequence[TimelineRow], lanes: FigureView | None, by_actor: FigureView | None, places: FigureView | None
) -> View:
    citations = Citations(context, [one for row in rows for one in row.event.evidence])
    found = periods(by_year(rows))
    views = _Views(context, citations)
    return View(
        filters=filters(context),
        jumps=jumps(found),
        lanes=lanes,
        by_actor=by_actor,
        map=places,
        periods=views.of(found),
        sources=citations.entries,
    )


def _stretch(context: PageContext, one: TimelineStretch) -> View:
    lines = [View(anchor=_anchor(row.event), link=context.link(row.event), when=row.when.words()) for row in one.rows]
    return View(label=one.label, href=href(context.page, Address(one.path)), events=lines)


def _page(context: PageContext, found: Sequence[TimelineStretch], one: TimelineStretch) -> View:
    here = context.at(one.path)
    rows = one.rows
    citations = Citations(here, [evidence for row in rows for evidence in row.event.evidence])
    views = _Views(here, citations)
    parts = views.years(one.period) if len(one.period.years) > 1 else views.months(rows)
    choices = [
        Choice(label=each.label, href=href(one.path, Address(each.path)), events=each.period.events, current=each is one) for each in found
    ]
    label, whole = one.label, href(one.path, Address(TIMELINE))
    return View(label=label, all=whole, stretches=Choices(label=_("Years"), shown=choices), parts=list(parts), sources=citations.entries)


def _anchor(event: Event) -> str:
    return f"event-{event.id}"


def _measured(context: PageContext, row: TimelineRow) -> Rich:
    """Return the event from which the date of another is measured, and to which side of it that lies."""
    if row.after is None or row.event.after is None:
        return ()
    is_before = (row.event.after.offset or "").startswith("-")
    measured = _("before {event}") if is_before else _("after {event}")
    return with_pieces(measured, event=Link(row.after.label, context.where(row.after) or ""))


class _Views:
    """Makes the views of the events of one page."""

    def __init__(self, context: PageContext, citations: Citations) -> None:
        self._desk = context
        self._citations = citations

    def of(self, found: Sequence[TimelinePeriod[TimelineRow]]) -> list[View]:
        return [View(label=period_label(one), years=list(self.years(one))) for one in found]

    def years(self, period: TimelinePeriod[TimelineRow]) -> Iterator[View]:
        for year in period.years:
            label = str(year.year or _("Date not known"))
            shown = "" if label == period_label(period) else label
            yield View(label=shown, anchor=anchor_of(label), events=[self._event(row) for row in year.rows])

    def months(self, rows: Sequence[TimelineRow]) -> Iterator[View]:
        for month, group in groupby(rows, lambda row: row.month):
            label = current_locale().months[month - 1] if month else ""
            yield View(label=label, anchor=f"month-{month}" if month else "", events=[self._event(row) for row in group])

    def _event(self, row: TimelineRow) -> View:
        event, context = row.event, self._desk
        return shared_view(
            context,
            event,
            self._citations,
            when=row.when.words(),
            after=_measured(context, row),
            place=places_of(context, event.places, event.place),
            actors=self._citations.voices(event.actors),
            issue=context.corpus.issue_label(event.issue) if event.issue else "",
            contested=context.rich(event.contested, self._citations),
        )

"""The timeline: everything that happened, on one page, or on an overview and a page for each stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.derive.places import stops
from generator.derive.timeline import by_year, periods, timeline
from generator.language import say, spoken
from generator.pages import figures
from generator.pages.blocks import mentions, places_of
from generator.pages.citations import Citations, SourceEntry
from generator.pages.foot import Foot, foot_at
from generator.pages.page import Address, Link, Page, Ref, Rich, href
from generator.pages.timeline_pages import TIMELINE, Stretch, stretches
from generator.pages.timeline_parts import Choice, Choices, anchor_of, filters, jumps
from generator.pages.words import with_pieces
from generator.records import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.timeline import Period, Row
    from generator.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with all that is known of it."""

    anchor: str
    title: str
    when: str
    after: Rich
    place: Rich
    actors: Rich
    issue: str
    summary: Rich
    contested: Rich
    retired: Rich
    mentions: Rich
    refs: tuple[Ref, ...]
    foot: Foot | None


@dataclass(frozen=True, slots=True)
class YearView:
    """The events that began in one year."""

    label: str
    """The year as a heading; nothing where the stretch of time is that year."""
    anchor: str
    events: Sequence[EventView]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A year, or a longer stretch of time where there are many years."""

    label: str
    years: Sequence[YearView]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What the timeline's page shows."""

    filters: Sequence[Choices]
    jumps: Choices
    lanes: str
    by_actor: str
    map: str
    periods: Sequence[PeriodView]
    sources: Sequence[SourceEntry]


@dataclass(frozen=True, slots=True)
class LineView:
    """An event in a line, which leads to all that is known of it."""

    anchor: str
    link: Link
    when: str


@dataclass(frozen=True, slots=True)
class StretchView:
    """A stretch of time on the overview."""

    label: str
    href: str
    events: Sequence[LineView]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """What the overview of a timeline of many pages shows."""

    filters: Sequence[Choices]
    lanes: str
    by_actor: str
    """The address of the same by actor, which has a page of its own; or nothing."""
    has_places: bool
    """Whether some of it is on the map of places."""
    stretches: Sequence[StretchView]


@dataclass(frozen=True, slots=True)
class StretchPageView:
    """What the page of a stretch of time shows."""

    label: str
    all: str
    """The address of the overview."""
    stretches: Choices
    parts: Sequence[YearView]
    """Its months, or its years where it has several."""
    sources: Sequence[SourceEntry]


_BY_ACTOR: Final = "../figures/timeline/lanes-actor/"


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the timeline's page, or its overview with a page for each stretch of time."""
    here = desk.at(TIMELINE)
    rows = timeline(here.corpus, here.corpus.all(Event), retired=True)
    standing = [row for row in rows if row.event.retired is None]
    described = say("What happened, in order of time, with its evidence and its doubts.")
    found = stretches(here.corpus)
    acted = any(row.event.actors for row in standing)
    lanes = figures.lanes(here, standing, listed=True) if standing else ""
    by_actor = figures.lanes(here, standing, by="actor", listed=True) if acted else ""
    where = stops(here.corpus, [row.event for row in standing])
    if not found:
        view = _whole(here, rows, lanes, by_actor, figures.places(here, where) if where else "")
        yield Page(TIMELINE, "timeline", say("Timeline"), described, "timeline.md.j2", view)
        return
    overview = OverviewView(filters(here), lanes, _BY_ACTOR if by_actor else "", bool(where), [_stretch(here, one) for one in found])
    yield Page(TIMELINE, "timeline", say("Timeline"), described, "timeline-overview.md.j2", overview)
    for one in found:
        label = one.period.label
        yield Page(one.path, "timeline", say("Timeline: {name}", name=label), described, "timeline-stretch.md.j2", _page(desk, found, one))


def _whole(desk: Desk, rows: Sequence[Row], lanes: str, by_actor: str, places: str) -> TimelineView:
    citations = Citations(desk, [one for row in rows for one in row.event.evidence])
    found = periods(by_year(rows))
    views = _Views(desk, citations)
    return TimelineView(filters(desk), jumps(found), lanes, by_actor, places, views.of(found), citations.entries)


def _stretch(desk: Desk, one: Stretch) -> StretchView:
    rows = [row for year in one.period.years for row in year.rows]
    lines = [LineView(_anchor(row.event), desk.link(row.event), row.when.words()) for row in rows]
    return StretchView(one.period.label, href(desk.page, Address(one.path)), lines)


def _page(desk: Desk, found: Sequence[Stretch], one: Stretch) -> StretchPageView:
    here = desk.at(one.path)
    rows = [row for year in one.period.years for row in year.rows]
    citations = Citations(here, [evidence for row in rows for evidence in row.event.evidence])
    views = _Views(here, citations)
    parts = views.years(one.period) if len(one.period.years) > 1 else views.months(rows)
    choices = [Choice(each.period.label, href(one.path, Address(each.path)), each.period.events, each is one) for each in found]
    label, whole = one.period.label, href(one.path, Address(TIMELINE))
    return StretchPageView(label, whole, Choices(say("Years"), choices), list(parts), citations.entries)


def _anchor(event: Event) -> str:
    return f"event-{event.id}"


def _measured(desk: Desk, row: Row) -> Rich:
    """Return the event from which the date of another is measured, and to which side of it that lies."""
    if row.after is None or row.event.after is None:
        return ()
    is_before = (row.event.after.offset or "").startswith("-")
    measured = say("before {event}") if is_before else say("after {event}")
    return with_pieces(measured, event=Link(row.after.label, desk.where(row.after) or ""))


class _Views:
    """Makes the views of the events of one page."""

    def __init__(self, desk: Desk, citations: Citations) -> None:
        self._desk = desk
        self._citations = citations

    def of(self, found: Sequence[Period]) -> list[PeriodView]:
        return [PeriodView(one.label, list(self.years(one))) for one in found]

    def years(self, period: Period) -> Iterator[YearView]:
        for year in period.years:
            label = str(year.year or say("Date not known"))
            shown = "" if label == period.label else label
            yield YearView(shown, anchor_of(label), [self._event(row) for row in year.rows])

    def months(self, rows: Sequence[Row]) -> Iterator[YearView]:
        for month, group in groupby(rows, lambda row: row.month):
            label = spoken().months[month - 1] if month else ""
            yield YearView(label, f"month-{month}" if month else "", [self._event(row) for row in group])

    def _event(self, row: Row) -> EventView:
        event, desk = row.event, self._desk
        return EventView(
            _anchor(event),
            event.title,
            row.when.words(),
            _measured(desk, row),
            places_of(desk, event.places, event.place),
            self._citations.voices(event.actors),
            desk.corpus.issue_label(event.issue) if event.issue else "",
            desk.rich(event.summary, self._citations),
            desk.rich(event.contested, self._citations),
            desk.retired(event),
            mentions(desk, event),
            self._citations.refs(event.evidence),
            foot_at(desk, event),
        )

"""The page of everything that happened, by year, and by actor or issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.timeline import Year, by_year, timeline
from generator.pages import figures
from generator.pages.blocks import mentions, row_of
from generator.pages.desk import Citations, SourceEntry
from generator.pages.foot import dispute_link
from generator.pages.page import Link, Page, Ref, Rich
from generator.records import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.timeline import Row
    from generator.pages.desk import Desk

PATH = "timeline.md"


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with all that is known of it."""

    anchor: str
    title: str
    when: str
    after: Rich
    place: str
    actors: Rich
    issue: str
    summary: Rich
    contested: Rich
    retired: Rich
    mentions: Rich
    refs: tuple[Ref, ...]
    dispute: str


@dataclass(frozen=True, slots=True)
class YearView:
    """The events that began in one year."""

    label: str
    anchor: str
    events: Sequence[EventView]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What the timeline's page shows."""

    lanes: str
    years: Sequence[YearView]
    sources: Sequence[SourceEntry]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the timeline's page."""
    here = desk.at(PATH)
    rows = timeline(here.corpus, here.corpus.all(Event), retired=True)
    standing = [row for row in rows if row.event.retired is None]
    citations = Citations(here, [one for row in rows for one in row.event.evidence])
    years = [_year(here, year, citations) for year in by_year(rows)]
    view = TimelineView(figures.lanes(here, standing) if standing else "", years, citations.entries)
    yield Page(PATH, "timeline", "Timeline", "What happened, in order of time, with its evidence and its doubts.", "timeline.md.j2", view)


def _year(desk: Desk, year: Year, citations: Citations) -> YearView:
    label = str(year.year) if year.year else "Date not known"
    return YearView(label, str(year.year) if year.year else "date-not-known", [_event(desk, row, citations) for row in year.rows])


def _event(desk: Desk, row: Row, citations: Citations) -> EventView:
    event = row.event
    after: Rich = ("after ", Link(row.after.label, desk.where(row.after) or "")) if row.after else ()
    return EventView(
        f"event-{event.id}",
        event.title,
        row.when.words(),
        after,
        event.place or "",
        row_of(desk.voices(event.actors)),
        desk.corpus.issue_label(event.issue) if event.issue else "",
        desk.rich(event.summary, citations),
        desk.rich(event.contested, citations),
        desk.retired(event),
        mentions(desk, event),
        citations.refs(event.evidence),
        dispute_link(desk, event),
    )

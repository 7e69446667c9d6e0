"""The page of everything that happened, by year, and by actor or issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.places import stops
from generator.derive.timeline import by_year, periods, timeline
from generator.language import say
from generator.pages import figures
from generator.pages.blocks import mentions, places_of, row_of
from generator.pages.citations import Citations, SourceEntry
from generator.pages.foot import Foot, foot_at
from generator.pages.page import Link, Page, Ref, Rich
from generator.pages.timeline_parts import TIMELINE, Choices, anchor_of, filters, issue_link, jumps
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
    issue: Rich
    summary: Rich
    contested: Rich
    retired: Rich
    mentions: Rich
    refs: tuple[Ref, ...]
    earlier: str
    """The anchor of the event before it, or nothing."""
    later: str
    """The anchor of the event after it, or nothing."""
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


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the timeline's page."""
    here = desk.at(TIMELINE)
    rows = timeline(here.corpus, here.corpus.all(Event), retired=True)
    standing = [row for row in rows if row.event.retired is None]
    citations = Citations(here, [one for row in rows for one in row.event.evidence])
    found = periods(by_year(rows))
    where = stops(here.corpus, [row.event for row in standing])
    acted = any(row.event.actors for row in standing)
    view = TimelineView(
        filters(here),
        jumps(found),
        figures.lanes(here, standing) if standing else "",
        figures.lanes(here, standing, by="actor") if acted else "",
        figures.places(here, where) if where else "",
        _Views(here, rows, citations).of(found),
        citations.entries,
    )
    description = say("What happened, in order of time, with its evidence and its doubts.")
    yield Page(TIMELINE, "timeline", say("Timeline"), description, "timeline.md.j2", view)


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
    """Makes the views of events that know their neighbours in time."""

    def __init__(self, desk: Desk, rows: Sequence[Row], citations: Citations) -> None:
        self._desk = desk
        self._citations = citations
        anchors = ["", *(_anchor(row.event) for row in rows), ""]
        self._beside = {row.event.id: (anchors[index], anchors[index + 2]) for index, row in enumerate(rows)}

    def of(self, found: Sequence[Period]) -> list[PeriodView]:
        return [PeriodView(one.label, list(self._years(one))) for one in found]

    def _years(self, period: Period) -> Iterator[YearView]:
        for year in period.years:
            label = str(year.year or say("Date not known"))
            shown = "" if label == period.label else label
            yield YearView(shown, anchor_of(label), [self._event(row) for row in year.rows])

    def _event(self, row: Row) -> EventView:
        event, desk = row.event, self._desk
        return EventView(
            _anchor(event),
            event.title,
            row.when.words(),
            _measured(desk, row),
            places_of(desk, event.places, event.place),
            row_of(desk.voices(event.actors)),
            (issue_link(desk, event.issue),) if event.issue else (),
            desk.rich(event.summary, self._citations),
            desk.rich(event.contested, self._citations),
            desk.retired(event),
            mentions(desk, event),
            self._citations.refs(event.evidence),
            *self._beside[event.id],
            foot_at(desk, event),
        )

"""The pages of what happened that name one actor, or that was about one issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.timeline import by_year, periods, timeline
from generator.figures.lane_groups import keys_of
from generator.language import say
from generator.pages import figures
from generator.pages.page import Address, Link, Page, href
from generator.pages.timeline_pages import TIMELINE
from generator.pages.timeline_parts import Choices, filters, jumps, selection_path, selections
from generator.records import Actor, Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.timeline import Row
    from generator.figures.lane_groups import By
    from generator.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class SelectionView:
    """What the page of an actor's or issue's events shows."""

    by: By
    name: str
    chosen: Link | str
    """The actor, leading to its page, or the name of the issue."""
    events: int
    of: int
    """How many events there are in all."""
    all: str
    """The address of all events."""
    filters: Sequence[Choices]
    jumps: Choices
    timeline: str


def pages(desk: Desk) -> Iterator[Page]:
    """Yield a page for each issue and actor with enough events."""
    rows = timeline(desk.corpus, desk.corpus.all(Event))
    kinds: tuple[By, ...] = ("issue", "actor")
    for by in kinds:
        for key in selections(desk.corpus, by):
            yield _page(desk.at(selection_path(by, key)), rows, by, key)


def _page(desk: Desk, rows: Sequence[Row], by: By, key: str) -> Page:
    found = [row for row in rows if key in keys_of(row, by)]
    actor = desk.corpus.get(Actor.section, key) if by == "actor" else None
    name = desk.name(key) if by == "actor" else desk.corpus.issue_label(key)
    view = SelectionView(
        by,
        name,
        desk.link(actor) if actor else name,
        len(found),
        len(rows),
        href(desk.page, Address(TIMELINE)),
        filters(desk),
        jumps(periods(by_year(found)), "fig-timeline-year-"),
        figures.timeline(desk, found, selection=True),
    )
    description = say("What happened, in order of time: the events that name one actor, or that were about one issue.")
    return Page(desk.page, "timeline", say("Timeline: {name}", name=name), description, "timelines.md.j2", view)

"""The pages of what happened that name one actor, or that was about one issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.timeline import by_year, periods
from generator.language import _
from generator.pages import figures
from generator.pages.page import Address, Link, Page, href
from generator.pages.timeline_pages import TIMELINE
from generator.pages.timeline_parts import Choices, filters, jumps, selection_path
from generator.records import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.lanes import By
    from generator.derive.timeline import TimelineRow
    from generator.pages.context import PageContext
    from generator.pages.gallery import FigureView


@dataclass(frozen=True, kw_only=True)
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
    timeline: FigureView


def pages(context: PageContext) -> Iterator[Page]:
    """Yield a page for each issue and actor with enough events."""
    for by, selections in context.facts.selections.items():
        for path, (key, rows) in context.wanted((selection_path(by, one[0]), one) for one in selections.items()):
            yield _page(context.at(path), rows, by, key)


def _page(context: PageContext, found: Sequence[TimelineRow], by: By, key: str) -> Page:
    actor = context.corpus.get(Actor.section, key) if by == "actor" else None
    name = context.name(key) if by == "actor" else context.corpus.issue_label(key)
    view = SelectionView(
        by=by,
        name=name,
        chosen=context.link(actor) if actor else name,
        events=len(found),
        of=len(context.facts.standing),
        all=href(context.page, Address(TIMELINE)),
        filters=filters(context),
        jumps=jumps(periods(by_year(found)), "fig-timeline-year-"),
        timeline=figures.timeline(context, found, selection=True),
    )
    description = _("What happened, in order of time: the events that name one actor, or that were about one issue.")
    return Page(context.page, "timeline", _("Timeline: {name}", name=name), description, "timelines.md.j2", view)

"""The timeline: all events on one page, or an overview with a page per stretch of time; and a timeline per actor and issue."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from generator.analysis import in_years, measured_from, periods, stops
from generator.figures import period_label
from generator.language import _, current_locale
from generator.model import Actor
from generator.site import figures
from generator.site.citations import Citations
from generator.site.page import Address, Link, Page, Rich, View, address_of, href, with_pieces
from generator.site.page_parts import places_of
from generator.site.parts import ListOfPage, by_year, choices, in_parts, row_weight
from generator.site.record_actions import shared_view
from generator.site.shared_pages import TIMELINE, timeline_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.analysis import By, Stretch
    from generator.model import Event
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.site.parts import ListPart, PartPage

_FOLDERS: Final[dict[By, str]] = {"issue": "timeline/issues", "actor": "timeline/actors"}
_SHOWN: Final = 8
"""The most actors or issues shown as filters; the others are folded."""
MOST_SELECTION_FILTERS: Final = 70
"""The most filters on the timeline of an actor or issue; the main timeline has the others."""
MOST_FILTERS: Final = 600
"""The most filters on the main timeline; further actors' own pages link to their events."""
_SPARE: Final = 2
"""How many more filters are shown rather than folded, since a fold takes as much room."""


def selection_path(by: By, key: str) -> str:
    """Return the path of the timeline of an actor or issue."""
    return f"{_FOLDERS[by]}/{key}.md"


def selection_at(context: PageContext, by: By, key: str) -> str | None:
    """Return the link to the timeline of an actor or issue, or None if it has too few events for a page."""
    return href(context.page, Address(selection_path(by, key))) if key in context.facts.selections[by] else None


def issue_link(context: PageContext, issue: str) -> Link | str:
    """Return an issue as a link to its timeline, or only its name if it has too few events for a page."""
    address = selection_at(context, "issue", issue)
    return Link(context.corpus.issue_label(issue), address) if address else context.corpus.issue_label(issue)


def filters(context: PageContext, *, selection: bool = False) -> list[View]:
    """Return the filters of a timeline page, issues and actors, those with most events first."""
    most = MOST_SELECTION_FILTERS if selection else MOST_FILTERS
    kinds: tuple[tuple[By, str], ...] = (("issue", _("Issue")), ("actor", _("Actor")))
    return [view for view in (_filter_view(context, by, label, most) for by, label in kinds) if view.shown]


def _filter_view(context: PageContext, by: By, label: str, most: int) -> View:
    """Return at most `most` filters by actor or issue, and always that of the page itself."""
    name = context.corpus.issue_label if by == "issue" else context.name
    events = context.facts.selections[by]
    here = context.page.removeprefix(f"{_FOLDERS[by]}/").removesuffix(".md")
    filters = []
    for key in dict.fromkeys([*[*events][:most], *({here} & events.keys())]):
        path = selection_path(by, key)
        filters.append(View(label=name(key), href=href(context.page, Address(path)), events=len(events[key]), current=path == context.page))
    shown, more = (filters, []) if len(filters) <= _SHOWN + _SPARE else (filters[:_SHOWN], filters[_SHOWN:])
    return View(label=label, shown=[*shown, *(item for item in more if item.current)], more=[item for item in more if not item.current])


def jumps(stretches: Iterable[Stretch[Event]], prefix: str | None = None) -> View:
    """Return links to stretches of time: to their headings, or to the first year of each if `prefix` is that of the years' anchors."""
    shown = []
    for stretch in stretches:
        anchor = stretch.slug if prefix is None else f"{prefix}{stretch.years[0].slug}"
        shown.append(View(label=period_label(stretch), href=f"#{anchor}", events=len(stretch.rows), current=False))
    return View(label=_("Years"), shown=shown, more=())


MOST_LINES: Final = 400
"""The most events with a line each on the overview."""
_BY_ACTOR: Final = "../figures/timeline/lanes-actor/"
_YEAR: Final = "fig-timeline-year-"
"""The prefix of the years' anchors in the list."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the timeline, or its overview and a page per stretch of time, and a page per issue and actor with enough events."""
    here = context.at(TIMELINE)
    standing, parts = here.facts.standing, timeline_parts(here.facts)
    described = _("What happened, in order of time, with its evidence and its doubts.")
    acted = any(event.actors for event in standing)
    lanes = figures.lanes(here, standing, listed=True) if standing else None
    by_actor = figures.lanes(here, standing, by="actor", listed=True) if acted else None
    where = stops(here.corpus, standing)
    if not parts:
        view = _whole_view(here, here.facts.timeline, lanes, by_actor, figures.places(here, where) if where else None)
        yield Page(TIMELINE, "timeline", _("Timeline"), described, "timeline.md.j2", view)
    else:
        view = View(
            filters=filters(here),
            lanes=lanes,
            by_actor=_BY_ACTOR if by_actor else "",
            has_places=bool(where),
            has_lines=len(here.facts.timeline) <= MOST_LINES,
            stretches=[
                View(
                    label=part.label,
                    href=href(TIMELINE, Address(part.path)),
                    events=[View(anchor=address_of(item).anchor, link=here.link(item), when=item.when.words()) for item in part.items],
                )
                for part in parts
            ],
        )
        yield Page(TIMELINE, "timeline", _("Timeline"), described, "timeline-overview.md.j2", view)
    for part in parts:
        title = _("Timeline: {name}", name=part.label)
        yield Page(part.path, "timeline", title, described, "timeline-stretch.md.j2", _stretch_view(context, parts, part))
    for by, selections in context.facts.selections.items():
        for path, (key, rows) in context.wanted((selection_path(by, item[0]), item) for item in selections.items()):
            yield from _selection(context, path, rows, by, key)


def _whole_view(
    context: PageContext, events: Sequence[Event], lanes: FigureView | None, by_actor: FigureView | None, places: FigureView | None
) -> View:
    citations = Citations(context, [piece for event in events for piece in event.evidence])
    stretches = periods(in_years(events))
    return View(
        filters=filters(context),
        jumps=jumps(stretches),
        lanes=lanes,
        by_actor=by_actor,
        map=places,
        periods=[View(label=period_label(it), anchor=it.slug, years=_by_year(context, it.years, citations, it.slug)) for it in stretches],
        sources=citations.entries,
    )


def _stretch_view(context: PageContext, parts: Sequence[PartPage[Event]], part: PartPage[Event]) -> View:
    here = context.at(part.path)
    citations = Citations(here, [evidence for event in part.items for evidence in event.evidence])
    years = in_years(part.items)
    return View(
        label=part.label,
        all=href(part.path, Address(TIMELINE)),
        stretches=choices(parts, part, _("Years")),
        parts=_by_year(here, years, citations) if len(years) > 1 else _by_month(here, part.items, citations),
        sources=citations.entries,
    )


def _relative_to(context: PageContext, event: Event) -> Rich:
    """Return the event that another's date is relative to, and whether it is before or after that."""
    other = measured_from(context.corpus, event)
    if other is None or event.after is None:
        return ()
    is_before = (event.after.offset or "").startswith("-")
    measured = _("before {event}") if is_before else _("after {event}")
    return with_pieces(measured, event=Link(other.label, context.href_to(other) or ""))


def _by_year(context: PageContext, years: Iterable[Stretch[Event]], citations: Citations, above: str = "") -> list[View]:
    """Return the events of each year under a heading, left out if it equals the heading above."""
    return [
        View(
            label="" if year.slug == above else period_label(year),
            anchor=year.slug,
            events=[_event_view(context, event, citations) for event in year.rows],
        )
        for year in years
    ]


def _by_month(context: PageContext, events: Iterable[Event], citations: Citations) -> list[View]:
    by_month: dict[int, list[Event]] = {}
    for event in events:
        by_month.setdefault(_month_of(event), []).append(event)
    return [
        View(
            label=current_locale().months[month - 1] if month else _("Month not known"),
            anchor=f"month-{month}",
            events=[_event_view(context, event, citations) for event in group],
        )
        for month, group in sorted(by_month.items())
    ]


def _month_of(event: Event) -> int:
    """Return the month in which an event began, 1 to 12, or 0 if unknown."""
    first, last = event.when.earliest, event.when.start_latest
    return first.month if first and last and (first.year, first.month) == (last.year, last.month) else 0


def _event_view(context: PageContext, event: Event, citations: Citations) -> View:
    return shared_view(
        context,
        event,
        citations,
        when=event.when.words(),
        after=_relative_to(context, event),
        place=places_of(context, event.places, event.place),
        actors=citations.voices(event.actors),
        issue=context.corpus.issue_label(event.issue) if event.issue else "",
        contested=context.rich(event.contested, citations),
        date_uncertain=context.rich(event.date_uncertain, citations),
    )


def _selection(context: PageContext, path: str, events_shown: Sequence[Event], by: By, key: str) -> Iterator[Page]:
    name = context.name(key) if by == "actor" else context.corpus.issue_label(key)
    described = _("What happened, in order of time: the events that name one actor, or that were about one issue.")
    page = Page(path, "timeline", _("Timeline: {name}", name=name), described, "timelines.md.j2", None)
    events = ListOfPage("all", "", events_shown, row_weight(lambda event: (event.title,), 550), by_year, is_first=True)
    view = partial(_selected, every=events_shown, by=by, key=key, name=name)
    yield from in_parts(context, page, [events], view, anchors=lambda event: (f"{_YEAR}{in_years([event])[0].slug}",))


def _selected(context: PageContext, part: ListPart, shown: Sequence[Event], *, every: Sequence[Event], by: By, key: str, name: str) -> View:
    actor = context.corpus.find(Actor, key) if by == "actor" else None
    return View(
        part=part,
        by=by,
        name=name,
        chosen=context.link(actor) if actor else name,
        events=len(shown or every),
        of=len(context.facts.standing),
        all=href(context.page, Address(TIMELINE)),
        filters=filters(context, selection=True),
        jumps=jumps(periods(in_years(shown)) if part.is_whole else (), _YEAR),
        timeline=figures.timeline(context, shown, selection=True) if shown else None,
    )

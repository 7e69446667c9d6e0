"""Events in order of time, as a list whose every row has its date on one strip of time; and all of them as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from generator.analysis import by_year
from generator.figures.figure import Cell, Column, Figure, FigureText, Grid, Row, cell, joined, muted, nothing, table_of
from generator.figures.periods import dated, events_of, month_of
from generator.figures.strips import days_of, time_strip
from generator.language import N_, _, clause_list, ngettext, numeral, sentence_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analysis import TimelineRow as Event
    from generator.figures.context import FigureContext
    from generator.figures.figure import Columns, Line, Table
    from generator.figures.strips import TimeStrip

ID: Final = "fig-timeline"
_MOST_ACTORS: Final = 4
_LEAST: Final = 3
"""The fewest events of a month that a headline names."""
MOST_LISTED: Final = 250
"""With more events than this the list has their numbers by year."""
_PLAIN_DATES: Final = frozenset({"day", "month", "year"})


def timeline_figure(events: Sequence[Event], context: FigureContext) -> Figure:
    """Return events as a list, grouped by year, each with its date in words and as a mark on a shared strip of time; of very many, numbers.

    They are given in order of time. The headline names the months in which they bunch; each year has an anchor.
    """
    if not events:
        return nothing(ID, _("No event is on record"))
    shared = time_strip([event.when for event in events])
    columns = Column(_("Date"), "date", 9), Column(_("When"), "strip", 18, ticks=shared.ticks), Column(_("What"))
    grid = Grid(columns, tuple(_rows(events, shared, context)), named_by=2, bare=len(events) > MOST_LISTED)
    subtitle = dated(events_of(len(events)), days_of(event.when for event in events))
    table = event_table(events, context, shown=False)
    note = _note(events, shared) if len(events) <= MOST_LISTED else _("Each number is one of events, by the year in which they began.")
    return Figure(ID, _headline(events), subtitle, (grid,), note, table, wide=True)


def _rows(events: Sequence[Event], shared: TimeStrip, context: FigureContext) -> Iterator[Row]:
    for year in by_year(events):
        label = str(year.year or _("Year not known"))
        head = cell(FigureText(label, emphasis="strong"), muted(f" {events_of(len(year.rows))}"))
        yield Row((head,), heading=True, anchor=f"year-{year.year or 'unknown'}")
        for event in year.rows if len(events) <= MOST_LISTED else ():
            drawn = cell(shared.strip(event.when, after=event.after.when if event.after else None))
            plain = event.when.kind in _PLAIN_DATES and event.when.text.replace("-", "").isdigit()
            date = FigureText(event.when.words(), when=event.when.text if plain else "")
            yield Row((cell(date), drawn, _what(event, context)))


def _what(row: Event, context: FigureContext) -> Cell:
    event = row.event
    about = [muted(context.names(actor)) for actor in event.actors[:_MOST_ACTORS]]
    if len(event.actors) > _MOST_ACTORS:
        about.append(muted(ngettext("{number} more", "{number} more", len(event.actors) - _MOST_ACTORS)))
    issue = [muted(context.issue_label(event.issue))] if event.issue else []
    detail = (*joined(about, _(", ")), *([muted(" · ")] if about and issue else []), *issue)
    doubt = [FigureText(" "), FigureText(_("in doubt"), doubtful=True)] if event.contested else []
    title: Line = (FigureText(event.title, context.where(event)), *doubt)
    return (title, detail) if detail else (title,)


def _note(events: Sequence[Event], shared: TimeStrip) -> str:
    disputed = _("Dashed underline: in doubt.") if any(row.event.contested for row in events) else ""
    marks = shared.note([row.when for row in events], measured=any(row.after for row in events))
    return sentence_list((marks, disputed)) or _("In order of time; each title leads to its evidence.")


def _headline(events: Sequence[Event]) -> str:
    ends = [(row.when.earliest, row.when.latest) for row in events]
    spans = [((first.year, first.month), (last.year, last.month)) for first, last in ends if first and last]
    months = Counter(month for month, end in spans if month == end)
    most = max(months.values(), default=0)
    busy = [month for month, number in months.items() if number == most]
    if most < _LEAST or len(busy) > 1:
        return _("What happened, in order of time")
    return most_events([(month_of(*busy[0]), most)], len(events))


def most_events(fullest: Sequence[tuple[str, int]], events: int) -> str:
    """Return a headline of where most of some events are: one month, or one or two lanes, each with its number."""
    (first, most), *second = fullest
    values = {"first": first, "most": numeral(f"{most:,}"), "all": numeral(f"{events:,}")}
    if second:
        ((name, fewer),) = second
        return _("Most events: {first} ({most} of {all}), {second} ({fewer})", **values, second=name, fewer=numeral(f"{fewer:,}"))
    return _("Most events: {first} ({most} of {all})", **values)


def event_table(
    rows: Sequence[Event], context: FigureContext, *, lanes: Sequence[tuple[str, Sequence[Event]]] = (), shown: bool = True
) -> Table:
    """Return events, in order, as a table.

    With lanes, a last column names those in which an event stands. It need not be shown where the drawing is a list of the same.
    """
    within = [(label, {id(row) for row in inside}) for label, inside in lanes]
    lane: Columns[Event, FigureContext] = (
        (N_("Lane"), lambda row, _unused: clause_list(label for label, ids in within if id(row) in ids)),
    )
    return table_of((*_COLUMNS, *lane) if lanes else _COLUMNS, rows, context, shown=shown)


_COLUMNS: Final[Columns[Event, FigureContext]] = (
    (N_("Date"), lambda row, _unused: row.when.words()),
    (N_("EDTF"), lambda row, _unused: row.when.text),
    (N_("Dated from"), lambda row, _unused: row.after.title if row.after else ""),
    (N_("What"), lambda row, _unused: row.event.title),
    (N_("Who"), lambda row, context: clause_list(map(context.names, row.event.actors))),
    (N_("Issue"), lambda row, context: context.issue_label(row.event.issue) if row.event.issue else ""),
    (N_("In doubt"), lambda row, _unused: row.event.contested or ""),
)

"""Events and acts in time: as a list whose every row has its date on one strip, and as dots with the time in which each may have been."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from generator.analysis import DIRECTIONS, FEWEST_IN_LANE, count_acts, in_years, is_collected, lanes_of, measured_from, periods
from generator.figures.figure import Cell, Column, Figure, FigureText, Grid, Plot, Row, cell, joined, muted, nothing, table_of
from generator.figures.stances import ShownStances, act_table, headline, mark_words
from generator.figures.strips import days_of, time_strip
from generator.figures.words import dated, events_of, month_of, period_label
from generator.language import N_, _, and_list, capitalized, clause_list, comma_list, in_a_drawing, ngettext, numeral, sentence_list
from generator.model import DIRECTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.analysis import ActMark, By, Lanes, Stances
    from generator.figures.figure import Columns, FigureContext, Line, Names, Table
    from generator.figures.strips import TimeStrip
    from generator.model import Edtf, Event

    Dots = Mapping[str, Sequence[Mapping[str, object]]]
    """Rows of dots, as data, by their labels."""

MOST_LINKED: Final = 150
"""With more events than this none is a link, since each would be too small to touch; the list of the same has the links."""
MOST_DRAWN: Final = 400
"""With more events or acts than this their numbers stand in the place of dots, by year or longer stretch of time."""
LEVELS: Final = {"with": 1, "neither": 0, "against": -1}
"""On which side of its line an act stands: above, on it, below."""
_BY_DATE: Final = N_("{by} toward {toward}, by date: {count}")
_LINE: Final = N_("A line through a dot: the time in which it happened, where no day is known.")
_OTHERS: Final[dict[By, str]] = {"issue": N_("Other issues or none"), "actor": N_("Others")}
_IN_ORDER: Final[dict[By, str]] = {"issue": N_("Events by issue, in order of time"), "actor": N_("Events by actor, in order of time")}


def over_time_figure(stances: Stances, shown: ShownStances, context: FigureContext) -> Figure:
    """Return the acts of some actors toward others over time: above their line with, on it neither, below it against.

    Each pair of who acts, and toward whom, has a line.
    """
    found = {pair: stances.between(*pair) for pair in shown.pairs}
    marks = [mark for those in found.values() for mark in those]
    dates = [mark.act.when for mark in marks]
    if not marks:
        return nothing("fig-over-time", _("No act is on record"))
    strip = time_strip(dates)
    title = headline(stances, shown, context, _BY_DATE)
    subtitle, table = dated(_("Acts by date"), days_of(dates)), act_table(marks, shown, context)
    if len(marks) > MOST_DRAWN:
        grid, counted_note = _counted_by_time(found, context), _("Each number is one of acts, too many for a mark each.")
        return Figure("fig-over-time", title, subtitle, (grid,), counted_note, table, wide=True)
    rows = {_by_toward(by, toward, context): [_act(mark, strip) for mark in those] for (by, toward), those in found.items()}
    by_the_way = [_by_toward(*pair, context) for pair, those in found.items() if those and not is_collected(shown.scope, *pair)]
    is_crowded = any(sum(mark.direction == "neither" for mark in those) > 1 for those in found.values())
    note = (
        _("Each dot is an act: above its line with, on it neither, below it against; it leads to its evidence."),
        _("Hollow: in doubt, or its evidence is not graded; left out of the count.") if any(mark.doubt for mark in marks) else "",
        _("Small: a further step of another act, counted as one with it.") if any(mark.whole for mark in marks) else "",
        _(_LINE),
        _("On the line, a dot that would cover another stands a little aside.") if is_crowded else "",
        _("Not collected, found by the way: {acts}.", acts=clause_list(by_the_way)) if by_the_way else "",
    )
    plot = _plot(rows, strip, {mark.act.id: context.where(mark.act) for mark in marks})
    return Figure("fig-over-time", title, subtitle, (plot,), sentence_list(note), table, wide=True)


def _by_toward(by: str, toward: str, context: FigureContext) -> str:
    return _("{by} toward {toward}", by=context.names(by), toward=context.names(toward))


def _counted_by_time(found: Mapping[tuple[str, str], Sequence[ActMark]], context: FigureContext) -> Grid:
    """Return how many acts of each pair are with, neither and against in each year, or in each longer stretch where years are many."""
    columns = (Column(_("Time"), width=10), *(Column(capitalized(_(DIRECTION_WORDS[one])), "number", named=True) for one in DIRECTIONS))
    rows: list[Row] = []
    for pair, marks in found.items():
        rows.append(Row((cell(FigureText(_by_toward(*pair, context), context.relation(*pair), "strong")),), heading=True))
        for stretch in periods(in_years(marks, lambda mark: mark.act.when)):
            counts = count_acts(stretch.rows).by_direction
            rows.append(Row((cell(period_label(stretch)), *(cell(numeral(f"{number:,}")) for number in counts))))
    return Grid(columns, tuple(rows))


def _act(mark: ActMark, strip: TimeStrip) -> dict[str, object]:
    look = {"side": LEVELS[mark.direction], "tone": mark.direction, "hollow": bool(mark.doubt), "step": mark.whole is not None}
    return {"key": mark.act.id, "description": mark_words(mark), **look, **_span(mark.act.when, strip)}


def lanes_figure(events: Sequence[Event], context: FigureContext, *, by: By = "issue") -> Figure:
    """Return events, given in order of time, as dots in lanes by issue or by actor. The headline names the fullest lanes."""
    figure_id = "fig-lanes" if by == "issue" else f"fig-lanes-{by}"
    if not events:
        return nothing(figure_id, _("No event is on record"))
    strip = time_strip([event.when for event in events])
    found = lanes_of(events, by)
    names = context.corpus.issue_label if by == "issue" else context.names
    lanes = [(names(lane.id) if lane.id else _(_OTHERS[by]), lane.rows) for lane in found.lanes]
    subtitle = dated(
        _("{events}, {lanes}", events=events_of(len(events)), lanes=_kind(found, names)), days_of(event.when for event in events)
    )
    table = event_table(events, context, lanes=lanes)
    title = _lanes_headline(found, names)
    if len(events) > MOST_DRAWN:
        note = sentence_list((_("Each number is one of events, by the year in which they began."), _lanes_of_actors(found)))
        return Figure(figure_id, title, subtitle, (_numbers(events, lanes),), note, table, wide=True)
    crowded = sum(len(inside) for _unused, inside in lanes) > MOST_LINKED
    drawn = {label: [_event(event, strip, linked=not crowded) for event in inside] for label, inside in lanes}
    links = {} if crowded else {event.id: context.where(event) for event in events}
    plot, note = _plot(drawn, strip, links), _lanes_note(events, found, strip, crowded=crowded)
    return Figure(figure_id, title, subtitle, (plot,), note, table, wide=True)


def _numbers(events: Sequence[Event], lanes: Sequence[tuple[str, Sequence[Event]]]) -> Grid:
    """Return how many events of each lane began in each year, or in each longer stretch of time where years are many."""
    columns = (Column(_("Time"), width=10), *(Column(label, "number", named=True) for label, _unused in lanes))
    inside = [{event.id for event in found} for _unused, found in lanes]
    rows = []
    for stretch in periods(in_years(events)):
        counts = (sum(event.id in found for event in stretch.rows) for found in inside)
        rows.append(Row((cell(period_label(stretch)), *(cell(numeral(f"{number:,}")) for number in counts))))
    return Grid(columns, tuple(rows))


def _event(event: Event, strip: TimeStrip, *, linked: bool) -> dict[str, object]:
    key, description = (event.id, comma_list([event.when.words(), event.title])) if linked else ("", "")
    look = {"side": 1, "tone": "accent", "hollow": bool(event.contested)}
    return {"key": key, "description": description, **look, **_span(event.when, strip)}


def _lanes_headline(lanes: Lanes, names: Names) -> str:
    named = sorted((lane for lane in (*lanes.everywhere, *lanes.lanes) if lane.id), key=lambda lane: -len(lane.rows))
    sizes = [len(lane.rows) for lane in named] + [FEWEST_IN_LANE - 1]
    shown = max((number for number in (1, 2) if number < len(sizes) and sizes[number - 1] > sizes[number]), default=0)
    fullest = [(names(lane.id), len(lane.rows)) for lane in named[:shown]]
    return most_events(fullest, lanes.events) if fullest else _(_IN_ORDER[lanes.by])


def _kind(lanes: Lanes, names: Names) -> str:
    """Return what the lanes are, and who has none."""
    grouping = _("by issue") if lanes.by == "issue" else _("by actor")
    if not lanes.everywhere:
        return grouping
    left = and_list([names(lane.id) for lane in lanes.everywhere])
    return _("{lanes}; no lane for {actors}, in more than half of all events", lanes=grouping, actors=left)


def _lanes_note(events: Sequence[Event], lanes: Lanes, strip: TimeStrip, *, crowded: bool) -> str:
    is_before = any(event.when.latest and event.when.latest < strip.start for event in events)
    return sentence_list(
        (
            _("Each dot is an event.") if crowded else _("Each dot is an event and leads to it."),
            _(_LINE),
            _("Hollow: in doubt.") if any(event.contested for event in events) else "",
            _lanes_of_actors(lanes),
            _("At the left edge: before the time shown.") if is_before else "",
        )
    )


def _lanes_of_actors(lanes: Lanes) -> str:
    """Return in how many lanes an event stands, where it may be several."""
    if lanes.by != "actor":
        return ""
    if all(lane.id for lane in lanes.lanes):
        return _("An event stands in the lane of each actor that it names.")
    return _("An event stands in the lane of each actor that it names; “Others” has those that name none of them.")


def _span(when: Edtf, strip: TimeStrip) -> dict[str, float]:
    """Return from when to when it may have been, in per cent of a strip; where neither is known, the whole of it."""
    first, last = when.earliest or when.latest or strip.start, when.latest or when.earliest or strip.end
    return {"from": round(strip.at(first), 2), "to": round(strip.at(last), 2)}


def _plot(rows: Dots, strip: TimeStrip, links: Mapping[str, str | None]) -> Plot:
    """Return rows of dots on the axis of a strip, with the address of each dot by its key."""
    drawn = [{"label": in_a_drawing(label), "dots": dots} for label, dots in rows.items()]
    ticks = [[round(tick.at, 2), tick.label] for tick in strip.ticks]
    words = *map(in_a_drawing, rows), *(tick.label for tick in strip.ticks if tick.label)
    return Plot("dots", {"rows": drawn, "ticks": ticks}, links, words)


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
    numbers = _("Each number is one of events, by the year in which they began.")
    note = _note(events, shared, context) if len(events) <= MOST_LISTED else numbers
    return Figure(ID, _headline(events), subtitle, (grid,), note, table, wide=True)


def _rows(events: Sequence[Event], shared: TimeStrip, context: FigureContext) -> Iterator[Row]:
    for year in in_years(events):
        head = cell(FigureText(period_label(year), emphasis="strong"), muted(f" {events_of(len(year.rows))}"))
        yield Row((head,), heading=True, anchor=f"year-{year.slug}")
        for event in year.rows if len(events) <= MOST_LISTED else ():
            other = measured_from(context.corpus, event)
            drawn = cell(shared.strip(event.when, after=other.when if other else None))
            plain = event.when.kind in _PLAIN_DATES and event.when.text.replace("-", "").isdigit()
            date = FigureText(event.when.words(), when=event.when.text if plain else "")
            yield Row((cell(date), drawn, _what(event, context)))


def _what(event: Event, context: FigureContext) -> Cell:
    about = [muted(context.names(actor)) for actor in event.actors[:_MOST_ACTORS]]
    if len(event.actors) > _MOST_ACTORS:
        about.append(muted(ngettext("{number} more", "{number} more", len(event.actors) - _MOST_ACTORS)))
    issue = [muted(context.corpus.issue_label(event.issue))] if event.issue else []
    detail = (*joined(about, _(", ")), *([muted(" · ")] if about and issue else []), *issue)
    doubt = [FigureText(" "), FigureText(_("in doubt"), doubtful=True)] if event.contested else []
    title: Line = (FigureText(event.title, context.where(event)), *doubt)
    return (title, detail) if detail else (title,)


def _note(events: Sequence[Event], shared: TimeStrip, context: FigureContext) -> str:
    disputed = _("Dashed underline: in doubt.") if any(event.contested for event in events) else ""
    marks = shared.note([event.when for event in events], measured=any(measured_from(context.corpus, event) for event in events))
    return sentence_list((marks, disputed)) or _("In order of time; each title leads to its evidence.")


def _headline(events: Sequence[Event]) -> str:
    ends = [(event.when.earliest, event.when.latest) for event in events]
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
    events: Sequence[Event], context: FigureContext, *, lanes: Sequence[tuple[str, Sequence[Event]]] = (), shown: bool = True
) -> Table:
    """Return events, in order, as a table.

    With lanes, a last column names those in which an event stands. It need not be shown where the drawing is a list of the same.
    """
    within = [(label, {id(event) for event in inside}) for label, inside in lanes]
    lane: Columns[Event, FigureContext] = (
        (N_("Lane"), lambda event, _unused: clause_list(label for label, ids in within if id(event) in ids)),
    )
    return table_of((*_COLUMNS, *lane) if lanes else _COLUMNS, events, context, shown=shown)


_COLUMNS: Final[Columns[Event, FigureContext]] = (
    (N_("Date"), lambda event, _unused: event.when.words()),
    (N_("EDTF"), lambda event, _unused: event.when.text),
    (N_("Dated from"), lambda event, context: other.title if (other := measured_from(context.corpus, event)) else ""),
    (N_("What"), lambda event, _unused: event.title),
    (N_("Who"), lambda event, context: clause_list(map(context.names, event.actors))),
    (N_("Issue"), lambda event, context: context.corpus.issue_label(event.issue) if event.issue else ""),
    (N_("In doubt"), lambda event, _unused: event.contested or ""),
)

"""Figures of events and acts over time: a list with dates on a shared axis, and dots with the uncertainty of their dates."""

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
    """Rows of dots, as plain data, by label."""

MOST_LINKED: Final = 150
"""With more events than this, dots are no links, since they would be too small to tap; the list has the links."""
MOST_DRAWN: Final = 400
"""With more events or acts than this, numbers by year or longer period replace dots."""
LEVELS: Final = {"with": 1, "neither": 0, "against": -1}
"""The side of its line on which an act is drawn: above, on it, below."""
_BY_DATE: Final = N_("{by} toward {toward}, by date: {count}")
_LINE: Final = N_("A line through a dot: the time in which it happened, where no day is known.")
_OTHERS: Final[dict[By, str]] = {"issue": N_("Other issues or none"), "actor": N_("Others")}
_IN_ORDER: Final[dict[By, str]] = {"issue": N_("Events by issue, in order of time"), "actor": N_("Events by actor, in order of time")}


def over_time_figure(stances: Stances, shown: ShownStances, context: FigureContext) -> Figure:
    """Return acts over time as dots: with above, neither on, against below the line of each dyad."""
    acts_by_pair = {pair: stances.between(*pair) for pair in shown.pairs}
    marks = [mark for acts in acts_by_pair.values() for mark in acts]
    dates = [mark.act.when for mark in marks]
    if not marks:
        return nothing("fig-over-time", _("No act is on record"))
    strip = time_strip(dates)
    title = headline(stances, shown, context, _BY_DATE)
    subtitle, table = dated(_("Acts by date"), days_of(dates)), act_table(marks, shown, context)
    if len(marks) > MOST_DRAWN:
        grid, counted_note = _act_count_grid(acts_by_pair, context), _("Each number is one of acts, too many for a mark each.")
        return Figure("fig-over-time", title, subtitle, (grid,), counted_note, table, wide=True)
    rows = {_by_toward(by, toward, context): [_act(mark, strip) for mark in acts] for (by, toward), acts in acts_by_pair.items()}
    uncollected = [_by_toward(*pair, context) for pair, acts in acts_by_pair.items() if acts and not is_collected(shown.scope, *pair)]
    is_crowded = any(sum(mark.direction == "neither" for mark in acts) > 1 for acts in acts_by_pair.values())
    note = (
        _("Each dot is an act: above its line with, on it neither, below it against; it leads to its evidence."),
        _("Hollow: in doubt, or its evidence is not graded; left out of the count.") if any(mark.doubt for mark in marks) else "",
        _("Small: a further step of another act, counted as one with it.") if any(mark.whole for mark in marks) else "",
        _(_LINE),
        _("On the line, a dot that would cover another stands a little aside.") if is_crowded else "",
        _("Not collected, found by the way: {acts}.", acts=clause_list(uncollected)) if uncollected else "",
    )
    plot = _plot(rows, strip, {mark.act.id: context.where(mark.act) for mark in marks})
    return Figure("fig-over-time", title, subtitle, (plot,), sentence_list(note), table, wide=True)


def _by_toward(by: str, toward: str, context: FigureContext) -> str:
    return _("{by} toward {toward}", by=context.names(by), toward=context.names(toward))


def _act_count_grid(acts_by_pair: Mapping[tuple[str, str], Sequence[ActMark]], context: FigureContext) -> Grid:
    """Return counts of each dyad's acts with, neither and against by year, or by longer period if there are many years."""
    columns = (Column(_("Time"), width=10), *(Column(capitalized(_(DIRECTION_WORDS[side])), "number", named=True) for side in DIRECTIONS))
    rows: list[Row] = []
    for pair, marks in acts_by_pair.items():
        rows.append(Row((cell(FigureText(_by_toward(*pair, context), context.relation(*pair), "strong")),), heading=True))
        for stretch in periods(in_years(marks, lambda mark: mark.act.when)):
            counts = count_acts(stretch.rows).by_direction
            rows.append(Row((cell(period_label(stretch)), *(cell(numeral(f"{number:,}")) for number in counts))))
    return Grid(columns, tuple(rows))


def _act(mark: ActMark, strip: TimeStrip) -> dict[str, object]:
    look = {"side": LEVELS[mark.direction], "tone": mark.direction, "hollow": bool(mark.doubt), "step": mark.whole is not None}
    return {"key": mark.act.id, "description": mark_words(mark), **look, **_span(mark.act.when, strip)}


def lanes_figure(events: Sequence[Event], context: FigureContext, *, by: By = "issue") -> Figure:
    """Return events, in chronological order, as dots in lanes by issue or actor. The headline names the fullest lanes."""
    figure_id = "fig-lanes" if by == "issue" else f"fig-lanes-{by}"
    if not events:
        return nothing(figure_id, _("No event is on record"))
    strip = time_strip([event.when for event in events])
    grouped = lanes_of(events, by)
    names = context.corpus.issue_label if by == "issue" else context.names
    lanes = [(names(lane.id) if lane.id else _(_OTHERS[by]), lane.rows) for lane in grouped.lanes]
    subtitle = dated(
        _("{events}, {lanes}", events=events_of(len(events)), lanes=_grouping(grouped, names)), days_of(event.when for event in events)
    )
    table = event_table(events, context, lanes=lanes)
    title = _lanes_headline(grouped, names)
    if len(events) > MOST_DRAWN:
        note = sentence_list((_("Each number is one of events, by the year in which they began."), _lanes_of_actors(grouped)))
        return Figure(figure_id, title, subtitle, (_count_grid(events, lanes),), note, table, wide=True)
    crowded = sum(len(inside) for _unused, inside in lanes) > MOST_LINKED
    dots = {label: [_event(event, strip, linked=not crowded) for event in inside] for label, inside in lanes}
    links = {} if crowded else {event.id: context.where(event) for event in events}
    plot, note = _plot(dots, strip, links), _lanes_note(events, grouped, strip, crowded=crowded)
    return Figure(figure_id, title, subtitle, (plot,), note, table, wide=True)


def _count_grid(events: Sequence[Event], lanes: Sequence[tuple[str, Sequence[Event]]]) -> Grid:
    """Return counts of events by lane and starting year, or longer period if there are many years."""
    columns = (Column(_("Time"), width=10), *(Column(label, "number", named=True) for label, _unused in lanes))
    ids_by_lane = [{event.id for event in lane} for _unused, lane in lanes]
    rows = []
    for stretch in periods(in_years(events)):
        counts = (sum(event.id in ids for event in stretch.rows) for ids in ids_by_lane)
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


def _grouping(lanes: Lanes, names: Names) -> str:
    """Return how lanes are grouped, and which actors have none."""
    grouping = _("by issue") if lanes.by == "issue" else _("by actor")
    if not lanes.everywhere:
        return grouping
    without_lane = and_list([names(lane.id) for lane in lanes.everywhere])
    return _("{lanes}; no lane for {actors}, in more than half of all events", lanes=grouping, actors=without_lane)


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
    """Return a note that an event may be in several lanes; empty for lanes by issue."""
    if lanes.by != "actor":
        return ""
    if all(lane.id for lane in lanes.lanes):
        return _("An event stands in the lane of each actor that it names.")
    return _("An event stands in the lane of each actor that it names; “Others” has those that name none of them.")


def _span(when: Edtf, strip: TimeStrip) -> dict[str, float]:
    """Return the earliest and latest position of a date in per cent of a strip; the whole strip if neither is known."""
    first, last = when.earliest or when.latest or strip.start, when.latest or when.earliest or strip.end
    return {"from": round(strip.at(first), 2), "to": round(strip.at(last), 2)}


def _plot(rows: Dots, strip: TimeStrip, links: Mapping[str, str | None]) -> Plot:
    """Return a plot of rows of dots on the axis of a strip, with the URL of each dot by key."""
    dot_rows = [{"label": in_a_drawing(label), "dots": dots} for label, dots in rows.items()]
    ticks = [[round(tick.at, 2), tick.label] for tick in strip.ticks]
    words = *map(in_a_drawing, rows), *(tick.label for tick in strip.ticks if tick.label)
    return Plot("dots", {"rows": dot_rows, "ticks": ticks}, links, words)


ID: Final = "fig-timeline"
_MAX_ACTORS: Final = 4
_MIN_IN_MONTH: Final = 3
"""The minimum number of events for a headline to name their month."""
MOST_LISTED: Final = 250
"""With more events than this, the list shows their numbers by year."""
_PLAIN_DATES: Final = frozenset({"day", "month", "year"})


def timeline_figure(events: Sequence[Event], context: FigureContext) -> Figure:
    """Return a list of events by year, each with its date in words and on a shared time axis; only counts of very many.

    Events are in chronological order. The headline names the month with the most; each year has an anchor.
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
            origin = measured_from(context.corpus, event)
            strip_cell = cell(shared.strip(event.when, after=origin.when if origin else None))
            plain = event.when.kind in _PLAIN_DATES and event.when.text.replace("-", "").isdigit()
            date = FigureText(event.when.words(), when=event.when.text if plain else "")
            yield Row((cell(date), strip_cell, _what(event, context)))


def _what(event: Event, context: FigureContext) -> Cell:
    about = [muted(context.names(actor)) for actor in event.actors[:_MAX_ACTORS]]
    if len(event.actors) > _MAX_ACTORS:
        about.append(muted(ngettext("{number} more", "{number} more", len(event.actors) - _MAX_ACTORS)))
    issue = [muted(context.corpus.issue_label(event.issue))] if event.issue else []
    detail = (*joined(about, _(", ")), *([muted(" · ")] if about and issue else []), *issue)
    doubt = [FigureText(" "), FigureText(_("in doubt"), doubtful=True)] if event.contested else []
    undated = [muted(" · " + _("date uncertain"))] if event.date_uncertain else []
    title: Line = (FigureText(event.title, context.where(event)), *doubt, *undated)
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
    if most < _MIN_IN_MONTH or len(busy) > 1:
        return _("What happened, in order of time")
    return most_events([(month_of(*busy[0]), most)], len(events))


def most_events(fullest: Sequence[tuple[str, int]], events: int) -> str:
    """Return a headline that names the month, or one or two lanes, with the most events."""
    (first, most), *second = fullest
    values = {"first": first, "most": numeral(f"{most:,}"), "all": numeral(f"{events:,}")}
    if second:
        ((name, fewer),) = second
        return _("Most events: {first} ({most} of {all}), {second} ({fewer})", **values, second=name, fewer=numeral(f"{fewer:,}"))
    return _("Most events: {first} ({most} of {all})", **values)


def event_table(
    events: Sequence[Event], context: FigureContext, *, lanes: Sequence[tuple[str, Sequence[Event]]] = (), shown: bool = True
) -> Table:
    """Return events as a table, in order; with lanes, a last column names those of each event."""
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
    (N_("Date uncertain"), lambda event, _unused: event.date_uncertain or ""),
)

"""Acts and events as dots over time: each at its date, with the time in which it may have been where the day is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.derive.stances import count
from generator.figures.event_table import event_table
from generator.figures.figure import Figure, Plot, Table
from generator.figures.lane_groups import lanes_of
from generator.figures.scale import commas, dated, events_of, in_a_drawing
from generator.figures.stances import DOUBT_WORDS, Shown, act_data, headline
from generator.figures.strips import days_of, time_strip
from generator.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.dates import Edtf
    from generator.derive.stances import ActMark, Stances
    from generator.derive.timeline import Row
    from generator.figures.context import FigureContext
    from generator.figures.lane_groups import By

MOST_LINKED: Final = 150
"""With more dots than this none is a link, since each would be too small to touch; the list of the same has the links."""
LEVELS: Final = {"with": 1, "neither": 0, "against": -1}
"""On which side of its line an act stands: above, on it, below."""


def over_time_figure(
    stances: Stances,
    pairs: Sequence[tuple[str, str]],
    context: FigureContext,
    *,
    title: str | None = None,
    figure_id: str = "fig-over-time",
) -> Figure:
    """Return the acts of some actors toward others over time: above their line with, on it neither, below it against.

    Args:
        stances: The acts on record.
        pairs: Who acts, and toward whom; a line each.
        context: Names and addresses.
        title: The headline; the count of the first pair if left out.
        figure_id: The anchor on its page.
    """
    found = {pair: [mark for mark in stances.between(*pair) if mark.act.part_of is None] for pair in pairs}
    marks = [mark for those in found.values() for mark in those]
    days = days_of(mark.act.when for mark in marks)
    if not days:
        return Figure(figure_id, title or say("No act is on record"), "", (), say("Nothing to read yet."))
    rows: list[dict[str, object]] = []
    for pair, those in found.items():
        label = say("{by} toward {toward}", by=context.names(pair[0]), toward=context.names(pair[1]))
        rows.append({"label": label, "dots": [_act(mark) for mark in those if mark.day]})
    by, toward = pairs[0]
    computed = headline(context.names(by), context.names(toward), count(found[by, toward]))
    links = {mark.act.id: context.where(mark.act) for mark in marks}
    note = [say("Each dot is an act: above its line with, on it neither, below it against; it leads to its evidence.")]
    if any(mark.doubt for mark in marks):
        note.append(say("Hollow: disputed, or its evidence is not graded; left out of the count."))
    note.append(say("A line through a dot: the time in which it happened, where no day is known."))
    table = Table(*act_data(marks, Shown(pairs), context))
    subtitle = dated(say("Acts by date"), days)
    body = (_plot(rows, [mark.act.when for mark in marks], links),)
    return Figure(figure_id, title or computed, subtitle, body, " ".join(note), table, wide=True)


def _act(mark: ActMark) -> dict[str, object]:
    label = commas([mark.act.when.words(), mark.act.title, *([say(DOUBT_WORDS[mark.doubt])] if mark.doubt else [])])
    span = _span(mark.act.when)
    return {"key": mark.act.id, "said": label, "side": LEVELS[mark.direction], "tone": mark.direction, "hollow": bool(mark.doubt), **span}


def _span(when: Edtf) -> dict[str, str]:
    first, last = when.earliest or when.latest, when.latest or when.earliest
    return {"from": first.isoformat() if first else "", "to": last.isoformat() if last else ""}


def _plot(rows: Sequence[dict[str, object]], dates: Sequence[Edtf], links: dict[str, str | None]) -> Plot:
    strip = time_strip(dates)
    scale = strip.scale if strip else None
    ticks = [[tick.day.isoformat(), tick.label, tick.major] for tick in scale.ticks] if scale else []
    if not links:
        rows = [{**row, "dots": [{**dot, "key": "", "said": ""} for dot in _dots(row)]} for row in rows]
    data: dict[str, object] = {
        "rows": [{**row, "label": in_a_drawing(label) if isinstance(label := row["label"], str) and label else ""} for row in rows],
        "ticks": ticks,
        "start": scale.start.isoformat() if scale else "",
        "end": scale.end.isoformat() if scale else "",
    }
    words = tuple(str(row["label"]) for row in rows)
    return Plot("dots", data, links, words)


def _dots(row: dict[str, object]) -> list[dict[str, object]]:
    dots = row["dots"]
    return dots if isinstance(dots, list) else []


def lanes_figure(rows: Sequence[Row], context: FigureContext, *, by: By = "issue", title: str | None = None, figure_id: str = "") -> Figure:
    """Return events as dots in lanes by issue or by actor.

    Args:
        rows: The events in order of time.
        context: Names and addresses.
        by: What the lanes are.
        title: The headline; the fullest lanes if left out.
        figure_id: The anchor on its page; of the lanes' name if left out.
    """
    own = figure_id or ("fig-lanes" if by == "issue" else f"fig-lanes-{by}")
    days = days_of(row.when for row in rows)
    if not days:
        return Figure(own, title or say("No event is on record"), "", (), say("Nothing to read yet."), wide=True)
    lanes = lanes_of(rows, by, names=context.names, issue_label=context.issue_label, everywhere=False)
    drawn: list[dict[str, object]] = [
        {"label": lane.label, "dots": [_event(row) for row in lane.rows if row.when.earliest or row.when.latest]} for lane in lanes.lanes
    ]
    links = {row.event.id: context.where(row.event) for row in rows}
    table = event_table(rows, names=context.names, issue_label=context.issue_label, lanes=lanes.lanes)
    crowded = sum(len(lane.rows) for lane in lanes.lanes) > MOST_LINKED
    note = [
        say("Each dot is an event. A line through a dot: the time in which it happened, where no day is known.")
        if crowded
        else say("Each dot is an event and leads to it. A line through a dot: the time in which it happened, where no day is known.")
    ]
    if any(row.event.contested for row in rows):
        note.append(say("Hollow: disputed."))
    note.append(lanes.note)
    plot = _plot(drawn, [row.when for row in rows], {} if crowded else links)
    if any(row.when.latest and row.when.latest.isoformat() < str(plot.data["start"]) for row in rows):
        note.append(say("At the left edge: before the time shown."))
    subtitle = dated(say("{events}, {lanes}", events=events_of(len(rows)), lanes=lanes.subtitle), days)
    return Figure(own, title or lanes.headline, subtitle, (plot,), " ".join(filter(None, note)), table, wide=True)


def _event(row: Row) -> dict[str, object]:
    label = commas([row.when.words(), row.event.title])
    hollow = bool(row.event.contested)
    return {"key": row.event.id, "said": label, "side": 1, "tone": "accent", "hollow": hollow, **_span(row.when)}


def _dated(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.when.earliest or row.when.latest]

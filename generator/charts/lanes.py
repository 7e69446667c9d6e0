"""Events in lanes by issue or by actor: an overview of how they crowd and overlap. The list beside it tells each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.charts.edtf_marks import is_before
from generator.charts.edtf_shapes import kinds, note_of, shapes
from generator.charts.event_table import event_table
from generator.charts.figure import Figure
from generator.charts.lane_groups import lanes_of
from generator.charts.markup import nothing
from generator.charts.scale import dated, events_of, time_scale
from generator.charts.shared_strip import days_of, shown_days
from generator.charts.widths import at_widths
from generator.language import say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from generator.charts.figure import Where
    from generator.charts.lane_groups import By, Lanes
    from generator.charts.markup import Names
    from generator.charts.scale import TimeScale
    from generator.charts.widths import Draw
    from generator.derive.timeline import Row


def lanes(
    rows: Sequence[Row],
    *,
    names: Names,
    where: Where,
    issue_label: Callable[[str], str],
    draw: Draw,
    by: By = "issue",
    title: str | None = None,
    figure_id: str = "fig-lanes",
    wide: bool = True,
) -> Figure:
    """Return events in lanes, with fewer of their words the less room there is.

    Args:
        rows: The events in order of time.
        names: Gives an actor's name.
        where: Gives the address of a record.
        issue_label: Gives the name of an issue.
        draw: Draws from plain data.
        by: What the lanes are.
        title: The headline; computed from the fullest lanes if left out.
        figure_id: The anchor on its page.
        wide: Whether it may use the margin of the page.
    """
    days = days_of(rows)
    scale = time_scale(shown_days(rows))
    found = lanes_of(rows, by, names=names, issue_label=issue_label, everywhere=False)
    subtitle = say("{events}, {lanes}", events=dated(events_of(len(rows)), days), lanes=found.subtitle)
    if scale is None:
        return Figure(
            figure_id, title or say("No event is on record"), subtitle, nothing(), say("Nothing to read yet."), wide=wide, empty=True
        )
    links = {"/".join(row.event.key): where(row.event) for row in rows}
    drawing = f'<div class="lanes">{at_widths(draw, _spec(scale, found), links, figure_id)}</div>'
    table = event_table(rows, names=names, issue_label=issue_label, lanes=found.lanes)
    return Figure(figure_id, title or found.headline, subtitle, drawing, _note(rows, found, scale), table, wide=wide)


def _spec(scale: TimeScale, found: Lanes) -> dict[str, Any]:
    return {
        "kind": "lanes",
        "start": scale.start.isoformat(),
        "end": scale.end.isoformat(),
        "ticks": [[tick.day.isoformat(), tick.label, tick.major] for tick in scale.ticks],
        "lanes": [
            {"label": lane.label, "events": [_event(row, scale) for row in lane.rows if not is_before(row.when, scale)]}
            for lane in found.lanes
        ],
    }


def _event(row: Row, scale: TimeScale) -> dict[str, Any]:
    pieces = [[piece.style, _within(piece.start, scale), _within(piece.end, scale)] for piece in shapes(row.when)]
    said = say("{when}: {what}", when=row.when.words(), what=row.event.title)
    return {"key": "/".join(row.event.key), "label": row.event.title, "said": said, "shapes": pieces}


def _within(day: date, scale: TimeScale) -> str:
    return max(scale.start, min(scale.end, day)).isoformat()


def _note(rows: Sequence[Row], found: Lanes, scale: TimeScale) -> str:
    marks = note_of({kind for row in rows if not is_before(row.when, scale) for kind in kinds(row.when)})
    left = sum(is_before(row.when, scale) for row in rows)
    told = say("Not every mark has room for its words; the table has them all.")
    if left:
        told = say_count(
            "Not every mark has room for its words; the table has them all, with {number} event before {year}.",
            "Not every mark has room for its words; the table has them all, with {number} events before {year}.",
            left,
            year=scale.start.year,
        )
    return f"{marks} {told} {found.note}".rstrip()
